import { expect, test } from 'vitest';
import type { Contract, Review } from '../../enrichment/history';
import { aContract, aDevice, aGiven, aHistory, anInstrument, aNeighbourhood, aVersion, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { selfDealing } from './self-dealing';

const stretches = workdays({ device: aDevice('laptop'), days: daysFrom(0, 20), ip: 'line' });
const review = (day: number, client = 'client'): Review => ({ event: `review ${day} ${client}`, at: onDay(day), client, rating: 5 });
function given(contracts: Contract[], over: Parameters<typeof aHistory>[0] = {}, sharing: Sharing[] = [], cards: Parameters<typeof aNeighbourhood>[2] = []) {
  return aGiven(aHistory({ account: 'own', stretches, instruments: [anInstrument(onDay(1), 'bank')], contracts, asOf: onDay(50), ...over }), aNeighbourhood('own', sharing, cards));
}

test('a client who pays from the payout account or works on the device is strong', () => {
  const paid = findingOf(selfDealing, given([aContract('c', onDay(5), { clientInstrument: 'bank' })]));
  expect(paid).toMatchObject({ strength: 'strong', identifiers: [{ kind: 'payout_instrument', digest: 'bank' }], words: 'A client used a payout method of this very account.', evidence: ['contract c'] });
  expect(findingOf(selfDealing, given([aContract('c', onDay(5), { clientDevice: 'laptop' })])).strength).toBe('strong');
  expect(findingOf(selfDealing, given([aContract('c', onDay(5), { clientInstrument: 'bank', clientDevice: 'laptop' })])).llr).toBeGreaterThan(paid.llr);
});

test('a client on the same line counts while few are on it, a client of the same carrier does not', () => {
  const on = (accounts: number) => given([aContract('c', onDay(5), { clientIp: 'line' })], {}, [{ kind: 'ip', digest: 'line', others: [], accounts }]);
  expect(findingOf(selfDealing, on(2)).identifiers).toEqual([{ kind: 'ip', digest: 'line' }]);
  expect(selfDealing.read(on(30)).state).toBe('quiet');
});

test('an ordinary client with an account of their own is nothing', () => {
  expect(selfDealing.read(given([aContract('c', onDay(5), { clientInstrument: 'another bank', clientDevice: 'another', clientIp: 'elsewhere' })])).state).toBe('quiet');
});

test('a business with many other clients is lowered', () => {
  const contracts = [aContract('c', onDay(5), { clientInstrument: 'bank' }), ...daysFrom(0, 6).map((index) => aContract(`d${index}`, onDay(6 + index), { client: `outside ${index}` }))];
  expect(findingOf(selfDealing, given(contracts)).counter.map((each) => each.kind)).toEqual(['outside_clients']);
});

const tied: Sharing[] = [{ kind: 'device_token', digest: 'laptop', others: [{ account: 'o' }, { account: 'p' }] }, { kind: 'payout_instrument', digest: 'bank', others: [{ account: 'o' }, { account: 'p' }] }];
const circle = (over: Parameters<typeof aHistory>[0] = {}, theirs = 'client', organisation: string | null = null) =>
  given([], { reviews: [review(20), review(25)], ...over }, tied, ['own', 'o', 'p'].map((account) => ({ account, organisation, reviews: [{ client: theirs, at: onDay(24) }, { client: theirs, at: onDay(22) }] })));

test('three tied accounts that one client reviewed within a month are found', () => {
  expect(findingOf(selfDealing, circle())).toMatchObject({ strength: 'strong', value: { circle: 3 }, words: '3 tied accounts were reviewed by the same client within 30 days.' });
});

test('reviews of other clients break the circle, and a registered agency explains it', () => {
  expect(selfDealing.read(circle({}, 'somebody else')).state).toBe('quiet');
  expect(selfDealing.read(circle({ reviews: [review(20), review(22, 'second'), review(25, 'third')] })).state).toBe('quiet');
  expect(leftOf(findingOf(selfDealing, circle({ versions: [aVersion({ organisation: 'agency' })] }, 'client', 'agency')))).toBeLessThan(0.2);
});

test('without anything known of clients it abstains', () => {
  expect(selfDealing.read(given([aContract('c', onDay(5))])).state).toBe('abstains');
});
