import { beforeAll, describe, expect, test } from 'vitest';
import { policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { claimCase } from '../../cases/commands/claim-case';
import { writeNote } from '../../cases/commands/write-note';
import { countersign, held, must, propose } from '../../decisions/commands/decided.fixture';
import { proposedWave, verdict } from '../../decisions/commands/wave.fixture';
import { signMember } from '../../decisions/commands/wave-steps';
import { withdrawDecision } from '../../decisions/commands/withdraw-decision';
import type { Staff } from '../../staff/actor';
import { chainLines, ledgerLines } from './ledger';

sandbox();
let ada: Staff;
let cleo: Staff;
let iris: Staff;
let dov: Staff;
beforeAll(async () => {
  await policyFor();
  [ada, cleo, iris, dov] = [await staffFor('moderator', { name: 'Ada' }), await staffFor('admin', { name: 'Cleo' }), await staffFor('admin', { name: 'Iris' }), await staffFor('auditor', { name: 'Dov' })];
});

const chainOf = async (by: Staff, caseId: string) => must(await chainLines(by, { chain: `case:${caseId}` })).lines;
/** Of a list, the chains and numbers of its lines. */
const placesIn = async (by: Staff, asked: Parameters<typeof ledgerLines>[1]) => must(await ledgerLines(by, { limit: 200, ...asked })).lines.map(({ chain, seq }) => `${chain} ${seq}`);

describe('while a proposal waits for its second reader', () => {
  test('its line names nobody, no act and nothing of it, and binds its proposer', async () => {
    const opened = await held(ada);
    const { decision } = must(await propose(ada, opened, 'suspension'));
    const sealed = (await chainOf(dov, opened.caseId)).at(-1)?.changes.find((change) => change.field === 'proposal, covered')?.now;
    expect(sealed).toMatch(/^[\w-]{20,}$/);
    expect(JSON.stringify(await chainOf(dov, opened.caseId)).toLowerCase()).not.toMatch(/suspension|2\.4|"measure"/);
    const [written, told] = [(await chainOf(dov, opened.caseId)).at(-1)!, (await chainOf(cleo, opened.caseId)).at(-1)!];
    expect(told).toEqual({
      chain: written.chain, seq: written.seq, at: written.at, digest: written.digest, previous: written.previous,
      actorKind: 'covered', actor: '', actorName: 'Somebody', command: '', says: 'did something that is covered until you have read the evidence yourself', changes: [], refs: {}, refusal: null, covered: { holds: true },
    });
    expect(written).toMatchObject({ actor: ada.id, actorName: 'Ada', command: 'decision.propose' });
    must(await countersign(cleo, decision, 'suspension'));
    expect((await chainOf(cleo, opened.caseId)).at(-1)?.changes).toContainEqual({ field: 'proposal', was: sealed, now: 'Suspension, on 2.4' });
    expect((await chainOf(cleo, opened.caseId)).at(written.seq - 1)).toEqual(written);
  });

  test('no list by person, act or outcome has it, and a list of all has it without a name', async () => {
    const [mine, opened] = [await staffFor('moderator', { name: 'Mo' }), await held(ada)];
    const line = `case:${opened.caseId} ${(await chainOf(dov, opened.caseId)).length + 1}`;
    await propose(ada, opened, 'closure', { grounds: [] });
    const { decision } = must(await propose(ada, opened, 'suspension'));
    const narrowed = [{ actor: ada.id }, { command: 'decision.propose' }, { decided: true }, { refusedOnly: true }, { actor: ada.id, chain: `case:${opened.caseId}` }, { actor: mine.id, decided: true }];
    const [tried, proposed] = [line, line.replace(/\d+$/, (seq) => String(Number(seq) + 1))];
    for (const asked of narrowed) expect((await placesIn(cleo, asked)).filter((place) => [tried, proposed].includes(place)), JSON.stringify(asked)).toEqual([]);
    expect((await placesIn(dov, { actor: ada.id })).filter((place) => [tried, proposed].includes(place))).toHaveLength(2);
    expect(await placesIn(cleo, { chain: `case:${opened.caseId}` })).toEqual(await placesIn(dov, { chain: `case:${opened.caseId}` }));
    // Told wherever it may be so, whether or not anything is covered.
    for (const [by, asked, leaves] of [[cleo, { actor: mine.id }, true], [cleo, {}, false], [dov, { actor: ada.id }, false], [ada, { actor: ada.id }, false]] as const) expect(must(await ledgerLines(by, asked)).leavesOut).toBe(leaves);
    must(await countersign(cleo, decision, 'suspension'));
    for (const asked of narrowed.slice(0, 3)) expect(await placesIn(cleo, asked)).toContain(proposed);
  });

  test('a page of a narrowed list is as long as if there were none, and goes on behind it', async () => {
    const mine = await staffFor('moderator', { name: 'Mo' });
    const open = await held(mine);
    for (const body of ['one', 'two', 'three']) must(await writeNote(mine, { caseId: open.caseId, body }));
    for (let nth = 0; nth < 3; nth += 1) must(await propose(mine, await held(mine), 'suspension'));
    const claims = 4;
    const first = must(await ledgerLines(cleo, { actor: mine.id, limit: 5 }));
    expect(first.lines.map(({ command }) => command)).toEqual(['case.claim', 'case.claim', 'case.claim', 'case.note', 'case.note']);
    const rest = must(await ledgerLines(cleo, { actor: mine.id, limit: 5, before: first.next! }));
    expect(rest.lines.map(({ command }) => command)).toEqual(['case.note', 'case.claim']);
    expect(rest.next).toBeNull();
    expect(must(await ledgerLines(cleo, { actor: mine.id, limit: 3 + claims })).next).toBeNull();
    expect(must(await ledgerLines(dov, { actor: mine.id, limit: 200 })).lines).toHaveLength(3 + claims + 3);
  });

  test('whoever cannot be its reader reads who proposed it, as on its page', async () => {
    const opened = await held(ada);
    must(await writeNote(cleo, { caseId: opened.caseId, body: 'I know them.' }));
    must(await propose(ada, opened, 'suspension'));
    for (const by of [ada, cleo, dov]) expect((await chainOf(by, opened.caseId)).at(-1)).toMatchObject({ actorName: 'Ada', command: 'decision.propose' });
    expect((await chainOf(iris, opened.caseId)).at(-1)).toMatchObject({ actorName: 'Somebody', command: '' });
  });

  test('what the reader did on the case before stays theirs, in its lists as well, and what it was is covered', async () => {
    const opened = await held(ada);
    must(await propose(ada, opened, 'payout-hold'));
    const renewal = must(await propose(ada, opened, 'payout-hold'));
    must(await countersign(cleo, renewal.decision, 'payout-hold'));
    const own = (await chainOf(cleo, opened.caseId)).find(({ command, actor }) => command === 'decision.countersign' && actor === cleo.id)!;
    must(await claimCase(ada, { caseId: opened.caseId }));
    must(await propose(ada, opened, 'suspension'));
    expect((await chainOf(cleo, opened.caseId)).find(({ seq }) => seq === own.seq)).toMatchObject({ actor: cleo.id, command: 'decision.countersign', changes: [], says: expect.stringContaining('covered') });
    expect(await placesIn(cleo, { actor: cleo.id, decided: true })).toContain(`${own.chain} ${own.seq}`);
    expect((await chainOf(iris, opened.caseId)).find(({ seq }) => seq === own.seq)).toMatchObject({ actorName: 'Somebody', command: '' });
  });

  test('that a wave was begun is covered like what it proposes, and told once all of it is read', async () => {
    const made = await proposedWave(2, ada);
    const begun = async (by: Staff) => must(await chainLines(by, { chain: 'main', limit: 1_000 })).lines.filter(({ refs }) => refs['wave'] === made.wave).map(({ actorName, command }) => `${actorName} ${command}`);
    expect(await begun(dov)).toEqual(['Ada wave.propose']);
    expect(await begun(iris)).toEqual([]);
    expect(await placesIn(iris, { chain: 'main' })).toEqual(await placesIn(dov, { chain: 'main' }));
    must(await verdict(cleo, made));
    // Whoever read it reads of it from then on, and nobody else who may still read the rest.
    expect([await begun(cleo), await begun(iris)]).toEqual([['Ada wave.propose', 'Cleo wave.countersign'], []]);
    expect((await chainOf(cleo, made.members[0]!.caseId)).filter(({ covered }) => covered !== undefined)).toEqual([]);
    for (const account of made.accounts) must(await signMember(cleo, { wave: made.wave, account }));
    expect(await begun(iris)).toEqual(['Ada wave.propose', 'Cleo wave.countersign']);
  });
});

test('before anything stands, what somebody tried in vain to propose is covered from whoever may read the next one blind, and told once it is settled', async () => {
  const opened = await held(ada);
  expect(await propose(ada, opened, 'restriction', { fields: { what: [] } })).toMatchObject({ ok: false });
  const last = async (by: Staff) => (await chainOf(by, opened.caseId)).at(-1)!;
  const place = (await last(dov)).seq;
  expect(await last(dov)).toMatchObject({ actorName: 'Ada', command: 'decision.propose', refusal: 'invalid' });
  expect(await last(ada)).toEqual(await last(dov));
  for (const by of [cleo, iris]) expect(await last(by)).toMatchObject({ actorName: 'Somebody', command: '', refusal: null, covered: { holds: true } });
  expect(await placesIn(cleo, { refusedOnly: true })).not.toContain(`case:${opened.caseId} ${place}`);
  expect(await placesIn(dov, { refusedOnly: true })).toContain(`case:${opened.caseId} ${place}`);
  // Who has a hand in the case reads nothing there blind.
  must(await writeNote(cleo, { caseId: opened.caseId, body: 'I know them.' }));
  expect((await chainOf(cleo, opened.caseId)).find(({ seq }) => seq === place)).toMatchObject({ actorName: 'Ada' });
  must(await propose(ada, opened, 'dismiss'));
  expect((await chainOf(iris, opened.caseId)).find(({ seq }) => seq === place)).toMatchObject({ actorName: 'Ada', refusal: 'invalid' });
});

test('of what came to nothing its reading is covered from whoever may read the next, and no line that tells nothing of it', async () => {
  const opened = await held(ada);
  must(await propose(ada, opened, 'payout-hold'));
  const first = must(await propose(ada, opened, 'closure'));
  must(await countersign(cleo, first.decision, 'restriction', { words: 'A restriction is enough.' }));
  const second = must(await propose(ada, opened, 'suspension'));
  must(await withdrawDecision(ada, { decisionId: second.decision, words: 'The wrong length.' }));
  expect(await propose(ada, opened, 'closure', { grounds: [] })).toMatchObject({ ok: false });
  const from = (await chainOf(dov, opened.caseId)).find(({ command }) => command === 'decision.propose')!.seq;
  const read = async (by: Staff) => (await chainOf(by, opened.caseId)).filter(({ seq }) => seq >= from);
  const lines = await read(iris);
  expect(lines.map(({ command, refs, covered }) => [command, refs['decision'], covered !== undefined])).toEqual([
    ['decision.propose', expect.any(String), false], ['decision.propose', first.decision, false], ['', undefined, true],
    ['decision.propose', second.decision, false], ['decision.withdraw', second.decision, false], ['', undefined, true],
  ]);
  expect(lines[0]!.says).toBe('decided: payout hold');
  expect(JSON.stringify(lines)).not.toMatch(/closure|restriction|suspension|wrong length/i);
  expect((await read(dov)).every(({ covered }) => covered === undefined)).toBe(true);
  // While the next one waits nothing of the case's decisions is told.
  must(await propose(ada, opened, 'suspension'));
  expect((await read(iris)).every(({ covered, actorName, command }) => covered?.holds === true && actorName === 'Somebody' && command === '')).toBe(true);
});
