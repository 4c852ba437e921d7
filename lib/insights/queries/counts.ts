import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { hearable, openAppeals } from '../../appeals/queries/open-appeals';
import { coveredCases } from '../../decisions/queries/covered-accounts';
import { rfc3339, type Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import type { Actor } from '../../staff/actor';
import { may } from '../../staff/permissions';
import { ENOUGH, unreadOf } from './inbox';
import { readableReviews } from './inbox-lines';

/**
 * How much waits on each screen for this person, each counted to 100 at most: cases that nobody holds, proposals they may
 * countersign, appeals they may hear, deliveries that were given up, accounts in their tray, lines of their inbox that they have not read.
 */
export const counts = query({
  name: 'ask.counts',
  input: z.object({}),
  async run({ actor, now, db }) {
    const readable = readableReviews(db, actor, now);
    const [queue, reviews, appeals, deliveries, tray, inbox] = await Promise.all([claimable(db, now), readable, unheard(db, actor, now), givenUp(db), laidAside(db, actor), unread(db, actor, readable, now)]);
    return granted({ queue, reviews: Math.min(reviews.length, ENOUGH), appeals, deliveries, tray, inbox });
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

async function unread(db: Database, actor: Actor, reviews: Promise<readonly string[]>, now: Instant): Promise<number> {
  return may(actor, 'ask.inbox') ? unreadOf(db, actor, await reviews, now) : 0;
}

async function unheard(db: Database, actor: Actor, now: Instant): Promise<number> {
  const open = await openAppeals(db, ENOUGH);
  const covered = await coveredCases(db, actor, open.map(({ appeal }) => appeal.case), now);
  return open.filter((one) => hearable(one, actor, now) && !covered.has(one.appeal.case)).length;
}

async function givenUp(db: Database): Promise<number> {
  const { rows: [row] } = await db.execute<{ n: number }>(sql`select count(*)::int as n from (select 1 from deliveries where status = 'failed' limit ${ENOUGH}) as counted`);
  return row?.n ?? 0;
}

async function laidAside(db: Database, actor: Actor): Promise<number> {
  const { rows: [row] } = await db.execute<{ n: number }>(sql`select count(*)::int as n from (select 1 from trays where staff = ${actor.id} limit ${ENOUGH}) as counted`);
  return row?.n ?? 0;
}
