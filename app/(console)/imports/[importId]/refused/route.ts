import { importAt, refusedAfter } from '@/lib/intake/queries/imports';
import { statusOf } from '@/lib/kernel/refusal';
import { viewer } from '@/lib/staff/adapters/session';

export const dynamic = 'force-dynamic';

const PAGE = 1_000;

/** The refused lines of an import as NDJSON, read page by page; identifiers in them are blanked. */
export async function GET(_request: Request, { params }: { params: Promise<{ importId: string }> }): Promise<Response> {
  const me = await viewer();
  if (!me) return new Response('Sign in first.', { status: 401 });
  const found = await importAt(me, { id: (await params).importId, limit: 1 });
  if (!found.ok) return new Response(found.words, { status: statusOf(found) });
  const { id, fileName } = found.value;
  const encoder = new TextEncoder();
  let after = 0;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const page = await refusedAfter(me, { id, after, limit: PAGE });
      const lines = page.ok ? page.value : [];
      for (const { line, eventId, path, code, message, text } of lines) controller.enqueue(encoder.encode(`${JSON.stringify({ line, id: eventId, path, code, message, text })}\n`));
      after = lines.at(-1)?.line ?? after;
      if (lines.length < PAGE) controller.close();
    },
  });
  const name = `${fileName.replaceAll(/[^\w.-]+/g, '-')}.refused.ndjson`;
  return new Response(stream, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' } });
}
