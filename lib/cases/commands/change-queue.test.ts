import { eq, sql } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accounts, batches, cases, events, queueSettings, standings, work } from '../../../db/schema';
import { accountTopic } from '../../kernel/about';
import { hub, type Live } from '../../kernel/adapters/live';
import { clock } from '../../kernel/clock';
import { DAY, HOUR, rfc3339 } from '../../kernel/instant';
import type { Result } from '../../kernel/result';
import { STANDARD_POLICY } from '../../policy/standard';
import type { Assessed } from '../../risk/commands/assess';
import { WORKER, type Staff } from '../../staff/actor';
import { queuePage } from '../queries/queue';
import { casePage } from '../queries/case-page';
import { queueSetting, queueTrial, settingsInForce } from '../queries/queue-settings';
import { queueAsked } from '../queue';
import { BY_HAND, USUAL_SETTINGS, type QueueSettings } from '../queue-settings';
import { changeQueue } from './change-queue';
import { claimCase } from './claim-case';
import { claimNext } from './claim-next-case';
import { handOn } from './hand-on';
import { applySettings } from './apply-settings';
import { takeUp } from './take-up';

sandbox();
let ada: Staff;
let ben: Staff;
let cleo: Staff;
beforeAll(async () => {
  await policyFor();
  // Nobody is drawn by chance here: what `n` hands out is the queue's.
  await arrange((tx) => tx.execute(sql`
    insert into policies (version, content, published_at, published_by)
    select version + 1, jsonb_set(jsonb_set(content, '{queue,sampleShare}', '0'), '{version}', to_jsonb(version + 1)), now(), 'test' from policies order by version desc limit 1`));
  [ada, ben, cleo] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('moderator', { name: 'Ben' }), await staffFor('admin', { name: 'Cleo' })];
});
// Every test begins with an empty queue in the usual setting, since what `n` hands out depends on all of it.
beforeEach(async () => {
  await arrange((tx) => tx.update(cases).set({ status: 'settled', claimedBy: null, leaseUntil: null }).where(sql`status <> 'settled'`));
  await changeQueue(cleo, { version: (await settingsInForce(reading())).version, settings: USUAL_SETTINGS });
  await arrange((tx) => tx.delete(work));
});

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.words} ${JSON.stringify(result.fields)}`);
  return result.value;
}
const rowOf = async (caseId: string) => (await reading().select().from(cases).where(eq(cases.id, caseId)))[0]!;
const set = async (settings: Partial<QueueSettings>) => must(await changeQueue(cleo, { version: (await settingsInForce(reading())).version, settings: { ...USUAL_SETTINGS, ...settings } }));
/** As the worker does: step after step, as far as steps ask for the next. */
async function applied(): Promise<{ moved: number; sooner: number }> {
  const all = { moved: 0, sooner: 0 };
  for (;;) {
    const { rows: [next] } = await reading().execute<{ id: number; payload: { version: number; after: string } }>(sql`select id, payload from ${work} where name = 'queue' order by id limit 1`);
    if (!next) return all;
    const step = await applySettings(WORKER, next.payload);
    await arrange((tx) => tx.execute(sql`delete from work where id = ${next.id}`));
    if (step.ok) { all.moved += step.value.moved; all.sooner += step.value.sooner; }
  }
}
const RINGS = (members: readonly string[]): Partial<QueueSettings> => ({ groups: [{ name: 'Rings', members: [...members], hidden: [] }], rules: [{ group: 'Rings', when: { bands: [], families: [], regions: [], segments: [], languages: [], leastStake: null, ring: 'in' } }] });
const nothing = { bands: [], families: [], regions: [], segments: [], languages: [], leastStake: null, ring: null };

/** A fresh assessment of an account, as a pass hands it on. */
async function assessedAs(account: string, change: { band?: 'act' | 'review' | 'watch'; stakeUsd?: number }): Promise<Assessed> {
  const [standing] = await reading().select().from(standings).where(eq(standings.account, account));
  const assessment = { ...standing!.content, ...(change.band === undefined ? {} : { band: change.band }) };
  return { id: `assessment_${account}_${change.band ?? ''}_${change.stakeUsd ?? ''}`, assessment, before: standing!.content.band, name: 'Mallory Hale', stakeUsd: change.stakeUsd ?? 100 } as Assessed;
}
const takeUpNow = (...assessed: Assessed[]) => arrange((tx) => takeUp(tx, assessed, clock.now(), STANDARD_POLICY));

describe('queue.change', () => {
  test('keeps the next version with old and new values, by admins alone, and refuses what was tried on another', async () => {
    const { version } = await settingsInForce(reading());
    expect(await changeQueue(ada, { version, settings: USUAL_SETTINGS })).toMatchObject({ code: 'not-allowed' });
    must(await changeQueue(cleo, { version, settings: { ...USUAL_SETTINGS, dueHours: { act: 12, review: 72, watch: 168 }, hidden: ['closure'], ...RINGS([ada.id]) } }));
    expect((await linesOf('main')).at(-1)).toMatchObject({
      command: 'queue.change', actor: cleo.id, says: `set the queue otherwise, version ${version + 1}`, refs: { queueSettings: String(version + 1) },
      changes: [{ field: 'first look at act within, hours', was: '24', now: '12' }, { field: 'not offered', was: 'nothing', now: 'closure' }, { field: 'group Rings', was: null, now: 'Ada' }, { field: 'not offered in group Rings', was: null, now: 'nothing' }, { field: 'rule 1', was: null, now: 'in a ring: to Rings' }],
    });
    expect(await changeQueue(cleo, { version, settings: USUAL_SETTINGS })).toMatchObject({ code: 'stale' });
    expect(await changeQueue(cleo, { version: version + 1, settings: (await settingsInForce(reading())).settings })).toMatchObject({ code: 'exists' });
    const dov = await staffFor('auditor');
    expect(await changeQueue(cleo, { version: version + 1, settings: { ...USUAL_SETTINGS, ...RINGS([dov.id]) } })).toMatchObject({ code: 'invalid', words: expect.stringContaining('Only moderators and admins') as string });
    expect(await changeQueue(cleo, { version: version + 1, settings: { ...USUAL_SETTINGS, hidden: ['ask'] } })).toMatchObject({ code: 'invalid' });
  });

  test('of two admins who save at one moment one is told to look again', async () => {
    const iris = await staffFor('admin', { name: 'Iris' });
    const { version } = await settingsInForce(reading());
    const both = await Promise.all([cleo, iris].map((admin, index) => changeQueue(admin, { version, settings: { ...USUAL_SETTINGS, hidden: [index === 0 ? 'closure' : 'suspension'] } })));
    expect(both.map((one) => (one.ok ? 'kept' : one.code)).sort()).toEqual(['kept', 'stale']);
  });

  test('what was set before stays to be read', async () => {
    await set({ hidden: ['closure'] });
    await set({});
    const kept = await reading().select().from(queueSettings).orderBy(queueSettings.version);
    expect(kept.at(-2)?.content).toMatchObject({ hidden: ['closure'] });
    expect(kept.map(({ version }) => version)).toEqual(kept.map((_, index) => index + 1));
  });
});

describe('due times', () => {
  test('a case is opened due by the settings, and sooner where much is at stake', async () => {
    await set({ dueHours: { act: 6, review: 30, watch: 90 }, bigStake: { usd: 5_000, hours: 2 } });
    const { account } = await openCase();
    for (const [change, hours] of [[{ band: 'act' }, 6], [{ band: 'review' }, 30], [{ band: 'review', stakeUsd: 5_000 }, 2]] as const) {
      await arrange((tx) => tx.update(cases).set({ status: 'settled', outcome: 'watch', causes: [], settledLogOdds: -9 }).where(eq(cases.account, account)));
      await takeUpNow(await assessedAs(account, change));
      const [opened] = await reading().select().from(cases).where(sql`${cases.account} = ${account} and ${cases.status} <> 'settled'`);
      expect(opened!.dueAt - opened!.openedAt).toBe(hours * HOUR);
    }
  });

  test('a rise in band or stake promises a sooner look from then on, a fall changes nothing, and the ledger says so', async () => {
    const { caseId, account } = await openCase({ openedAgo: 2 * DAY, columns: { band: 'review', dueAt: clock.now() + DAY + HOUR, stakeUsd: 100 } });
    const [rise] = await takeUpNow(await assessedAs(account, { band: 'act' }));
    const risen = await rowOf(caseId);
    expect(risen.dueSince).not.toBeNull();
    expect(risen.dueAt - risen.dueSince!).toBe(24 * HOUR);
    expect(rise?.changes).toContainEqual(expect.objectContaining({ field: 'due', now: rfc3339(risen.dueAt) }));
    await takeUpNow(await assessedAs(account, { band: 'review' }));
    expect((await rowOf(caseId)).dueAt).toBe(risen.dueAt);
    await set({ bigStake: { usd: 5_000, hours: 2 } });
    const [rich] = await takeUpNow(await assessedAs(account, { band: 'review', stakeUsd: 6_000 }));
    const costly = await rowOf(caseId);
    expect(costly.dueAt - costly.dueSince!).toBe(2 * HOUR);
    expect(rich).toMatchObject({ says: 'wants a first look sooner: more is at stake', changes: [{ field: 'due', was: rfc3339(risen.dueAt), now: rfc3339(costly.dueAt) }] });
  });

  test('what is at stake is followed to the dollar, also where the assessment says nothing new', async () => {
    await set({ bigStake: { usd: 5_000, hours: 2 } });
    const { caseId, account } = await openCase({ stakeUsd: 100 });
    const before = await rowOf(caseId);
    const same = { ...(await assessedAs(account, { stakeUsd: 6_000 })), id: before.assessment };
    expect(await takeUpNow(same)).toMatchObject([{ says: 'wants a first look sooner: more is at stake' }]);
    const after = await rowOf(caseId);
    expect(after).toMatchObject({ stakeUsd: 6_000, assessment: before.assessment, band: before.band });
    expect(after.priority).toBeGreaterThan(before.priority);
    await takeUpNow({ ...same, stakeUsd: 6_000.4 });
    expect(await rowOf(caseId)).toEqual(after);
    // By that alone nothing that somebody writes on a case becomes stale, and whoever looks at one of them is told.
    const other = await openCase({ stakeUsd: 100 });
    const beside = await rowOf(other.caseId);
    const heard: Live[] = [];
    const leave = await hub().add((live) => { heard.push(live); });
    expect(await takeUpNow({ ...same, stakeUsd: 5_500 }, { ...(await assessedAs(other.account, { stakeUsd: 300.25 })), id: beside.assessment })).toEqual([]);
    await vi.waitFor(() => expect(heard).toEqual([[caseId, account], [other.caseId, other.account]].map(([id, of]) => ({ topic: 'queue', id, about: [accountTopic(of!)], by: 'factory' }))), 10_000);
    leave();
    const [fallen, risen] = [await rowOf(caseId), await rowOf(other.caseId)];
    expect(fallen).toEqual({ ...after, stakeUsd: 5_500, priority: fallen.priority });
    expect(fallen.priority).toBeLessThan(after.priority);
    expect(risen).toEqual({ ...beside, stakeUsd: 300.25, priority: risen.priority });
    expect(risen.priority).toBeGreaterThan(beside.priority);
  });

  test('what a holder was promised time for, and what a hold runs until, stay due as they were', async () => {
    const askedUntil = clock.now() + 5 * DAY;
    const asked = await openCase({ columns: { band: 'review', status: 'asked', askedAt: clock.now() - DAY, askedUntil, dueAt: askedUntil } });
    const on = await openCase({ columns: { band: 'review', heldUntil: askedUntil, dueAt: askedUntil } });
    for (const { caseId, account } of [asked, on]) {
      await takeUpNow(await assessedAs(account, { band: 'act' }));
      expect((await rowOf(caseId)).dueAt).toBe(askedUntil);
    }
    await set({ dueHours: { act: 1, review: 1, watch: 1 } });
    expect(await applied()).toEqual({ moved: 0, sooner: 0 });
  });

  test('queue.apply: shorter hours move what is open, longer hours move nothing, and no form becomes stale', async () => {
    const { caseId } = await openCase({ openedAgo: 2 * HOUR });
    const before = await rowOf(caseId);
    const trial = must(await queueTrial(cleo, { settings: { ...USUAL_SETTINGS, dueHours: { act: 1, review: 72, watch: 168 } } }));
    expect(trial).toMatchObject({ open: 1, sooner: 1, late: 1, moved: 0 });
    await set({ dueHours: { act: 1, review: 72, watch: 168 } });
    expect(await applied()).toEqual({ moved: 0, sooner: 1 });
    const after = await rowOf(caseId);
    expect(after).toMatchObject({ dueAt: before.openedAt + HOUR, version: before.version });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'queue.apply', says: expect.stringMatching(/^put 1 open cases by version \d+ of the queue’s settings: 0 into another group, 1 due sooner$/) as string });
    await set({});
    expect(await applied()).toEqual({ moved: 0, sooner: 0 });
    expect((await rowOf(caseId)).dueAt).toBe(after.dueAt);
  });
});

describe('groups', () => {
  test('the first rule that fits decides, each condition on its own, and the words say why', async () => {
    const [ring, hungarian, costly, device, plain] = [
      await openCase({ ring: 'ring_x', stakeUsd: 10 }), await openCase({ stakeUsd: 10 }), await openCase({ stakeUsd: 50_000 }), await openCase({ stakeUsd: 10 }), await openCase({ stakeUsd: 10, columns: { band: 'review', reasons: [] } }),
    ];
    await arrange(async (tx) => {
      await tx.update(accounts).set({ language: 'hu_HU', timeZone: 'Asia/Tokyo' }).where(eq(accounts.account, hungarian.account));
      await tx.update(cases).set({ reasons: [] }).where(sql`${cases.id} <> ${device.caseId}`);
      await tx.update(cases).set({ reasons: [{ family: 'device', words: 'x' }] }).where(eq(cases.id, device.caseId));
    });
    const settings: QueueSettings = {
      ...USUAL_SETTINGS, groups: ['Rings', 'Languages', 'Money', 'Devices'].map((name) => ({ name, members: [], hidden: [] })),
      rules: [{ group: 'Rings', when: { ...nothing, ring: 'in' } }, { group: 'Languages', when: { ...nothing, languages: ['hu'], regions: ['Asia'] } }, { group: 'Money', when: { ...nothing, leastStake: 50_000, ring: 'out', bands: ['act'] } }, { group: 'Devices', when: { ...nothing, families: ['device'] } }],
    };
    const trial = must(await queueTrial(cleo, { settings }));
    expect(trial.lines.map(({ rule, group, cases: held }) => [rule, group, held])).toEqual([[1, 'Rings', 1], [2, 'Languages', 1], [3, 'Money', 1], [4, 'Devices', 1], [null, '', 1]]);
    expect(trial).toMatchObject({ moved: 4, deserted: ['Rings', 'Languages', 'Money', 'Devices'] });
    await set(settings);
    expect(await applied()).toEqual({ moved: 4, sooner: 0 });
    expect(await Promise.all([ring, hungarian, costly, device, plain].map(async ({ caseId }) => (await rowOf(caseId)).queueGroup))).toEqual(['Rings', 'Languages', 'Money', 'Devices', '']);
    const page = must(await queuePage(ada, queueAsked.parse({ group: 'Languages' })));
    expect(page.cases.map(({ id, group }) => [id, group])).toEqual([[hungarian.caseId, { name: 'Languages', words: 'Languages because: told things in Hungarian, declared to live in Asia' }]]);
    expect(must(await queuePage(ada, queueAsked.parse({ group: '-' }))).cases.map(({ id }) => id)).toEqual([plain.caseId]);
    expect(must(await casePage(ada, { caseId: costly.caseId })).group).toBe('Money because: band act, in no ring, $50,000 or more at stake');
    expect(must(await queueSetting(ada, {})).groups.map(({ name, cases: held }) => [name, held])).toEqual([['Rings', 1], ['Languages', 1], ['Money', 1], ['Devices', 1], ['', 1]]);
    // A case goes where it now belongs at its next assessment, and the ledger of the case says why.
    const told = await takeUpNow(await assessedAs(plain.account, { stakeUsd: 60_000, band: 'act' }));
    expect((await rowOf(plain.caseId)).queueGroup).toBe('Money');
    expect(told.at(-1)).toMatchObject({ says: 'sent the case to Money because: band act, in no ring, $50,000 or more at stake', changes: [{ field: 'group', was: null, now: 'Money' }] });
    await set({});
    expect(await applied()).toEqual({ moved: 5, sooner: 0 });
    expect((await rowOf(ring.caseId))).toMatchObject({ queueGroup: '', routedBy: null });
  });

  test('n hands a person the best case of their groups and of everybody, an admin the best of all, and a deserted group is everybody’s', async () => {
    const first = await openCase({ ring: 'ring_y', openedAgo: 9 * DAY });
    const second = await openCase({ openedAgo: 2 * DAY });
    const third = await openCase({ openedAgo: HOUR });
    await set(RINGS([ben.id]));
    await applied();
    expect(must(await queuePage(ada, queueAsked.parse({}))).next?.id).toBe(second.caseId);
    expect(must(await queuePage(ben, queueAsked.parse({}))).next?.id).toBe(first.caseId);
    expect(must(await queuePage(cleo, queueAsked.parse({}))).next?.id).toBe(first.caseId);
    const done = (caseId: string) => arrange((tx) => tx.update(cases).set({ status: 'settled', claimedBy: null, leaseUntil: null }).where(eq(cases.id, caseId)));
    for (const { caseId } of [second, third]) {
      expect(must(await claimNext(ada, {})).caseId).toBe(caseId);
      await done(caseId);
    }
    expect(await claimNext(ada, {})).toMatchObject({ code: 'nothing-left' });
    // Ben leaves: nobody is left in the group, and its case must not lie there unseen.
    await arrange((tx) => tx.execute(sql`update staff set disabled_at = now() where id = ${ben.id}`));
    expect(must(await claimNext(ada, {})).caseId).toBe(first.caseId);
    await arrange((tx) => tx.execute(sql`update staff set disabled_at = null where id = ${ben.id}`));
  });

  test('a group that is no more hides nothing, even before the worker has put its cases elsewhere', async () => {
    const { caseId } = await openCase({ ring: 'ring_z' });
    await set(RINGS([ben.id]));
    await applied();
    await set({ groups: [{ name: 'Others', members: [ben.id], hidden: [] }], rules: [{ group: 'Others', when: { ...nothing, leastStake: 1e6 } }] });
    expect(must(await claimNext(ada, {})).caseId).toBe(caseId);
  });

  test('a declared field of work sends a case where it was told last, however it is written', async () => {
    const [told, before, untold] = [await openCase(), await openCase(), await openCase()];
    const registered = async (account: string, category: unknown, at: number, type = 'account.registered') => arrange((tx) => tx.insert(events).values({ account, id: `${account} ${at}`, type, at, receivedAt: at, data: { category }, batch: 'batch_work' }));
    await arrange((tx) => tx.insert(batches).values({ id: 'batch_work', source: 'http', sentBy: 'key', receivedAt: 9_000, latestAt: 9_000, accepted: 5, duplicates: 0, rejected: 0 }));
    await registered(told.account, 'design', 1_000);
    await registered(told.account, ' Web3', 2_000, 'account.changed');
    await registered(told.account, '', 3_000, 'account.changed');
    await registered(before.account, 'web3', 1_000);
    await registered(before.account, 'design', 2_000, 'account.changed');
    await registered(untold.account, 7, 1_000);
    const settings: QueueSettings = { ...USUAL_SETTINGS, groups: [{ name: 'Chains', members: [], hidden: [] }], rules: [{ group: 'Chains', when: { ...nothing, segments: ['web3', 'blockchain'] } }] };
    expect(must(await queueTrial(cleo, { settings })).lines.map(({ rule, cases: held }) => [rule, held])).toEqual([[1, 1], [null, 2]]);
    await set(settings);
    expect(await applied()).toEqual({ moved: 1, sooner: 0 });
    expect(await Promise.all([told, before, untold].map(async ({ caseId }) => (await rowOf(caseId)).queueGroup))).toEqual(['Chains', '', '']);
    expect(must(await casePage(ada, { caseId: told.caseId })).group).toBe('Chains because: declared to work in web3 or blockchain');
  });

  test('twenty who ask at one moment get twenty cases of their groups', async () => {
    await set(RINGS([ben.id]));
    for (let one = 0; one < 20; one += 1) await openCase({ openedAgo: one * HOUR });
    await openCase({ ring: 'ring_q', openedAgo: 40 * DAY });
    await applied();
    const crowd = await Promise.all(Array.from({ length: 20 }, () => staffFor('moderator')));
    const got = await Promise.all(crowd.map((one) => claimNext(one, {})));
    expect(new Set(got.map((one) => must(one).caseId)).size).toBe(20);
  });
});

describe('case.handOn', () => {
  const GROUPS = (rules: QueueSettings['rules'] = []): Partial<QueueSettings> => ({ groups: ['Rings', 'Payments'].map((name) => ({ name, members: [ben.id], hidden: name === 'Payments' ? ['closure'] : [] })), rules });

  test('its holder hands a case on to a group with a reason, and lets it go; the ledger and the case say so', async () => {
    await set(GROUPS([{ group: 'Rings', when: { ...nothing, ring: 'in' } }]));
    const { caseId } = await openCase({ ring: 'ring_h' });
    await applied();
    must(await claimCase(ada, { caseId }));
    expect(must(await casePage(ada, { caseId }))).toMatchObject({ gates: { handOn: { state: 'open' } }, groups: ['Payments', '-'] });
    expect(must(await handOn(ada, { caseId, group: 'Payments', reason: ' Two payees, no device in common. ' }))).toMatchObject({ group: 'Payments' });
    expect(await rowOf(caseId)).toMatchObject({ status: 'waiting', claimedBy: null, queueGroup: 'Payments', routedBy: BY_HAND });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({
      command: 'case.handOn', actor: ada.id, says: 'handed the case on to Payments: Two payees, no device in common.',
      changes: [{ field: 'state', was: 'claimed', now: 'waiting' }, { field: 'held by', was: ada.id, now: null }, { field: 'group', was: 'Rings', now: 'Payments' }],
    });
    expect(must(await casePage(ada, { caseId }))).toMatchObject({ group: 'Payments because: a person handed it on', gates: { handOn: { state: 'locked', code: 'not-held' } } });
    expect(await claimNext(ada, {})).toMatchObject({ code: 'nothing-left' });
    expect(must(await claimNext(ben, {})).caseId).toBe(caseId);
  });

  test('rules leave it there while the group is there: at its next assessment, by new settings, and in their trial', async () => {
    const rules = [{ group: 'Rings', when: { ...nothing, ring: 'in' as const } }];
    await set(GROUPS(rules));
    const { caseId, account } = await openCase({ ring: 'ring_i' });
    await applied();
    must(await claimCase(ada, { caseId }));
    must(await handOn(ada, { caseId, group: '-', reason: 'No ring of any kind' }));
    expect(await rowOf(caseId)).toMatchObject({ queueGroup: '', routedBy: BY_HAND });
    await takeUpNow(await assessedAs(account, { stakeUsd: 900 }));
    expect((await rowOf(caseId)).queueGroup).toBe('');
    expect((await linesOf(caseId)).filter(({ says }) => says.startsWith('sent the case'))).toEqual([]);
    const settings = { ...USUAL_SETTINGS, ...GROUPS([...rules, { group: 'Payments', when: { ...nothing, bands: ['act' as const] } }]) };
    expect(must(await queueTrial(cleo, { settings }))).toMatchObject({ open: 1, moved: 0, lines: [{ rule: 1, cases: 0 }, { rule: 2, cases: 0 }, { rule: null, cases: 0 }, { rule: BY_HAND, cases: 1 }] });
    await set(settings);
    expect(await applied()).toEqual({ moved: 0, sooner: 0 });
    must(await claimCase(ada, { caseId }));
    must(await handOn(ada, { caseId, group: 'Payments', reason: 'It is about payees' }));
    // Without that group the rules have their word again.
    await set({ groups: [{ name: 'Rings', members: [ben.id], hidden: [] }], rules });
    expect(await applied()).toEqual({ moved: 1, sooner: 0 });
    expect(await rowOf(caseId)).toMatchObject({ queueGroup: 'Rings', routedBy: 1 });
  });

  test('is refused to whoever does not hold it, without a reason, to no group, and to where it is', async () => {
    await set(GROUPS());
    const { caseId } = await openCase();
    const ask = (who: Staff, more: object = {}) => handOn(who, { caseId, group: 'Rings', reason: 'Looks like one of many', ...more });
    expect(await ask(ada)).toMatchObject({ code: 'not-held' });
    must(await claimCase(ada, { caseId }));
    expect(await ask(ben)).toMatchObject({ code: 'taken' });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'case.handOn', refusal: 'taken', actor: ben.id });
    expect(await ask(await staffFor('auditor'))).toMatchObject({ code: 'not-allowed' });
    expect(await ask(ada, { reason: ' ' })).toMatchObject({ code: 'invalid', fields: { reason: 'Say why, for whoever takes it up: a few words at least.' } });
    expect(await ask(ada, { group: 'Nobody' })).toMatchObject({ code: 'not-found', words: 'There is no group “Nobody” any more. Choose another.' });
    expect(await ask(ada, { group: '-' })).toMatchObject({ code: 'exists', words: 'The case stands in the queue of everybody already. Choose another group.' });
    expect(await rowOf(caseId)).toMatchObject({ status: 'claimed', claimedBy: ada.id, queueGroup: '' });
  });
});
