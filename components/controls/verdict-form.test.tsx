import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { MeasureChoice } from '../decision/choices';
import { VerdictForm } from './verdict-form';

vi.mock('next/navigation', () => ({ useRouter: () => ({}), usePathname: () => '/' }));

const free = (name: string): MeasureChoice => ({ id: name.toLowerCase(), name, hotkey: name[0]!, says: '', state: 'free', reason: null, undo: '', fields: [], draft: null, grounds: null, needsGround: false });
const locked = (name: string, reason: string): MeasureChoice => ({ ...free(name), state: 'locked', reason });

test('a measure that is locked says why, once for all that are locked for the same reason', () => {
  const reason = 'Place and time alone never carry more than a question.';
  const measures = [free('Watch'), locked('Restriction', reason), locked('Suspension', reason), locked('Closure', 'Needs a reply first.')];
  const form = renderToStaticMarkup(<VerdictForm action={async () => null} measures={measures} grounds={[]} hidden={{}} />);
  expect(form.split(reason)).toHaveLength(2);
  expect(form).toContain(`Restriction, Suspension: ${reason}`);
  expect(form).toContain('Closure: Needs a reply first');
  expect(form.match(/<input[^>]*value="closure"[^>]*>/)?.[0]).toMatch(/disabled="".*aria-describedby="f-verdict-lock-1"/);
});
