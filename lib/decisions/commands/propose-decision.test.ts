import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { eventsOf, linesOf, openCase, openRing, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { confirmations, decisions, exhibitSets, liftings, touches, work } from '../../../db/schema';
import { changeQueue } from '../../cases/commands/change-queue';
import { claimCase } from '../../cases/commands/claim-case';
import { fillTray } from '../../cases/commands/fill-tray';
import { USUAL_SETTINGS } from '../../cases/queue-settings';
import { isIntact } from '../../evidence/exhibit';
import { receiveEvents } from '../../intake/commands/receive-events';
import { DAY, HOUR } from '../../kernel/instant';
import { signalOf } from '../../signals/kinds';
import { WORKER, type Staff } from '../../staff/actor';
import { MEASURES } from '../kinds';
import { caseDecisions } from '../queries/case-decisions';
import { togetherOn, trayPage } from '../queries/tray';
import { caseRow, FIELDS, held, HEARD, moveCase, must, propose, type MeasureId } from './decided.fixture';
import { proposeDecision } from './propose-decision';

sandbox();
let ada: Staff;
let ben: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, ben] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('moderator', { name: 'Ben' })];
});

const decisionAt = async (id: string) => (await reading().select().from(decisions).where(eq(decisions.id, id)))[0]!;
const worksFor = async (decision: string) => (await reading().select({ name: work.name, key: work.key }).from(work)).filter((one) => one.key.startsWith(decision)).map((one) => `${one.name} ${one.key.split(' ')[1]}`);

test('the fixture knows every measure', () => expect(Object.keys(FIELDS)).toEqual(MEASURES.map((measure) => measure.id)));

describe('decision.propose: each measure', () => {
  test.each([
    ['dismiss', 'settled', 'decided: dismiss', true], ['watch', 'settled', 'decided: watch', true], ['ask', 'asked', 'asked the holder', true], ['step-up', 'asked', 'asked the holder: step-up', true],
    ['payout-hold', 'claimed', 'decided: payout hold', true], ['restriction', 'settled', 'decided: restriction', true],
    ['suspension', 'proposed', 'proposed a measure to a second person', false], ['closure', 'proposed', 'proposed a measure to a second person', false],
  ] as const)('%s leaves the case %s', async (measure: MeasureId, status, says, atOnce) => {
    const opened = await held(ada);
    const { decision, second } = must(await propose(ada, opened, measure));
    expect(second === null).toBe(atOnce);
    const row = await caseRow(opened.caseId);
    expect(row.status).toBe(status);
    expect(await decisionAt(decision)).toMatchObject({ measure, proposedBy: ada.id, needsSecond: !atOnce, grounds: measure === 'dismiss' || measure === 'watch' ? [] : ['2.4'], policyVersion: '1', account: opened.account });
    expect(await reading().select().from(confirmations).where(eq(confirmations.decision, decision))).toHaveLength(atOnce ? 1 : 0);
    expect(await worksFor(decision)).toEqual(atOnce ? ['issue effect'] : []);
    const line = (await linesOf(opened.caseId)).at(-1);
    expect(line).toMatchObject({ command: 'decision.propose', actor: ada.id, says, refs: { decision } });
    const title = MEASURES.find((one) => one.id === measure)?.title ?? '';
    if (atOnce) expect(line?.changes).toContainEqual({ field: 'measure', was: null, now: title });
    else expect(JSON.stringify(line)).not.toMatch(new RegExp(title, 'i'));
    if (status === 'settled') expect(row).toMatchObject({ outcome: measure, claimedBy: null, settledLogOdds: row.logOdds });
    if (status === 'asked') expect(row.askedUntil! - Date.now()).toBeGreaterThan(6.9 * DAY);
    if (measure === 'payout-hold') expect(row.heldUntil! - Date.now()).toBeGreaterThan(71 * HOUR);
  });

  test('the line of a proposal for a blind reader gives neither measure nor ground away', async () => {
    const opened = await held(ada);
    must(await propose(ada, opened, 'suspension'));
    expect(JSON.stringify(await linesOf(opened.caseId)).toLowerCase()).not.toMatch(/suspension|2\.4/);
  });

  test('the hand is remembered: who asks has asked, who proposes has proposed', async () => {
    for (const [measure, how] of [['ask', 'asked'], ['restriction', 'proposed']] as const) {
      const opened = await held(ada);
      must(await propose(ada, opened, measure));
      expect((await reading().select({ how: touches.how }).from(touches).where(eq(touches.case, opened.caseId))).map((one) => one.how).sort()).toEqual([how, 'claimed'].sort());
    }
  });
});

