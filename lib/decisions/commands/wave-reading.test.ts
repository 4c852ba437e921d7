import { beforeAll, expect, test, vi } from 'vitest';
import { reading } from '../../../db/client';
import { openRing } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { clock } from '../../kernel/clock';
import { MINUTE } from '../../kernel/instant';
import { reviews } from '../queries/reviews';
import { nextRest, underWay } from '../queries/under-way';
import { wavePage } from '../queries/wave-page';
import { cast, must, type Cast } from './decided.fixture';
import { accountsOf, begin, ringLines, verdict } from './wave.fixture';
import { proposeMember } from './wave-steps';

sandbox();
let { ada, cleo } = {} as Cast;
beforeAll(async () => { ({ ada, cleo } = await cast()); });

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
