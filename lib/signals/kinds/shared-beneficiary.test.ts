import { expect, test } from 'vitest';
import { aDeclaration, aGiven, aHistory, aNeighbourhood, aVersion, anInstrument, daysFrom, findingOf, leftOf, onDay } from '../history.fixture';
import { sharedBeneficiary } from './shared-beneficiary';

type Cards = Parameters<typeof aNeighbourhood>[2];
function given(others: string[], cards: Cards = [], over: Parameters<typeof aHistory>[0] = {}) {
  const history = aHistory({ account: 'own', instruments: [anInstrument(onDay(3), 'bank', { holderMatch: 'none' })], ...over });
  return aGiven(history, aNeighbourhood('own', [{ kind: 'payout_instrument', digest: 'bank', others: others.map((account) => ({ account })) }], cards));
}

test('two accounts on one payout are moderate, three are strong, a hub of twenty is bounded', () => {
  const found = [1, 2, 20].map((count) => findingOf(sharedBeneficiary, given(daysFrom(0, count).map((index) => `o${index}`))));
  expect(found.map((each) => each.strength)).toEqual(['moderate', 'strong', 'strong']);
  expect(found[2]!.llr).toBe(sharedBeneficiary.weight);
});

test('members of one registered agency are not found', () => {
  const cards = ['a', 'b', 'c'].map((account) => ({ account, organisation: 'agency' }));
  expect(sharedBeneficiary.read(given(['a', 'b', 'c'], cards, { versions: [aVersion({ organisation: 'agency' })] })).state).toBe('quiet');
});

test('a registration says nothing of an instrument that came with new hands to both', () => {
  const state = (own: number | null, others: number | null) => {
    const turned = (account: string, day: number | null) => ({ account, organisation: 'agency', turnedAt: day === null ? null : onDay(day) });
    return sharedBeneficiary.read(given(['a', 'b'], [turned('own', own), turned('a', others), turned('b', others)], { versions: [aVersion({ organisation: 'agency' })] })).state;
  };
  // The instrument is on all of them from the first day on.
  expect([state(null, null), state(1, null), state(null, 1), state(20, 20)]).toEqual(['quiet', 'quiet', 'quiet', 'quiet']);
  expect(state(1, 0)).toBe('found');
});

test('a household with one bank account is explained when confirmed, lowered when only said', () => {
  const cards = [{ account: 'own', surname: 's' }, { account: 'o', surname: 't', organisation: 'house' }];
  const left = (verified: boolean) => leftOf(findingOf(sharedBeneficiary, given(['o'], cards, { declarations: [aDeclaration('household', onDay(0), { organisation: 'house', verified })] })));
  expect(left(true)).toBeLessThan(0.1);
  expect(left(false)).toBeLessThan(1);
  expect(left(false)).toBeGreaterThan(left(true));
});

test('a couple with one family name and an account in the holder’s own name is lowered', () => {
  const cards = [{ account: 'own', surname: 's' }, { account: 'o', surname: 's' }];
  const finding = findingOf(sharedBeneficiary, given(['o'], cards, { instruments: [anInstrument(onDay(3), 'bank', { holderMatch: 'match' })] }));
  expect(finding.counter.map((each) => each.kind)).toEqual(['same_surname', 'own_name']);
  expect(leftOf(finding)).toBeLessThan(0.5);
});

test('a payout method of one’s own is quiet, none at all abstains', () => {
  expect(sharedBeneficiary.read(given([])).state).toBe('quiet');
  expect(sharedBeneficiary.read(aGiven(aHistory())).state).toBe('abstains');
});
