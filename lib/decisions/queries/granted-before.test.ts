import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { openCase, openRing, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { fileAppeal } from '../../appeals/commands/file-appeal';
import { grantAppeal } from '../../appeals/commands/grant-appeal';
import { asRead, holderOf } from '../../appeals/commands/heard.fixture';
import { takeAppeal } from '../../appeals/commands/take-appeal';
import { appeals, outcomes } from '../../appeals/queries/appeals';
import { claimCase } from '../../cases/commands/claim-case';
import { fillTray } from '../../cases/commands/fill-tray';
import { ringPage } from '../../insights/queries/rings';
import type { Staff } from '../../staff/actor';
import { cast, countersign, decided, held, HEARD, moveCase, must, propose, type Cast } from '../commands/decided.fixture';
import { begin, verdict } from '../commands/wave.fixture';
import { proposeMember, signMember } from '../commands/wave-steps';
import { grantedBefore } from './granted-before';
import { reviewPage } from './review-page';
import { trayPage } from './tray';
import { wavePage } from './wave-page';
import { wavePlan } from './wave-plan';

sandbox();
let { ada, ben, cleo, iris, dov } = {} as Cast;
beforeAll(async () => { ({ ada, ben, cleo, iris, dov } = await cast()); });

const GRANTED = expect.stringMatching(/^An appeal against its suspension was granted on \d+ \w+ \d{4}\.$/);

/** The holder appeals against the decision, and Ben finds that it was wrong. */
async function grant(decision: string): Promise<string> {
  const id = await appeal(decision);
  must(await takeAppeal(ben, { id }));
  must(await grantAppeal(ben, { ...(await asRead(ben, id)), reasons: 'We were wrong.' }));
  return id;
}
const appeal = async (decision: string): Promise<string> => must(await fileAppeal(await holderOf(decision), { text: 'It was my own laptop.' })).id;

/** A ring of two, of which the first was suspended, and the suspension lifted on appeal. */
async function ringWithGrant() {
  const made = await openRing(2);
  const [first, second] = made.members as [typeof made.members[0], typeof made.members[0]];
  for (const { caseId } of made.members) await moveCase(caseId, HEARD);
  must(await claimCase(ada, { caseId: first.caseId, alone: true }));
  const { decision } = must(await propose(ada, first, 'suspension'));
  must(await countersign(cleo, decision, 'suspension'));
  await grant(decision);
  return { ...made, first, second };
}

const appealedOn = async (who: Staff, ring: string) => Object.fromEntries(must(await ringPage(who, { ring })).members.map(({ account, appealed }) => [account, appealed]));

test('whose last measure was lifted on appeal is in no decision on the ring by default; put in by hand, whoever reads the wave blind is told of it', async () => {
  const { ring, first, second, members } = await ringWithGrant();
  const { lines, carveOuts } = must(await wavePlan(ada, { ring, measure: 'suspension' }));
  expect(lines.find(({ account }) => account === first.account)).toMatchObject({ leave: 'appealed', why: GRANTED, free: true, case: null });
  expect(lines.find(({ account }) => account === second.account)).toMatchObject({ leave: null });
  expect(carveOuts).toContainEqual({ id: 'appealed', words: 'an appeal was granted' });
  for (const by of [ada, iris, dov]) expect(await appealedOn(by, ring)).toEqual({ [first.account]: GRANTED, [second.account]: null });
  const { wave, accounts } = must(await begin({ ring, members }, ada));
  expect([...accounts].sort()).toEqual([first.account, second.account].sort());
  for (const account of accounts) must(await proposeMember(ada, { wave, account }));
  const page = must(await wavePage(iris, { wave }));
  expect(page.view.covered).toBe(true);
  expect(page.lines.map(({ account, appealed }) => [account, appealed])).toEqual(expect.arrayContaining([[first.account, GRANTED], [second.account, null]]));
  // Once another measure holds, what was granted before it is what that was decided in the knowledge of.
  must(await verdict(iris, { wave, accounts }));
  for (const account of accounts) must(await signMember(iris, { wave, account }));
  expect(must(await wavePage(iris, { wave })).lines.map(({ appealed }) => appealed)).toEqual([null, null]);
  expect(await appealedOn(dov, ring)).toEqual({ [first.account]: null, [second.account]: null });
});

test('the second reader of a single decision is told of it as well, and so is the tray', async () => {
  const before = await decided('suspension', ada, cleo);
  await grant(before.decision);
  const { caseId } = await openCase({ account: before.account, columns: HEARD });
  must(await fillTray(ada, { cases: [caseId] }));
  expect(must(await trayPage(ada, { measure: 'restriction' })).lines).toMatchObject([{ account: before.account, appealed: GRANTED, gate: { state: 'open' } }]);
  must(await claimCase(ada, { caseId }));
  const proposed = must(await propose(ada, { caseId }, 'suspension'));
  const read = async (who: Staff, decisionId: string) => must(await reviewPage(who, { decisionId })).appealed;
  for (const by of [iris, ada, dov]) expect(await read(by, proposed.decision)).toEqual(GRANTED);
  must(await countersign(iris, proposed.decision, 'suspension'));
  expect(await read(iris, proposed.decision)).toBeNull();
  const other = await held(ada);
  expect(await read(iris, must(await propose(ada, other, 'suspension')).decision)).toBeNull();
});

test('what was decided before the grant, and holds still, was decided without knowing of it: the words stay beside it', async () => {
  const { account, decision } = await decided('suspension', ada, cleo);
  const closure = must(await propose(ada, await held(ada, { account }), 'closure')).decision;
  must(await countersign(iris, closure, 'closure'));
  await grant(decision);
  expect([...await grantedBefore(reading(), dov, [account], Date.now())]).toEqual([[account, GRANTED]]);
});

test('on the case that waits for its reader the measure is not named, there nor among the appeals, which name the case', async () => {
  const [opened, other] = [await held(ada), await held(ada)];
  const [hold, waits] = [must(await propose(ada, opened, 'payout-hold')), must(await propose(ada, other, 'payout-hold'))];
  const [heard, unheard] = [await grant(hold.decision), await appeal(waits.decision)];
  const { decision } = must(await propose(ada, opened, 'suspension'));
  must(await propose(ada, other, 'suspension'));
  const reader = await staffFor('admin');
  expect(must(await reviewPage(reader, { decisionId: decision })).appealed).toMatch(/^An appeal against a measure on it was granted on /);
  expect(must(await reviewPage(ada, { decisionId: decision })).appealed).toMatch(/^An appeal against its payout hold was granted on /);
  const against = async (by: Staff) => [
    must(await outcomes(by, { limit: 20 })).rows.find(({ id }) => id === heard)?.measure, must(await appeals(by, { limit: 20 })).rows.find(({ id }) => id === unheard)?.measure,
  ];
  for (const [by, told] of [[reader, 'A measure'], [ada, 'Payout hold'], [dov, 'Payout hold']] as const) expect(await against(by)).toEqual([told, told]);
});

test('what was granted on one of a wave is not told to whoever may still read the rest of it blind', async () => {
  const half = await openRing(2);
  for (const { caseId } of half.members) await moveCase(caseId, HEARD);
  const { wave, accounts } = must(await begin(half, ada));
  for (const account of accounts) must(await proposeMember(ada, { wave, account }));
  must(await verdict(cleo, { wave, accounts }));
  const signed = accounts[0]!;
  const { decision } = must(await signMember(cleo, { wave, account: signed }));
  await grant(decision);
  expect((await appealedOn(iris, half.ring))[signed]).toBeNull();
  expect((await appealedOn(dov, half.ring))[signed]).toEqual(GRANTED);
  must(await signMember(cleo, { wave, account: accounts[1]! }));
  expect((await appealedOn(iris, half.ring))[signed]).toEqual(GRANTED);
});
