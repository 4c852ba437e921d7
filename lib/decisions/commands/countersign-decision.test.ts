import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { eventsOf, linesOf, openRing, staffFor, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { confirmations, countersignatures, liftings, notices, touches, work } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { revealField } from '../../cases/commands/reveal-field';
import { writeNote } from '../../cases/commands/write-note';
import { receiveEvents } from '../../intake/commands/receive-events';
import { HOUR } from '../../kernel/instant';
import { WORKER } from '../../staff/actor';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import { caseDecisions } from '../queries/case-decisions';
import { decisionsFeed } from '../queries/feed';
import { reviewPage } from '../queries/review-page';
import { caseRow, cast, countersign, FIELDS, held, moveCase, must, propose, type Cast, type MeasureId } from './decided.fixture';
import { liftDecision } from './lift-decision';

sandbox();
let { ada, cleo, iris } = {} as Cast;
beforeAll(async () => { ({ ada, cleo, iris } = await cast()); });

const signaturesOf = (decision: string) => reading().select().from(countersignatures).where(eq(countersignatures.decision, decision));
const confirmedAt = (decision: string) => reading().select().from(confirmations).where(eq(confirmations.decision, decision));

async function proposal(measure: MeasureId, by = ada) {
  const opened = await held(by);
  const { decision } = must(await propose(by, opened, measure));
  return { ...opened, decision };
}

describe('decision.countersign', () => {
  test.each(['closure', 'suspension'] as const)('%s: the same measure puts the decision into effect, at that moment', async (measure) => {
    const { caseId, decision } = await proposal(measure);
    expect(await countersign(cleo, decision, measure)).toMatchObject({ ok: true, value: { agrees: true, caseId } });
    expect(await caseRow(caseId)).toMatchObject({ status: 'settled', outcome: measure });
    expect(await signaturesOf(decision)).toMatchObject([{ by: cleo.id, measure, agrees: true, grounds: ['2.4'], words: 'Read on its own, the wallet decides it.' }]);
    expect(await confirmedAt(decision)).toHaveLength(1);
    expect((await reading().select().from(work)).filter((one) => one.key === `${decision} effect`)).toHaveLength(1);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'decision.countersign', actor: cleo.id, says: `countersigned: ${measure}`, changes: expect.arrayContaining([{ field: 'state', was: 'proposed', now: 'settled' }, { field: 'decision', was: 'proposed', now: 'in force' }]) });
    expect((await reading().select().from(touches).where(eq(touches.case, caseId))).filter((one) => one.staff === cleo.id).map((one) => one.how)).toEqual(['countersigned']);
  });

  test('words and some of the grounds may differ; what decides may not', async () => {
    const first = await proposal('closure');
    expect(await countersign(cleo, first.decision, 'closure', { fields: { answersStory: 'Another reason.' }, grounds: ['2.1', '2.4'] })).toMatchObject({ value: { agrees: true } });
    const second = await proposal('suspension');
    expect(await countersign(cleo, second.decision, 'suspension', { fields: { days: 60 } })).toMatchObject({ value: { agrees: false } });
  });

  test('it holds on the grounds that both named: the notice cites these alone, the platform is told these alone, and the pages say whose the others were', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'closure', { grounds: ['2.4', '4.2'] }));
    expect(must(await caseDecisions(ada, opened))).toMatchObject({ decisions: [{ grounds: [{ number: '2.4' }, { number: '4.2' }], signed: null }] });
    must(await countersign(cleo, decision, 'closure', { grounds: ['2.1', '4.2'] }));
    must(await issueOrders(WORKER, { decision, cause: 'effect' }));
    const [notice] = await reading().select().from(notices).where(eq(notices.decision, decision));
    expect(notice!.content?.facts).toMatchObject({ grounds: [{ number: '4.2' }] });
    expect(notice!.paragraphs.join(' ')).toContain('4.2');
    expect(notice!.paragraphs.join(' ')).not.toMatch(/2\.[14] /);
    const seen = must(await caseDecisions(ada, opened));
    expect(seen).toMatchObject({ decisions: [{ grounds: [{ number: '4.2' }], signed: 'Both signed: 4.2; only the first: 2.4; only the second: 2.1.' }] });
    expect(must(await reviewPage(cleo, { decisionId: decision })).view).toMatchObject({ grounds: [{ number: '4.2' }], signed: expect.stringContaining('Both signed: 4.2') });
    const feed = must(await decisionsFeed(cleo, { limit: 500 })).items.filter((item) => item.decision === decision);
    expect(feed).toMatchObject([{ state: 'in-force', grounds: ['4.2'] }]);
    expect((await linesOf(opened.caseId)).find(({ command }) => command === 'decision.countersign')).toMatchObject({ changes: expect.arrayContaining([{ field: 'proposal', was: expect.any(String), now: 'Closure, on 2.4, 4.2' }, { field: 'second verdict', was: null, now: 'Closure, on 2.1, 4.2' }, { field: 'grounds in force', was: null, now: '4.2' }]) });
  });

  test('the same measure on no ground in common is no agreement: nobody is bound on a clause that one person found', async () => {
    const { caseId, decision } = await proposal('closure');
    expect(await countersign(cleo, decision, 'closure', { grounds: ['2.1'] })).toMatchObject({ ok: true, value: { agrees: false } });
    expect(await confirmedAt(decision)).toEqual([]);
    expect(await caseRow(caseId)).toMatchObject({ status: 'claimed', claimedBy: ada.id, wokenBy: 'returned' });
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ says: 'read the evidence blind and came to the same measure, closure, on no ground in common' });
    expect(must(await caseDecisions(ada, { caseId }))).toMatchObject({ decisions: [{ status: 'returned', signed: 'Both signed: none; only the first: 2.4; only the second: 2.1.' }] });
  });

  test('a different measure returns the case to its proposer with words; both verdicts stay, and nothing is in effect', async () => {
    const { caseId, decision } = await proposal('closure');
    expect(await countersign(cleo, decision, 'restriction', { words: 'A restriction is enough.' })).toMatchObject({ ok: true, value: { agrees: false } });
    const row = await caseRow(caseId);
    expect(row).toMatchObject({ status: 'claimed', claimedBy: ada.id, wokenBy: 'returned', returnedWords: 'A restriction is enough.' });
    expect(row.leaseUntil).toBeGreaterThan(Date.now());
    expect(await confirmedAt(decision)).toEqual([]);
    expect(await signaturesOf(decision)).toMatchObject([{ measure: 'restriction', agrees: false }]);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ says: 'read the evidence blind and came to another measure: restriction instead of closure' });
    // Neither the same person nor another countersigns what was returned; it is proposed anew, and by somebody who has not seen it.
    expect(await countersign(cleo, decision, 'closure')).toMatchObject({ code: 'conflict' });
    expect(await countersign(iris, decision, 'closure')).toMatchObject({ code: 'move-closed' });
    const again = must(await propose(ada, { caseId }, 'closure'));
    expect(await countersign(cleo, again.decision, 'closure')).toMatchObject({ code: 'conflict' });
    expect(await countersign(iris, again.decision, 'closure')).toMatchObject({ value: { agrees: true } });
  });

  test('nobody countersigns their own proposal, whatever their role', async () => {
    const { caseId, decision } = await proposal('closure', cleo);
    expect(await countersign(cleo, decision, 'closure')).toMatchObject({ ok: false, code: 'conflict', words: 'You proposed this; somebody else has to countersign it.' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'decision.countersign', refusal: 'conflict', actor: cleo.id });
    expect((await caseRow(caseId)).status).toBe('proposed');
  });

  test('a moderator does not countersign; neither does an admin who wrote on the case; one who only held it or uncovered a field may', async () => {
    const { caseId, account, decision } = await proposal('closure');
    expect(await countersign(await staffFor('moderator'), decision, 'closure')).toMatchObject({ code: 'not-allowed' });
    must(await writeNote(iris, { caseId, body: 'I know her.' }));
    expect(await countersign(iris, decision, 'closure')).toMatchObject({ code: 'conflict' });
    must(await receiveEvents(WORKER, { arrivals: eventsOf(account).map((raw, index) => ({ index, raw })) }));
    must(await revealField(cleo, { caseId, field: 'email', purpose: 'to compare with another account' }));
    expect(await countersign(cleo, decision, 'closure')).toMatchObject({ ok: true });
  });

  test('two admins at one moment: one verdict counts, the other finds it decided', async () => {
    const { decision } = await proposal('suspension');
    const both = await Promise.all([countersign(cleo, decision, 'suspension'), countersign(iris, decision, 'suspension')]);
    expect(both.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['done', 'move-closed']);
    expect(await signaturesOf(decision)).toHaveLength(1);
  });

  test('a verdict on a case that changed since it was read is stale, and keeps nothing', async () => {
    const { decision, caseId } = await proposal('closure');
    const read = await versionOf({ decision });
    await moveCase(caseId, { version: read + 1 });
    expect(await countersign(cleo, decision, 'closure', { version: read })).toMatchObject({ code: 'stale' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'decision.countersign', refusal: 'stale' });
    expect(await signaturesOf(decision)).toEqual([]);
    expect(await countersign(cleo, decision, 'closure')).toMatchObject({ ok: true });
  });

  test('what is refused keeps nothing: no words, an unknown measure, a missing ground, a decision that needs nobody', async () => {
    const { decision } = await proposal('closure');
    expect(await countersign(cleo, decision, 'closure', { words: ' ' })).toMatchObject({ code: 'invalid', fields: { words: 'Say what decided it for you.' } });
    expect(await countersign(cleo, decision, 'closure', { measure: 'banish' })).toMatchObject({ code: 'invalid' });
    expect(await countersign(cleo, decision, 'closure', { grounds: [] })).toMatchObject({ code: 'invalid' });
    expect(await countersign(cleo, decision, 'closure', { fields: {} })).toMatchObject({ code: 'invalid', words: expect.any(String) });
    expect(await signaturesOf(decision)).toEqual([]);
    const opened = await held(ada);
    const free = must(await propose(ada, opened, 'payout-hold'));
    expect(await countersign(cleo, free.decision, 'payout-hold')).toMatchObject({ code: 'move-closed', words: 'This decision needs no second person.' });
    expect(await countersign(cleo, 'decision_none', 'closure')).toMatchObject({ code: 'not-found' });
  });

  test('in a ring, dismissing takes the second person too', async () => {
    const { members: [first] } = await openRing(3);
    must(await claimCase(ada, { caseId: first!.caseId }));
    const { decision } = must(await propose(ada, first!, 'dismiss'));
    expect(await countersign(cleo, decision, 'dismiss', { grounds: [] })).toMatchObject({ value: { agrees: true } });
    expect(await caseRow(first!.caseId)).toMatchObject({ status: 'settled', outcome: 'dismiss' });
  });
});

