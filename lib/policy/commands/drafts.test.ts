import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { backtests, policies, policyDrafts, staleAccounts } from '../../../db/schema';
import { present } from '../../kernel/assert';
import type { Staff } from '../../staff/actor';
import { policyInForce } from '../queries/policy-in-force';
import { STANDARD_POLICY as STANDARD } from '../standard';
import { countersignPolicy } from './countersign-policy';
import { editDraft } from './edit-draft';
import { proposeDraft } from './propose-draft';
import { returnDraft } from './return-draft';
import { startDraft } from './start-draft';
import { updateDraft } from './update-draft';
import { withdrawDraft } from './withdraw-draft';

/** As `policyFor` puts it in force. */
const STANDARD_POLICY = { ...STANDARD, queue: { ...STANDARD.queue, sampleShare: 0 } };

sandbox();
let cleo: Staff;
let iris: Staff;
beforeAll(async () => {
  await policyFor();
  [cleo, iris] = [await staffFor('admin', { name: 'Cleo' }), await staffFor('admin', { name: 'Iris' })];
});

const rowOf = async (id: string) => present((await reading().select().from(policyDrafts).where(eq(policyDrafts.id, id)))[0], 'draft');
const markOf = async (account: string) => (await reading().execute(sql`select xmin::text as version from stale_accounts where account = ${account}`)).rows[0];
const lastLine = async (command: string) => (await linesOf('main')).filter((line) => line.command === command).at(-1);
const must = async <Value>(result: Promise<{ ok: true; value: Value } | { ok: false; words: string }>): Promise<Value> => { const found = await result; if (!found.ok) throw new Error(found.words); return found.value; };

/** A draft that moves the band act. */
async function drafted(nats: string, by = cleo): Promise<{ draft: string; version: number }> {
  const { draft } = await must(startDraft(by, { title: `Act from ${nats} nats` }));
  const { version } = await must(editDraft(by, { draft, version: 1, section: 'bands', values: bands(nats) }));
  return { draft, version };
}
const bands = (act: string) => ({ bands: { watch: '-3', review: '-2.3', act }, calibration: { a: '1', b: '0', source: 'identity: no decided cases yet', cases: '0' }, reopenNats: '1', clearedFactor: '0.5' });

/** As if the worker had gone through history with it. */
async function tried(draft: string): Promise<void> {
  const row = await rowOf(draft);
  const { version } = await policyInForce(reading());
  await arrange((tx) => tx.insert(backtests).values({ id: `backtest of ${draft} ${row.digest.slice(0, 8)}`, draft, digest: row.digest, content: row.content, against: version, status: 'done', askedBy: cleo.id, askedAt: 0, phase: 'decided', total: 0, read: 0, after: '', tally: {} as never }));
}

describe('policy.startDraft', () => {
  test('begins from the policy in force and says so', async () => {
    const { draft } = await must(startDraft(cleo, { title: '  Act later ' }));
    expect(await rowOf(draft)).toMatchObject({ status: 'draft', basedOn: 1, writers: [cleo.id], content: { ...STANDARD_POLICY, title: 'Act later' } });
    expect(await lastLine('policy.startDraft')).toMatchObject({ says: 'began the draft “Act later” from policy 1', refusal: null, refs: { draft, policy: '1' } });
  });
  test('is for admins, and wants a title', async () => {
    expect(await startDraft(await staffFor('moderator'), { title: 'Act later' })).toMatchObject({ ok: false, code: 'not-allowed' });
    expect(await startDraft(cleo, { title: ' ' })).toMatchObject({ code: 'invalid', fields: { title: 'Say in a few words what the change is for.' } });
  });
});

