import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isCutOff, textOf } from './batch';
import { isGzip } from './format';
import { INTAKE_LIMITS } from './limits';
import type { EventRefusal } from './refusal';

/** One line of a file. `text` is null where it is longer than the limit or not UTF-8; `trouble` says which. */
export type Line = { line: number; byteOffset: number; text: string | null; trouble: EventRefusal | null };

const NEWLINE = 0x0a;

/**
 * The lines of a file, in blocks as the chunks arrive, gzip inflated; a last line without a line end counts. Holds one chunk and one
 * line at most, so the reader's pace is the stream's pace. A stream that breaks off ends with a line that says so.
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array>, from = { afterLine: 0, atByte: 0 }): AsyncIterable<readonly Line[]> {
  const reader = new LineReader(from.atByte === 0 ? 0 : from.afterLine, from.atByte);
  const readOver = from.atByte === 0 ? from.afterLine : 0;
  try {
    const source = await opened(stream);
    reader.compressed = source.compressed;
    for await (const chunk of source.chunks) {
      const lines = reader.take(chunk);
      yield readOver === 0 ? lines : lines.filter(({ line }) => line > readOver);
    }
  } catch (error) {
    if (!(error instanceof Error) || !isBroken(error)) throw error;
    const message = isCutOff(error) ? 'The compressed file ends before its end; upload it again.' : 'The compressed file is damaged from here on; upload it again.';
    yield [{ line: reader.line + 1, byteOffset: reader.offset, text: null, trouble: { id: null, path: '', code: 'truncated', message } }];
    return;
  }
  yield reader.rest().filter(({ line }) => line > readOver);
}

class LineReader {
  compressed = false;
  private pending: Uint8Array[] = [];
  private pendingBytes = 0;
  private overflow = false;
  private consumed: number;

  constructor(public line: number, atByte: number) {
    this.consumed = atByte;
  }

  get offset(): number {
    return this.compressed ? 0 : this.consumed;
  }

  take(chunk: Uint8Array): Line[] {
    const lines: Line[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE, from); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.hold(chunk.subarray(from, end));
      lines.push(this.finished(1));
      from = end + 1;
    }
    // A copy: the stream may use the chunk's memory again.
    if (from < chunk.length) this.hold(Buffer.from(chunk.subarray(from)));
    return lines;
  }

  rest(): Line[] {
    return this.pendingBytes === 0 ? [] : [this.finished(0)];
  }

  private hold(part: Uint8Array): void {
    this.pendingBytes += part.length;
    if (this.pendingBytes > INTAKE_LIMITS.lineBytes) {
      this.overflow = true;
      this.pending = [];
    } else this.pending.push(part);
  }

  private finished(lineEnd: 0 | 1): Line {
    this.line += 1;
    this.consumed += this.pendingBytes + lineEnd;
    const bytes = this.pending.length === 1 && this.pending[0] !== undefined ? this.pending[0] : Buffer.concat(this.pending);
    const overflow = this.overflow;
    this.pending = [];
    this.pendingBytes = 0;
    this.overflow = false;
    const here = { line: this.line, byteOffset: this.offset };
    if (overflow) return { ...here, text: null, trouble: troubleAt(this.line, 'too-large', `is longer than ${INTAKE_LIMITS.lineBytes / 1024} KB; no event is.`) };
    const text = textOf(bytes);
    return text === null ? { ...here, text, trouble: troubleAt(this.line, 'not-utf8', 'is not UTF-8; convert the file and import it again.') } : { ...here, text, trouble: null };
  }
}

function troubleAt(line: number, code: EventRefusal['code'], words: string): EventRefusal {
  return { id: null, path: '', code, message: `Line ${line} ${words}` };
}

async function opened(stream: AsyncIterable<Uint8Array>): Promise<{ compressed: boolean; chunks: AsyncIterable<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  let head = new Uint8Array();
  // A pipe may hand over a single byte first.
  while (head.length < 2) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  const whole = async function* (): AsyncIterable<Uint8Array> {
    try {
      if (head.length > 0) yield head;
      for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  };
  if (!isGzip(head)) return { compressed: false, chunks: whole() };
  return { compressed: true, chunks: inflatedOf(whole()) };
}

async function* inflatedOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const source = Readable.from(chunks);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip) as AsyncIterable<Uint8Array>;
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

/** Errors of zlib about the data, as against errors of the disk or the connection, which are the caller's. */
function isBroken(error: Error): boolean {
  return ((error as NodeJS.ErrnoException).code ?? '').startsWith('Z_');
}
