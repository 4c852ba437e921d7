/**
 * How the links explorer feels with two thousand nodes: a production build in headless Chromium, on an account that shares eight things with forty
 * others each, two of whom share another twenty-four with forty more each. Needs a build (npm run build).
 *
 *   npx tsx bench/ui/links.ts [--rounds 5]
 *
 * Prints one line of JSON; times are milliseconds. A frame is what script, style and layout cost on the page's own thread between two of its frames.
 */
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright';
import { eventsOf, openCase } from '../../db/factories';
import { dataOf } from '../../e2e/support/data';
import { post } from '../../e2e/support/events';
import { startStack } from '../../e2e/support/stack';
import { BROWSER_ARGS, presentBrowser } from '../../scripts/find-browser';
import { signedIn } from './signed-in';
import { busyByFrame, traced } from './trace';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const ROUNDS = Number(values.rounds);
const [OWN, GROWN, SHARERS, GROWERS] = [8, 24, 40, 2] as const;
const ACCOUNT = 'bench-links';
const say = (words: string): void => { process.stderr.write(`${words}\n`); };
const at = (list: readonly number[], share: number): number => Number(([...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))] ?? Number.NaN).toFixed(1));
const told = (list: readonly number[]) => ({ p50: at(list, 0.5), p95: at(list, 0.95), worst: at(list, 1), of: list.length });

say('Starting the product');
const stack = await startStack({ name: 'bench-links' });
const data = dataOf(stack.databaseUrl);
const browser = await chromium.launch({ executablePath: presentBrowser() ?? undefined, args: BROWSER_ARGS });
try {
  const caseId = await linkedCase();
  const context = await signedIn(browser, stack);
  const opens: number[] = [];
  const reopens: number[] = [];
  const grows: number[] = [];
  const frames = { panning: [] as number[], zooming: [] as number[], growing: [] as number[] };
  let nodes = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await context.newPage();
    await page.goto(`${stack.url}/cases/${caseId}`);
    const way = page.getByRole('button', { name: 'Walk the links' });
    await way.scrollIntoViewIfNeeded();
    await page.waitForTimeout(1_500);
    opens.push(await drawnAfter(page, 'Walk the links'));
    const cdp = await context.newCDPSession(page);
    const field = page.locator('.field-of-links');
    for (let grower = 0; grower < GROWERS; grower += 1) {
      await field.focus();
      if (grower === 0) for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
      else await page.keyboard.press('ArrowRight');
      await page.waitForTimeout(300);
      const events = await traced(cdp, async () => {
        const began = Date.now();
        // The page tells of it by itself: looking for it from here would be work of the frames that are measured.
        const grown = page.evaluate(() => new Promise<void>((resolve) => {
          const look = new MutationObserver(() => {
            if (!/more hang on/.test(document.querySelector('.explorer > p[role="status"]')?.textContent ?? '')) return;
            look.disconnect();
            resolve();
          });
          look.observe(document.querySelector('.explorer > p[role="status"]')!, { childList: true, characterData: true, subtree: true });
        }));
        await page.keyboard.press('Enter');
        await grown;
        grows.push(Date.now() - began);
        await page.waitForTimeout(300);
      });
      // What waits for the server is no frame.
      frames.growing.push(...busyByFrame(events).filter((ms) => ms > 0.5));
    }
    nodes = await page.locator('.explorer .grow').first().textContent() ?? '';
    await page.getByRole('button', { name: 'Back to the drawing' }).click();
    await page.waitForTimeout(500);
    reopens.push(await drawnAfter(page, 'Walk the links'));
    await page.getByRole('button', { name: 'Everything' }).click();
    frames.panning.push(...busyByFrame(await traced(cdp, () => pan(page))));
    frames.zooming.push(...busyByFrame(await traced(cdp, () => zoom(page))));
    await page.close();
  }
  process.stdout.write(`${JSON.stringify({ nodes, rounds: ROUNDS, opens: told(opens), reopensWithAll: told(reopens), grows: told(grows), frames: { panning: told(frames.panning), zooming: told(frames.zooming), growing: told(frames.growing) } })}\n`);
} finally {
  await browser.close();
  await data.close();
  await stack.stop();
}

/** The account has a history of its own; what it shares stands in the index as if thousands had come in. Answers its case. */
async function linkedCase(): Promise<string> {
  await post(stack, eventsOf(ACCOUNT, { days: 5 }));
  for (;;) {
    const [waiting] = await data.rows<{ n: number }>('select (select count(*) from stale_accounts)::int + 1 - (select count(*) from standings where account = $1)::int as n', [ACCOUNT]);
    if (waiting?.n === 0) break;
    await new Promise((resolve) => { setTimeout(resolve, 500); });
  }
  await data.change('delete from standings where account = $1', [ACCOUNT]);
  const { caseId } = await openCase({ account: ACCOUNT });
  const crowd = async (of: string, things: number) => {
    await data.change(`insert into links (kind, digest, account, first_at, last_at, days)
      select 'device_token', md5($1 || thing) || md5(thing || $1), case when nth = 0 then $1 else $1 || '-' || thing || '-' || nth end, now() - interval '40 days', now() - interval '1 day', 20
      from generate_series(1, $2::int) thing, generate_series(0, $3::int) nth`, [of, things, SHARERS]);
    await data.change(`insert into accounts (account, name, instruments, documents, clients, first_event_at, last_event_at, event_count, stake_usd)
      select distinct account, account, '{}'::text[], '{}'::text[], '{}'::text[], now() - interval '40 days', now(), 9, 0 from links where account like $1 || '-%' on conflict do nothing`, [of]);
  };
  await crowd(ACCOUNT, OWN);
  // Those who hang first on the thing that the keys lead to.
  const growers = await data.rows<{ account: string }>(`select account from links where kind = 'device_token' and account <> $1 and digest = (select min(digest) from links where kind = 'device_token' and account = $1 and days = 20)
    order by account collate "C" limit $2`, [ACCOUNT, GROWERS]);
  for (const { account } of growers) await crowd(account, GROWN);
  return caseId;
}

/** From the click to the frame in which the canvas is drawn. */
function drawnAfter(page: Page, button: string): Promise<number> {
  return page.getByRole('button', { name: button }).evaluate((way: HTMLElement) => new Promise<number>((resolve) => {
    const began = performance.now();
    way.click();
    const look = () => {
      // A canvas is 300 pixels wide until it is drawn on.
      const canvas = document.querySelector<HTMLCanvasElement>('.field-of-links canvas');
      if (canvas !== null && canvas.width !== 300) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      else requestAnimationFrame(look);
    };
    look();
  }));
}

async function pan(page: Page): Promise<void> {
  const box = (await page.locator('.field-of-links canvas').boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < 90; step += 1) {
    await page.mouse.move(x + 120 * Math.sin(step / 9), y + 60 * Math.cos(step / 7));
    await page.waitForTimeout(16);
  }
  await page.mouse.up();
}

async function zoom(page: Page): Promise<void> {
  await page.locator('.field-of-links').focus();
  for (const key of ['+', '-']) {
    for (let step = 0; step < 14; step += 1) {
      await page.keyboard.press(key);
      await page.waitForTimeout(32);
    }
  }
}
