import { openEnclosure } from '@/lib/appeals/commands/open-enclosure';
import { typeOf } from '@/lib/appeals/enclosure';
import { statusOf } from '@/lib/kernel/refusal';
import { viewer } from '@/lib/staff/adapters/session';
import { isFromHere } from '../../../../from-here';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ caseId: string; enclosureId: string }> };

/** Hands out one file that a holder enclosed, once it is entered who asked for it and what for. It is a stranger's: no browser of ours ever shows it. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isFromHere(request)) return new Response('This form was sent from another site.', { status: 403 });
  const me = await viewer();
  if (!me) return new Response('Sign in first.', { status: 401 });
  const { caseId, enclosureId } = await params;
  const purpose = (await request.formData().catch(() => null))?.get('purpose');
  const opened = await openEnclosure(me, { caseId: decodeURIComponent(caseId), id: decodeURIComponent(enclosureId), purpose: typeof purpose === 'string' ? purpose : '' });
  if (!opened.ok) return new Response(opened.fields['purpose'] ?? opened.words, { status: statusOf(opened) });
  const { name, kind, bytes } = opened.value;
  return new Response(new Uint8Array(bytes), { headers: {
    'content-type': typeOf(kind), 'content-disposition': disposition(name), 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox",
  } });
}

/** A download under its name, which may have letters beyond ASCII (RFC 6266, section 4.3). */
function disposition(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${name.replaceAll(/[^\w .-]+/g, '-')}"; filename*=UTF-8''${encoded}`;
}
