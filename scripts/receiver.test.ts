import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { orderBody, type OrderBody } from '@/lib/enforcement/order';
import { OPPOSITES } from '@/lib/decisions/order-draft';
import { secretOf, signedHeaders } from '@/lib/enforcement/signature';

const SECRET = secretOf(Buffer.alloc(32, 7));
const OLD = secretOf(Buffer.alloc(32, 8));

type Line = { order: string; is: string; body: OrderBody; inForce: string[] };

/** Runs the receiver while `deliver` posts to it; answers the lines it printed. */
async function receiving(args: readonly string[], deliver: (post: (body: string, headers: Record<string, string>) => Promise<number>) => Promise<void>): Promise<Line[]> {
  const receiver = spawn(process.execPath, ['scripts/receiver.mjs', '--port', '0', ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, COUNTERSIGN_WEBHOOK_SECRET: `${SECRET},${OLD}` } });
  const lines: Line[] = [];
  const ended = new Promise<void>((done) => { createInterface({ input: receiver.stdout }).on('line', (line) => lines.push(JSON.parse(line) as Line)).on('close', done); });
  try {
    const url = await new Promise<string>((done) => { receiver.stderr.once('data', (words) => done(/http\S+/.exec(String(words))![0])); });
    await deliver(async (body, headers) => (await fetch(url, { method: 'POST', body, headers })).status);
  } finally {
    receiver.kill();
  }
  await ended;
  return lines;
}

const order = (id: string, kind: OrderBody['kind'], replaces?: string): OrderBody =>
  orderBody({ kind, effective: {} }, { order: id, account: 'mallory', decision: 'decision_1', issuedAt: Date.UTC(2026, 7, 3), replaces });
const signed = (body: OrderBody, secrets = [SECRET], at = Date.now()): [string, Record<string, string>] => {
  const text = JSON.stringify(body);
  return [text, { ...signedHeaders(body.order, at, text, secrets) }];
};

test('an order is carried out once, fails when told to, and its opposite takes it back', async () => {
  const statuses: number[] = [];
  const lines = await receiving(['--fail', '1'], async (post) => {
    const close = order('order_1', 'account.close');
    for (const one of [close, close, close, order('order_2', 'account.reopen', 'order_1')]) statuses.push(await post(...signed(one)));
  });
  expect(statuses).toEqual([500, 204, 204, 204]);
  expect(lines.map(({ order: id, is, inForce }) => [id, is, inForce])).toEqual([
    ['order_1', 'failed', []], ['order_1', 'new', ['account.close']], ['order_1', 'again', ['account.close']], ['order_2', 'new', []],
  ]);
  expect(lines[1]?.body).toEqual(order('order_1', 'account.close'));
});

test('every opposite takes its order back, also where it arrives first', async () => {
  const pairs = Object.entries(OPPOSITES) as [OrderBody['kind'], OrderBody['kind']][];
  const lines = await receiving([], async (post) => {
    for (const [index, [binding, releasing]] of pairs.entries()) {
      await post(...signed(order(`order_${index}_b`, releasing, `order_${index}_a`)));
      await post(...signed(order(`order_${index}_a`, binding)));
    }
  });
  expect(lines.map((line) => [line.is, line.inForce])).toEqual(Array.from({ length: 2 * pairs.length }, () => ['new', []]));
});

test('a signature by either secret is taken, as the reference library makes it; a wrong, stale or missing one is not', async () => {
  const body = order('order_3', 'account.suspend');
  const lines = await receiving([], async (post) => {
    const text = JSON.stringify(body);
    const at = new Date();
    const reference = { 'webhook-id': 'order_3', 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': new Webhook(SECRET).sign('order_3', at, text) };
    expect(await post(text, reference)).toBe(204);
    expect(await post(...signed(body, [OLD]))).toBe(204);
    expect(await post(...signed(body, [secretOf(Buffer.alloc(32, 9)), SECRET]))).toBe(204);
    expect(await post(...signed(body, [secretOf(Buffer.alloc(32, 9))]))).toBe(401);
    expect(await post(`${text} `, reference)).toBe(401);
    expect(await post(...signed(body, [SECRET], Date.now() - 6 * 60_000))).toBe(401);
    expect(await post(text, {})).toBe(401);
  });
  expect(lines.map((line) => line.is)).toEqual(['new', 'again', 'again']);
});

test('without a secret it says how it is used', () => {
  const env = { ...process.env, COUNTERSIGN_WEBHOOK_SECRET: '' };
  const bare = spawnSync(process.execPath, ['scripts/receiver.mjs'], { encoding: 'utf8', env });
  expect([bare.status, bare.stdout]).toEqual([2, '']);
  expect(bare.stderr).toContain('Usage: node scripts/receiver.mjs');
  expect(spawnSync(process.execPath, ['scripts/receiver.mjs', '--help'], { encoding: 'utf8', env })).toMatchObject({ status: 0, stdout: expect.stringContaining('--fail') });
});
