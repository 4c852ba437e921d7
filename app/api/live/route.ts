import { hub } from '@/lib/kernel/adapters/live';
import { liveRecheckMs } from '@/lib/kernel/env';
import { viewer } from '@/lib/staff/adapters/session';

export const dynamic = 'force-dynamic';

/** Server-sent events: which topic changed, and the id of what changed. Never content: screens ask for that themselves. */
export async function GET(request: Request): Promise<Response> {
  if (!(await viewer())) return Response.json({ problem: 'Sign in first.' }, { status: 401 });
  const topics = new Set(new URL(request.url).searchParams.getAll('topic'));
  const encoder = new TextEncoder();
  let over = false;
  let leave = (): void => {};
  let recheck: NodeJS.Timeout | undefined;
  const stop = (): void => {
    over = true;
    clearInterval(recheck);
    leave();
  };
  const stream = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string): void => controller.enqueue(encoder.encode(text));
      request.signal.addEventListener('abort', stop);
      send('retry: 2000\n\n');
      leave = await hub().add((live) => { if (topics.has(live.topic)) send(`data: ${JSON.stringify(live)}\n\n`); });
      // The page may have been closed while the hub was opening: then nobody else will call stop.
      if (over || request.signal.aborted) return stop();
      recheck = setInterval(async () => {
        try {
          if (await viewer().catch(() => null)) return send(': still here\n\n');
          stop();
          controller.close();
        } catch {
          // The stream is closed already; nobody listens.
          stop();
        }
      }, liveRecheckMs());
    },
    cancel: stop,
  });
  return new Response(stream, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' } });
}
