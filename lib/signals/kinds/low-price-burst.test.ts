import { expect, test } from 'vitest';
import { HOUR } from '../../kernel/instant';
import { rarityTableOf } from '../../links/rarity';
import { A_MARKET, bidsOn, contractWith } from '../conduct.fixture';
import { aDeclaration, aGiven, aHistory, aVersion, daysFrom, findingOf, leftOf, onDay } from '../history.fixture';
import type { Given } from '../signal';
import { lowPriceBurst } from './low-price-burst';

const won = (count: number) => Array.from({ length: count }, (_, index) => contractWith(`buyer ${index}`, onDay(180, index), null));
const given = (over: Parameters<typeof aHistory>[0], rarity: Given['rarity'] = A_MARKET): Given => ({ ...aGiven(aHistory({ contracts: won(9), asOf: onDay(190), ...over })), rarity });
const cheap = bidsOn(185, 35, 6);

test('35 bids on a day at under a tenth of the market, a fourth of them taken, is weak; on more days more', () => {
  const one = findingOf(lowPriceBurst, given({ bids: cheap }));
  expect(one).toMatchObject({ strength: 'weak', counter: [], value: { days: 1, most: 35, low: 35, priced: 35, takenOnPlatform: 0.05 } });
  expect(findingOf(lowPriceBurst, given({ bids: daysFrom(181, 5).flatMap((day) => bidsOn(day, 35, 6)), contracts: won(60) })).llr).toBeGreaterThan(one.llr);
});

test('an evening of bids is one day wherever midnight falls, and two evenings are two', () => {
  const moved = (bids: typeof cheap, hours: number) => bids.map((each) => ({ ...each, at: each.at + hours * HOUR }));
  for (let hours = 0; hours < 24; hours += 1) expect(findingOf(lowPriceBurst, given({ bids: moved(cheap, hours) })).value).toMatchObject({ days: 1, most: 35 });
  const evenings = [...bidsOn(184, 20, 6), ...moved(bidsOn(185, 20, 6), -3)];
  for (let hours = 0; hours < 24; hours += 1) expect(lowPriceBurst.read(given({ bids: moved(evenings, hours) })).state).toBe('quiet');
});

test('thirty bids, ordinary prices, or no more luck than others are not found', () => {
  expect(lowPriceBurst.read(given({ bids: cheap.slice(0, 30) })).state).toBe('quiet');
  expect(lowPriceBurst.read(given({ bids: bidsOn(185, 35, 22) })).state).toBe('quiet');
  expect(lowPriceBurst.read(given({ bids: cheap, contracts: won(3) })).state).toBe('quiet');
});

test('where everybody bids with a tool forty a day is no burst', () => {
  const row = (name: string, values: number[]) => Object.fromEntries([[`${name}\nbidders`, 200], ...values.map((value, index) => [`${name}\n${index + 1}`, value])]);
  const busy = rarityTableOf({ version: 1, builtAt: 0, accounts: 0 }, { bidding: row('a day', [2, 4, 8, 12, 20, 30, 40, 50, 60]), price: row('web\nhour', [10, 14, 18, 22, 26, 30, 36, 42, 50]) });
  expect(lowPriceBurst.read(given({ bids: cheap }, busy)).state).toBe('quiet');
  expect(lowPriceBurst.read(given({ bids: bidsOn(185, 65, 6) }, busy)).state).toBe('found');
});

test('the hour is compared with the hour, the job with the job', () => {
  expect(lowPriceBurst.read(given({ bids: bidsOn(185, 35, 6, { hourly: false }) })).state).toBe('abstains');
});

test('a beginner, a habit from long before, and an agency that said so are each lowered', () => {
  const whole = leftOf(findingOf(lowPriceBurst, given({ bids: cheap })));
  const beginner = findingOf(lowPriceBurst, given({ bids: cheap, registeredAt: onDay(150) }));
  const always = findingOf(lowPriceBurst, given({ bids: [...daysFrom(20, 12).flatMap((day) => bidsOn(day, 1, 7)), ...cheap] }));
  const agency = findingOf(lowPriceBurst, given({ bids: cheap, declarations: [aDeclaration('agency', onDay(100), { verified: true })] }));
  expect([beginner, always, agency].map((each) => each.counter.map(({ kind }) => kind))).toEqual([['beginner'], ['always_so'], ['declared_agency']]);
  for (const each of [beginner, always, agency]) expect(leftOf(each)).toBeLessThan(whole);
});

test('without bids, a table of the market, or prices of the category it abstains', () => {
  expect(lowPriceBurst.read(given({})).state).toBe('abstains');
  expect(lowPriceBurst.read(given({ bids: cheap }, null)).state).toBe('abstains');
  expect(lowPriceBurst.read(given({ bids: cheap }, rarityTableOf({ version: 1, builtAt: 0, accounts: 9 }, { shingle: {} }))).state).toBe('abstains');
  expect(lowPriceBurst.read(given({ bids: bidsOn(185, 35, 6, { category: 'unheard of' }) })).state).toBe('abstains');
  expect(lowPriceBurst.read(given({ bids: bidsOn(185, 35, null) })).state).toBe('abstains');
  expect(lowPriceBurst.read(given({ bids: bidsOn(185, 35, 6, { category: null }), versions: [aVersion({ category: 'web' })] })).state).toBe('found');
});
