/**
 * How the console feels: a production build in headless Chromium on a database with 100,000 open cases, beside a bare page of the same
 * framework in the same run. The cases that are opened have whole histories, one of them 10,000 events. Needs a build (npm run build).
 *
 *   npx tsx bench/ui/console.ts [--cases 100000] [--events 10000] [--rounds 7]
 *
 * Prints one line of JSON; times are medians in milliseconds unless they say otherwise, sizes are gzipped kB. Compare ratios: machines are noisy.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { freePort } from '../../db/embedded';
import { ACCOUNTS } from '../../db/cast';
import { dataOf } from '../../e2e/support/data';
import { startStack } from '../../e2e/support/stack';
import { Crew, program } from '../../scripts/launch/crew';
import { BROWSER_ARGS, presentBrowser } from '../../scripts/find-browser';
import { worldLines } from '../detection/world';
import { signedIn } from './signed-in';
import { busyByFrame, traced } from './trace';

const { values } = parseArgs({ options: { cases: { type: 'string', default: '100000' }, events: { type: 'string', default: '10000' }, rounds: { type: 'string', default: '7' } } });
const ROUNDS = Number(values.rounds);
const HOUR = 3_600_000;
const BARE = 'bench/ui/bare';
const say = (words: string): void => { process.stderr.write(`${words}\n`); };
const at = (list: readonly number[], share: number): number => Math.round([...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN);
const median = (list: readonly number[]): number => at(list, 0.5);

type Felt = { lcp: number; shift: number; interactions: { name: string; duration: number }[] };
declare global { interface Window { felt: Felt; pressed: number } }

say('Building the bare page');
if (spawnSync(process.execPath, ['node_modules/next/dist/bin/next', 'build', BARE], { stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) throw new Error('the bare page could not be built');
const crew = new Crew();
say('Starting the product');
const stack = await startStack({ name: 'bench-ui' });
const data = dataOf(stack.databaseUrl);
const browser = await chromium.launch({ executablePath: presentBrowser() ?? undefined, args: BROWSER_ARGS });
try {
  const barePort = await freePort();
  crew.keep(program.next('start', BARE, '-p', String(barePort), '-H', '127.0.0.1'), {});
  const accounts = await sendHistories();
  process.env.DATABASE_URL = stack.databaseUrl;
  process.env.COUNTERSIGN_DATA = stack.data;
  const { openCase, openCases } = await import('../../db/factories');
  say(`Opening ${values.cases} cases`);
  await openCases(Number(values.cases));
  const [mallory, ...others] = accounts;
  // The ones that are opened stand first: by what they share with nobody, their priority.
  const head: string[] = [];
  for (const [nth, account] of [mallory!, ...others.slice(0, 3 * ROUNDS)].entries()) {
    const [open] = await data.rows<{ id: string }>(`select id from cases where account = $1 and status <> 'settled'`, [account]);
    const caseId = open?.id ?? (await openCase({ account, name: `Bench ${nth}` })).caseId;
    await data.change('update cases set priority = $2 where id = $1', [caseId, 9_000_000 - nth]);
    head.push(caseId);
  }
  // What autovacuum does within minutes where 100,000 cases come in over months, and not in one minute.
  await data.rows('vacuum (analyze)');
  const context = await signedIn(browser, stack, feeling);
  const address = `${stack.url}/cases/${head[0]}`;

  say('Opening the long history for the first time');
  await completeAfter(context, `${stack.url}/cases/${head[1]}`);
  const first = await completeAfter(context, address);

  say('Loading pages');
  const bare = await loads(context, `http://127.0.0.1:${barePort}/`);
  const queue = await loads(context, `${stack.url}/queue`);
  const dossier = await loads(context, address);
  const complete: number[] = [];
  const usual: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    complete.push(await completeAfter(context, address));
    usual.push(await completeAfter(context, `${stack.url}/cases/${head.at(-1 - round)}`));
  }

  say('Moving, sorting, claiming, opening');
  const felt = { move: [] as number[], sort: [] as number[], claim: [] as number[], open: [] as number[] };
  const next: number[] = [];
  const held: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await alive(context, '/queue');
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('j');
    felt.move.push(await worst(page));
    const began = await page.evaluate(() => performance.timeOrigin);
    await page.locator('thead a').first().click();
    await page.waitForURL(/sort=/);
    felt.sort.push(await worst(page));
    // What the page felt is gone with its document: another one would have told of nothing, and be taken for swift.
    if (await page.evaluate(() => performance.timeOrigin) !== began) throw new Error('the head of a column opened another document');
    await page.close();

    const opening = await alive(context, '/queue');
    await opening.waitForTimeout(1_000);
    await opening.keyboard.press('Enter');
    await opening.waitForURL(/\/cases\//);
    felt.open.push(await worst(opening));
    await opening.close();

    const claiming = await alive(context, '/queue');
    for (let step = 0; step < 30 + round; step += 1) await claiming.keyboard.press('j');
    await worst(claiming);
    await claiming.keyboard.press('c');
    await claiming.waitForTimeout(1_500);
    felt.claim.push(await worst(claiming));
    await claiming.close();

    const going = await alive(context, '/queue');
    await going.waitForTimeout(3_000);
    await going.evaluate(() => {
      window.addEventListener('keydown', (event) => { window.pressed = event.timeStamp; }, { capture: true, once: true });
      const look = () => {
        const isThere = location.pathname.startsWith('/cases/') && document.querySelector('[data-panel="verdict"]') !== null;
        // This frame paints it; what is asked for by a timer comes after that.
        if (isThere) setTimeout(() => { console.debug(`opened ${performance.now() - window.pressed}`); });
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    const opened = told(going, 'opened');
    await going.keyboard.press('n');
    next.push(await opened);
    await going.getByText('You hold this case', { exact: true }).waitFor();
    held.push(await going.evaluate(() => performance.now() - window.pressed));
    await going.close();
  }

  say('Drawing days on the timeline');
  const frames = await brushing(context, address);
  const { rows: [{ n: events }] } = { rows: await data.rows<{ n: number }>('select count(*)::int as n from events where account = $1', [mallory]) } as { rows: [{ n: number }] };
  process.stdout.write(`${JSON.stringify({
    openCases: Number(values.cases), eventsOfTheAccount: events, rounds: ROUNDS,
    bare: { lcp: bare.lcp, scriptKb: bare.scriptKb },
    queue: { lcp: queue.lcp, overBare: Number((queue.lcp / bare.lcp).toFixed(2)), shift: queue.shift, scriptKb: queue.scriptKb, overFloorKb: Number((queue.scriptKb - bare.scriptKb).toFixed(1)) },
    dossier: { lcp: dossier.lcp, first: Math.round(first), complete: median(complete), usual: median(usual), shift: dossier.shift, scriptKb: dossier.scriptKb, overFloorKb: Number((dossier.scriptKb - bare.scriptKb).toFixed(1)) },
    interactionToNextPaint: Object.fromEntries(Object.entries(felt).map(([name, list]) => [name, { median: median(list), worst: at(list, 1) }])),
    nextCaseOpens: { median: median(next), worst: at(next, 1) },
    nextCaseHeld: { median: median(held), worst: at(held, 1) },
    brushing: { frames: frames.length, p50: at(frames, 0.5), p95: at(frames, 0.95) },
  })}\n`);
} finally {
  await browser.close();
  await data.close();
  await crew.stop();
  await stack.stop();
}

/** A population through the intake; of one account so many sessions that its history has the events asked for. Returns the accounts, that one first. */
async function sendHistories(): Promise<string[]> {
  const accounts: string[] = [];
  const lines = [...worldLines({ accounts: 3 * ROUNDS + 10, days: 120, seed: 'bench-ui', kind: 'demo', now: Date.now() - HOUR }, ({ account }) => { accounts.push(account); })].map(({ text }) => text);
  const mallory = ACCOUNTS.mallory.account;
  const hers = lines.map((text) => JSON.parse(text) as { id: string; type: string; at: string; account: string; session?: string; data: Record<string, unknown> }).filter((event) => event.account === mallory);
  const sessions = hers.filter(({ type }) => type === 'session.seen');
  for (let more = hers.length, copy = 1; more < Number(values.events); copy += 1) {
    for (const session of sessions) {
      if (more >= Number(values.events)) break;
      // Before it and not after: what lies ahead of the clock would wait for its hour to be assessed.
      const earlier = (instant: string) => new Date(Date.parse(instant) - copy * 420_000).toISOString();
      const { endedAt: _ended, lastInputAt: _input, ...rest } = session.data;
      lines.push(JSON.stringify({ ...session, id: `${session.id}x${copy}`, at: earlier(session.at), session: `${session.session}x${copy}`, data: rest }));
      more += 1;
    }
  }
  say(`Sending ${lines.length} events`);
  for (let from = 0; from < lines.length; from += 500) {
    const answer = await fetch(`${stack.url}/api/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${stack.apiKey}`, 'content-type': 'application/x-ndjson' }, body: lines.slice(from, from + 500).join('\n') });
    const told = await answer.json() as { rejected?: unknown[] };
    if (answer.status !== 202 || (told.rejected?.length ?? 0) > 0) throw new Error(`HTTP ${answer.status}: ${JSON.stringify(told).slice(0, 500)}`);
  }
  for (;;) {
    const [waiting] = await data.rows<{ n: number }>('select count(*)::int as n from stale_accounts');
    if (waiting?.n === 0) break;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  return [mallory, ...accounts.filter((account) => account !== mallory)];
}

