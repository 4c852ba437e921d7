import { expect, test } from 'vitest';
import { figureKey, priceRow, rarityTableOf } from './rarity';

const row = (name: string, bidders: number) => Object.fromEntries([[figureKey(name, 'bidders'), bidders], ...Array.from({ length: 9 }, (_, index) => [figureKey(name, `${index + 1}`), 10 * (index + 1)])]);
const head = { version: 1, builtAt: 0, accounts: 200 };

test('a value that was counted on no second account has the share of one, an uncounted kind none', () => {
  const table = rarityTableOf(head, { gpu: { common: 50 } });
  expect([table.shareOf('gpu', 'common'), table.shareOf('gpu', 'rare'), table.shareOf('fonts', 'any')]).toEqual([0.25, 0.005, null]);
});

test('a market has prices for the hour, the job and the untold apart, and none where few bid', () => {
  const table = rarityTableOf(head, { price: { ...row(priceRow('web', true), 40), ...row(priceRow('web', false), 19) }, bidding: row('a day', 40) });
  expect(table.pricesOf('web', true)).toEqual({ bidders: 40, deciles: [10, 20, 30, 40, 50, 60, 70, 80, 90] });
  expect([table.pricesOf('web', false), table.pricesOf('web', null), table.pricesOf('design', true)]).toEqual([null, null, null]);
  expect(table.bidding).toMatchObject({ bidders: 40, taken: null });
});

test('a table made before markets were counted has none', () => {
  const old = rarityTableOf(head, { shingle: {} });
  expect([old.pricesOf('web', true), old.bidding]).toEqual([null, null]);
});
