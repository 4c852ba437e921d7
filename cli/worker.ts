import pg from 'pg';
import { connection } from '@/db/client';
import { addWitness } from '@/lib/audit/adapters/witness';
import { makeCheckpoint } from '@/lib/audit/commands/make-checkpoint';
import { assessAccounts } from '@/lib/cases/commands/assess-accounts';
import { expireLeases } from '@/lib/cases/commands/expire-leases';
import { refreshAccounts } from '@/lib/cases/commands/refresh-accounts';
import { wakeCases } from '@/lib/cases/commands/wake-cases';
import { deliver } from '@/lib/enforcement/adapters/deliver';
import { issueOrders } from '@/lib/enforcement/commands/issue-orders';
import { blankAddresses } from '@/lib/enrichment/commands/blank-addresses';
import { chores } from '@/lib/insights/queries/chores';
import { runUploadedImport } from './uploaded-import';
import { clock } from '@/lib/kernel/clock';
import { dayOf, MINUTE, SECOND, DAY, type Instant } from '@/lib/kernel/instant';
import type { Result } from '@/lib/kernel/result';
import { enqueueNow, failWork, finishWork, leaseWork, type WorkItem, type WorkName } from '@/lib/kernel/work';
import { rebuildRarity } from '@/lib/links/commands/rebuild-rarity';
import { WORKER } from '@/lib/staff/actor';
import { say } from './terminal';

/** Longer than any piece of work may take; a worker that dies leaves its work to be taken again after it. */
const WORK_LEASE = 3 * MINUTE;
const CHECKPOINT_EVERY = MINUTE;

/** A refusal inside work is a failure to be retried, unless it says that there is nothing to do (any more). */
function settled(result: Result<unknown>): void {
  if (!result.ok && !['nothing-left', 'not-found', 'move-closed', 'exists'].includes(result.code)) throw new Error(result.words);
}

/** What each piece of work does. */
const HANDS: Record<WorkName, (payload: unknown) => Promise<void>> = {
  import: async (payload) => runUploadedImport((payload as { import: string }).import),
  issue: async (payload) => settled(await issueOrders(WORKER, payload as Parameters<typeof issueOrders>[1])),
  deliver: async (payload) => deliver((payload as { delivery: string }).delivery),
  rarity: async () => settled(await rebuildRarity(WORKER, {})),
  retention: async () => settled(await blankAddresses(WORKER, {})),
  refresh: async () => settled(await refreshAccounts(WORKER, {})),
};

/** Runs until `stop` aborts: assesses what is stale, works off the outbox, sweeps up what the clock brings. */
export async function runWorker(stop: AbortSignal): Promise<void> {
  let wake: () => void = () => {};
  const listener = await listen(() => wake());
  let signedAt: Instant = 0;
  try {
    while (!stop.aborted) {
      try {
        const now = clock.now();
        let busy = false;
        const due = await chores(WORKER, {});
        if (due.ok) {
          if (due.value.lapsed) settled(await expireLeases(WORKER, {}));
          if (due.value.wake) settled(await wakeCases(WORKER, {}));
          if (due.value.stale && !due.value.replaying) {
            settled(await assessAccounts(WORKER, {}));
            busy = true;
          }
          if (due.value.unsigned && now - signedAt >= CHECKPOINT_EVERY) {
            signedAt = now;
            const signed = await makeCheckpoint(WORKER, {});
            if (signed.ok) addWitness(signed.value);
          }
        }
        await daily(now);
        const item = await leaseWork(now, WORK_LEASE);
        if (item) { busy = true; await perform(item); }
        if (!busy) await new Promise<void>((resolve) => { wake = resolve; setTimeout(resolve, 500).unref(); stop.addEventListener('abort', () => resolve(), { once: true }); });
      } catch (error) {
        // The database may be restarting: nothing is lost, everything is tried again.
        say(`worker: ${error instanceof Error ? error.message : String(error)}`);
        await new Promise((resolve) => { setTimeout(resolve, SECOND); });
      }
    }
  } finally {
    await listener.close();
  }
}

async function perform(item: WorkItem): Promise<void> {
  try {
    await HANDS[item.name](item.payload);
    await finishWork(item);
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    say(`worker: ${item.name} ${item.key}: ${words}`);
    await failWork(item, words.slice(0, 1_000), clock.now());
  }
}

let enqueuedFor = -1;

/** Once a day: frequencies are counted anew, addresses past their time are blanked, standing assessments are refreshed. */
async function daily(now: Instant): Promise<void> {
  const day = dayOf(now);
  if (enqueuedFor === day) return;
  for (const name of ['rarity', 'retention', 'refresh'] as const) await enqueueNow(name, `${name} ${new Date(day * DAY).toISOString().slice(0, 10)}`, {}, now);
  enqueuedFor = day;
}

/** Wakes the worker when something is enqueued; if the connection is lost it is opened again, and meanwhile the clock wakes. */
async function listen(onWork: () => void): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client: pg.Client | null = null;
  const open = async (): Promise<void> => {
    if (closed) return;
    const next = new pg.Client({ connectionString: connection().url, application_name: 'countersign worker' });
    const lost = (): void => { if (client === next) { client = null; setTimeout(() => { void open().catch(() => lost()); }, SECOND).unref(); } };
    client = next;
    next.on('error', lost);
    next.on('end', lost);
    next.on('notification', onWork);
    await next.connect();
    await next.query('listen countersign_work');
  };
  await open();
  return { close: async () => { closed = true; await client?.end(); } };
}
