import { and, asc, eq, gt, max, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Tx } from '../../../db/client';
import { cases, decisions } from '../../../db/schema';
import { MINUTE, rfc3339, type Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

/** A run that has proposed nothing for so long was ended, or broke off: what is there of it may then be read. */
const RUN_RESTS_FOR = 2 * MINUTE;

export const STILL_PROPOSED = 'This wave is still being proposed. It can be read once all of it is there, or two minutes after its run has stopped.';

/** Whether a wave is still being proposed: somebody whom it names is not decided on, and the last of it was a moment ago. Nobody reads a part of it meanwhile. */
export function isUnderWay(wave: SQLWrapper, now: Instant): SQL<boolean> {
  return sql<boolean>`exists (select 1 from waves run cross join lateral (select count(*) as there, max(step.proposed_at) as latest from decisions step where step.wave = run.id) as done
    where run.id = ${wave} and done.there < (select count(*) from jsonb_array_elements(run.members) as named where named->>'leave' is null) and greatest(run.proposed_at, done.latest) > ${rfc3339(now - RUN_RESTS_FOR)}::timestamptz)`;
}

export async function underWay(db: Database | Tx, wave: string, now: Instant): Promise<boolean> {
  const { rows: [row] } = await db.execute<{ is: boolean }>(sql`select ${isUnderWay(sql`${wave}`, now)} as is`);
  return row?.is === true;
}

/** In how many milliseconds the first of the waves that are still being proposed can be read as it is, if nothing is added to it; null where there is none. Nobody is told of it: the clock alone does it. */
export const nextRest = query({
  name: 'ask.reviews',
  input: z.object({}),
  async run({ db, now }) {
    const latest = max(decisions.proposedAt);
    const [first] = await db.select({ latest }).from(cases).innerJoin(decisions, eq(decisions.case, cases.id))
      .where(and(eq(cases.status, 'proposed'), gt(decisions.proposedAt, now - RUN_RESTS_FOR), isUnderWay(decisions.wave, now))).groupBy(decisions.wave).orderBy(asc(latest)).limit(1);
    return granted(first?.latest == null ? null : first.latest + RUN_RESTS_FOR - now);
  },
});