/** Has every page note what it feels. */
async function feeling(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    window.felt = { lcp: 0, shift: 0, interactions: [] };
    new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.felt.lcp = entry.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
    new PerformanceObserver((list) => { for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) if (!entry.hadRecentInput) window.felt.shift += entry.value; }).observe({ type: 'layout-shift', buffered: true });
    new PerformanceObserver((list) => { for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) if (entry.interactionId > 0) window.felt.interactions.push({ name: entry.name, duration: entry.duration }); }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
}

/** Loads of the page by themselves, the first left out: medians, and the scripts of a first visit. */
async function loads(context: BrowserContext, url: string): Promise<{ lcp: number; shift: number; scriptKb: number }> {
  const [lcp, shift] = [[] as number[], [] as number[]];
  let scriptKb = 0;
  for (let round = 0; round <= ROUNDS; round += 1) {
    const page = await context.newPage();
    const scripts = round === 0 ? gzippedScripts(page) : null;
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(1_200);
    if (scripts === null) {
      const felt = await page.evaluate(() => window.felt);
      lcp.push(felt.lcp);
      shift.push(felt.shift);
    } else {
      scriptKb = Math.round(await scripts() / 102.4) / 10;
    }
    await page.close();
  }
  return { lcp: median(lcp), shift: Number([...shift].sort((a, b) => a - b).at(-1)!.toFixed(4)), scriptKb };
}

