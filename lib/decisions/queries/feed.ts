import { asc, inArray, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { orders } from '../../../db/schema';
import { rfc3339, type Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { groundsTogether, WITHDRAWABLE_FOR } from '../decision';
import { cursorAfter, FEED_START, readCursor, writeCursor, type Cursor, type FeedState } from '../feed';
import { isBinding, type OrderKind } from '../order-draft';

/** One change: a decision took effect, or was lifted. Instants are RFC 3339. */
export type FeedItem = {
  /** Unique and permanent: a reader takes each once. */
  id: string;
  decision: string;
  account: string;
  measure: string;
  state: FeedState;
  effectiveAt: string;
  /** End of its term; null where it has none. */
  until: string | null;
  liftedAt: string | null;
  /** Why it was lifted; null while in force. */
  cause: string | null;
  /** Those on which it holds: of two people, what both named. */
  grounds: readonly string[];
  /** The bodies of the orders that this change has brought so far, as the webhook delivers them. */
  orders: readonly Readonly<Record<string, unknown>>[];
};

type Change = { at: number; id: string; decision: string; state: FeedState; account: string; measure: string; grounds: string[]; second_grounds: string[] | null; effective_at: number; until: number | null; lifted_at: number | null; cause: string | null };

/**
 * Decisions in the order in which they took effect or were lifted. What may still be withdrawn is not told yet, and what was withdrawn never
 * is: it comes with its own moment once its time has passed, which is far within what every sweep reads again.
 */
export const decisionsFeed = query({
  name: 'ask.decisions',
  input: z.object({ after: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }),
  async run({ input, now, db }) {
    const cursor = input.after === undefined ? FEED_START : readCursor(input.after);
    if (cursor === null) return refuse('invalid', 'This is no cursor of the feed.', { after: 'Send the value of `next` from an earlier answer, unchanged, or leave `after` out.' });
    const changes = await changesAfter(db, cursor, input.limit, now);
    const issued = await ordersOf(db, [...new Set(changes.map((change) => change.decision))]);
    const items = changes.map((change) => itemOf(change, issued.get(change.decision) ?? []));
    const last = changes.at(-1);
    const more = changes.length === input.limit;
    return granted({ items, next: writeCursor(cursorAfter(cursor, last ?? null, more, now)), more });
  },
});

async function changesAfter(db: Database, { at, id }: Cursor, limit: number, now: Instant): Promise<Change[]> {
  const behind = sql`(${new Date(at).toISOString()}::timestamptz, ${id})`;
  const due = sql`${new Date(now - WITHDRAWABLE_FOR).toISOString()}::timestamptz`;
  // What is decided in a run waits for the last of it, as its orders do.
  const waits = (of: SQL): SQL => sql`exists (select 1 from work q where q.name = 'issue' and q.key = ${of}.id || ' effect' and q.lease_until is null and q.tries = 0 and q.run_at > ${new Date(now).toISOString()}::timestamptz)`;
  const left = (of: SQL): SQL => sql`(${of}.needs_second or (${of}.proposed_at <= ${due} and not ${waits(of)})) and not exists (select 1 from liftings w where w.decision = ${of}.id and w.cause = 'withdrawn')`;
  const { rows } = await db.execute<Change>(sql`
    with changes as (
      (select c.confirmed_at as at, c.decision || ':in-force' as id, c.decision, 'in-force' as state from confirmations c join decisions d on d.id = c.decision
        where ${left(sql`d`)} and (c.confirmed_at, c.decision || ':in-force') > ${behind} order by 1, 2 limit ${limit})
      union all
      (select l.lifted_at, l.decision || ':lifted', l.decision, 'lifted' from liftings l join decisions d on d.id = l.decision left join decisions b on b.id = l.because
        where ${left(sql`d`)} and (b.id is null or (${left(sql`b`)})) and (l.lifted_at, l.decision || ':lifted') > ${behind} order by 1, 2 limit ${limit}))
    select ${epoch(sql`x.at`)} as at, x.id, x.decision, x.state, d.account, d.measure, d.grounds, (select s.grounds from countersignatures s where s.decision = d.id and s.agrees order by s.signed_at limit 1) as second_grounds,
      ${epoch(sql`c.confirmed_at`)} as effective_at, ${epoch(sql`c.holds_until`)} as until, ${epoch(sql`l.lifted_at`)} as lifted_at, l.cause
    from changes x join decisions d on d.id = x.decision join confirmations c on c.decision = x.decision
      left join liftings l on l.decision = x.decision and x.state = 'lifted' and l.lifted_at = x.at
    order by x.at, x.id limit ${limit}`);
  return rows.map((row) => ({ ...row, at: Math.round(row.at) }));
}

const epoch = (column: ReturnType<typeof sql>) => sql`extract(epoch from ${column})::float8 * 1000`;

type Issued = { kind: string; body: Record<string, unknown> };

async function ordersOf(db: Database, decisions: string[]): Promise<Map<string, Issued[]>> {
  const byDecision = new Map<string, Issued[]>();
  if (decisions.length === 0) return byDecision;
  const rows = await db.select({ decision: orders.decision, kind: orders.kind, body: orders.body }).from(orders).where(inArray(orders.decision, decisions)).orderBy(asc(orders.issuedAt), asc(orders.id));
  for (const row of rows) byDecision.set(row.decision, [...(byDecision.get(row.decision) ?? []), row]);
  return byDecision;
}

function itemOf(change: Change, issued: readonly Issued[]): FeedItem {
  const { id, decision, account, measure, state, cause } = change;
  return {
    id, decision, account, measure, state, effectiveAt: told(change.effective_at), until: change.until === null ? null : told(change.until),
    liftedAt: change.lifted_at === null ? null : told(change.lifted_at), cause, grounds: groundsTogether(change, change.second_grounds),
    orders: issued.filter((order) => isBinding(order.kind as OrderKind) === (state === 'in-force')).map((order) => order.body),
  };
}

const told = (at: Instant): string => rfc3339(Math.round(at));
