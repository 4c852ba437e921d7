import { health } from '@/lib/insights/queries/health';
import { VISITOR } from '@/lib/staff/actor';

export const dynamic = 'force-dynamic';

/** 200 once the database answers and every migration is in; 503 with the reason otherwise. */
export async function GET(): Promise<Response> {
  try {
    const state = await health(VISITOR, {});
    if (state.ok) return Response.json(state.value, { status: state.value.ready ? 200 : 503 });
    return Response.json({ ready: false, problem: state.words }, { status: 503 });
  } catch {
    return Response.json({ ready: false, problem: 'The database does not answer.' }, { status: 503 });
  }
}
