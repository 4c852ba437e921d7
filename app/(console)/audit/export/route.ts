import { exportLedger } from '@/lib/audit/commands/export-ledger';
import { ledgerFile } from '@/lib/audit/queries/ledger-file';
import { statusOf } from '@/lib/kernel/refusal';
import { viewer } from '@/lib/staff/adapters/session';
import { isFromHere } from '../../from-here';

export const dynamic = 'force-dynamic';

/** The ledger, or one chain of it, as NDJSON: the same file that the terminal writes. Taking it out is entered first. */
export async function POST(request: Request): Promise<Response> {
  if (!isFromHere(request)) return new Response('This form was sent from another site.', { status: 403 });
  const me = await viewer();
  if (!me) return new Response('Sign in first.', { status: 401 });
  const asked = (await request.formData()).get('chain');
  const only = typeof asked === 'string' && asked !== '' ? asked : undefined;
  const entered = await exportLedger(me, { chain: only });
  if (!entered.ok) return new Response(entered.words, { status: statusOf(entered) });
  const pages = ledgerFile(me, { publicKey: entered.value.publicKey, only })[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pages.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value.map((line) => `${JSON.stringify(line)}\n`).join('')));
    },
    async cancel() { await pages.return?.(); },
  });
  const name = only === undefined ? 'ledger' : only.replaceAll(/[^\w-]+/g, '-');
  return new Response(stream, { headers: { 'content-type': 'application/x-ndjson; charset=utf-8', 'content-disposition': `attachment; filename="${name}.ndjson"`, 'cache-control': 'no-store' } });
}
