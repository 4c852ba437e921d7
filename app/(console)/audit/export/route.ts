import { exportLedger } from '@/lib/audit/commands/export-ledger';
import { ledgerFile } from '@/lib/audit/queries/ledger-file';
import { refuse } from '@/lib/kernel/refusal';
import { granted, type Result } from '@/lib/kernel/result';
import { isUnreachable } from '@/lib/kernel/unreachable';
import type { Staff } from '@/lib/staff/actor';
import { viewer } from '@/lib/staff/adapters/session';
import { downloadRefused, NOT_FROM_HERE, UNREADABLE } from '../../download-refused';
import { isFromHere, pageBefore } from '../../from-here';

export const dynamic = 'force-dynamic';

/** The ledger, or one chain of it, as NDJSON: the same file that the terminal writes. Taking it out is entered first. */
export async function POST(request: Request): Promise<Response> {
  const entered = await enteredBy(request);
  if (!entered.ok) return downloadRefused(entered, { title: 'Nothing was taken out', from: pageBefore(request) ?? '/audit' });
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

async function enteredBy(request: Request): Promise<Result<{ me: Staff; publicKey: string; only: string | undefined }>> {
  if (!isFromHere(request)) return NOT_FROM_HERE;
  try {
    const me = await viewer();
    if (!me) return refuse('not-signed-in');
    const form = await request.formData().catch(() => null);
    if (form === null) return UNREADABLE;
    const asked = form.get('chain');
    const only = typeof asked === 'string' && asked !== '' ? asked : undefined;
    const entered = await exportLedger(me, { chain: only });
    return entered.ok ? granted({ me, publicKey: entered.value.publicKey, only }) : entered;
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return refuse('unreachable');
  }
}