function gzippedScripts(page: Page): () => Promise<number> {
  const sizes = new Map<string, Promise<number>>();
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') sizes.set(answer.url(), answer.body().then((body) => gzipSync(body).length, () => 0));
  });
  return async () => (await Promise.all(sizes.values())).reduce((sum, size) => sum + size, 0);
}

/** From the address to the moment at which every panel stands. */
async function completeAfter(context: BrowserContext, url: string): Promise<number> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const look = () => {
      const isThere = document.readyState !== 'loading' && document.querySelectorAll('[data-panel]').length >= 8 && document.querySelector('[data-panel] .late, .late[aria-busy="true"]') === null;
      if (isThere) console.debug(`complete ${performance.now()}`);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const complete = told(page, 'complete');
  await page.goto(url, { waitUntil: 'commit' });
  const took = await complete;
  await page.close();
  return took;
}

/** The milliseconds that the page itself tells under that name. Asked from outside it would be given a third of a megabyte of script first, on the thread that is measured. */
async function told(page: Page, name: string): Promise<number> {
  const line = await page.waitForEvent('console', (message) => message.text().startsWith(`${name} `));
  return Number(line.text().slice(name.length));
}

async function alive(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  const live = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/live');
  await page.goto(`${stack.url}${path}`);
  await live;
  await page.waitForTimeout(500);
  return page;
}

/** The longest from a key or click to the next paint since asked last; what is not reported took less than 16 ms. */
async function worst(page: Page): Promise<number> {
  await page.waitForTimeout(300);
  return page.evaluate(() => Math.max(16, ...window.felt.interactions.splice(0).map(({ duration }) => duration)));
}

/** What one frame of a drag over the timeline costs in script, style and layout, each frame by itself. */
async function brushing(context: BrowserContext, url: string): Promise<number[]> {
  const page = await alive(context, new URL(url).pathname);
  const days = page.getByRole('slider').first();
  await days.waitFor();
  const lane = (await page.locator('[data-panel="same-hands"] .tllanes .plot').first().boundingBox())!;
  const cdp = await context.newCDPSession(page);
  const events = await traced(cdp, async () => {
    await page.mouse.move(lane.x + lane.width * 0.3, lane.y + lane.height / 2);
    await page.mouse.down();
    for (let step = 0; step < 90; step += 1) {
      await page.mouse.move(lane.x + lane.width * (0.3 + 0.005 * step), lane.y + lane.height / 2);
      await page.waitForTimeout(16);
    }
    await page.mouse.up();
  });
  await page.close();
  return busyByFrame(events);
}
