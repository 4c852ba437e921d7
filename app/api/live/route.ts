import { hub, MISSED, type Live } from '@/lib/kernel/adapters/live';
import { clock } from '@/lib/kernel/clock';
import { liveRecheckMs } from '@/lib/kernel/env';
import { isUnreachable } from '@/lib/kernel/unreachable';
import type { Actor } from '@/lib/staff/actor';
import { viewer } from '@/lib/staff/adapters/session';
import { may } from '@/lib/staff/permissions';

export const dynamic = 'force-dynamic';

/** `mine`: the reader's own act. */
type Told = Omit<Live, 'about' | 'by'> & { mine?: true };

/** Who may not look at an account, a ring or a tray hears of none. */
const ASKED: ReadonlyMap<string, 'ask.account' | 'ask.rings' | 'ask.tray'> = new Map([['account', 'ask.account'], ['ring', 'ask.rings'], ['tray', 'ask.tray']]);
function isTold(topic: string, me: Actor): boolean {
  const question = ASKED.get(topic.split(':', 1)[0] ?? '');
  return question === undefined || may(me, question);
}

const BEGINNING = 'retry: 2000\n\n';

/**
 * Server-sent events: which topic changed, and the id of what changed (empty: something may have). Never content: screens ask for that
 * themselves. `since` is the instant at which the page was rendered, epoch milliseconds: what came between that and now is told first.
 * Each message's event id is the instant of its telling, so that a browser that comes back says where it stopped. Nobody's session is
 * answered 204, which tells a browser to come back no more (HTML Standard, section 9.2.1): a page that stayed open past its session asks
 * again by itself, and that is no error of anybody's.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const me = await viewer();
    if (!me) return new Response(null, { status: 204 });
    return events(await streamFor(request, me));
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    // A browser comes back by itself to a stream that ended, and never to an answer that is an error.
    return events(BEGINNING);
  }
}

const events = (body: BodyInit): Response => new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-cache, no-transform', 'x-accel-buffering': 'no' } });

/** Listens before it answers: whoever has the head of the answer misses nothing from then on. */
async function streamFor(request: Request, me: Actor): Promise<ReadableStream<Uint8Array>> {
  const params = new URL(request.url).searchParams;
  const topics = new Set(params.getAll('topic').filter((topic) => isTold(topic, me)));
  const since = Number(request.headers.get('last-event-id') ?? params.get('since') ?? Number.NaN);
  const encoder = new TextEncoder();
  let over = false;
  const ends: (() => void)[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stop = (): void => {
    over = true;
    for (const end of ends.splice(0)) end();
  };
  const send = (text: string): void => controller?.enqueue(encoder.encode(text));
  const stream = new ReadableStream<Uint8Array>({ start: (given) => { controller = given; }, cancel: stop });
  request.signal.addEventListener('abort', stop);
  const tell = (live: Told): void => send(`id: ${clock.now()}\ndata: ${JSON.stringify(live)}\n\n`);
  send(BEGINNING);
  ends.push(await hub().add((live) => {
    const { about = [], by, ...plain } = live;
    const mine: Pick<Told, 'mine'> = by !== undefined && by === me.id ? { mine: true } : {};
    for (const topic of about) if (topics.has(topic)) tell({ topic, id: topic, ...mine });
    // What comes to somebody's inbox, and what lies in their tray, is theirs to know.
    if ((live.topic === 'inbox' || live.topic === 'tray') && live.id !== me.id) return;
    if (topics.has(live.topic)) tell({ ...plain, ...mine });
    else if (live.topic === MISSED) for (const topic of topics) if (topic !== 'presence') tell({ topic, id: '' });
  }, Number.isFinite(since) ? since : undefined));
  send(`id: ${clock.now()}\n\n`);
  // The page may have been closed while the hub was opening: then nobody else will call stop.
  if (over || request.signal.aborted) {
    stop();
    return stream;
  }
  const recheck = setInterval(async () => {
    try {
      // While the database is away nobody can be asked; the stream waits with it.
      if (await viewer().catch(isUnreachable)) return send(': still here\n\n');
      stop();
      controller?.close();
    } catch {
      // The stream is closed already; nobody listens.
      stop();
    }
  }, liveRecheckMs());
  ends.push(() => clearInterval(recheck));
  return stream;
}
