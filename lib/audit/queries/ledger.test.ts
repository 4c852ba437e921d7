import { beforeAll, expect, test } from 'vitest';
import { openCase, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { claimCase } from '../../cases/commands/claim-case';
import { writeNote } from '../../cases/commands/write-note';
import { queueShift } from '../../cases/queries/queue-shift';
import { countersign, held, must, propose } from '../../decisions/commands/decided.fixture';
import { withdrawDecision } from '../../decisions/commands/withdraw-decision';
import { clock } from '../../kernel/clock';
import { DAY } from '../../kernel/instant';
import type { Staff } from '../../staff/actor';
import { chainLines, ledgerLines, ledgerState } from './ledger';

sandbox();
let ada: Staff;
let cleo: Staff;
let dov: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, cleo, dov] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('admin', { name: 'Cleo' }), await staffFor('auditor', { name: 'Dov' })];
});

test('a case’s chain tells its story from the beginning, page by page', async () => {
  const { caseId } = await openCase();
  must(await claimCase(ada, { caseId }));
  for (const body of ['one', 'two', 'three']) must(await writeNote(ada, { caseId, body }));
  const first = must(await chainLines(dov, { chain: `case:${caseId}`, limit: 2 }));
  expect(first.length).toBe(4);
  expect(first.lines.map((line) => line.seq)).toEqual([1, 2]);
  expect(must(await chainLines(dov, { chain: `case:${caseId}`, after: 2 })).lines.map((line) => line.seq)).toEqual([3, 4]);
});

test('the newest lines over all chains come by actor, command and chain, and every line once over the pages', async () => {
  const mine = await staffFor('moderator');
  const opened = await Promise.all(Array.from({ length: 5 }, () => openCase()));
  for (const { caseId } of opened) { must(await claimCase(mine, { caseId })); must(await writeNote(mine, { caseId, body: 'x' })); }
  await writeNote(mine, { caseId: 'case_none', body: 'x' });
  const seen: string[] = [];
  for (let before: { at: number; chain: string; seq: number } | undefined; ;) {
    const page = must(await ledgerLines(dov, { actor: mine.id, limit: 3, before }));
    seen.push(...page.lines.map((line) => `${line.chain} ${line.seq}`));
    if (page.next === null) break;
    before = page.next;
  }
  expect(seen).toHaveLength(11);
  expect(new Set(seen).size).toBe(11);
  expect(must(await ledgerLines(dov, { actor: mine.id, command: 'case.note' })).lines).toHaveLength(6);
  expect(must(await ledgerLines(dov, { actor: mine.id, command: 'case.note', chain: `case:${opened[0]!.caseId}` })).lines).toHaveLength(1);
  expect(must(await ledgerState(dov, {})).lines).toBeGreaterThanOrEqual(11);
  expect(await ledgerLines(dov, { limit: 0 })).toMatchObject({ code: 'invalid' });
});

test('what somebody decided today is a line each, as many as are counted: not what was withdrawn or refused, nor what a decision has ended', async () => {
  const mine = await staffFor('admin');
  const case_ = await held(mine);
  must(await propose(mine, case_, 'payout-hold'));
  must(await propose(mine, case_, 'dismiss'));
  const slip = must(await propose(mine, await held(mine), 'watch'));
  must(await withdrawDecision(mine, { decisionId: slip.decision }));
  await propose(mine, await openCase(), 'watch');
  const theirs = must(await propose(ada, await held(ada), 'suspension'));
  must(await countersign(mine, theirs.decision, 'suspension'));
  const today = Math.floor(clock.now() / DAY) * DAY;
  const decided = must(await ledgerLines(dov, { actor: mine.id, decided: true, since: today })).lines;
  expect(decided.map(({ command, refusal }) => [command, refusal])).toEqual([['decision.countersign', null], ['decision.propose', null], ['decision.propose', null]]);
  expect(must(await queueShift(mine, {})).decidedToday).toBe(decided.length);
  expect(must(await ledgerLines(dov, { actor: mine.id, decided: true, since: today + DAY })).lines).toEqual([]);
  expect(must(await ledgerLines(dov, { actor: mine.id })).lines.length).toBeGreaterThan(decided.length);
});

test('while a proposal waits for its second reader the ledger binds its proposer and gives nothing away', async () => {
  const opened = await held(ada);
  const { decision } = must(await propose(ada, opened, 'suspension'));
  const read = async (by = cleo) => must(await chainLines(by, { chain: `case:${opened.caseId}` })).lines;
  const sealed = (await read(dov)).at(-1)?.changes.find((change) => change.field === 'proposal, covered')?.now;
  expect(sealed).toMatch(/^[\w-]{20,}$/);
  expect(JSON.stringify(await read(dov)).toLowerCase()).not.toMatch(/suspension|2\.4|"measure"/);
  expect((await read()).at(-1)).toMatchObject({ command: 'decision.propose', changes: [], says: expect.stringContaining('covered'), covered: { holds: true } });
  must(await countersign(cleo, decision, 'suspension'));
  expect((await read()).at(-1)?.changes).toContainEqual({ field: 'proposal', was: sealed, now: 'Suspension, on 2.4' });
});

test('of what came to nothing its reading is covered from whoever may read the next, and no line that tells nothing of it', async () => {
  const iris = await staffFor('admin', { name: 'Iris' });
  const opened = await held(ada);
  must(await propose(ada, opened, 'payout-hold'));
  const first = must(await propose(ada, opened, 'closure'));
  must(await countersign(cleo, first.decision, 'restriction', { words: 'A restriction is enough.' }));
  const second = must(await propose(ada, opened, 'suspension'));
  must(await withdrawDecision(ada, { decisionId: second.decision, words: 'The wrong length.' }));
  expect(await propose(ada, opened, 'closure', { grounds: [] })).toMatchObject({ ok: false });
  const read = async (by: Staff) => must(await chainLines(by, { chain: `case:${opened.caseId}` })).lines.filter(({ command }) => command.startsWith('decision.'));
  const lines = await read(iris);
  expect(lines.map(({ command, refs, refusal, covered }) => [command, refs['decision'] ?? refusal, covered !== undefined])).toEqual([
    ['decision.propose', expect.any(String), false], ['decision.propose', first.decision, false], ['decision.countersign', first.decision, true],
    ['decision.propose', second.decision, false], ['decision.withdraw', second.decision, false], ['decision.propose', 'invalid', true],
  ]);
  expect(lines[0]!.says).toBe('decided: payout hold');
  expect(JSON.stringify(lines)).not.toMatch(/closure|restriction|suspension|wrong length/i);
  expect((await read(dov)).every(({ covered }) => covered === undefined)).toBe(true);
  // While the next one waits nothing of the case's decisions is told.
  must(await propose(ada, opened, 'suspension'));
  expect((await read(iris)).every(({ covered }) => covered?.holds)).toBe(true);
});
