import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { linesOf, openRing } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { liftings, touches } from '../../../db/schema';
import { chainLines, ledgerLines } from '../../audit/queries/ledger';
import { claimCase } from '../../cases/commands/claim-case';
import { caseRow, cast, countersign, HEARD, moveCase, must, propose, type Cast } from '../../decisions/commands/decided.fixture';
import { begin, decisionsIn, verdict } from '../../decisions/commands/wave.fixture';
import { proposeMember, signMember } from '../../decisions/commands/wave-steps';
import { withdrawWave } from '../../decisions/commands/withdraw-wave';
import { reviews } from '../../decisions/queries/reviews';
import { memberToLift, wavePage, wavesOf, type WaveOpen } from '../../decisions/queries/wave-page';
import { HOUR } from '../../kernel/instant';
import type { Staff } from '../../staff/actor';
import { outcomes } from '../queries/appeals';
import { fileAppeal } from './file-appeal';
import { grantAppeal } from './grant-appeal';
import { asRead, behindEachOther, holderOf } from './heard.fixture';
import { takeAppeal } from './take-appeal';

sandbox();
let { ada, ben, cleo, iris, dov } = {} as Cast;
beforeAll(async () => { ({ ada, ben, cleo, iris, dov } = await cast()); });

/** A wave of holds, of which so many renew a hold that was appealed against; Ben hears those appeals. */
async function waveOfRenewals(size: number, appealed: number) {
  const ring = await openRing(size);
  for (const { caseId } of ring.members) await moveCase(caseId, HEARD);
  const renewed: { caseId: string; account: string; id: string }[] = [];
  for (const one of ring.members.slice(0, appealed)) {
    must(await claimCase(ada, { caseId: one.caseId, alone: true }));
    const hold = must(await propose(ada, one, 'payout-hold'));
    must(await countersign(cleo, hold.decision, 'payout-hold'));
    const { id } = must(await fileAppeal(await holderOf(hold.decision), { text: 'We share a desk.' }));
    must(await takeAppeal(ben, { id }));
    await moveCase(one.caseId, { heldUntil: Date.now() + HOUR });
    renewed.push({ ...one, id });
  }
  const { wave, accounts } = must(await begin(ring, ada, { measure: 'payout-hold', fields: { hours: 72 } }));
  for (const account of accounts) must(await proposeMember(ada, { wave, account }));
  return { ...ring, wave, accounts, renewed };
}
type Waiting = Awaited<ReturnType<typeof waveOfRenewals>>;

const grant = async (id: string) => grantAppeal(ben, { ...(await asRead(ben, id)), reasons: 'The receipt is real.' });
const read = (by: Staff, { wave }: Waiting, accounts: readonly string[]) => verdict(by, { wave, accounts }, { measure: 'payout-hold', fields: { hours: 72, cap: { amount: 1, currency: 'USD' } } });
const withdraw = ({ wave }: Waiting) => withdrawWave(ada, { wave, words: 'A slip.' });
const proposalOn = async ({ wave }: Waiting, account: string) => (await decisionsIn(wave)).find((one) => one.account === account)!;
const endsOf = async (decision: string) => (await reading().select().from(liftings).where(eq(liftings.decision, decision))).map(({ cause, appeal }) => ({ cause, appeal }));
const viewOf = async (by: Staff, { wave }: Waiting) => must(await wavePage(by, { wave })).view as WaveOpen;

test('a renewal that is one of a wave is withdrawn alone: the rest of the wave waits for its reader, who learns from no line of the ledger what ended', async () => {
  const made = await waveOfRenewals(3, 1);
  const [one] = made.renewed as [Waiting['renewed'][0]];
  const waiting = await proposalOn(made, one.account);
  expect(waiting.renews).not.toBeNull();
  must(await grant(one.id));
  expect(await endsOf(waiting.id)).toEqual([{ cause: 'withdrawn', appeal: one.id }]);
  expect(await viewOf(ada, made)).toMatchObject({ withdrawn: false, ended: false, withdraw: { state: 'open' } });
  expect(must(await memberToLift(ada, { wave: made.wave, account: one.account }))).toMatchObject({ stands: false, how: 'It was withdrawn before it was signed: nothing is in force there.' });
  const told = async (by: Staff) => must(await chainLines(by, { chain: `case:${one.caseId}` })).lines.slice(-3).map(({ actorName, says }) => `${actorName} ${says}`);
  const byBen = async (by: Staff) => must(await ledgerLines(by, { actor: ben.id, limit: 200 })).lines.filter(({ chain }) => chain === `case:${one.caseId}`).length;
  const whole = ['Ben granted the appeal', 'Ben lifted the decision: the appeal is granted', 'Ben ended the proposal that waited: the appeal is granted'];
  expect([await told(dov), await byBen(dov)]).toEqual([whole, 4]);
  expect([await told(iris), await byBen(iris)]).toEqual([Array.from({ length: 3 }, () => 'Somebody did something that is covered until you have read the evidence yourself'), 0]);
  // To her the wave is of two, and that account one that it leaves out.
  const page = must(await wavePage(iris, { wave: made.wave }));
  expect([page.lines.length, page.left]).toEqual([2, [{ account: one.account, name: expect.any(String), why: '' }]]);
  expect(must(await reviews(iris, { limit: 100 })).rows.find(({ wave }) => wave?.id === made.wave)?.wave?.size).toBe(2);
  expect(await wavesOf(reading(), made.ring)).toMatchObject([{ accounts: 2, of: 3, state: 'proposed' }]);
  expect(must(await outcomes(iris, { limit: 20 })).rows.find(({ id }) => id === one.id)?.status).toBeNull();
  expect(await read(iris, made, made.accounts)).toMatchObject({ code: 'stale' });
  expect(must(await read(iris, made, made.accounts.filter((account) => account !== one.account))).accounts).not.toContain(one.account);
  // She knows now what was proposed there, goes on with the rest, and reads the next on that account blind no more.
  expect([await told(iris), await wavesOf(reading(), made.ring)]).toEqual([[...whole.slice(1), 'Iris read the rest of a wave of which the proposal here came to nothing'], [expect.objectContaining({ accounts: 3, state: 'read' })]]);
  expect(await viewOf(iris, made)).toMatchObject({ covered: false, ended: false });
  must(await signMember(iris, { wave: made.wave, account: made.accounts.find((account) => account !== one.account)! }));
  const next = must(await propose(ada, one, 'suspension'));
  expect(await countersign(iris, next.decision, 'suspension')).toMatchObject({ code: 'conflict' });
  must(await countersign(cleo, next.decision, 'suspension'));
});

