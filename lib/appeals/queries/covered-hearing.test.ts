import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange, versionOf } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { appeals as table, touches } from '../../../db/schema';
import { chainLines } from '../../audit/queries/ledger';
import { writeNote } from '../../cases/commands/write-note';
import { cast, countersign, FIELDS, held, moveCase, must, propose, type Cast } from '../../decisions/commands/decided.fixture';
import { proposedWave, verdict } from '../../decisions/commands/wave.fixture';
import { signMember } from '../../decisions/commands/wave-steps';
import { coveredCases } from '../../decisions/queries/covered-accounts';
import { reviewPage } from '../../decisions/queries/review-page';
import { reviews } from '../../decisions/queries/reviews';
import { HOUR } from '../../kernel/instant';
import type { Staff } from '../../staff/actor';
import { fileAppeal } from '../commands/file-appeal';
import { grantAppeal } from '../commands/grant-appeal';
import { asRead, holderOf } from '../commands/heard.fixture';
import { refuseAppeal } from '../commands/refuse-appeal';
import { takeAppeal } from '../commands/take-appeal';
import { appeals, outcomes } from './appeals';
import { COVERED_HEARING } from './covered-hearing';
import { hearingPage } from './hearing';

sandbox();
let { ada, ben, cleo, iris } = {} as Cast;
// Each has colleagues of its own: who else is there is what the refusals tell.
beforeEach(async () => {
  await arrange((tx) => tx.execute('update staff set disabled_at = now()'));
  ({ ada, ben, cleo, iris } = await cast());
});

/** A hold of Ada's and the appeal against it, which nobody hears yet. */
async function appealed() {
  const opened = await held(ada);
  const { decision } = must(await propose(ada, opened, 'payout-hold'));
  const { id } = must(await fileAppeal(await holderOf(decision), { text: 'The money is mine.' }));
  await moveCase(opened.caseId, { heldUntil: Date.now() + HOUR });
  return { ...opened, first: decision, id };
}
type Appealed = Awaited<ReturnType<typeof appealed>>;
const FEWER = { fields: { ...FIELDS['payout-hold'], hours: 48 } };
const renew = async (on: Appealed) => must(await propose(ada, on, 'payout-hold', FEWER)).decision;
const barredOf = async (by: Staff, renewal: string) => must(await reviews(by, { limit: 100 })).rows.find(({ decision }) => decision === renewal)?.barred;
const rowOf = async (by: Staff, id: string) => must(await appeals(by, { limit: 100 })).rows.find((row) => row.id === id);

describe('an admin who hears an appeal', () => {
  test('goes on where a renewal is proposed meanwhile, reads of it like everybody with a hand in the case, and is not its reader', async () => {
    const on = await appealed();
    must(await takeAppeal(iris, { id: on.id }));
    expect((await reading().select().from(touches).where(eq(touches.case, on.caseId))).filter(({ staff }) => staff === iris.id)).toMatchObject([{ how: 'heard' }]);
    const renewal = await renew(on);
    const heard = 'You took part in this case (took its appeal to hear it), so somebody else has to countersign.';
    expect([await barredOf(iris, renewal), await barredOf(cleo, renewal)]).toEqual([heard, null]);
    expect(await countersign(iris, renewal, 'payout-hold', FEWER)).toMatchObject({ code: 'conflict', words: heard });
    expect(must(await reviewPage(iris, { decisionId: renewal })).view).toMatchObject({ covered: false, barred: heard, nobodyLeft: false });
    // By the rule and by rows alike.
    for (const [by, isBlind] of [[iris, false], [cleo, true]] as const) {
      expect((await coveredCases(reading(), by, [on.caseId], Date.now())).has(on.caseId)).toBe(isBlind);
      expect(must(await chainLines(by, { chain: `case:${on.caseId}` })).lines.some(({ covered }) => covered !== undefined)).toBe(isBlind);
    }
    expect(must(await hearingPage(iris, { id: on.id }))).toMatchObject({ decision: { ends: `${on.first} ${renewal}` }, moves: { grant: { state: 'open' } }, independence: { mayHear: true, touched: ['Ada'] } });
    must(await grantAppeal(iris, { ...(await asRead(iris, on.id)), reasons: 'The receipt is real.' }));
  });

  test('reads no other proposal on the case blind, once it is heard or her hearing has lapsed', async () => {
    const [refused, lapsed] = [await appealed(), await appealed()];
    for (const { id } of [refused, lapsed]) must(await takeAppeal(iris, { id }));
    must(await refuseAppeal(iris, { id: refused.id, version: await versionOf({ appeal: refused.id }), reasons: 'No receipt came.' }));
    await arrange((tx) => tx.update(table).set({ leaseUntil: Date.now() - 1 }).where(eq(table.id, lapsed.id)));
    must(await takeAppeal(ben, { id: lapsed.id }));
    for (const on of [refused, lapsed]) expect(await countersign(iris, await renew(on), 'payout-hold', FEWER)).toMatchObject({ code: 'conflict' });
    // Another appeal on the case is theirs to hear all the same.
    expect(await rowOf(iris, lapsed.id)).toMatchObject({ barred: null });
  });

  test('is told so where she was the only one left: it waits for another', async () => {
    const on = await appealed();
    must(await writeNote(cleo, { caseId: on.caseId, body: 'I know them.' }));
    must(await takeAppeal(iris, { id: on.id }));
    expect(must(await reviewPage(ada, { decisionId: await renew(on) })).view).toMatchObject({ nobodyLeft: true });
  });
});

