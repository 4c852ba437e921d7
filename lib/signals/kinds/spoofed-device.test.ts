import { expect, test } from 'vitest';
import { aDeclaration, aDevice, aGiven, aHistory, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { spoofedDevice } from './spoofed-device';

const home = workdays({ days: daysFrom(0, 10) });
const on = (over: Parameters<typeof aDevice>[1], first = 10) => workdays({ device: aDevice('other', over), days: daysFrom(first, 10) });
const made = { platform: 'MacIntel', gpu: 'ANGLE (NVIDIA GeForce, Direct3D11)', hints: ['spoofed_user_agent'] };

test('two pairs that no machine shows together are found, and the mark of an anti-detect browser', () => {
  const pairs = findingOf(spoofedDevice, aGiven(aHistory({ stretches: [...home, ...on(made)] })));
  expect(pairs.value).toMatchObject({ pairs: 'spoofed_user_agent system_and_graphics', withTraces: 30, marked: 0 });
  expect(pairs.strength).toBe('moderate');
  expect(findingOf(spoofedDevice, aGiven(aHistory({ stretches: [...home, ...on({ hints: ['anti_detect_browser'] })] }))).value).toMatchObject({ marked: 30, pairs: '' });
});

test('one pair, or the mark once, is quiet', () => {
  expect(spoofedDevice.read(aGiven(aHistory({ stretches: on({ platform: 'Win32', browser: 'Safari 17' }) }))).state).toBe('quiet');
  const once = workdays({ device: aDevice('other', { hints: ['anti_detect_browser'] }), days: [10], hours: [9] });
  expect(spoofedDevice.read(aGiven(aHistory({ stretches: [...home, ...once] }))).state).toBe('quiet');
});

test('one device on two systems is one pair, by its token, its fonts or both; a phone beside a laptop is none', () => {
  const same = { fonts: 'the same fonts', gpu: null };
  const stretches = [...on({ ...same, platform: 'Windows' }), ...on({ ...same, platform: 'macOS' }, 20)];
  expect(spoofedDevice.read(aGiven(aHistory({ stretches }))).state).toBe('quiet');
  const more = [...on({ ...same, platform: 'Windows' }), ...on({ ...same, platform: 'macOS', hints: ['spoofed_user_agent'] }, 20)];
  expect(findingOf(spoofedDevice, aGiven(aHistory({ stretches: more }))).value.pairs).toBe('one_device_on_two_systems spoofed_user_agent');
  const phone = workdays({ device: aDevice('phone', { platform: 'Android', gpu: 'Adreno 640' }), days: daysFrom(5, 10) });
  expect(spoofedDevice.read(aGiven(aHistory({ stretches: [...home, ...phone] }))).state).toBe('quiet');
});

test.each([['Linux armv8l', 'Android'], ['MacIntel', 'iPad']])('the desktop view of a phone or tablet, %s for %s, is no pair', (desktop, mobile) => {
  const hidden = { gpu: null, hints: ['spoofed_user_agent'] };
  const stretches = [...on({ ...hidden, platform: mobile }), ...on({ ...hidden, platform: desktop }, 20)];
  expect(spoofedDevice.read(aGiven(aHistory({ stretches }))).state).toBe('quiet');
});

test('a privacy browser used from the start and always the same is explained', () => {
  const stretches = workdays({ device: aDevice('own', { browser: 'Brave', hints: ['impossible_pair', 'spoofed_user_agent'] }), days: daysFrom(0, 30) });
  const finding = findingOf(spoofedDevice, aGiven(aHistory({ stretches })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['privacy_browser']);
  expect(leftOf(finding)).toBeLessThan(0.4);
});

test('a declared virtual desktop and assistive software lower it', () => {
  for (const kind of ['virtual_desktop', 'accommodation'] as const) {
    const finding = findingOf(spoofedDevice, aGiven(aHistory({ stretches: on(made), declarations: [aDeclaration(kind, onDay(0))] })));
    expect(finding.counter.map((each) => each.kind)).toEqual([`declared_${kind}`]);
  }
});

test('without device details it abstains', () => {
  expect(spoofedDevice.read(aGiven(aHistory({ stretches: workdays({ device: null, days: [1, 2] }) }))).state).toBe('abstains');
});
