import { finishImport } from '@/lib/intake/commands/finish-import';
import { FORMATS } from '@/lib/intake/formats';
import { HEAD_BYTES } from '@/lib/intake/format';
import { uploadedImport } from '@/lib/intake/queries/imports';
import { WORKER } from '@/lib/staff/actor';
import { runSource } from './import-run';

/** Reads a file that was uploaded on the Imports screen, from where it stopped. */
export async function runUploadedImport(id: string): Promise<void> {
  const found = await uploadedImport(WORKER, { id });
  if (!found.ok) return;
  const { format: name, lines, offset, content } = found.value;
  const format = FORMATS.find((one) => one.name === name);
  if (!format) throw new Error(`There is no format ${name}.`);
  const source = { head: content.subarray(0, HEAD_BYTES), from: (byte: number) => chunksOf(content.subarray(byte)) };
  try {
    const outcome = await runSource({ id, source, format, actor: WORKER, afterLine: lines, atByte: offset });
    if (!outcome.ok && outcome.code !== 'stale' && outcome.code !== 'move-closed') throw new Error(outcome.words);
  } catch (error) {
    await finishImport(WORKER, { id, error: error instanceof Error ? error.message : String(error) });
  }
}

async function* chunksOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  const size = 64 * 1024;
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}
