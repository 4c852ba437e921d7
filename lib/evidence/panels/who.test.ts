import { expect, test } from 'vitest';
import { aContract, aHistory, onDay } from '../../signals/history.fixture';
import { whoOf } from './who';

test('an amount is said with how it is paid: whether it is of an hour or of the whole is not told', () => {
  const money = { amount: 2_500, currency: 'USD', usd: 2_500 };
  const contracts = [
    aContract('one', onDay(1), { client: 'a', hourly: true, value: money }), aContract('two', onDay(2), { client: 'b', hourly: false, value: money }),
    aContract('three', onDay(3), { client: 'c', hourly: true }),
  ];
  expect(whoOf({ history: aHistory({ contracts }) }).touches.contracts.map(({ client, says }) => [client, says])).toEqual([['a', '$2,500, paid by the hour'], ['b', '$2,500'], ['c', 'paid by the hour']]);
});

test('contracts of which no client was told stand together, and are no client', () => {
  const contracts = [aContract('one', onDay(1), { client: null }), aContract('two', onDay(2), { client: null }), aContract('three', onDay(3), { client: 'c' })];
  const { touches, clients } = whoOf({ history: aHistory({ contracts }) });
  expect(touches.contracts.map(({ client, ids }) => [client, ids])).toEqual([[null, ['one', 'two']], ['c', ['three']]]);
  expect(touches.facts.find(({ term }) => term === 'Clients waiting')?.fact).toBe('1');
  expect(clients.map(({ name }) => name)).toEqual([null, 'c']);
  expect(whoOf({ history: aHistory({ contracts }) }).stake).toBe('3 live contracts, $0 not yet paid, 1 client');
  expect(whoOf({ history: aHistory({}) }).stake, 'nothing is at stake').toBeNull();
});
