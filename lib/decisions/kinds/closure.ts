import { z } from 'zod';
import { text } from '../../kernel/input';
import { locked, OPEN } from '../../kernel/moves';
import { defineMeasure } from '../measure';
import { oppositesOf, type OrderDraft } from '../order-draft';
import { dayWords, momentWords } from '../../evidence/wording';

const fields = z.object({
  /** What the best innocent story leaves unexplained: a closure has to answer it. */
  answersStory: text('Say what the innocent story leaves unexplained.', { max: 2_000 }),
});

const orders = (): OrderDraft[] => [{ kind: 'account.close', effective: { until: null, earned: 'paid out unless disputed' } }];

/** The account ends. Nobody's account ends unheard. */
export const closure = defineMeasure({
  id: 'closure',
  title: 'Closure',
  key: 'b',
  consequence: 'For good, until an appeal is granted; a second person countersigns',
  severity: 7,
  course: 'settles',
  fields,
  leastGrounds: 1,
  deciding: [],
  countersigned: () => 'A closure takes two people.',
  boundByRing: true,
  lock: ({ heard, asked }) => {
    if (heard) return OPEN;
    if (asked === null) return locked('locked', 'Needs a reply first: the holder has not been asked.');
    return locked('locked', `Needs a reply first: asked ${dayWords(asked.at)}, answer due ${momentWords(asked.until)}.`);
  },
  within: () => OPEN,
  endsAt: () => null,
  atTerm: 'ends',
  appealable: true,
  orders,
  undo: () => oppositesOf(orders()),
  notice: { asks: false },
});
