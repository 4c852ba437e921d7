import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { arrange, linesOf, openCase } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { cases, touches } from '../../../db/schema';
import { accountPage } from '../../appeals/queries/account-page';
import { chainLines } from '../../audit/queries/ledger';
import { claimCase } from '../../cases/commands/claim-case';
import { writeNote } from '../../cases/commands/write-note';
import { casePage } from '../../cases/queries/case-page';
import { clock } from '../../kernel/clock';
import type { Staff } from '../../staff/actor';
import { caseDecisions } from '../queries/case-decisions';
import { reviewPage } from '../queries/review-page';
import { wavePage } from '../queries/wave-page';
import { caseRow, cast, countersign, HEARD, held, moveCase, must, propose, type Cast } from './decided.fixture';
import { uncoverDecision } from './uncover-decision';
import { decisionsIn, inForce, proposedWave, REASON, signedWave, verdict } from './wave.fixture';
import { signMember } from './wave-steps';
import { withdrawWave } from './withdraw-wave';

sandbox();
let { ada, ben, cleo, iris, dov } = {} as Cast;
beforeAll(async () => { ({ ada, ben, cleo, iris, dov } = await cast()); });

const uncover = (by: Staff, decisionId: string) => uncoverDecision(by, { decisionId });

/** A closure that came back from Cleo. */
async function returned() {
  const opened = await held(ada);
  const { decision } = must(await propose(ada, opened, 'closure'));
  must(await countersign(cleo, decision, 'restriction', { words: 'A restriction is enough.' }));
  return { ...opened, decision };
}

