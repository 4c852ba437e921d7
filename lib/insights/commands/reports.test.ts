import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, openCase, policyFor, staffFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { policies, policyDrafts, reportCards, shadowStandings, staleAccounts } from '../../../db/schema';
import { countersign, held, propose } from '../../decisions/commands/decided.fixture';
import { liftDecision } from '../../decisions/commands/lift-decision';
import { present } from '../../kernel/assert';
import { startDraft } from '../../policy/commands/start-draft';
import { digestOfPolicy } from '../../policy/difference';
import type { Policy } from '../../policy/policy';
import { withdrawDraft } from '../../policy/commands/withdraw-draft';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { WORKER, type Staff } from '../../staff/actor';
import { countReports } from './count-reports';
import { demoteSignals } from './demote-signals';
import { draftLearnt } from './draft-learnt';
import { settledEvidence } from '../queries/settled-evidence';
import { followShadow } from './follow-shadow';
import { shadowDraft } from './shadow-draft';

sandbox();
let cleo: Staff;
beforeAll(async () => {
  await policyFor();
  cleo = await staffFor('admin', { name: 'Cleo' });
});

const must = async <Value>(result: Promise<{ ok: true; value: Value } | { ok: false; words: string }>): Promise<Value> => { const found = await result; if (!found.ok) throw new Error(found.words); return found.value; };
const lastLine = async (command: string) => (await linesOf('main')).filter((line) => line.command === command).at(-1);
const settled = (story: 'document' | 'copied' | 'steered', outcome: string) => openCase({ story, columns: { status: 'settled', outcome, settledAt: Date.now() } });
const cards = async () => present((await reading().select().from(reportCards).orderBy(sql`counted_at desc, id desc`).limit(1))[0], 'report').content;

/** As if two admins had put it in force a moment ago. */
async function inForce(over: (policy: Policy) => Partial<Policy>): Promise<Policy> {
  const last = await policyInForce(reading());
  const next = { ...last, ...over(last), version: last.version + 1 };
  await arrange((tx) => tx.insert(policies).values({ version: next.version, content: next, publishedAt: Date.now(), publishedBy: 'factory' }));
  return next;
}

async function drafted(over: Partial<Policy>): Promise<string> {
  const { draft } = await must(startDraft(cleo, { title: 'Another way' }));
  const content = { ...(await policyInForce(reading())), ...over, title: 'Another way' };
  await arrange((tx) => tx.update(policyDrafts).set({ content, digest: digestOfPolicy(content) }).where(eq(policyDrafts.id, draft)));
  return draft;
}

