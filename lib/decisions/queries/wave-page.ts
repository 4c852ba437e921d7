import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, cases, decisions, exhibitSets, rings, waveReadings, waves } from '../../../db/schema';
import { isUnread } from '../../audit/queries/covering';
import { caseName, caseOf } from '../../cases/commands/case-record';
import { blindView, isIntact, type BlindSet, type ExhibitSet } from '../../evidence/exhibit';
import { cellsOf, columnsOf, type MatrixCells, type MatrixColumn } from '../../evidence/matrix';
import type { Instant } from '../../kernel/instant';
import type { Gate } from '../../kernel/moves';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import type { Ground } from '../../policy/policy';
import type { Band } from '../../risk/assessment';
import { ceilingOf, standsAs } from '../../risk/rules';
import { heaviest, statedOdds } from '../../risk/words';
import type { Actor } from '../../staff/actor';
import { workingStaff } from '../../staff/queries/colleagues';
import { decisionName, decisionOf, recordOf, type DecisionRow, type Record } from '../commands/decision-record';
import { clausesOf, readingsOf, withdrawnWaves, type ReadingRow, type WaveRow } from '../commands/wave-record';
import { keptCovered, nobodyLeft, readableBlind, staysCovered } from '../covered';
import { mayCountersign, mayLift, statusOf, type DecisionStatus } from '../decision';
import { MEASURES } from '../kinds/index';
import { contextOf, gateForMeasure } from '../ladder';
import { formFieldsOf, readingWords, unexplainedIn } from '../measure-form';
import { APART_MEASURES, leftWords, mayWithdrawWave, verdictOn, type WaveVerdict } from '../wave';
import { answersOn } from './answers-on';
import { grantedBefore } from './granted-before';
import { namesOf } from './open-proposals';
import type { Offer } from './review-page';
import { STILL_PROPOSED, underWay } from './under-way';
import { signedBy, type Verdict } from './verdicts';

/** A member of the wave. `band` and `logOdds` are null while they are covered. */
export type WaveLine = {
  account: string; name: string; decision: string; decisionName: string; case: { id: string; name: string };
  cells: MatrixCells; band: Band | null; logOdds: number; digest: string; intact: boolean; story: BlindSet['assessment']['innocent'];
  /** How often the holder has answered on its case: its own page has the words. */
  answers: number;
  /** While it waits: that an appeal has undone its last measure, in words. */
  appealed: string | null;
  /** The heaviest of what was found, as it was sealed, in sentences. */
  said: readonly string[];
  /** Null while it is covered: a status says how somebody read it. */
  status: DecisionStatus | null;
  /** "Both signed: 2.4; only the first: 4.2." Null while it is covered, or where both named the same. */
  signed: string | null;
  /** How it ended before its time, in words, where it did. */
  ended: string | null;
  /** This person's verdict is committed, and not yet on this member. */
  unsigned: boolean;
};
export type WavePage = {
  wave: string; ring: { id: string; name: string }; at: Instant; columns: readonly MatrixColumn[]; lines: readonly WaveLine[];
  /** Members that it leaves out, and why; while it is covered, all that are not among the lines. */
  left: readonly { account: string; name: string; why: string }[];
  /** Members that are to be proposed and are not yet. */
  pending: readonly { account: string; name: string }[];
  view: WaveCovered | WaveOpen;
  now: Instant;
};
export type WaveCovered = { covered: true; offers: readonly Offer[]; grounds: readonly Ground[]; instead: readonly { id: string; title: string }[] };
export type WaveOpen = { covered: false; first: Verdict; seconds: readonly (Verdict & { apart: readonly { name: string; measure: string; words: string }[] })[]; barred: string | null; nobodyLeft: boolean; goesOn: boolean; standing: number; lift: Gate; withdraw: Gate; withdrawn: boolean; /** Appeals have ended all of it before anybody had read it. */ ended: boolean };

const COVERED_BY_ANOTHER = 'Another proposal on one of these cases waits for a second reader, and you may be that reader. Read it first, under Reviews; this wave is covered until then.';

/** Sentences told of a member at most; all of them are in its sealed set. */
const MOST_SAID = 4;

type Member = { decision: DecisionRow; case: typeof cases.$inferSelect; set: ExhibitSet; digest: string; record: Record; status: DecisionStatus; gate: Gate };

