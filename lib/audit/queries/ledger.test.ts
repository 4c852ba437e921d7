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
let dov: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, dov] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('auditor', { name: 'Dov' })];
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
