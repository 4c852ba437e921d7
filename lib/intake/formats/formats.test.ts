import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { checkEvent } from '../event';
import type { ImportItem, Resume } from '../format';
import { SESSION_COLUMNS } from './sessions-csv';
import { FORMATS, formatFor } from './index';

const key = new Uint8Array(32).fill(7);
const now = Date.UTC(2026, 2, 10);
const SAMPLES: Record<string, string> = { contract: 'contract.sample.ndjson', 'sessions-csv': 'sessions-csv.sample.csv', rba: 'rba.sample.csv' };

const sample = (format: string) => readFileSync(new URL(SAMPLES[format] ?? '', import.meta.url));
async function* inChunks(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 100) yield bytes.subarray(at, at + 100);
}
async function itemsOf(name: string, bytes: Uint8Array | string, resume?: Resume): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  const format = formatFor(new Uint8Array(), '', name);
  if (format === null) throw new Error(`no format ${name}`);
  for await (const item of format.toEvents(inChunks(Buffer.from(bytes)), { key, resume })) items.push(item);
  return items;
}
const heads = (items: readonly ImportItem[]) => items.map(({ line, byteOffset, raw, skipped, refusal }) => ({ line, byteOffset, raw, skipped, refusal }));

describe.each(FORMATS.map((format) => [format.name] as const))('the format %s', (name) => {
  test('recognises its own sample, plain and gzipped, and no other', () => {
    for (const other of FORMATS) {
      expect(formatFor(sample(other.name), 'file')?.name).toBe(other.name);
      expect(formatFor(gzipSync(sample(other.name)), 'file.gz')?.name).toBe(other.name);
      expect(FORMATS.find((one) => one.name === name)?.recognises(sample(other.name), 'file')).toBe(other.name === name);
    }
  });

  test('turns every line of its sample into an event that the check takes, or skips it with a reason', async () => {
    const items = await itemsOf(name, sample(name));
    expect(items.length).toBeGreaterThan(2);
    for (const { raw, refusal, skipped } of items) {
      expect(refusal).toBeUndefined();
      if (skipped === undefined) expect(checkEvent(raw, { now })).toMatchObject({ ok: true });
    }
  });

  test('goes on after any line, by offset in a plain file and by counting in a gzip, with the same events', async () => {
    const file = sample(name);
    const whole = heads(await itemsOf(name, file));
    for (const [at, { line, byteOffset }] of whole.entries()) {
      const rest = await itemsOf(name, file.subarray(byteOffset), { afterLine: line, atByte: byteOffset, head: file });
      expect(heads(rest)).toEqual(whole.slice(at + 1));
      const packed = gzipSync(file);
      const again = await itemsOf(name, packed, { afterLine: line, atByte: 0, head: packed });
      expect(heads(again)).toEqual(whole.slice(at + 1).map((item) => ({ ...item, byteOffset: 0 })));
    }
  });
});

test('a file of none of these kinds is recognised by nobody', () => {
  for (const text of ['', 'hello', '[{"id":1}]', 'a,b,c\n1,2,3\n', '\u0000\u0001']) expect(formatFor(Buffer.from(text), 'x')).toBeNull();
  expect(formatFor(Buffer.from('{}'), 'x', 'unheard-of')).toBeNull();
});

test('a refused line of the contract is kept blanked', async () => {
  const items = await itemsOf('contract', '{"id":"e-1","data":{"document":"SPECIMEN17"\n\n{"id":"e-2"}\n');
  expect(items.map(({ line, refusal, text }) => [line, refusal?.code, text])).toEqual([
    [1, 'invalid-json', '{"id":"e-1","data":{"document":"[blanked]"'],
    [3, undefined, '{"id":"e-2"}'],
  ]);
  expect(items[0]?.refusal?.message).toContain('Line 1');
});

const HEADER = 'index,Login Timestamp,User ID,Round-Trip Time [ms],IP Address,Country,Region,City,ASN,User Agent String,Browser Name and Version,OS Name and Version,Device Type,Login Successful,Is Attack IP,Is Account Takeover';

test('a login of the RBA set becomes a session with what was seen, in UTC, and nothing of the set’s labels', async () => {
  const [, second] = await itemsOf('rba', sample('rba'));
  expect(second?.raw).toEqual({
    id: expect.stringMatching(/^rba-[0-9a-f]{32}$/) as unknown, type: 'session.seen', at: '2020-02-03T12:43:43.549Z', account: '-4300000000000000002', session: 'login-2020-02-03T12:43:43.549Z',
    data: { ip: '198.51.100.23', userAgent: 'Mozilla/5.0 (Linux; Android 4.1) Chrome/46.0.2490.0', rttMs: 612, device: { platform: 'Android 4.1', browser: 'Chrome Mobile 46.0.2490' } },
  });
});

