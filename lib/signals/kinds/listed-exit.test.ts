import { expect, test } from 'vitest';
import { HUB_ABOVE } from '../../links/link';
import { aDeclaration, aGiven, aHistory, aNeighbourhood, aStretch, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { listedExit } from './listed-exit';

const home = workdays({ days: daysFrom(0, 10) });
/** Day 0 is 2026-03-02. */
const listed = (day: number, dates = ['2026-03-02'], network: 'residential' | 'vpn_known' = 'residential') => {
  const stretch = aStretch({ at: onDay(day, 12), network, ip: 'listed' });
  return { ...stretch, network: { ...stretch.network, listings: dates.map((date, index) => ({ list: `list ${index}`, source: 'vendor.example', date })) } };
};

test('an address on a fresh list is found and weak; three days or two lists make it moderate', () => {
  const once = findingOf(listedExit, aGiven(aHistory({ stretches: [...home, listed(3)] })));
  expect(once).toMatchObject({ strength: 'weak', value: { sessions: 1, lists: 1, source: 'vendor.example', dated: '2026-03-02' }, identifiers: [{ kind: 'ip', digest: 'listed' }] });
  expect(findingOf(listedExit, aGiven(aHistory({ stretches: [listed(3), listed(4), listed(5)] }))).strength).toBe('moderate');
  expect(findingOf(listedExit, aGiven(aHistory({ stretches: [listed(3, ['2026-03-02', '2026-03-04'])] }))).strength).toBe('moderate');
});

test('an older listing weighs less, and one of more than ninety days nothing', () => {
  const llr = (date: string) => findingOf(listedExit, aGiven(aHistory({ stretches: [listed(3, [date])] }))).llr;
  expect(llr('2026-01-10')).toBeLessThan(llr('2026-03-01'));
  expect(listedExit.read(aGiven(aHistory({ stretches: [listed(3, ['2025-11-01'])] }))).state).toBe('quiet');
});

test('an address that many accounts share, and a declared VPN, lower it', () => {
  const given = (accounts: number) => aGiven(aHistory({ stretches: [listed(3)] }), aNeighbourhood('mallory', [{ kind: 'ip', digest: 'listed', others: [], accounts }]));
  expect(findingOf(listedExit, given(3)).counter).toEqual([]);
  expect(findingOf(listedExit, given(12)).counter.map((each) => each.kind)).toEqual(['shared_by_many']);
  expect(leftOf(findingOf(listedExit, given(HUB_ABOVE + 1)))).toBeLessThan(leftOf(findingOf(listedExit, given(12))));
  const vpn = findingOf(listedExit, aGiven(aHistory({ stretches: [listed(3, ['2026-03-02'], 'vpn_known')], declarations: [aDeclaration('vpn', onDay(0), { verified: true })] })));
  expect(vpn.identifiers).toEqual([{ kind: 'exit_ip', digest: 'listed' }]);
  expect(leftOf(vpn)).toBeLessThan(vpn.llr / 2);
});

test('addresses on no list are quiet; without known networks it abstains', () => {
  expect(listedExit.read(aGiven(aHistory({ stretches: home }))).state).toBe('quiet');
  expect(listedExit.read(aGiven(aHistory({ stretches: workdays({ days: [1], network: 'unknown' }) }))).state).toBe('abstains');
});
