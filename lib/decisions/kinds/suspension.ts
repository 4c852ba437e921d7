import { z } from 'zod';
import { DAY, rfc3339 } from '../../kernel/instant';
import { OPEN } from '../../kernel/moves';
import { defineMeasure } from '../measure';
import { oppositesOf, type OrderDraft } from '../order-draft';

const fields = z.object({ days: z.coerce.number().int().min(1).max(90, 'A suspension lasts 90 days at most.').default(30) });
type Fields = z.output<typeof fields>;

const until = ({ days }: Fields, effectiveAt: number): number => effectiveAt + days * DAY;
const orders = ({ fields: suspended, effectiveAt }: { fields: Fields; effectiveAt: number }): OrderDraft[] => [
  { kind: 'account.suspend', effective: { until: rfc3339(until(suspended, effectiveAt)), thereafter: 'ends' } },
];

/** The account rests until a date. */
export const suspension = defineMeasure({
  id: 'suspension',
  title: 'Suspension',
  key: 'u',
  consequence: '30 days; a second person countersigns',
  severity: 6,
  course: 'settles',
  fields,
  leastGrounds: 1,
  deciding: ['days'],
  countersigned: () => 'A suspension takes two people.',
  boundByRing: true,
  lock: () => OPEN,
  within: () => OPEN,
  endsAt: until,
  atTerm: 'ends',
  appealable: true,
  orders,
  undo: (issue) => oppositesOf(orders(issue)),
  notice: { asks: false },
});
