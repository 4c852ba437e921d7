import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Usage } from '../terminal';
import { evaluate } from './evaluate';

const before = process.env.TMPDIR;
const folder = mkdtempSync(join(tmpdir(), 'countersign-evaluate-test-'));
const told: string[] = [];
const printed: string[] = [];

beforeAll(() => {
  // What is made on the way lies in a folder of the test's own; the database's account must be able to pass through.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => { told.push(String(text)); return true; });
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => { printed.push(String(text)); return true; });
});

afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('a command that cannot be meant is a usage error', async () => {
  await expect(evaluate.run([])).rejects.toThrow(Usage);
  await expect(evaluate.run([folder, '--generate', 'easy'])).rejects.toThrow('--generate takes one of demo, tune, validate, red-team, innocents');
  await expect(evaluate.run([folder, '--accounts', '100'])).rejects.toThrow('--accounts belongs to --generate');
  await expect(evaluate.run([folder, '--generate', 'tune', '--days', 'many'])).rejects.toThrow('--days takes a whole number of at least 14');
  await expect(evaluate.run([folder, '--prevalences', '0.1,2'])).rejects.toThrow('--prevalences takes numbers from 0 to 0.5');
  await expect(evaluate.run([folder, `${folder}/.`])).rejects.toThrow('each DIR may be named once');
});

test('a folder without a world is refused before anything starts', async () => {
  const half = join(folder, 'half');
  mkdirSync(half);
  writeFileSync(join(half, 'events.ndjson'), '');
  expect(await evaluate.run([half])).toBe(1);
  expect(told.join('')).toContain(`There is no file ${join(half, 'truth.ndjson')}.`);
});

test('a world goes through the intake into a database of its own, and comes back as one line of figures', { timeout: 240_000 }, async () => {
  const world = join(folder, 'world');
  expect(await evaluate.run([world, '--generate', 'tune', '--accounts', '40', '--days', '14', '--prevalence', '0.2', '--seed', '5', '--prevalences', '0.05', '--json'])).toBe(0);
  expect(printed).toHaveLength(1);
  const { worlds: [figures], pooled } = JSON.parse(printed[0] ?? '') as { worlds: Record<string, unknown>[]; pooled: unknown };
  expect(figures).toMatchObject({ world: 'world', accounts: 40, abusers: 8, budget: 1, product: { recallAtBudget: expect.any(Number) as number }, points: { averagePrecision: expect.any(Number) as number }, cost: { rejected: 0 } });
  const accepted = (figures?.cost as { accepted?: number } | undefined)?.accepted ?? 0;
  expect(accepted).toBeGreaterThan(500);
  expect(figures?.withoutFamily).toHaveLength(10);
  expect(figures?.prevalences).toHaveLength(1);
  expect(pooled).toBeNull();
  expect(readdirSync(world).sort()).toEqual(['events.ndjson', 'truth.ndjson']);
  // Neither database nor keys stay behind.
  expect(readdirSync(folder).filter((name) => name.startsWith('countersign-evaluation-'))).toEqual([]);
});
