import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_PAGES, objectionTo, platformPage } from './platform-page';

test('an address is https, whole, and has one place for the id, after the host', () => {
  for (const good of ['https://platform.example/people/{id}', 'https://platform.example/p?id={id}&from=console', 'https://admin.platform.example:8443/{id}/overview', 'https://platform.example/#/{id}']) expect(objectionTo(good), good).toBeNull();
  const bad: [string, string][] = [
    ['https://platform.example/people', '{id} once'], ['https://platform.example/{id}/{id}', '{id} once'], ['http://platform.example/{id}', 'https://'], ['ftp://platform.example/{id}', 'https://'], ['mailto:{id}', 'https://'],
    ['platform.example/{id}', 'whole address'], ['https://{id}.platform.example/', 'after the host'], ['https://platform.example{id}', 'after the host'], ['https://me:secret@platform.example/{id}', 'name and password'],
    ['https://platform.example/a b/{id}', 'Leave out spaces'], [`https://platform.example/${'x'.repeat(500)}/{id}`, 'under 500'],
  ];
  for (const [pattern, words] of bad) expect(objectionTo(pattern), pattern).toContain(words);
});

test('whatever the id is, it stays one part of the address', () => {
  const pages = { ...NO_PAGES, account: 'https://platform.example/people/{id}/overview' };
  fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }).filter((id) => !/^[.]{1,2}$/.test(id)), (id) => {
    const url = new URL(platformPage(pages, 'account', id)!);
    expect(url.origin).toBe('https://platform.example');
    const parts = url.pathname.split('/');
    expect(parts).toHaveLength(4);
    expect(decodeURIComponent(parts[2]!)).toBe(id);
    expect(url.search + url.hash).toBe('');
  }));
  expect(platformPage(pages, 'client', 'c1')).toBeNull();
  for (const step of ['', '.', '..']) expect(platformPage(pages, 'account', step)).toBeNull();
  expect(platformPage({ ...NO_PAGES, client: 'https://platform.example/{id}' }, 'client', '$&')).toBe('https://platform.example/%24%26');
});
