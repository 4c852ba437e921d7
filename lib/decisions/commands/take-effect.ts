import type { Tx } from '../../../db/client';
import { confirmations, liftings } from '../../../db/schema';
import { caseChain, entry, type Entry } from '../../audit/entry';
import { gateOf } from '../../cases/case';
import { caseOf, keepMove, type CaseRow } from '../../cases/commands/case-record';
import type { Instant } from '../../kernel/instant';
import type { Language } from '../../kernel/language';
import type { Refusal } from '../../kernel/refusal';
import { announce, enqueue, takeBack } from '../../kernel/work';
import type { Actor } from '../../staff/actor';
import { endedBySettling, isInForce, leavesAt, type Decision, type LiftingCause } from '../decision';
import { measureNamed } from '../ladder';
import type { Record } from './decision-record';
import { waveRefs } from './wave-record';

/** What the worker makes true at the platform and tells the holder: named here, done by enforcement. */
export type IssueCause = 'effect' | 'lift' | 'outcome';

const keyOf = (decision: string, cause: IssueCause): string => `${decision} ${cause}`;

export async function enqueueIssue(tx: Tx, decision: string, cause: IssueCause, at: Instant): Promise<void> {
  await enqueue(tx, 'issue', keyOf(decision, cause), { decision, cause }, at);
}

/** Takes back what a decision and the liftings that it brought have enqueued; false where something of it is on its way already. */
export async function takeBackIssues(tx: Tx, decision: string, ended: readonly string[]): Promise<boolean> {
  return takeBack(tx, 'issue', [keyOf(decision, 'effect'), ...ended.map((one) => keyOf(one, 'lift'))]);
}

/**
 * From this moment the decision holds: what it replaces or ends is lifted. Its orders and its notice, and those of what it ends, are on
 * their way once it can no longer be withdrawn.
 */
export async function takeEffect(tx: Tx, decision: Decision, record: Record, actor: Actor, now: Instant): Promise<Entry[]> {
  const measure = measureNamed(decision.measure);
  await tx.insert(confirmations).values({ decision: decision.id, at: now, until: measure?.endsAt(decision.fields, now) ?? null });
  await enqueueIssue(tx, decision.id, 'effect', leavesAt(decision, now));
  if (decision.renews !== null) {
    // Somebody may have released it while the renewal waited for its second person.
    const renewed = record.decisions.find((one) => one.id === decision.renews);
    const stands = renewed !== undefined && isInForce(renewed, record.countersignatures, record.liftings, now);
    return stands ? [await lift(tx, renewed, { cause: 'renewed', words: 'Another hold took its place.', because: decision }, actor, now)] : [];
  }
  if (measure?.course !== 'settles') return [];
  const ended = endedBySettling(record.decisions, record.countersignatures, record.liftings, now);
  const entries: Entry[] = [];
  for (const one of ended) entries.push(await lift(tx, one, { cause: 'settled', words: `The case ended: ${measure.title.toLowerCase()}.`, because: decision }, actor, now));
  return entries;
}

/** Why a decision ends: by another decision or by an appeal, where one of them brought it about. */
export type Ending = { cause: LiftingCause; words: string; because?: Decision; appeal?: string; /** Language of the words. */ wordsIn?: Language };

/** Ends a decision and sends the opposite orders on their way, not before its own and not before the end's reason can no longer be withdrawn. */
export async function lift(tx: Tx, decision: Decision, { cause, words, because, appeal, wordsIn }: Ending, actor: Actor, now: Instant): Promise<Entry> {
  await tx.insert(liftings).values({ decision: decision.id, at: now, by: actor.id, cause, because: because?.id, words, appeal, wordsIn });
  if (cause !== 'renewed' && cause !== 'withdrawn') await enqueueIssue(tx, decision.id, 'lift', Math.max(leavesAt(decision, now), because === undefined ? now : leavesAt(because, now)));
  const why = {
    released: 'released a measure before its end', renewed: 'replaced a measure by its renewal', settled: 'ended a measure with the case', 'appeal-granted': 'lifted the decision: the appeal is granted',
    withdrawn: decision.needsSecond ? 'withdrew the proposal before anybody had read it' : 'withdrew the decision before anybody was told of it',
  }[cause];
  return entry(caseChain(decision.case), why, { refs: { case: decision.case, account: decision.account, decision: decision.id, ...waveRefs(decision), ...(appeal ? { appeal } : {}) }, changes: [{ field: 'decision', was: cause === 'withdrawn' && decision.needsSecond ? 'proposed' : 'in force', now: cause === 'withdrawn' ? 'withdrawn' : 'lifted' }] });
}

/** Withdraws a proposal that nobody has read: nothing is ever made of it, and its case is its proposer's again. `row`: its case, locked. */
export async function withdrawProposal(tx: Tx, row: CaseRow, decision: Decision, words: string, actor: Actor, now: Instant): Promise<{ ok: true; row: CaseRow; line: Entry } | Refusal> {
  const line = await lift(tx, decision, { cause: 'withdrawn', words }, actor, now);
  const moved = await keepMove(tx, row, { name: 'withdrawProposal' }, actor, now);
  if (!moved.ok) return moved;
  await announce(tx, 'reviews', row.id, moved.row.version);
  return { ok: true, row: moved.row, line: { ...line, changes: [...moved.changes, ...line.changes] } };
}

/** What a lifted decision holds open on its case goes with it: the term of a hold, the window of a question. Null when all is well. */
export async function freeCase(tx: Tx, row: CaseRow, decision: Decision, actor: Actor, now: Instant): Promise<Refusal | null> {
  const name = decision.measure === 'payout-hold' ? 'releaseHold' : row.askedAt === decision.proposedAt ? 'withdrawQuestion' : null;
  if (name === null || gateOf(caseOf(row), name, actor, now).state === 'locked') return null;
  const moved = await keepMove(tx, row, { name }, actor, now);
  return moved.ok ? null : moved;
}
