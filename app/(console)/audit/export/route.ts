import { exportLedger } from '@/lib/audit/commands/export-ledger';
import { ledgerFile } from '@/lib/audit/queries/ledger-file';
import { granted } from '@/lib/kernel/result';
import { askedFor, downloadRefused } from '../../download';

export const dynamic = 'force-dynamic';

/** The ledger, or one chain of it, as NDJSON: the same file that the terminal writes. Taking it out is entered first. */
export async function POST(request: Request): Promise<Response> {
  const entered = await askedFor(request, async (me, form) => {
    const asked = form.get('chain');
    const only = typeof asked === 'string' && asked !== '' ? asked : undefined;
    const exported = await exportLedger(me, { chain: only });
    return exported.ok ? granted({ me, publicKey: exported.value.publicKey, only }) : exported;
  });
  if (!entered.ok) return downloadRefused(request, entered, { title: 'Nothing was taken out', usual: '/audit' });
  const { me, publicKey, only } = entered.value;
  const pages = ledgerFile(me, { publicKey, only })[Symbol.asyncIterator]();
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
