import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import type { TogetherLine } from '../decision/together';
import { TogetherForm } from './together-form';

vi.mock('next/navigation', () => ({ useRouter: () => ({}), usePathname: () => '/' }));

const GRANTED = 'An appeal against its restriction was granted on 30 November 2026.';
const line = (name: string, appealed: string | null): TogetherLine => ({ account: name, name, href: '/', caseId: name, case: 'C-1', band: 'act', why: null, appealed, may: { is: true, grounds: [], asked: [], said: [], held: false, seen: '1' } });

test('whose last measure was undone on appeal is bound again by whoever ticks it, with the reason beside it', () => {
  const boxes = (tells: boolean) => {
    const form = renderToStaticMarkup(<TogetherForm lines={[line('one', GRANTED), line('two', null)]} measure={{ id: 'restriction', name: 'Restriction', fields: [], tells, needsReason: false }} hidden={{}} action={async () => null} withdraw={async () => null} withdrawAll={async () => null} over={async () => {}} />);
    expect(form.split(GRANTED)).toHaveLength(2);
    return (form.match(/<input type="checkbox"[^>]*>/g) ?? []).map((box) => box.includes('checked'));
  };
  expect(boxes(true)).toEqual([false, true]);
  // Of what nobody is told nobody is bound.
  expect(boxes(false)).toEqual([true, true]);
});
