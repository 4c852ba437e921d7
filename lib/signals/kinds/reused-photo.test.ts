import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aGiven, aHistory, aNeighbourhood, aProfile, aRarity, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { reusedPhoto } from './reused-photo';

const OWN = '0123456789abcdef';
type Cards = Parameters<typeof aNeighbourhood>[2];
const history = (over: Parameters<typeof aHistory>[0] = {}) => aHistory({ account: 'own', profiles: [aProfile(onDay(2), { photoHash: OWN })], asOf: onDay(50), ...over });
const equal = (accounts: string[], over: Parameters<typeof aHistory>[0] = {}, cards: Cards = []) =>
  aGiven(history(over), aNeighbourhood('own', accounts.length === 0 ? [] : [{ kind: 'photo', digest: OWN, others: accounts.map((account) => ({ account })) }], cards));
const near = (bits: number, account = 'o', cards: Cards = []) => {
  const given = equal([], {}, cards);
  return { ...given, neighbourhood: { ...given.neighbourhood, photoTwins: [{ account, own: OWN, theirs: '0123456789abcdee', bits, shared: `pair ${account}` }] } };
};

/** With a page of work that the others show as well. */
const working = (given: ReturnType<typeof equal>, kind: 'portfolio_url' | 'ip' = 'portfolio_url', days = 20) => {
  const more = aNeighbourhood('own', [{ kind, digest: 'shared', others: [{ account: 'o', days }] }]);
  return { ...given, neighbourhood: { ...given.neighbourhood, identifiers: [...given.neighbourhood.identifiers, ...more.identifiers] } };
};

test('a picture alone weighs a quarter, a changed one whole; with a page of work or a home in common it is whole, with a line that both passed by it is not', () => {
  const alone = findingOf(reusedPhoto, equal(['o']));
  expect(alone.counter.map((each) => each.kind)).toEqual(['picture_alone']);
  expect(leftOf(alone)).toBeCloseTo(alone.llr / 4, 1);
  expect([working(equal(['o'])), working(near(4)), working(equal(['o']), 'ip')].map((given) => findingOf(reusedPhoto, given).counter)).toEqual([[], [], []]);
  expect(findingOf(reusedPhoto, working(equal(['o']), 'ip', 2)).counter).toHaveLength(1);
  expect([near(2), near(5)].map((given) => findingOf(reusedPhoto, given).counter.length)).toEqual([1, 0]);
});

test('the same photo on another person’s account is strong, on four stronger', () => {
  const two = findingOf(reusedPhoto, working(equal(['o'])));
  expect(two).toMatchObject({ strength: 'strong', counter: [], identifiers: [{ kind: 'photo', digest: OWN }], value: { accounts: 2, bits: 0, onProfile: true, inCheck: false } });
  expect(findingOf(reusedPhoto, working(equal(['o', 'p', 'q']))).llr).toBeGreaterThan(two.llr);
});

test('it is said how near the picture is, and of several which', () => {
  expect(findingOf(reusedPhoto, equal(['o'])).words).toBe('A picture of this account is also on another account, with the same hash.');
  expect(findingOf(reusedPhoto, near(5)).words).toBe('A picture of this account is also on another account, 5 of the 64 bits of its hash apart.');
  expect(findingOf(reusedPhoto, equal(['o', 'p'])).words).toBe('A picture of this account is also on 2 other accounts, the nearest with the same hash.');
});

test('a photo with a few bits changed is found by its twin, and trusted a little less', () => {
  const retouched = findingOf(reusedPhoto, near(6));
  expect(retouched).toMatchObject({ identifiers: [{ kind: 'photo', digest: 'pair o' }], value: { bits: 6 } });
  expect(retouched.quality).toBeLessThan(findingOf(reusedPhoto, near(2)).quality);
});

