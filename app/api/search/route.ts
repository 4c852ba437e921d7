import { SCREENS } from '@/app/(console)/navigation';
import { search } from '@/lib/insights/queries/search';
import { refuse, statusOf } from '@/lib/kernel/refusal';
import { isUnreachable } from '@/lib/kernel/unreachable';
import { viewer } from '@/lib/staff/adapters/session';
import { may } from '@/lib/staff/permissions';

export const dynamic = 'force-dynamic';

/**
 * What the palette asks: anything pasted, and the screens by name. Body: `{"q": "…"}`, at most 400 signs; none answers every screen. Answer:
 * `{"hits": […], "note": "…"}`; the note says something of the thing itself that was pasted, or is null. A pasted identifier comes in the
 * body, so that no address and no log of addresses keeps it; what fails is told without it.
 */
export async function POST(request: Request): Promise<Response> {
  const me = await viewer();
  if (!me) return Response.json({ problem: 'Sign in first.' }, { status: 401 });
  const body: unknown = await request.json().catch(() => null);
  const q = typeof body === 'object' && body !== null && 'q' in body && typeof body.q === 'string' ? body.q.trim().slice(0, 400) : '';
  const found = await search(me, { q }).catch((error: unknown) => {
    console.error(`search: ${error instanceof Error ? error.name : 'failed'}`);
    if (isUnreachable(error)) return refuse('unreachable');
    return null;
  });
  if (found === null) return Response.json({ problem: 'The search broke. The fault is ours.' }, { status: 500 });
  if (!found.ok) return Response.json({ problem: found.words }, { status: statusOf(found) });
  const typed = q.toLowerCase();
  const screens = SCREENS.filter(({ label, question }) => may(me, question) && label.toLowerCase().startsWith(typed)).map(({ label, href, hotkey }) => ({ kind: 'screen', label, href, hotkey }));
  return Response.json({ hits: [...found.value.found, ...screens], note: found.value.note }, { headers: { 'cache-control': 'no-store' } });
}
