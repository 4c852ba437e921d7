import { and, eq, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { cases, touches } from '../../../db/schema';
import { command, done, type Done } from '../../kernel/command';
import type { Instant } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { policyInForce } from '../../policy/queries/policy-in-force';
import type { Actor } from '../../staff/actor';
import { nextFor } from '../queries/next-for';
import { groupsFor } from '../queries/queue-settings';
import { bestOf } from '../queries/queue-where';
import { caseName, lockCase } from './case-record';
import { claimWithRing, type Claimed } from './claim-with-ring';
import { drawCase } from './draw-case';
import { keepForAnotherTerm } from './renew-lease';

/**
 * Claims the first case of the queue that is free and goes to a group of this person or to everybody, or by the policy's share one that is drawn by chance. Twenty people who ask at one moment get twenty cases.
 * What the person holds already is theirs for another term instead, where it stands before that; or where it came along with the case that they are done
 * with (`after`; decisions 0102 and 0115).
 */
export const claimNext = command({
  name: 'case.claimNext',
  input: z.object({ after: z.string().max(100).optional() }),
  async run({ input, actor, now, tx }) {
    const inHand = await keepInHand(tx, input.after, actor, now);
    if (inHand !== null) return inHand;
    const drawn = await drawCase(tx, await policyInForce(tx), now);
    if (drawn !== null) {
      const claimed = await claimWithRing(tx, drawn.row, actor, now);
      return claimed.ok ? done(claimed.value, ...drawn.entries, ...claimed.entries) : claimed;
    }
    const groups = await groupsFor(tx, actor);
    // Where every one of the best is in somebody's hands at this moment, the person's groups are gone through whole.
    const id = groups === null ? await first(tx, now, sql`true`)
      : (await first(tx, now, sql`id in ${bestOf(groups, now)}`)) ?? (await first(tx, now, sql`queue_group = any(${sql.param([...groups])}::text[])`));
    const row = id === null ? null : await lockCase(tx, id);
    if (!row) return refuse('nothing-left');
    return claimWithRing(tx, row, actor, now);
  },
});

/** The lease of a case that waited its turn is as old as the claim that it came with. Who has only looked at somebody else's case is done with none, though they held it once. */
async function keepInHand(tx: Tx, after: string | undefined, actor: Actor, now: Instant): Promise<Done<Claimed> | null> {
  const [before = null] = after === undefined ? [] : await tx.select({ id: cases.id, ring: cases.ring }).from(cases)
    .innerJoin(touches, and(eq(touches.case, cases.id), eq(touches.staff, actor.id), eq(touches.how, 'claimed'))).where(and(eq(cases.id, after), or(isNull(cases.claimedBy), eq(cases.claimedBy, actor.id), lte(cases.leaseUntil, now))));
  const next = await nextFor(tx, actor, now, { done: before });
  const row = next?.held === true ? await lockCase(tx, next.id) : null;
  const kept = row === null ? null : await keepForAnotherTerm(tx, row, actor, now);
  return kept?.ok ? done({ caseId: kept.row.id, name: caseName(kept.row), version: kept.row.version, together: [] }, kept.entry) : null;
}

async function first(tx: Tx, now: Instant, among: SQL): Promise<string | null> {
  const at = new Date(now).toISOString();
  const { rows } = await tx.execute<{ id: string }>(sql`
    select id from cases
    where status <> 'settled' and (status = 'waiting' or (status = 'claimed' and lease_until <= ${at}::timestamptz) or (status = 'asked' and asked_until <= ${at}::timestamptz)) and ${among}
    order by priority desc nulls last, id desc nulls last for update skip locked limit 1`);
  return rows[0]?.id ?? null;
}