describe('decision.uncover', () => {
  test('what came back stays covered from whoever may read the next one blind; who opens it is not to read it', async () => {
    const { caseId, account, decision } = await returned();
    expect(must(await caseDecisions(iris, { caseId }))).toMatchObject({ covered: false, decisions: [{ covered: true, status: 'returned', measure: 'A proposal', second: null }], returnedWords: null });
    expect(JSON.stringify([must(await casePage(iris, { caseId })), must(await caseDecisions(iris, { caseId }))])).not.toMatch(/restriction is enough/i);
    expect(await reviewPage(iris, { decisionId: decision })).toMatchObject({ ok: false, code: 'conflict' });
    expect(must(await accountPage(iris, { account })).decisions).toMatchObject([{ measure: 'A proposal' }]);
    expect(JSON.stringify(must(await chainLines(iris, { chain: `case:${caseId}` })).lines)).not.toMatch(/closure|restriction/i);
    for (const by of [ada, ben, cleo, dov]) expect(must(await caseDecisions(by, { caseId }))).toMatchObject({ decisions: [{ covered: false, measure: 'Closure' }], returnedWords: 'A restriction is enough.' });

    expect(must(await uncover(iris, decision))).toEqual({ caseId, decision });
    expect(must(await caseDecisions(iris, { caseId }))).toMatchObject({ decisions: [{ covered: false, measure: 'Closure' }], returnedWords: 'A restriction is enough.' });
    expect(must(await reviewPage(iris, { decisionId: decision })).view).toMatchObject({ covered: false });
    expect(JSON.stringify(must(await chainLines(iris, { chain: `case:${caseId}` })).lines)).toMatch(/closure/i);
    expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'decision.uncover', actor: iris.id, says: 'opened a proposal that was covered, and is no longer to countersign here', refs: { decision } });
    const again = must(await propose(ada, { caseId }, 'closure'));
    expect(await countersign(iris, again.decision, 'closure')).toMatchObject({ code: 'conflict', words: expect.stringContaining('opened a proposal that was covered') });
    expect(must(await caseDecisions(iris, { caseId }))).toMatchObject({ covered: false });
  });

  test('whoever has seen it reads blind on no other case of the account either', async () => {
    const { caseId, account, decision } = await returned();
    must(await uncover(iris, decision));
    await moveCase(caseId, { status: 'settled', settledAt: clock.now(), outcome: 'fell-below', claimedBy: null, leaseUntil: null });
    const next = await openCase({});
    await arrange((tx) => tx.update(cases).set({ account, ...HEARD }).where(eq(cases.id, next.caseId)));
    must(await claimCase(ada, next));
    const again = must(await propose(ada, next, 'closure'));
    for (const by of [iris, cleo]) expect(await countersign(by, again.decision, 'closure')).toMatchObject({ code: 'conflict' });
  });

  test('of a wave it opens all of it, on each of its cases', async () => {
    const made = await proposedWave(2, ada);
    must(await verdict(cleo, made, { measure: 'dismiss', fields: {}, grounds: [] }));
    for (const account of made.accounts) must(await signMember(cleo, { wave: made.wave, account }));
    expect(await wavePage(iris, made)).toMatchObject({ ok: false, code: 'conflict' });
    const [first, second] = [made.members[0]!, made.members[1]!];
    must(await uncover(iris, (await decisionsIn(made.wave)).find((one) => one.case === first.caseId)!.id));
    expect(must(await wavePage(iris, made)).view).toMatchObject({ covered: false });
    // A hand is kept on each case, and each chain says so.
    for (const { caseId, account } of [first, second]) expect((await linesOf(caseId)).filter(({ command }) => command === 'decision.uncover')).toMatchObject([{ actor: iris.id, refs: { case: caseId, account, wave: made.wave } }]);
    const again = must(await propose(ada, second, 'suspension', { fields: { days: 30 } }));
    expect(await countersign(iris, again.decision, 'suspension')).toMatchObject({ code: 'conflict' });
  });

  test('it stays covered while a case is open on one of its accounts, however its own case ended', async () => {
    const made = await proposedWave(2, ada);
    must(await withdrawWave(ada, { wave: made.wave, words: 'One name too many.' }));
    const [over, on] = [made.members[0]!, made.members[1]!];
    const { id } = (await decisionsIn(made.wave)).find((row) => row.case === over.caseId)!;
    const ended = { status: 'settled', settledAt: clock.now(), outcome: 'dismiss', claimedBy: null, leaseUntil: null } as const;
    await moveCase(over.caseId, ended);
    const seenBy = async (by: Staff) => ({
      onCase: must(await caseDecisions(by, { caseId: over.caseId })), onAccount: must(await accountPage(by, { account: over.account })).decisions,
      review: await reviewPage(by, { decisionId: id }), wave: await wavePage(by, made),
    });
    expect(await seenBy(iris)).toMatchObject({ onCase: { decisions: [{ covered: true }] }, onAccount: [{ measure: 'A proposal' }], review: { code: 'conflict' }, wave: { code: 'conflict' } });
    await moveCase(on.caseId, ended);
    expect(await seenBy(iris)).toMatchObject({ onCase: { decisions: [{ covered: false }] }, review: { ok: true }, wave: { ok: true } });
    // Another case on the account: what is proposed there may say the same.
    const next = await openCase({ account: over.account, columns: HEARD });
    expect(await seenBy(iris)).toMatchObject({ onCase: { decisions: [{ covered: true }] }, onAccount: [{ measure: 'A proposal' }], review: { code: 'conflict' }, wave: { code: 'conflict' } });
    must(await uncover(iris, id));
    expect(await seenBy(iris)).toMatchObject({ onCase: { decisions: [{ covered: false }] }, review: { ok: true }, wave: { ok: true } });
    must(await claimCase(ada, next));
    const again = must(await propose(ada, next, 'closure'));
    expect(await countersign(iris, again.decision, 'closure')).toMatchObject({ code: 'conflict' });
    must(await countersign(cleo, again.decision, 'closure'));
  });

  test('the ledger covers it from exactly those from whom the case does, whatever hand they had', async () => {
    const isTold = async (by: Staff, caseId: string): Promise<boolean[]> => {
      const page = must(await caseDecisions(by, { caseId }));
      const { lines } = must(await chainLines(by, { chain: `case:${caseId}` }));
      return [page.covered ? [] : page.decisions, lines.filter(({ command }) => command === 'decision.countersign')].map((seen) => /restriction/i.test(JSON.stringify(seen)));
    };
    for (const how of ['claimed', 'revealed', 'noted', 'asked', 'proposed', 'lifted', 'countersigned'] as const) {
      const { caseId, account } = await returned();
      const [kind, where] = [how === 'proposed' || how === 'lifted' || how === 'noted' || how === 'asked', await openCase({ account, columns: { status: 'settled', settledAt: clock.now(), outcome: 'dismiss' } })];
      // On another case of the account no work of one's own counts, only what one has seen.
      await arrange((tx) => tx.insert(touches).values({ case: where.caseId, staff: iris.id, how, at: clock.now() }));
      expect(await isTold(iris, caseId), how).toEqual([false, false]);
      await arrange((tx) => tx.insert(touches).values({ case: caseId, staff: iris.id, how, at: clock.now() }));
      expect(await isTold(iris, caseId), how).toEqual([kind, kind]);
    }
    for (const how of ['uncovered', 'returned'] as const) {
      const { caseId, account } = await returned();
      const where = await openCase({ account, columns: { status: 'settled', settledAt: clock.now(), outcome: 'dismiss' } });
      expect(await isTold(iris, caseId), how).toEqual([false, false]);
      await arrange((tx) => tx.insert(touches).values({ case: where.caseId, staff: iris.id, how, at: clock.now() }));
      expect(await isTold(iris, caseId), how).toEqual([true, true]);
    }
    // Of a wave the hands in all its cases bear on each.
    const made = await proposedWave(2, ada);
    must(await verdict(cleo, made, { measure: 'restriction', fields: { what: ['new_contracts'], days: 14 } }));
    for (const account of made.accounts) must(await signMember(cleo, { wave: made.wave, account }));
    const [one, other] = [made.members[0]!, made.members[1]!];
    expect(await isTold(iris, one.caseId)).toEqual([false, false]);
    must(await writeNote(iris, { caseId: other.caseId, body: 'I know her.' }));
    expect(await isTold(iris, one.caseId)).toEqual([true, true]);
  });

  test('is for admins from whom something is covered, and once the case is over nothing is', async () => {
    const { caseId, decision } = await returned();
    for (const by of [ada, ben, dov]) expect(await uncover(by, decision)).toMatchObject({ code: 'not-allowed' });
    expect(await uncover(cleo, decision)).toMatchObject({ code: 'exists' });
    expect(await uncover(iris, 'decision_none')).toMatchObject({ code: 'not-found' });
    await moveCase(caseId, { status: 'settled', settledAt: clock.now(), outcome: 'dismiss', claimedBy: null, leaseUntil: null });
    expect(must(await caseDecisions(iris, { caseId }))).toMatchObject({ decisions: [{ covered: false }] });
    expect(await uncover(iris, decision)).toMatchObject({ code: 'exists' });
    expect((await caseRow(caseId)).status).toBe('settled');
    // A wave in force is nobody’s secret.
    const made = await signedWave(2, ada, cleo);
    expect(must(await wavePage(iris, made)).view).toMatchObject({ covered: false });
  });
});