test('a wave of which appeals have ended all waits for nobody, and says so', async () => {
  const made = await waveOfRenewals(2, 2);
  const stateOn = async () => (await wavesOf(reading(), made.ring)).map(({ state }) => state);
  must(await grant(made.renewed[0]!.id));
  expect([await stateOn(), (await viewOf(ada, made)).ended]).toEqual([['proposed'], false]);
  must(await grant(made.renewed[1]!.id));
  expect(await stateOn()).toEqual(['withdrawn']);
  expect(await viewOf(ada, made)).toMatchObject({ ended: true, withdrawn: false, withdraw: { state: 'locked', reason: 'Nothing of this wave waits to be read.' } });
  expect(await withdraw(made)).toMatchObject({ code: 'move-closed' });
});

describe('two at once, of a wave: whoever has the case second judges by what the first has made of it', () => {
  const [GRANTED, WITHDRAWN] = ['a grant', 'the withdrawal of the wave'];

  test(`${GRANTED}, and ${WITHDRAWN} behind it: it takes back the rest`, async () => {
    const made = await waveOfRenewals(3, 1);
    const [one] = made.renewed as [Waiting['renewed'][0]];
    expect(await behindEachOther(one.caseId, () => grant(one.id), () => withdraw(made))).toEqual(['done', 'done']);
    for (const { id, account } of await decisionsIn(made.wave)) expect(await endsOf(id)).toEqual([{ cause: 'withdrawn', appeal: account === one.account ? one.id : null }]);
  });

  test(`${WITHDRAWN}, and ${GRANTED} behind it: what it ends has changed`, async () => {
    const made = await waveOfRenewals(3, 1);
    const [one] = made.renewed as [Waiting['renewed'][0]];
    const as = await asRead(ben, one.id);
    expect(await behindEachOther(one.caseId, () => withdraw(made), () => grantAppeal(ben, { ...as, reasons: 'The receipt is real.' }))).toEqual(['done', 'stale']);
    for (const { id } of await decisionsIn(made.wave)) expect(await endsOf(id)).toEqual([{ cause: 'withdrawn', appeal: null }]);
  });

  test(`${GRANTED}, and a verdict on the wave behind it: the wave is read again`, async () => {
    const made = await waveOfRenewals(3, 1);
    const [one] = made.renewed as [Waiting['renewed'][0]];
    expect(await behindEachOther(one.caseId, () => grant(one.id), () => read(iris, made, made.accounts))).toEqual(['done', 'stale']);
    expect(await reading().select().from(touches).where(eq(touches.staff, iris.id)).then((rows) => rows.filter(({ case: id }) => id === one.caseId))).toEqual([]);
  });

  test(`a verdict on the wave, and ${GRANTED} behind it: that one is withdrawn, and its reader goes on with the rest`, async () => {
    const made = await waveOfRenewals(3, 1);
    const [one] = made.renewed as [Waiting['renewed'][0]];
    expect(await behindEachOther(one.caseId, () => read(iris, made, made.accounts), () => grant(one.id))).toEqual(['done', 'done']);
    expect(await endsOf((await proposalOn(made, one.account)).id)).toEqual([{ cause: 'withdrawn', appeal: one.id }]);
    expect(await caseRow(one.caseId)).toMatchObject({ status: 'claimed', claimedBy: ada.id });
    expect((await linesOf(one.caseId)).at(-1)).toMatchObject({ command: 'appeal.grant', changes: expect.arrayContaining([{ field: 'no longer to countersign here', was: null, now: iris.id }]) });
    expect(await viewOf(iris, made)).toMatchObject({ covered: false });
    for (const account of made.accounts) expect((await signMember(iris, { wave: made.wave, account })).ok).toBe(account !== one.account);
    const next = must(await propose(ada, one, 'suspension'));
    expect(await countersign(iris, next.decision, 'suspension')).toMatchObject({ code: 'conflict' });
  });
});
