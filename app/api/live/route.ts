import { hub } from '@/lib/kernel/adapters/live';
import { liveRecheckMs } from '@/lib/kernel/env';
import { viewer } from '@/lib/staff/adapters/session';

export const dynamic = 'force-dynamic';

/** Server-sent events: which topic changed, and the id of what changed. Never content: screens ask for that themselves. */
export async function GET(request: Request): Promise<Response> {
  if (!(await viewer())) return Response.json({ problem: 'Sign in first.' }, { status: 401 });
  const topics = new Set(new URL(request.url).searchParams.getAll('topic'));
  const encoder = new TextEncoder();
  let stop = (): void => {};
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      send('retry: 2000\n\n');
      const leave = await hub().add((live) => { if (topics.has(live.topic)) send(`data: ${JSON.stringify(live)}\n\n`); });
      const recheck = setInterval(async () => {
        if (await viewer().catch(() => null)) send(': still here\n\n');
        else { stop(); controller.close(); }
      }, liveRecheckMs());
      stop = () => { clearInterval(recheck); leave(); };
      request.signal.addEventListener('abort', () => stop());
    },
    cancel() { stop(); },
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' } });
}
