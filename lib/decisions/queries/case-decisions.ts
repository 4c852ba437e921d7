import { eq, getTableColumns, inArray } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { appeals, cases, confirmations } from '../../../db/schema';
import { move, type Case } from '../../cases/case';
import { caseOf, type CaseRow } from '../../cases/commands/case-record';
import { settingsInForce } from '../../cases/queries/queue-settings';
import type { QueueSettings } from '../../cases/queue-settings';
import { canTell, eachOnce } from '../../evidence/can-tell';
import { questionsFor } from '../../evidence/questions';
import { standingOf } from '../../evidence/queries/standing';
import type { Instant } from '../../kernel/instant';
import { inEnglish, type Language, type Reader } from '../../kernel/language';
import type { Gate } from '../../kernel/moves';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import type { Ground, Policy } from '../../policy/policy';
import { STANDARD_POLICY } from '../../policy/standard';
import { policyInForce, policyOf } from '../../policy/queries/policy-in-force';
import type { Assessment } from '../../risk/assessment';
import { carriesWeight, ceilingOf, COUNTS_FROM } from '../../risk/rules';
import { heaviest } from '../../risk/words';
import type { Actor } from '../../staff/actor';
import { coveredAccounts } from './covered-accounts';
import { readableBlind, staysCovered } from '../covered';
import { endsAt, groundsInForce, mayLift, mayWithdraw, statusOf, withdrawableUntil, type DecisionStatus } from '../decision';
import { statementOf, titlesOf } from '../ground';
import { HEAVIEST_QUESTION, measuresFor } from '../ladder';
import type { Measure } from '../measure';
import { formFieldsOf, readingWords, unexplainedIn, type FormField } from '../measure-form';
import { outcomeWords } from '../outcome-words';
import { decisionNameAt, holdInForce, recordOf, type DecisionRow, type Record } from '../commands/decision-record';
import { addresseeOf } from '../commands/draft-notice';
import { waitingOf } from '../commands/take-effect';
import { cameTo } from './came-to';
import { namesOf } from './open-proposals';
import { draftForStaff, signedBy, unexplainedBy, type StaffNotice, type Unexplained } from './verdicts';

/** A measure as the case page offers it. */
export type Offered = {
  id: string; name: string; hotkey: string; says: string; state: 'free' | 'countersigned' | 'locked'; reason: string | null; undo: string;
  fields: readonly FormField[];
  /** What was seen, one sentence a line, as the holder may be told it; null for silent measures. */
  draft: string | null;
  needsGround: boolean;
};
export type OfferedGround = { number: string; title: string; text: string; suggested: boolean };

/** What was decided on the case, in words. */
export type DecidedLine = {
  id: string; name: string; /** What it said is covered from this reader. */ covered: boolean; measure: string; status: DecisionStatus; needsSecond: boolean; wave: string | null; proposedBy: string; at: Instant; until: Instant | null; confirmedAt: Instant | null;
  /** On which it holds; as proposed until then. `signed`: whose they are, where two people named different ones. */
  grounds: readonly { number: string; title: string }[]; signed: string | null; reason: string; unexplained: readonly Unexplained[]; notice: StaffNotice | null;
  second: { by: string; at: Instant; agrees: boolean; measure: string; words: string } | null;
  lifted: { by: string; at: Instant; words: string; /** Language of the words. */ wordsIn?: Language } | null;
  lift: Gate;
  withdraw: Gate;
  /** When a decision of one person leaves, and can be withdrawn no more; null where it has no such time. */
  leaves: Instant | null;
  /** This person proposed it. */
  mine: boolean;
  /** In which the holder would be told that it is lifted. */
  toldIn: Language;
};

export type CaseDecisions =
  /** The reader may still countersign something on this case: everything that was proposed, and the odds, stay covered. */
  | { covered: true; decision: string }
  | { covered: false; /** Something waits on another case of the account that they may still read blind: its odds stay covered here as well. */ oddsCovered: boolean; measures: readonly Offered[]; /** As they are offered once this person has claimed the case; null where they may not claim it now. */ onceClaimed: readonly Offered[] | null; /** Names of measures that the queue does not offer this person here. */ notOffered: readonly string[]; grounds: readonly OfferedGround[]; second: string | null; /** In which the holder is told of what is decided next. */ language: Language; decisions: readonly DecidedLine[]; /** How the case ended, in words; null where it has not. */ outcome: string | null; /** What a second reader wrote when the proposal came back, while the case goes on. */ returnedWords: string | null };

