import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aGiven, aHistory, anInstrument, aStretch, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { hiddenChange } from './hidden-change';

const home = workdays({ days: daysFrom(0, 20) });
const overTor = aStretch({ at: onDay(20, 9), city: null, network: 'tor', session: 'hidden' });
const bank = anInstrument(onDay(20, 9.2), 'bank', { session: 'hidden' });

test('a payout method added over Tor is found, and a check beside it weighs more', () => {
  const one = findingOf(hiddenChange, aGiven(aHistory({ stretches: [...home, overTor], instruments: [bank] })));
  expect(one.value).toMatchObject({ hidden: 1, payouts: 1, checks: 0, tor: true });
  expect(one.strength).toBe('moderate');
  const two = findingOf(hiddenChange, aGiven(aHistory({ stretches: [...home, overTor], instruments: [bank], checks: [aCheck(onDay(20, 9.1), { session: 'hidden' })] })));
  expect(two.llr).toBeGreaterThan(one.llr);
});

test('an address on a list of proxies counts as one, any other VPN does not', () => {
  const exit = (source: string) => ({ ...overTor, network: { class: 'vpn_known', asn: 64500, owner: 'Example Networks', source } as const });
  expect(findingOf(hiddenChange, aGiven(aHistory({ stretches: [exit('list open-proxies 2026-02-01')], instruments: [bank] }))).value.tor).toBe(false);
  expect(hiddenChange.read(aGiven(aHistory({ stretches: [exit('list vpn-ipv4 2026-02-01')], instruments: [bank] }))).state).toBe('quiet');
});

test('browsing over Tor, and a mail address confirmed over it, say nothing', () => {
  const stretches = [...home, overTor];
  expect(hiddenChange.read(aGiven(aHistory({ stretches, instruments: [anInstrument(onDay(2, 9), 'bank', { session: `s${onDay(2, 9)}` })] }))).state).toBe('quiet');
  expect(hiddenChange.read(aGiven(aHistory({ stretches, checks: [aCheck(onDay(20, 9.1), { check: 'email', session: 'hidden' })] }))).state).toBe('abstains');
});

test('somebody who does everything over Tor, or has declared it, is lowered', () => {
  const always = workdays({ days: daysFrom(0, 20), city: null, network: 'tor' });
  const finding = findingOf(hiddenChange, aGiven(aHistory({ stretches: [...always, overTor], instruments: [bank], declarations: [aDeclaration('vpn', onDay(0), { verified: true })] })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['declared_vpn', 'always_so']);
  expect(leftOf(finding)).toBeLessThan(finding.llr / 4);
});

test('without a session to the change, or of one on an unknown network, it abstains', () => {
  expect(hiddenChange.read(aGiven(aHistory({ stretches: home, instruments: [anInstrument(onDay(2), 'bank')] }))).state).toBe('abstains');
  const unknown = aStretch({ at: onDay(20, 9), network: 'unknown', session: 'hidden' });
  expect(hiddenChange.read(aGiven(aHistory({ stretches: [unknown], instruments: [bank] }))).state).toBe('abstains');
});
