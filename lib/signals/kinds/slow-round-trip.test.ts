import { expect, test } from 'vitest';
import { aDeclaration, aGiven, aHistory, aRarity, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { slowRoundTrip } from './slow-round-trip';

const rarity = (ms = 30, accounts = 25) => aRarity({ roundTripOf: (asn, place) => (asn === 64500 && place === 'GB' ? { ms, accounts } : null) });
const lag = (rttMs: number, days = daysFrom(0, 12)) => workdays({ days, hours: [9, 14], rttMs });
const given = (stretches = lag(170), over: Parameters<typeof aHistory>[0] = {}, table: ReturnType<typeof rarity> | null = rarity()) => aGiven(aHistory({ stretches, ...over }), undefined, table);

test('a line far slower than the others on it is moderate, and says how much', () => {
  const finding = findingOf(slowRoundTrip, given(lag(190)));
  expect(finding).toMatchObject({ strength: 'moderate', value: { medianMs: 190, peersMs: 30, peers: 24, sessions: 24 } });
  expect(finding.words).toBe('The line answers 160 ms later than for a quarter of the 24 others on the same network and place.');
  expect(finding.llr).toBeGreaterThan(findingOf(slowRoundTrip, given(lag(115))).llr);
});

test('80 ms above and less are weak Wi-Fi', () => {
  expect(slowRoundTrip.read(given(lag(110))).state).toBe('quiet');
});

test('who works little, and over several lines of one place, is looked at for longer', () => {
  const rare = daysFrom(0, 22).map((index) => index * 4);
  const lines = rare.flatMap((day, index) => workdays({ days: [day], hours: [10], rttMs: index % 2 === 0 ? 150 : 190, asn: index % 2 === 0 ? 64500 : 64501 }));
  const usual = aRarity({ roundTripOf: (asn) => ({ ms: asn === 64500 ? 20 : 60, accounts: asn === 64500 ? 25 : 15 }) });
  const finding = findingOf(slowRoundTrip, given(lines, {}, usual));
  expect(finding).toMatchObject({ value: { sessions: 20, lines: 2, peers: 14 }, words: '2 lines answer 130 ms later than for a quarter of the others on the same networks and place.' });
  expect(slowRoundTrip.read(given(lines.slice(0, 19), {}, usual)).state).toBe('abstains');
  expect(slowRoundTrip.read(given(lines, { asOf: onDay(300) }, usual)).state).toBe('abstains');
});

test.each([
  ['without a table', given(lag(170), {}, null)], ['with too few peers', given(lag(170), {}, rarity(30, 10))], ['with too few sessions', given(lag(170, daysFrom(0, 9)))],
  ['on a mobile network', given(workdays({ days: daysFrom(0, 12), hours: [9, 14], rttMs: 300, network: 'mobile' }))], ['in another place than was counted', given(workdays({ days: daysFrom(0, 12), hours: [9, 14], rttMs: 300, city: 'lima' }))],
  ['behind a VPN, whose users sit anywhere', given(workdays({ days: daysFrom(0, 12), hours: [9, 14], rttMs: 300, city: null, network: 'vpn_known' }), {}, aRarity({ roundTripOf: () => ({ ms: 30, accounts: 25 }) }))],
  ['over a satellite', given(lag(600).map((each) => ({ ...each, network: { ...each.network, owner: 'Example Satellite Ltd' } })))], ['without round trips', given(workdays({ days: daysFrom(0, 12) }))],
])('%s it abstains', (_, one) => {
  expect(slowRoundTrip.read(one).state).toBe('abstains');
});

test('an employer’s desktop that was declared is explained', () => {
  const finding = findingOf(slowRoundTrip, given(lag(170), { declarations: [aDeclaration('virtual_desktop', onDay(-1), { verified: true })] }));
  expect(finding.counter[0]!.kind).toBe('declared_virtual_desktop');
  expect(leftOf(finding)).toBeLessThan(0.3);
});

test('a line that was always slow is lowered, one that became slow is not', () => {
  const always = findingOf(slowRoundTrip, given(lag(170, daysFrom(0, 30))));
  expect(always.counter.map((each) => each.kind)).toEqual(['since_day_one']);
  expect(findingOf(slowRoundTrip, given([...lag(35, daysFrom(0, 20)), ...lag(170, daysFrom(20, 25))])).counter).toEqual([]);
});