describe('decision.propose: the evidence', () => {
  test('is sealed at the click, with versions, panels opened and exhibits, and its digest is in the ledger', async () => {
    const opened = await held(ada);
    must(await receiveEvents(WORKER, { arrivals: eventsOf(opened.account, { days: 12, until: Date.now() - 3 * HOUR }).map((raw, index) => ({ index, raw })) }));
    const { decision } = must(await propose(ada, opened, 'suspension', { panels: ['money', 'verdict', 'money', 'no such panel'] }));
    const [set] = await reading().select().from(exhibitSets).where(eq(exhibitSets.id, (await decisionAt(decision)).exhibits));
    expect(set).toMatchObject({ case: opened.caseId, account: opened.account, sealedBy: ada.id });
    expect(set!.content).toMatchObject({ version: 1, policyVersion: 1, panelsOpened: ['verdict', 'money'], signalVersions: { D3: signalOf('D3')!.version, P3: expect.any(Number) } });
    expect(set!.content.exhibits.length).toBeGreaterThan(0);
    expect(isIntact(set!.content, set!.digest)).toBe(true);
    expect((await linesOf(opened.caseId)).at(-1)?.changes).toContainEqual({ field: 'evidence sealed', was: null, now: set!.digest });
  });
});

describe('decision.propose is refused', () => {
  const refusal = async (opened: { caseId: string }, measure: MeasureId, over: Parameters<typeof propose>[3] = {}, by = ada) => {
    const before = (await reading().select().from(decisions)).length;
    const result = await propose(by, opened, measure, over);
    expect((await reading().select().from(decisions)).length).toBe(before);
    expect((await linesOf(opened.caseId)).at(-1)).toMatchObject({ command: 'decision.propose', refusal: result.ok ? 'done' : result.code });
    return result;
  };

  test('stale, when somebody changed the case meanwhile', async () => {
    const opened = await held(ada);
    expect(await refusal(opened, 'watch', { version: opened.version - 1 })).toMatchObject({ code: 'stale' });
    expect((await caseRow(opened.caseId)).status).toBe('claimed');
  });

  test('not held, held by another, settled', async () => {
    const free = await openCase();
    expect(await refusal(free, 'watch')).toMatchObject({ code: 'not-held' });
    const taken = await held(ben);
    expect(await refusal(taken, 'watch')).toMatchObject({ code: 'taken' });
    const settled = await openCase({ columns: { status: 'settled' } });
    expect(await refusal(settled, 'watch')).toMatchObject({ code: 'move-closed' });
    expect(await proposeDecision(ada, { caseId: 'case_none', version: 1, measure: 'watch' })).toMatchObject({ code: 'not-found' });
  });

  test('blanks in the notice: without a statement there is nothing that the holder could answer', async () => {
    const opened = await held(ada);
    expect(await refusal(opened, 'restriction', { statement: ' \n ' })).toMatchObject({ code: 'blanks', fields: { statement: expect.any(String) } });
    expect(await refusal(opened, 'restriction', { statement: 'Since {{date}} another machine works here.' })).toMatchObject({ code: 'blanks' });
    expect(await refusal(opened, 'ask', { fields: { questions: ['Where is ___ now?'] } })).toMatchObject({ code: 'blanks' });
  });

  test.each(['You are a fraud.', 'Your address 192.0.2.10 was seen.', 'acc_7Q4M2KD9 uses the same wallet.', 'It is 20 to 1 that you are not you.', 'We told the police.', 'Write to peggy@mail.example.'])('what the notice must not say: %s', async (statement) => {
    const opened = await held(ada);
    expect(await refusal(opened, 'restriction', { statement })).toMatchObject({ code: 'invalid', fields: { statement: expect.any(String) } });
  });

  test('no ground, an unknown ground, an unknown measure, fields that do not fit', async () => {
    const opened = await held(ada);
    expect(await refusal(opened, 'restriction', { grounds: [] })).toMatchObject({ code: 'invalid', words: 'Restriction needs at least one ground.', fields: { grounds: expect.any(String) } });
    expect(await refusal(opened, 'restriction', { grounds: ['99.9'] })).toMatchObject({ code: 'invalid', words: 'The policy has no ground 99.9.' });
    expect(await refusal(opened, 'restriction', { measure: 'banish' })).toMatchObject({ code: 'invalid', fields: { measure: 'Choose a measure.' } });
    expect(await refusal(opened, 'restriction', { fields: { what: [] } })).toMatchObject({ code: 'invalid' });
    expect(await refusal(opened, 'payout-hold', { fields: { ...FIELDS['payout-hold'], hours: 100 } })).toMatchObject({ code: 'invalid', words: expect.stringContaining('72 hours at most'), fields: { 'fields.hours': expect.any(String) } });
    expect(await refusal(opened, 'step-up', { fields: { routes: ['live_check'] } })).toMatchObject({ code: 'invalid' });
    expect(await refusal(opened, 'ask', { fields: { ...FIELDS.ask, days: 2 } })).toMatchObject({ code: 'invalid', words: 'The holder has at least 7 days to answer.' });
  });

  test('closure is locked until the holder was asked, and has answered or let the time pass', async () => {
    const opened = await held(ada, { columns: { askedAt: null, askedUntil: null } });
    expect(await refusal(opened, 'closure')).toMatchObject({ code: 'locked', words: 'Needs a reply first: the holder has not been asked.' });
    await moveCase(opened.caseId, { askedAt: Date.now() - DAY, askedUntil: Date.now() + DAY });
    expect(await refusal(opened, 'closure')).toMatchObject({ code: 'locked', words: expect.stringContaining('answer due') });
    await moveCase(opened.caseId, { answeredAt: Date.now() });
    expect(await propose(ada, opened, 'closure')).toMatchObject({ ok: true });
    const silent = await held(ada, { columns: HEARD });
    expect(await propose(ada, silent, 'closure')).toMatchObject({ ok: true });
  });

  test('place and time alone never carry more than a question', async () => {
    const opened = await held(ada, { story: 'traveller' });
    for (const measure of ['payout-hold', 'restriction', 'suspension', 'closure'] as const) expect(await refusal(opened, measure)).toMatchObject({ code: 'locked', words: 'Place and time alone never carry more than a question.' });
    expect(await propose(ada, opened, 'ask')).toMatchObject({ ok: true });
  });

  test('an auditor, and nobody in particular', async () => {
    const opened = await held(ada);
    expect(await refusal(opened, 'watch', {}, await staffFor('auditor'))).toMatchObject({ code: 'not-allowed' });
  });
});

