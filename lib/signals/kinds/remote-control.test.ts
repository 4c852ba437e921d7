import { expect, test } from 'vitest';
import { aDeclaration, aDevice, aGiven, aHistory, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { remoteControl } from './remote-control';

const traced = (hints: string[], first = 20, count = 10) => workdays({ device: aDevice('laptop', { hints }), days: daysFrom(first, count) });
const plain = workdays({ days: daysFrom(0, 20) });

test('traces of a remotely steered machine are found, more kinds of them weigh more', () => {
  const one = findingOf(remoteControl, aGiven(aHistory({ stretches: [...plain, ...traced(['remote_desktop'])] })));
  const three = findingOf(remoteControl, aGiven(aHistory({ stretches: [...plain, ...traced(['remote_desktop', 'uniform_key_lag', 'kvm_switch'])] })));
  expect(one.strength).toBe('moderate');
  expect(three.llr).toBeGreaterThan(one.llr);
  expect(three.value.traces).toBe('kvm_switch remote_desktop uniform_key_lag');
});

test('a single trace on one day, or an anti-tracking browser, is not found', () => {
  expect(remoteControl.read(aGiven(aHistory({ stretches: [...plain, ...traced(['remote_desktop'], 20, 1)] }))).state).toBe('quiet');
  expect(remoteControl.read(aGiven(aHistory({ stretches: traced(['anti_detect_browser', 'impossible_pair']) }))).state).toBe('quiet');
});

test('a virtual machine alone stays at the lowest weight', () => {
  expect(findingOf(remoteControl, aGiven(aHistory({ stretches: [...plain, ...traced(['virtual_machine', 'virtual_gpu'])] }))).llr).toBe(1);
});

test('a virtual desktop declared by its user, on a company network since day one, is explained', () => {
  const stretches = workdays({ city: null, network: 'corporate', device: aDevice('vdi', { hints: ['remote_desktop', 'virtual_gpu'] }), days: daysFrom(0, 30) });
  const finding = findingOf(remoteControl, aGiven(aHistory({ stretches, declarations: [aDeclaration('virtual_desktop', onDay(0), { verified: true })] })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['declared_virtual_desktop', 'corporate_network', 'since_day_one']);
  expect(leftOf(finding)).toBeLessThan(0.1);
});

test('a declaration that has ended explains nothing any more', () => {
  const finding = findingOf(remoteControl, aGiven(aHistory({ stretches: [...plain, ...traced(['remote_desktop'])], declarations: [aDeclaration('virtual_desktop', onDay(0), { to: onDay(19) })] })));
  expect(finding.counter).toEqual([]);
});

test('without device details it abstains', () => {
  expect(remoteControl.read(aGiven(aHistory({ stretches: workdays({ device: null, days: [1, 2] }) }))).state).toBe('abstains');
});
