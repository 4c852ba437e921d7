import { z } from 'zod';
import { BANDS } from '../risk/assessment';
import { FAMILIES } from '../signals/signal';

/** The views that every queue has, and its orders; both stand in the address. */
export const QUEUE_VIEWS = ['open', 'mine', 'due', 'overdue', 'rings', 'returned', 'answered', 'no-money'] as const;
export type QueueView = (typeof QUEUE_VIEWS)[number];
/** `priority` is evidence × harm × waiting; `age` oldest first, `due` soonest first, the others largest first; and each of these the other way round. */
export const QUEUE_ORDERS = ['priority', 'odds', 'odds-least', 'stake', 'stake-least', 'age', 'age-youngest', 'due', 'due-latest'] as const;
export type QueueOrder = (typeof QUEUE_ORDERS)[number];

/** Whom a case waits for: the next who claims it, whoever holds it, the holder of the account, or a second person. */
export const QUEUE_STATES = ['free', 'held', 'asked', 'proposed'] as const;
export type QueueState = (typeof QUEUE_STATES)[number];

/** The place after which a page begins: the value of the order's column (an instant where it is one) and the case's id. */
export type QueuePlace = { key: number; id: string };

export function placeText({ key, id }: QueuePlace): string {
  return `${key}~${id}`;
}

export function placeIn(text: string): QueuePlace | null {
  const match = /^(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)~([a-z0-9_]{1,64})$/.exec(text);
  return match ? { key: Number(match[1]), id: String(match[2]) } : null;
}

/** How an address says that a case stands in no group. */
export const NO_GROUP = '-';

const list = (value: unknown): unknown => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** What an address asks of the queue. Whatever it says wrongly is as if it were not said: an old bookmark still opens. */
export const queueAsked = z.object({
  view: z.enum(QUEUE_VIEWS).catch('open'),
  sort: z.enum(QUEUE_ORDERS).catch('priority'),
  band: z.preprocess(list, z.array(z.enum(BANDS))).catch([]),
  /** At least so many US dollars at stake. */
  stake: z.coerce.number().gt(0).max(1e9).nullable().catch(null),
  /** Beginning of an account's id or name. */
  q: z.string().trim().max(100).catch(''),
  /** The one person who holds the cases. */
  held: z.string().regex(/^[a-z0-9_]{1,64}$/).nullable().catch(null),
  /** The group that the cases go to; `NO_GROUP` for those of everybody. */
  group: z.string().min(1).max(30).nullable().catch(null),
  state: z.enum(QUEUE_STATES).nullable().catch(null),
  /** What one of its reasons is of. */
  family: z.enum(FAMILIES).nullable().catch(null),
  after: z.string().refine((text) => placeIn(text) !== null).nullable().catch(null),
  /** The ring whose cases are shown one by one. */
  open: z.string().min(1).max(64).nullable().catch(null),
});
export type QueueAsked = z.output<typeof queueAsked>;

/** So many cases are claimed in one go: nobody reads more in one lease. */
export const MOST_CLAIMED = 25;

/** The case that a person goes on to, with its number and whose account it is: "C-2318", "Mallory Hale". `held`: it is in their hands already. */
export type NextCase = { id: string; name: string; account: string; ring: string | null; held: boolean };

/** How many filters are set, views aside. */
export function filtersSet({ band, stake, q, held, group, state, family }: Pick<QueueAsked, 'band' | 'stake' | 'q' | 'held' | 'group' | 'state' | 'family'>): number {
  return (band.length > 0 ? 1 : 0) + (q === '' ? 0 : 1) + [stake, held, group, state, family].filter((one) => one !== null).length;
}
