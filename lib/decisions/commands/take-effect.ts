import type { Tx } from '../../../db/client';
import { confirmations, liftings } from '../../../db/schema';
import { caseChain, entry, type Entry } from '../../audit/entry';
import { gateOf } from '../../cases/case';
import { caseOf, keepMove, type CaseRow } from '../../cases/commands/case-record';
import type { Instant } from '../../kernel/instant';
import type { Language } from '../../kernel/language';
import type { Refusal } from '../../kernel/refusal';
import { enqueue } from '../../kernel/work';
import type { Actor } from '../../staff/actor';
import { endedBySettling, isInForce, type Decision, type LiftingCause } from '../decision';
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
  if (decision.renews !== null) {
    // Somebody may have released it while the renewal waited for its second person.
    const renewed = record.decisions.find((one) => one.id === decision.renews);
    const stands = renewed !== undefined && isInForce(renewed, record.countersignatures, record.liftings, now);
    return stands ? [await lift(tx, renewed.id, 'renewed', 'Another hold took its place.', decision, actor, now)] : [];
  }
  if (measure?.course !== 'settles') return [];
  const ended = endedBySettling(record.decisions, record.countersignatures, record.liftings, now);
  const entries: Entry[] = [];
  for (const one of ended) entries.push(await lift(tx, one.id, 'settled', `The case ended: ${measure.title.toLowerCase()}.`, one, actor, now));
  return entries;
}

/** Ends a decision and sends the opposite orders on their way. */
export async function lift(tx: Tx, id: string, cause: LiftingCause, words: string, about: Pick<Decision, 'case' | 'account'>, actor: Actor, now: Instant, more: { appeal?: string; wordsIn?: Language } = {}): Promise<Entry> {
  await tx.insert(liftings).values({ decision: id, at: now, by: actor.id, cause, words, ...more });
  if (cause !== 'renewed') await enqueueIssue(tx, id, 'lift', now);
  const why = { released: 'released a measure before its end', renewed: 'replaced a measure by its renewal', settled: 'ended a measure with the case', 'appeal-granted': 'lifted the decision: the appeal is granted' }[cause];
  return entry(caseChain(about.case), why, { refs: { case: about.case, account: about.account, decision: id, ...(more.appeal ? { appeal: more.appeal } : {}) }, changes: [{ field: 'decision', was: 'in force', now: 'lifted' }] });
}

/** What a lifted decision holds open on its case goes with it: the term of a hold, the window of a question. Null when all is well. */
export async function freeCase(tx: Tx, row: CaseRow, decision: Decision, actor: Actor, now: Instant): Promise<Refusal | null> {
  const name = decision.measure === 'payout-hold' ? 'releaseHold' : row.askedAt === decision.proposedAt ? 'withdrawQuestion' : null;
  if (name === null || gateOf(caseOf(row), name, actor, now).state === 'locked') return null;
  const moved = await keepMove(tx, row, { name }, actor, now);
  return moved.ok ? null : moved;
}
