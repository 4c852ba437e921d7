import { beforeAll, expect, test } from 'vitest';
import { arrange, openCase, openRing, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { policies } from '../../../db/schema';
import { claimCase } from '../../cases/commands/claim-case';
import { fillTray } from '../../cases/commands/fill-tray';
import { releaseCase } from '../../cases/commands/release-case';
import { queuePage } from '../../cases/queries/queue';
import { queueAsked } from '../../cases/queue';
import { clock } from '../../kernel/clock';
import { STANDARD_POLICY } from '../../policy/standard';
import type { Staff } from '../../staff/actor';
import { held, must, propose } from '../commands/decided.fixture';
import { togetherOn, trayPage, type TrayLine } from './tray';

sandbox();
let ben: Staff;
let cleo: Staff;
beforeAll(async () => {
  await policyFor();
  [ben, cleo] = [await staffFor('moderator', { name: 'Ben' }), await staffFor('admin', { name: 'Cleo' })];
});

const tray = async (who: Staff, measure?: string) => must(await trayPage(who, { measure }));
const queueOdds = async (who: Staff, account: string) => must(await queuePage(who, queueAsked.parse({ q: account }))).cases[0]!.logOdds;
const words = ({ gate }: TrayLine) => (gate.state === 'open' ? 'open' : gate.reason);

test('only measures that one person takes are offered', async () => {
  expect((await tray(ben)).measures.map(({ id }) => id)).toEqual(['dismiss', 'watch', 'ask', 'step-up', 'payout-hold', 'restriction']);
  expect((await tray(ben, 'closure')).measures.filter(({ chosen }) => chosen)).toEqual([]);
});

test('each case is judged by itself: free, one’s own, another’s, settled, in a ring', async () => {
  const ada = await staffFor('moderator', { name: 'Ada' });
  const [free, own, taken, over] = [await openCase(), await held(ada), await held(ben), await held(ada)];
  must(await propose(ada, over, 'dismiss'));
  const { members } = await openRing(2);
  const all = [free, own, taken, over, members[0]!];
  for (const { caseId } of all) must(await fillTray(ada, { cases: [caseId] }));
  const { lines } = await tray(ada, 'watch');
  const of = Object.fromEntries(lines.map((line) => [line.account, line]));
  expect(all.map(({ account }) => words(of[account]!))).toEqual(['open', 'open', 'Another person holds this case.', 'It has no open case.', 'Its ring is claimed together: open the case.']);
  expect([of[free.account]!.mine, of[own.account]!.mine]).toEqual([false, true]);
  // Nobody decides on names alone.
  expect(of[free.account]!.why).toMatchObject({ logOdds: expect.closeTo(await queueOdds(ada, free.account), 9), stakeUsd: expect.any(Number) });
  expect(of[free.account]!.why!.reasons.length).toBeGreaterThan(0);
  expect(of[over.account]!.why).toBeNull();
  must(await claimCase(ada, { caseId: members[0]!.caseId }));
  expect(words((await tray(ada, 'restriction')).lines.find(({ account }) => account === members[0]!.account)!)).toBe('In a ring, so a second person countersigns. Open the case.');
});

test('what goes to a holder is the case’s own: its grounds, its sentences, its questions', async () => {
  const ada = await staffFor('moderator', { name: 'Ada' });
  const opened = await openCase();
  must(await fillTray(ada, { cases: [opened.caseId] }));
  const [line] = (await tray(ada, 'ask')).lines;
  const found = must(await togetherOn(ada, { caseId: opened.caseId, measure: 'ask', seen: line!.seen }));
  expect(line!.gate.state).toBe('open');
  expect(found.grounds.length).toBeGreaterThan(0);
  expect(line!.grounds).toEqual(found.grounds);
  expect(found.statement).not.toContain('{{');
  expect((found.fields['questions'] as string[]).length).toBeGreaterThan(0);
  expect(line!.asked).toEqual(found.fields['questions']);
  expect(await togetherOn(ada, { caseId: opened.caseId, measure: 'suspension', seen: '' })).toMatchObject({ code: 'invalid' });
  expect(await togetherOn(ada, { caseId: 'case_none', measure: 'ask', seen: '' })).toMatchObject({ code: 'not-found' });
});

test('what is no longer as the tray showed it is not decided: the tray is read again first', async () => {
  const ada = await staffFor('moderator', { name: 'Ada' });
  const opened = await openCase();
  must(await fillTray(ada, { cases: [opened.caseId] }));
  const about = { caseId: opened.caseId, measure: 'dismiss' };
  const before = (await tray(ada, 'dismiss')).lines[0]!;
  must(await togetherOn(ada, { ...about, seen: before.seen }));
  must(await claimCase(ben, { caseId: opened.caseId }));
  must(await releaseCase(ben, { caseId: opened.caseId }));
  expect(await togetherOn(ada, { ...about, seen: before.seen })).toMatchObject({ code: 'stale', words: expect.stringContaining('since it was shown') });
  expect(await togetherOn(ada, { ...about, seen: '' })).toMatchObject({ code: 'stale' });
  must(await togetherOn(ada, { ...about, seen: (await tray(ada, 'dismiss')).lines[0]!.seen }));
});

test('a hold without an amount at stake, and a case that one may still read blind, are opened one by one', async () => {
  const poor = await openCase({ stakeUsd: 0 });
  expect(await togetherOn(ben, { caseId: poor.caseId, measure: 'payout-hold', seen: '' })).toMatchObject({ code: 'locked', words: expect.stringContaining('a hold needs its amount') });
  const proposed = await held(ben);
  must(await propose(ben, proposed, 'closure'));
  must(await fillTray(cleo, { cases: [proposed.caseId] }));
  const [line] = (await tray(cleo, 'watch')).lines;
  expect(line).toMatchObject({ band: null, gate: { reason: 'You may still be the second reader of a proposal here.' } });
});

test('odds are told by the calibration in force, as the queue tells them, and have an end', async () => {
  const ada = await staffFor('moderator', { name: 'Ada' });
  const [likely, sure] = [await openCase({ columns: { logOdds: 3 } }), await openCase({ columns: { logOdds: 90 } })];
  for (const { caseId } of [likely, sure]) must(await fillTray(ada, { cases: [caseId] }));
  const odds = async () => Object.fromEntries((await tray(ada)).lines.map(({ account, why }) => [account, why!.logOdds]));
  expect(await odds()).toEqual({ [likely.account]: expect.closeTo(3, 9), [sure.account]: 20 });
  await arrange((tx) => tx.insert(policies).values({ version: STANDARD_POLICY.version + 1, content: { ...STANDARD_POLICY, version: STANDARD_POLICY.version + 1, calibration: { a: 0.6, b: -0.5, source: 'a test', cases: 0 } }, publishedAt: clock.now(), publishedBy: 'factory' }));
  expect(await odds()).toEqual({ [likely.account]: expect.closeTo(1.3, 9), [sure.account]: 20 });
  expect(await queueOdds(ada, likely.account)).toBeCloseTo(1.3, 9);
});
