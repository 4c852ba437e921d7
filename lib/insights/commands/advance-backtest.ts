import { and, asc, eq, gt, inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { assessments, backtestMoves, backtests, cases, standings } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { CLEARED, labelOf } from '../../cases/outcome';
import { cameTo } from '../../decisions/queries/came-to';
import { command, done } from '../../kernel/command';
import { DAY, type Instant } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { plural } from '../../kernel/words';
import { announce } from '../../kernel/work';
import { policySchema, type Policy } from '../../policy/policy';
import { policyOf } from '../../policy/queries/policy-in-force';
import type { Band } from '../../risk/assessment';
import { inRing } from '../../risk/scorecard';
import { statedOdds } from '../../risk/words';
import { countDecided, countTrial, type Backtest } from '../backtest';
import { regionOf } from '../../kernel/time-zone';
import { reweighed, whyMoved } from '../reweigh';
import { KINDS, standingsUnder } from './standings-under';

const PAGE = 500;
/** Handling times older than this say little about today's team. */
const RECENT = 180 * DAY;

type Row = typeof backtests.$inferSelect;
type Page = { read: number; after: string; phase: 'accounts' | 'decided'; ended: boolean };

/**
 * One page of a backtest: accounts by where they stand, then settled cases by the evidence on which they were decided. Reads what is live and
 * writes only its own rows; a worker that dies goes on where the last page was kept.
 */
export const advanceBacktest = command({
  name: 'backtest.advance',
  input: z.object({ backtest: z.string() }),
  async run({ input, now, tx }) {
    const [row] = await tx.select().from(backtests).where(eq(backtests.id, input.backtest)).for('update');
    if (!row) return refuse('not-found', 'There is no such backtest.');
    if (row.status !== 'waiting' && row.status !== 'running') return refuse('move-closed', 'It has ended.');
    const policy = policySchema.parse(row.content);
    const { tally } = row;
    const page = row.phase === 'accounts' ? await accountsPage(tx, row, policy, tally) : await decidedPage(tx, row, policy, tally);
    if (page.ended) tally.minutes = await minutesPerCase(tx, now);
    const read = row.read + page.read;
    await tx.update(backtests).set({
      tally, read, after: page.after, phase: page.phase, status: page.ended ? 'done' : 'running', finishedAt: page.ended ? now : null, total: page.ended ? read : Math.max(row.total, read), version: row.version + 1,
    }).where(eq(backtests.id, row.id));
    await announce(tx, 'policy', row.draft);
    return done({ read, total: Math.max(row.total, read), ended: page.ended },
      entry('main', saysOf(tally, row.phase, page), { refs: { draft: row.draft, backtest: row.id } }));
  },
});

/** "tried a draft on 500 accounts so far"; once all of it is through, on how many accounts and decided cases. */
function saysOf({ accounts, decided: { against, cleared } }: Backtest, phase: Row['phase'], { phase: next, ended }: Page): string {
  const [all, decided] = [plural(accounts, 'account'), plural(against.cases + cleared.cases, 'decided case')];
  if (ended) return `tried a draft on history: ${all}, ${decided}`;
  if (phase === 'decided') return `tried a draft on ${all} and ${decided} so far`;
  return next === 'decided' ? `tried a draft on all ${all}` : `tried a draft on ${all} so far`;
}

async function accountsPage(tx: Tx, row: Row, policy: Policy, tally: Backtest): Promise<Page> {
  const accounts = (await tx.select({ account: standings.account }).from(standings).where(gt(standings.account, row.after)).orderBy(asc(standings.account)).limit(PAGE)).map(({ account }) => account);
  const last = accounts.at(-1);
  if (last === undefined) return { read: 0, after: '', phase: 'decided', ended: false };
  const under = await standingsUnder(tx, accounts, await policyOf(tx, row.against), policy);
  const about = await aboutAccounts(tx, accounts);
  for (const { account, was, now } of under) countTrial(tally, { was, now, ...(about.get(account) ?? { region: regionOf(null), cleared: false, hasOpenCase: false }) });
  const moved = under.filter(({ was, now }) => was.band !== now.band);
  if (moved.length > 0) await tx.insert(backtestMoves).values(moved.map(({ account, was, now }) => ({ backtest: row.id, account, was: was.band, band: now.band, wasLogOdds: statedOdds(was), logOdds: statedOdds(now), why: whyMoved(was, now) }))).onConflictDoNothing();
  return accounts.length < PAGE ? { read: accounts.length, after: '', phase: 'decided', ended: false } : { read: accounts.length, after: last, phase: 'accounts', ended: false };
}

async function aboutAccounts(tx: Tx, accounts: readonly string[]): Promise<Map<string, { region: string; cleared: boolean; hasOpenCase: boolean }>> {
  const { rows } = await tx.execute<{ account: string; zone: string | null; cleared: boolean; open: boolean }>(sql`
    select s.account, a.time_zone as zone, exists (select 1 from cases c where c.account = s.account and c.outcome = any(${sql.param([...CLEARED])}::text[])) as cleared,
      exists (select 1 from cases c where c.account = s.account and c.status <> 'settled') as open
    from unnest(${sql.param([...accounts])}::text[]) as s(account) left join accounts a on a.account = s.account`);
  return new Map(rows.map(({ account, zone, cleared, open }) => [account, { region: regionOf(zone), cleared, hasOpenCase: open }]));
}

/**
 * Each case on the assessment it was settled with, its ring as it was heard then: what was learnt of it later is no part of the evidence. Both
 * policies weigh it anew: the version that it was settled under may be neither of them.
 */
async function decidedPage(tx: Tx, row: Row, policy: Policy, tally: Backtest): Promise<Page> {
  const settled = await tx.select({ id: cases.id, account: cases.account, assessment: cases.assessment, outcome: cameTo('cases'), openedAt: cases.openedAt }).from(cases)
    .where(and(eq(cases.status, 'settled'), gt(cases.id, row.after))).orderBy(asc(cases.id)).limit(PAGE);
  const last = settled.at(-1);
  if (last === undefined) return { read: 0, after: row.after, phase: 'decided', ended: true };
  const evidence = new Map((await tx.select({ account: assessments.account, id: assessments.id, content: assessments.content }).from(assessments)
    .where(and(inArray(assessments.account, settled.map(({ account }) => account)), inArray(assessments.id, settled.map(({ assessment }) => assessment))))).map(({ account, id, content }) => [`${account} ${id}`, content]));
  const [before, live] = [await clearedBefore(tx, settled), await policyOf(tx, row.against)];
  for (const one of settled) {
    const label = labelOf(one.outcome);
    const stored = evidence.get(`${one.account} ${one.assessment}`);
    if (label === null || stored === undefined) continue;
    const bandUnder = (by: Policy): Band => {
      const alone = reweighed(stored, by, KINDS, before.get(one.id) ?? new Set());
      return (stored.spread === null ? alone : inRing(alone, stored.spread, by)).band;
    };
    countDecided(tally, label, bandUnder(live), bandUnder(policy));
  }
  return { read: settled.length, after: last.id, phase: 'decided', ended: settled.length < PAGE };
}

/** Causes that had been settled in the account's favour when each case was opened. */
async function clearedBefore(tx: Tx, settled: readonly { id: string; account: string; openedAt: Instant }[]): Promise<Map<string, Set<string>>> {
  const earlier = await tx.select({ account: cases.account, causes: cases.causes, settledAt: cases.settledAt }).from(cases).where(and(inArray(cases.account, settled.map(({ account }) => account)), inArray(cases.outcome, [...CLEARED])));
  return new Map(settled.map(({ id, account, openedAt }) => [id, new Set(earlier.filter((one) => one.account === account && one.settledAt !== null && one.settledAt <= openedAt).flatMap(({ causes }) => causes))]));
}

async function minutesPerCase(tx: Tx, now: Instant): Promise<Backtest['minutes']> {
  const { rows: [row] } = await tx.execute<{ median: number | null; cases: number }>(sql`
    select percentile_cont(0.5) within group (order by minutes) as median, count(*)::int as cases from (
      select extract(epoch from min(d.proposed_at) - min(t.at))::float8 / 60 as minutes from touches t join decisions d on d.case_id = t.case_id
      where t.how = 'claimed' and d.proposed_at >= ${new Date(now - RECENT).toISOString()}::timestamptz group by t.case_id) as handled
    where minutes > 0`);
  return row === undefined || row.median === null ? null : { median: row.median, cases: row.cases };
}
