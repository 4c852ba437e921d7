import { escaped, plainPage } from '@/app/(public)/appeal/plain-page';
import { openEnclosure } from '@/lib/appeals/commands/open-enclosure';
import { typeOf } from '@/lib/appeals/enclosure';
import { refuse, statusOf, type Refusal } from '@/lib/kernel/refusal';
import { isUnreachable } from '@/lib/kernel/unreachable';
import { viewer } from '@/lib/staff/adapters/session';
import { isFromHere } from '../../../../from-here';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ caseId: string; enclosureId: string }> };

/** Hands out one file that a holder enclosed, once it is entered who asked for it and what for. It is a stranger's: no browser of ours ever shows it. Its policy is in next.config.ts. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { caseId, enclosureId } = await params;
  const opened = await openedBy(request, decodeURIComponent(caseId), decodeURIComponent(enclosureId));
  if (!opened.ok) return refused(opened, caseId);
  const { name, kind, bytes } = opened.value;
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': typeOf(kind), 'content-disposition': disposition(name), 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' } });
}

async function openedBy(request: Request, caseId: string, id: string): ReturnType<typeof openEnclosure> {
  if (!isFromHere(request)) return refuse('not-allowed', 'This form was sent from another site.');
  try {
    const me = await viewer();
    if (!me) return refuse('not-signed-in');
    // No form, or one that was cut off on its way.
    const form = await request.formData().catch(() => null);
    if (form === null) return refuse('invalid', 'What was sent could not be read. Ask for the file once more, from the page that shows it.');
    const purpose = form.get('purpose');
    return await openEnclosure(me, { caseId, id, purpose: typeof purpose === 'string' ? purpose : '' });
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return refuse('unreachable');
  }
}

/** The form was sent to a window of its own, so that nothing that is being written beside it is lost; there the refusal is read. */
function refused(refusal: Refusal, caseId: string): Response {
  const way = refusal.code === 'not-signed-in' ? `<p><a href="/sign-in?next=${encodeURIComponent(`/cases/${caseId}`)}">Sign in</a></p>\n` : '';
  const page = plainPage('en', 'The file was not opened', `<p role="alert">${escaped(refusal.fields['purpose'] ?? refusal.words)}</p>\n${way}<p>The page on which you asked for it is as you left it. Close this one and go on there.</p>`);
  return new Response(page, { status: statusOf(refusal), headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' } });
}

/** A download under its name, which may have letters beyond ASCII (RFC 6266, section 4.3). */
function disposition(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${name.replaceAll(/[^\w .-]+/g, '-')}"; filename*=UTF-8''${encoded}`;
}
