import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { mistakeIn } from './json-text';
import { INTAKE_LIMITS, type BatchLimits } from './limits';
import type { EventRefusal } from './refusal';

/** Every reason for which a whole body is refused, with the HTTP status of the answer. */
export const BATCH_REFUSALS = {
  'empty': 400, 'invalid-json': 400, 'not-utf8': 400, 'invalid-gzip': 400, 'truncated': 400,
  'too-large': 413, 'too-many': 413, 'unsupported-encoding': 415,
} as const;
export type BatchRefusalCode = keyof typeof BATCH_REFUSALS;
/** `position` is an offset in UTF-16 units into the decoded body, `line` and `column` count from 1; only for `invalid-json`. */
export type BatchRefusal = { code: BatchRefusalCode; message: string; position?: number; line?: number; column?: number };

/** One event of a body: parsed, or refused on its own. `index` counts from 0; blank lines do not count. `line` only for NDJSON. */
export type BatchItem = { index: number; line?: number; raw?: unknown; refusal?: EventRefusal };
export type ReadBatch = { ok: true; items: readonly BatchItem[] } | { ok: false; refusal: BatchRefusal };

/** A web stream is an AsyncIterable too. */
export type Body = Uint8Array | AsyncIterable<Uint8Array> | null;
export type BatchHeaders = { contentType?: string | null; contentEncoding?: string | null; /** As declared; a shorter body was cut off. */ contentLength?: number | null; limits?: BatchLimits };

/**
 * The events of an HTTP body: a JSON array, NDJSON, or one JSON object alone; gzip by header or by its first bytes. Nothing is
 * inflated or read beyond the limits. In NDJSON a bad line never harms its neighbours; a broken array is refused whole. Never throws.
 */
export async function readBatch(body: Body, { contentType = null, contentEncoding = null, contentLength = null, limits = INTAKE_LIMITS }: BatchHeaders): Promise<ReadBatch> {
  const encoding = (contentEncoding ?? '').trim().toLowerCase();
  if (!['', 'identity', 'gzip', 'x-gzip'].includes(encoding)) return refused('unsupported-encoding', 'Content-Encoding must be gzip or absent.');
  if (charsetOf(contentType) !== 'utf-8') return refused('not-utf8', 'The body must be UTF-8; send it without another charset.');
  const sent = await bytesOf(streamOf(body), limits.batchBytes);
  if (sent === 'too-large') return tooLarge(limits);
  if (sent === 'cut-off' || (contentLength !== null && sent.byteLength < contentLength)) return refused('truncated', 'The upload ended before its end; send the batch again.');
  if (sent.byteLength === 0) return refused('empty', 'The body is empty; send a JSON array or one event per line.');
  const zipped = encoding.endsWith('gzip') || (sent[0] === 0x1f && sent[1] === 0x8b);
  const bytes = zipped ? await inflated(sent, limits) : sent;
  return bytes instanceof Uint8Array ? itemsOf(bytes, contentType, limits) : { ok: false, refusal: bytes };
}

function itemsOf(bytes: Uint8Array, contentType: string | null, limits: BatchLimits): ReadBatch {
  const byLines = /(?:ndjson|jsonl|json-lines|jsonlines|json-seq)/i.test(contentType ?? '');
  const text = textOf(bytes);
  if (text === null) return itemsOfBrokenText(bytes, byLines, limits);
  const first = text.trimStart()[0];
  if (first === undefined) return refused('empty', 'The body holds no event.');
  if (!byLines && first !== '{') return itemsOfArray(text, limits);
  if (!byLines) {
    const alone = parsed(text);
    if (alone !== undefined) return { ok: true, items: [{ index: 0, raw: alone }] };
  }
  return itemsOfLines(text.split('\n'), limits);
}

function itemsOfArray(text: string, limits: BatchLimits): ReadBatch {
  const whole = parsed(text);
  if (whole === undefined) {
    const position = mistakeIn(text) ?? text.length;
    const before = text.slice(0, position);
    const line = before.split('\n').length;
    const column = position - before.lastIndexOf('\n');
    return { ok: false, refusal: { code: 'invalid-json', message: `The body is no JSON: mistake at line ${line}, column ${column}. Nothing of it was taken.`, position, line, column } };
  }
  if (!Array.isArray(whole)) return refused('invalid-json', 'The body must be a JSON array of events, or one event per line (NDJSON).');
  if (whole.length === 0) return refused('empty', 'The array holds no event.');
  if (whole.length > limits.batchEvents) return tooMany(limits);
  return { ok: true, items: whole.map((raw: unknown, index) => ({ index, raw })) };
}

