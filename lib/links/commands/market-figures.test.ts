import { beforeAll, expect, test } from 'vitest';
import { reading } from '../../../db/client';
import { eventsOf, freshAccount, policyFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { assessAccounts } from '../../cases/commands/assess-accounts';
import { receiveEvents } from '../../intake/commands/receive-events';
import { clock } from '../../kernel/clock';
import { DAY, HOUR, rfc3339 } from '../../kernel/instant';
import { WORKER } from '../../staff/actor';
import { rarityInForce } from '../queries/rarity-in-force';
import { rebuildRarity } from './rebuild-rarity';

sandbox();
beforeAll(policyFor);

test('prices are deciles of what accounts usually ask, by category and sort, and bidding is counted by days', async () => {
  const now = clock.now();
  const raws = Array.from({ length: 21 }, (_, index) => {
    const account = freshAccount();
    const bid = (nth: number, data: Record<string, unknown>, daysAgo = 2) => ({ id: `${account} bid ${nth}`, type: 'bid.placed', at: rfc3339(now - daysAgo * DAY + nth * 1_000), account, data });
    const asked = (amount: number, currency = 'USD') => ({ category: 'web', hourly: true, price: { amount, currency } });
    return [
      ...eventsOf(account),
      // Everybody asks 10, 11, ... dollars; who bids often counts once, by the median.
      ...Array.from({ length: index === 0 ? 40 : 1 }, (__, nth) => bid(nth, asked(10 + index))),
      // Other sorts, currencies that nobody knows and last year's prices stay out.
      bid(100, { category: 'web', hourly: false, price: { amount: 900, currency: 'USD' } }), bid(101, asked(1, 'XXX')), bid(102, asked(1_000), 200),
      ...(index < 3 ? [{ id: `${account} contract`, type: 'contract.started', at: rfc3339(now - HOUR), account, data: { contract: `c ${account}`, client: 'client' } }] : []),
    ];
  }).flat();
  expect(await receiveEvents(WORKER, { arrivals: raws.map((raw, index) => ({ index, raw })) })).toMatchObject({ ok: true, value: { accepted: raws.length, rejected: [] } });
  expect(await assessAccounts(WORKER, {})).toMatchObject({ ok: true });
  expect(await rebuildRarity(WORKER, {})).toMatchObject({ ok: true });
  const rarity = (await rarityInForce(reading()))!;
  expect(rarity.pricesOf('web', true)).toEqual({ bidders: 21, deciles: [12, 14, 16, 18, 20, 22, 24, 26, 28] });
  expect(rarity.pricesOf('web', false)?.deciles[0]).toBe(900);
  expect(rarity.pricesOf('web', null)).toBeNull();
  expect(rarity.pricesOf('design', true)).toBeNull();
  // Bids of the quarter: 20 days of 3, one of 42; 3 contracts for 102 of them.
  expect(rarity.bidding).toEqual({ bidders: 21, aDay: Array.from({ length: 9 }, () => 3), taken: 0.0294 });
});
