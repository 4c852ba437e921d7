// A platform's end of the webhooks, for trying them: checks each signature, takes each order once, prints it.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Webhook } from 'standardwebhooks';

const HELP = `Usage: node scripts/receive-webhooks.mjs --secret whsec_… [--port 4010] [--fail N]

Receives orders at http://127.0.0.1:PORT/ and prints one line of JSON for each: {"order", "is", "body"}, where "is" says new,
again (delivered before, so not carried out a second time) or failed. --fail answers the first N deliveries with 500, to see
them tried again. Deliveries with a wrong signature are answered 401.
`;

const { values } = parseArgs({ options: { secret: { type: 'string' }, port: { type: 'string', default: '4010' }, fail: { type: 'string', default: '0' }, help: { type: 'boolean', short: 'h' } } });
if (values.help || !values.secret) {
  (values.help ? process.stdout : process.stderr).write(HELP);
  process.exit(values.help ? 0 : 2);
}

const webhook = new Webhook(values.secret);
const seen = new Set();
let failures = Number(values.fail);

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const order = String(request.headers['webhook-id'] ?? '');
  let body;
  try {
    body = webhook.verify(text, request.headers);
  } catch (error) {
    process.stderr.write(`refused: ${error instanceof Error ? error.message : error}\n`);
    response.writeHead(401).end();
    return;
  }
  const fails = failures > 0;
  if (fails) failures -= 1;
  process.stdout.write(`${JSON.stringify({ order, is: fails ? 'failed' : seen.has(order) ? 'again' : 'new', body })}\n`);
  if (!fails) seen.add(order);
  response.writeHead(fails ? 500 : 204).end();
});

server.listen(Number(values.port), '127.0.0.1', () => process.stderr.write(`Waiting for orders at http://127.0.0.1:${server.address().port}/\n`));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
