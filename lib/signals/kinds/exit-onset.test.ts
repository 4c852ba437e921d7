import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aDevice, aGiven, aHistory, anInstrument, daysFrom, findingOf, leftOf, mallory, onDay, trent, workdays } from '../history.fixture';
import { exitOnset } from './exit-onset';

const own = workdays({ device: aDevice('own'), days: daysFrom(0, 10) });
const check = aCheck(onDay(9, 16), { session: `s${onDay(9, 16)}` });
const instruments = [anInstrument(onDay(1), 'first'), anInstrument(onDay(12), 'second')];

test('a VPN that appears with new devices right after the check is found', () => {
  const finding = findingOf(exitOnset, mallory());
  expect(finding.value).toMatchObject({ before: 0, after: expect.closeTo(1, 1) });
  expect(finding.strength).toBe('moderate');
});

test('it is told of the check where it follows on it, and of the new devices where those came later', () => {
  const behind = (days: number[]) => workdays({ device: aDevice('new', { keyboard: 'pt-PT', languages: ['pt-PT'] }), city: null, network: 'vpn_known', days });
  const soon = findingOf(exitOnset, aGiven(aHistory({ stretches: [...own, ...behind(daysFrom(10, 10))], checks: [check], instruments })));
  expect(soon.words).toBe('Before the check no sessions ran over a VPN or hosting; in the two weeks after it, on new devices, all did.');
  const late = findingOf(exitOnset, aGiven(aHistory({ stretches: [...own, ...workdays({ device: aDevice('own'), days: daysFrom(10, 30) }), ...behind(daysFrom(40, 20))], checks: [check], instruments: [instruments[0]!, anInstrument(onDay(42), 'second')] })));
  expect(late.words).toBe('On the devices used before, no sessions ran over a VPN or hosting; on the new ones, which came some time after the check, all did.');
});

test('a traveller who takes the same laptop behind a VPN is not found', () => {
  const stretches = [...own, ...workdays({ device: aDevice('own'), city: null, network: 'vpn_known', days: daysFrom(10, 10) })];
  expect(exitOnset.read(aGiven(aHistory({ stretches, checks: [check], instruments }))).state).toBe('quiet');
  expect(exitOnset.read(trent()).state).toBe('quiet');
});

test('a mover with a new laptop and bank but no VPN is not found', () => {
  const stretches = [...own, ...workdays({ device: aDevice('new', { keyboard: 'pt-PT' }), city: 'lisbon', days: daysFrom(10, 10) })];
  expect(exitOnset.read(aGiven(aHistory({ stretches, checks: [check], instruments }))).state).toBe('quiet');
});

test('a declared VPN and a live check passed on the new device explain it', () => {
  const fresh = workdays({ device: aDevice('new', { keyboard: 'pt-PT' }), city: null, network: 'vpn_known', days: daysFrom(10, 12) });
  const checks = [check, aCheck(onDay(20, 9), { session: `s${onDay(20, 9)}` })];
  const given = aGiven(aHistory({ stretches: [...own, ...fresh], checks, instruments, declarations: [aDeclaration('vpn', onDay(10))] }));
  const finding = findingOf(exitOnset, given);
  expect(finding.counter.map((each) => each.kind)).toEqual(['checked_on_new_device', 'declared_vpn']);
  expect(leftOf(finding)).toBeLessThan(0.2);
});

test('without a passed check it abstains', () => {
  expect(exitOnset.read(aGiven(aHistory({ stretches: own })))).toEqual({ state: 'abstains', missing: expect.stringContaining('passed') });
});