describe('decision.propose in a ring', () => {
  test.each(['dismiss', 'watch', 'payout-hold', 'restriction', 'suspension', 'closure'] as const)('%s takes two people', async (measure) => {
    const { members: [first] } = await openRing(2);
    await moveCase(first!.caseId, HEARD);
    must(await claimCase(ada, { caseId: first!.caseId }));
    expect(must(await propose(ada, first!, measure)).second).not.toBeNull();
    expect((await caseRow(first!.caseId)).status).toBe('proposed');
  });

  test.each(['ask', 'step-up'] as const)('%s is a question, which one person puts', async (measure) => {
    const { members: [first] } = await openRing(2);
    must(await claimCase(ada, { caseId: first!.caseId }));
    expect(must(await propose(ada, first!, measure)).second).toBeNull();
  });
});

describe('decision.propose with something in force', () => {
  test('a second payout hold renews the first and takes two people', async () => {
    const opened = await held(ada);
    const first = must(await propose(ada, opened, 'payout-hold'));
    expect(first.second).toBeNull();
    const again = must(await propose(ada, opened, 'payout-hold'));
    expect(again.second).toBe('A hold beyond its first term takes two people.');
    expect(await decisionAt(again.decision)).toMatchObject({ renews: first.decision, needsSecond: true });
    expect(await reading().select().from(liftings).where(eq(liftings.decision, first.decision))).toEqual([]);
  });

  test('settling the case ends what was in force on the way: the hold and the open question', async () => {
    const opened = await held(ada);
    const hold = must(await propose(ada, opened, 'payout-hold'));
    const question = must(await propose(ada, opened, 'ask'));
    must(await claimCase(ada, opened));
    const settled = must(await propose(ada, opened, 'dismiss'));
    const lifted = await reading().select().from(liftings);
    expect(lifted.filter((one) => [hold.decision, question.decision].includes(one.decision)).map((one) => one.cause)).toEqual(['settled', 'settled']);
    expect((await worksFor(hold.decision)).sort()).toEqual(['issue effect', 'issue lift']);
    expect((await linesOf(opened.caseId)).filter((line) => line.says === 'ended a measure with the case')).toHaveLength(2);
    expect(await caseRow(opened.caseId)).toMatchObject({ status: 'settled', outcome: 'dismiss', heldUntil: null });
    expect(settled.second).toBeNull();
  });
});

