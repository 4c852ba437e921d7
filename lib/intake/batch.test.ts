import { Readable } from 'node:stream';
import { constants, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BATCH_REFUSALS, readBatch, type BatchHeaders, type BatchRefusalCode, type Body } from './batch';

const bytes = (text: string) => new TextEncoder().encode(text);
const array = (n: number) => bytes(JSON.stringify(Array.from({ length: n }, (_, id) => ({ id }))));
const lines = (n: number) => bytes(Array.from({ length: n }, (_, id) => JSON.stringify({ id })).join('\n'));
const ndjson: BatchHeaders = { contentType: 'application/x-ndjson' };

async function* broken(): AsyncIterable<Uint8Array> {
  yield bytes('[{"id":1},');
  throw new Error('aborted');
}

const REFUSED: [string, Body, BatchHeaders, BatchRefusalCode][] = [
  ['no body', null, {}, 'empty'],
  ['nothing but white space', bytes(' \r\n '), {}, 'empty'],
  ['an empty array', bytes('[]'), {}, 'empty'],
  ['only blank lines', bytes('\n\n'), ndjson, 'empty'],
  ['a broken array', bytes('[{"id":1},\n{"id":2]'), {}, 'invalid-json'],
  ['a word', bytes('hello'), {}, 'invalid-json'],
  ['a text', bytes('"hello"'), { contentType: 'application/json' }, 'invalid-json'],
  ['Latin-1', Uint8Array.of(0x5b, 0x22, 0xe9, 0x22, 0x5d), {}, 'not-utf8'],
  ['UTF-16 by its mark', Uint8Array.of(0xff, 0xfe, 0x5b, 0, 0x5d, 0), {}, 'not-utf8'],
  ['another charset by its header', bytes('[]'), { contentType: 'application/json; charset=iso-8859-1' }, 'not-utf8'],
  ['lines of which none is UTF-8', Uint8Array.of(0xe9, 0x0a, 0xe9), ndjson, 'not-utf8'],
  ['gzip that is none', bytes('[{"id":1}]'), { contentEncoding: 'gzip' }, 'invalid-gzip'],
  ['damaged gzip', gzipSync(array(5)).fill(0x55, 12, 30), {}, 'invalid-gzip'],
  ['half of a gzip', gzipSync(array(500)).subarray(0, 200), { contentEncoding: 'gzip' }, 'truncated'],
  ['an upload that breaks off', broken(), {}, 'truncated'],
  ['an upload shorter than announced', bytes('[{"id":1}]'), { contentLength: 500 }, 'truncated'],
  ['brotli', bytes('x'), { contentEncoding: 'br' }, 'unsupported-encoding'],
  ['gzip twice', bytes('x'), { contentEncoding: 'gzip, gzip' }, 'unsupported-encoding'],
  ['1,001 events', array(1_001), {}, 'too-many'],
  ['1,001 lines', lines(1_001), ndjson, 'too-many'],
  ['more than 5 MB', new Uint8Array(5 * 1024 * 1024 + 1).fill(0x20), {}, 'too-large'],
  ['a gzip bomb', gzipSync(new Uint8Array(200 * 1024 * 1024)), { contentEncoding: 'gzip' }, 'too-large'],
];

test.each(REFUSED)('%s is refused', async (_name, body, headers, code) => {
  const read = await readBatch(body, headers);
  expect(read).toMatchObject({ ok: false, refusal: { code } });
});

test('every code of a batch is reached above', () => {
  const reached = new Set(REFUSED.map(([, , , code]) => code));
  expect(Object.keys(BATCH_REFUSALS).filter((code) => !reached.has(code as BatchRefusalCode))).toEqual([]);
});

test('the refusal of a broken array says where, and quotes nothing', async () => {
  const read = await readBatch(bytes('[{"id":1},\n{"document":"X17" "a":2}]'), {});
  expect(read).toEqual({ ok: false, refusal: expect.objectContaining({ line: 2, column: 19, position: 29 }) as unknown });
  expect(JSON.stringify(read)).not.toContain('X17');
});

test('an upload that is too large is not read to its end', async () => {
  let sent = 0;
  async function* endless(): AsyncIterable<Uint8Array> {
    for (; ;) {
      sent += 1;
      yield new Uint8Array(1024 * 1024);
    }
  }
  expect(await readBatch(endless(), {})).toMatchObject({ ok: false, refusal: { code: 'too-large' } });
  expect(sent).toBe(6);
});

test('an array, lines and one object alone are read, plain and gzipped, with and without a byte order mark', async () => {
  const three = [{ id: 0 }, { id: 1 }, { id: 2 }];
  const mark = Buffer.from([0xef, 0xbb, 0xbf]);
  for (const body of [array(3), lines(3), Buffer.concat([mark, array(3)]), Buffer.concat([mark, lines(3)]), bytes('{"id":0}\r\n\r\n{"id":1}\r\n{"id":2}\r\n')]) {
    for (const [sent, headers] of [[body, {}], [gzipSync(body), { contentEncoding: 'gzip' }], [gzipSync(body), {}], [Readable.from([body.subarray(0, 7), body.subarray(7)]), {}]] as [Body, BatchHeaders][]) {
      const read = await readBatch(sent, headers);
      expect(read.ok && read.items.map(({ index, raw }) => [index, raw])).toEqual(three.map((raw, index) => [index, raw]));
    }
  }
  expect(await readBatch(bytes('{\n "id": 7\n}'), { contentType: 'application/json' })).toEqual({ ok: true, items: [{ index: 0, raw: { id: 7 } }] });
});

test('exactly 1,000 events are taken', async () => {
  expect(await readBatch(lines(1_000), ndjson)).toMatchObject({ ok: true });
  expect(await readBatch(array(1_000), {})).toMatchObject({ ok: true });
});

test('a bad line never harms its neighbours', async () => {
  const body = Buffer.concat([bytes('{"id":1}\n{"id":\n'), Uint8Array.of(0x22, 0xe9, 0x22, 0x0a), bytes('\n{"id":2}')]);
  const read = await readBatch(body, ndjson);
  expect(read).toMatchObject({
    ok: true,
    items: [{ index: 0, line: 1, raw: { id: 1 } }, { index: 1, line: 2, refusal: { code: 'invalid-json' } }, { index: 2, line: 3, refusal: { code: 'not-utf8' } }, { index: 3, line: 5, raw: { id: 2 } }],
  });
});

test('a gzip of several members is one body', async () => {
  const body = Buffer.concat([gzipSync(bytes('{"id":0}\n'), { level: constants.Z_BEST_SPEED }), gzipSync(bytes('{"id":1}\n'))]);
  expect(await readBatch(body, { contentEncoding: 'gzip' })).toMatchObject({ ok: true, items: [{ raw: { id: 0 } }, { raw: { id: 1 } }] });
});

test('no bytes make the reading throw', async () => {
  await fc.assert(fc.asyncProperty(fc.oneof(fc.uint8Array(), fc.string().map(bytes), fc.uint8Array().map((body) => gzipSync(body).subarray(0, 20))), fc.constantFrom('gzip', '', 'identity'), fc.constantFrom(null, 'application/json', 'application/x-ndjson'), async (body, contentEncoding, contentType) => {
    const read = await readBatch(body, { contentEncoding, contentType });
    if (!read.ok) expect(Object.keys(BATCH_REFUSALS)).toContain(read.refusal.code);
  }), { numRuns: 500 });
});