test('registered colleagues, a confirmed household, a crowd, and a picture of nobody else are not found', () => {
  const declarations = [aDeclaration('household', onDay(0), { organisation: 'home', verified: true })];
  expect(reusedPhoto.read(equal(['o'], { declarations }, [{ account: 'o', organisation: 'home' }])).state).toBe('quiet');
  expect(reusedPhoto.read(equal(Array.from({ length: 60 }, (_, index) => `o${index}`))).state).toBe('quiet');
  expect(reusedPhoto.read(equal([])).state).toBe('quiet');
});

test('a household by word alone, relatives, one’s own closed account, stock art and documents of one type are lowered', () => {
  const document = { profiles: [], checks: [aCheck(onDay(3), { check: 'document', imageHash: OWN })] };
  const named = (closed: 'no' | 'by_holder') => [{ account: 'own', surname: 'a' }, { account: 'o', surname: 'a', closed }];
  const lowered: [string, ReturnType<typeof equal>][] = [
    ['declared_group', equal(['o'], { declarations: [aDeclaration('household', onDay(0), { organisation: 'home' })] }, [{ account: 'o', organisation: 'home' }])],
    ['same_surname', equal(['o'], {}, named('no'))], ['own_closed_account', equal(['o'], {}, named('by_holder'))],
    ['document_layout', equal(['o'], document)],
  ];
  for (const [kind, given] of lowered) {
    const finding = findingOf(reusedPhoto, given);
    expect(finding.counter.map((each) => each.kind)).toEqual([kind]);
    expect(leftOf(finding)).toBeLessThan(0.7 * finding.llr);
  }
});

test('a picture of a library says less, and not more, the more accounts show it', () => {
  const of = (count: number) => findingOf(reusedPhoto, equal(Array.from({ length: count }, (_, index) => `o${index}`)));
  expect(of(12).counter.map((each) => each.kind)).toEqual(['picture_alone', 'stock_art']);
  expect(leftOf(of(12))).toBeLessThan(leftOf(of(8)));
});

test('a machine that looks like ours on one of few who show the picture is more in common; on one of many it is there by chance', () => {
  const beside = (count: number) => {
    const given = equal(Array.from({ length: count }, (_, index) => `o${index}`));
    const look = aNeighbourhood('own', [{ kind: 'fingerprint', digest: 'look', others: [{ account: 'o0', days: 20 }] }]);
    return findingOf(reusedPhoto, { ...given, rarity: aRarity(), neighbourhood: { ...given.neighbourhood, identifiers: [...given.neighbourhood.identifiers, ...look.identifiers] } }).counter;
  };
  expect([beside(3), beside(7)]).toEqual([[], []]);
  expect(beside(8)).toMatchObject([{ kind: 'picture_alone', words: expect.stringContaining('one machine among many that looks alike') }]);
  expect(findingOf(reusedPhoto, equal(['o'])).counter).toMatchObject([{ words: expect.stringContaining('nothing else in common') }]);
});

test('one who signed up again after closing the first account is all but explained', () => {
  expect(leftOf(findingOf(reusedPhoto, equal(['o'], {}, [{ account: 'own', surname: 'a' }, { account: 'o', surname: 'a', closed: 'by_holder' }])))).toBeLessThan(0.3);
});

test('it stands while the profile shows the picture and the account works, and fades once it is taken off; of a check it stands', () => {
  const stretches = workdays({ days: daysFrom(2, 40) });
  const lastAt = (over: Parameters<typeof aHistory>[0] = {}) => findingOf(reusedPhoto, equal(['o'], { stretches, ...over })).lastAt;
  expect(lastAt()).toBe(stretches.at(-1)!.at);
  expect(lastAt({ profiles: [aProfile(onDay(2), { photoHash: OWN }), aProfile(onDay(9), { photoHash: 'fedcba9876543210' }), aProfile(onDay(30))] })).toBe(onDay(9));
  expect(lastAt({ profiles: [], checks: [aCheck(onDay(3), { imageHash: OWN })] })).toBe(stretches.at(-1)!.at);
});

test('without a picture it abstains', () => {
  expect(reusedPhoto.read(equal([], { profiles: [aProfile(onDay(2))] })).state).toBe('abstains');
});