test('the RBA set without its index tells of the same logins', async () => {
  const row = '2020-02-03 12:43:55.873,-17,,203.0.113.151,NO,-,-,64498,"Agent, example",Chrome 79,Windows 10,desktop,True,False,False';
  const [withIndex] = await itemsOf('rba', `${HEADER}\n5,${row}\n`);
  const [without] = await itemsOf('rba', `${HEADER.replace('index,', '')}\r\n${row}\r\n`);
  expect(without?.raw).toEqual(withIndex?.raw);
  expect(formatFor(Buffer.from(`${HEADER.replace('index,', '')}\r\n`), 'x')?.name).toBe('rba');
});

test('a bad row of the RBA set harms itself alone', async () => {
  const row = (at: string, rtt: string, success: string) => `1,${at},-17,${rtt},203.0.113.151,NO,-,-,64498,Agent,Chrome 79,Windows 10,desktop,${success},False,False`;
  const rows = [row('2020-02-03 12:00:00', '', 'False'), row('yesterday', '', 'True'), row('2020-02-03 12:00:00', '', 'perhaps'), '1,"2020', '1,2,3', row('2020-02-03 12:00:00', '90000', 'True')];
  const items = await itemsOf('rba', [HEADER, ...rows].join('\n'));
  expect(items.map(({ skipped, refusal }) => skipped ?? refusal?.code)).toEqual(['failed sign-in', undefined, 'invalid-format', 'invalid-format', 'invalid-format', undefined]);
  expect(checkEvent(items[1]?.raw, { now })).toMatchObject({ ok: false, refusal: { code: 'invalid-instant' } });
  expect(items[5]?.raw).toMatchObject({ at: '2020-02-03T12:00:00Z', data: { ip: '203.0.113.151' } });
  expect(items[5]?.raw).not.toHaveProperty('data.rttMs');
});

test('a sessions file may use other separators and orders, and brings its own ids if it has them', async () => {
  const [item] = await itemsOf('sessions-csv', 'IP;at;account;session;id;hints;cores\n192.0.2.1;2026-03-02T08:00:00Z;a;s;own-1;remote_desktop|virtual_gpu;many\n');
  expect(item?.raw).toEqual({ id: 'own-1', type: 'session.seen', account: 'a', session: 's', at: '2026-03-02T08:00:00Z', data: { ip: '192.0.2.1', device: { hints: ['remote_desktop', 'virtual_gpu'], cores: 'many' } } });
  expect(checkEvent(item?.raw, { now })).toMatchObject({ ok: false, refusal: { code: 'wrong-type', path: '/data/device/cores' } });
});

test('a sessions file with every column is read in full', async () => {
  const cells = ['own-1', 'a', 's', '2026-03-02T08:00:00Z', '192.0.2.1', '2026-03-02T09:00:00Z', '2026-03-02T08:59:00Z', 'Agent', '40', 'tok', 'Linux', 'Firefox', 'Europe/Vienna', 'de', 'de', '1920x1080', 'gpu', '8', '16', 'f', 'c', 'kvm_switch'];
  const [item] = await itemsOf('sessions-csv', `${SESSION_COLUMNS.join(',')}\n${cells.join(',')}\n`);
  expect(cells.length).toBe(SESSION_COLUMNS.length);
  expect(checkEvent(item?.raw, { now })).toMatchObject({ ok: true, event: { data: { device: { cores: 8, memoryGb: 16, canvas: 'c' } } } });
});

test('a refused row is kept without its address and its device, and not at all where nobody can tell which cells they are', async () => {
  const header = 'account,session,at,ip,device_token,user_agent';
  const rows = ['a,s,yesterday,192.0.2.9,tok-1,"Agent ""x"", one"', 'a,s,yesterday,,,', 'a,s,192.0.2.9', 'a,s,"2026,192.0.2.9,tok-1,'];
  const items = await itemsOf('sessions-csv', `${header}\n${rows.join('\n')}\n`);
  expect(items.map(({ text }) => text)).toEqual(['a,s,yesterday,[blanked],[blanked],"Agent ""x"", one"', 'a,s,yesterday,,,', '[blanked]', '[blanked]']);
  const [login] = await itemsOf('rba', `${HEADER}\n1,2020-02-03 12:00:00,-17,,203.0.113.151,NO,-,-,64498,Agent,Chrome 79,Windows 10,desktop,perhaps,False,False\n`);
  expect([login?.refusal?.code, login?.text]).toEqual(['invalid-format', '1,2020-02-03 12:00:00,-17,,[blanked],NO,-,-,64498,Agent,Chrome 79,Windows 10,desktop,perhaps,False,False']);
});

test('the header of a sessions file must be whole, known and without repetition', async () => {
  for (const [header, code] of [['account,at,ip', 'missing-field'], ['account,session,at,ip,iban', 'unknown-field'], ['account,session,at,ip,ip', 'unknown-field']]) {
    const items = await itemsOf('sessions-csv', `${header}\n1,2,3,4,5\n`);
    expect(items).toMatchObject([{ line: 1, text: '', refusal: { code } }]);
  }
});