test('what one reader left unsigned another reads and signs, also where part of it went back', async () => {
  const made = await proposedWave(3, ada);
  const [apart, ...rest] = made.accounts as [string, ...string[]];
  must(await verdict(cleo, made, { apart: [{ account: apart, measure: 'dismiss', words: 'Her receipts are in the file.' }] }));
  must(await signMember(cleo, { wave: made.wave, account: apart }));
  const page = must(await wavePage(iris, { wave: made.wave }));
  expect(page).toMatchObject({ view: { covered: true } });
  expect(page.lines.map(({ account }) => account).sort()).toEqual([...rest].sort());
  expect(JSON.stringify(page)).not.toMatch(new RegExp(`Her receipts|${REASON}`));
  must(await verdict(iris, { wave: made.wave, accounts: page.lines.map(({ account }) => account) }));
  for (const account of rest) must(await signMember(iris, { wave: made.wave, account }));
  expect(await inForce(made.wave)).toEqual([...rest].sort());
  const came = made.members.find(({ account }) => account === apart)!;
  expect((await linesOf(came.caseId)).at(-1)).toMatchObject({ command: 'wave.countersign', actor: iris.id, says: 'read the rest of a wave of which the proposal here came to nothing', refs: { case: came.caseId, account: apart, wave: made.wave }, changes: [{ field: 'no longer to countersign here', was: null, now: iris.id }] });
  // They see all of it now, and are no blind reader of the same again.
  expect(must(await wavePage(iris, { wave: made.wave })).view).toMatchObject({ covered: false });
  const again = must(await propose(ada, came, 'suspension', { fields: { days: 30 } }));
  expect(await countersign(iris, again.decision, 'suspension')).toMatchObject({ code: 'conflict' });
});
