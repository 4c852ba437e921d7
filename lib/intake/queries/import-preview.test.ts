import { count } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { eventsOf, policyFor, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { reading } from '../../../db/client';
import { events, refusedLines } from '../../../db/schema';
import { sha256Hex } from '../../kernel/canonical';
import type { Staff } from '../../staff/actor';
import { receiveEvents } from '../commands/receive-events';
import { startImport } from '../commands/start-import';
import { importPreview } from './import-preview';

sandbox();
let cleo: Staff;
let ada: Staff;

beforeAll(async () => {
  await policyFor();
  [cleo, ada] = await Promise.all([staffFor('admin', { name: 'Cleo' }), staffFor('moderator', { name: 'Ada' })]);
});

const upload = async (text: string, format = 'contract') => {
  const started = await startImport(cleo, { fileName: 'events.ndjson', fileDigest: sha256Hex(text), format, totalBytes: text.length, content: Buffer.from(text).toString('base64') });
  if (!started.ok) throw new Error(started.words);
  return started.value.id;
};

const preview = async (id: string) => {
  const found = await importPreview(cleo, { id });
  if (!found.ok) throw new Error(found.words);
  return found.value;
};

test('each of the first lines says what would become of it, and nothing is written', async () => {
  const [known, fresh, conflict] = eventsOf('acc_preview');
  const sent = await receiveEvents({ kind: 'platform', id: 'key_1', name: 'main', scopes: ['events:write'] }, { arrivals: [known, conflict].map((raw, index) => ({ index, raw })) });
  expect(sent.ok).toBe(true);
  const [before] = await reading().select({ n: count() }).from(events);
  const id = await upload([JSON.stringify(known), JSON.stringify(fresh), JSON.stringify({ ...conflict, at: '2026-01-01T00:00:00Z' }), '{"id": "cut', JSON.stringify({ ...fresh, id: 'other', type: 'no.such' })].join('\n'));
  const { lines, isWhole } = await preview(id);
  expect(lines.map(({ becomes }) => becomes)).toEqual(['known', 'kept', 'conflict', 'refused', 'refused']);
  expect(isWhole).toBe(true);
  const [after] = await reading().select({ n: count() }).from(events);
  expect(after).toEqual(before);
  expect(await reading().select().from(refusedLines)).toEqual([]);
});

test('identifiers in a refused line are blanked before anybody sees them', async () => {
  const id = await upload(JSON.stringify({ id: 'e1', type: 'verification.finished', at: 'yesterday', account: 'acc_1', data: { check: 'document', outcome: 'passed', document: 'P1234567' } }));
  expect(JSON.stringify((await preview(id)).lines)).not.toContain('P1234567');
});

test('no more than twenty lines are read, however the file is cut into parts', async () => {
  const line = (n: number): string => JSON.stringify({ id: `long-${n}`, type: 'session.seen', at: '2026-01-01T00:00:00Z', account: 'acc_long', session: `s${n}`, data: { ip: '192.0.2.1', userAgent: 'u'.repeat(60_000) } });
  const { lines, isWhole } = await preview(await upload(Array.from({ length: 30 }, (_, n) => line(n)).join('\n')));
  expect(lines).toHaveLength(20);
  expect(isWhole).toBe(false);
});

test('only an admin sees an uploaded file', async () => {
  const id = await upload('{}');
  expect(await importPreview(ada, { id })).toMatchObject({ ok: false, code: 'not-allowed' });
  expect(await importPreview(cleo, { id: 'import_none' })).toMatchObject({ ok: false, code: 'not-found' });
});
