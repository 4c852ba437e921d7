import { expect, test } from 'vitest';
import type { Link } from '../../links/link';
import { aDeclaration, aDevice, aGiven, aHistory, aNeighbourhood, aVersion, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { sharedDevice } from './shared-device';

type Other = Partial<Link> & { account: string };
type Cards = Parameters<typeof aNeighbourhood>[2];
const stretches = workdays({ device: aDevice('shared'), days: daysFrom(0, 40) });
function given(others: readonly Other[], cards: Cards = [], over: Parameters<typeof aHistory>[0] = {}, accounts = others.length + 1) {
  return aGiven(aHistory({ account: 'own', stretches, ...over }), aNeighbourhood('own', [{ kind: 'device_token', digest: 'shared', others, accounts }], cards));
}

test('two accounts are moderate, three and five are strong', () => {
  const strengths = [1, 2, 4].map((count) => findingOf(sharedDevice, given(daysFrom(0, count).map((index) => ({ account: `o${index}` })))));
  expect(strengths.map((each) => each.strength)).toEqual(['moderate', 'strong', 'strong']);
  expect(strengths[2]!.llr).toBeGreaterThan(strengths[1]!.llr);
  expect(strengths[0]!.identifiers).toEqual([{ kind: 'device_token', digest: 'shared' }]);
});

test('one shared day counts less than thirty', () => {
  expect(findingOf(sharedDevice, given([{ account: 'o', days: 1 }])).quality).toBeLessThan(findingOf(sharedDevice, given([{ account: 'o', days: 30 }])).quality);
});

test('a household that shares a laptop and has said so with a proof is explained', () => {
  const cards = [{ account: 'own', surname: 's' }, { account: 'o', surname: 's', organisation: 'house' }];
  const finding = findingOf(sharedDevice, given([{ account: 'o' }], cards, { declarations: [aDeclaration('household', onDay(0), { organisation: 'house', verified: true })] }));
  expect(finding.counter.map((each) => each.kind)).toEqual(['confirmed_group', 'same_surname']);
  expect(leftOf(finding)).toBeLessThan(0.1);
});

test('members of one registered agency are explained, strangers beside them are not', () => {
  const cards = [{ account: 'o', organisation: 'agency' }, { account: 'p', surname: 'x' }];
  const versions = [aVersion({ organisation: 'agency' })];
  expect(leftOf(findingOf(sharedDevice, given([{ account: 'o' }], cards, { versions })))).toBeLessThan(0.1);
  const mixed = findingOf(sharedDevice, given([{ account: 'o' }, { account: 'p' }], cards, { versions }));
  expect(mixed.value.accounts).toBe(2);
  expect(mixed.counter).toEqual([]);
});

test('a registry says nothing of hands that came later to both, and of the device that only those share', () => {
  const versions = [aVersion({ organisation: 'agency' })];
  const cards = (own: number | null, other: number | null) => [
    { account: 'own', organisation: 'agency', turnedAt: own === null ? null : onDay(own) }, { account: 'o', organisation: 'agency', turnedAt: other === null ? null : onDay(other) },
  ];
  const relieved = (own: number | null, other: number | null) => findingOf(sharedDevice, given([{ account: 'o', firstAt: onDay(20) }], cards(own, other), { versions })).counter.length;
  // The stays begin on day 1 and on day 20.
  expect([relieved(1, 20), relieved(1, null), relieved(null, 20), relieved(5, 20), relieved(1, 25)]).toEqual([0, 1, 1, 1, 1]);
});

test('a laptop sold on is lowered, and months later not found at all', () => {
  const sold = findingOf(sharedDevice, given([{ account: 'o', firstAt: onDay(-60), lastAt: onDay(-5) }]));
  expect(sold.counter.map((each) => each.kind)).toEqual(['handed_on']);
  expect(sharedDevice.read(given([{ account: 'o', firstAt: onDay(-90), lastAt: onDay(-35) }])).state).toBe('quiet');
});

test('a device on a crowd of accounts links nobody', () => {
  expect(sharedDevice.read(given([], [], {}, 80)).state).toBe('quiet');
});

test('without device tokens it abstains', () => {
  expect(sharedDevice.read(aGiven(aHistory({ stretches: workdays({ device: aDevice(null), days: [1] }) }))).state).toBe('abstains');
});
