import { MOST_FILE_BYTES, MOST_FILES } from '@/lib/appeals/enclosure';

/** 4,000 characters of four bytes each are 48,000 bytes in a form, where every byte is written with three signs; the rest is names and ticks. */
const MOST_WORDS = 64 * 1024;
/** With files. What is larger has too many files or one that is too large: what was read of it is enough to say which. */
const MOST_BYTES = MOST_FILES * MOST_FILE_BYTES + MOST_WORDS;
/** So much is still let in and thrown away, since a browser reads no answer before it has sent everything. */
export const MOST_IGNORED = 100 * 1024 * 1024;

/** The form in a request, or null when it is larger than any form of ours, or none. Keeps no more than the limit; a form with files that goes beyond it ends there, in the midst of a file. */
export async function sentForm(request: Request): Promise<FormData | null> {
  const type = request.headers.get('content-type') ?? '';
  const boundary = /^multipart\/form-data\b.*;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type);
  const read = await readUpTo(request, boundary === null ? MOST_WORDS : MOST_BYTES);
  if (read.isCut && boundary === null) return null;
  const end = read.isCut ? [`\r\n--${boundary?.[1] ?? boundary?.[2]}--\r\n`] : [];
  try {
    const form = await new Response(new Blob([...read.chunks, ...end] as BlobPart[]), { headers: { 'content-type': type } }).formData();
    const words = [...form.values()].reduce((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
    return words > MOST_WORDS ? null : form;
  } catch {
    return null;
  }
}

async function readUpTo(request: Request, most: number): Promise<{ chunks: Uint8Array[]; isCut: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const left = most - size;
    if (left > 0) chunks.push(read.value.subarray(0, left));
    size += read.value.byteLength;
    if (size > MOST_IGNORED) {
      await reader?.cancel();
      break;
    }
  }
  return { chunks, isCut: size > most };
}
