import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aGiven, aHistory, aNeighbourhood, aProfile, aRarity, aVersion, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { personaCrossover } from './persona-crossover';

type Card = NonNullable<Parameters<typeof aNeighbourhood>[2]>[number];
const checks = [aCheck(onDay(3), { check: 'document', document: 'passport' })];
function given(own: Partial<Card>, theirs: Partial<Card>, over: Parameters<typeof aHistory>[0] = {}) {
  return aGiven(aHistory({ account: 'own', checks, asOf: onDay(50), ...over }), aNeighbourhood('own', [{ kind: 'document', digest: 'passport', others: [{ account: 'o' }] }], [{ account: 'own', ...own }, { account: 'o', ...theirs }]));
}

test('one document behind two family names, or schools of which none is the same, is strong', () => {
  expect(findingOf(personaCrossover, given({ surname: 'a' }, { surname: 'b' }))).toMatchObject({ strength: 'strong', value: { names: true, schools: false }, identifiers: [{ kind: 'document', digest: 'passport' }] });
  const both = findingOf(personaCrossover, given({ surname: 'a', schools: ['x'] }, { surname: 'b', schools: ['y'] }));
  expect(both.words).toBe('One document is behind 2 accounts that claim different names and schools.');
  expect(both.llr).toBeGreaterThan(findingOf(personaCrossover, given({ schools: ['x'] }, { schools: ['y'] })).llr);
});

test('one life on two accounts is left to the signal on documents', () => {
  expect(personaCrossover.read(given({ surname: 'a', schools: ['x', 'z'] }, { surname: 'a', schools: ['z'] })).state).toBe('quiet');
  expect(personaCrossover.read(given({ surname: 'a', schools: ['x'] }, { surname: null, schools: [] })).state).toBe('quiet');
});

test('a change of name that is declared with proof explains a name, and no schools', () => {
  const declared = { declarations: [aDeclaration('name_change', onDay(2), { verified: true })] };
  expect(leftOf(findingOf(personaCrossover, given({ surname: 'a' }, { surname: 'b' }, declared)))).toBeLessThan(0.5);
  expect(findingOf(personaCrossover, given({ schools: ['x'] }, { schools: ['y'] }, declared)).counter).toEqual([]);
});

test('members of one registered organisation are not compared', () => {
  expect(personaCrossover.read(given({ surname: 'a' }, { surname: 'b', organisation: 'org' }, { versions: [aVersion({ organisation: 'org' })] })).state).toBe('quiet');
});

test('without a document or claims of its own it abstains', () => {
  expect(personaCrossover.read(given({ surname: 'a' }, { surname: 'b' }, { checks: [] })).state).toBe('abstains');
  expect(personaCrossover.read(given({}, { surname: 'b' })).state).toBe('abstains');
});

const FACE: Sharing = { kind: 'photo', digest: '00ff00ff00ff00ff', others: [{ account: 'o' }] };
const LAPTOP: Sharing = { kind: 'device_token', digest: 'laptop', others: [{ account: 'o' }] };
function faced(sharing: Sharing[], own: Partial<Card> = { surname: 'a' }, theirs: Partial<Card> = { surname: 'b' }, over: Parameters<typeof aHistory>[0] = {}) {
  const history = aHistory({ account: 'own', profiles: [aProfile(onDay(2), { photoHash: '00ff00ff00ff00ff' })], asOf: onDay(50), ...over });
  return aGiven(history, aNeighbourhood('own', sharing, [{ account: 'own', ...own }, { account: 'o', ...theirs }]), aRarity());
}

test('one face under two names, and one pair of hands: a device, a rare machine or an exit of few', () => {
  const finding = findingOf(personaCrossover, faced([FACE, LAPTOP]));
  expect(finding).toMatchObject({ strength: 'moderate', value: { face: true, accounts: 2 }, identifiers: [{ kind: 'device_token', digest: 'laptop' }] });
  expect(finding.words).toBe('One face is on 2 accounts under different names, and a device ties them.');
  for (const kind of ['fingerprint', 'exit_ip', 'payout_instrument'] as const) expect(personaCrossover.read(faced([FACE, { ...LAPTOP, kind }])).state).toBe('found');
});

test('one persona after the other: what the second shows within weeks of the first ties them as well', () => {
  const gone = { account: 'o', firstAt: onDay(-60), lastAt: onDay(-5), days: 30 };
  for (const kind of ['fingerprint', 'device_token'] as const) expect(personaCrossover.read(faced([FACE, { ...LAPTOP, kind, others: [gone] }])).state).toBe('found');
});

