import { setTimeout as pause } from 'node:timers/promises';
import { disconnect } from '../db/client';
import { eventsOf, linesOf, openCase, type RawEvent } from '../db/factories';
import { Crew, ended, program } from '../scripts/launch/crew';
import { setWebhook } from '../scripts/launch/people';
import { DEMO_ENV, productEnv } from '../scripts/launch/run-product';
import { dataOf, type Data } from './support/data';
import { batchesOf, post, send, storyEvents, Untaken, type Taken } from './support/events';
import { startPlatform, type Platform } from './support/platform';
import { expect, test as screens, visit } from './support/screens';
import { startStack, type Stack } from './support/stack';

type Parts = { product: Stack; data: Data; platform: Platform; crew: Crew };

/** A product whose parts may be killed, the platform that it serves, and programs of the test's own beside it. */
const test = screens.extend<object, Parts>({
  product: [async ({}, give, { workerIndex }) => {
    const product = await startStack({ name: `faults-${workerIndex}` });
    Object.assign(process.env, { DATABASE_URL: product.databaseUrl, COUNTERSIGN_DATA: product.data });
    await give(product);
    await disconnect();
    await product.stop();
  }, { scope: 'worker', timeout: 120_000 }],
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
    platform.trust((await setWebhook(crew, envOf(product), Number(new URL(platform.url).port)))!);
    await give(platform);
    await platform.stop();
  }, { scope: 'worker' }],
});

test.use({ actionTimeout: 20_000, navigationTimeout: 30_000 });

test('two browsers claim one case: one wins, the other sees who holds it, and a hold that lapses returns', async ({ as, data }) => {
  const { caseId } = await openCase({ name: 'Claimed Calder' });
  const pages = { Ada: await as('Ada'), Ben: await as('Ben') };
  await Promise.all(Object.values(pages).map((page) => visit(page, `/cases/${caseId}`)));
  await Promise.all(Object.values(pages).map((page) => page.getByRole('button', { name: 'Claim' }).click()));
  const [{ winner }] = await eventually(data, 'select s.name as winner from cases c join staff s on s.id = c.claimed_by where c.id = $1', caseId) as [{ winner: 'Ada' | 'Ben' }];
  const loser = winner === 'Ada' ? 'Ben' : 'Ada';
  await expect(pages[winner].getByText('You hold this case', { exact: true })).toBeVisible();
  await expect(pages[loser].getByText(`${winner} holds this case`, { exact: true })).toBeVisible();
  await expect(pages[loser].getByRole('button', { name: 'Propose' })).toHaveCount(0);
  const claims = (await linesOf(caseId)).filter(({ command }) => command === 'case.claim');
  expect(claims.map(({ refusal }) => refusal).sort()).toEqual(['taken', null].sort());

  await data.change(`update cases set lease_until = lease_until - interval '1 hour' where id = $1`, [caseId]);
  await expect.poll(async () => (await linesOf(caseId)).map(({ says }) => says)).toContain('freed the case: the lease lapsed');
  await visit(pages[winner], `/cases/${caseId}`);
  await expect(pages[winner].getByText('Nobody holds this case')).toBeVisible();
  await visit(pages[loser], `/cases/${caseId}`);
  await pages[loser].getByRole('button', { name: 'Claim' }).click();
  await expect(pages[loser].getByText('You hold this case', { exact: true })).toBeVisible();
});

test('the server is killed while batches come in: what was accepted is committed, and every event is there once', async ({ product, data }) => {
  test.setTimeout(120_000);
  const events = ordinary('server', 50);
  const intake = new Intake(product, batchesOf(events, 60));
  const sending = intake.run(4);
  for (const answered of [6, 20]) {
    await intake.answered(answered);
    await product.server.kill();
    expect(await missing(data, intake.accepted)).toEqual([]);
    await product.server.restart();
  }
  await sending;
  await expectOnce(data, events, intake.answers);
  await untilAssessed(data, events);
});

