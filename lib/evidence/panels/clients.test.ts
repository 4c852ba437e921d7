import { expect, test } from 'vitest';
import { aContract, aGiven, aHistory, aNeighbourhood, onDay } from '../../signals/history.fixture';
import { clientWeight } from '../../links/weight';
import { clients, type Clients } from './clients';
import { panelsOf } from './given.fixture';

type Drawn = Exclude<Clients, { nothing: unknown }>;
const drawn = (content: Clients): Drawn => {
  if ('nothing' in content) throw new Error('clients shows nothing');
  return content;
};
const money = { amount: 2_500, currency: 'USD', usd: 2_500 };

const history = aHistory({
  account: 'own', asOf: onDay(90),
  contracts: [
    aContract('c1', onDay(1), { client: 'halden', endedAt: onDay(20), value: money }), aContract('c2', onDay(30), { client: 'halden', hourly: true }),
    aContract('c3', onDay(2), { client: 'oriel', endedAt: onDay(5) }), aContract('c4', onDay(40), { client: null }),
  ],
  reviews: [{ event: 'r1', at: onDay(20), client: 'halden', rating: 5 }, { event: 'r2', at: onDay(60), client: 'halden', rating: 4 }, { event: 'r3', at: onDay(6), client: 'oriel', rating: 3 }],
  clientReports: [{ event: 'p1', at: onDay(70), client: 'halden', kind: 'different_person', text: 'Not told here.' }],
  messageFlags: [{ event: 'm1', at: onDay(50), flag: 'off_platform', client: 'halden' }, { event: 'm2', at: onDay(55), flag: 'off_platform', client: 'halden' }],
  referrals: [{ event: 'f1', at: onDay(29), to: 'sybil', client: null }],
});
const around = aNeighbourhood('own', [
  { kind: 'payout_instrument', digest: 'bank', others: [{ account: 'oscar' }] }, { kind: 'device_token', digest: 'machine', others: [{ account: 'oscar' }, { account: 'sybil' }] },
  { kind: 'ip', digest: 'street', accounts: 60, others: [{ account: 'crowd' }] },
], [
  { account: 'oscar', clients: ['halden'] }, { account: 'sybil', clients: ['halden', 'elsewhere'], engagements: [{ client: 'halden', at: onDay(31) }] }, { account: 'crowd', clients: ['halden'] },
]);
const common = [{ client: 'halden', accounts: 3, weighedAs: 3, nats: clientWeight(3), workers: [{ account: 'oscar', contracts: 2, firstAt: onDay(9), lastAt: onDay(40) }] }];

test('each client has its contracts, what it said, and who of the linked accounts is there: when, by what they are linked, and whether that was told', () => {
  const { clients: lines, more, account } = drawn(clients(panelsOf(aGiven(history, around), { clients: common })));
  expect(account).toBe('own');
  expect(more).toBe(0);
  // What a reader looks for first, then the latest.
  expect(lines.map(({ client }) => client)).toEqual(['halden', null, 'oriel']);
  expect(lines[0]).toEqual({
    client: 'halden', more: 0,
    contracts: [{ id: 'c2', says: 'since 1 Apr, paid by the hour' }, { id: 'c1', says: '3 Mar to 22 Mar, $2,500' }],
    said: ['Reported: different person, 11 May', 'Message marked: off platform, 2 times, 21 Apr to 26 Apr', 'Rated 4.5, 2 times, 22 Mar to 1 May'],
    colleagues: [
      { account: 'oscar', says: '2 contracts, begun 11 Mar to 11 Apr; shares payout instrument, device; no referral was disclosed' },
      { account: 'sybil', says: 'latest contract begun 2 Apr; shares device; referred openly, 31 Mar' },
    ],
  });
  expect(lines[1]).toMatchObject({ client: null, contracts: [{ id: 'c4', says: 'since 11 Apr, value not told' }], colleagues: [] });
  expect(JSON.stringify(lines)).not.toContain('Not told here');
});

test('the days shown are followed: what lies outside says so, and a client of which nothing lies inside stands apart', () => {
  const { clients: lines } = drawn(clients({ ...panelsOf(aGiven(history, around)), range: { from: onDay(65), to: onDay(90) } }));
  expect(lines.map(({ client, outside }) => [client, outside])).toEqual([['halden', undefined], [null, undefined], ['oriel', true]]);
  expect(lines[0]!.contracts.map(({ id, outside }) => [id, outside])).toEqual([['c2', undefined], ['c1', true]]);
  expect(lines[0]!.said.map((words) => words.endsWith('; not in the days shown'))).toEqual([false, true, true]);
});

test('of very many contracts and clients the first are told and the rest is counted', () => {
  const many = aHistory({ contracts: Array.from({ length: 40 }, (_, n) => aContract(`c${n}`, onDay(n), { client: n < 20 ? 'one' : `client ${n}` })) });
  const { clients: lines, more } = drawn(clients(panelsOf(aGiven(many))));
  expect([lines.length, more]).toEqual([12, 9]);
  const one = drawn(clients(panelsOf(aGiven({ ...many, contracts: many.contracts.slice(0, 20) })))).clients[0]!;
  expect([one.contracts.length, one.more]).toEqual([4, 16]);
});

test('without any client it says what was searched', () => {
  expect(clients(panelsOf(aGiven(aHistory())))).toEqual({ panel: 'clients', nothing: { words: 'No client has been told of', searched: 'Searched contracts, reviews, reports and marked messages since registration.' } });
});