describe('a renewed payout hold', () => {
  async function renewal() {
    const opened = await held(ada);
    const first = must(await propose(ada, opened, 'payout-hold'));
    await moveCase(opened.caseId, { heldUntil: Date.now() + HOUR });
    const again = must(await propose(ada, opened, 'payout-hold', { fields: { ...FIELDS['payout-hold'], hours: 48 } }));
    return { ...opened, first: first.decision, again: again.decision };
  }

  test('takes the place of the first at the second person’s verdict, and the case goes on with the new term', async () => {
    const { caseId, first, again } = await renewal();
    expect(await countersign(cleo, again, 'payout-hold', { fields: { ...FIELDS['payout-hold'], hours: 48 } })).toMatchObject({ value: { agrees: true } });
    expect(await reading().select().from(liftings).where(eq(liftings.decision, first))).toMatchObject([{ cause: 'renewed', by: cleo.id }]);
    const row = await caseRow(caseId);
    expect(row.status).toBe('waiting');
    expect(row.heldUntil! - Date.now()).toBeGreaterThan(47 * HOUR);
    expect((await linesOf(caseId)).map((line) => line.says)).toContain('replaced a measure by its renewal');
  });

  test('holds also when somebody released the first meanwhile', async () => {
    const { caseId, first, again } = await renewal();
    must(await liftDecision(iris, { decisionId: first, version: await versionOf({ decision: first }), words: 'Receipts came.' }));
    expect(await countersign(cleo, again, 'payout-hold', { fields: { ...FIELDS['payout-hold'], hours: 48 } })).toMatchObject({ ok: true });
    expect(await reading().select().from(liftings).where(eq(liftings.decision, first))).toMatchObject([{ cause: 'released' }]);
    expect((await caseRow(caseId)).heldUntil).not.toBeNull();
  });

  test('of other hours is another measure', async () => {
    const { again } = await renewal();
    expect(await countersign(cleo, again, 'payout-hold')).toMatchObject({ value: { agrees: false } });
  });
});

