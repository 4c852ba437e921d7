/**
 * Speed of the product as it runs in production, beside the raw database in the same run: events over HTTP to committed and to
 * assessed, the queue page at 100,000 open cases, and the JavaScript that page brings. Needs a build (npm run build).
 *
 *   npx tsx bench/speed/product.ts [--accounts 2000] [--days 60] [--cases 100000]
 *
 * Prints one line of JSON. Compare ratios: machines are noisy, and everything here shares the same cores.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { chromium, type Page } from 'playwright';
import { BROWSER_ARGS, presentBrowser } from '../../scripts/find-browser';
import { startStack } from '../../e2e/support/stack';
import { rawRate } from './raw';

const { values } = parseArgs({ options: { accounts: { type: 'string', default: '2000' }, days: { type: 'string', default: '60' }, cases: { type: 'string', default: '100000' } } });
const WARM_UP = 10_000;
const say = (words: string): void => { process.stderr.write(`${words}\n`); };
const median = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0;
const p95 = (list: number[]): number => [...list].sort((a, b) => a - b)[Math.floor(list.length * 0.95)] ?? 0;

const file = join(tmpdir(), `countersign-bench-${process.pid}.ndjson`);
say('Writing the population');
const written = spawnSync(process.execPath, ['--import', 'tsx', 'bench/detection/write.ts', '--accounts', String(values.accounts), '--days', String(values.days), '--seed', '3', '--now', new Date().toISOString(), '--out', file], { stdio: ['ignore', 'ignore', 'inherit'] });
if (written.status !== 0) throw new Error('the population could not be written');
const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
rmSync(file);

say('Starting the product');
const stack = await startStack({ name: 'bench' });
const client = new pg.Client({ connectionString: stack.databaseUrl });
await client.connect();
try {
  const rawBefore = await rawRate(client);
  say(`Sending ${lines.length} events`);
  // A server that has just started is several times slower than one that is warm.
  await send(lines.splice(0, WARM_UP));
  const half = Math.ceil(lines.length / 2);
  // The first half while assessments are held, as a replay holds them: the way to the commit by itself.
  await client.query(`select pg_advisory_lock(hashtext('countersign replay'))`);
  const alone = await send(lines.slice(0, half));
  await client.query(`select pg_advisory_unlock(hashtext('countersign replay'))`);
  const began = performance.now();
  const beside = await send(lines.slice(half));
  const { rows: [kept] } = await client.query<{ n: number }>('select count(*)::int as n from events');
  for (;;) {
    const { rows: [stale] } = await client.query<{ n: number }>('select count(*)::int as n from stale_accounts');
    if (stale?.n === 0) break;
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
  const assessedIn = (performance.now() - began) / 1_000;
  const rawAfter = await rawRate(client);
  const { rows: [standing] } = await client.query<{ n: number }>('select count(*)::int as n from standings');

  say(`Opening ${values.cases} cases`);
  process.env.DATABASE_URL = stack.databaseUrl;
  process.env.COUNTERSIGN_DATA = stack.data;
  const { openCases } = await import('../../db/factories');
  await openCases(Number(values.cases));
  await client.query('analyze');
  const browser = await chromium.launch({ executablePath: presentBrowser() ?? undefined, args: BROWSER_ARGS });
  const page = await browser.newPage();
  const ada = stack.people.Ada;
  await page.goto(`${stack.url}/sign-in`);
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByLabel('Password').fill(ada.password);
  await page.getByRole('button', { name: /sign in/i }).first().click();
  await page.waitForURL('**/queue**');
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const script = await scriptBytes(page, `${stack.url}/queue`);
  await browser.close();
  const times: number[] = [];
  const floor: number[] = [];
  for (let round = 0; round < 120; round += 1) {
    for (const [path, into] of [['/queue', times], ['/sign-in', floor]] as const) {
      const start = performance.now();
      const answer = await fetch(`${stack.url}${path}`, { headers: { cookie }, redirect: 'manual' });
      await answer.text();
      if (round >= 20) into.push(performance.now() - start);
    }
  }
  const raw = (rawBefore + rawAfter) / 2;
  process.stdout.write(`${JSON.stringify({
    events: kept?.n, accepted: alone.accepted + beside.accepted, accounts: standing?.n,
    committedPerSecond: { alone: Math.round(alone.rate), besideTheWorker: Math.round(beside.rate) }, assessedWithinSeconds: Math.round(assessedIn),
    rawRowsPerSecond: Math.round(raw), committedOverRaw: { alone: Number((alone.rate / raw).toFixed(3)), besideTheWorker: Number((beside.rate / raw).toFixed(3)) },
    openCases: Number(values.cases), queueMs: { p50: Math.round(median(times)), p95: Math.round(p95(times)) }, signInPageMs: { p50: Math.round(median(floor)), p95: Math.round(p95(floor)) },
    queueScriptKbGzip: Math.round(script / 102.4) / 10,
  })}\n`);
} finally {
  await client.end();
  await stack.stop();
}

/** Sends events in batches of 500 over four connections; answers how many were kept, and how many a second. */
async function send(events: readonly string[]): Promise<{ accepted: number; rate: number }> {
  const began = performance.now();
  let next = 0;
  const kept = await Promise.all(Array.from({ length: 4 }, async () => {
    let accepted = 0;
    for (let from = next; from < events.length; from = next) {
      next += 500;
      const body = events.slice(from, from + 500).join('\n');
      const answer = await fetch(`${stack.url}/api/v1/events`, { method: 'POST', body, headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/x-ndjson' } });
      if (answer.status !== 202) throw new Error(`HTTP ${answer.status}: ${await answer.text()}`);
      const told = (await answer.json()) as { accepted: number };
      accepted += told.accepted;
    }
    return accepted;
  }));
  const accepted = kept.reduce((sum, one) => sum + one, 0);
  return { accepted, rate: accepted / ((performance.now() - began) / 1_000) };
}

/** Gzipped bytes of every script that a first visit of the page loads. */
async function scriptBytes(page: Page, url: string): Promise<number> {
  const scripts = new Map<string, number>();
  const waiting: Promise<void>[] = [];
  page.on('response', (answer) => {
    if (answer.request().resourceType() !== 'script') return;
    waiting.push(answer.body().then((body) => { scripts.set(answer.url(), gzipSync(body).length); }).catch(() => { scripts.set(answer.url(), 0); }));
  });
  // The live stream never lets the network rest: what matters has come a second after the load.
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(1_500);
  await Promise.all(waiting);
  return [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0);
}
