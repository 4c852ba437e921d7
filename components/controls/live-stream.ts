import { afterPaint } from './after-paint';

/** One message of /api/live: what changed. `id` is the case, decision or delivery (empty: nobody knows which); of an account or a ring its digest (`lib/kernel/about.ts`). Presence also says whose; `version` is the one that the row has since; `mine`: the reader did it. */
export type LiveMessage = { topic: string; id?: string; name?: string; version?: number; mine?: true };
type Listener = { topics: readonly string[]; /** `at`: when it was told, by the server's clock. */ hear: (message: LiveMessage, at: number) => void; since: number | undefined; opened: (() => void) | undefined };

// One stream a page, however many parts listen: a browser keeps few connections to one address, and every open tab holds its own.
const listeners = new Set<Listener>();
let stream: { source: EventSource; topics: string } | null = null;

/** What the open stream told lately, for parts of a page that was rendered before it and mounts after it. */
let told: { at: number; message: LiveMessage }[] = [];
const TOLD_MOST = 200;

/** Who came since the stream was last seen to; null where that is not under way. */
let fresh: Set<Listener> | null = null;

/**
 * Hears of changes on these topics until the answer is called; with `since`, the instant at which the page was rendered, also of those
 * that came between then and now. `opened` is called whenever a stream has been opened: from then on nothing is missed. Reconnects by itself; says nothing when the stream is closed to us.
 */
export function listen(topics: readonly string[], hear: Listener['hear'], since?: number, opened?: () => void): () => void {
  const listener = { topics, hear, since, opened };
  listeners.add(listener);
  seeTo().add(listener);
  return () => {
    listeners.delete(listener);
    seeTo().delete(listener);
  };
}

/** Where one page gives way to another, many leave and many come: the stream is opened anew for all of them at once, and after the page is seen. */
function seeTo(): Set<Listener> {
  if (fresh !== null) return fresh;
  afterPaint(() => {
    const came = fresh ?? [];
    fresh = null;
    if (connect()) for (const { topics, hear, since } of came) if (since !== undefined) for (const { at, message } of told) if (at >= since && topics.includes(message.topic)) hear(message, at);
  });
  return (fresh = new Set());
}

/** Whether the stream that is open serves all who listen. */
function connect(): boolean {
  const topics = [...new Set([...listeners].flatMap((one) => one.topics))].sort().map((topic) => `topic=${encodeURIComponent(topic)}`).join('&');
  if (topics !== '' && stream?.topics === topics) return true;
  stream?.source.close();
  stream = null;
  told = [];
  if (topics === '') return false;
  const since = Math.min(...[...listeners].map((one) => one.since ?? Infinity));
  const source = new EventSource(`/api/live?${topics}${Number.isFinite(since) ? `&since=${since}` : ''}`);
  source.onopen = () => { for (const { opened } of listeners) opened?.(); };
  source.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
    const message = messageIn(data);
    if (message === null) return;
    const at = Number(lastEventId);
    told = [...told.slice(1 - TOLD_MOST), { at, message }];
    for (const { topics: wanted, hear } of listeners) if (wanted.includes(message.topic)) hear(message, at);
  };
  stream = { source, topics };
  return false;
}

function messageIn(data: string): LiveMessage | null {
  try {
    const message = JSON.parse(data) as Partial<LiveMessage>;
    return typeof message.topic === 'string' ? (message as LiveMessage) : null;
  } catch {
    return null;
  }
}
