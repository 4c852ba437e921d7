import { SCREENS } from '@/app/(console)/navigation';
import { search } from '@/lib/insights/queries/search';
import { statusOf } from '@/lib/kernel/refusal';
import { viewer } from '@/lib/staff/adapters/session';
import { may } from '@/lib/staff/permissions';

export const dynamic = 'force-dynamic';

/** What the palette asks: anything pasted, and the screens by name. */
export async function GET(request: Request): Promise<Response> {
  const me = await viewer();
  if (!me) return Response.json({ problem: 'Sign in first.' }, { status: 401 });
  const q = (new URL(request.url).searchParams.get('q') ?? '').slice(0, 400);
  const found = await search(me, { q });
  if (!found.ok) return Response.json({ problem: found.words }, { status: statusOf(found) });
  const typed = q.trim().toLowerCase();
  const screens = typed === '' ? [] : SCREENS.filter(({ label, question }) => may(me, question) && label.toLowerCase().startsWith(typed)).map(({ label, href }) => ({ kind: 'screen', label, href }));
  return Response.json([...found.value, ...screens], { headers: { 'cache-control': 'no-store' } });
}
