import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { hearable, openAppeals } from '../../appeals/queries/open-appeals';
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
    const readable = readableReviews(db, actor);
    const [waiting, reviews, appeals, inbox] = await Promise.all([standing(db, actor, now), readable, unheard(db, actor, now), unread(db, actor, readable, now)]);
    return granted({ ...waiting, reviews: Math.min(reviews.length, ENOUGH), appeals, inbox });
  },
});

/** What is counted as it stands, in one question: cases that nobody holds, deliveries that were given up, accounts in the tray. */
async function standing(db: Database, actor: Actor, now: Instant): Promise<Record<'queue' | 'deliveries' | 'tray', number>> {
  const at = rfc3339(now);
  const counted = (rows: SQL): SQL => sql`(select count(*)::int from (${rows} limit ${ENOUGH}) as counted)`;
  const { rows: [row] } = await db.execute<Record<'queue' | 'deliveries' | 'tray', number>>(sql`select
    ${counted(sql`select 1 from cases where status <> 'settled'
      and (status = 'waiting' or (status = 'claimed' and lease_until <= ${at}::timestamptz) or (status = 'asked' and asked_until <= ${at}::timestamptz))`)} as queue,
    ${counted(sql`select 1 from deliveries where status = 'failed'`)} as deliveries,
    ${counted(sql`select 1 from trays where staff = ${actor.id}`)} as tray`);
  return row ?? { queue: 0, deliveries: 0, tray: 0 };
}

async function unread(db: Database, actor: Actor, reviews: Promise<readonly string[]>, now: Instant): Promise<number> {
  return may(actor, 'ask.inbox') ? unreadOf(db, actor, await reviews, now) : 0;
}

async function unheard(db: Database, actor: Actor, now: Instant): Promise<number> {
  const open = await openAppeals(db, ENOUGH);
  return open.filter((one) => hearable(one, actor, now)).length;
}
