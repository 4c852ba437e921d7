import { z } from 'zod';
import { HOUR, rfc3339 } from '../../kernel/instant';
import { OPEN } from '../../kernel/moves';
import { beyond, defineMeasure } from '../measure';
import { oppositesOf, type OrderDraft } from '../order-draft';

/** The usual term, first or renewed; the policy bounds it. */
const USUAL_HOURS = 72;

const fields = z.object({
  /** Nothing above this is held. */
  cap: z.object({ amount: z.coerce.number({ error: 'A hold has a cap.' }).positive('A hold has a cap.').max(1_000_000), currency: z.string({ error: 'Three capital letters, as in USD.' }).regex(/^[A-Z]{3}$/, 'Three capital letters, as in USD.') }, { error: 'A hold has a cap.' }),
  hours: z.coerce.number().int().min(1).max(24 * 14).default(USUAL_HOURS),
});
type Fields = z.output<typeof fields>;

const until = ({ hours }: Fields, effectiveAt: number): number => effectiveAt + hours * HOUR;
const orders = ({ fields: held, effectiveAt }: { fields: Fields; effectiveAt: number }): OrderDraft[] => [
  { kind: 'payouts.hold', effective: { cap: { amount: held.cap.amount, currency: held.cap.currency }, until: rfc3339(until(held, effectiveAt)), thereafter: 'held until renewed or released by a person' } },
];

/** Money leaving the account waits, up to a cap. Past its term it is in force until a person decides: the clock never lifts it. */
export const payoutHold = defineMeasure({
  id: 'payout-hold',
  title: 'Payout hold',
  key: 'p',
  consequence: `Up to ${USUAL_HOURS} hours and a cap; then a person renews or releases`,
  severity: 4,
  course: 'interim',
  fields,
  leastGrounds: 1,
  deciding: ['hours'],
  countersigned: ({ hold }) => (hold === null ? null : 'A hold beyond its first term takes two people.'),
  boundByRing: true,
  lock: () => OPEN,
  within: ({ hours }, { holdFirstTermHours }) => (hours <= holdFirstTermHours ? OPEN : beyond('hours', `A hold lasts ${holdFirstTermHours} hours at most; then a person renews or releases it.`)),
  endsAt: until,
  atTerm: 'returns',
  appealable: true,
  orders,
  undo: (issue) => oppositesOf(orders(issue)),
  notice: { asks: false },
});
