import { and, asc, desc, eq, inArray, isNotNull, notInArray, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, backtestMoves, backtests, decisions, policies, policyDrafts, reportCards, staff } from '../../../db/schema';
import { isUnread } from '../../audit/queries/covering';
import { outcomeWords } from '../../decisions/outcome-words';
import { cameTo } from '../../decisions/queries/came-to';
import { present } from '../../kernel/assert';
import type { Instant } from '../../kernel/instant';
import type { Gate } from '../../kernel/moves';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { differences, type Difference, type Titles } from '../../policy/difference';
import { DRAFT_MOVE_NAMES, draftGate, type DraftMove, type DraftStands, type DraftStatus } from '../../policy/draft';
import { canFit, fitCalibration } from '../../policy/calibration';
import { LEARN_FROM, proposals } from '../../policy/counted';
import { calibratedLogOdds, policySchema, ratioOf, ruleFor, type Policy, type Ratio, type SignalRule } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { shadowMoves } from '../../policy/queries/shadow-moves';
import { BANDS, type Band } from '../../risk/assessment';
import { SIGNALS, signalOf } from '../../signals/kinds';
import type { Signal } from '../../signals/signal';
import type { Actor } from '../../staff/actor';
import { BIN_COUNT, binOf, type Backtest } from '../backtest';
import type { ReportCard } from '../report-card';
import type { ShadowTally } from '../shadow';
import { coveredAccounts } from '../../decisions/queries/covered-accounts';
import { settledEvidence } from './settled-evidence';

export const TITLES: Titles = new Map(SIGNALS.map(({ id, title }) => [id, title]));

export type VersionLine = { version: number; title: string; at: Instant; by: string; second: string | null; reason: string | null };
export type DraftLine = { id: string; title: string; status: DraftStatus; basedOn: number; changes: number; by: string; at: Instant; shadow: boolean; publishedAs: number | null };
/** A signal with its rule and how it did; `card` is null before the first count. */
export type SignalLine = Pick<Signal, 'id' | 'title' | 'family' | 'halfLifeDays'> & { rule: SignalRule; /** Nats of a finding at its fullest, as the policy weighs it. */ weight: number; ratio: Ratio | null; card: ReportCard | null };

/** The policy in force, its signals and how they did, versions, drafts, and what runs in shadow. */
export const policyOverview = query({
  name: 'ask.policy',
  input: z.object({}),
  async run({ db, now }) {
    const policy = await policyInForce(db);
    const [report, versions, drafts, shadow] = await Promise.all([latestReport(db), versionLines(db), draftLines(db), shadowOf(db, now)]);
    return granted({ policy, signals: signalLines(policy, report?.content ?? []), counted: report === null ? null : { at: report.countedAt, accounts: report.accounts, policy: report.policyVersion }, versions, drafts, shadow, now });
  },
});

function signalLines(policy: Policy, cards: readonly ReportCard[]): SignalLine[] {
  return SIGNALS.map(({ id, title, family, weight, halfLifeDays }) => ({ id, title, family, halfLifeDays, rule: ruleFor(policy, id), ratio: ratioOf(policy, id), weight: ruleFor(policy, id).factor * Math.max(0, ratioOf(policy, id)?.nats ?? weight), card: cards.find(({ signal }) => signal === id) ?? null }));
}

async function latestReport(db: Database): Promise<typeof reportCards.$inferSelect | null> {
  const [row] = await db.select().from(reportCards).orderBy(desc(reportCards.countedAt), desc(reportCards.id)).limit(1);
  return row ?? null;
}

/** Staff by name; the machine and the operator as the ledger calls them. */
async function namesFor(db: Database, ids: readonly (string | null)[]): Promise<(id: string | null) => string> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  const rows = wanted.length === 0 ? [] : await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, wanted));
  const names = new Map([...rows.map(({ id, name }) => [id, name] as const), ['worker', 'Countersign'] as const, ['server', 'Countersign'] as const, ['terminal', 'the operator'] as const]);
  return (id) => (id === null ? '' : (names.get(id) ?? id));
}

async function versionLines(db: Database): Promise<VersionLine[]> {
  const rows = await db.select({ version: policies.version, title: sql<string>`${policies.content}->>'title'`, at: policies.publishedAt, by: policies.publishedBy, second: policies.countersignedBy, reason: policies.reason }).from(policies).orderBy(desc(policies.version)).limit(100);
  const nameOf = await namesFor(db, rows.flatMap(({ by, second }) => [by, second]));
  return rows.map((row) => ({ ...row, by: nameOf(row.by), second: row.second === null ? null : nameOf(row.second) }));
}

