import { z } from 'zod';
import { DAY, rfc3339 } from '../../kernel/instant';
import { OPEN } from '../../kernel/moves';
import { defineMeasure } from '../measure';
import { oppositesOf, type OrderDraft } from '../order-draft';

/** What can be closed to an account while the rest goes on. */
export const RESTRICTED_IDS = ['new_contracts', 'proposals', 'payout_changes', 'profile_changes'] as const;
export type RestrictedId = (typeof RESTRICTED_IDS)[number];

const fields = z.object({
  what: z.array(z.enum(RESTRICTED_IDS), { error: 'Choose what is restricted.' }).min(1, 'Choose what is restricted.').transform((what) => [...new Set(what)].sort()),
  days: z.coerce.number().int().min(1).max(30, 'A restriction lasts 30 days at most.').default(14),
});
type Fields = z.output<typeof fields>;

const until = ({ days }: Fields, effectiveAt: number): number => effectiveAt + days * DAY;
const orders = ({ fields: limited, effectiveAt }: { fields: Fields; effectiveAt: number }): OrderDraft[] => [
  { kind: 'account.restrict', effective: { what: limited.what, until: rfc3339(until(limited, effectiveAt)), thereafter: 'ends' } },
];

/** Some things stop for some days; the rest goes on. */
export const restriction = defineMeasure({
  id: 'restriction',
  title: 'Restriction',
  key: 'i',
  // It names none of the kinds: what is restricted somebody chooses, and the second reader on their own.
  consequence: 'Chosen parts of the account stop for 14 days',
  severity: 5,
  course: 'settles',
  fields,
  leastGrounds: 1,
  deciding: ['what', 'days'],
  countersigned: () => null,
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
