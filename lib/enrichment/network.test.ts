import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRange, textOf } from './address';
import { NO_LISTS, classify, sortLists } from './network';
import type { ListKind, NetworkClass, NetworkList } from './network';

const HOME = { asn: 64_500, owner: 'Example Telecom', source: 'asn-owner 2026-06-17' };

function list(name: string, of: ListKind, entries: string[], date = '2026-01-01'): NetworkList {
  return { name, class: of, source: 'example.org', date, entries };
}

test('without lists our own knowledge of the owner decides, and the fact names its source and reason', () => {
  expect(classify({ ip: '8.8.8.8', asn: 15169, owner: 'Google LLC', source: 'asn-owner 2026-06-17' }, NO_LISTS)).toEqual({
    class: 'hosting', asn: 15169, owner: 'Google LLC', source: 'asn-owner 2026-06-17', reason: 'a host or cloud: servers, not homes',
  });
});

test.each(['10.1.2.3', '127.0.0.1', '100.64.0.1', '192.0.2.1', 'fe80::1', '2001:db8::1'])('%s is kept as unknown even where a list holds it', (ip) => {
  const lists = sortLists([list('everything', 'tor', ['0.0.0.0/0', '::/0'])]);
  expect(classify({ ip, ...HOME }, lists)).toMatchObject({ class: 'unknown', asn: null, source: 'address' });
});

test('a list holds addresses of both families and networks by number', () => {
  const lists = sortLists([list('exits', 'tor', ['81.2.69.0/24', '2a00:1450::/32']), list('gateways', 'corporate', ['AS64500'])]);
  const of = (ip: string, asn: number | null = null) => classify({ ip, asn, owner: null, source: 'asn-owner' }, lists);
  expect(of('81.2.69.255')).toMatchObject({ class: 'tor', source: 'list exits 2026-01-01' });
  expect(of('81.2.70.0').class).toBe('unknown');
  expect(of('2a00:1450:ffff::1').class).toBe('tor');
  expect(of('2a00:1451::1').class).toBe('unknown');
  expect(of('8.8.8.8', 64_500)).toMatchObject({ class: 'corporate', source: 'list gateways 2026-01-01' });
});

test('where lists disagree, tor goes before VPN, relay, corporate, hosting and mobile', () => {
  const order: NetworkClass[] = ['mobile', 'hosting', 'corporate', 'relay', 'vpn_known', 'tor'];
  const lists: NetworkList[] = [];
  for (const of of order) {
    lists.push(list(of, of, ['81.2.69.160/32']));
    expect(classify({ ip: '81.2.69.160', ...HOME }, sortLists(lists)).class).toBe(of);
  }
});

test('of two lists of one class the newer is named', () => {
  const lists = sortLists([list('old', 'vpn_known', ['81.2.69.0/24'], '2025-01-01'), list('new', 'vpn_known', ['81.2.0.0/16'], '2026-01-01')]);
  expect(classify({ ip: '81.2.69.1', ...HOME }, lists).source).toBe('list new 2026-01-01');
});

test('an entry that is not in normal form is a bug of whoever kept it', () => {
  expect(() => sortLists([list('broken', 'tor', ['nonsense'])])).toThrow('the network list "broken" holds "nonsense"');
});

test('searching sorted and joined ranges finds what looking through all of them finds', () => {
  const block = fc.tuple(fc.integer({ min: 0x08000000, max: 0x08ffffff }), fc.integer({ min: 16, max: 32 })).map(([base, bits]) => `${textOf(4, base)}/${bits}`);
  fc.assert(
    fc.property(fc.array(block, { maxLength: 30 }), fc.integer({ min: 0x08000000, max: 0x08ffffff }), (entries, number) => {
      const ip = textOf(4, number);
      const isHeld = entries.some((entry) => {
        const range = parseRange(entry);
        return range?.family === 4 && range.from <= number && number <= range.to;
      });
      expect(classify({ ip, ...HOME }, sortLists([list('some', 'tor', entries)])).class).toBe(isHeld ? 'tor' : 'residential');
    }),
  );
});

test('an indicator list decides no class: what names the address is kept beside it, newest first', () => {
  const lists = sortLists([list('old', 'indicator', ['81.2.69.160/32'], '2026-01-01'), list('exits', 'tor', ['81.2.69.160/32']), list('new', 'indicator', ['81.2.69.0/24'], '2026-02-01')]);
  const listings = [{ list: 'new', source: 'example.org', date: '2026-02-01' }, { list: 'old', source: 'example.org', date: '2026-01-01' }];
  expect(classify({ ip: '81.2.69.160', ...HOME }, lists)).toMatchObject({ class: 'tor', source: 'list exits 2026-01-01', listings });
  expect(classify({ ip: '81.2.69.161', ...HOME }, lists)).toMatchObject({ class: 'residential', listings: listings.slice(0, 1) });
  expect(classify({ ip: '81.2.70.1', ...HOME }, lists)).not.toHaveProperty('listings');
});