/** What was decided on a case and what may be decided now, for this person. Asked before anything else of the page is shown. */
export const caseDecisions = query({
  name: 'ask.case',
  input: z.object({ caseId: z.string().max(100) }),
  async run({ input, actor, now, db }) {
    const [row] = await db.select({ ...getTableColumns(cases), cameTo: cameTo('cases') }).from(cases).where(eq(cases.id, input.caseId));
    if (!row) return refuse('not-found');
    const record = await recordOf(db, row.id);
    const covering = coveringDecision(actor, record, now);
    if (covering !== null) return granted<CaseDecisions>({ covered: true, decision: covering });
    const ids = record.rows.map(({ id }) => id);
    const [assessment, policy, { settings }, blind, confirmed, filed, names, { reader }] = await Promise.all([
      standingOf(db, row.account), policyInForce(db), settingsInForce(db), coveredAccounts(db, actor, [row.account], now),
      db.select().from(confirmations).where(inArray(confirmations.decision, ids)), db.select({ decision: appeals.decision, filedIn: appeals.filedIn }).from(appeals).where(inArray(appeals.decision, ids)), namesOf(db, namesIn(record)), addresseeOf(db, row.account),
    ]);
    const [clauses, waiting] = await Promise.all([clausesBy(db, record.rows), waitingOf(db, latestAlone(record))]);
    const at = new Map(confirmed.map((one) => [one.decision, one.at]));
    const filedIn = new Map(filed.map((one) => [one.decision, one.filedIn]));
    const lines = record.rows.map((one, index) => ({ ...lineOf(one, decisionNameAt(row, index + 1), record, at.get(one.id) ?? null, names, clauses.get(one.policyVersion) ?? [], waiting.get(one.id)?.at, actor, now), toldIn: filedIn.get(one.id) ?? reader.language }));
    return granted<CaseDecisions>({
      covered: false, oddsCovered: blind.has(row.account),
      ...(assessment === null ? { measures: [], onceClaimed: null, notOffered: [] } : offersFor(row, assessment, record, policy, settings, inEnglish(reader), actor, now)),
      grounds: groundsFor(assessment, policy),
      language: reader.language,
      second: row.ring === null ? null : 'In a ring, so a second person countersigns what binds.',
      decisions: lines.reverse(), outcome: row.outcome === null ? null : outcomeWords(row.outcome, row.cameTo),
      // Of a proposal that is covered they would say what it was.
      returnedWords: row.status !== 'settled' && !lines.some(({ covered, status }) => covered && status === 'returned') ? row.returnedWords : null,
    });
  },
});

/** The latest decision where one person made it: no other can be withdrawn by the clock. */
const latestAlone = ({ decisions }: Record): string[] => decisions.slice(-1).filter(({ needsSecond }) => !needsSecond).map(({ id }) => id);

/** The proposal that this person may still read blind; null when nothing is covered from them. */
export function coveringDecision(actor: Actor, record: Record, now: Instant): string | null {
  return readableBlind(actor, record, now)?.id ?? null;
}

/** The clauses of every policy by which one of these was proposed, by its version. */
async function clausesBy(db: Database, rows: readonly DecisionRow[]): Promise<ReadonlyMap<string, readonly Ground[]>> {
  return new Map(await Promise.all([...new Set(rows.map(({ policyVersion }) => policyVersion))].map(async (version) => [version, (await policyOf(db, Number(version))).grounds] as const)));
}

function namesIn(record: Record): string[] {
  return [...record.decisions.map((one) => one.proposedBy), ...record.countersignatures.map((one) => one.by), ...record.liftings.map((one) => one.by)];
}

function offersFor(row: CaseRow, assessment: Assessment, record: Record, policy: Policy, settings: QueueSettings, english: Reader, actor: Actor, now: Instant): { measures: Offered[]; onceClaimed: Offered[] | null; notOffered: string[] } {
  const hold = holdInForce(record, now);
  const choicesOn = (of: Case) => measuresFor(of, actor, { ceiling: ceilingOf(assessment), hold: hold === null ? null : { decision: hold.id }, queue: { group: row.queueGroup, settings } }, now);
  const offered = (choices: ReturnType<typeof choicesOn>) => choices.flatMap(({ measure, state, reason }): Offered[] => {
    if (state === 'hidden') return [];
    const { fields, draft, undo } = offerOf(measure, row.stakeUsd, policy, assessment.findings, english);
    return [{ id: measure.id, name: measure.title, hotkey: measure.key, says: measure.consequence, state, reason, undo, fields, draft, needsGround: measure.leastGrounds > 0 }];
  });
  const stands = caseOf(row);
  const claimed = move(stands, { name: 'claim' }, actor, now);
  const choices = choicesOn(stands);
  return {
    measures: offered(choices),
    onceClaimed: claimed.state === 'moved' ? offered(choicesOn(claimed.case)) : null,
    notOffered: choices.flatMap(({ measure, state }) => (state === 'hidden' ? [measure.title] : [])),
  };
}

