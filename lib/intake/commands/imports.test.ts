import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading, writing } from '../../../db/client';
import { eventsOf, freshAccount, linesOf, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { events, importParts, imports, refusedLines, work } from '../../../db/schema';
import { OPERATOR, WORKER } from '../../staff/actor';
import type { ImportItem } from '../format';
import { FORMATS } from '../formats';
import { importList, uploadedImport } from '../queries/imports';
import { advanceImport } from './advance-import';
import { discardImport } from './discard-import';
import { finishImport } from './finish-import';
import { runImport } from './run-import';
import { startImport } from './start-import';

sandbox();

const CONTRACT = FORMATS.find((format) => format.name === 'contract')!;

function fileOf(account: string, extra: readonly string[] = []) {
  const text = [...eventsOf(account).map((one) => JSON.stringify(one)), ...extra].join('\n');
  return { fileName: `${account}.ndjson`, fileDigest: createHash('sha256').update(text).digest('hex'), format: 'contract', totalBytes: Buffer.byteLength(text), text };
}

async function itemsOf(text: string): Promise<ImportItem[]> {
  const items: ImportItem[] = [];
  for await (const item of CONTRACT.toEvents((async function* () { yield Buffer.from(text); })(), { key: new Uint8Array(32) })) items.push(item);
  return items;
}

async function started(file: ReturnType<typeof fileOf>) {
  const { text: _, ...input } = file;
  const result = await startImport(OPERATOR, input);
  if (!result.ok) throw new Error(result.words);
  return result.value;
}
const rowOf = async (id: string) => (await reading().select().from(imports).where(eq(imports.id, id)))[0]!;
const keptOf = async (account: string) => (await reading().select({ id: events.id }).from(events).where(eq(events.account, account))).length;

test('import.start, import.advance, import.finish: a file is read slice by slice to its end, each step with its line', async () => {
  const account = freshAccount();
  const file = fileOf(account, ['{"id":"bad"}', 'no json']);
  const { id, resumed } = await started(file);
  expect(resumed).toBe(false);
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'import.start', says: `began to import ${file.fileName} (contract)`, refs: { import: id } });
  const items = await itemsOf(file.text);
  expect(await advanceImport(OPERATOR, { id, afterLine: 0, items: items.slice(0, 4) })).toMatchObject({ ok: true, value: { lines: 4, total: { accepted: 4 } } });
  expect(await keptOf(account)).toBe(4);
  const rest = await advanceImport(OPERATOR, { id, afterLine: 4, items: items.slice(4) });
  expect(rest).toMatchObject({ ok: true, value: { lines: items.length, total: { accepted: items.length - 2, rejected: 2, duplicates: 0 } } });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'import.advance', refs: { import: id }, says: expect.stringContaining('2 refused') });
  expect((await reading().select().from(refusedLines).where(eq(refusedLines.import, id))).map(({ line, code }) => [line, code])).toEqual([[items.length - 1, expect.any(String)], [items.length, 'invalid-json']]);
  expect(await finishImport(OPERATOR, { id })).toMatchObject({ ok: true, value: { status: 'done' } });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'import.finish', changes: [{ field: 'state', was: 'running', now: 'done' }] });
  expect((await rowOf(id)).finishedAt).not.toBeNull();
});

test('import.advance: a second reader of the same file is refused, and nothing is read twice', async () => {
  const account = freshAccount();
  const file = fileOf(account);
  const { id } = await started(file);
  const items = await itemsOf(file.text);
  const both = await Promise.all([advanceImport(OPERATOR, { id, afterLine: 0, items }), advanceImport(WORKER, { id, afterLine: 0, items })]);
  expect(both.map((one) => (one.ok ? 'done' : one.code)).sort()).toEqual(['done', 'stale']);
  expect(await rowOf(id)).toMatchObject({ accepted: items.length, duplicates: 0, lines: items.length });
  expect((await linesOf('main')).some((line) => line.command === 'import.advance' && line.refusal === 'stale')).toBe(true);
});