/** A line is null where it is not UTF-8. */
function itemsOfLines(lines: readonly (string | null)[], limits: BatchLimits): ReadBatch {
  const items: BatchItem[] = [];
  for (const [at, text] of lines.entries()) {
    if (text !== null && text.trim() === '') continue;
    const index = items.length;
    if (index >= limits.batchEvents) return tooMany(limits);
    items.push({ index, line: at + 1, ...lineRead(text, at + 1) });
  }
  return items.length === 0 ? refused('empty', 'The body holds no event.') : { ok: true, items };
}

/** One line of NDJSON: its value, or why it has none. The line's text (null where not UTF-8) is never quoted. */
export function lineRead(text: string | null, line: number): { raw: unknown } | { refusal: EventRefusal } {
  if (text === null) return { refusal: { id: null, path: '', code: 'not-utf8', message: `Line ${line} is not UTF-8; convert it and send it again.` } };
  const raw = parsed(text);
  if (raw !== undefined) return { raw };
  const column = (mistakeIn(text) ?? text.length) + 1;
  return { refusal: { id: null, path: '', code: 'invalid-json', message: `Line ${line} is no JSON: mistake at column ${column}. Each line must hold one whole event.` } };
}

/** Bytes that are not UTF-8 as a whole: of NDJSON only the bad lines suffer, unless no line can be read. */
function itemsOfBrokenText(bytes: Uint8Array, byLines: boolean, limits: BatchLimits): ReadBatch {
  const lines = linesOf(bytes).map(textOf);
  const readable = lines.filter((line) => line !== null && line.trim() !== '');
  const looksLikeLines = byLines || readable.some((line) => line?.trimStart().startsWith('{') === true && parsed(line) !== undefined);
  if (!looksLikeLines || readable.length === 0) return refused('not-utf8', 'The body is not UTF-8; convert it and send it again.');
  return itemsOfLines(lines, limits);
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from <= bytes.length;) {
    const end = bytes.indexOf(0x0a, from);
    const to = end === -1 ? bytes.length : end;
    lines.push(bytes.subarray(from, to));
    from = to + 1;
  }
  return lines;
}

const STRICT_UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Strict UTF-8 without its byte order mark, or null. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return STRICT_UTF8.decode(bytes);
  } catch {
    return null;
  }
}

/** The value of a JSON text; undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function charsetOf(contentType: string | null): string {
  const named = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
  return ['utf8', 'us-ascii', 'ascii'].includes(named) ? 'utf-8' : named;
}

async function* streamOf(body: Body): AsyncIterable<Uint8Array> {
  if (body === null) return;
  if (body instanceof Uint8Array) yield body;
  else yield* body;
}

/** All bytes up to the limit; leaves the stream (which ends it) as soon as there are more. */
async function bytesOf(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array | 'too-large' | 'cut-off'> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of stream) {
      size += part.byteLength;
      if (size > limit) return 'too-large';
      parts.push(part);
    }
  } catch {
    return 'cut-off';
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
}

async function inflated(bytes: Uint8Array, limits: BatchLimits): Promise<Uint8Array | BatchRefusal> {
  const gunzip = Readable.from([bytes]).pipe(createGunzip());
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of gunzip as AsyncIterable<Uint8Array>) {
      size += part.byteLength;
      // Leaving the loop destroys the stream: a bomb is not inflated any further.
      if (size > limits.batchBytes) return tooLargeRefusal(limits);
      parts.push(part);
    }
  } catch (error) {
    return isCutOff(error)
      ? { code: 'truncated', message: 'The gzip data ends before its end; send the batch again.' }
      : { code: 'invalid-gzip', message: 'The body is announced as gzip and is none; send gzip data or leave out Content-Encoding.' };
  }
  return Buffer.concat(parts);
}

/** Whether zlib says that its input ended too early. */
export function isCutOff(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR';
}

function refused(code: BatchRefusalCode, message: string): ReadBatch {
  return { ok: false, refusal: { code, message } };
}

function tooLargeRefusal(limits: BatchLimits): BatchRefusal {
  return { code: 'too-large', message: `The body is larger than ${limits.batchBytes / (1024 * 1024)} MB; send smaller batches.` };
}

function tooLarge(limits: BatchLimits): ReadBatch {
  return { ok: false, refusal: tooLargeRefusal(limits) };
}

function tooMany(limits: BatchLimits): ReadBatch {
  return refused('too-many', `The body holds more than ${limits.batchEvents} events; send smaller batches.`);
}
