import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';

/** An order as it came in: the id of the webhook, and the body. */
export type Arrival = { id: string; kind: string; account: string; decision: string; replaces?: string; text: string };

/** The platform's end of the webhook, run by a test. It checks signatures with a library that is none of ours. */
export type Platform = {
  url: string;
  /** Told once the product has made it; an order that comes before, or is signed otherwise, is refused with 401. */
  trust(secret: string): void;
  /** Every signed arrival, repeated ones included. */
  arrivals: readonly Arrival[];
  /** Deliveries whose signature did not fit. */
  refused: readonly string[];
  /** What has taken effect: each webhook id once, in the order of first arrival. */
  effects(): Arrival[];
  /** Called with every signed arrival before it is answered. */
  beforeAnswer(act: ((arrival: Arrival) => Promise<void>) | null): void;
  stop(): Promise<void>;
};

export async function startPlatform(): Promise<Platform> {
  const arrivals: Arrival[] = [];
  const refused: string[] = [];
  let hook: Webhook | null = null;
  let before: ((arrival: Arrival) => Promise<void>) | null = null;
  const take = async (request: IncomingMessage): Promise<number> => {
    const text = await textOf(request);
    const headers = Object.fromEntries(['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => [name, String(request.headers[name] ?? '')]));
    const id = headers['webhook-id'] ?? '';
    let body: Omit<Arrival, 'id' | 'text'>;
    try {
      if (hook === null) throw new Error('Nobody is trusted yet.');
      body = hook.verify(text, headers) as Omit<Arrival, 'id' | 'text'>;
    } catch {
      refused.push(id);
      return 401;
    }
    const arrival = { ...body, id, text };
    arrivals.push(arrival);
    await before?.(arrival);
    return 204;
  };
  const server = createServer((request, response) => {
    take(request).then((status) => { response.writeHead(status).end(); }, () => response.destroy());
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`,
    trust: (secret) => { hook = new Webhook(secret); },
    arrivals, refused,
    effects: () => arrivals.filter(({ id }, index) => arrivals.findIndex((other) => other.id === id) === index),
    beforeAnswer: (act) => { before = act; },
    stop: () => new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
