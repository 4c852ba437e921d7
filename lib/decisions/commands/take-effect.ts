import { and, eq, gt, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { confirmations, liftings, staff, work } from '../../../db/schema';
import { caseChain, entry, type Change, type Entry } from '../../audit/entry';
import { gateOf } from '../../cases/case';
import { caseOf, keepMove, type CaseRow } from '../../cases/commands/case-record';
import { accountTopic } from '../../kernel/about';
import type { Instant } from '../../kernel/instant';
import type { Language } from '../../kernel/language';
import type { Refusal } from '../../kernel/refusal';
import { announce, announceAbout, enqueue, takeBack } from '../../kernel/work';
import type { Actor } from '../../staff/actor';
import { endedBySettling, isInForce, leavesAt, PUT_OFF_FOR, type Decision, type LiftingCause } from '../decision';
import { measureNamed } from '../ladder';
import type { Record } from './decision-record';
import { keepRead, otherReaders, waveRefs } from './wave-record';

/** What the worker makes true at the platform and tells the holder: named here, done by enforcement. */
export type IssueCause = 'effect' | 'lift' | 'outcome';

const keyOf = (decision: string, cause: IssueCause): string => `${decision} ${cause}`;

/** The run of one person in which it was decided, and when. */
type Run = { run: string; since: Instant };

export async function enqueueIssue(tx: Tx, decision: string, cause: IssueCause, at: Instant, run: Run | null = null): Promise<void> {
  await enqueue(tx, 'issue', keyOf(decision, cause), { decision, cause, ...run }, at);
}

/** What nobody has in hand and nobody has tried: it has surely not left. */
const UNTRIED = and(eq(work.name, 'issue'), isNull(work.leaseUntil), eq(work.tries, 0));

/** Until when the orders of these decisions wait, where they still do, and for which run. */
export async function waitingOf(db: Database | Tx, decisions: readonly string[]): Promise<ReadonlyMap<string, { at: Instant; run: Run | null }>> {
  if (decisions.length === 0) return new Map();
  const rows = await db.select({ payload: work.payload, at: work.runAt }).from(work).where(and(UNTRIED, inArray(work.key, decisions.map((id) => keyOf(id, 'effect')))));
  return new Map(rows.map(({ payload, at }) => {
    const { decision, run, since } = payload as { decision: string } & Partial<Run>;
    return [decision, { at, run: run === undefined || since === undefined ? null : { run, since } }];
  }));
}

/** Lets what was decided before in the same run wait until then as well: all of it leaves together. */
async function putOff(tx: Tx, { run, since: now }: Run, until: Instant): Promise<void> {
  await tx.update(work).set({ runAt: until }).where(and(UNTRIED, gt(work.runAt, now), lt(work.runAt, until), sql`${work.payload} ->> 'run' = ${run}`, sql`(${work.payload} ->> 'since')::float8 > ${now - PUT_OFF_FOR}`));
}

/** Takes back what a decision and the liftings that it brought have enqueued; false where something of it is on its way already. */
export async function takeBackIssues(tx: Tx, decision: string, ended: readonly string[]): Promise<boolean> {
  return takeBack(tx, 'issue', [keyOf(decision, 'effect'), ...ended.map((one) => keyOf(one, 'lift'))]);
}

/**
 * From this moment the decision holds: what it replaces or ends is lifted. Its orders and its notice, and those of what it ends, are on
 * their way once it can no longer be withdrawn.
 */
export async function takeEffect(tx: Tx, decision: Decision, record: Record, actor: Actor, now: Instant, together?: string): Promise<Entry[]> {
  const measure = measureNamed(decision.measure);
  await tx.insert(confirmations).values({ decision: decision.id, at: now, until: measure?.endsAt(decision.fields, now) ?? null });
  // Nobody puts off what another person has decided.
  const run = together === undefined ? null : { run: `${actor.id} ${together}`, since: now };
  if (run !== null) await putOff(tx, run, leavesAt(decision, now));
  await enqueueIssue(tx, decision.id, 'effect', leavesAt(decision, now), run);
  if (decision.renews !== null) {
    // Somebody may have released it while the renewal waited for its second person.
    const renewed = record.decisions.find((one) => one.id === decision.renews);
    const stands = renewed !== undefined && isInForce(renewed, record.countersignatures, record.liftings, now);
    return stands ? [await lift(tx, renewed, { cause: 'renewed', words: 'Another hold took its place.', because: decision, run }, actor, now)] : [];
  }
  if (measure?.course !== 'settles') return [];
  const ended = endedBySettling(record.decisions, record.countersignatures, record.liftings, now);
  const entries: Entry[] = [];
  for (const one of ended) entries.push(await lift(tx, one, { cause: 'settled', words: `The case ended: ${measure.title.toLowerCase()}.`, because: decision, run }, actor, now));
  return entries;
}

/** Why a decision ends: by another decision or by an appeal, where one of them brought it about. */
export type Ending = { cause: LiftingCause; words: string; because?: Decision; /** Of that decision. */ run?: Run | null; appeal?: string; /** Language of the words. */ wordsIn?: Language };

/** Ends a decision and sends the opposite orders on their way, not before its own and not before the end's reason can no longer be withdrawn. */
export async function lift(tx: Tx, decision: Decision, { cause, words, because, run, appeal, wordsIn }: Ending, actor: Actor, now: Instant): Promise<Entry> {
  await tx.insert(liftings).values({ decision: decision.id, at: now, by: actor.id, cause, because: because?.id, words, appeal, wordsIn });
  if (cause !== 'renewed' && cause !== 'withdrawn') {
    const waiting = (await waitingOf(tx, [decision.id])).get(decision.id);
    await enqueueIssue(tx, decision.id, 'lift', Math.max(leavesAt(decision, now), waiting?.at ?? now, because === undefined ? now : leavesAt(because, now)), run ?? waiting?.run);
  }
  await announceAbout(tx, [accountTopic(decision.account)]);
  const why = {
    released: 'released a measure before its end', renewed: 'replaced a measure by its renewal', settled: 'ended a measure with the case', 'appeal-granted': 'lifted the decision: the appeal is granted',
    withdrawn: appeal !== undefined ? 'ended the proposal that waited: the appeal is granted' : decision.needsSecond ? 'withdrew the proposal before anybody had read it' : 'withdrew the decision before anybody was told of it',
  }[cause];
  return entry(caseChain(decision.case), why, { refs: { case: decision.case, account: decision.account, decision: decision.id, ...waveRefs(decision), ...(appeal ? { appeal } : {}) }, changes: [{ field: 'decision', was: cause === 'withdrawn' && decision.needsSecond ? 'proposed' : 'in force', now: cause === 'withdrawn' ? 'withdrawn' : 'lifted' }] });
}

/** To whom a proposal goes back, and whether they still look at the console. */
export async function proposerOf(tx: Tx, { proposedBy }: Decision): Promise<{ proposer: string; present: boolean }> {
  const [found] = await tx.select({ disabledAt: staff.disabledAt }).from(staff).where(eq(staff.id, proposedBy));
  return { proposer: proposedBy, present: found?.disabledAt === null };
}

/** Withdraws a proposal that waits: nothing is ever made of it, and its case is its proposer's again. `row`: its case, locked; `appeal`: whose grant ends it. */
export async function withdrawProposal(tx: Tx, row: CaseRow, decision: Decision, { words, appeal }: Pick<Ending, 'words' | 'appeal'>, actor: Actor, now: Instant): Promise<{ ok: true; row: CaseRow; line: Entry } | Refusal> {
  const line = await lift(tx, decision, { cause: 'withdrawn', words, appeal }, actor, now);
  const moved = await keepMove(tx, row, { name: 'withdrawProposal', ...(await proposerOf(tx, decision)) }, actor, now);
  if (!moved.ok) return moved;
  const seen = await keepRead(tx, decision, 'withdrawn', await otherReaders(tx, decision, actor), now);
  await announce(tx, 'reviews', row.id, moved.row.version);
  return { ok: true, row: moved.row, line: { ...line, changes: [...moved.changes, ...line.changes, ...seen] } };
}

/** What a lifted decision holds open on its case goes with it: the term of a hold, the window of a question. `changes`: of the case, for the line that tells of it. */
export async function freeCase(tx: Tx, row: CaseRow, decision: Decision, actor: Actor, now: Instant): Promise<{ ok: true; changes: readonly Change[] } | Refusal> {
  const name = decision.measure === 'payout-hold' ? 'releaseHold' : row.askedAt === decision.proposedAt ? 'withdrawQuestion' : null;
  if (name === null || gateOf(caseOf(row), name, actor, now).state === 'locked') return { ok: true, changes: [] };
  return keepMove(tx, row, { name }, actor, now);
}
