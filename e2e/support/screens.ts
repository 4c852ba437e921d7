import { sql } from 'drizzle-orm';
import { expect, test as base, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright/test';
import { worldLines } from '../../bench/detection/world';
import { reading } from '../../db/client';
import { freePort } from '../../db/embedded';
import { startStack, type Name, type StackFacts } from './stack';

/** Whoever can sign in: one of the cast by name, or a person whom the spec has added. */
export type Who = Name | { email: string; password: string };
/** Shared by the product and the provider of identities. */
export const OIDC_SECRET = 'a secret that only tests know';
type State = Awaited<ReturnType<BrowserContext['storageState']>>;

type EachTest = {
  /** Messages of `console.error` that this test provokes on purpose. */
  expectedErrors: RegExp;
  /** A page of that person's own, signed in; `visitor` is nobody. It may not complain, nor ask anybody but the product. */
  as: (who: Who | 'visitor', options?: BrowserContextOptions) => Promise<Page>;
};
type EachWorker = {
  stack: StackFacts & { oidc: string };
  /** Where a signed-in browser's cookies come from; each person signs in once. */
  session: (who: Who) => Promise<State>;
  /** An empty page, on which pictures are worked out. */
  paper: Page;
};

/**
 * `test` on a product of the worker's own, with a small generated population in it: specs of single screens change the webhook, break
 * the ledger and count on the head of the queue, so they keep out of everybody else's.
 */
export const test = base.extend<EachTest, EachWorker>({
  expectedErrors: [/(?!)/, { option: true }],
  baseURL: async ({ stack }, give) => { await give(stack.url); },
  stack: [async ({}, give, { workerIndex }) => {
    const oidc = `http://127.0.0.1:${await freePort()}`;
    const env = {
      COUNTERSIGN_OIDC_ISSUER: oidc, COUNTERSIGN_OIDC_CLIENT_ID: 'countersign', COUNTERSIGN_OIDC_CLIENT_SECRET: OIDC_SECRET, COUNTERSIGN_OIDC_NAME: 'Example ID',
      COUNTERSIGN_LIVE_RECHECK_SECONDS: '1',
    };
    let accounts: string[] = [];
    const { stop, url, databaseUrl, data, people, apiKey } = await startStack({ name: `screens-${workerIndex}`, env, before: async (facts) => { accounts = await sendPopulation(facts); } });
    try {
      await untilAllStand(accounts);
      await give({ url, databaseUrl, data, people, apiKey, oidc });
    } finally {
      await stop();
    }
  }, { scope: 'worker', timeout: 300_000 }],

  session: [async ({ browser, stack }, give) => {
    const known = new Map<string, Promise<State>>();
    await give((who) => {
      const person = typeof who === 'string' ? stack.people[who] : who;
      const state = known.get(person.email) ?? signIn(browser.newContext({ baseURL: stack.url, javaScriptEnabled: false }), person);
      known.set(person.email, state);
      return state;
    });
  }, { scope: 'worker' }],

  paper: [async ({ browser }, give) => {
    const page = await browser.newPage();
    await give(page);
    await page.close();
  }, { scope: 'worker' }],

  as: async ({ browser, stack, session, expectedErrors }, give) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    const strays: string[] = [];
    await give(async (who, options = {}) => {
      const context = await browser.newContext({ ...(who === 'visitor' ? {} : { storageState: await session(who) }), ...options });
      const hear = (words: string) => { if (!expectedErrors.test(words)) complaints.push(words); };
      context.on('console', (message) => { if (message.type() === 'error') hear(`${message.text()} (${message.location().url})`); });
      context.on('weberror', (error) => hear(String(error.error())));
      context.on('request', (request) => { if (!/^(data|blob):/.test(request.url()) && new URL(request.url()).origin !== stack.url) strays.push(request.url()); });
      contexts.push(context);
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(complaints, 'errors on the console of a page').toEqual([]);
    expect(strays, 'requests that left the product').toEqual([]);
  },
});

export { expect };

async function signIn(opening: Promise<BrowserContext>, { email, password }: { email: string; password: string }): Promise<State> {
  const context = await opening;
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  const state = await context.storageState();
  await context.close();
  return state;
}

const HOUR = 3_600_000;

/** Thirty generated accounts, the cast among them, through the intake; answers who they are. */
async function sendPopulation({ url, apiKey }: StackFacts): Promise<string[]> {
  const accounts: string[] = [];
  const lines = [...worldLines({ accounts: 30, days: 45, seed: 'screens', kind: 'demo', now: Date.now() - HOUR }, ({ account }) => { accounts.push(account); })].map(({ text }) => text);
  for (let from = 0; from < lines.length; from += 1_000) {
    const body = lines.slice(from, from + 1_000).join('\n');
    const answer = await fetch(`${url}/api/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/x-ndjson' }, body });
    expect(answer.status).toBe(202);
  }
  return accounts;
}

/** Returns once each of these accounts, and nobody else, has been assessed. */
async function untilAllStand(accounts: readonly string[]): Promise<void> {
  const state = async () => (await reading().execute(sql`select (select count(*)::int from standings) as assessed, (select count(*)::int from stale_accounts) as stale`)).rows[0];
  await expect.poll(state, { timeout: 150_000 }).toEqual({ assessed: accounts.length, stale: 0 });
}

/** Goes there and returns once the page is alive: its live stream is open, and whatever has a key hears it. A part that came later hears some time after the frame. */
export async function visit(page: Page, path: string): Promise<void> {
  const alive = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/api/live');
  await page.goto(path);
  await alive;
  await keysHeard(page);
}

/** Returns once whatever has a key on the page hears it: after a form that loads another page as well. */
export async function keysHeard(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const keyed = [...document.querySelectorAll('[data-key]')];
    if (keyed.length === 0 || !keyed.every((element) => Object.keys(element).some((name) => name.startsWith('__reactProps$')))) return false;
    // Whoever hears keys leaves a field by Escape, and that alone.
    const field = document.body.appendChild(document.createElement('input'));
    const isHeard = !field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    field.remove();
    return isHeard;
  });
}

/** Returns once a form on the page answers without loading the page anew. */
export async function formsHeard(page: Page): Promise<void> {
  await page.waitForFunction(() => [...document.querySelectorAll('form')].every((form) => Object.keys(form).some((name) => name.startsWith('__reactProps$'))));
}