/** A wave: blind for whoever may still read it, with both verdicts for everybody else. */
export const wavePage = query({
  name: 'ask.reviews',
  input: z.object({ wave: z.string().max(80) }),
  async run({ input, actor, now, db }) {
    const [found] = await db.select({ wave: waves, ring: rings.name }).from(waves).leftJoin(rings, eq(rings.id, waves.ring)).where(eq(waves.id, input.wave));
    if (!found) return refuse('not-found', 'There is no such wave.');
    const { wave } = found;
    const members = await membersOf(db, wave.id, actor, now);
    const readings = await readingsOf(db, wave.id);
    const committed = readings.find(({ by }) => by === actor.id) ?? null;
    const isCovered = committed === null && members.some(({ gate }) => gate.state === 'open');
    if (isCovered && await underWay(db, wave.id, now)) return refuse('conflict', STILL_PROPOSED);
    // As on the cases themselves: people propose the same thing again.
    const others = isCovered ? [] : members.flatMap(({ record }) => readableBlind(actor, record, now) ?? []).filter((one) => one.wave !== wave.id);
    if (others.length > 0) return refuse('conflict', COVERED_BY_ANOTHER);
    // What came back of a wave is no part of what is still to be read of it, and keeps nobody from reading that.
    const kept = isCovered ? undefined : members.find(({ decision, record, status }) => staysCovered(actor, decisionOf(decision), status, record));
    if (kept !== undefined) return refuse('conflict', keptCovered(caseName(kept.case)));
    // What somebody has read already is no part of what is to be read.
    const read = isCovered ? members.filter(({ gate }) => gate.state === 'open') : members;
    const columns = columnsOf(read.map(({ set }) => set.assessment));
    const [names, answered, appealed] = await Promise.all([accountNames(db, wave.members.map(({ account }) => account)), answersOn(db, read.map((one) => one.case.id)), grantedBefore(db, actor, read.map(({ decision }) => decision.account), now)]);
    const nameOf = (account: string): string => names.get(account) ?? account;
    const staffNames = await namesOf(db, [wave.proposedBy, ...readings.map(({ by }) => by), ...members.flatMap(({ record }) => record.liftings.map(({ by }) => by))]);
    const lines = read.map((one): WaveLine => {
      const { assessment } = one.set;
      return {
        account: one.decision.account, name: one.case.accountName ?? nameOf(one.decision.account), decision: one.decision.id, decisionName: decisionName(one.case, one.record, one.decision.id), case: { id: one.case.id, name: caseName(one.case) },
        cells: cellsOf(columns, assessment), band: isCovered ? null : assessment.band, logOdds: isCovered ? 0 : statedOdds(assessment), digest: one.digest, intact: isIntact(one.set, one.digest), story: blindView(one.set).assessment.innocent,
        answers: answered.get(one.case.id) ?? 0, appealed: one.status === 'proposed' ? (appealed.get(one.decision.account) ?? null) : null,
        said: heaviest(assessment.findings).filter((finding) => standsAs(finding) === 'counted').slice(0, MOST_SAID).map(({ words }) => words),
        status: isCovered ? null : one.status, signed: isCovered ? null : signedBy(decisionOf(one.decision), one.record.countersignatures), ended: isCovered ? null : endOf(one, staffNames), unsigned: committed !== null && one.gate.state === 'open',
      };
    });
    const isWithdrawn = (await withdrawnWaves(db, [wave.id])).has(wave.id);
    const pending = readings.length > 0 || isCovered || isWithdrawn ? [] : wave.members.flatMap(({ account, leave }) => (leave !== null || members.some(({ decision }) => decision.account === account) ? [] : [{ account, name: nameOf(account) }]));
    return granted<WavePage>({
      wave: wave.id, ring: { id: wave.ring, name: found.ring ?? 'Ring' }, at: wave.proposedAt, columns, lines, now,
      // Why somebody was left out is the first reader's own reading, and the rule that was in the way would tell what was proposed. So would it that an appeal has ended one.
      left: isCovered
        ? wave.members.flatMap(({ account }) => (read.some(({ decision }) => decision.account === account) ? [] : [{ account, name: nameOf(account), why: '' }]))
        : wave.members.flatMap(({ account, leave, why }) => (leave === null ? [] : [{ account, name: nameOf(account), why: leftWords({ leave, why }) }])),
      pending,
      view: isCovered ? await coveredView(db, read, now) : await openView(db, wave, members, readings, staffNames, nameOf, { isWithdrawn, isWhole: pending.length === 0 }, actor),
    });
  },
});

