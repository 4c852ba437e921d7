import { expect, test } from 'vitest';
import { impossiblePairs, isPrivacyBrowser, systemOf } from './environment';
import { aDevice } from './history.fixture';

const pairs = (platform: string | null, gpu: string | null, browser = 'Chrome 140') => impossiblePairs(aDevice('t', { platform, gpu, browser }));

test('systems are known by their own words, a Mac is no Windows', () => {
  expect(['Win32', 'macOS', 'Darwin', 'iPhone', 'Android 14', 'Linux armv8l', 'PlayStation', null].map(systemOf)).toEqual(['windows', 'macos', 'macos', 'ios', 'android', 'linux', null, null]);
});

test('graphics that cannot be on a system are a pair', () => {
  for (const [platform, gpu] of [['MacIntel', 'ANGLE (Intel, Direct3D11)'], ['Win32', 'Apple M1'], ['Win32', 'Mali-G78'], ['iPhone', 'NVIDIA GeForce RTX'], ['Android', 'D3D11']] as const) {
    expect(pairs(platform, gpu)).toEqual(['system_and_graphics']);
  }
});

test('ordinary and odd but real machines are none', () => {
  for (const [platform, gpu] of [['Win32', 'ANGLE (Qualcomm Adreno X1, Direct3D11)'], ['Linux x86_64', 'Mesa Apple M1 (AGX)'], ['Linux armv8l', 'Adreno 640'], ['MacIntel', 'Apple GPU'], ['MacIntel', 'AMD Radeon Pro'], [null, 'Direct3D11'], ['Win32', null]] as const) {
    expect(pairs(platform, gpu)).toEqual([]);
  }
});

test('browsers of one maker’s systems do not run elsewhere', () => {
  expect(pairs('Win32', null, 'Safari 17')).toEqual(['system_and_browser']);
  expect(pairs('iPhone', null, 'Mobile Safari')).toEqual([]);
  expect(pairs('Linux x86_64', null, 'Internet Explorer 11')).toEqual(['system_and_browser']);
});

test('privacy browsers are known by name, not by parts of words', () => {
  expect(['Brave 1.7', 'Tor Browser', 'LibreWolf', 'Storm', 'Firefox', null].map(isPrivacyBrowser)).toEqual([true, true, true, false, false, false]);
});
