import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { MEASURES } from '@/app/gallery/cast-decision';
import { VerdictForm } from './verdict-form';

vi.mock('next/navigation', () => ({ useRouter: () => ({}), usePathname: () => '/' }));

test('a measure that is locked says why, once for all that are locked for the same reason', () => {
  const reason = 'Place and time alone never carry more than a question.';
  const measures = MEASURES.map((one) => (['restriction', 'suspension'].includes(one.id) ? { ...one, state: 'locked' as const, reason } : one));
  const form = renderToStaticMarkup(<VerdictForm action={async () => null} measures={measures} grounds={[]} hidden={{}} />);
  expect(form.split(reason)).toHaveLength(2);
  expect(form).toContain(`Restriction, Suspension: ${reason}`);
  expect(form).toContain('Closure: Needs a reply first');
  expect(form.match(/<input[^>]*value="closure"[^>]*>/)?.[0]).toMatch(/disabled="".*aria-describedby="f-verdict-lock-1"/);
});
