import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { hearable, openAppeals } from '../../appeals/queries/open-appeals';
import { mayCountersign } from '../../decisions/decision';
import { handsOf } from '../../decisions/commands/decision-record';
import { openProposals } from '../../decisions/queries/open-proposals';
import { rfc3339, type Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import type { Actor } from '../../staff/actor';

/** Beyond this nobody counts: the rail says 99+. */
const ENOUGH = 100;

/**
 * How much waits on each screen for this person, each counted to 100 at most: cases that nobody holds, proposals they may
 * countersign, appeals they may hear, deliveries that were given up, accounts in their tray.
 */
export const counts = query({
  name: 'ask.counts',
  input: z.object({}),
  async run({ actor, now, db }) {
    const [queue, reviews, appeals, deliveries, tray] = await Promise.all([claimable(db, now), readable(db, actor), unheard(db, actor, now), givenUp(db), laidAside(db, actor)]);
    return granted({ queue, reviews, appeals, deliveries, tray });
  },
});

async function claimable(db: Database, now: Instant): Promise<number> {
  const at = rfc3339(now);
  const { rows: [row] } = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from (
      select 1 from cases where status <> 'settled'
        and (status = 'waiting' or (status = 'claimed' and lease_until <= ${at}::timestamptz) or (status = 'asked' and asked_until <= ${at}::timestamptz))
      limit ${ENOUGH}) as counted`);
  return row?.n ?? 0;
}

async function readable(db: Database, actor: Actor): Promise<number> {
  // Only admins countersign: nobody else's page pays for the question.
  if (actor.kind !== 'staff' || actor.role !== 'admin') return 0;
  const open = await openProposals(db, ENOUGH);
  const hands = await handsOf(db, open.map(({ decision }) => decision));
  return open.filter(({ decision }) => mayCountersign(actor, decision, 'proposed', hands.get(decision.id) ?? []).state === 'open').length;
}

async function unheard(db: Database, actor: Actor, now: Instant): Promise<number> {
  const open = await openAppeals(db, ENOUGH);
  return open.filter((one) => hearable(one, actor, now)).length;
}

async function givenUp(db: Database): Promise<number> {
  const { rows: [row] } = await db.execute<{ n: number }>(sql`select count(*)::int as n from (select 1 from deliveries where status = 'failed' limit ${ENOUGH}) as counted`);
  return row?.n ?? 0;
}

async function laidAside(db: Database, actor: Actor): Promise<number> {
  const { rows: [row] } = await db.execute<{ n: number }>(sql`select count(*)::int as n from (select 1 from trays where staff = ${actor.id} limit ${ENOUGH}) as counted`);
  return row?.n ?? 0;
}
