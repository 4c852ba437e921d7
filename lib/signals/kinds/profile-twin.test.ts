import { expect, test } from 'vitest';
import type { TextTwin } from '../../links/link';
import { aBid, aDeclaration, aGiven, aHistory, aNeighbourhood, aProfile, daysFrom, findingOf, leftOf, onDay } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { profileTwin } from './profile-twin';

const history = (over: Parameters<typeof aHistory>[0] = {}) => aHistory({ account: 'own', profiles: [aProfile(onDay(2))], asOf: onDay(50), ...over });
const twin = (jaccard: number, account = 'o'): TextTwin => ({ account, field: 'summary', at: onDay(5), jaccard, shared: ['s1', 's2'] });
const given = (twins: TextTwin[], sharing: Sharing[] = [], over: Parameters<typeof aHistory>[0] = {}, cards: Parameters<typeof aNeighbourhood>[2] = []) =>
  aGiven(history(over), aNeighbourhood('own', sharing, cards, twins));

test('a third of the uncommon phrases in common is moderate, nearly all of them more', () => {
  const third = findingOf(profileTwin, given([twin(0.33)]));
  expect(third).toMatchObject({ strength: 'moderate', counter: [] });
  expect(findingOf(profileTwin, given([twin(0.9)])).llr).toBeGreaterThan(third.llr);
});

test('together with a shared device or payout of the same account it is strong', () => {
  const both = (account: string) => findingOf(profileTwin, given([twin(0.4)], [{ kind: 'payout_instrument', digest: 'bank', others: [{ account }] }]));
  expect(both('o').strength).toBe('strong');
  expect(both('o').identifiers).toContainEqual({ kind: 'payout_instrument', digest: 'bank' });
  expect(both('somebody else').strength).toBe('moderate');
});

test('two beginners with a few stock phrases in common are not found', () => {
  expect(profileTwin.read(given([twin(0.29)])).state).toBe('quiet');
});

test('a class that uses one template is lowered', () => {
  const finding = findingOf(profileTwin, given(daysFrom(0, 15).map((index) => twin(0.6, `o${index}`))));
  expect(finding.counter.map((each) => each.kind)).toEqual(['many_alike']);
});

test('colleagues of one confirmed agency are explained', () => {
  const declarations = [aDeclaration('agency', onDay(0), { organisation: 'agency', verified: true })];
  expect(leftOf(findingOf(profileTwin, given([twin(0.6)], [], { declarations }, [{ account: 'o', organisation: 'agency' }])))).toBeLessThan(0.1);
});

test('without a text of its own it abstains', () => {
  expect(profileTwin.read(given([], [], { profiles: [] })).state).toBe('abstains');
  // Proposals are compared by another signal: whoever only writes those is not known to have a text of their own.
  expect(profileTwin.read(given([], [], { profiles: [], bids: [aBid(onDay(3), 'I build payment forms that do not lose orders.')] })).state).toBe('abstains');
  expect(profileTwin.read(given([])).state).toBe('quiet');
});