describe('policy.editDraft', () => {
  test('keeps a part with its differences in the ledger, and remembers the writer', async () => {
    const { draft } = await drafted('2.64');
    expect(await editDraft(iris, { draft, version: 2, section: 'signals', values: { unlisted: 'on', signals: { D3: { state: 'shadow', factor: '1', halfLifeDays: '' } } } })).toMatchObject({ ok: true, value: { version: 3, changes: 2 } });
    const row = await rowOf(draft);
    expect(row).toMatchObject({ version: 3, writers: [cleo.id, iris.id] });
    expect(row.content.bands.act).toBe(2.64);
    expect(await lastLine('policy.editDraft')).toMatchObject({ says: 'wrote in the draft “Act from 2.64 nats”: signals', changes: [{ field: 'D3: state', was: 'on', now: 'shadow' }, { field: 'G6: weight', was: 'nothing', now: '1×' }] });
  });
  test('a slip is told at its field and leaves the draft and the ledger alone', async () => {
    const { draft, version } = await drafted('3');
    const before = (await linesOf('main')).length;
    expect(await editDraft(cleo, { draft, version, section: 'bands', values: bands('nine') })).toMatchObject({ code: 'invalid', fields: { 'values.bands.act': 'Act begins at: write a number, with a point before decimals.' } });
    expect((await linesOf('main')).length).toBe(before);
    expect((await rowOf(draft)).version).toBe(version);
  });
  test('nobody writes over somebody, and nothing changed is no change', async () => {
    const { draft, version } = await drafted('3');
    expect(await editDraft(iris, { draft, version: version - 1, section: 'bands', values: bands('4') })).toMatchObject({ code: 'stale' });
    expect(await editDraft(iris, { draft, version, section: 'bands', values: bands('3') })).toMatchObject({ code: 'move-closed' });
    expect(await lastLine('policy.editDraft')).toMatchObject({ refusal: 'move-closed' });
  });
});