describe('an appeal is covered from whoever may still read blind what waits on its case', () => {
  const tried = async (by: Staff, { id }: Appealed) => {
    const [page, taken] = [await hearingPage(by, { id }), await takeAppeal(by, { id })];
    expect(taken).toEqual(page);
    return page.ok ? '' : `${page.code} ${page.words.replace(/^.*covered from you\. /, '')}`;
  };

  test('and is not theirs to hear: the proposal keeps its reader, and the refusal says who hears', async () => {
    const on = await appealed();
    const renewal = await renew(on);
    expect(await tried(iris, on)).toBe('conflict Ben can hear it now; whoever reads the proposal cannot any more.');
    expect((await rowOf(iris, on.id))?.barred).toContain('you may be that reader');
    expect(await rowOf(ben, on.id)).toMatchObject({ barred: null });
    expect(await barredOf(iris, renewal)).toBeNull();
    must(await countersign(iris, renewal, 'payout-hold', FEWER));
    expect(await takeAppeal(iris, { id: on.id })).toMatchObject({ words: expect.stringContaining('countersigned a decision') });
    must(await takeAppeal(cleo, { id: on.id }));
  });

  /** Nobody can hear it by the list and by the page alike, as whoever may read both sees it. */
  const independent = async ({ id }: Appealed) => [(await rowOf(ada, id))?.independent, must(await hearingPage(ada, { id })).independence.independent];

  test('where others hear it only after it is read, one admin reads and another hears', async () => {
    const on = await appealed();
    expect(await independent(on)).toEqual([3, 3]);
    must(await writeNote(ben, { caseId: on.caseId, body: 'I know them.' }));
    const renewal = await renew(on);
    for (const by of [iris, cleo]) expect(await tried(by, on)).toBe('conflict Whoever reads the proposal cannot hear it any more: one admin reads, and another hears it then.');
    expect(await independent(on)).toEqual([0, 0]);
    must(await countersign(cleo, renewal, 'payout-hold', FEWER));
    expect(await independent(on)).toEqual([1, 1]);
    must(await takeAppeal(iris, { id: on.id }));
  });

  test('the last who can hear it is told to leave the proposal, and not whether somebody else may read it; whoever can read it and not hear is told so', async () => {
    const [on, other] = [await appealed(), await appealed()];
    const touch = (staff: Staff, how: 'claimed' | 'noted', { caseId }: Appealed) => arrange((tx) => tx.insert(touches).values({ case: caseId, staff: staff.id, how, at: Date.now() }));
    for (const one of [on, other]) must(await writeNote(ben, { caseId: one.caseId, body: 'I know them.' }));
    await touch(cleo, 'claimed', on);
    await touch(cleo, 'noted', other);
    const [renewal] = [await renew(on), await renew(other)];
    for (const one of [on, other]) expect(await tried(iris, one)).toBe('conflict Leave the proposal to another admin, or to one who is still to come: nobody else can hear the appeal, and it is open to you once that is read.');
    const held = 'You touched this case (held it), so somebody else hears the appeal.';
    expect([await tried(cleo, on), (await rowOf(cleo, on.id))?.barred]).toEqual([`conflict ${held}`, held]);
    must(await countersign(cleo, renewal, 'payout-hold', FEWER));
    must(await takeAppeal(iris, { id: on.id }));
  });

  test('what came of one before is covered like the case: on its page, in the list and in the ledger', async () => {
    const on = await appealed();
    must(await takeAppeal(ben, { id: on.id }));
    must(await refuseAppeal(ben, { id: on.id, version: await versionOf({ appeal: on.id }), reasons: 'The hold was right.' }));
    const renewal = await renew(on);
    expect(await hearingPage(iris, { id: on.id })).toMatchObject({ code: 'conflict', words: COVERED_HEARING });
    const [told, outcome] = [async (by: Staff) => must(await chainLines(by, { chain: `case:${on.caseId}` })).lines, async (by: Staff) => must(await outcomes(by, { limit: 20 })).rows.find(({ id }) => id === on.id)?.status];
    expect(JSON.stringify(await told(iris))).not.toMatch(/hold was right|appeal/);
    expect((await told(ada)).filter(({ command }) => command.startsWith('appeal.')).map(({ says }) => says)).toEqual(['appealed', 'took the appeal to hear it', 'refused the appeal']);
    expect([await outcome(iris), await outcome(ada)]).toEqual([null, 'refused']);
    must(await countersign(iris, renewal, 'payout-hold', FEWER));
    expect([await told(iris), await outcome(iris)]).toEqual([await told(ada), 'refused']);
  });
});

test('whoever has committed a verdict on a wave hears no appeal on any of it, on what was signed before included', async () => {
  const made = await proposedWave(3, ada);
  const [signed, ...rest] = made.accounts as [string, ...string[]];
  must(await verdict(cleo, made));
  const { decision } = must(await signMember(cleo, { wave: made.wave, account: signed }));
  must(await verdict(iris, { wave: made.wave, accounts: rest }));
  const { id } = must(await fileAppeal(await holderOf(decision), { text: 'We share a desk.' }));
  for (const by of [cleo, iris]) expect(await takeAppeal(by, { id })).toMatchObject({ code: 'conflict', words: expect.stringContaining('countersigned a decision') });
  expect(await rowOf(ben, id)).toMatchObject({ barred: null, independent: 1 });
});