describe('decision.propose where the queue leaves a measure to admins', () => {
  test('a moderator is refused with the reason and the way out, renews a hold all the same, and an admin proposes it', async () => {
    const cleo = await staffFor('admin', { name: 'Cleo' });
    const standing = await held(ada);
    must(await propose(ada, standing, 'payout-hold'));
    must(await changeQueue(cleo, { version: 0, settings: { ...USUAL_SETTINGS, hidden: ['closure', 'payout-hold'], groups: [{ name: 'Late', members: [], hidden: [] }] } }));
    const opened = await held(ada);
    expect(await propose(ada, opened, 'closure')).toMatchObject({ code: 'locked', words: 'Closure is not offered in the queue of everybody: the settings of the queue leave it to admins. Release the case and name an admin in a note; they may take it and propose this.' });
    expect((await linesOf(opened.caseId)).at(-1)).toMatchObject({ command: 'decision.propose', refusal: 'locked' });
    expect(await propose(ada, opened, 'payout-hold')).toMatchObject({ code: 'locked' });
    const found = must(await caseDecisions(ada, { caseId: opened.caseId }));
    expect(found).toMatchObject({ notOffered: ['Payout hold', 'Closure'] });
    expect(found.covered ? [] : found.measures.map(({ id }) => id)).toEqual(['dismiss', 'watch', 'ask', 'step-up', 'restriction', 'suspension']);
    expect(must(await propose(ada, standing, 'payout-hold')).second).toBe('A hold beyond its first term takes two people.');
    // Several in a row: not offered where not one of the cases may have it, and locked on the one that may not.
    must(await fillTray(ada, { cases: [opened.caseId] }));
    expect(must(await trayPage(ada, { measure: 'payout-hold' })).measures.map(({ id }) => id)).not.toContain('payout-hold');
    expect(await togetherOn(ada, { caseId: opened.caseId, measure: 'payout-hold', seen: '' })).toMatchObject({ code: 'locked', words: expect.stringContaining('is not offered') as string });
    const late = await held(ada, { columns: { ...HEARD, queueGroup: 'Late' } });
    must(await fillTray(ada, { cases: [late.caseId] }));
    const tray = must(await trayPage(ada, { measure: 'payout-hold' }));
    expect(tray.measures.find(({ chosen }) => chosen)?.id).toBe('payout-hold');
    expect(tray.lines.map(({ account, gate }) => [account, gate.state])).toEqual([[opened.account, 'locked'], [late.account, 'open']]);
    expect(await propose(ada, late, 'closure')).toMatchObject({ ok: true });
    expect(await propose(cleo, await held(cleo), 'closure')).toMatchObject({ ok: true });
    must(await changeQueue(cleo, { version: 1, settings: USUAL_SETTINGS }));
  });
});
