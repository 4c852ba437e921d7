import { expect, test } from 'vitest';
import { SANCTIONED_TERRITORIES } from '../../policy/sanctioned-territories';
import { CITIES, aDeclaration, aGiven, aHistory, aStretch, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { territoryHitOn } from './sanctioned-territory';

const signal = territoryHitOn({ date: '2026-01-01', source: 'made up', codes: new Set([CITIES.nairobi.country]) });
const home = workdays({ days: daysFrom(0, 10) });
const there = aStretch({ at: onDay(10, 9), city: 'nairobi' });
const reading = (source: string, country: string | null) => ({ source, date: '2026-02-01', country, city: null, lat: null, lon: null });
const seen = (network: 'residential' | 'vpn_known', ...countries: (string | null)[]) => {
  const stretch = aStretch({ at: onDay(10, 9), network, city: null });
  return { ...stretch, place: { ...stretch.place, readings: countries.map((country, index) => reading(`source ${index}`, country)) } };
};

test('a session from there by both sources is found, more days weigh more', () => {
  const one = findingOf(signal, aGiven(aHistory({ stretches: [...home, there] })));
  expect(one).toMatchObject({ strength: 'strong', counter: [], value: { sessions: 1, sourcesAgree: true, networks: 1 } });
  expect(findingOf(signal, aGiven(aHistory({ stretches: [...home, ...workdays({ days: daysFrom(10, 4), city: 'nairobi' })] }))).llr).toBeGreaterThan(one.llr);
});

test('sources that disagree make it weak, and on an exit nothing at all', () => {
  expect(findingOf(signal, aGiven(aHistory({ stretches: [...home, seen('residential', 'KE', 'IT')] })))).toMatchObject({ strength: 'weak', quality: 0.5, value: { sourcesAgree: false } });
  expect(findingOf(signal, aGiven(aHistory({ stretches: [seen('residential', 'KE', null)] }))).value.sourcesAgree).toBe(false);
  expect(signal.read(aGiven(aHistory({ stretches: [seen('vpn_known', 'KE', 'IT')] }))).state).toBe('quiet');
});

test('a VPN that pretends to be there, a declared journey and a declared VPN lower it', () => {
  const pretended = findingOf(signal, aGiven(aHistory({ stretches: [seen('vpn_known', 'KE', 'KE')] })));
  expect(pretended.counter.map((each) => each.kind)).toEqual(['exit']);
  for (const kind of ['travel', 'vpn'] as const) {
    const finding = findingOf(signal, aGiven(aHistory({ stretches: [...home, there], declarations: [aDeclaration(kind, onDay(9), { verified: true })] })));
    expect(finding.counter.map((each) => each.kind)).toEqual([`declared_${kind}`]);
    expect(leftOf(finding)).toBeLessThan(finding.llr);
  }
});

test('anywhere else is quiet, and without a source that tells a country it abstains', () => {
  expect(signal.read(aGiven(aHistory({ stretches: home }))).state).toBe('quiet');
  expect(signal.read(aGiven(aHistory({ stretches: workdays({ days: [1], city: null, network: 'vpn_known' }) }))).state).toBe('abstains');
});

test('the list in force is dated, sourced and short', () => {
  expect(SANCTIONED_TERRITORIES.date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(SANCTIONED_TERRITORIES.source).not.toBe('');
  for (const code of SANCTIONED_TERRITORIES.codes) expect(code).toMatch(/^[A-Z]{2}$/);
});
