import type { ChildProcess } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { linesOf, openCase } from '../db/factories';
import { ended, type Crew } from '../scripts/launch/crew';
import type { Data } from './support/data';
import { send, storyEvents } from './support/events';
import { envOf, eventually, expectUnbroken, isAssessed, test, untilAssessed } from './support/faults';
import { expect, visit } from './support/screens';
import type { Stack } from './support/stack';
import { terminal } from './support/terminal';

test.use({ actionTimeout: 60_000, navigationTimeout: 60_000 });

test('the worker is killed after every step from decision to delivery: each order takes effect once, each notice is one', async ({ as, product, data, platform, crew }) => {
  test.setTimeout(900_000);
  await product.worker.kill();
  // One decision is taken on the screen; the others are like it, on cases of their own.
  const asked = await openCase({ name: 'Asked Aldana' });
  const ada = await as('Ada');
  await visit(ada, `/cases/${asked.caseId}`);
  await ada.getByRole('button', { name: 'Claim' }).click();
  await expect(ada.getByText('You hold this case', { exact: true })).toBeVisible();
  await ada.getByRole('radio', { name: /^Ask/ }).check();
  await ada.getByRole('checkbox', { name: /^2\.4 / }).check();
  await ada.getByRole('button', { name: 'Decide' }).click();
  await expect(ada.getByText('asked, an answer is due')).toBeVisible();
  const [{ id: first }] = await eventually(data, 'select id from decisions where case_id = $1', asked.caseId) as [{ id: string }];

  const taken = [{ decision: first, caseId: asked.caseId }];
  const doomed = (steps: number) => startWorker(crew, product, steps, 'order|notice|deliver|holder_page|issue');
  for (let steps = 1; ; steps += 1) {
    expect(steps, 'a whole flow has fewer steps').toBeLessThan(90);
    const last = taken.at(-1)!;
    const worker = doomed(steps);
    const end = await endOf(worker, () => isDelivered(data, last.decision));
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
    expect(settled.toSorted(), caseId).toEqual(['delivered the notice (Put into the mailbox)', 'delivered the order information.request (HTTP 204)', 'issued information.request to the platform and wrote the notice “We have a question about your account” to the holder']);
  }
});

test('the worker is killed in the midst of assessments: every account is assessed in the end, and no case is open twice', async ({ product, data, crew }) => {
  test.setTimeout(600_000);
  await product.worker.kill();
  const { mallorys, others } = storyEvents();
  const events = [...others, ...mallorys];
  await send(product, events);
  let kills = 0;
  for (let steps = 1; ; steps = Math.ceil(steps * 1.5)) {
    const worker = startWorker(crew, product, steps, '.');
    const end = await endOf(worker, () => isAssessed(data, events));
    worker.kill('SIGKILL');
    await ended(worker);
    if (end === 'whole') break;
    expect(end, 'killed, not failed').toBe(130);
    kills += 1;
  }
  expect(kills, 'kills before a whole pass').toBeGreaterThan(5);
  await product.worker.restart();
  await untilAssessed(data, events);
  expect(await data.rows(`select account from cases where status <> 'settled' group by account having count(*) > 1`)).toEqual([]);
  expect(await data.rows(`select account_name from cases where account = $1`, [mallorys[0]!.account])).toEqual([{ account_name: 'Mallory Hale' }]);
});

test('after all this the ledger is unbroken', ({ product, crew }) => expectUnbroken(product, crew));

/** A worker that dies right after its `steps`-th step that counts (see support/kill-after.mjs). */
function startWorker(crew: Crew, product: Stack, steps: number, on: string) {
  const [node, ...rest] = terminal('worker');
  return crew.keep([node!, '--import', `${import.meta.dirname}/support/kill-after.mjs`, ...rest], { ...envOf(product), COUNTERSIGN_KILL_AFTER: String(steps), COUNTERSIGN_KILL_ON: on });
}

/** How the worker ended, or that everything was done before it did. Nothing is asked any more after either. */
async function endOf(worker: ChildProcess, isWhole: () => Promise<boolean>): Promise<number | 'whole'> {
  const over = ended(worker);
  for (;;) {
    const end = await Promise.race([over, setTimeout(50, null)]);
    if (end !== null) return end;
    if (await isWhole()) return 'whole';
  }
}

/** Both the order and the notice of a decision have arrived, and nothing is left to do for them. */
async function isDelivered(data: Data, decision: string): Promise<boolean> {
  const [state] = await data.rows<{ delivered: number; left: number }>(`
    select (select count(*)::int from deliveries d left join orders o on o.id = d.order_id left join notices n on n.id = d.notice_id where coalesce(o.decision, n.decision) = $1 and d.status = 'delivered') as delivered,
      (select count(*)::int from work where name in ('issue', 'deliver') and run_at <= now()) as left`, [decision]);
  return state?.delivered === 2 && state.left === 0;
}

const untilDelivered = (data: Data, decision: string) => expect.poll(() => isDelivered(data, decision), { timeout: 150_000 }).toBe(true);

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
