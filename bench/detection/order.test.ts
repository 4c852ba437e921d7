import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY } from '../../lib/kernel/instant';
import { inOrder } from './order';
import { Random } from './random';

const FROM = Date.UTC(2026, 0, 1, 9);
let under = '';

beforeEach(() => {
  under = mkdtempSync(join(tmpdir(), 'order-'));
});
afterEach(() => rmSync(under, { recursive: true, force: true }));

function lines(count: number) {
  const random = new Random('lines');
  return Array.from({ length: count }, (_, index) => ({ arrivesAt: Math.floor(FROM + random.between([-400, 90]) * DAY), text: `{"nth":${index}}` }));
}

test('lines come out in order, the same whether they wait in memory or on disk, and leave nothing behind', () => {
  const given = lines(3000);
  const inMemory = [...inOrder(given, FROM)];
  const onDisk = [...inOrder(given, FROM, { inMemory: 2_000, under })];
  expect(inMemory.map((line) => line.arrivesAt)).toEqual(given.map((line) => line.arrivesAt).sort((a, b) => a - b));
  expect(onDisk).toEqual(inMemory);
  expect(readdirSync(under)).toEqual([]);
});

test('all but the bound has been put aside when the first line comes out, and a reader who stops early leaves nothing', () => {
  const given = lines(2000);
  const characters = given.reduce((sum, line) => sum + line.text.length + 15, 0);
  const bound = characters / 10;
  const stream = inOrder(given, FROM, { inMemory: bound, under });
  expect(stream.next().done).toBe(false);
  const folder = join(under, readdirSync(under)[0] ?? '');
  const aside = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  // The first bucket has been read back and removed; it is less than a tenth of all.
  expect(aside).toBeGreaterThan(characters * 0.8);
  stream.return(undefined);
  expect(readdirSync(under)).toEqual([]);
});