test('PostgreSQL is killed during intake and during assessment: everything comes back by itself, and nothing accepted is lost', async ({ product, data }) => {
  test.setTimeout(180_000);
  const events = ordinary('postgres', 60);
  const intake = new Intake(product, batchesOf(events, 60));
  const sending = intake.run(4);
  await intake.answered(8);
  await crash(product, data);
  expect(await missing(data, intake.accepted)).toEqual([]);
  await sending;
  // The worker has begun on what came in; it is interrupted where it stands.
  await crash(product, data);
  await expectOnce(data, events, intake.answers);
  await untilAssessed(data, events);
  expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
  expect(process.kill(product.worker.pid, 0), 'the same worker went on').toBe(true);
});

test('the worker is killed after every step from decision to delivery: each order takes effect once, each notice is one', async ({ as, product, data, platform, crew }) => {
  test.setTimeout(300_000);
  await product.worker.kill();
  // One decision is taken on the screen; the others are like it, on cases of their own.
  const asked = await openCase({ name: 'Asked Aldana' });
  const ada = await as('Ada');
  await visit(ada, `/cases/${asked.caseId}`);
  await ada.getByRole('button', { name: 'Claim' }).click();
  await ada.getByRole('radio', { name: /^Ask/ }).check();
  await ada.getByRole('checkbox', { name: /^2\.4 / }).check();
  await ada.getByRole('button', { name: 'Propose' }).click();
  await expect(ada.getByText('asked, an answer is due')).toBeVisible();
  const [{ id: first }] = await eventually(data, 'select id from decisions where case_id = $1', asked.caseId) as [{ id: string }];

  const taken = [{ decision: first, caseId: asked.caseId }];
  const doomed = (steps: number) => startWorker(crew, product, steps, 'order|notice|deliver|holder_page|issue');
  for (let steps = 1; ; steps += 1) {
    expect(steps, 'a whole flow has fewer steps').toBeLessThan(90);
    const last = taken.at(-1)!;
    const worker = doomed(steps);
    const end = await Promise.race([ended(worker), untilDelivered(data, last.decision).then(() => 'whole' as const)]);
    if (end === 'whole') {
      worker.kill('SIGKILL');
      await ended(worker);
      expect(steps, 'kills before a whole flow passed').toBeGreaterThan(20);
      break;
    }
    expect(end, 'killed, not failed').toBe(130);
    await putOff(data);
    taken.push(await decideLike(data, first));
  }

  await test.step('and while the platform has an order in its hands', async () => {
    taken.push(await decideLike(data, first));
    const worker = doomed(1_000);
    platform.beforeAnswer(async () => {
      worker.kill('SIGKILL');
      await ended(worker);
    });
    await ended(worker);
    platform.beforeAnswer(null);
  });

  await data.change(`update work set run_at = now() - interval '1 minute', lease_until = case when lease_until is null then null else now() - interval '1 minute' end`);
  await product.worker.restart();
  for (const { decision } of taken) await untilDelivered(data, decision);
  await expect.poll(async () => (await data.rows(`select from work where name in ('issue', 'deliver')`)).length).toBe(0);

  const decisions = taken.map(({ decision }) => decision);
  const effects = platform.effects().filter(({ decision }) => decisions.includes(decision));
  expect(effects.map(({ decision }) => decision).sort()).toEqual([...decisions].sort());
  const arrivals = platform.arrivals.filter(({ decision }) => decisions.includes(decision));
  expect(arrivals.length, 'some came again, under the id that they had').toBeGreaterThan(effects.length);
  for (const { id, text } of arrivals) expect(text).toBe(effects.find((effect) => effect.id === id)?.text);
  expect(platform.refused).toEqual([]);
  for (const table of ['orders', 'notices', 'holder_pages']) {
    expect(await data.rows(`select decision, count(*)::int as count from ${table} where decision = any($1) group by decision having count(*) <> 1`, [decisions]), table).toEqual([]);
  }
  for (const { caseId } of taken) {
    const settled = (await linesOf(caseId)).filter(({ command }) => command === 'order.issue' || command === 'delivery.settle').map(({ says }) => says);
    expect(settled.toSorted(), caseId).toEqual(['delivered the notice (HTTP 250)', 'delivered the order information.request (HTTP 204)', 'issued information.request to the platform and wrote the notice “We have a question about your account” to the holder']);
  }
});