async function membersOf(db: Database, wave: string, actor: Actor, now: Instant): Promise<Member[]> {
  const rows = await db.select({ decision: decisions, case: cases, set: exhibitSets.content, digest: exhibitSets.digest }).from(decisions)
    .innerJoin(cases, eq(cases.id, decisions.case)).innerJoin(exhibitSets, eq(exhibitSets.id, decisions.exhibits)).where(eq(decisions.wave, wave)).orderBy(decisions.proposedAt, decisions.id);
  const members: Member[] = [];
  for (const row of rows) {
    const record = await recordOf(db, row.case.id);
    const decision = decisionOf(row.decision);
    const status = statusOf(decision, record.countersignatures, record.liftings, now);
    members.push({ ...row, record, status, gate: mayCountersign(actor, decision, status, record.handsOn(decision)) });
  }
  return members;
}

async function coveredView(db: Database, members: readonly Member[], now: Instant): Promise<WaveCovered> {
  const grounds = await clausesOf(db, members.map(({ decision }) => decision));
  const contexts = members.map((one) => contextOf(caseOf(one.case), { ceiling: ceilingOf(one.set.assessment), hold: null }, now));
  const offers = MEASURES.map((measure): Offer => {
    // What is locked on some may still be what the others call for.
    const gates = contexts.map((context) => gateForMeasure(measure, context));
    const lock = gates.every(({ state }) => state === 'locked') ? gates.find((gate) => gate.state === 'locked') : undefined;
    return { id: measure.id, title: measure.title, key: measure.key, says: measure.consequence, locked: lock?.state === 'locked' ? lock.reason : null, needsGround: measure.leastGrounds > 0, fields: formFieldsOf(measure) };
  });
  return { covered: true, offers, grounds, instead: APART_MEASURES.map(({ id, title }) => ({ id, title })) };
}

async function openView(db: Database, wave: WaveRow, members: readonly Member[], readings: readonly ReadingRow[], names: ReadonlyMap<string, string>, nameOf: (account: string) => string, { isWithdrawn, isWhole }: { isWithdrawn: boolean; /** Nobody is to be proposed any more. */ isWhole: boolean }, actor: Actor): Promise<WaveOpen> {
  const staffName = (id: string): string => names.get(id) ?? id;
  const staff = await workingStaff(db);
  const waiting = members.filter(({ status }) => status === 'proposed');
  const standing = members.filter(({ status }) => status === 'confirmed');
  const [first] = waiting;
  return {
    covered: false, goesOn: wave.proposedBy === actor.id, standing: standing.length,
    first: { by: staffName(wave.proposedBy), at: wave.proposedAt, measure: readingWords(wave), grounds: [...new Set(members.flatMap(({ decision }) => decision.grounds))].sort(), unexplained: unexplainedIn(wave), why: wave.reason },
    seconds: readings.map((one) => ({ by: staffName(one.by), at: one.at, measure: readingWords(one), grounds: one.grounds, unexplained: unexplainedIn(one), why: one.words, apart: one.apart.map(({ account, measure, words }) => ({ name: nameOf(account), measure: readingWords({ measure, fields: {} }), words })) })),
    barred: first?.gate.state === 'locked' ? first.gate.reason : null,
    nobodyLeft: first !== undefined && readings.length === 0 && nobodyLeft(staff, decisionOf(first.decision), first.record.handsOn(decisionOf(first.decision))),
    withdrawn: isWithdrawn, ended: !isWithdrawn && isWhole && readings.length === 0 && waiting.length === 0, withdraw: mayWithdrawWave(actor, wave, { waiting: waiting.length, isRead: readings.length > 0, isWithdrawn }),
    lift: standing[0] === undefined ? { state: 'locked', code: 'move-closed', reason: 'No decision of this wave is in force.' } : mayLift(actor, standing[0].status),
  };
}

function endOf({ decision, record }: Member, names: ReadonlyMap<string, string>): string | null {
  const lifted = record.liftings.find((one) => one.decision === decision.id);
  if (lifted !== undefined) return lifted.cause === 'appeal-granted' ? 'An appeal was granted.' : `${lifted.cause === 'withdrawn' ? 'Withdrawn' : 'Lifted'} by ${names.get(lifted.by) ?? lifted.by}: ${lifted.words}`;
  const second = record.countersignatures.find((one) => one.decision === decision.id);
  return second === undefined || second.agrees ? null : `Left out by ${names.get(second.by) ?? second.by}: ${second.words}`;
}

