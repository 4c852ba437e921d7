import { beforeAll, expect, test, vi } from 'vitest';
import { reading } from '../../../db/client';
import { openRing } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { clock } from '../../kernel/clock';
import { chainLines, ledgerLines } from '../../audit/queries/ledger';
import { MINUTE } from '../../kernel/instant';
import { reviews } from '../queries/reviews';
import { nextRest, underWay } from '../queries/under-way';
import { wavePage } from '../queries/wave-page';
import { cast, countersign, must, propose, type Cast } from './decided.fixture';
import { accountsOf, begin, proposedWave, ringLines, verdict } from './wave.fixture';
import { proposeMember, signMember } from './wave-steps';

sandbox();
let { ada, cleo, iris } = {} as Cast;
beforeAll(async () => { ({ ada, cleo, iris } = await cast()); });

test('while it is still being proposed nobody reads it; once it is whole, or its run has rested, it waits for its reader', async () => {
  const made = await openRing(3);
  const { wave, accounts } = must(await begin(made, ada));
  const [first, ...rest] = accounts as [string, ...string[]];
  must(await proposeMember(ada, { wave, account: first }));
  const listed = async () => must(await reviews(cleo, { limit: 100 })).rows.some((row) => row.wave?.id === wave);
  expect(await listed()).toBe(false);
  expect(await wavePage(cleo, { wave })).toMatchObject({ code: 'conflict', words: expect.stringContaining('still being proposed') });
  expect(await verdict(cleo, { wave, accounts: [first] })).toMatchObject({ code: 'move-closed', words: expect.stringContaining('still being proposed') });
  expect(await underWay(reading(), wave, clock.now() + 3 * MINUTE)).toBe(false);
  const rests = must(await nextRest(cleo, {}))!;
  expect(rests).toBeGreaterThan(MINUTE);
  expect([await underWay(reading(), wave, clock.now() + rests - MINUTE), await underWay(reading(), wave, clock.now() + rests)]).toEqual([true, false]);
  for (const account of rest) must(await proposeMember(ada, { wave, account }));
  expect(await listed()).toBe(true);
  expect(must(await nextRest(cleo, {}))).toBeNull();
  expect(must(await wavePage(cleo, { wave })).view).toMatchObject({ covered: true });
});

test('why a member was left out is covered until the second verdict, on the page and in the ledger', async () => {
  const made = await openRing(3);
  const [out, ...others] = accountsOf(made) as [string, ...string[]];
  const { wave } = must(await begin(made, ada, { leave: { [out]: 'household' } }));
  for (const account of others) must(await proposeMember(ada, { wave, account }));
  const covered = must(await wavePage(cleo, { wave }));
  expect(covered.left).toMatchObject([{ account: out, why: '' }]);
  expect(covered.lines.every(({ said }) => said.length > 0)).toBe(true);
  expect(JSON.stringify([covered.left, await ringLines(wave)])).not.toMatch(/household|agency explains/i);
  must(await verdict(cleo, { wave, accounts: others }));
  expect(must(await wavePage(cleo, { wave })).left).toMatchObject([{ account: out, why: 'A household or an agency explains it.' }]);
});

test('nobody is added to a wave that somebody has read, and one that has grown since it was shown is read again', async () => {
  const made = await openRing(2);
  // Its run broke off a while ago.
  const before = vi.spyOn(clock, 'now').mockReturnValue(clock.now() - 3 * MINUTE);
  const { wave, accounts } = must(await begin(made, ada));
  must(await proposeMember(ada, { wave, account: accounts[0]! }));
  before.mockRestore();
  expect(await verdict(cleo, { wave, accounts })).toMatchObject({ code: 'stale' });
  must(await verdict(cleo, { wave, accounts: [accounts[0]!] }));
  expect(await proposeMember(ada, { wave, account: accounts[1]! })).toMatchObject({ code: 'move-closed', words: expect.stringContaining('by itself') });
});

test('what another reader returns of a wave is known to whoever had committed a verdict on it: nothing of it is covered from them, and they read the next one there blind no more', async () => {
  const made = await proposedWave(3, ada);
  const [apart, other] = made.members as [typeof made.members[0], typeof made.members[0]];
  must(await verdict(iris, made));
  must(await verdict(cleo, made, { apart: [{ account: apart.account, measure: 'watch', words: 'Not this one.' }] }));
  must(await signMember(cleo, { wave: made.wave, account: apart.account }));
  expect(must(await wavePage(iris, { wave: made.wave }))).toMatchObject({ view: { covered: false, first: { measure: 'Suspension, 30 days' } } });
  const lines = must(await chainLines(iris, { chain: `case:${apart.caseId}` })).lines;
  expect(lines.filter(({ covered }) => covered !== undefined)).toEqual([]);
  expect(lines.at(-1)).toMatchObject({ command: 'decision.countersign', actor: cleo.id, changes: expect.arrayContaining([{ field: 'no longer to countersign here', was: null, now: iris.id }]) });
  expect(must(await ledgerLines(iris, { chain: 'main', limit: 50 })).lines.filter(({ refs, covered }) => refs['wave'] === made.wave && covered !== undefined)).toEqual([]);
  const next = must(await propose(ada, apart, 'suspension'));
  expect(await countersign(iris, next.decision, 'suspension')).toMatchObject({ code: 'conflict', words: expect.stringContaining('opened a proposal that was covered') });
  // They go on with the rest, while the next one waits as well.
  expect(must(await wavePage(iris, { wave: made.wave })).lines.filter(({ unsigned }) => unsigned)).toHaveLength(2);
  must(await signMember(iris, { wave: made.wave, account: other.account }));
});
