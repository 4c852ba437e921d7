import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, linesOf, openRing, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { accounts, cases, countersignatures, liftings, ringMembers, waveReadings, waves, work } from '../../../db/schema';
import { chainLines, ledgerLines } from '../../audit/queries/ledger';
import { claimCase } from '../../cases/commands/claim-case';
import { releaseCase } from '../../cases/commands/release-case';
import { writeNote } from '../../cases/commands/write-note';
import { clock } from '../../kernel/clock';
import { counts } from '../../insights/queries/counts';
import { inbox } from '../../insights/queries/inbox';
import { readInbox } from '../../insights/commands/read-inbox';
import { newId } from '../../kernel/ids';
import { STANDARD_POLICY } from '../../policy/standard';
import type { Staff } from '../../staff/actor';
import { caseDecisions } from '../queries/case-decisions';
import { reviewPage } from '../queries/review-page';
import { reviews } from '../queries/reviews';
import { wavePage } from '../queries/wave-page';
import { wavePlan } from '../queries/wave-plan';
import { caseRow, cast, countersign, moveCase, must, propose, type Cast } from './decided.fixture';
import { accountsOf, begin, decisionsIn, inForce, proposedWave, REASON, ringLines, signedWave, verdict, wordsOf, type Ring } from './wave.fixture';
import { recordOf } from './decision-record';
import { liftDecision } from './lift-decision';
import { liftWave } from './lift-wave';
import { proposeWave } from './propose-wave';
import { liftMember, proposeMember, signMember } from './wave-steps';

sandbox();
let { ada, ben, cleo, iris } = {} as Cast;
beforeAll(async () => { ({ ada, ben, cleo, iris } = await cast()); });

describe('the plan of a wave', () => {
  test('says of each member whether it is in, and why not: a loose tie, somebody else’s lease, what the rules lock', async () => {
    const made = await openRing(4);
    const [held, loose, plain] = made.members as [Ring['members'][0], Ring['members'][0], Ring['members'][0]];
    must(await claimCase(ben, { caseId: held.caseId }));
    for (const { caseId } of made.members.slice(1)) must(await releaseCase(ben, { caseId }));
    await arrange((tx) => tx.update(ringMembers).set({ strength: 0.53 }).where(eq(ringMembers.account, loose.account)));
    const { lines, measures } = must(await wavePlan(ada, { ring: made.ring, measure: 'suspension' }));
    const of = (account: string) => lines.find((line) => line.account === account)!;
    expect(of(held.account)).toMatchObject({ leave: 'held', why: 'Another person holds this case.', free: false });
    expect(of(loose.account)).toMatchObject({ leave: 'weak-tie', why: 'Tied by 53 of 100; 65 is asked for.', free: true });
    expect(of(plain.account)).toMatchObject({ leave: null, free: true, grounds: expect.arrayContaining([expect.any(String)]) });
    expect(measures.map(({ id }) => id)).toEqual(['dismiss', 'watch', 'payout-hold', 'restriction', 'suspension', 'closure']);
    // Nobody was asked yet: a closure passes nowhere.
    expect(must(await wavePlan(ada, { ring: made.ring, measure: 'closure' })).lines.find(({ account }) => account === plain.account)).toMatchObject({ leave: 'locked', free: false });
    expect(await wavePlan(await staffFor('auditor'), { ring: made.ring })).toMatchObject({ code: 'not-allowed' });
  });
});

