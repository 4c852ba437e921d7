import { expect, test } from 'vitest';
import { aGiven, aHistory, aNeighbourhood, aProfile, aVersion, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { reusedWork } from './reused-work';

const PHOTO = '00ff00ff00ff00ff';
const page = (count: number): Sharing => ({ kind: 'portfolio_url', digest: 'page', others: daysFrom(0, count).map((index) => ({ account: `o${index}` })) });
const twin = (account = 'o0', own = PHOTO) => ({ account, own, theirs: '00ff00ff00ff00fe', bits: 1, shared: `pair ${account}` });
function given(sharing: Sharing[], over: Parameters<typeof aHistory>[0] = {}, cards: Parameters<typeof aNeighbourhood>[2] = [], photoTwins: ReturnType<typeof twin>[] = []) {
  const profiles = [aProfile(onDay(2), { portfolio: ['https://work.example.org/a'], photoHash: PHOTO })];
  return aGiven(aHistory({ account: 'own', profiles, asOf: onDay(50), ...over }), aNeighbourhood('own', sharing, cards, [], { photoTwins }));
}

test('a portfolio page or a picture on another account is moderate, both are more', () => {
  const one = findingOf(reusedWork, given([page(1)]));
  expect(one).toMatchObject({ strength: 'moderate', words: 'A portfolio page of this profile is also on another account.' });
  const both = findingOf(reusedWork, given([page(1)], {}, [], [twin()]));
  expect(both.llr).toBeGreaterThan(one.llr);
  expect(both.identifiers).toEqual([{ kind: 'photo', digest: 'pair o0' }, { kind: 'portfolio_url', digest: 'page' }]);
});

test('the same file and a picture with a bit changed say the same', () => {
  const file = findingOf(reusedWork, given([{ kind: 'photo', digest: PHOTO, others: [{ account: 'o0' }] }]));
  expect(findingOf(reusedWork, given([], {}, [], [twin()])).llr).toBe(file.llr);
});

test('a photograph of a document is not one of the profile', () => {
  expect(reusedWork.read(given([{ kind: 'photo', digest: 'ffff0000ffff0000', others: [{ account: 'o0' }] }], {}, [], [twin('o0', 'ffff0000ffff0000')])).state).toBe('quiet');
});

test('an open project that many show, and somebody who came back after closing an account, are lowered', () => {
  expect(findingOf(reusedWork, given([page(8)])).counter.map((each) => each.kind)).toEqual(['public_work']);
  const cards = [{ account: 'own', surname: 's' }, { account: 'o0', surname: 's', closed: 'by_holder' as const }];
  expect(leftOf(findingOf(reusedWork, given([page(1)], {}, cards)))).toBeLessThan(0.3);
});

test('a picture that nothing else ties to the others is lowered as in I3; with a page on the same account, or touched up, it is not', () => {
  const alone = findingOf(reusedWork, given([{ kind: 'photo', digest: PHOTO, others: [{ account: 'o0' }] }]));
  expect(alone.counter.map((each) => each.kind)).toEqual(['picture_alone']);
  expect(findingOf(reusedWork, given([page(1)], {}, [], [twin()])).counter).toEqual([]);
  expect(findingOf(reusedWork, given([], {}, [], [{ ...twin(), bits: 5 }])).counter).toEqual([]);
  // An open project and a picture of a library have nothing to do with each other.
  const both = findingOf(reusedWork, given([page(8)], {}, [], [twin('stranger')]));
  expect(both.counter.map((each) => each.kind)).toEqual(['public_work']);
  // With a small one the picture of strangers adds nothing to the page.
  const small = findingOf(reusedWork, given([page(2)], {}, [], [twin('stranger')]));
  expect([small.llr, small.words]).toEqual([findingOf(reusedWork, given([page(2)])).llr, 'A portfolio page of this profile is also on 2 other accounts.']);
});

test('it stands while the profile shows it and the account works, and fades once it is taken off', () => {
  const stretches = workdays({ days: daysFrom(2, 40) });
  const shown = { kind: 'portfolio_url' as const, digest: 'page', own: { firstAt: onDay(2), lastAt: onDay(2), days: 1 }, others: [{ account: 'o0' }] };
  const profiles = [aProfile(onDay(2), { portfolio: ['https://work.example.org/a'] })];
  expect(findingOf(reusedWork, given([shown], { stretches, profiles })).lastAt).toBe(stretches.at(-1)!.at);
  expect(findingOf(reusedWork, given([shown], { stretches, profiles: [...profiles, aProfile(onDay(9))] })).lastAt).toBe(onDay(9));
  // What is edited later makes nothing of it fresh again.
  expect(findingOf(reusedWork, given([shown], { stretches, profiles: [...profiles, aProfile(onDay(9)), aProfile(onDay(30), { portfolio: ['https://work.example.org/b'] })] })).lastAt).toBe(onDay(9));
});

test('colleagues of a registered agency who show their agency’s work are explained', () => {
  expect(leftOf(findingOf(reusedWork, given([page(2)], { versions: [aVersion({ organisation: 'agency' })] }, [{ account: 'o0', organisation: 'agency' }, { account: 'o1', organisation: 'agency' }])))).toBeLessThan(0.15);
});

test('without a portfolio or a photograph it abstains', () => {
  expect(reusedWork.read(given([page(1)], { profiles: [aProfile(onDay(2))] })).state).toBe('abstains');
});