describe('report cards and demotion', () => {
  test('before anything is assessed there is nothing to count, and nothing counted demotes nothing', async () => {
    expect(await countReports(WORKER, {})).toMatchObject({ ok: false, code: 'nothing-left' });
    expect(await demoteSignals(WORKER, {})).toMatchObject({ ok: false, code: 'nothing-left' });
    expect(await demoteSignals(cleo, {})).toMatchObject({ code: 'not-allowed' });
  });

  test('counts where a signal fired and what became of its cases', async () => {
    await openCase({ story: 'document' });
    for (const outcome of ['closure', 'suspension', 'appeal-granted', 'dismiss', 'watch']) await settled('document', outcome);
    await must(countReports(WORKER, {}));
    expect((await cards()).find(({ signal }) => signal === 'I1')).toMatchObject({ state: 'on', fired: { review: 6 }, together: 6, against: 2, overturned: 1, cleared: 1, regions: { Europe: { accounts: 6, hits: 6 } }, would: null });
    expect((await cards()).find(({ signal }) => signal === 'G2')).toMatchObject({ fired: {}, against: 0 });
    expect(await lastLine('reports.count')).toMatchObject({ says: expect.stringMatching(/^counted how \d+ signals did on 6 accounts$/) });
    expect(await demoteSignals(WORKER, {})).toMatchObject({ code: 'nothing-left', words: 'Every signal keeps within its limits.' });
  });

  test('signals.demote: past the limits a signal goes to shadow by a policy of its own, which says why; switched on again it starts afresh', async () => {
    for (let cases = 0; cases < 9; cases += 1) await settled('copied', cases < 4 ? 'appeal-granted' : 'closure');
    await inForce((policy) => ({ reports: { ...policy.reports, leastSettled: 8 } }));
    expect(await demoteSignals(WORKER, {})).toMatchObject({ code: 'nothing-left', words: 'Nothing was counted under this policy yet.' });
    await must(countReports(WORKER, {}));
    const { policy, signals } = await must(demoteSignals(WORKER, {}));
    expect({ policy, signals }).toEqual({ policy: 3, signals: ['D1', 'C3'] });
    expect(await policyInForce(reading())).toMatchObject({ version: 3, title: expect.stringMatching(/^To shadow by itself: .*4 of 9 cases undone on appeal/), signals: { C3: { state: 'shadow', factor: 1 } } });
    expect(await lastLine('signals.demote')).toMatchObject({ says: expect.stringContaining('set 2 signals to shadow by policy 3'), actor: 'worker', changes: [{ field: 'D1: state', was: 'on', now: 'shadow' }, { field: 'C3: state', was: 'on', now: 'shadow' }] });
    expect((await reading().select().from(staleAccounts)).length).toBe(15);
    await inForce((last) => ({ signals: { ...last.signals, C3: { state: 'on', factor: 1 } } }));
    await must(countReports(WORKER, {}));
    expect((await cards()).find(({ signal }) => signal === 'C3')).toMatchObject({ state: 'on', overturned: 0, against: 0, fired: {}, regions: { Europe: { hits: 0 } } });
    expect((await cards()).find(({ signal }) => signal === 'D1')).toMatchObject({ state: 'shadow', overturned: 4, against: 5 });
    expect(await demoteSignals(WORKER, {})).toMatchObject({ code: 'nothing-left' });
  });

  test('for a signal in shadow the count says where its accounts would stand if it counted', async () => {
    await inForce((policy) => ({ bands: { ...policy.bands, watch: -4, review: -2.5 } }));
    const { account } = await openCase({ story: 'copied' });
    await arrange((tx) => tx.execute(sql`update standings set content = content || jsonb_build_object('shadow', content->'findings', 'findings', '[]'::jsonb), band = 'clear' where account = ${account}`));
    await must(countReports(WORKER, {}));
    expect((await cards()).find(({ signal }) => signal === 'D1')?.would).toMatchObject({ 'watch review': 1 });
  });
});

describe('a policy in shadow', () => {
  test('policy.shadowDraft and policy.followShadow: it is compared account by account, and the count stays when it ends', async () => {
    const draft = await drafted({ bands: { watch: -9, review: -8.9, act: -8.8 } });
    expect(await followShadow(WORKER, {})).toMatchObject({ ok: false, code: 'not-found' });
    await must(shadowDraft(cleo, { draft, run: 'on' }));
    expect(await lastLine('policy.shadowDraft')).toMatchObject({ says: 'let the draft “Another way” run in shadow', refs: { draft } });
    expect(await shadowDraft(cleo, { draft, run: 'on' })).toMatchObject({ code: 'exists' });
    expect(await shadowDraft(cleo, { draft: await drafted({}), run: 'on' })).toMatchObject({ code: 'conflict', words: 'The draft “Another way” runs in shadow. End that first.' });
    const { compared } = await must(followShadow(WORKER, {}));
    expect(await lastLine('policy.followShadow')).toMatchObject({ says: `compared ${compared} accounts with the shadow policy` });
    expect(await followShadow(WORKER, {})).toMatchObject({ code: 'nothing-left' });
    // A newer assessment is compared anew, and only that one.
    const { account } = await openCase();
    expect(await must(followShadow(WORKER, {}))).toEqual({ compared: 1 });
    expect(await reading().select().from(shadowStandings).where(eq(shadowStandings.account, account))).toMatchObject([{ draft, was: 'act', band: 'act' }]);
    expect(await must(shadowDraft(cleo, { draft, run: 'off' }))).toMatchObject({ accounts: compared + 1 });
    const [row] = await reading().select().from(policyDrafts).where(eq(policyDrafts.id, draft));
    expect(row).toMatchObject({ shadowSince: null, shadowTally: { accounts: compared + 1 } });
    expect(await shadowDraft(cleo, { draft, run: 'off' })).toMatchObject({ code: 'move-closed' });
  });

  test('of two that are let run at one moment one runs; withdrawn, it keeps its comparison', async () => {
    const drafts = [await drafted({ reopenNats: 2 }), await drafted({ reopenNats: 3 })];
    const results = await Promise.all(drafts.map((draft) => shadowDraft(cleo, { draft, run: 'on' })));
    expect(results.map((one) => (one.ok ? 'runs' : one.code)).sort()).toEqual(['conflict', 'runs']);
    const draft = present(drafts[results.findIndex(({ ok }) => ok)], 'shadow');
    const { compared } = await must(followShadow(WORKER, {}));
    await must(withdrawDraft(cleo, { draft, version: 2 }));
    expect(await reading().select().from(policyDrafts).where(eq(policyDrafts.id, draft))).toMatchObject([{ status: 'withdrawn', shadowSince: null, shadowTally: { accounts: compared, until: expect.any(Number) as number } }]);
    expect(await reading().select().from(shadowStandings)).toEqual([]);
  });
});

