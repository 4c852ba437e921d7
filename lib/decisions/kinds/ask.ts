import { z } from 'zod';
import { text } from '../../kernel/input';
import { DAY, rfc3339 } from '../../kernel/instant';
import { OPEN } from '../../kernel/moves';
import { beyond, defineMeasure } from '../measure';
import { oppositesOf, type OrderDraft } from '../order-draft';

const fields = z.object({
  questions: z.array(text('Write the question.', { max: 500 }), { error: 'Ask at least one question.' }).min(1, 'Ask at least one question.').max(5),
  days: z.coerce.number().int().min(1).max(60).default(7),
});
type Fields = z.output<typeof fields>;

const until = ({ days }: Fields, effectiveAt: number): number => effectiveAt + days * DAY;
const orders = ({ fields: asked, effectiveAt }: { fields: Fields; effectiveAt: number }): OrderDraft[] => [
  { kind: 'information.request', effective: { questions: asked.questions, until: rfc3339(until(asked, effectiveAt)) } },
];

/** A question. It binds nobody. */
export const ask = defineMeasure({
  id: 'ask',
  title: 'Ask',
  key: 'a',
  consequence: 'Reply due in 7 days',
  severity: 2,
  course: 'interim',
  fields,
  leastGrounds: 1,
  deciding: [],
  countersigned: () => null,
  boundByRing: false,
  lock: () => OPEN,
  within: ({ days }, { replyWindowDays }) => (days >= replyWindowDays ? OPEN : beyond('days', `The holder has at least ${replyWindowDays} days to answer.`)),
  endsAt: until,
  atTerm: 'ends',
  appealable: true,
  orders,
  undo: (issue) => oppositesOf(orders(issue)),
  notice: { asks: true },
});
