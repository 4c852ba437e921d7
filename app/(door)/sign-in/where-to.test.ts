import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whereTo } from './where-to';

test('a page of ours is where one goes after signing in, with its query', () => {
  expect(whereTo('/cases/case_1?panel=links#map')).toBe('/cases/case_1?panel=links#map');
});

test.each([
  undefined, null, '', 'queue', 'https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', '/\t/elsewhere.example', '/\n/elsewhere.example',
  '/.//elsewhere.example', '/%2e//elsewhere.example', ['java', 'script:alert(1)'].join(''), '/sign-in?next=/queue', '/api/auth/signout', ['/queue', '/audit'],
])('%j leads to the start instead', (next) => {
  expect(whereTo(next)).toBe('/');
});

test('whatever is asked for, a browser stays on this site', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string().map((text) => `/${text}`), fc.webUrl()), (next) => {
    expect(new URL(whereTo(next), 'https://console.example').origin).toBe('https://console.example');
  }));
});