async function accountNames(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  return new Map((await db.select({ account: accounts.account, name: accounts.name }).from(accounts).where(inArray(accounts.account, [...ids]))).map(({ account, name }) => [account, name ?? account]));
}

const onMember = z.object({ wave: z.string().max(80), account: z.string().max(200) });

/** What a countersignature on one member repeats of the verdict on the wave. `signed`: that it agreed or not, where it is there already. */
export type ToSign = { decision: string; version: number; verdict: WaveVerdict; signed: boolean | null };

export const memberToSign = query({
  name: 'ask.reviews',
  input: onMember,
  async run({ input, actor, db }) {
    const found = await oneOf(db, input);
    const reading = (await readingsOf(db, input.wave)).find(({ by }) => by === actor.id);
    if (!found || !reading) return refuse('not-found', 'You have committed no verdict on this wave.');
    const { countersignatures } = await recordOf(db, found.decision.case);
    const mine = countersignatures.find(({ decision, by }) => decision === found.decision.id && by === actor.id);
    return granted<ToSign>({ decision: found.decision.id, version: found.version, verdict: verdictOn(input.account, reading), signed: mine?.agrees ?? null });
  },
});

const NOT_STANDING: Readonly<{ [Status in Exclude<DecisionStatus, 'confirmed'>]: string }> = {
  proposed: 'It waits for its second person: nothing is in force there.', returned: 'It was left out by the second person: nothing is in force there.', lifted: 'It was lifted before; it stays so.',
  expired: 'It ended at its term.', withdrawn: 'It was withdrawn before it was signed: nothing is in force there.',
};

/** Whether the decision on one member still stands; `how` it ended where it does not. */
export const memberToLift = query({
  name: 'ask.reviews',
  input: onMember,
  async run({ input, now, db }) {
    const found = await oneOf(db, input);
    if (!found) return refuse('not-found', 'Nothing is proposed on it in this wave.');
    const { countersignatures, liftings } = await recordOf(db, found.decision.case);
    const status = statusOf(decisionOf(found.decision), countersignatures, liftings, now);
    const isGranted = liftings.some((one) => one.decision === found.decision.id && one.cause === 'appeal-granted');
    return granted({ decision: found.decision.id, version: found.version, stands: status === 'confirmed', how: status === 'confirmed' ? '' : isGranted ? 'Its appeal was granted: it was lifted before, and stays so.' : NOT_STANDING[status] });
  },
});

async function oneOf(db: Database, { wave, account }: { wave: string; account: string }): Promise<{ decision: DecisionRow; version: number } | null> {
  const [row] = await db.select({ decision: decisions, version: cases.version }).from(decisions).innerJoin(cases, eq(cases.id, decisions.case)).where(and(eq(decisions.wave, wave), eq(decisions.account, account)));
  return row ?? null;
}

/**
 * Waves of a ring, the latest first: when and of how many, and nothing of what they propose or who does. What appeals have ended of one is not counted while nobody has read it, and that they have
 * ended all of it is told as its withdrawal: what they can end would name its measure.
 */
export async function wavesOf(db: Database, ring: string): Promise<{ id: string; at: Instant; accounts: number; of: number; state: 'proposed' | 'read' | 'withdrawn' }[]> {
  const rows = await db.select().from(waves).where(eq(waves.ring, ring)).orderBy(desc(waves.proposedAt)).limit(20);
  const ids = rows.map(({ id }) => id);
  const withdrawn = await withdrawnWaves(db, ids);
  const read = new Set(ids.length === 0 ? [] : (await db.selectDistinct({ wave: waveReadings.wave }).from(waveReadings).where(inArray(waveReadings.wave, ids))).map(({ wave }) => wave));
  const proposed = ids.length === 0 ? [] : await db.select({ wave: decisions.wave, waits: sql<boolean>`${isUnread(db, decisions.id)}` }).from(decisions).where(inArray(decisions.wave, ids));
  return rows.map(({ id, proposedAt, members }) => {
    const of = proposed.filter(({ wave }) => wave === id);
    const accounts = members.filter(({ leave }) => leave === null).length;
    const ended = of.filter(({ waits }) => !waits).length;
    const state = read.has(id) ? 'read' as const : withdrawn.has(id) || ended === accounts ? 'withdrawn' as const : 'proposed' as const;
    return { id, at: proposedAt, accounts: state === 'proposed' ? accounts - ended : accounts, of: members.length, state };
  });
}
