import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { AccountEvents } from './account';

test('an event that told nothing more has no line for facts where rows are folded', () => {
  const event = (facts: readonly { term: string; fact: string }[], report: string | null = null) => renderToStaticMarkup(<AccountEvents now={0} there={null} older={null} events={[{ id: 'evt_1', at: 0, icon: 'history', words: 'Signed in', facts, report }]} />);
  const isLeftOut = (html: string): boolean => /<td(?=[^>]* data-head="Facts")[^>]*>/.exec(html)![0].includes('class="none"');
  expect([isLeftOut(event([])), isLeftOut(event([{ term: 'network', fact: 'hosting' }])), isLeftOut(event([], 'He asked for a code.'))]).toEqual([true, false, false]);
});
