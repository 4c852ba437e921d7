import type { RawEvent } from '../../db/factories';
import { Crew } from '../../scripts/launch/crew';
import { setWebhook } from '../../scripts/launch/people';
import { DEMO_ENV, productEnv } from '../../scripts/launch/run-product';
import { dataOf, type Data } from './data';
import { startPlatform, type Platform } from './platform';
import { expect, test as screens } from './screens';
import { startStack, type Stack } from './stack';
import { terminal } from './terminal';

type Parts = { product: Stack; data: Data; platform: Platform; crew: Crew };

/** A product whose parts may be killed, the platform that it serves, and programs of the test's own beside it. */
export const test = screens.extend<object, Parts>({
  product: [async ({}, give, { workerIndex }) => {
    const product = await startStack({ name: `faults-${workerIndex}` });
    await give(product);
    await product.stop();
  }, { scope: 'worker', timeout: 300_000 }],
  stack: [async ({ product: { url, databaseUrl, data, people, apiKey } }, give) => { await give({ url, databaseUrl, data, people, apiKey, oidc: '' }); }, { scope: 'worker' }],
  data: [async ({ product }, give) => {
    const data = dataOf(product.databaseUrl);
    await give(data);
    await data.close();
  }, { scope: 'worker' }],
  crew: [async ({}, give) => {
    const crew = new Crew();
    await give(crew);
    await crew.stop();
  }, { scope: 'worker' }],
  platform: [async ({ product, crew }, give) => {
    const platform = await startPlatform();
    platform.trust((await setWebhook(crew, envOf(product), Number(new URL(platform.url).port), terminal))!);
    await give(platform);
    await platform.stop();
  }, { scope: 'worker' }],
});

export const envOf = ({ url, databaseUrl, data }: Stack) => ({ ...DEMO_ENV, ...productEnv(databaseUrl, data, Number(new URL(url).port)), COUNTERSIGN_URL: url });

/** Every account of these events stands somewhere, and nothing waits. */
export async function isAssessed(data: Data, events: readonly RawEvent[]): Promise<boolean> {
  const accounts = [...new Set(events.map(({ account }) => account))];
  const [state] = await data.rows<{ stale: number; standing: number }>('select (select count(*)::int from stale_accounts) as stale, (select count(*)::int from standings where account = any($1)) as standing', [accounts]);
  return state?.stale === 0 && state.standing === accounts.length;
}

export const untilAssessed = (data: Data, events: readonly RawEvent[]) => expect.poll(() => isAssessed(data, events), { timeout: 150_000 }).toBe(true);

export async function eventually<Row extends object>(data: Data, query: string, value: string): Promise<Row[]> {
  const rows = () => data.rows<Row>(query, [value]);
  await expect.poll(async () => (await rows()).length).toBeGreaterThan(0);
  return rows();
}

/** The ledger as `countersign verify` sees it. */
export async function expectUnbroken(product: Stack, crew: Crew): Promise<void> {
  const { code, output, words } = await crew.run(terminal('verify'), { env: envOf(product) });
  expect(words).toMatch(/[1-9]\d* checkpoints?: unbroken/);
  expect(JSON.parse(output)).toMatchObject({ breaks: [] });
  expect(code).toBe(0);
}
