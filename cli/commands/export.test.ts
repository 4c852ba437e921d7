import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { eventsOf, openCase, policyFor } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { makeCheckpoint } from '@/lib/audit/commands/make-checkpoint';
import { receiveEvents } from '@/lib/intake/commands/receive-events';
import { OPERATOR } from '@/lib/staff/actor';
import { Usage } from '../terminal';
import { assess } from './assess';
import { exportLines } from './export';

sandbox();

const folder = mkdtempSync(join(tmpdir(), 'countersign-export-'));
const told: string[] = [];
const printed: string[] = [];

beforeAll(async () => {
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => { told.push(String(text)); return true; });
  // A reader that is always slower than the writer: `write` says false, and `drain` comes later.
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => { printed.push(String(text)); setTimeout(() => process.stdout.emit('drain'), 5); return false; });
  await policyFor();
  await openCase({ account: 'a' });
  const raw = ['c', 'b'].flatMap((account) => eventsOf(account));
  await receiveEvents(OPERATOR, { arrivals: raw.map((one, index) => ({ index, raw: one })) });
});

afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const linesOf = (text: string): Record<string, unknown>[] => text.split('\n').slice(0, -1).map((line) => JSON.parse(line) as Record<string, unknown>);

test('assessments go to a file that appears once it is whole, accounts that waited for their first assessment among them', async () => {
  const out = join(folder, 'assessments.ndjson');
  expect(await exportLines.run(['assessments', '--out', out])).toBe(0);
  expect(linesOf(readFileSync(out, 'utf8')).map((line) => line.account)).toEqual(['a', 'b', 'c']);
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder)).toEqual(['assessments.ndjson']);
  expect(told.join('')).toContain('3 lines written');
});

test('the ledger goes to standard output as its reader takes it: key, checkpoints, entries, heads', async () => {
  expect((await makeCheckpoint(OPERATOR, {})).ok).toBe(true);
  printed.length = 0;
  expect(await exportLines.run(['ledger'])).toBe(0);
  const kinds = linesOf(printed.join('')).map((line) => line.kind);
  expect(kinds.filter((kind, index) => kind !== kinds[index - 1]).slice(0, 4)).toEqual(['key', 'checkpoint', 'entry', 'head']);
  expect(printed.length).toBeGreaterThan(2);
  printed.length = 0;
  expect(await exportLines.run(['ledger', '--chain', 'main'])).toBe(0);
  expect(new Set(linesOf(printed.join('')).filter((line) => line.kind === 'entry').map((line) => line.chain))).toEqual(new Set(['main']));
});

test('no decisions are no lines; a chain that is not there is refused, anything else is a usage error', async () => {
  printed.length = 0;
  expect(await exportLines.run(['decisions'])).toBe(0);
  expect(printed).toEqual([]);
  expect(await exportLines.run(['ledger', '--chain', 'case:none'])).toBe(1);
  for (const args of [[], ['everything'], ['constructor'], ['decisions', '--chain', 'main'], ['assessments', 'extra'], ['ledger', '--format', 'csv']]) await expect(exportLines.run(args)).rejects.toThrow(Usage);
});

test('assess takes everybody or those named, and tells who is not known', async () => {
  printed.length = 0;
  expect(await assess.run([])).toBe(0);
  expect(await assess.run(['b', 'b', 'nobody'])).toBe(1);
  expect(linesOf(printed.join(''))).toEqual([{ assessed: 2 }, { assessed: 1 }]);
  expect(told.join('')).toContain('nobody: no event of this account was ever received.');
});
