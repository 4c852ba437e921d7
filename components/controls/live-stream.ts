/** One message of /api/live: what changed. `id` is the case, decision or delivery; presence also says whose. */
export type LiveMessage = { topic: string; id?: string; name?: string };
type Listener = { topics: readonly string[]; hear: (message: LiveMessage) => void };

// One stream a page, however many parts listen: a browser keeps few connections to one address, and every open tab holds its own.
const listeners = new Set<Listener>();
let stream: { source: EventSource; address: string } | null = null;

/** Hears of changes on these topics until the answer is called. Reconnects by itself; says nothing when the stream is closed to us. */
export function listen(topics: readonly string[], hear: Listener['hear']): () => void {
  const listener = { topics, hear };
  listeners.add(listener);
  connect();
  return () => {
    listeners.delete(listener);
    connect();
  };
}

function connect(): void {
  const topics = [...new Set([...listeners].flatMap((one) => one.topics))].sort();
  const address = `/api/live?${topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&')}`;
  if (topics.length > 0 && stream?.address === address) return;
  stream?.source.close();
  stream = null;
  if (topics.length === 0) return;
  const source = new EventSource(address);
  source.onmessage = ({ data }: MessageEvent<string>) => {
    const message = messageIn(data);
    for (const { topics: wanted, hear } of listeners) if (message !== null && wanted.includes(message.topic)) hear(message);
  };
  stream = { source, address };
}

function messageIn(data: string): LiveMessage | null {
  try {
    const message = JSON.parse(data) as Partial<LiveMessage>;
    return typeof message.topic === 'string' ? (message as LiveMessage) : null;
  } catch {
    return null;
  }
}
