import { expect, test } from 'vitest';
import { deviceOf, fingerprintOf } from './device';
import type { Device } from './history';

const LAPTOP = { token: 'a1', platform: 'Windows', browser: 'Firefox 140', timeZone: 'Europe/Paris', languages: ['fr', 'en'], screen: '1920x1080', gpu: 'Example GPU', cores: 8, memoryGb: 16, fonts: 'f1', canvas: 'c1', hints: ['virtual_gpu'] };

function device(told: object): Device {
  const read = deviceOf(told);
  if (!read) throw new Error('a device was told');
  return read;
}

test('a device is read field by field, and what was not told is null', () => {
  expect(deviceOf(LAPTOP)).toEqual({ ...LAPTOP, keyboard: null });
  expect(deviceOf({ token: 'a1' })).toMatchObject({ token: 'a1', screen: null, languages: [], hints: [], cores: null });
});

test('no device, or an empty one, is no device', () => {
  expect([deviceOf(undefined), deviceOf(null), deviceOf({}), deviceOf('x')]).toEqual([null, null, null, null]);
});

test('a zone that tzdata does not know is null', () => {
  expect(device({ ...LAPTOP, timeZone: 'Mars/Olympus' }).timeZone).toBeNull();
});

test('equal machines have equal keys, and the browser, its canvas and its languages do not change them', () => {
  const key = fingerprintOf(device(LAPTOP)).key;
  expect(fingerprintOf(device({ ...LAPTOP, token: 'b2', browser: 'Firefox 141', canvas: 'c2', languages: ['de'] })).key).toBe(key);
  expect(fingerprintOf(device({ ...LAPTOP, cores: 4 })).key).not.toBe(key);
  expect(fingerprintOf(device({ ...LAPTOP, fonts: 'f2' })).key).not.toBe(key);
});

test('fewer than three stable parts make no key; canvas is not one of them', () => {
  expect(fingerprintOf(device({ screen: '1920x1080', gpu: 'Example GPU', canvas: 'c1' })).key).toBeNull();
  expect(fingerprintOf(device({ screen: '1920x1080', gpu: 'Example GPU', cores: 8 })).key).not.toBeNull();
});

test('the parts are there for weighing one by one', () => {
  expect(fingerprintOf(device(LAPTOP)).components).toEqual({ screen: '1920x1080', gpu: 'Example GPU', hardware: '8 cores, 16 GB', fonts: 'f1', canvas: 'c1', platform: 'Windows' });
  expect(fingerprintOf(device({ token: 'a1' })).components.hardware).toBeNull();
});

test('a part cannot be moved into its neighbour to make two machines look equal', () => {
  const one = fingerprintOf(device({ screen: 'a","b', gpu: 'c', fonts: 'd' })).key;
  const other = fingerprintOf(device({ screen: 'a', gpu: 'b","c', fonts: 'd' })).key;
  expect(one).not.toBe(other);
});
