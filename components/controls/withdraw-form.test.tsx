import { useState } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { WithdrawForm } from './withdraw-form';

const NOW = Date.UTC(2026, 10, 17, 14, 6);
const shown = (isOpen: boolean, left: number, now = NOW) => ({ action: async () => null, decision: 'decision_1', isOpen, leaves: NOW + left, now, stands: true, children: <p>Lift…</p> });
const drawn = (isOpen: boolean, left: number) => renderToStaticMarkup(<WithdrawForm {...shown(isOpen, left)} />);

test('it says for how long it can really be withdrawn, which of a run may be minutes, and offers nothing else meanwhile', () => {
  expect(drawn(true, 17_200)).toContain('<span aria-hidden="true">18 s</span>');
  expect(drawn(true, 299_000)).toContain('<span aria-hidden="true">299 s</span>');
  expect(drawn(true, 17_200)).not.toContain('Lift…');
});

test('where it could not be withdrawn any more from the start, there is only what can be done instead', () => {
  expect(drawn(false, -1)).toBe('<p>Lift…</p>');
});

test('what has left on its way to the reader is told as such', () => {
  expect(drawn(true, -1)).toContain('<p role="status" class="xs q">It has left');
  expect(drawn(true, -1)).toContain('Lift…');
});

test('a page that is read anew after it has left, or after something else has closed it, says what is so, whatever seconds were left before', () => {
  /** On one page, and then on the same one read anew. */
  function Anew({ at }: { at: number }) {
    const [isAnew, setAnew] = useState(false);
    if (!isAnew) setAnew(true);
    return WithdrawForm(shown(!isAnew, 1_000, isAnew ? NOW + at : NOW));
  }
  expect(renderToStaticMarkup(<Anew at={1_000} />)).toContain('<p role="status" class="xs q">It has left');
  expect(renderToStaticMarkup(<Anew at={500} />)).toContain('<p role="status" class="xs q"></p><p>Lift…</p>');
});