const DRAFTS_SHOWN = 30;

async function draftLines(db: Database): Promise<DraftLine[]> {
  const rows = await db.select().from(policyDrafts).orderBy(sql`status in ('draft', 'proposed') desc`, desc(policyDrafts.changedAt)).limit(DRAFTS_SHOWN);
  const bases = new Map((await db.select().from(policies).where(inArray(policies.version, [...new Set([0, ...rows.map(({ basedOn }) => basedOn)])]))).map(({ version, content }) => [version, policySchema.parse(content)]));
  const nameOf = await namesFor(db, rows.map(({ begunBy }) => begunBy));
  return rows.map((row) => {
    const content = policySchema.parse(row.content);
    return { id: row.id, title: content.title, status: row.status as DraftStatus, basedOn: row.basedOn, changes: differences(present(bases.get(row.basedOn), 'base of a draft'), content).length, by: nameOf(row.begunBy), at: row.changedAt, shadow: row.shadowSince !== null, publishedAs: row.publishedAs };
  });
}

export type Shadow = { draft: string; title: string; tally: ShadowTally; waiting: number };

async function shadowOf(db: Database, now: Instant): Promise<Shadow | null> {
  const [row] = await db.select().from(policyDrafts).where(isNotNull(policyDrafts.shadowSince));
  if (row === undefined || row.shadowSince === null) return null;
  const [moves, { rows: [behind] }] = await Promise.all([
    shadowMoves(db),
    db.execute<{ waiting: number }>(sql`select count(*)::float8 as waiting from standings s left join shadow_standings h on h.account = s.account and h.digest = ${row.digest} and h.assessed_at = s.assessed_at where h.account is null`),
  ]);
  return { draft: row.id, title: row.content.title, tally: { since: row.shadowSince, until: now, ...moves }, waiting: behind?.waiting ?? 0 };
}

/** One version as it was put in force, and what it changed of the one before it or of another. */
export const policyVersion = query({
  name: 'ask.policy',
  input: z.object({ version: z.number().int().min(1), against: z.number().int().min(1).nullable().default(null) }),
  async run({ input, db, now }) {
    const [row] = await db.select().from(policies).where(eq(policies.version, input.version));
    if (!row) return refuse('not-found', 'There was no such policy.');
    const versions = await versionLines(db);
    const against = input.against ?? (input.version > 1 ? input.version - 1 : null);
    const [other] = against === null ? [] : await db.select().from(policies).where(eq(policies.version, against));
    if (against !== null && !other) return refuse('not-found', 'There was no such policy.');
    const policy = policySchema.parse(row.content);
    return granted({ policy, line: present(versions.find(({ version }) => version === row.version), 'version'), against, changes: other === undefined ? null : differences(policySchema.parse(other.content), policy, TITLES), signals: signalLines(policy, []), versions, now });
  },
});

export type BacktestShown = {
  id: string; status: 'waiting' | 'running' | 'done' | 'cancelled'; askedBy: string; askedAt: Instant; finishedAt: Instant | null; total: number; read: number; tally: Backtest;
  /** What the draft says now, tried against the policy in force now. */
  current: boolean;
  against: number;
};
export type DraftPage = {
  id: string; version: number; status: DraftStatus; policy: Policy; basedOn: number; inForce: Policy; writers: readonly string[]; begunBy: string; begunAt: Instant; changedAt: Instant;
  proposal: { by: string; at: Instant; reason: string } | null; returnedWords: string | null; publishedAs: number | null;
  changes: readonly Difference[]; gates: Readonly<Record<DraftMove, Gate>>; stands: DraftStands;
  backtests: readonly BacktestShown[];
  shadow: { running: boolean; tally: ShadowTally | null };
  signals: readonly SignalLine[];
  /** Where accounts stand now, for the histogram before anything was tried. */
  histogram: readonly number[];
  now: Instant;
};

