import { openEnclosure } from '@/lib/appeals/commands/open-enclosure';
import { typeOf } from '@/lib/appeals/enclosure';
import { askedFor, downloadRefused } from '../../../../download';

export const dynamic = 'force-dynamic';

type Context = { params: Promise<{ caseId: string; enclosureId: string }> };

/** Hands out one file that a holder enclosed, once it is entered who asked for it and what for. It is a stranger's: no browser of ours ever shows it. Its policy is in next.config.ts. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const { caseId, enclosureId } = await params;
  const opened = await askedFor(request, (me, form) => {
    const purpose = form.get('purpose');
    return openEnclosure(me, { caseId: decodeURIComponent(caseId), id: decodeURIComponent(enclosureId), purpose: typeof purpose === 'string' ? purpose : '' });
  });
  if (!opened.ok) return downloadRefused(request, opened, { title: 'The file was not opened', usual: `/cases/${caseId}`, words: opened.fields['purpose'] });
  const { name, kind, bytes } = opened.value;
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': typeOf(kind), 'content-disposition': disposition(name), 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' } });
}

/** A download under its name, which may have letters beyond ASCII (RFC 6266, section 4.3). */
function disposition(name: string): string {
  const encoded = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${name.replaceAll(/[^\w .-]+/g, '-')}"; filename*=UTF-8''${encoded}`;
}
