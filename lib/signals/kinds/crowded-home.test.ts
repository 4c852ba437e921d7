import { expect, test } from 'vitest';
import type { Link } from '../../links/link';
import { aDeclaration, aGiven, aHistory, aNeighbourhood, aVersion, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { crowdedHome } from './crowded-home';

const names = (count: number) => Array.from({ length: count }, (_, index) => `neighbour ${index}`);
type Crowd = { count: number; passing?: number; surnames?: (index: number) => string; organisation?: string; network?: 'residential' | 'mobile' };

function given({ count, passing = 0, surnames = (index) => `surname ${index}`, organisation, network = 'residential' }: Crowd, over: Parameters<typeof aHistory>[0] = {}) {
  const history = aHistory({ account: 'own', stretches: workdays({ ip: 'home', network, days: daysFrom(0, 40) }), ...over });
  const stays: (Partial<Link> & { account: string })[] = names(count).map((account) => ({ account, firstAt: onDay(2), lastAt: onDay(39), days: 25 }));
  const visits = Array.from({ length: passing }, (_, index) => ({ account: `guest ${index}`, firstAt: onDay(5), lastAt: onDay(5), days: 1 }));
  const cards = [{ account: 'own', surname: 'own' }, ...names(count).map((account, index) => ({ account, surname: surnames(index), instruments: [`bank ${index}`], organisation: organisation ?? null }))];
  return aGiven(history, aNeighbourhood('own', [{ kind: 'ip', digest: 'home', others: [...stays, ...visits] }], cards));
}

test('five accounts of five families on one home address are found, and more weigh more', () => {
  const five = findingOf(crowdedHome, given({ count: 4 }));
  expect(five).toMatchObject({ strength: 'strong', value: { accounts: 5, households: 5 }, identifiers: [{ kind: 'ip', digest: 'home' }] });
  expect(findingOf(crowdedHome, given({ count: 12 })).llr).toBeGreaterThan(five.llr);
});

test('four accounts are not found', () => {
  expect(crowdedHome.read(given({ count: 3 })).state).toBe('quiet');
});

test('a family of eight with one name is not found', () => {
  expect(crowdedHome.read(given({ count: 7, surnames: () => 'own' })).state).toBe('quiet');
});

test('a registered agency is not found, a declared and confirmed household is explained', () => {
  const registered = { versions: [aVersion({ organisation: 'agency' })] };
  expect(crowdedHome.read(given({ count: 6, organisation: 'agency' }, registered)).state).toBe('quiet');
  const declared = (verified: boolean) => ({ declarations: [aDeclaration('household', onDay(0), { organisation: 'house', verified })] });
  expect(leftOf(findingOf(crowdedHome, given({ count: 6, organisation: 'house' }, declared(true))))).toBeLessThan(0.2);
  expect(leftOf(findingOf(crowdedHome, given({ count: 6, organisation: 'house' }, declared(false))))).toBeGreaterThan(1);
});

test('an address on which most accounts only pass through may be a carrier’s, and it abstains', () => {
  expect(crowdedHome.read(given({ count: 6, passing: 14 })).state).toBe('abstains');
  expect(findingOf(crowdedHome, given({ count: 6, passing: 3 })).quality).toBeLessThan(findingOf(crowdedHome, given({ count: 6 })).quality);
});

test('a carrier’s address beside it, however full, does not hide a crowded home', () => {
  const { history, neighbourhood, ...rest } = given({ count: 4 }, { stretches: [...workdays({ ip: 'home', days: daysFrom(0, 40) }), ...workdays({ ip: 'carrier', days: daysFrom(0, 40), hours: [20] })] });
  const line = given({ count: 9, passing: 30 }).neighbourhood;
  const identifiers = [...neighbourhood.identifiers, ...line.identifiers.map((each) => ({ ...each, digest: 'carrier' }))];
  const neighbours = new Map([...line.neighbours, ...neighbourhood.neighbours]);
  expect(findingOf(crowdedHome, { history, neighbourhood: { ...neighbourhood, identifiers, neighbours }, ...rest })).toMatchObject({ value: { accounts: 5 }, identifiers: [{ kind: 'ip', digest: 'home' }] });
  expect(crowdedHome.read({ history, neighbourhood: { ...neighbourhood, identifiers: identifiers.slice(1), neighbours }, ...rest }).state).toBe('abstains');
});

test('mobile users behind one carrier address are never a home', () => {
  expect(crowdedHome.read(given({ count: 30, network: 'mobile' })).state).toBe('abstains');
});

test('two visits weeks apart are no home', () => {
  const { history, neighbourhood, ...rest } = given({ count: 6 });
  const identifiers = neighbourhood.identifiers.map((each) => ({ ...each, own: { ...each.own, days: 2 } }));
  expect(crowdedHome.read({ history, neighbourhood: { ...neighbourhood, identifiers }, ...rest }).state).toBe('quiet');
});
