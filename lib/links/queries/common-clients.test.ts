import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { arrange } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { batches, events } from '../../../db/schema';
import { DAY } from '../../kernel/instant';
import { commonClientsOf } from './common-clients';

sandbox();

const started = (account: string, contract: string, client: string, day: number) => ({ account, id: `${account} ${contract}`, type: 'contract.started', at: day * DAY, receivedAt: day * DAY, data: { contract, client }, batch: 'batch_clients' });
const among = (client: string, ...accounts: string[]) => ({ client, weighedAs: 3, nats: 1, among: accounts });

beforeAll(() => arrange(async (tx) => {
  await tx.insert(batches).values({ id: 'batch_clients', source: 'http', sentBy: 'key_1', receivedAt: 0, accepted: 8, duplicates: 0, rejected: 0 });
  await tx.insert(events).values([
    started('a', '1', 'shop', 1), started('a', '2', 'shop', 5), started('b', '3', 'shop', 2), started('c', '4', 'shop', 3), started('d', '5', 'shop', 30),
    started('a', '6', 'mill', 4), started('b', '7', 'mill', 6), started('c', '8', 'farm', 1),
  ]);
}));

test('a client is told with whoever is looked at and works for it, and counted over everybody who had begun by then', async () => {
  const found = await commonClientsOf(reading(), [among('mill', 'b', 'a'), among('shop', 'a', 'b', 'z'), among('farm', 'a', 'c')], 10 * DAY);
  expect(found).toEqual([
    { client: 'mill', weighedAs: 3, nats: 1, accounts: 2, workers: [{ account: 'b', contracts: 1, firstAt: 6 * DAY, lastAt: 6 * DAY }, { account: 'a', contracts: 1, firstAt: 4 * DAY, lastAt: 4 * DAY }] },
    { client: 'shop', weighedAs: 3, nats: 1, accounts: 3, workers: [{ account: 'a', contracts: 2, firstAt: DAY, lastAt: 5 * DAY }, { account: 'b', contracts: 1, firstAt: 2 * DAY, lastAt: 2 * DAY }] },
  ]);
  expect(await commonClientsOf(reading(), [among('shop', 'a', 'b')], 40 * DAY)).toMatchObject([{ accounts: 4 }]);
  expect(await commonClientsOf(reading(), [among('shop', 'a', 'b')], 1.5 * DAY)).toEqual([]);
  expect(await commonClientsOf(reading(), [], 0)).toEqual([]);
});
