import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { DAY, type Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

/** Beyond this somebody holds "100+": a sum over everything that is held would cost more the longer the queue is. */
export const HELD_TO = 100;

export type OnShift = { id: string; name: string; /** Up to `HELD_TO`. */ cases: number; /** The account, where it is one case only. */ only: string | null };
type Shift = { people: readonly OnShift[]; decidedToday: number };

/** Who holds what now, and how many decisions this person made today and did not withdraw. Days begin with the UTC day. */
export const queueShift = query({
  name: 'ask.queue',
  input: z.object({}),
  async run({ actor, now, db }) {
    const at = new Date(now).toISOString();
    const today = new Date(Math.floor(now / DAY) * DAY).toISOString();
    const [people, decided] = await Promise.all([
      db.execute<OnShift>(sql`
        select s.id, s.name, held.cases, held.only
        from staff s cross join lateral (
          select count(*)::int as cases, case when count(*) = 1 then min(coalesce(account_name, account)) end as only
          from (select account_name, account from cases where status <> 'settled' and claimed_by = s.id and status = 'claimed' and lease_until > ${at}::timestamptz limit ${HELD_TO}) one) held
        where held.cases > 0 order by s.name limit 30`),
      db.execute<{ n: number }>(sql`
        select ((select count(*) from decisions d where d.proposed_by = ${actor.id} and d.proposed_at >= ${today}::timestamptz and not exists (select 1 from liftings l where l.decision = d.id and l.cause = 'withdrawn'))
          + (select count(*) from countersignatures where signed_by = ${actor.id} and signed_at >= ${today}::timestamptz))::int as n`),
    ]);
    return granted<Shift>({ people: people.rows, decidedToday: decided.rows[0]?.n ?? 0 });
  },
});

/** When the next answer of a holder is due; asked only where a view is empty. */
export const nextReply = query({
  name: 'ask.queue',
  input: z.object({}),
  async run({ now, db }) {
    const { rows } = await db.execute<{ at: number | null }>(sql`
      select extract(epoch from min(asked_until))::float8 * 1000 as at from cases where status <> 'settled' and status = 'asked' and asked_until > ${new Date(now).toISOString()}::timestamptz`);
    const at: Instant | null = rows[0]?.at ?? null;
    return granted(at === null ? null : Math.round(at));
  },
});