describe('policy.draftLearnt', () => {
  test('makes a draft of the ratios that settled cases speak for, and only of the rows chosen', async () => {
    expect(await draftLearnt(cleo, { signals: [] })).toMatchObject({ code: 'invalid', fields: { signals: 'Choose at least one row.' } });
    expect(await draftLearnt(cleo, { signals: ['Z9'] })).toMatchObject({ ok: false, code: 'nothing-left' });
    const held = (await policyInForce(reading())).ratios!;
    for (let cases = 0; cases < 60; cases += 1) await settled(cases % 2 === 0 ? 'steered' : 'document', cases % 2 === 0 ? 'dismiss' : 'closure');
    // Where no live check was asked for, I2 was not read; where it was, I2 found something.
    const { cases } = await settledEvidence(reading());
    expect(new Set(cases.map(({ found, unread }) => `${found.some(({ signal }) => signal === 'I2')} ${unread.includes('I2')}`))).toEqual(new Set(['true false', 'false true']));
    const { draft, signals } = await must(draftLearnt(cleo, { signals: ['D4'] }));
    expect(signals).toBe(1);
    const [row] = await reading().select().from(policyDrafts).where(eq(policyDrafts.id, draft));
    expect(row).toMatchObject({ status: 'draft', content: { calibration: (await policyInForce(reading())).calibration } });
    expect(row!.content.ratios!['D4']!.nats).toBeLessThan(held['D4']!.nats);
    expect(row!.content.ratios!['I2']).toEqual(held['I2']);
    expect(await lastLine('policy.draftLearnt')).toMatchObject({ says: expect.stringMatching(/^began a draft learnt from \d+ settled cases$/) });
  });

  test('a calibration is fitted to the odds of the ratios in force: it is a draft of its own', async () => {
    expect(await draftLearnt(cleo, { signals: ['D4'], calibration: 'on' })).toMatchObject({ ok: false, code: 'conflict', words: 'Publish the ratios first: a calibration is fitted to the odds that they give.' });
    const { draft } = await must(draftLearnt(cleo, { calibration: 'on' }));
    const [row] = await reading().select().from(policyDrafts).where(eq(policyDrafts.id, draft));
    expect(row).toMatchObject({ content: { ratios: (await policyInForce(reading())).ratios, calibration: { source: expect.stringMatching(/^(Platt|isotonic): /) as string } } });
  });
});

describe('report cards of what was lifted', () => {
  test('what staff lifted is counted apart where it was decided against the account; a dismissal that was undone never was', async () => {
    const [ada, iris] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('admin', { name: 'Iris' })];
    const counted = async () => {
      await must(countReports(WORKER, {}));
      const { against, cleared, lifted } = present((await cards()).find(({ signal }) => signal === 'I1'), 'I1');
      return { against, cleared, lifted };
    };
    const before = await counted();
    const lift = async (measure: 'suspension' | 'dismiss') => {
      const opened = await held(ada, { story: 'document' });
      const { decision, second } = await must(propose(ada, opened, measure));
      if (second !== null) await must(countersign(iris, decision, measure));
      await must(liftDecision(iris, { decisionId: decision, version: await versionOf({ decision }), words: 'The receipt was shown.' }));
    };
    await lift('dismiss');
    expect(await counted()).toEqual(before);
    await lift('suspension');
    expect(await counted()).toEqual({ ...before, lifted: (before.lifted ?? 0) + 1 });
  });
});
