import type { Tx } from '../../../db/client';
import { confirmations, liftings } from '../../../db/schema';
import { caseChain, entry, type Entry } from '../../audit/entry';
import type { Instant } from '../../kernel/instant';
import { enqueue } from '../../kernel/work';
import type { Actor } from '../../staff/actor';
import { endedBySettling, type Decision, type LiftingCause } from '../decision';
import { measureNamed } from '../ladder';
import type { Record } from './decision-record';

/** What the worker makes true at the platform and tells the holder: named here, done by enforcement. */
export type IssueCause = 'effect' | 'lift' | 'outcome';

export async function enqueueIssue(tx: Tx, decision: string, cause: IssueCause, now: Instant): Promise<void> {
  await enqueue(tx, 'issue', `${decision} ${cause}`, { decision, cause }, now);
}

/** From this moment the decision holds: what it replaces or ends is lifted, and its orders and notice are on their way. */
export async function takeEffect(tx: Tx, decision: Decision, record: Record, actor: Actor, now: Instant): Promise<Entry[]> {
  const measure = measureNamed(decision.measure);
  await tx.insert(confirmations).values({ decision: decision.id, at: now, until: measure?.endsAt(decision.fields, now) ?? null });
  await enqueueIssue(tx, decision.id, 'effect', now);
  if (decision.renews !== null) return [await lift(tx, decision.renews, 'renewed', 'Another hold took its place.', decision, actor, now)];
  if (measure?.course !== 'settles') return [];
  const ended = endedBySettling(record.decisions, record.countersignatures, record.liftings, now);
  const entries: Entry[] = [];
  for (const one of ended) entries.push(await lift(tx, one.id, 'settled', `The case ended: ${measure.title.toLowerCase()}.`, one, actor, now));
  return entries;
}

/** Ends a decision and sends the opposite orders on their way. */
export async function lift(tx: Tx, id: string, cause: LiftingCause, words: string, about: Pick<Decision, 'case' | 'account'>, actor: Actor, now: Instant, appeal: string | null = null): Promise<Entry> {
  await tx.insert(liftings).values({ decision: id, at: now, by: actor.id, cause, words, appeal });
  if (cause !== 'renewed') await enqueueIssue(tx, id, 'lift', now);
  const why = { released: 'released a measure before its end', renewed: 'replaced a measure by its renewal', settled: 'ended a measure with the case', 'appeal-granted': 'lifted the decision: the appeal is granted' }[cause];
  return entry(caseChain(about.case), why, { refs: { case: about.case, account: about.account, decision: id, ...(appeal ? { appeal } : {}) }, changes: [{ field: 'decision', was: 'in force', now: 'lifted' }] });
}