/** What a measure begins with on a case of these findings: the fields of its form, the sentences for the holder, how it is undone. */
export function offerOf(measure: Measure, stakeUsd: number, policy: Policy, findings: Assessment['findings'], english: Reader): { fields: readonly FormField[]; draft: string | null; undo: string; needsReason: boolean } {
  // What adds nothing to the odds is no reason: the holder is told what counts.
  const told = heaviest(findings).filter((finding) => carriesWeight(finding) && finding.entered >= COUNTS_FROM);
  return {
    fields: formFieldsOf(measure).map((field) => prefilled(field, stakeUsd, policy, questionsFor(told, english))),
    draft: measure.notice === null ? null : statementOf(eachOnce(told).map((finding) => canTell(finding, english))).join('\n') || '{{what_we_saw}}',
    undo: undoWords(measure), needsReason: measure.severity > HEAVIEST_QUESTION,
  };
}

/** Starting values that the case and the policy give; everything can be changed. */
function prefilled(field: FormField, stakeUsd: number, policy: Policy, questions: readonly string[]): FormField {
  const { replyWindowDays, holdFirstTermHours } = policy.limits;
  switch (field.name) {
    case 'questions': return { ...field, value: questions.join('\n') };
    case 'days': return field.value === '7' ? { ...field, value: String(Math.max(7, replyWindowDays)) } : field;
    case 'hours': return { ...field, value: String(Math.min(Number(field.value ?? holdFirstTermHours), holdFirstTermHours)), max: holdFirstTermHours };
    case 'cap.amount': return { ...field, value: stakeUsd > 0 ? String(Math.round(stakeUsd * 100) / 100) : undefined };
    case 'cap.currency': return { ...field, value: 'USD' };
    default: return field;
  }
}

function undoWords(measure: Measure): string {
  if (measure.notice === null) return 'Nobody is told, and new evidence opens the account again.';
  return measure.notice.asks ? 'It can be lifted while the question stands.' : 'It can be lifted at any time, and by a granted appeal; the platform is told at once.';
}

/** Clauses of the standard policy that a finding speaks to. An operator's own clause under the same number is left for people to tick. */
const SPEAKS_TO: Readonly<{ [signal: string]: string }> = { D1: '2.4', D3: '2.4', D4: '2.4', D5: '2.4', I1: '2.3', I2: '6.1', P1: '4.2', P3: '4.2', G1: '3.1', G5: '3.2', C3: '5.4' };

/** The clauses of the policy, those that the evidence speaks to suggested. */
export function groundsFor(assessment: Assessment | null, policy: Policy): OfferedGround[] {
  const spoken = new Set((assessment?.findings ?? []).filter(carriesWeight).map((finding) => SPEAKS_TO[finding.signal]));
  return policy.grounds.map((ground) => ({ ...ground, suggested: spoken.has(ground.number) && STANDARD_POLICY.grounds.some(({ number, title }) => number === ground.number && title === ground.title) }));
}

function lineOf(row: DecisionRow, name: string, record: Record, confirmedAt: Instant | null, names: ReadonlyMap<string, string>, clauses: readonly Ground[], waits: Instant | undefined, actor: Actor, now: Instant): Omit<DecidedLine, 'toldIn'> {
  const { countersignatures, liftings } = record;
  const decision = record.decisions.find(({ id }) => id === row.id)!;
  const status = statusOf(decision, countersignatures, liftings, now);
  const holding = groundsInForce(decision, countersignatures);
  const second = countersignatures.find((one) => one.decision === row.id);
  const lifted = liftings.find((one) => one.decision === row.id);
  const nameOf = (id: string): string => names.get(id) ?? 'Countersign';
  const gates = { wave: row.wave, lift: mayLift(actor, status), withdraw: mayWithdraw(actor, decision, status, record.decisions.at(-1)?.id === row.id, now, waits), leaves: withdrawableUntil(decision, waits), mine: row.proposedBy === actor.id };
  if (staysCovered(actor, decision, status, record)) {
    return { id: row.id, name, covered: true, measure: 'A proposal', status, needsSecond: true, proposedBy: nameOf(row.proposedBy), at: row.proposedAt, confirmedAt: null, until: null, grounds: [], signed: null, reason: '', unexplained: [], notice: null, second: null, lifted: null, ...gates };
  }
  return {
    id: row.id, name, covered: false, measure: readingWords(row), status, needsSecond: row.needsSecond, proposedBy: nameOf(row.proposedBy), at: row.proposedAt, confirmedAt, until: endsAt(decision, countersignatures),
    grounds: titlesOf(holding, clauses), signed: signedBy(decision, countersignatures), reason: row.reason,
    unexplained: unexplainedBy({ by: nameOf(row.proposedBy), unexplained: unexplainedIn(row) }, second ? { by: nameOf(second.by), unexplained: unexplainedIn(second) } : null),
    notice: draftForStaff(row, holding),
    second: second === undefined ? null : { by: nameOf(second.by), at: second.at, agrees: second.agrees, measure: readingWords(second), words: second.words },
    lifted: lifted === undefined ? null : { by: nameOf(lifted.by), at: lifted.at, words: lifted.words, wordsIn: lifted.wordsIn },
    ...gates,
  };
}
