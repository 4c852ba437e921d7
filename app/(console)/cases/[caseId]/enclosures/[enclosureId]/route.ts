import { openEnclosure } from '@/lib/appeals/commands/open-enclosure';
import { typeOf } from '@/lib/appeals/enclosure';
import { refuse } from '@/lib/kernel/refusal';
import { isUnreachable } from '@/lib/kernel/unreachable';
import { viewer } from '@/lib/staff/adapters/session';
import { downloadRefused, NOT_FROM_HERE, UNREADABLE } from '../../../../download-refused';
import { isFromHere, pageBefore } from '../../../../from-here';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ caseId: string; enclosureId: string }> };

/** Hands out one file that a holder enclosed, once it is entered who asked for it and what for. It is a stranger's: no browser of ours ever shows it. Its policy is in next.config.ts. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { caseId, enclosureId } = await params;
  const opened = await openedBy(request, decodeURIComponent(caseId), decodeURIComponent(enclosureId));
  if (!opened.ok) return downloadRefused(opened, { title: 'The file was not opened', from: pageBefore(request) ?? `/cases/${caseId}`, words: opened.fields['purpose'] });
  const { name, kind, bytes } = opened.value;
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': typeOf(kind), 'content-disposition': disposition(name), 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' } });
}

async function openedBy(request: Request, caseId: string, id: string): ReturnType<typeof openEnclosure> {
  if (!isFromHere(request)) return NOT_FROM_HERE;
  try {
    const me = await viewer();
    if (!me) return refuse('not-signed-in');
    // No form, or one that was cut off on its way.
    const form = await request.formData().catch(() => null);
    if (form === null) return UNREADABLE;
    const purpose = form.get('purpose');
    return await openEnclosure(me, { caseId, id, purpose: typeof purpose === 'string' ? purpose : '' });
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return refuse('unreachable');
  }
}

/** A download under its name, which may have letters beyond ASCII (RFC 6266, section 4.3). */
function disposition(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${name.replaceAll(/[^\w .-]+/g, '-')}"; filename*=UTF-8''${encoded}`;
}
