import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { DUE_SOON, type InboxKind } from '../../cases/inbox';
import { mayCountersign } from '../../decisions/decision';
import { handsOf } from '../../decisions/commands/decision-record';
import { openProposals } from '../../decisions/queries/open-proposals';
import { rfc3339, SECOND, type Instant } from '../../kernel/instant';
import type { Actor } from '../../staff/actor';

/** One line as it stands in an inbox, before it is put in words. `line` is its key. */
export type InboxLine = { line: string; kind: InboxKind; caseId: string; about: string; at: Instant; readAt: Instant | null };
export type InboxPart = { limit: number; after?: { at: Instant; line: string } | null; unread?: boolean };

/** Of what waits to be read, a proposal or a wave, no more than this many, first due first. */
const MOST_REVIEWS = 200;

/** The decisions whose second reader this person may be now, one of each wave. Nobody but an admin countersigns, so nobody else pays for the question. */
export async function readableReviews(db: Database | Tx, actor: Actor, now: Instant): Promise<string[]> {
  if (actor.kind !== 'staff' || actor.role !== 'admin') return [];
  const open = await openProposals(db, now, MOST_REVIEWS);
  const hands = await handsOf(db, open.map(({ decision }) => decision));
  return open.map(({ decision }) => decision).filter((one) => mayCountersign(actor, one, 'proposed', hands.get(one.id) ?? []).state === 'open').map(({ id }) => id);
}

/**
 * The one place that says what stands in a person's inbox, latest first: what was kept for them, the proposals that they may countersign, and the
 * cases they hold that are due. List, count and marking all ask here, so that they cannot disagree. `reviews`: from `readableReviews`.
 */
export async function inboxLines(db: Database | Tx, me: string, reviews: readonly string[], now: Instant, { limit, after = null, unread = false }: InboxPart): Promise<InboxLine[]> {
  const from = (line: 'id' | 'line') => (after === null ? sql`true` : sql`(at, ${sql.identifier(line)}) < (${rfc3339(after.at)}::timestamptz, ${after.line})`);
  const only = unread ? sql`read_at is null` : sql`true`;
  const [at, soon] = [rfc3339(now), rfc3339(now + DUE_SOON)];
  const { rows } = await db.execute<{ line: string; kind: InboxKind; case_id: string; about: string; at: number; read_at: number | null }>(sql`
    with waiting as (
      select 'review:' || coalesce(d.wave, d.id) as line, 'review' as kind, d.case_id, coalesce(d.wave, d.id) as about, d.proposed_at as at from decisions d where d.id = any(${sql.param([...reviews])}::text[])
      union all
      select 'due:' || c.id || ':' || round(extract(epoch from c.due_at) * 1000)::bigint, 'due', c.id, c.id, greatest(c.due_at - make_interval(secs => ${DUE_SOON / SECOND}), t.at)
      from cases c left join touches t on t.case_id = c.id and t.staff = c.claimed_by and t.how = 'claimed'
      where c.claimed_by = ${me} and c.status = 'claimed' and c.lease_until > ${at}::timestamptz and c.due_at <= ${soon}::timestamptz
    ), lines as (
      (select id as line, kind, case_id, about, at, read_at from inbox_lines where staff = ${me} and ${only} and ${from('id')} order by at desc nulls last, id desc nulls last limit ${limit})
      union all
      select * from (select w.*, r.at as read_at from waiting w left join inbox_reads r on r.staff = ${me} and r.line = w.line) as marked where ${only} and ${from('line')}
    )
    select line, kind, case_id, about, (extract(epoch from at) * 1000)::float8 as at, (extract(epoch from read_at) * 1000)::float8 as read_at from lines order by lines.at desc, line desc limit ${limit}`);
  return rows.map((row) => ({ line: row.line, kind: row.kind, caseId: row.case_id, about: row.about, at: Math.round(row.at), readAt: row.read_at === null ? null : Math.round(row.read_at) }));
}