describe('wave.propose', () => {
  test('one decision for each member that is in, on its own case and sealed evidence; who is left out is kept with the reason', async () => {
    const made = await openRing(3);
    const [first, second, third] = accountsOf(made) as [string, string, string];
    const { wave, accounts } = must(await begin(made, ada, { leave: { [third]: 'story' } }));
    expect([...accounts].sort()).toEqual([first, second].sort());
    expect(await decisionsIn(wave)).toEqual([]);
    for (const account of accounts) must(await proposeMember(ada, { wave, account }));
    const rows = await decisionsIn(wave);
    expect(rows.map(({ account }) => account).sort()).toEqual([first, second].sort());
    expect(new Set(rows.map(({ exhibits }) => exhibits)).size).toBe(2);
    for (const row of rows) {
      expect(row).toMatchObject({ needsSecond: true, reason: REASON, ring: made.ring, fields: { days: 30 } });
      // Nobody is told of anybody else.
      for (const other of accountsOf(made)) expect(JSON.stringify(row.notice)).not.toContain(other);
      expect((await linesOf(row.case)).at(-1)).toMatchObject({ command: 'decision.propose', refs: { wave, ring: made.ring } });
    }
    expect((await reading().select().from(waves).where(eq(waves.id, wave)))[0]!.members.find(({ account }) => account === third)).toMatchObject({ leave: 'story' });
    expect(await ringLines(wave)).toMatchObject([{ command: 'wave.propose', actor: ada.id, says: 'began a wave in the ring Kestrel: 2 of 3 members', changes: expect.arrayContaining([{ field: third, was: null, now: 'left out' }]) }]);
    expect(JSON.stringify(await ringLines(wave))).not.toMatch(/suspen|wallet/i);
    expect((await caseRow(made.members[2]!.caseId)).status).toBe('waiting');
  });

  test('sent twice it is one wave; begun again it is one decision for each member', async () => {
    const made = await openRing(2);
    const plan = must(await wavePlan(ada, { ring: made.ring, measure: 'suspension' }));
    const input = { wave: plan.wave, ring: made.ring, measure: 'suspension', fields: { days: 30 }, reason: REASON, members: plan.lines.map(({ account, seen }) => ({ account, leave: null, why: '', seen })) };
    must(await proposeWave(ada, input));
    expect(await proposeWave(ada, input)).toMatchObject({ ok: false, code: 'exists' });
    for (let round = 0; round < 2; round += 1) for (const account of accountsOf(made)) must(await proposeMember(ada, { wave: plan.wave, account }));
    expect(await decisionsIn(plan.wave)).toHaveLength(2);
    expect(await proposeMember(ben, { wave: plan.wave, account: accountsOf(made)[0]! })).toMatchObject({ code: 'not-allowed' });
  });

  test('what cannot be proposed is told by itself and can be taken up again; the others stand', async () => {
    const made = await openRing(3);
    const { wave, accounts } = must(await begin(made, ada));
    const [taken, ...others] = accounts as [string, ...string[]];
    const caseId = made.members.find(({ account }) => account === taken)!.caseId;
    must(await claimCase(ben, { caseId }));
    for (const one of made.members.filter(({ account }) => account !== taken)) must(await releaseCase(ben, one));
    expect(wordsOf(await proposeMember(ada, { wave, account: taken }))).toBe('Another person holds this case.');
    for (const account of others) must(await proposeMember(ada, { wave, account }));
    expect((await decisionsIn(wave)).map(({ account }) => account).sort()).toEqual([...others].sort());
    must(await releaseCase(ben, { caseId }));
    must(await proposeMember(ada, { wave, account: taken }));
    expect(await decisionsIn(wave)).toHaveLength(3);
  });

  test('evidence that has changed since it was shown is not decided on', async () => {
    const made = await openRing(2);
    const plan = must(await wavePlan(ada, { ring: made.ring, measure: 'suspension' }));
    const { wave } = must(await proposeWave(ada, { wave: plan.wave, ring: made.ring, measure: 'suspension', fields: { days: 30 }, reason: REASON, members: plan.lines.map(({ account }) => ({ account, leave: null, why: '', seen: 'of another day' })) }));
    expect(await proposeMember(ada, { wave, account: accountsOf(made)[0]! })).toMatchObject({ code: 'stale', words: expect.stringContaining('by itself') });
    // The case was not kept for it either.
    expect((await caseRow(made.members[0]!.caseId)).status).toBe('waiting');
  });

  test('is refused with nothing kept: a member unnamed, nobody in it, a measure one person takes, no reason, a ring that ended', async () => {
    const made = await openRing(2);
    const member = (account: string) => ({ account, leave: null, why: '', seen: '' });
    const whole = { wave: newId('wave', clock.now()), ring: made.ring, measure: 'suspension', fields: { days: 30 }, reason: REASON, members: accountsOf(made).map(member) };
    expect(await proposeWave(ada, { ...whole, members: [member(accountsOf(made)[0]!)] })).toMatchObject({ code: 'stale' });
    expect(await proposeWave(ada, { ...whole, members: accountsOf(made).map((account) => ({ ...member(account), leave: 'other' as const })) })).toMatchObject({ code: 'invalid' });
    expect(await proposeWave(ada, { ...whole, measure: 'ask' })).toMatchObject({ code: 'invalid', fields: { measure: expect.any(String) } });
    expect(await proposeWave(ada, { ...whole, fields: { days: 900 } })).toMatchObject({ code: 'invalid' });
    const { holdFirstTermHours } = STANDARD_POLICY.limits;
    expect(await proposeWave(ada, { ...whole, measure: 'payout-hold', fields: { hours: holdFirstTermHours + 1 } })).toMatchObject({ code: 'invalid', fields: { fields: expect.stringContaining('A hold lasts') } });
    // Whoever may read the next wave blind reads the ledger too: what was tried is not told there.
    expect((await linesOf('main')).filter(({ command, refusal }) => command === 'wave.propose' && refusal === 'invalid').map(({ says }) => says).join(' ')).not.toMatch(/hold lasts|days/i);
    expect(await proposeWave(ada, { ...whole, reason: ' ' })).toMatchObject({ code: 'invalid', fields: { reason: expect.any(String) } });
    expect(await proposeWave(await staffFor('auditor'), whole)).toMatchObject({ code: 'not-allowed' });
    expect(await reading().select().from(waves).where(eq(waves.ring, made.ring))).toEqual([]);
  });

  test('a case proposed in a wave says what the wave says, and is proposed by whoever began it', async () => {
    const made = await openRing(2);
    const { wave } = must(await begin(made, ada));
    must(await claimCase(ada, made.members[0]!));
    expect(await propose(ada, made.members[0]!, 'closure', { wave, reason: REASON })).toMatchObject({ code: 'invalid' });
    expect(await propose(ada, made.members[0]!, 'suspension', { wave, reason: 'Another reason.' })).toMatchObject({ code: 'invalid' });
    expect(await propose(ada, made.members[0]!, 'suspension', { wave: 'wave_none', reason: REASON })).toMatchObject({ code: 'not-found' });
    must(await propose(ada, made.members[0]!, 'suspension', { wave, reason: REASON, fields: { days: 30 } }));
  });
});

