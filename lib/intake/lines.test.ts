import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linesOf, type Line } from './lines';

async function* inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function all(bytes: Uint8Array, size = 7, from?: { afterLine: number; atByte: number }): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const block of linesOf(inChunks(bytes, size), from)) lines.push(...block);
  return lines;
}
const bytes = (text: string) => new TextEncoder().encode(text);

test('lines come out as they went in, whatever the chunks, and every offset is a place to go on', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\n\ufeff]/g, ''))), fc.integer({ min: 1, max: 9 }), async (texts, size) => {
    const file = bytes(texts.map((text) => `${text}\n`).join(''));
    const lines = await all(file, size);
    expect(lines.map(({ text }) => text)).toEqual(texts);
    for (const { line, byteOffset } of lines) {
      const rest = await all(file.subarray(byteOffset), size, { afterLine: line, atByte: byteOffset });
      expect(rest.map((one) => [one.line, one.byteOffset, one.text])).toEqual(lines.slice(line).map((one) => [one.line, one.byteOffset, one.text]));
    }
  }), { numRuns: 60 });
});

test('a last line without a line end counts, and the byte order mark does not', async () => {
  expect((await all(bytes('\ufeffa\nb'))).map(({ text, byteOffset }) => [text, byteOffset])).toEqual([['a', 5], ['b', 6]]);
});

test('a gzip is inflated; its lines are counted to go on', async () => {
  const file = gzipSync(bytes('a\nb\nc\n'));
  expect((await all(file, 1)).map(({ text, byteOffset }) => [text, byteOffset])).toEqual([['a', 0], ['b', 0], ['c', 0]]);
  expect((await all(file, 5, { afterLine: 2, atByte: 0 })).map(({ text, line }) => [text, line])).toEqual([['c', 3]]);
});

test('a gzip that is cut off gives its whole lines and then says so', async () => {
  const text = Array.from({ length: 20_000 }, (_, line) => `line ${line * 7919}`).join('\n');
  const whole = gzipSync(bytes(text));
  const lines = await all(whole.subarray(0, whole.length - 5_000), 1_000);
  expect(lines.length).toBeGreaterThan(100);
  expect(lines.at(-1)).toMatchObject({ text: null, trouble: { code: 'truncated' } });
  expect(lines.slice(0, -1).every(({ text: line }, at) => line === `line ${at * 7919}`)).toBe(true);
});

test('a line beyond the limit is refused and its neighbours are not', async () => {
  const lines = await all(Buffer.concat([bytes('a\n'), new Uint8Array(3 * 1024 * 1024).fill(0x78), bytes('\nb\n')]), 65_536);
  expect(lines.map(({ text, trouble }) => [text, trouble?.code])).toEqual([['a', undefined], [null, 'too-large'], ['b', undefined]]);
  expect(lines[2]?.byteOffset).toBe(2 + 3 * 1024 * 1024 + 1 + 2);
});

test('a line that is not UTF-8 is refused and its neighbours are not', async () => {
  expect((await all(Uint8Array.of(0x61, 0x0a, 0xe9, 0x0a, 0x62))).map(({ text, trouble }) => [text, trouble?.code])).toEqual([['a', undefined], [null, 'not-utf8'], ['b', undefined]]);
});

test('an error of the disk is the caller’s, not a refused line', async () => {
  async function* failing(): AsyncIterable<Uint8Array> {
    yield bytes('a\n');
    throw new Error('disk');
  }
  await expect(async () => {
    for await (const block of linesOf(failing())) expect(block.length).toBeLessThan(2);
  }).rejects.toThrow('disk');
});

test('a reader that stops early closes the stream', async () => {
  let closed = false;
  async function* source(): AsyncIterable<Uint8Array> {
    try {
      for (; ;) yield bytes('a\nb\n');
    } finally {
      closed = true;
    }
  }
  for await (const block of linesOf(source())) {
    expect(block.length).toBeGreaterThan(0);
    break;
  }
  expect(closed).toBe(true);
});