test('the worker is killed in the midst of assessments: every account is assessed in the end, and no case is open twice', async ({ product, data, crew }) => {
  test.setTimeout(180_000);
  await product.worker.kill();
  const { mallorys, others } = storyEvents();
  const events = [...others, ...mallorys];
  await send(product, events);
  for (const steps of [1, 4, 12, 30, 70, 150]) {
    const worker = startWorker(crew, product, steps, '.');
    expect(await Promise.race([ended(worker), untilAssessed(data, events)])).toBe(130);
  }
  await product.worker.restart();
  await untilAssessed(data, events);
  expect(await data.rows(`select account from cases where status <> 'settled' group by account having count(*) > 1`)).toEqual([]);
  expect(await data.rows(`select account_name from cases where account = $1`, [mallorys[0]!.account])).toEqual([{ account_name: 'Mallory Hale' }]);
});

test('after all this the ledger is unbroken', async ({ product, crew }) => {
  const { code, output, words } = await crew.run(program.typescript('cli/main.ts', 'verify'), { env: envOf(product) });
  expect(words).toMatch(/[1-9]\d* checkpoints?: unbroken/);
  expect(JSON.parse(output)).toMatchObject({ breaks: [] });
  expect(code).toBe(0);
});

const envOf = ({ url, databaseUrl, data }: Stack) => ({ ...DEMO_ENV, ...productEnv(databaseUrl, data, Number(new URL(url).port)), COUNTERSIGN_URL: url });

/** A worker that dies right after its `steps`-th step that counts (see support/kill-after.mjs). */
function startWorker(crew: Crew, product: Stack, steps: number, on: string) {
  const [node, ...rest] = program.typescript('cli/main.ts', 'worker');
  return crew.keep([node!, '--import', `${import.meta.dirname}/support/kill-after.mjs`, ...rest], { ...envOf(product), COUNTERSIGN_KILL_AFTER: String(steps), COUNTERSIGN_KILL_ON: on });
}

/** Events of that many ordinary accounts, a month of sessions each. */
function ordinary(name: string, accounts: number): RawEvent[] {
  return Array.from({ length: accounts }, (_, index) => eventsOf(`acc_${name}_${index}`, { days: 30, until: Date.UTC(2026, 2, 17) })).flat();
}

/** A platform's sender: each batch is sent again, as it is, until it has been answered. */
class Intake {
  readonly answers: Taken[] = [];
  /** Ids of events that were answered for. */
  readonly accepted: string[] = [];
  readonly #waiting: RawEvent[][];
  #heard: () => void = () => {};

  constructor(private readonly product: Stack, batches: readonly RawEvent[][]) {
    this.#waiting = [...batches];
  }

