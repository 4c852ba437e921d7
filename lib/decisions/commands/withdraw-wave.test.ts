import { beforeAll, describe, expect, test } from 'vitest';
import { linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import type { Staff } from '../../staff/actor';
import { caseDecisions } from '../queries/case-decisions';
import { reviews } from '../queries/reviews';
import { wavePage } from '../queries/wave-page';
import { caseRow, cast, must, type Cast } from './decided.fixture';
import { begin, decisionsIn, inForce, proposedWave, ringLines, verdict, wordsOf } from './wave.fixture';
import { proposeMember, signMember } from './wave-steps';
import { withdrawDecision } from './withdraw-decision';
import { withdrawWave } from './withdraw-wave';

sandbox();
let { ada, ben, cleo } = {} as Cast;
beforeAll(async () => { ({ ada, ben, cleo } = await cast()); });

describe('wave.withdraw', () => {
  const withdraw = (by: Staff, { wave }: { wave: string }, reason = 'The wallet belongs to the payment service.') => withdrawWave(by, { wave, words: reason });

  test('takes all of it back in one act: each case is its proposer’s again, nothing waits, and no reader learns what it said', async () => {
    const made = await proposedWave(3, ada);
    expect(must(await wavePage(ada, made)).view).toMatchObject({ covered: false, withdraw: { state: 'open' }, withdrawn: false });
    expect([...must(await withdraw(ada, made)).accounts].sort()).toEqual([...made.accounts].sort());
    for (const { caseId } of made.members) {
      expect(await caseRow(caseId)).toMatchObject({ status: 'claimed', claimedBy: ada.id });
      expect((await linesOf(caseId)).at(-1)).toMatchObject({ command: 'wave.withdraw', says: 'withdrew the proposal before anybody had read it', refs: { wave: made.wave } });
    }
    expect((await ringLines(made.wave)).at(-1)).toMatchObject({ command: 'wave.withdraw', actor: ada.id, says: 'withdrew a wave before anybody had read it: 3 proposals' });
    expect(JSON.stringify(await ringLines(made.wave))).not.toMatch(/suspen|wallet/i);
    expect(must(await reviews(cleo, { limit: 100 })).rows.filter(({ wave }) => wave?.id === made.wave)).toEqual([]);
    expect(await wavePage(cleo, made)).toMatchObject({ ok: false, code: 'conflict' });
    for (const row of await decisionsIn(made.wave)) expect(must(await caseDecisions(cleo, { caseId: row.case }))).toMatchObject({ decisions: [{ covered: true }] });
    expect(must(await wavePage(ada, made))).toMatchObject({ pending: [], lines: made.accounts.map(() => ({ status: 'withdrawn' })), view: { withdrawn: true, standing: 0, withdraw: { state: 'locked' } } });
    expect(await verdict(cleo, made)).toMatchObject({ code: 'move-closed', words: 'Whoever proposed this wave has withdrawn it.' });
    // Nothing is added to it, and the same ring is decided on anew, by a reader who saw nothing.
    expect(wordsOf(await proposeMember(ada, { wave: made.wave, account: made.accounts[0]! }))).toContain('was withdrawn');
    const { wave, accounts } = must(await begin(made, ada));
    for (const account of accounts) must(await proposeMember(ada, { wave, account }));
    must(await verdict(cleo, { wave, accounts }));
    for (const account of accounts) must(await signMember(cleo, { wave, account }));
    expect(await inForce(wave)).toHaveLength(3);
  });

  test('is for whoever began it, whole, with a reason, and before a second person has read it', async () => {
    const made = await proposedWave(2, ada);
    const [row] = await decisionsIn(made.wave);
    expect(await withdrawDecision(ada, { decisionId: row!.id, words: 'This one only.' })).toMatchObject({ code: 'move-closed', words: 'It is one of a wave, which is withdrawn whole.' });
    expect(await withdraw(ben, made)).toMatchObject({ code: 'not-allowed' });
    expect(await withdraw(await staffFor('auditor'), made)).toMatchObject({ code: 'not-allowed' });
    expect(await withdraw(ada, made, ' ')).toMatchObject({ code: 'invalid', fields: { words: expect.any(String) } });
    expect(await withdraw(ada, { wave: 'wave_none' })).toMatchObject({ code: 'not-found' });
    must(await verdict(cleo, made));
    expect(await withdraw(ada, made)).toMatchObject({ code: 'move-closed', words: expect.stringContaining('has read this wave') });
    expect((await decisionsIn(made.wave)).length).toBe(2);
    for (const { caseId } of made.members) expect((await caseRow(caseId)).status).toBe('proposed');
  });

  test('against a verdict at the same moment: one of the two, and all of the wave with it', async () => {
    for (let round = 0; round < 4; round += 1) {
      const made = await proposedWave(2, ada);
      const [read, back] = await Promise.all([verdict(cleo, made), withdraw(ada, made)]);
      expect([read.ok, back.ok].filter(Boolean)).toHaveLength(1);
      const states = await Promise.all(made.members.map(async ({ caseId }) => (await caseRow(caseId)).status));
      expect(new Set(states)).toEqual(new Set([read.ok ? 'proposed' : 'claimed']));
    }
  });
});
