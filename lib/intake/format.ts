import { gunzipSync, constants } from 'node:zlib';
import type { DigestKey } from './identifier';
import type { EventRefusal } from './refusal';

/** One line of an imported file: an event to check (`raw`), a refusal, or a line that is no event by its nature (`skipped`, with the reason). */
export type ImportItem = {
  /** Counted from 1; a CSV's header is line 1. */
  line: number;
  /** Offset in the file of the byte after this line: where to go on. 0 in compressed files: go on by counting lines. */
  byteOffset: number;
  raw?: unknown;
  /** The line as it may be kept, already blanked; computed when it is asked for. */
  readonly text: string;
  refusal?: EventRefusal;
  skipped?: string;
};

/**
 * Where reading goes on after an interruption: `afterLine` and `atByte` as the last settled item told them, `head` the first bytes of
 * the file (a CSV's header is in them). The stream given along must begin at `atByte`.
 */
export type Resume = { afterLine: number; atByte: number; head: Uint8Array };

export type ReadOptions = { key: DigestKey; resume?: Resume };

/** A kind of file that can be imported. `toEvents` streams: it never holds more than one chunk and one line. */
export type Format = {
  /** Permanent, kebab-case. */
  name: string;
  title: string;
  /** `firstBytes`: a few KB from the start of the file, compressed where the file is. */
  recognises(firstBytes: Uint8Array, filename: string): boolean;
  toEvents(stream: AsyncIterable<Uint8Array>, options: ReadOptions): AsyncIterable<ImportItem>;
};

export const HEAD_BYTES = 64 * 1024;

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The beginning of a file as text, inflated where it is gzip, without byte order mark; for recognising formats and reading headers. */
export function openingText(firstBytes: Uint8Array): string {
  const bytes = isGzip(firstBytes) ? firstInflated(firstBytes) : firstBytes.subarray(0, HEAD_BYTES);
  return new TextDecoder('utf-8').decode(bytes);
}

function firstInflated(bytes: Uint8Array): Uint8Array {
  try {
    // Deflate packs at most about 1 : 1,032, so one KB of it is at most one MB.
    return gunzipSync(bytes.subarray(0, 1024), { finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return new Uint8Array();
  }
}