test('import.advance: an import that is not there, does not run, or an empty slice is refused', async () => {
  const file = fileOf(freshAccount());
  const { id } = await started(file);
  const items = await itemsOf(file.text);
  expect(await advanceImport(OPERATOR, { id: 'import_none', afterLine: 0, items })).toMatchObject({ code: 'not-found' });
  expect(await advanceImport(OPERATOR, { id, afterLine: 0, items: [] })).toMatchObject({ code: 'invalid' });
  await finishImport(OPERATOR, { id, error: 'The disk is full' });
  expect(await advanceImport(OPERATOR, { id, afterLine: 0, items })).toMatchObject({ code: 'move-closed' });
  expect(await finishImport(OPERATOR, { id })).toMatchObject({ code: 'move-closed' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'import.finish', refusal: 'move-closed' });
});

test('import.start: the same file goes on where it was interrupted, from line and byte', async () => {
  const account = freshAccount();
  const file = fileOf(account);
  const { id } = await started(file);
  const items = await itemsOf(file.text);
  await advanceImport(OPERATOR, { id, afterLine: 0, items: items.slice(0, 3) });
  await finishImport(OPERATOR, { id, error: 'Interrupted' });
  expect(await started(file)).toMatchObject({ id, resumed: true, afterLine: 3, atByte: items[2]?.byteOffset });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'import.start', says: `went on importing ${file.fileName} after line 3` });
  const tail = await itemsOf(Buffer.from(file.text).subarray(items[2]?.byteOffset).toString());
  expect(tail.map((item) => (item.raw as { id: string }).id)).toEqual(items.slice(3).map((item) => (item.raw as { id: string }).id));
  await finishImport(OPERATOR, { id });
  expect((await started(file)).id).not.toBe(id);
});

test('import.run: an uploaded file waits with its bytes, is set going once, and the worker hears of it', async () => {
  const cleo = await staffFor('admin');
  const file = fileOf(freshAccount());
  const { text, ...input } = file;
  const content = Buffer.from(text).toString('base64');
  const made = await startImport(cleo, { ...input, content });
  if (!made.ok) throw new Error(made.words);
  const { id } = made.value;
  expect((await rowOf(id)).status).toBe('waiting');
  const kept = (await reading().select().from(importParts).where(eq(importParts.import, id))).map((part) => part.content).join('');
  expect(kept).not.toContain(content.slice(0, 40));
  expect(Buffer.from(kept, 'base64url').toString()).not.toContain('account.registered');
  const read = await uploadedImport(WORKER, { id });
  expect(read.ok && read.value.content.toString()).toBe(text);
  expect(await runImport(cleo, { id })).toMatchObject({ ok: true });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'import.run', actor: cleo.id, refs: { import: id } });
  expect(await reading().select().from(work).where(eq(work.key, id))).toMatchObject([{ name: 'import', payload: { import: id } }]);
  expect(await runImport(cleo, { id })).toMatchObject({ code: 'move-closed' });
  expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'import.run', refusal: 'move-closed' });
  expect(await startImport(cleo, { ...input, content })).toMatchObject({ code: 'exists' });
  await finishImport(WORKER, { id });
  expect(await reading().select().from(importParts).where(eq(importParts.import, id))).toEqual([]);
});

test('import.run: an upload of many parts comes back byte by byte; what failed can be set going again', async () => {
  const cleo = await staffFor('admin');
  const text = fileOf(freshAccount()).text.repeat(400);
  const made = await startImport(cleo, { fileName: 'big.ndjson', fileDigest: createHash('sha256').update(text).digest('hex'), format: 'contract', totalBytes: text.length, content: Buffer.from(text).toString('base64') });
  if (!made.ok) throw new Error(made.words);
  const { id } = made.value;
  expect((await reading().select().from(importParts).where(eq(importParts.import, id))).length).toBeGreaterThan(1);
  const read = await uploadedImport(WORKER, { id });
  expect(read.ok && read.value.content.equals(Buffer.from(text))).toBe(true);
  await runImport(cleo, { id });
  await finishImport(WORKER, { id, error: 'It broke' });
  expect(await rowOf(id)).toMatchObject({ status: 'failed', error: 'It broke' });
  expect(await runImport(cleo, { id })).toMatchObject({ ok: true });
  expect(await rowOf(id)).toMatchObject({ status: 'running', error: null });
});