test('somebody whose portrait and work were copied, a picture of a library behind one exit, a family and a registered team are not found', () => {
  const page: Sharing = { kind: 'portfolio_url', digest: 'page', others: [{ account: 'o' }] };
  const many = Array.from({ length: 12 }, (_, index) => ({ account: index === 0 ? 'o' : `o${index}` }));
  const home: Sharing = { kind: 'ip', digest: 'home', others: [{ account: 'o' }] };
  const team = { versions: [aVersion({ organisation: 'team' })] };
  for (const innocent of [
    faced([FACE, page]), faced([{ ...FACE, others: many }, LAPTOP]), faced([FACE, { kind: 'exit_ip', digest: 'service', others: many }]), faced([FACE, LAPTOP, home]),
    faced([FACE, LAPTOP], { surname: 'a' }, { surname: 'a' }), faced([LAPTOP]), faced([FACE, LAPTOP], { surname: 'a' }, { surname: 'b', organisation: 'team' }, team),
  ]) expect(personaCrossover.read(innocent).state).toBe('quiet');
  expect(personaCrossover.read(faced([FACE, LAPTOP], {}, { surname: 'b' })).state).toBe('abstains');
});

test('two to eight colleagues behind one exit with one picture of their team are lowered; a device of theirs is another matter, and so are hands that were replaced', () => {
  for (let count = 2; count <= 8; count += 1) {
    const others = Array.from({ length: count - 1 }, (_, index) => ({ account: index === 0 ? 'o' : `o${index}` }));
    const team = (kind: Sharing['kind'], turnedAt: number | null = null) => {
      const plain = faced([{ ...FACE, others }, { kind, digest: 'thing', others }], { surname: 'a', turnedAt });
      const neighbours = new Map([...plain.neighbourhood.neighbours, ...others.slice(1).map(({ account }) => [account, { ...plain.neighbourhood.neighbours.get('o')!, account, surname: `name of ${account}` }] as const)]);
      return findingOf(personaCrossover, { ...plain, neighbourhood: { ...plain.neighbourhood, neighbours } });
    };
    expect(team('exit_ip').counter.map((each) => each.kind), String(count)).toEqual(['one_room']);
    expect(leftOf(team('exit_ip'))).toBeLessThan(1);
    expect([team('device_token'), team('exit_ip', onDay(20))].map((each) => each.counter)).toEqual([[], []]);
  }
});

test('who came back under another name after closing the other account, and whoever bought the other’s laptop, are lowered', () => {
  const back = findingOf(personaCrossover, faced([FACE, LAPTOP], { surname: 'a' }, { surname: 'b', closed: 'by_holder' }));
  expect(back.counter.map((each) => each.kind)).toEqual(['own_closed_account']);
  expect(leftOf(back)).toBeLessThan(0.3);
  const sold: Sharing = { ...LAPTOP, own: { firstAt: onDay(2), lastAt: onDay(49) }, others: [{ account: 'o', firstAt: onDay(-60), lastAt: onDay(-5) }] };
  const bought = findingOf(personaCrossover, faced([FACE, sold]));
  expect(bought.counter.map((each) => each.kind)).toEqual(['handed_on']);
  const declared = findingOf(personaCrossover, faced([FACE, sold], { surname: 'a' }, { surname: 'b' }, { declarations: [aDeclaration('new_device', onDay(2), { verified: true })] }));
  expect(leftOf(declared)).toBeLessThan(0.2);
  expect(leftOf(declared)).toBeLessThan(leftOf(bought));
});

test('a portrait of a library is one, in however many copies that were saved anew', () => {
  const copies = (count: number) => {
    const plain = faced([{ ...FACE, accounts: count + 2 }, LAPTOP]);
    return { ...plain, neighbourhood: { ...plain.neighbourhood, photoTwins: Array.from({ length: count }, (_, index) => ({ account: `p${index}`, own: FACE.digest, theirs: `copy ${index}`, bits: 1, shared: `pair ${index}`, accounts: count + 2 })) } };
  };
  expect([6, 20].map((count) => personaCrossover.read(copies(count)).state)).toEqual(['found', 'quiet']);
});

test('it stands while the picture is shown and the device is used', () => {
  const stretches = workdays({ days: daysFrom(2, 40) });
  const used = (lastAt: number): Sharing => ({ ...LAPTOP, own: { firstAt: onDay(2), lastAt: onDay(lastAt) }, others: [{ account: 'o', firstAt: onDay(0), lastAt: onDay(30) }] });
  const lastAt = (thing: Sharing, over: Parameters<typeof aHistory>[0] = {}) => findingOf(personaCrossover, faced([FACE, thing], { surname: 'a' }, { surname: 'b' }, { stretches, ...over })).lastAt;
  expect(lastAt(used(60))).toBe(stretches.at(-1)!.at);
  expect(lastAt(used(20))).toBe(onDay(20));
  expect(lastAt(used(60), { profiles: [aProfile(onDay(2), { photoHash: FACE.digest }), aProfile(onDay(9))] })).toBe(onDay(9));
});

test('a change of name between two accounts explains the names', () => {
  const declared = { declarations: [aDeclaration('name_change', onDay(2), { verified: true })] };
  expect(findingOf(personaCrossover, faced([FACE, LAPTOP], { surname: 'a' }, { surname: 'b' }, declared)).counter.map((each) => each.kind)).toEqual(['declared_name_change']);
});
