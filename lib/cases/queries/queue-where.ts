import { and, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { cases } from '../../../db/schema';
import { DAY, iso, type Instant } from '../../kernel/instant';
import { LED_ABOVE } from '../priority';
import { NO_GROUP, placeIn, type QueueAsked, type QueueOrder, type QueueState, type QueueView } from '../queue';

/** The columns that views, filters and orders look at: of the cases themselves, or of a ring's other members. */
export type QueueColumns = Readonly<Record<'id' | 'account' | 'accountName' | 'status' | 'band' | 'logOdds' | 'priority' | 'stakeUsd' | 'ring' | 'openedAt' | 'dueAt' | 'claimedBy' | 'leaseUntil' | 'wokenBy' | 'queueGroup' | 'askedAt' | 'askedUntil' | 'answeredAt' | 'reasons', AnyPgColumn>>;

/** Open, as the partial indexes of the table say it. */
export const isOpen = (t: QueueColumns): SQL => sql`${t.status} <> 'settled'`;

/** Free to be claimed by the next person who asks; what `case.claimNext` looks for. */
export function isFree(t: QueueColumns, now: Instant): SQL {
  return sql`(${t.status} = 'waiting' or (${t.status} = 'claimed' and ${t.leaseUntil} <= ${iso(now)}::timestamptz) or (${t.status} = 'asked' and ${t.askedUntil} <= ${iso(now)}::timestamptz))`;
}

/** More than ask at one moment: so many of each group are looked at, so that however many cases are others', none of them is walked past. */
const BEST = 40;

/** Ids of the best free cases of each of these groups, each read off the group's own index. */
export function bestOf(groups: readonly string[], now: Instant): SQL {
  return sql`(select best.id from unnest(${sql.param([...groups])}::text[]) as own(name) cross join lateral (
    select ${cases.id} from ${cases} where ${isOpen(cases)} and ${isFree(cases, now)} and ${cases.queueGroup} = own.name order by ${ordered('priority', cases)} limit ${BEST}) best)`;
}

/** What a view shows of the open cases; null shows all of them. Days end with the UTC day. */
export function inView(view: QueueView, t: QueueColumns, by: { staff: string; now: Instant }): SQL | null {
  const at = sql`${iso(by.now)}::timestamptz`;
  switch (view) {
    case 'open': return null;
    case 'mine': return sql`${t.claimedBy} = ${by.staff} and ${t.leaseUntil} > ${at}`;
    case 'due': return sql`${t.dueAt} > ${at} and ${t.dueAt} < ${iso((Math.floor(by.now / DAY) + 1) * DAY)}::timestamptz`;
    case 'overdue': return sql`${t.dueAt} <= ${at}`;
    case 'rings': return sql`${t.ring} is not null`;
    case 'returned': return sql`${t.wokenBy} = 'returned' and ${t.priority} > ${LED_ABOVE}`;
    case 'answered': return sql`${t.wokenBy} = 'answer' and ${t.priority} > ${LED_ABOVE}`;
    case 'no-money': return sql`${t.stakeUsd} = 0`;
  }
}

/** Whom a case waits for, with the clock read into it, as `statusAt` does. One that was taken up before its answer came, and let lapse, is asked, and may be claimed as well. */
function inState(state: QueueState, t: QueueColumns, now: Instant): SQL {
  const at = sql`${iso(now)}::timestamptz`;
  switch (state) {
    case 'free': return isFree(t, now);
    case 'held': return sql`(${t.status} = 'claimed' and ${t.leaseUntil} > ${at})`;
    case 'asked': return sql`((${t.status} = 'asked' or (${t.status} = 'claimed' and ${t.leaseUntil} <= ${at})) and ${t.askedUntil} > ${at} and (${t.answeredAt} is null or ${t.answeredAt} < ${t.askedAt}))`;
    case 'proposed': return sql`${t.status} = 'proposed'`;
  }
}

/** Everything asked for but the place. */
export function wanted(asked: QueueAsked, t: QueueColumns, by: { staff: string; now: Instant }): SQL {
  const prefix = `${asked.q.replace(/[\\%_]/g, '\\$&')}%`;
  return and(
    isOpen(t),
    inView(asked.view, t, by) ?? undefined,
    asked.band.length > 0 ? inArray(t.band, asked.band) : undefined,
    asked.stake === null ? undefined : sql`${t.stakeUsd} >= ${asked.stake}::real`,
    asked.held === null ? undefined : sql`${t.claimedBy} = ${asked.held} and ${t.leaseUntil} > ${iso(by.now)}::timestamptz`,
    asked.group === null ? undefined : sql`${t.queueGroup} = ${asked.group === NO_GROUP ? '' : asked.group}`,
    asked.state === null ? undefined : inState(asked.state, t, by.now),
    asked.family === null ? undefined : sql`${t.reasons} @> ${JSON.stringify([{ family: asked.family }])}::jsonb`,
    asked.q === '' ? undefined : or(sql`${t.account} like ${prefix}`, sql`lower(${t.accountName}) like ${prefix.toLowerCase()}`),
  ) ?? isOpen(t);
}

/** What each order goes by, whether it rises, and how its index is kept: an index is read from either end. */
const ORDER = {
  priority: { column: 'priority', rises: false, kept: 'falling' },
  odds: { column: 'logOdds', rises: false, kept: 'falling' }, 'odds-least': { column: 'logOdds', rises: true, kept: 'falling' },
  stake: { column: 'stakeUsd', rises: false, kept: 'falling' }, 'stake-least': { column: 'stakeUsd', rises: true, kept: 'falling' },
  age: { column: 'openedAt', rises: true, kept: 'rising' }, 'age-youngest': { column: 'openedAt', rises: false, kept: 'rising' },
  due: { column: 'dueAt', rises: true, kept: 'rising' }, 'due-latest': { column: 'dueAt', rises: false, kept: 'rising' },
} as const satisfies Record<QueueOrder, { column: keyof QueueColumns; rises: boolean; kept: 'rising' | 'falling' }>;

/** The order, in the words of the index that keeps it, or of the same read from its other end: none of these columns is ever null. */
export function ordered(order: QueueOrder, t: QueueColumns): SQL {
  const { column, rises, kept } = ORDER[order];
  const way = sql.raw(rises ? (kept === 'rising' ? '' : ' asc nulls first') : kept === 'falling' ? ' desc nulls last' : ' desc nulls first');
  return sql`${t[column]}${way}, ${t.id}${way}`;
}

/** Behind the last row of the page before. */
export function behind({ after, sort }: Pick<QueueAsked, 'after' | 'sort'>, t: QueueColumns): SQL | undefined {
  const place = after === null ? null : placeIn(after);
  if (place === null) return undefined;
  const { column, rises } = ORDER[sort];
  const key = column === 'openedAt' || column === 'dueAt' ? sql`${iso(place.key)}::timestamptz` : sql`${place.key}::${sql.raw(column === 'stakeUsd' ? 'real' : 'double precision')}`;
  return sql`(${t[column]}, ${t.id}) ${sql.raw(rises ? '>' : '<')} (${key}, ${place.id})`;
}

/**
 * A case stands for itself; of a ring, the member that comes first among those asked for stands for all of them. What is asked for stands in
 * the filter of the aggregate, so that the ring's own index is the only way in: rings are small, the queue is not.
 */
export function leads(asked: QueueAsked, t: QueueColumns, mate: QueueColumns, mates: SQL, by: { staff: string; now: Instant }): SQL {
  return sql`(${t.ring} is null or ${t.id} = (select (array_agg(${mate.id} order by ${ordered(asked.sort, mate)}) filter (where ${wanted(asked, mate, by)}))[1] from ${mates} where ${mate.ring} = ${t.ring}))`;
}

/** The value of the order's column, for the place after a row. */
export function keyOf(order: QueueOrder, row: { priority: number; logOdds: number; stakeUsd: number; openedAt: Instant; dueAt: Instant }): number {
  return row[ORDER[order].column];
}
