import { expect, test } from 'vitest';
import { DeviceSet, deviceKey, devicesLast, stretchOfSession } from './device-set';
import { aDevice, aHistory, aStretch, daysFrom, onDay, workdays } from './history.fixture';

const laptop = aDevice('t');
const bare = { ...laptop, token: null };

test('a device is known by its token first, then by its fingerprint, else not at all', () => {
  expect(deviceKey(laptop)).toBe('token t');
  expect(deviceKey(bare)).toMatch(/^print /);
  expect(deviceKey({ ...bare, screen: null, gpu: null, fonts: null, canvas: null })).toBeNull();
  expect(deviceKey(null)).toBeNull();
});

test('a device that hides its token one day is the same device', () => {
  expect(new DeviceSet([laptop]).has(bare)).toBe(true);
  expect(new DeviceSet([bare]).has(laptop)).toBe(true);
});

test('two tokens on equal hardware are two devices that resemble each other', () => {
  const twin = { ...laptop, token: 'u' };
  const set = new DeviceSet([laptop]);
  expect(set.has(twin)).toBe(false);
  expect(set.resembles(twin)).toBe(true);
});

test('devices that change at every visit do not last', () => {
  const steady = workdays({ days: daysFrom(0, 5) });
  expect(devicesLast(steady)).toBe(true);
  expect(devicesLast(steady.map((each) => ({ ...each, device: aDevice(`once ${each.at}`) })))).toBe(false);
});

test('a session answers with the stretch under way at the instant', () => {
  const [first, second] = [aStretch({ at: onDay(0, 9), session: 's', ip: 'a' }), aStretch({ at: onDay(0, 11), session: 's', ip: 'b' })];
  const history = aHistory({ stretches: [first, second] });
  expect(stretchOfSession(history, 's', onDay(0, 10))).toBe(first);
  expect(stretchOfSession(history, 's', onDay(0, 12))).toBe(second);
  expect(stretchOfSession(history, 's', onDay(0, 8))).toBe(first);
  expect(stretchOfSession(history, null, onDay(0, 8))).toBeNull();
});