test('import.discard: a file of which nothing was read goes with its bytes, and the ledger keeps which it was; it can be brought again', async () => {
  const cleo = await staffFor('admin');
  const { text, ...input } = fileOf(freshAccount());
  const content = Buffer.from(text).toString('base64');
  const brought = async () => {
    const made = await startImport(cleo, { ...input, content });
    if (!made.ok) throw new Error(made.words);
    return made.value.id;
  };
  const id = await brought();
  expect(await discardImport(await staffFor('moderator'), { id })).toMatchObject({ code: 'not-allowed' });
  expect(await discardImport(cleo, { id })).toMatchObject({ ok: true, value: { fileName: input.fileName } });
  expect(await rowOf(id)).toBeUndefined();
  expect(await reading().select().from(importParts).where(eq(importParts.import, id))).toEqual([]);
  expect((await linesOf('main')).at(-1)).toMatchObject({
    command: 'import.discard', actor: cleo.id, says: `threw away ${input.fileName} (contract), of which nothing was read`, refs: { import: id },
    changes: [{ field: 'state', was: 'waiting', now: null }, { field: 'SHA-256 of the file', was: input.fileDigest, now: null }],
  });
  expect(await discardImport(cleo, { id })).toMatchObject({ code: 'not-found' });
  const again = await brought();
  expect(again).not.toBe(id);
  // So does one that stopped before its first line.
  await runImport(cleo, { id: again });
  await finishImport(WORKER, { id: again, error: 'It is no text.' });
  expect(await discardImport(cleo, { id: again })).toMatchObject({ ok: true });
  expect(await rowOf(again)).toBeUndefined();
});

test('import.discard: what runs, or was read in part, stays', async () => {
  const cleo = await staffFor('admin');
  const { text, ...input } = fileOf(freshAccount());
  const content = Buffer.from(text).toString('base64');
  const made = await startImport(cleo, { ...input, content });
  if (!made.ok) throw new Error(made.words);
  const { id } = made.value;
  const refused = async () => {
    expect(await discardImport(cleo, { id })).toMatchObject({ code: 'move-closed', words: 'Only a file that is not being read, and of which nothing was read, can be thrown away.' });
    expect((await linesOf('main')).at(-1)).toMatchObject({ command: 'import.discard', refusal: 'move-closed' });
  };
  await runImport(cleo, { id });
  await refused();
  await advanceImport(WORKER, { id, afterLine: 0, items: (await itemsOf(text)).slice(0, 3) });
  await finishImport(WORKER, { id, error: 'Interrupted' });
  await refused();
  // Its bytes were removed meanwhile; brought again it waits, with three lines read.
  await writing().delete(importParts).where(eq(importParts.import, id));
  expect(await startImport(cleo, { ...input, content })).toMatchObject({ ok: true, value: { id, resumed: true } });
  await refused();
  expect((await rowOf(id)).status).toBe('waiting');
});

test('import.start: an unknown format and a digest that is none are told by field', async () => {
  expect(await startImport(OPERATOR, { fileName: 'x', fileDigest: 'short', format: 'xlsx', totalBytes: 1 })).toMatchObject({ code: 'invalid', fields: { fileDigest: expect.any(String), format: 'This is no file that can be imported.' } });
});

test('the list of imports goes on page by page, newest first', async () => {
  const dov = await staffFor('auditor');
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push((await started(fileOf(freshAccount()))).id);
  const seen: string[] = [];
  for (let before: { at: number; id: string } | null | undefined; before !== null;) {
    const page = await importList(dov, { before: before ?? null, limit: 2 });
    if (!page.ok) throw new Error(page.words);
    expect(page.value.rows.length).toBeLessThanOrEqual(2);
    seen.push(...page.value.rows.map(({ id }) => id));
    before = page.value.next;
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.slice(0, 3).toSorted()).toEqual(ids.toSorted());
});