/** A draft with what it changes, how it was tried, and what this person may do with it. */
export const draftPage = query({
  name: 'ask.policy',
  input: z.object({ draft: z.string() }),
  async run({ input, actor, now, db }) {
    const [row] = input.draft.includes('\u0000') ? [] : await db.select().from(policyDrafts).where(eq(policyDrafts.id, input.draft));
    if (!row) return refuse('not-found', 'There is no such draft.');
    const [inForce, report, tries, [base]] = await Promise.all([
      policyInForce(db), latestReport(db), db.select().from(backtests).where(eq(backtests.draft, row.id)).orderBy(desc(backtests.askedAt)).limit(5), db.select().from(policies).where(eq(policies.version, row.basedOn)),
    ]);
    const policy = policySchema.parse(row.content);
    const changes = differences(policySchema.parse(present(base, 'base of a draft').content), policy, TITLES);
    const isCurrent = (one: { digest: string; against: number }): boolean => one.digest === row.digest && one.against === inForce.version;
    const stands: DraftStands = { inForce: inForce.version, changes: changes.length, tried: tries.some((one) => one.status === 'done' && isCurrent(one)) };
    const draft = { status: row.status as DraftStatus, basedOn: row.basedOn, writers: row.writers, proposedBy: row.proposedBy };
    const nameOf = await namesFor(db, [...row.writers, row.begunBy, row.proposedBy, ...tries.map(({ askedBy }) => askedBy)]);
    const running = row.shadowSince !== null;
    return granted<DraftPage>({
      id: row.id, version: row.version, status: draft.status, policy, basedOn: row.basedOn, inForce, writers: row.writers.map(nameOf), begunBy: nameOf(row.begunBy), begunAt: row.begunAt, changedAt: row.changedAt,
      proposal: row.proposedBy === null || row.proposedAt === null ? null : { by: nameOf(row.proposedBy), at: row.proposedAt, reason: row.reason ?? '' }, returnedWords: row.returnedWords, publishedAs: row.publishedAs,
      changes, gates: Object.fromEntries(DRAFT_MOVE_NAMES.map((name) => [name, draftGate(draft, name, actor, stands)])) as Record<DraftMove, Gate>, stands,
      backtests: tries.map((one) => ({ id: one.id, status: one.status as BacktestShown['status'], askedBy: nameOf(one.askedBy), askedAt: one.askedAt, finishedAt: one.finishedAt, total: one.total, read: one.read, tally: one.tally, current: isCurrent(one), against: one.against })),
      shadow: { running, tally: running ? { since: present(row.shadowSince, 'beginning of the shadow'), until: null, ...(await shadowMoves(db)) } : row.shadowTally },
      signals: signalLines(policy, report?.content ?? []), histogram: await histogramOf(db, inForce), now,
    });
  },
});

/** Accounts by the odds that the policy in force states, to a hundredth of a nat: bands begin where these say. */
async function histogramOf(db: Database, policy: Policy): Promise<number[]> {
  const { rows } = await db.execute<{ odds: number; accounts: number }>(sql`select round(log_odds::numeric, 2)::float8 as odds, count(*)::float8 as accounts from standings group by 1`);
  const bins = Array.from({ length: BIN_COUNT }, () => 0);
  for (const { odds, accounts: there } of rows) bins[binOf(calibratedLogOdds(policy, odds))]! += there;
  return bins;
}

const MOVES_SHOWN = 50;
const band = z.enum(BANDS);

export type MoveLine = { account: string; name: string | null; was: Band; band: Band; wasLogOdds: number; logOdds: number; /** How its latest case ended, in words. */ decidedAs: string | null; why: string };

/**
 * Accounts that would change their band, those that would rise highest first: one page, all of them or of one way. Those of which this person
 * may still be the blind second reader are left out; of them it says only how many they are in the whole backtest, whatever is asked.
 */
