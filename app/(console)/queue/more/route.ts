import type { MoreRows } from '@/components/queue/row';
import { queueAsked } from '@/lib/cases/queue';
import { queuePage } from '@/lib/cases/queries/queue';
import { statusOf } from '@/lib/kernel/refusal';
import { viewer } from '@/lib/staff/adapters/session';
import { queueRows, readerOf } from '../rows';

export const dynamic = 'force-dynamic';

/** The rows after a place, for a list that goes on by itself; asked like the page, by the same address. */
export async function GET(request: Request): Promise<Response> {
  const me = await viewer();
  if (!me) return Response.json({ problem: 'Sign in first.' }, { status: 401 });
  const params = new URL(request.url).searchParams;
  const asked = queueAsked.parse({ ...Object.fromEntries(params), band: params.getAll('band'), open: undefined });
  const page = await queuePage(me, asked);
  if (!page.ok) return Response.json({ problem: page.words }, { status: statusOf(page) });
  const answer: MoreRows = { rows: queueRows(page.value, asked, await readerOf(me, page.value)), after: page.value.after };
  return Response.json(answer, { headers: { 'cache-control': 'no-store' } });
}
