import { refuse, type Refusal } from '@/lib/kernel/refusal';
import { granted, type Granted } from '@/lib/kernel/result';

/** The most that is read of a body that holds one object, in bytes. */
const MOST_BYTES = 64 * 1024;

/** The one JSON object of a small body; reads no further than the limit. */
export async function readObject(request: Request): Promise<Granted<Record<string, unknown>> | Refusal> {
  const encoding = request.headers.get('content-encoding');
  if (encoding !== null && encoding.toLowerCase() !== 'identity') return refuse('unsupported', 'Send the body without Content-Encoding.');
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return refuse('unsupported', 'Send JSON, with Content-Type: application/json.');
  const bytes = await bytesOf(request.body);
  if (bytes === null) return refuse('too-large', `The body is larger than ${MOST_BYTES / 1024} KB.`);
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return granted(value as Record<string, unknown>);
  } catch {
    // Told below: what could not be read is never quoted.
  }
  return refuse('unreadable', 'The body must be one JSON object in UTF-8.');
}

async function bytesOf(body: ReadableStream<Uint8Array> | null): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    size += part.byteLength;
    if (size > MOST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
