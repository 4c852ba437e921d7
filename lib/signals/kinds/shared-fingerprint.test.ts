import { expect, test } from 'vitest';
import { aDevice, aGiven, aHistory, aNeighbourhood, aRarity, aVersion, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { sharedFingerprint } from './shared-fingerprint';

const stretches = workdays({ device: aDevice('own'), days: daysFrom(1, 20) });
const RARE = [{ part: 'fonts', share: 0.0004 }, { part: 'gpu', share: 0.003 }, { part: 'screen', share: 0.2 }];
const print = (over: Partial<Sharing> = {}): Sharing => ({ kind: 'fingerprint', digest: 'print', own: { firstAt: onDay(1, 9), lastAt: onDay(20) }, others: [{ account: 'o' }], parts: RARE, ...over });
function given(sharing: Sharing[] = [print()], cards: Parameters<typeof aNeighbourhood>[2] = [], over: Parameters<typeof aHistory>[0] = {}, rarity: ReturnType<typeof aRarity> | null = aRarity()) {
  return aGiven(aHistory({ account: 'own', stretches, asOf: onDay(60), ...over }), aNeighbourhood('own', sharing, cards), rarity);
}

test('two rare parts on one other account are worth about a nat, and rest on its sessions', () => {
  const finding = findingOf(sharedFingerprint, given());
  expect(finding.llr).toBeGreaterThan(0.8);
  expect(finding.strength).not.toBe('strong');
  expect(finding.value).toEqual({ accounts: 2, share: 0.0001, rareParts: 2 });
  expect(finding.evidence).toHaveLength(stretches.length);
});

test('the commoner, the less; beyond one in two hundred nothing', () => {
  const at = (share: number) => given([print({ share })]);
  expect(findingOf(sharedFingerprint, at(0.002)).llr).toBeLessThan(findingOf(sharedFingerprint, at(0.0001)).llr);
  expect(sharedFingerprint.read(at(0.006)).state).toBe('quiet');
});

test('a rare look of which only one part is rare, or whose parts were not counted, is nothing', () => {
  expect(sharedFingerprint.read(given([print({ parts: RARE.slice(1) })])).state).toBe('quiet');
  expect(sharedFingerprint.read(given([print({ parts: RARE.map(({ part }) => ({ part, share: null })) })])).state).toBe('quiet');
});

test('the same device by its token is left to the signal on devices', () => {
  expect(sharedFingerprint.read(given([print(), { kind: 'device_token', digest: 'own', others: [{ account: 'o' }] }])).state).toBe('quiet');
});

test('machines of one purchase on one office line are lowered, colleagues of a registered agency explained', () => {
  const office = findingOf(sharedFingerprint, given([print(), { kind: 'ip', digest: 'line', others: [{ account: 'o' }] }]));
  expect(office.counter.map((each) => each.kind)).toEqual(['one_room']);
  expect(leftOf(office)).toBeLessThan(0.6);
  expect(leftOf(findingOf(sharedFingerprint, given([print()], [{ account: 'o', organisation: 'agency' }], { versions: [aVersion({ organisation: 'agency' })] })))).toBeLessThan(0.1);
});

test('without frequencies or devices it abstains', () => {
  expect(sharedFingerprint.read(given([print()], [], {}, null)).state).toBe('abstains');
  expect(sharedFingerprint.read(given([print()], [], { stretches: workdays({ device: null, days: [1] }) })).state).toBe('abstains');
});