test('a member that has no case gets one', async () => {
  const made = await openRing(2);
  const [{ account, caseId }] = made.members as [Ring['members'][0]];
  await moveCase(caseId, { status: 'settled', settledAt: clock.now(), outcome: 'dismiss' });
  const { wave } = must(await begin(made, ada));
  const { decision } = must(await proposeMember(ada, { wave, account }));
  const [row] = await reading().select().from(cases).where(and(eq(cases.account, account), eq(cases.status, 'proposed')));
  expect(row!.id).not.toBe(caseId);
  expect((await decisionsIn(wave)).map(({ id }) => id)).toEqual([decision]);
  expect((await linesOf(row!.id)).map(({ command }) => command)).toEqual(['case.open', 'case.claim', 'decision.propose']);
});

describe('wave.countersign', () => {
  test('one verdict, committed before anything is shown, puts each decision into effect; what is left out goes back with words', async () => {
    const made = await proposedWave(3, ada);
    const [apart, ...others] = made.accounts as [string, ...string[]];
    must(await verdict(cleo, made, { apart: [{ account: apart, measure: 'dismiss', words: 'Her receipts are in the file.' }] }));
    for (const account of made.accounts) must(await signMember(cleo, { wave: made.wave, account }));
    expect(await inForce(made.wave)).toEqual([...others].sort());
    const back = await caseRow(made.members.find(({ account }) => account === apart)!.caseId);
    expect(back).toMatchObject({ status: 'claimed', claimedBy: ada.id, wokenBy: 'returned', returnedWords: 'Her receipts are in the file.' });
    const [row] = await decisionsIn(made.wave).then((rows) => rows.filter(({ account }) => account === apart));
    expect(await reading().select().from(countersignatures).where(eq(countersignatures.decision, row!.id))).toMatchObject([{ measure: 'dismiss', agrees: false, by: cleo.id }]);
    expect((await ringLines(made.wave)).at(-1)).toMatchObject({ command: 'wave.countersign', actor: cleo.id, changes: expect.arrayContaining([{ field: apart, was: null, now: 'Dismiss' }]) });
    // Done again, nothing is done twice.
    for (const account of made.accounts) must(await signMember(cleo, { wave: made.wave, account }));
    expect((await reading().select().from(work)).filter(({ key }) => key.endsWith(' effect') && key.startsWith(row!.id))).toEqual([]);
  });

  test('until it is committed nothing of the wave is seen, on no page of any of its cases', async () => {
    const made = await proposedWave(2, ada);
    const page = must(await wavePage(cleo, { wave: made.wave }));
    expect(page).toMatchObject({ view: { covered: true }, lines: [{ band: null, logOdds: 0, status: null }, { band: null, logOdds: 0, status: null }] });
    expect(JSON.stringify(page)).not.toContain(REASON);
    expect(JSON.stringify(page)).not.toContain(ada.id);
    const [row] = await decisionsIn(made.wave);
    expect(must(await reviewPage(cleo, { decisionId: row!.id })).view).toMatchObject({ covered: true });
    expect(must(await caseDecisions(cleo, { caseId: row!.case }))).toMatchObject({ covered: true });
    // By itself a member is not countersigned: it would show the others.
    expect(await countersign(cleo, row!.id, 'suspension', { fields: { days: 30 } })).toMatchObject({ code: 'move-closed', words: expect.stringContaining('whole wave') });
    must(await verdict(cleo, made));
    // What is committed cannot be changed, member by member either.
    expect(await verdict(cleo, made, { measure: 'dismiss', fields: {}, grounds: [] })).toMatchObject({ code: 'exists' });
    expect(await countersign(cleo, row!.id, 'dismiss', { grounds: [] })).toMatchObject({ code: 'conflict' });
    expect(must(await wavePage(cleo, { wave: made.wave }))).toMatchObject({ view: { covered: false, first: { why: REASON } }, lines: [{ unsigned: true }, { unsigned: true }] });
    for (const account of made.accounts) must(await signMember(cleo, { wave: made.wave, account }));
    expect(await inForce(made.wave)).toHaveLength(2);
  });

  test('one line in an inbox and one on the badge, however many it is of; read, it stays read', async () => {
    const made = await proposedWave(3, ada);
    const before = must(await counts(iris, {}));
    const lines = must(await inbox(iris, { limit: 100 })).rows.filter(({ line }) => line.endsWith(made.wave));
    expect(lines).toMatchObject([{ line: `review:${made.wave}`, href: `/reviews/waves/${made.wave}`, words: 'A proposal on a ring waits for you to read it blind', unread: true }]);
    expect(must(await reviews(iris, { limit: 100 })).rows.filter(({ barred }) => barred === null)).toHaveLength(before.reviews);
    expect(must(await readInbox(iris, { line: lines[0]!.line }))).toMatchObject({ kind: 'review', about: made.wave });
    expect(must(await counts(iris, {})).inbox).toBe(before.inbox - 1);
  });

  test('a hand in one of its cases takes the independence for all of them', async () => {
    const made = await proposedWave(2, ada);
    must(await writeNote(cleo, { caseId: made.members[0]!.caseId, body: 'I know her.' }));
    expect(await verdict(cleo, made)).toMatchObject({ ok: false, code: 'conflict', words: expect.stringContaining('a case of this wave') });
    expect(await verdict(ada, made)).toMatchObject({ code: 'not-allowed' });
    const rows = must(await reviews(cleo, { limit: 100 })).rows.filter(({ wave }) => wave?.id === made.wave);
    expect(rows).toMatchObject([{ wave: { size: 2 }, barred: expect.stringContaining('a case of this wave') }]);
    expect(await reading().select().from(waveReadings).where(eq(waveReadings.wave, made.wave))).toEqual([]);
    must(await verdict(iris, made));
  });

  test('while part of it waits, whoever may still read that part blind is shown nothing of what is signed already', async () => {
    const made = await proposedWave(3, ada);
    must(await verdict(cleo, made));
    const [first, ...rest] = made.accounts as [string, ...string[]];
    must(await signMember(cleo, { wave: made.wave, account: first }));
    const row = (await decisionsIn(made.wave)).find(({ account }) => account === first)!;
    expect(must(await caseDecisions(iris, { caseId: row.case }))).toMatchObject({ covered: true });
    expect(must(await reviewPage(iris, { decisionId: row.id })).view).toMatchObject({ covered: true, mine: false });
    const lines = must(await chainLines(iris, { chain: `case:${row.case}` })).lines;
    expect(lines.at(-1)).toMatchObject({ actorName: 'Somebody', command: '' });
    expect(must(await ledgerLines(iris, { command: 'wave.countersign', limit: 200 })).lines.filter(({ refs }) => refs['wave'] === made.wave)).toEqual([]);
    expect(JSON.stringify(lines)).not.toMatch(/suspen/i);
    // Nor by the plan of another wave on the same ring.
    const decidedIn = async (by: Staff) => must(await wavePlan(by, { ring: made.ring })).lines.find(({ account }) => account === first);
    expect(await decidedIn(iris)).toMatchObject({ leave: 'decided', why: 'In force already: a measure.' });
    // Whoever has committed their verdict sees what they have signed.
    expect(await decidedIn(cleo)).toMatchObject({ leave: 'decided', why: expect.stringContaining('Suspension') });
    expect(must(await caseDecisions(cleo, { caseId: row.case }))).toMatchObject({ covered: false });
    for (const account of rest) must(await signMember(cleo, { wave: made.wave, account }));
    expect(await decidedIn(iris)).toMatchObject({ leave: 'decided', why: expect.stringContaining('Suspension') });
    expect(must(await caseDecisions(iris, { caseId: row.case }))).toMatchObject({ covered: false });
    expect(JSON.stringify(must(await chainLines(iris, { chain: `case:${row.case}` })).lines)).toMatch(/suspen/i);
  });

  test('what one reader left unsigned another reads and signs, by the page that they are shown', async () => {
    const made = await proposedWave(3, ada);
    must(await verdict(cleo, made));
    const [first, ...rest] = made.accounts as [string, ...string[]];
    must(await signMember(cleo, { wave: made.wave, account: first }));
    const page = must(await wavePage(iris, { wave: made.wave }));
    expect(page).toMatchObject({ view: { covered: true } });
    expect(page.lines.map(({ account }) => account).sort()).toEqual([...rest].sort());
    must(await verdict(iris, { wave: made.wave, accounts: page.lines.map(({ account }) => account) }));
    for (const account of rest) must(await signMember(iris, { wave: made.wave, account }));
    expect(await inForce(made.wave)).toEqual([...made.accounts].sort());
  });

  test('a wave that was returned stays covered from whoever may read blind what is proposed on its cases since', async () => {
    const made = await proposedWave(3, ada);
    must(await verdict(cleo, made, { measure: 'dismiss', fields: {}, grounds: [] }));
    const told = async () => must(await inbox(ada, { limit: 100 })).rows.filter(({ kind, href }) => kind === 'returned' && href.endsWith(made.wave));
    const [first, ...others] = made.accounts as [string, ...string[]];
    must(await signMember(cleo, { wave: made.wave, account: first }));
    must(await readInbox(ada, { line: (await told())[0]!.line }));
    for (const account of others) must(await signMember(cleo, { wave: made.wave, account }));
    // What comes back at once is one line to whoever proposed it; after that was read, what comes is news again.
    expect(await told()).toMatchObject([{ unread: true, account: { id: others.at(-1) }, words: 'Accounts of a wave that you proposed came back from its second reader', href: `/reviews/waves/${made.wave}` }, { unread: false }]);
    // Nothing waits, and yet: they may read the next.
    expect(await wavePage(iris, { wave: made.wave })).toMatchObject({ ok: false, code: 'conflict', words: expect.stringContaining('Nothing came of this proposal') });
    must(await propose(ada, made.members[0]!, 'suspension', { fields: { days: 30 } }));
    expect(await wavePage(iris, { wave: made.wave })).toMatchObject({ ok: false, code: 'conflict' });
    for (const by of [ada, ben, cleo]) expect(must(await wavePage(by, { wave: made.wave })).view).toMatchObject({ covered: false });
  });

  test('whoever has committed a verdict on a wave has had a hand in each of its cases, signed or not', async () => {
    const made = await proposedWave(2, ada);
    must(await verdict(cleo, made));
    for (const { case: id } of await decisionsIn(made.wave)) expect((await recordOf(reading(), id)).touches.filter(({ staff }) => staff === cleo.id)).toMatchObject([{ how: 'countersigned' }]);
    for (const account of made.accounts) must(await signMember(cleo, { wave: made.wave, account }));
  });

  test('keeps nothing of a form that is not whole', async () => {
    const made = await proposedWave(2, ada);
    expect(await verdict(cleo, made, { words: ' ' })).toMatchObject({ code: 'invalid', fields: { words: expect.any(String) } });
    expect(await verdict(cleo, made, { measure: 'banish' })).toMatchObject({ code: 'invalid' });
    expect(await verdict(cleo, made, { apart: [{ account: 'acc_else', measure: 'dismiss', words: 'Why.' }] })).toMatchObject({ code: 'invalid' });
    expect(await verdict(cleo, made, { apart: [{ account: made.accounts[0]!, measure: 'closure', words: 'Why.' }] })).toMatchObject({ code: 'invalid' });
    expect(await reading().select().from(waveReadings).where(eq(waveReadings.wave, made.wave))).toEqual([]);
  });
});

