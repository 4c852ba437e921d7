import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { eventsOf, freshAccount, linesOf, policyFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { rarityTables } from '../../../db/schema';
import { assessAccounts } from '../../cases/commands/assess-accounts';
import { receiveEvents } from '../../intake/commands/receive-events';
import { DAY } from '../../kernel/instant';
import { OPERATOR, WORKER } from '../../staff/actor';
import { rarityInForce } from '../queries/rarity-in-force';
import { rebuildRarity } from './rebuild-rarity';

sandbox();
beforeAll(policyFor);

test('rarity.rebuild: before the first event there is nothing to count', async () => {
  expect(await rebuildRarity(OPERATOR, {})).toMatchObject({ ok: false, code: 'nothing-left' });
  expect(await linesOf('main')).toEqual([]);
});

test('rarity.rebuild: counts accounts by device component, makes a new version, and says so', async () => {
  const people = Array.from({ length: 6 }, freshAccount);
  for (const account of people) await receiveEvents(WORKER, { arrivals: eventsOf(account).map((raw, index) => ({ index, raw })) });
  expect(await assessAccounts(WORKER, {})).toMatchObject({ ok: true });
  const built = await rebuildRarity(WORKER, {});
  expect(built).toEqual({ ok: true, value: { version: 1, accounts: 6 } });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'rarity.rebuild', says: 'counted how common devices and phrases are: table 1 over 6 accounts', refs: { rarity: '1' } });
  const [row] = await reading().select().from(rarityTables).where(eq(rarityTables.version, 1));
  // All six work on the same graphics chip; the fonts are their own, and a value of one account needs no row.
  expect(JSON.stringify(row?.content)).toContain('"Example GPU 4000":6');
  expect(JSON.stringify(row?.content)).not.toContain('fonts of');
  const inForce = await rarityInForce(reading());
  expect(inForce).toMatchObject({ version: 1 });
});

test('rarity.rebuild: not within a day of event time, nor while the platform hardly grows; then a version of its own, and the one before stays', async () => {
  expect(await rebuildRarity(OPERATOR, {})).toMatchObject({ ok: false, code: 'nothing-left', words: 'The tables are less than a day old.' });
  const [first] = await reading().select().from(rarityTables).where(eq(rarityTables.version, 1));
  expect(await rebuildRarity(OPERATOR, { upTo: first!.asOf + 2 * DAY })).toMatchObject({ ok: false, code: 'nothing-left' });
  for (const account of Array.from({ length: 6 }, freshAccount)) await receiveEvents(WORKER, { arrivals: eventsOf(account).map((raw, index) => ({ index, raw })) });
  await assessAccounts(WORKER, {});
  expect(await rebuildRarity(WORKER, { upTo: first!.asOf + DAY, first: true })).toMatchObject({ ok: false, code: 'nothing-left', words: 'The tables were built before.' });
  expect(await rebuildRarity(WORKER, { upTo: first!.asOf + DAY })).toMatchObject({ ok: true, value: { version: 2, accounts: 12 } });
  expect(await reading().select().from(rarityTables).where(eq(rarityTables.version, 1))).toEqual([first]);
  expect((await rarityInForce(reading()))?.version).toBe(2);
});