describe('from proposal to policy', () => {
  test('is tried, proposed with a reason, countersigned by another, and in force under the next number', async () => {
    const { account } = await openCase();
    const { draft, version } = await drafted('2.64');
    expect(await proposeDraft(cleo, { draft, version, reason: 'Eight of nineteen were released.' })).toMatchObject({ code: 'locked', words: expect.stringContaining('not tried on history') });
    await tried(draft);
    expect(await proposeDraft(cleo, { draft, version, reason: 'short' })).toMatchObject({ code: 'invalid' });
    await must(proposeDraft(cleo, { draft, version, reason: 'Eight of nineteen were released.' }));
    expect(await lastLine('policy.proposeDraft')).toMatchObject({ says: 'proposed the draft “Act from 2.64 nats” to follow policy 1: Eight of nineteen were released.', changes: [{ field: 'Act begins at', was: '9 in 10', now: '14 in 15' }] });
    expect(await editDraft(cleo, { draft, version: version + 1, section: 'bands', values: bands('1') })).toMatchObject({ code: 'move-closed' });
    expect(await countersignPolicy(cleo, { draft, version: version + 1 })).toMatchObject({ code: 'conflict', words: 'You proposed it; another admin countersigns.' });
    await arrange((tx) => tx.insert(staleAccounts).values({ account, since: 1_000 }));
    const marked = await markOf(account);
    expect(await countersignPolicy(iris, { draft, version: version + 1 })).toEqual({ ok: true, value: { policy: 2 } });
    expect(await lastLine('policy.countersign')).toMatchObject({ says: 'countersigned policy 2, in force in place of policy 1: Act from 2.64 nats', changes: [{ field: 'Act begins at', was: '9 in 10', now: '14 in 15' }], refs: { draft, policy: '2' } });
    expect(await policyInForce(reading())).toMatchObject({ version: 2, bands: { act: 2.64 } });
    expect(await reading().select().from(policies).where(eq(policies.version, 2))).toMatchObject([{ publishedBy: cleo.id, countersignedBy: iris.id, draft, reason: 'Eight of nineteen were released.' }]);
    expect((await reading().select().from(policies).where(eq(policies.version, 1)))[0]?.content).toEqual(STANDARD_POLICY);
    expect(await rowOf(draft)).toMatchObject({ status: 'published', publishedAs: 2 });
    // Every account is assessed anew; one that was marked is marked again, so that a pass under way does not take the mark away.
    expect(await reading().select({ account: staleAccounts.account, since: staleAccounts.since }).from(staleAccounts)).toEqual([{ account, since: 1_000 }]);
    expect(await markOf(account)).not.toEqual(marked);
    await arrange((tx) => tx.execute(sql`delete from stale_accounts`));
  });

  test('policy.returnDraft: a second reader returns it with words, its proposer takes it back', async () => {
    const { draft, version } = await drafted('2.9');
    await tried(draft);
    expect(await returnDraft(iris, { draft, version, words: 'Why so high?' })).toMatchObject({ ok: false, code: 'move-closed' });
    await must(proposeDraft(cleo, { draft, version, reason: 'A reason long enough.' }));
    await must(returnDraft(iris, { draft, version: version + 1, words: 'Why so high?' }));
    expect(await rowOf(draft)).toMatchObject({ status: 'draft', proposedBy: null, returnedWords: 'Why so high?' });
    expect(await lastLine('policy.returnDraft')).toMatchObject({ says: 'returned the draft “Act from 2.9 nats”: Why so high?' });
    await must(proposeDraft(cleo, { draft, version: version + 2, reason: 'Another reason, long enough.' }));
    await must(returnDraft(cleo, { draft, version: version + 3, words: 'On second thoughts.' }));
    expect(await lastLine('policy.returnDraft')).toMatchObject({ says: 'took back the draft “Act from 2.9 nats”: On second thoughts.' });
  });

  test('policy.updateDraft: a draft that was overtaken keeps its change and takes the rest of the newer policy', async () => {
    const first = await drafted('3.1');
    const second = await must(startDraft(cleo, { title: 'Reopen later' }));
    await must(editDraft(cleo, { draft: second.draft, version: 1, section: 'bands', values: { ...bands(String((await rowOf(second.draft)).content.bands.act)), reopenNats: '2' } }));
    expect(await updateDraft(cleo, { draft: second.draft, version: 2 })).toMatchObject({ ok: false, code: 'move-closed' });
    await tried(first.draft);
    await must(proposeDraft(cleo, { ...first, reason: 'A reason long enough.' }));
    await must(countersignPolicy(iris, { draft: first.draft, version: first.version + 1 }));
    await tried(second.draft);
    expect(await proposeDraft(cleo, { draft: second.draft, version: 2, reason: 'A reason long enough.' })).toMatchObject({ code: 'move-closed', words: expect.stringContaining('Bring it up to date first') });
    await must(updateDraft(cleo, { draft: second.draft, version: 2 }));
    expect(await rowOf(second.draft)).toMatchObject({ basedOn: 3, content: { reopenNats: 2, bands: { act: 3.1 } } });
    expect(await lastLine('policy.updateDraft')).toMatchObject({ says: 'brought the draft “Reopen later” up to date with policy 3' });
  });

  test('policy.withdrawDraft: it ends and stays to be read', async () => {
    const { draft, version } = await drafted('2.7');
    await must(withdrawDraft(iris, { draft, version }));
    expect(await rowOf(draft)).toMatchObject({ status: 'withdrawn' });
    expect(await lastLine('policy.withdrawDraft')).toMatchObject({ says: 'withdrew the draft “Act from 2.7 nats”', refs: { draft } });
    expect(await withdrawDraft(iris, { draft, version: version + 1 })).toMatchObject({ ok: false, code: 'move-closed' });
  });

  test('of two who countersign at one moment one puts it in force', async () => {
    const { draft, version } = await drafted('2.5');
    await tried(draft);
    await must(proposeDraft(cleo, { draft, version, reason: 'A reason long enough.' }));
    const admins = await Promise.all(Array.from({ length: 4 }, () => staffFor('admin')));
    const results = await Promise.all(admins.map((one) => countersignPolicy(one, { draft, version: version + 1 })));
    expect(results.filter((one) => one.ok)).toHaveLength(1);
  });
});
