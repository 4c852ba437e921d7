/** 4,000 characters of four bytes each are 48,000 bytes in a form, where every byte is written with three signs; the rest is names and ticks. */
const MOST_BYTES = 64 * 1024;

/** The form in a request, or null when it is larger than any form of ours, or none. Reads no further than the limit. */
export async function sentForm(request: Request): Promise<FormData | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > MOST_BYTES) {
      await reader?.cancel();
      return null;
    }
    chunks.push(read.value);
  }
  try {
    return await new Response(new Blob(chunks as BlobPart[]), { headers: { 'content-type': request.headers.get('content-type') ?? '' } }).formData();
  } catch {
    return null;
  }
}
