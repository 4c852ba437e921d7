import { expect, test } from 'vitest';
import { aContract, aGiven, aHistory, aNeighbourhood, aVersion, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { sameClient } from './same-client';

type Card = NonNullable<Parameters<typeof aNeighbourhood>[2]>[number];
const share = (accounts: string[]): Sharing[] => [{ kind: 'device_token', digest: 'desk', others: accounts.map((account) => ({ account })) }, { kind: 'phone', digest: 'phone', others: accounts.map((account) => ({ account })) }];
function given(accounts = ['o'], card: Partial<Card> = {}, over: Parameters<typeof aHistory>[0] = {}, sharing = share(accounts)) {
  const cards = accounts.map((account) => ({ account, engagements: [{ client: 'client', at: onDay(40) }], ...card }));
  return aGiven(aHistory({ account: 'own', contracts: [aContract('c', onDay(20))], asOf: onDay(60), ...over }), aNeighbourhood('own', sharing, cards));
}

test('a tied account at the same client is moderate, two are strong', () => {
  expect(findingOf(sameClient, given())).toMatchObject({ strength: 'moderate', evidence: ['contract c'], identifiers: [{ kind: 'device_token', digest: 'desk' }, { kind: 'phone', digest: 'phone' }] });
  expect(findingOf(sameClient, given(['o', 'p'])).strength).toBe('strong');
});

test('another client, half a year between, and people tied by one line alone are nothing', () => {
  expect(sameClient.read(given(['o'], { engagements: [{ client: 'another', at: onDay(40) }] })).state).toBe('quiet');
  expect(sameClient.read(given(['o'], { engagements: [{ client: 'client', at: onDay(200) }] }, { asOf: onDay(220) })).state).toBe('quiet');
  expect(sameClient.read(given(['o'], {}, {}, [{ kind: 'ip', digest: 'line', others: [{ account: 'o' }] }])).state).toBe('quiet');
});

test('an open referral, from either side, speaks for colleagues', () => {
  const own = findingOf(sameClient, given(['o'], {}, { referrals: [{ event: 'referral', at: onDay(19), to: 'o', client: 'client' }] }));
  expect(own.counter).toMatchObject([{ kind: 'referral_disclosed', evidence: ['referral'] }]);
  expect(leftOf(findingOf(sameClient, given(['o'], { referred: ['own'] })))).toBeLessThan(0.5);
});

test('a registered agency that places its people is explained', () => {
  expect(leftOf(findingOf(sameClient, given(['o', 'p'], { organisation: 'agency' }, { versions: [aVersion({ organisation: 'agency' })] })))).toBeLessThan(0.2);
});

test('who hid it is said to have hidden it, who said it is not', () => {
  expect(findingOf(sameClient, given()).words).toBe('A tied account works for the same client, and nothing was said about it.');
  const referred = { referrals: [{ event: 'referral', at: onDay(19), to: 'o', client: 'client' }] };
  expect(findingOf(sameClient, given(['o'], {}, referred)).words).toBe('A tied account works for the same client, and that they belong together was said openly.');
  expect(findingOf(sameClient, given(['o', 'p'], {}, referred))).toMatchObject({ value: { accounts: 2 }, words: 'A tied account works for the same client, and nothing was said about it.', counter: [] });
});

test('one referred openly and one of the same agency are both explained, each for its part', () => {
  const plain = given(['o', 'p'], {}, { versions: [aVersion({ organisation: 'agency' })], referrals: [{ event: 'referral', at: onDay(19), to: 'o', client: 'client' }] });
  const neighbours = new Map([...plain.neighbourhood.neighbours].map(([account, card]) => [account, account === 'p' ? { ...card, organisation: 'agency' } : card]));
  const finding = findingOf(sameClient, { ...plain, neighbourhood: { ...plain.neighbourhood, neighbours } });
  expect(finding.counter.map((each) => each.kind)).toEqual(['registered_group', 'referral_disclosed']);
  expect(finding.words).toBe('2 tied accounts work for the same client, and that they belong together was said openly.');
  expect(leftOf(finding)).toBeLessThan(0.5 * finding.llr);
});

test('while the contract goes on and the account works it gets no older; colleagues who left, and an account that fell silent, are of their time', () => {
  const stretches = workdays({ days: daysFrom(20, 35) });
  const lastAt = (contract: Parameters<typeof aContract>[2], over: Parameters<typeof aHistory>[0] = { stretches }) => findingOf(sameClient, given(['o'], {}, { contracts: [aContract('c', onDay(20), contract)], ...over })).lastAt;
  expect(lastAt({})).toBe(stretches.at(-1)!.at);
  expect(lastAt({ endedAt: onDay(30) })).toBe(onDay(30));
  expect(lastAt({ endedAt: onDay(90) })).toBe(stretches.at(-1)!.at);
  expect(lastAt({}, {})).toBe(onDay(20));
  // A contract that nobody ended is held to go on for 90 days after it was last heard of.
  const long = { stretches: workdays({ days: daysFrom(20, 200) }), asOf: onDay(220) };
  expect(lastAt({}, long)).toBe(onDay(110));
  expect(lastAt({}, { ...long, reviews: [{ event: 'review', at: onDay(50), client: 'client', rating: 5 }] })).toBe(onDay(140));
});

test('without contracts it abstains', () => {
  expect(sameClient.read(given(['o'], {}, { contracts: [] })).state).toBe('abstains');
});