describe('decision.lift', () => {
  test('ends a hold before its term: the case loses the term, the opposite order is on its way, the line says so', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'payout-hold'));
    expect(await liftDecision(cleo, { decisionId: decision, version: await versionOf({ decision }), words: 'The receipts are in.' })).toMatchObject({ ok: true, value: { decision, caseId: opened.caseId } });
    expect(await caseRow(opened.caseId)).toMatchObject({ heldUntil: null, status: 'claimed', claimedBy: ada.id });
    expect((await reading().select().from(work)).map((one) => one.key)).toContain(`${decision} lift`);
    expect((await linesOf(opened.caseId)).at(-1)).toMatchObject({ command: 'decision.lift', actor: cleo.id, says: 'released a measure before its end', changes: [{ field: 'decision', was: 'in force', now: 'lifted' }] });
  });

  test('a question that is taken back cannot pass for a hearing later', async () => {
    const opened = await held(ada, { columns: { askedAt: null, askedUntil: null } });
    const { decision } = must(await propose(ada, opened, 'ask'));
    must(await liftDecision(ada, { decisionId: decision, version: await versionOf({ decision }), words: 'Asked by mistake.' }));
    expect(await caseRow(opened.caseId)).toMatchObject({ status: 'waiting', askedAt: null, askedUntil: null });
    expect((await linesOf(opened.caseId)).at(-1)).toMatchObject({ command: 'decision.lift', changes: expect.arrayContaining([{ field: 'state', was: 'asked', now: 'waiting' }, { field: 'decision', was: 'in force', now: 'lifted' }]) });
    must(await claimCase(ada, opened));
    expect(await propose(ada, opened, 'closure')).toMatchObject({ code: 'locked', words: 'Needs a reply first: the holder has not been asked.' });
  });

  test('is done once, with words, by moderators and admins', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'restriction'));
    expect(await liftDecision(cleo, { decisionId: decision, version: await versionOf({ decision }), words: ' ' })).toMatchObject({ code: 'invalid', fields: { words: 'Say why.' } });
    expect(await liftDecision(await staffFor('auditor'), { decisionId: decision, version: await versionOf({ decision }), words: 'x' })).toMatchObject({ code: 'not-allowed' });
    const both = await Promise.all([liftDecision(cleo, { decisionId: decision, version: await versionOf({ decision }), words: 'One.' }), liftDecision(iris, { decisionId: decision, version: await versionOf({ decision }), words: 'Two.' })]);
    expect(both.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['done', 'move-closed']);
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'decision.lift', refusal: 'move-closed' });
    expect(await liftDecision(cleo, { decisionId: 'decision_none', version: 0, words: 'x' })).toMatchObject({ code: 'not-found' });
  });

  test('a case that changed since it was read is read again before its measure is lifted', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'restriction'));
    const read = await versionOf({ decision });
    await moveCase(opened.caseId, { version: read + 1 });
    expect(await liftDecision(cleo, { decisionId: decision, version: read, words: 'Enough.' })).toMatchObject({ code: 'stale' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'decision.lift', refusal: 'stale' });
    expect(await liftDecision(cleo, { decisionId: decision, version: read + 1, words: 'Enough.' })).toMatchObject({ ok: true });
  });

  test('what is only proposed cannot be lifted', async () => {
    const { decision } = await proposal('closure');
    expect(await liftDecision(iris, { decisionId: decision, version: await versionOf({ decision }), words: 'No.' })).toMatchObject({ code: 'move-closed', words: 'This decision is not in force.' });
  });
});
