import { and, eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, openCase, openRing, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { assessments, backtestMoves, backtests, cases, policyDrafts, standings, work } from '../../../db/schema';
import { present } from '../../kernel/assert';
import { startDraft } from '../../policy/commands/start-draft';
import { digestOfPolicy } from '../../policy/difference';
import type { Policy } from '../../policy/policy';
import { STANDARD_POLICY as STANDARD } from '../../policy/standard';
import { WORKER, type Staff } from '../../staff/actor';
import { bandFlow, hoursFor, qualityOf } from '../backtest';
import { advanceBacktest } from './advance-backtest';
import { cancelBacktest } from './cancel-backtest';
import { startBacktest } from './start-backtest';

/** As `policyFor` puts it in force. */
const STANDARD_POLICY = { ...STANDARD, queue: { ...STANDARD.queue, sampleShare: 0 } };

sandbox();
let cleo: Staff;
const ids: string[] = [];
beforeAll(async () => {
  await policyFor();
  cleo = await staffFor('admin', { name: 'Cleo' });
  for (const story of ['handover', 'handover', 'copied', 'payee'] as const) ids.push((await openCase({ story })).account);
  await openRing(3);
  await openCase({ story: 'handover', columns: { status: 'settled', outcome: 'closure', settledAt: Date.now() } });
  await openCase({ story: 'traveller', columns: { status: 'settled', outcome: 'dismiss', settledAt: Date.now() } });
  await openCase({ story: 'copied', columns: { status: 'settled', outcome: 'appeal-granted', settledAt: Date.now() } });
  await openCase({ story: 'copied', columns: { status: 'settled', outcome: 'fell-below', settledAt: Date.now() } });
});

const must = async <Value>(result: Promise<{ ok: true; value: Value } | { ok: false; words: string }>): Promise<Value> => { const found = await result; if (!found.ok) throw new Error(found.words); return found.value; };
const lastLine = async (command: string) => (await linesOf('main')).filter((line) => line.command === command).at(-1);
const rowOf = async (id: string) => present((await reading().select().from(backtests).where(eq(backtests.id, id)))[0], 'backtest');

async function drafted(over: Partial<Policy>): Promise<string> {
  const { draft } = await must(startDraft(cleo, { title: 'Another way' }));
  const content = { ...STANDARD_POLICY, ...over, title: 'Another way' };
  await arrange((tx) => tx.update(policyDrafts).set({ content, digest: digestOfPolicy(content) }).where(eq(policyDrafts.id, draft)));
  return draft;
}

async function triedOut(over: Partial<Policy>) {
  const { backtest } = await must(startBacktest(cleo, { draft: await drafted(over) }));
  for (let turn = 0; turn < 10 && !(await must(advanceBacktest(WORKER, { backtest }))).ended; turn += 1);
  return rowOf(backtest);
}

describe('a backtest', () => {
  test('of the policy in force moves nobody, and puts every account where it stands', async () => {
    const { status, tally, total, read } = await triedOut({});
    expect({ status, read }).toEqual({ status: 'done', read: total });
    expect(tally.accounts).toBe(11);
    expect(tally.now).toEqual(tally.was);
    expect(Object.keys(tally.moves).filter((move) => { const [was, now] = move.split(' '); return was !== now; })).toEqual([]);
    expect(tally.reread).toBeNull();
  });

  test('says who leaves and enters a band and why, and leaves live standings alone', async () => {
    const before = await reading().select().from(standings).orderBy(standings.account);
    const { id, tally } = await triedOut({ signals: { ...STANDARD_POLICY.signals, D3: { state: 'off', factor: 1 } } });
    expect(bandFlow(tally.moves, 'act').leave).toBeGreaterThanOrEqual(2);
    const moves = await reading().select().from(backtestMoves).where(eq(backtestMoves.backtest, id));
    expect(moves.find(({ account }) => account === ids[0])).toMatchObject({ was: 'act', why: expect.stringMatching(/no longer counts|needs/) });
    expect(await reading().select().from(standings).orderBy(standings.account)).toEqual(before);
    expect(await reading().execute(sql`select * from stale_accounts`).then(({ rows }) => rows)).toEqual([]);
  });

  test('judges settled cases by the evidence they were settled on: what was dismissed or undone is no find', async () => {
    const { tally } = await triedOut({ bands: { watch: -3, review: 19, act: 20 } });
    expect(tally.decided).toMatchObject({ against: { cases: 1, was: 1, now: 0 }, cleared: { cases: 2, now: 0 } });
    expect(qualityOf(tally.decided, 'was').recall).toMatchObject({ value: 1 });
    expect(qualityOf(tally.decided, 'now')).toMatchObject({ precision: null, recall: { value: 0 } });
    expect(tally.closing).toBe(7);
  });

  test('sets the draft against the policy in force, whatever version a case was settled under', async () => {
    const [closed] = await reading().select({ id: cases.id, assessment: assessments }).from(cases).innerJoin(assessments, and(eq(assessments.account, cases.account), eq(assessments.id, cases.assessment))).where(eq(cases.outcome, 'closure'));
    const { id, assessment: { content, ...row } } = present(closed, 'closure');
    await arrange(async (tx) => {
      await tx.insert(assessments).values({ ...row, id: 'under another version', content: { ...content, band: 'clear' } });
      await tx.update(cases).set({ assessment: 'under another version' }).where(eq(cases.id, id));
    });
    const { tally } = await triedOut({});
    expect(tally.decided.against).toEqual({ cases: 1, was: 1, now: 1 });
  });

  test('counts the cases it would open, and the hours they would take', async () => {
    const { tally } = await triedOut({ bands: { watch: -9, review: -8, act: 2.2 } });
    expect(tally.opening).toBeGreaterThanOrEqual(1);
    expect(hoursFor(tally, 20)).toBeCloseTo((tally.opening * 20) / 60);
  });

  test('reads histories where a prior differs or a signal has no stored findings; accounts without events stand as stored', async () => {
    const { tally, status } = await triedOut({ priors: { otherwise: 0.01, segments: {} } });
    expect({ status, reread: tally.reread }).toEqual({ status: 'done', reread: 'other priors' });
  });
});

describe('backtest.start and backtest.advance', () => {
  test('enqueues its work and says so; a second try of the same draft waits for the first', async () => {
    const draft = await drafted({ reopenNats: 2 });
    const { backtest } = await must(startBacktest(cleo, { draft }));
    expect(await reading().select().from(work).where(eq(work.key, backtest))).toMatchObject([{ name: 'backtest', payload: { backtest } }]);
    expect(await lastLine('backtest.start')).toMatchObject({ says: 'began to try the draft “Another way” on history, against policy 1', refs: { draft, backtest } });
    expect(await startBacktest(cleo, { draft })).toMatchObject({ ok: false, code: 'exists' });
    expect(await startBacktest(await staffFor('auditor'), { draft })).toMatchObject({ code: 'not-allowed' });
    expect(await lastLine('backtest.advance')).toMatchObject({ says: expect.stringContaining('tried a draft on history: 11 accounts, 3 decided cases') });
    expect(await advanceBacktest(WORKER, { backtest: 'none' })).toMatchObject({ code: 'not-found' });
  });

  test('backtest.cancel: stops it where it is, and the worker’s next page is closed to it', async () => {
    const { backtest } = await must(startBacktest(cleo, { draft: await drafted({ reopenNats: 3 }) }));
    await must(advanceBacktest(WORKER, { backtest }));
    await must(cancelBacktest(cleo, { backtest }));
    expect(await rowOf(backtest)).toMatchObject({ status: 'cancelled' });
    expect(await advanceBacktest(WORKER, { backtest })).toMatchObject({ ok: false, code: 'move-closed' });
    expect(await cancelBacktest(cleo, { backtest })).toMatchObject({ code: 'move-closed' });
    expect(await lastLine('backtest.cancel')).toMatchObject({ refusal: 'move-closed' });
  });
});
