import { expect, test } from 'vitest';
import { aDeclaration, aGiven, aHistory, aStretch, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import type { CityName } from '../history.fixture';
import { countryChurn } from './country-churn';

const at = (...stays: [number, CityName][]) => stays.map(([day, city]) => aStretch({ at: onDay(day, 9), city }));
const back = at([1, 'leeds'], [2, 'lima'], [3, 'leeds'], [4, 'osaka'], [5, 'leeds']);

test('homes in three countries within seven days are found, and more countries weigh more', () => {
  const three = findingOf(countryChurn, aGiven(aHistory({ stretches: back })));
  expect(three.value).toMatchObject({ countries: 3, moves: 4, homeAmongThem: true });
  expect(three.strength).toBe('weak');
  expect(three.counter).toEqual([]);
  const five = findingOf(countryChurn, aGiven(aHistory({ stretches: [...back, ...at([6, 'lisbon'], [7, 'nairobi'])] })));
  expect(five.llr).toBeGreaterThan(three.llr);
});

test('two countries, or three over eight days, are quiet', () => {
  expect(countryChurn.read(aGiven(aHistory({ stretches: at([1, 'leeds'], [2, 'lima'], [3, 'leeds']) }))).state).toBe('quiet');
  expect(countryChurn.read(aGiven(aHistory({ stretches: at([1, 'leeds'], [4, 'lima'], [8, 'osaka']) }))).state).toBe('quiet');
});

test('a phone that surfaces elsewhere, and a VPN, are no homes', () => {
  const elsewhere = (['lima', 'osaka'] as const).map((city, day) => aStretch({ at: onDay(day + 2, 12), city, network: 'mobile' }));
  expect(countryChurn.read(aGiven(aHistory({ stretches: [...at([1, 'leeds']), ...elsewhere] }))).state).toBe('quiet');
  expect(countryChurn.read(aGiven(aHistory({ stretches: workdays({ days: [1, 2, 3], city: null, network: 'vpn_known' }) }))).state).toBe('abstains');
});

test('a tour that goes on and on is lowered, one that was declared still more', () => {
  const tour = at([1, 'leeds'], [3, 'lisbon'], [6, 'nairobi']);
  const plain = findingOf(countryChurn, aGiven(aHistory({ stretches: tour })));
  expect(plain.counter.map((each) => each.kind)).toEqual(['gradual_path']);
  const declared = findingOf(countryChurn, aGiven(aHistory({ stretches: tour, declarations: [aDeclaration('travel', onDay(2), { to: onDay(9), verified: true })] })));
  expect(leftOf(declared)).toBeLessThan(leftOf(plain) / 4);
});

test('a declared VPN, whose addresses may pass for homes, lowers it', () => {
  const finding = findingOf(countryChurn, aGiven(aHistory({ stretches: back, declarations: [aDeclaration('vpn', onDay(0))] })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['declared_vpn']);
});
