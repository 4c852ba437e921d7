import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';

const SECRET = `whsec_${Buffer.from('a secret for trying webhooks out').toString('base64')}`;

test('the receiver takes a signed order once, fails when told to, and refuses a wrong signature', async () => {
  const receiver = spawn(process.execPath, ['scripts/receive-webhooks.mjs', '--secret', SECRET, '--port', '0', '--fail', '1'], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: { order: string; is: string; body: unknown }[] = [];
  createInterface({ input: receiver.stdout }).on('line', (line) => lines.push(JSON.parse(line)));
  try {
    const url = await new Promise<string>((done) => { receiver.stderr.once('data', (words) => done(/http\S+/.exec(String(words))![0])); });
    const deliver = async (signature?: string) => {
      const body = '{"order":"restrict"}';
      const at = new Date();
      const headers = { 'webhook-id': 'order-1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signature ?? new Webhook(SECRET).sign('order-1', at, body) };
      return (await fetch(url, { method: 'POST', body, headers })).status;
    };
    expect([await deliver(), await deliver(), await deliver(), await deliver('v1,AAAA')]).toEqual([500, 204, 204, 401]);
    await expect.poll(() => lines.map(({ is }) => is)).toEqual(['failed', 'new', 'again']);
    expect(lines[1]).toEqual({ order: 'order-1', is: 'new', body: { order: 'restrict' } });
  } finally {
    receiver.kill();
  }
});