  async run(senders: number): Promise<void> {
    await Promise.all(Array.from({ length: senders }, async () => {
      for (let batch = this.#waiting.shift(); batch; batch = this.#waiting.shift()) {
        this.answers.push(await this.#untilTaken(batch));
        this.accepted.push(...batch.map(({ id }) => id));
        this.#heard();
      }
    }));
  }

  /** Returns once so many batches have been answered, others being under way. */
  async answered(count: number): Promise<void> {
    while (this.answers.length < count) await new Promise<void>((heard) => { this.#heard = heard; });
  }

  async #untilTaken(batch: RawEvent[]): Promise<Taken> {
    for (;;) {
      try {
        return await post(this.product, batch);
      } catch (error) {
        // No answer, or a server that says that it cannot just now.
        if (error instanceof Untaken && error.status < 500) throw error;
        await pause(100);
      }
    }
  }
}

/** Ids of these events that are not in the database. */
async function missing(data: Data, ids: readonly string[]): Promise<string[]> {
  const there = new Set((await data.rows<{ id: string }>('select id from events where id = any($1)', [ids])).map(({ id }) => id));
  return ids.filter((id) => !there.has(id));
}

async function expectOnce(data: Data, events: readonly RawEvent[], answers: readonly Taken[]): Promise<void> {
  const ids = events.map(({ id }) => id);
  const [kept] = await data.rows<{ events: number; keys: number }>('select (select count(*)::int from events where id = any($1)) as events, (select count(*)::int from event_keys where id = any($1)) as keys', [ids]);
  expect(kept).toEqual({ events: ids.length, keys: ids.length });
  expect(answers.flatMap(({ rejected }) => rejected)).toEqual([]);
  expect(answers.reduce((sum, { accepted, duplicates }) => sum + accepted + duplicates, 0)).toBe(ids.length);
  const [booked] = await data.rows<{ accepted: number }>('select sum(accepted)::int as accepted from batches where id in (select batch from events where id = any($1))', [ids]);
  expect(booked?.accepted, 'what the batches say that they accepted').toBe(ids.length);
}

/** Every account of these events stands somewhere, and nothing waits. */
async function untilAssessed(data: Data, events: readonly RawEvent[]): Promise<void> {
  const accounts = [...new Set(events.map(({ account }) => account))];
  const state = async () => (await data.rows('select (select count(*)::int from stale_accounts) as stale, (select count(*)::int from standings where account = any($1)) as standing', [accounts]))[0];
  await expect.poll(state, { timeout: 90_000 }).toEqual({ stale: 0, standing: accounts.length });
}

/** kill -9 of PostgreSQL, which then starts again; on somebody else's server, of every connection to this database. */
async function crash(product: Stack, data: Data): Promise<void> {
  if (process.env.TEST_DATABASE_URL) {
    await data.rows('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    return;
  }
  await product.postgres.kill();
  await product.postgres.restart();
}

async function eventually<Row extends object>(data: Data, query: string, value: string): Promise<Row[]> {
  const rows = () => data.rows<Row>(query, [value]);
  await expect.poll(async () => (await rows()).length).toBeGreaterThan(0);
  return rows();
}

/** Both the order and the notice of a decision have arrived, and nothing is left to do for them. */
async function untilDelivered(data: Data, decision: string): Promise<void> {
  const state = async () => (await data.rows(`
    select (select count(*)::int from deliveries d left join orders o on o.id = d.order_id left join notices n on n.id = d.notice_id where coalesce(o.decision, n.decision) = $1 and d.status = 'delivered') as delivered,
      (select count(*)::int from work where name in ('issue', 'deliver') and run_at <= now()) as left`, [decision]))[0];
  await expect.poll(state, { timeout: 60_000, intervals: [50] }).toMatchObject({ delivered: 2, left: 0 });
}

/** What a dead worker left behind waits for the end; its leases lie in the past. */
async function putOff(data: Data): Promise<void> {
  await data.change(`update work set run_at = now() + interval '1 day', lease_until = case when lease_until is null then null else now() - interval '1 minute' end where name in ('issue', 'deliver')`);
}

let copies = 0;

/** The same decision on another case, with its work waiting: a copy of the rows that the command wrote. */
async function decideLike(data: Data, decision: string): Promise<{ decision: string; caseId: string }> {
  copies += 1;
  const { caseId, account } = await openCase({ name: `Asked Aldana ${copies}`, columns: { status: 'asked', askedAt: Date.now(), askedUntil: Date.now() + 7 * 86_400_000 } });
  const id = `${decision}_${copies}`;
  await data.change(`insert into decisions select (jsonb_populate_record(d, jsonb_build_object('id', $2::text, 'case_id', $3::text, 'account', $4::text))).* from decisions d where id = $1`, [decision, id, caseId, account]);
  await data.change(`insert into confirmations select (jsonb_populate_record(c, jsonb_build_object('decision', $2::text))).* from confirmations c where decision = $1`, [decision, id]);
  await data.change(`insert into work (name, key, payload, run_at) values ('issue', $1::text || ' effect', jsonb_build_object('decision', $1::text, 'cause', 'effect'), now())`, [id]);
  return { decision: id, caseId };
}