describe('wave.lift', () => {
  test('one reversal lifts what still stands, each with its own order; what was lifted alone is told and left', async () => {
    const made = await signedWave(3, ada, cleo);
    const [alone, ...others] = made.accounts as [string, ...string[]];
    const rows = await decisionsIn(made.wave);
    const single = rows.find(({ account }) => account === alone)!;
    must(await liftDecision(ben, { decisionId: single.id, version: (await caseRow(single.case)).version, words: 'The receipts are in.' }));
    const { accounts } = must(await liftWave(ben, { wave: made.wave, words: 'The wallet belongs to the payment service.' }));
    expect([...accounts].sort()).toEqual([...others].sort());
    const answers = await Promise.all(made.accounts.map(async (account) => wordsOf(await liftMember(ben, { wave: made.wave, account, words: 'The wallet belongs to the payment service.' }))));
    expect(answers.sort()).toEqual(['It was lifted before; it stays so.', 'Lifted.', 'Lifted.']);
    const keys = (await reading().select().from(work)).map(({ key }) => key).filter((key) => key.endsWith(' lift'));
    expect(rows.filter(({ id }) => keys.includes(`${id} lift`))).toHaveLength(3);
    for (const row of rows) expect((await linesOf(row.case)).at(-1)).toMatchObject({ command: 'decision.lift', refs: { wave: made.wave }, changes: [{ field: 'decision', was: 'in force', now: 'lifted' }] });
    expect((await ringLines(made.wave)).at(-1)).toMatchObject({ command: 'wave.lift', actor: ben.id, says: 'began to reverse a wave: 2 of its decisions stood' });
    expect(must(await wavePage(ben, { wave: made.wave })).lines.map(({ status }) => status)).toEqual(['lifted', 'lifted', 'lifted']);
    expect(await liftWave(ben, { wave: made.wave, words: 'Again.' })).toMatchObject({ code: 'move-closed' });
  });

  test('words that each holder will read name nobody else of the ring: not on all of them, not on one', async () => {
    const made = await signedWave(2, ada, cleo);
    const [one, other] = made.accounts as [string, string];
    await arrange((tx) => tx.update(accounts).set({ name: 'Jonah Pell' }).where(eq(accounts.account, other)));
    const row = (await decisionsIn(made.wave)).find(({ account }) => account === one)!;
    for (const reason of ['Jonah Pell explained the wallet.', `The same wallet as ${other}.`]) {
      expect(await liftWave(ben, { wave: made.wave, words: reason })).toMatchObject({ ok: false, code: 'invalid', fields: { words: expect.stringContaining('Other accounts are not named.') } });
      expect(await liftDecision(ben, { decisionId: row.id, version: (await caseRow(row.case)).version, words: reason })).toMatchObject({ ok: false, code: 'invalid', fields: { words: expect.any(String) } });
    }
    expect(must(await wavePage(ben, { wave: made.wave })).view).toMatchObject({ standing: 2 });
    expect(must(await liftWave(ben, { wave: made.wave, words: 'The wallet was explained.' })).accounts).toHaveLength(2);
  });

  test('a member whose appeal was granted is told, and left as it is', async () => {
    const made = await signedWave(2, ada, cleo);
    const [row] = await decisionsIn(made.wave);
    await arrange((tx) => tx.insert(liftings).values({ decision: row!.id, at: clock.now(), by: ben.id, cause: 'appeal-granted', words: 'Granted.' }));
    expect(must(await liftWave(ben, { wave: made.wave, words: 'A mistake.' })).accounts).toEqual(made.accounts.filter((account) => account !== row!.account));
    expect(wordsOf(await liftMember(ben, { wave: made.wave, account: row!.account, words: 'A mistake.' }))).toBe('Its appeal was granted: it was lifted before, and stays so.');
    expect(must(await wavePage(ben, { wave: made.wave })).lines.find(({ account }) => account === row!.account)).toMatchObject({ status: 'lifted', ended: 'An appeal was granted.' });
  });

  test('a reversal that broke off is begun again, and lifts what is left', async () => {
    const made = await signedWave(3, ada, cleo);
    must(await liftWave(ben, { wave: made.wave, words: 'A mistake.' }));
    must(await liftMember(ben, { wave: made.wave, account: made.accounts[0]!, words: 'A mistake.' }));
    const { accounts } = must(await liftWave(ben, { wave: made.wave, words: 'A mistake.' }));
    expect(accounts).toHaveLength(2);
    for (const account of accounts) must(await liftMember(ben, { wave: made.wave, account, words: 'A mistake.' }));
    expect(must(await wavePage(ben, { wave: made.wave })).view).toMatchObject({ standing: 0 });
  });

  test('nothing is lifted before it is in force, by an auditor, or with a blank left in the words', async () => {
    const made = await proposedWave(2, ada);
    expect(await liftWave(ada, { wave: made.wave, words: 'No.' })).toMatchObject({ code: 'move-closed' });
    expect(wordsOf(await liftMember(ada, { wave: made.wave, account: made.accounts[0]!, words: 'No.' }))).toContain('waits for its second person');
    expect(await liftWave(await staffFor('auditor'), { wave: made.wave, words: 'No.' })).toMatchObject({ code: 'not-allowed' });
    expect(await liftWave(ada, { wave: made.wave, words: 'See {{why}}.' })).toMatchObject({ code: 'blanks' });
  });
});
