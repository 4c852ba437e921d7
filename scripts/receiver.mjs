// A platform's end of the webhook, for trying it: checks each signature, takes each order once, prints it. Needs nothing but Node.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';

const HELP = `Usage: node scripts/receiver.mjs --secret whsec_… [--port 4010] [--fail N]

Receives orders at http://127.0.0.1:PORT/ and prints one line of JSON for each: {"order", "is", "body", "inForce"}. "is" says new,
again (delivered before, so not carried out a second time) or failed; "inForce" lists what now binds the account. --secret may also
come from COUNTERSIGN_WEBHOOK_SECRET; several, separated by commas, are all accepted, as while a secret is rotated. --fail answers
the first N deliveries with 500, to see them tried again. A wrong or stale signature is answered 401.
`;
/** Seconds by which a timestamp may be off, and the most bytes of a body. */
const TOLERANCE = 300;
const MOST_BYTES = 1024 * 1024;
const OPPOSITES = {
  'information.withdraw': 'information.request', 'verification.withdraw': 'verification.request', 'payouts.release': 'payouts.hold',
  'account.unrestrict': 'account.restrict', 'account.unsuspend': 'account.suspend', 'account.reopen': 'account.close',
};

function usage(words) {
  process.stderr.write(`${words}\n\n${HELP}`);
  process.exit(2);
}

let values;
try {
  ({ values } = parseArgs({ options: { secret: { type: 'string' }, port: { type: 'string', default: '4010' }, fail: { type: 'string', default: '0' }, help: { type: 'boolean', short: 'h' } } }));
} catch (error) {
  usage(error.message);
}
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const keys = (values.secret ?? process.env.COUNTERSIGN_WEBHOOK_SECRET ?? '').split(',').filter((secret) => secret !== '').map((secret) => Buffer.from(secret.replace(/^whsec_/, ''), 'base64'));
if (keys.length === 0 || keys.some((key) => key.length === 0)) usage('A secret is needed: whsec_ and base64.');
const port = Number(values.port);
let failures = Number(values.fail);
if (!Number.isInteger(port) || port < 0 || port > 65_535 || !Number.isInteger(failures) || failures < 0) usage('--port and --fail take whole numbers.');

/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body`; any one of the signatures may fit any one of the secrets. */
function isSigned(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures } = headers;
  if (!id || !signatures || !/^\d{1,12}$/.test(at ?? '') || Math.abs(Date.now() / 1000 - Number(at)) > TOLERANCE) return false;
  return keys.some((key) => {
    const expected = createHmac('sha256', key).update(`${id}.${at}.`).update(body).digest();
    return signatures.split(' ').some((one) => {
      const given = Buffer.from(one.startsWith('v1,') ? one.slice(3) : '', 'base64');
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  });
}

const seen = new Set();
const gone = new Set();
const inForce = new Map();

/** In effect once, in whatever order deliveries come: what was taken back by name stays taken back. */
function carryOut(order) {
  seen.add(order.order);
  if (order.replaces) {
    gone.add(order.replaces);
    inForce.delete(order.replaces);
  }
  const undone = OPPOSITES[order.kind];
  if (undone === undefined) {
    if (!gone.has(order.order)) inForce.set(order.order, order);
    return;
  }
  for (const [id, one] of inForce) if (one.kind === undone && one.decision === order.decision) inForce.delete(id);
}

async function read(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > MOST_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function answer(request) {
  if (request.method !== 'POST') return 405;
  const bytes = await read(request);
  if (bytes === null) return 413;
  if (!isSigned(request.headers, bytes)) {
    process.stderr.write('refused: the signature does not fit, or is older than five minutes\n');
    return 401;
  }
  const body = JSON.parse(bytes.toString('utf8'));
  const order = request.headers['webhook-id'];
  const is = failures > 0 ? 'failed' : seen.has(order) ? 'again' : 'new';
  if (is === 'failed') failures -= 1;
  if (is === 'new') carryOut({ ...body, order });
  const binding = [...inForce.values()].filter((one) => one.account === body.account).map((one) => one.kind);
  process.stdout.write(`${JSON.stringify({ order, is, body, inForce: binding })}\n`);
  return is === 'failed' ? 500 : 204;
}

const server = createServer((request, response) => {
  answer(request).catch((error) => {
    process.stderr.write(`failed: ${error.message}\n`);
    return 500;
  }).then((status) => response.writeHead(status).end());
});
server.listen(port, '127.0.0.1', () => process.stderr.write(`Waiting for orders at http://127.0.0.1:${server.address().port}/\n`));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
