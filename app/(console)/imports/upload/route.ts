import { createHash } from 'node:crypto';
import { startImport } from '@/lib/intake/commands/start-import';
import { HEAD_BYTES } from '@/lib/intake/format';
import { formatFor } from '@/lib/intake/formats';
import { may } from '@/lib/staff/permissions';
import { viewer } from '@/lib/staff/adapters/session';
import { isFromHere } from '../../from-here';
import { MOST_BYTES, type UploadTrouble } from '../upload-limits';

export const dynamic = 'force-dynamic';

/** What the form around the file adds to its length, at most. */
const ENVELOPE_BYTES = 64 * 1024;

/** Takes a file from the Imports screen, recognises it and keeps it until somebody runs it. Answers with the way to its preview. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromHere(request)) return new Response('This form was sent from another site.', { status: 403 });
  const me = await viewer();
  if (!me) return seeOther('/sign-in?next=/imports');
  if (!may(me, 'import.start')) return back('not-allowed');
  if (Number(request.headers.get('content-length') ?? '0') > MOST_BYTES + ENVELOPE_BYTES) return back('too-large');
  const form = await request.formData().catch(() => null);
  const file = form?.get('file');
  if (!(file instanceof File) || file.name === '') return back(form === null ? 'cut-off' : 'no-file');
  if (file.size > MOST_BYTES) return back('too-large');
  if (file.size === 0) return back('empty');
  const bytes = Buffer.from(await file.arrayBuffer());
  const asked = form?.get('format');
  const format = formatFor(bytes.subarray(0, HEAD_BYTES), file.name, typeof asked === 'string' && asked !== '' ? asked : undefined);
  if (format === null) return back('unknown-format');
  const started = await startImport(me, {
    fileName: file.name.slice(0, 300), fileDigest: createHash('sha256').update(bytes).digest('hex'), format: format.name, totalBytes: bytes.length, content: bytes.toString('base64'),
  });
  if (!started.ok) return back(started.code === 'exists' ? 'exists' : 'refused');
  return seeOther(`/imports/${started.value.id}`);
}

const back = (trouble: UploadTrouble): Response => seeOther(`/imports?trouble=${trouble}#trouble`);
/** A relative address, which browsers read against the one they know us by. */
const seeOther = (to: string): Response => new Response(null, { status: 303, headers: { location: to } });
