import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { eventsOf, linesOf, openCase, type RawEvent } from '../db/factories';
import type { Data } from './support/data';
import { batchesOf, post, Untaken, type Taken } from './support/events';
import { eventually, expectUnbroken, test, untilAssessed } from './support/faults';
import { expect, formsHeard, visit } from './support/screens';
import type { Stack } from './support/stack';

test.use({ actionTimeout: 60_000, navigationTimeout: 60_000 });

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
  await expect(pages[winner].getByText('Nobody holds this case', { exact: true })).toBeVisible();
  await visit(pages[loser], `/cases/${caseId}`);
  await pages[loser].getByRole('button', { name: 'Claim' }).click();
  await expect(pages[loser].getByText('You hold this case', { exact: true })).toBeVisible();
});

test('the server is killed while batches come in: what was accepted is committed, and every event is there once', async ({ product, data }) => {
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

test.describe(() => {
  // A page that cannot be made says so on the console too.
  test.use({ expectedErrors: /status of 50[03]|React error #441/ });

  test('while PostgreSQL is away everybody is told so: no password is called wrong, nobody is signed out, what was typed stays, and the platform is asked to come again', async ({ as, product }) => {
    const { caseId } = await openCase({ name: 'Kept Kittiwake' });
    const ada = await as('Ada');
    await visit(ada, `/cases/${caseId}`);
    await ada.getByLabel('Write a note').fill('The bank called back.');
    const ben = await as('Ben');
    await visit(ben, '/reviews');
    const cleo = await as('visitor');
    await cleo.goto('/sign-in?next=%2Fappeals');
    await formsHeard(cleo);
    await cleo.getByLabel('E-mail').fill(product.people.Cleo.email);
    await cleo.getByLabel('Password').fill(product.people.Cleo.password);
    const signIn = cleo.getByRole('button', { name: 'Sign in', exact: true });
    const events = eventsOf('acc_away');
    const words = 'The console cannot reach its database just now.';

    await withoutPostgres(product, async () => {
      await signIn.click();
      await expect(cleo.getByRole('alert').filter({ hasText: words })).toBeVisible();
      await ada.getByRole('button', { name: 'Keep the note' }).click();
      await expect(ada.getByRole('alert').filter({ hasText: words })).toBeVisible();
      await expect(ada.getByLabel('Write a note')).toHaveValue('The bank called back.');
      await ben.goto('/queue');
      await expect(ben.getByRole('heading', { name: 'The console cannot reach its database' })).toBeVisible();
      await expect(ben).toHaveURL(`${product.url}/queue`);
      const answer = await fetch(`${product.url}/api/v1/events`, { method: 'POST', headers: { authorization: `Bearer ${product.apiKey}`, 'content-type': 'application/json' }, body: JSON.stringify(events) });
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await answer.json()).toMatchObject({ error: { code: 'unreachable' } });
      expect((await fetch(`${product.url}/api/health`)).status).toBe(503);
    });

    await signIn.click();
    await expect(cleo).toHaveURL(`${product.url}/appeals`);
    await ada.getByRole('button', { name: 'Keep the note' }).click();
    await expect(ada.getByLabel('Write a note')).toHaveValue('');
    await expect(ada.getByText('The bank called back.')).toBeVisible();
    expect((await linesOf(caseId)).map(({ command, refusal }) => [command, refusal])).toEqual([['case.note', null]]);
    await ben.getByRole('button', { name: 'Try again' }).click();
    await expect(ben.getByRole('row').filter({ hasText: 'Kept Kittiwake' })).toBeVisible();
    expect(await post(product, events)).toMatchObject({ accepted: events.length, rejected: [] });
  });
});

test('after all this the ledger is unbroken', ({ product, crew }) => expectUnbroken(product, crew));

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

/** Ids of these events that are not in the database. More may be answered for while it is asked, so those of now are taken. */
async function missing(data: Data, now: readonly string[]): Promise<string[]> {
  const ids = [...now];
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

/** kill -9 of PostgreSQL, which then starts again; on somebody else's server, of every connection to this database. */
async function crash(product: Stack, data: Data): Promise<void> {
  if (process.env.TEST_DATABASE_URL) {
    await data.rows('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()');
    return;
  }
  await product.postgres.kill();
  await product.postgres.restart();
}

/** PostgreSQL is down while `act` runs; somebody else's server lets nobody into this database meanwhile. */
async function withoutPostgres({ postgres, databaseUrl }: Stack, act: () => Promise<void>): Promise<void> {
  const given = process.env.TEST_DATABASE_URL;
  const open = async (isOpen: boolean) => {
    const client = new pg.Client(given);
    await client.connect();
    const name = new URL(databaseUrl).pathname.slice(1);
    await client.query(`alter database ${client.escapeIdentifier(name)} with allow_connections ${isOpen}`);
    if (!isOpen) await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    await client.end();
  };
  await (given ? open(false) : postgres.kill());
  try {
    await act();
  } finally {
    await (given ? open(true) : postgres.restart());
  }
}