export const backtestMovesPage = query({
  name: 'ask.policy',
  input: z.object({ backtest: z.string(), was: band.nullable().default(null), band: band.nullable().default(null), after: z.string().nullable().default(null) }),
  async run({ input, actor, now, db }) {
    const from = input.after === null ? null : placeIn(input.after);
    const covered = await coveredMovers(db, actor, input.backtest, now);
    const rows = await db.select({
      account: backtestMoves.account, name: accounts.name, was: backtestMoves.was, band: backtestMoves.band, wasLogOdds: backtestMoves.wasLogOdds, logOdds: backtestMoves.logOdds, why: backtestMoves.why,
      ended: sql<[outcome: string, cameTo: string] | null>`(select array[c.outcome, ${cameTo('c')}] from cases c where c.account = ${backtestMoves.account} and c.status = 'settled' order by c.settled_at desc limit 1)`,
    }).from(backtestMoves).leftJoin(accounts, eq(accounts.account, backtestMoves.account))
      .where(and(eq(backtestMoves.backtest, input.backtest), notInArray(backtestMoves.account, covered), input.was === null ? undefined : eq(backtestMoves.was, input.was), input.band === null ? undefined : eq(backtestMoves.band, input.band),
        from === null ? undefined : sql`(${backtestMoves.logOdds}, ${backtestMoves.account}) < (${from.logOdds}::float8, ${from.account})`))
      .orderBy(desc(backtestMoves.logOdds), desc(backtestMoves.account)).limit(MOVES_SHOWN + 1);
    const shown = rows.slice(0, MOVES_SHOWN);
    const last = shown.at(-1);
    return granted({
      moves: shown.map(({ ended, ...row }): MoveLine => ({ ...row, was: row.was as Band, band: row.band as Band, decidedAs: ended === null ? null : outcomeWords(...ended) })), covered: covered.length,
      after: rows.length > MOVES_SHOWN && last !== undefined ? `${last.logOdds}~${last.account}` : null,
    });
  },
});

/** Asked before the page is cut, so that neither its order nor where the next begins tells where a covered account stands. */
async function coveredMovers(db: Database, actor: Actor, backtest: string, now: Instant): Promise<string[]> {
  const proposed = await db.selectDistinct({ account: backtestMoves.account }).from(backtestMoves)
    .innerJoin(decisions, and(eq(decisions.account, backtestMoves.account), eq(decisions.needsSecond, true)))
    .where(and(eq(backtestMoves.backtest, backtest), or(isNotNull(decisions.wave), isUnread(db, decisions.id))));
  return [...(await coveredAccounts(db, actor, proposed.map(({ account }) => account), now))];
}

function placeIn(text: string): { logOdds: number; account: string } | null {
  const [, logOdds, account] = /^(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)~(.{1,500})$/s.exec(text) ?? [];
  return logOdds === undefined || account === undefined || account.includes('\u0000') ? null : { logOdds: Number(logOdds), account };
}

/** A signal with its rule through the versions and its report card. */
export const signalPage = query({
  name: 'ask.policy',
  input: z.object({ signal: z.string().max(40) }),
  async run({ input, db, now }) {
    const kind = signalOf(input.signal);
    if (kind === undefined) return refuse('not-found', 'There is no such signal.');
    const [policy, report, versions] = await Promise.all([policyInForce(db), latestReport(db), db.select().from(policies).orderBy(asc(policies.version))]);
    const rules = versions.map(({ version, publishedAt, content }) => ({ version, at: publishedAt, title: content.title, rule: ruleFor(policySchema.parse(content), kind.id) }));
    const steps = rules.filter((one, index) => index === 0 || JSON.stringify(one.rule) !== JSON.stringify(rules[index - 1]!.rule)).reverse();
    const [line] = signalLines(policy, report?.content ?? []).filter(({ id }) => id === kind.id);
    const { innocent, decides, declarations } = kind;
    return granted({ signal: { ...present(line, 'signal'), innocent, decides, declarations }, steps, limits: policy.reports, counted: report === null ? null : { at: report.countedAt, accounts: report.accounts, policy: report.policyVersion }, now });
  },
});

/** What settled cases say of the published ratios and of the calibration: what a draft can be made of. Computed when it is asked; nothing of it is kept. */
export const learningPage = query({
  name: 'ask.policy',
  input: z.object({}),
  async run({ db, now }) {
    const [policy, { cases, judged, drawn }] = await Promise.all([policyInForce(db), settledEvidence(db)]);
    const source = `${cases.length} settled cases`;
    const rows = proposals(policy, cases, source).map((one) => ({ ...one, title: TITLES.get(one.signal) ?? one.signal, enough: one.counted.against.cases + one.counted.cleared.cases >= LEARN_FROM }));
    return granted({
      rows, calibration: { held: policy.calibration, fitted: fitCalibration(judged, source), fits: canFit(judged) }, least: LEARN_FROM,
      cases: { against: cases.filter(({ against }) => against).length, cleared: cases.filter(({ against }) => !against).length, drawn }, sampleShare: policy.queue.sampleShare, now,
    });
  },
});
