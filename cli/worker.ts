import pg from 'pg';
import { connection } from '@/db/client';
import { removeEnclosures } from '@/lib/appeals/commands/remove-enclosures';
import { addWitness } from '@/lib/audit/adapters/witness';
import { makeCheckpoint } from '@/lib/audit/commands/make-checkpoint';
import { assessAccounts } from '@/lib/cases/commands/assess-accounts';
import { expireLeases } from '@/lib/cases/commands/expire-leases';
import { refreshAccounts } from '@/lib/cases/commands/refresh-accounts';
import { setAside } from '@/lib/cases/commands/set-aside';
import { applySettings } from '@/lib/cases/commands/apply-settings';
import { wakeCases } from '@/lib/cases/commands/wake-cases';
import { deliver } from '@/lib/enforcement/adapters/deliver';
import { issueOrders } from '@/lib/enforcement/commands/issue-orders';
import { blankAddresses } from '@/lib/enrichment/commands/blank-addresses';
import { countReports } from '@/lib/insights/commands/count-reports';
import { demoteSignals } from '@/lib/insights/commands/demote-signals';
import { chores, toAssess } from '@/lib/insights/queries/chores';
import { clock } from '@/lib/kernel/clock';
import { DAY, dayOf, MINUTE, SECOND, type Instant } from '@/lib/kernel/instant';
import type { Result } from '@/lib/kernel/result';
import { enqueueNow, failWork, finishWork, leaseWork, renewWork, type WorkItem, type WorkName } from '@/lib/kernel/work';
import { isUnreachable } from '@/lib/kernel/unreachable';
import { rebuildRarity } from '@/lib/links/commands/rebuild-rarity';
import { WORKER } from '@/lib/staff/actor';
import { followWhole, runBacktest } from './policy-run';
import { say, wordsOf } from './terminal';
import { runUploadedImport } from './uploaded-import';

/** A worker that dies leaves its work to be taken again after so long; one that lives renews it. */
const WORK_LEASE = 2 * MINUTE;
const CHECKPOINT_EVERY = MINUTE;
/** Terms of holds are days: looking for one that has passed goes through every open case. */
const HOLDS_EVERY = 3 * SECOND;
/** How long a lane sleeps when nothing wakes it. */
const NAP = SECOND / 2;

/** A refusal inside work is a failure to be tried again, unless it says that there is nothing to do (any more). */
function settled(result: Result<unknown>): void {
  if (!result.ok && !['nothing-left', 'not-found', 'move-closed', 'exists'].includes(result.code)) throw new Error(result.words);
}

/** What each piece of work does. */
const HANDS: Record<WorkName, (payload: unknown) => Promise<void>> = {
  import: async (payload) => runUploadedImport((payload as { import: string }).import),
  issue: async (payload) => settled(await issueOrders(WORKER, payload as Parameters<typeof issueOrders>[1])),
  deliver: async (payload) => deliver((payload as { delivery: string }).delivery),
  rarity: async () => settled(await rebuildRarity(WORKER, {})),
  retention: async () => { settled(await blankAddresses(WORKER, {})); settled(await removeEnclosures(WORKER, {})); },
  refresh: async () => settled(await refreshAccounts(WORKER, {})),
  backtest: async (payload) => runBacktest(WORKER, (payload as { backtest: string }).backtest),
  shadow: async () => followWhole(WORKER),
  queue: async (payload) => settled(await applySettings(WORKER, payload as Parameters<typeof applySettings>[1])),
  reports: async () => { settled(await countReports(WORKER, {})); settled(await demoteSignals(WORKER, {})); },
};

/** Side by side, so that a long import or a slow receiver never holds back an assessment. */
const LANES: readonly (readonly WorkName[])[] = [['issue'], ['deliver'], ['deliver'], ['queue'], ['import'], ['backtest', 'shadow'], ['rarity', 'retention', 'refresh', 'reports']];

/** Runs until `stop` aborts: assesses what is stale, works off the outbox, sweeps up what the clock brings. May be killed at any moment. */
export async function runWorker(stop: AbortSignal): Promise<void> {
  const bell = new Bell(stop);
  const listener = await listen(() => bell.ring());
  try {
    await Promise.all([
      lane(stop, bell, sweep),
      lane(stop, bell, assess),
      ...LANES.map((names) => lane(stop, bell, () => workOff(names))),
    ]);
  } finally {
    await listener.close();
  }
}

/** Repeats `turn` until stopped; it answers whether there was something to do. */
async function lane(stop: AbortSignal, bell: Bell, turn: () => Promise<boolean>): Promise<void> {
  while (!stop.aborted) {
    try {
      if (!(await turn())) await bell.wait(NAP);
    } catch (error) {
      // The database may be restarting: nothing is lost, everything is tried again.
      say(`worker: ${wordsOf(error)}`);
      await bell.wait(SECOND);
    }
  }
}

let signedAt: Instant = 0;
let holdsAt: Instant = 0;

/** What the clock brings: leases that lapsed, cases to be brought back, checkpoints, the day's work. */
async function sweep(): Promise<boolean> {
  const now = clock.now();
  const holds = now - holdsAt >= HOLDS_EVERY;
  if (holds) holdsAt = now;
  const due = await chores(WORKER, { holds });
  if (!due.ok) throw new Error(due.words);
  if (due.value.lapsed) settled(await expireLeases(WORKER, {}));
  if (due.value.wake) settled(await wakeCases(WORKER, {}));
  if (due.value.uncounted) settled(await rebuildRarity(WORKER, {}));
  if (due.value.unsigned && now - signedAt >= CHECKPOINT_EVERY) {
    signedAt = now;
    const signed = await makeCheckpoint(WORKER, {});
    if (signed.ok) addWitness(signed.value);
  }
  await daily(now, due.value.shadow);
  return false;
}

let enqueuedFor = -1;

/** Once a day: frequencies are counted anew, addresses past their time are blanked, files of holders past theirs removed, standing assessments are refreshed, signals answer for themselves; a policy in shadow, where one runs, is followed. */
async function daily(now: Instant, hasShadow: boolean): Promise<void> {
  const day = dayOf(now);
  if (enqueuedFor === day) return;
  for (const name of ['rarity', 'retention', 'refresh', ...(hasShadow ? ['shadow' as const] : []), 'reports'] as const) await enqueueNow(name, `${name} ${new Date(day * DAY).toISOString().slice(0, 10)}`, {}, now);
  enqueuedFor = day;
}

/** After a pass that failed, accounts are taken one by one, so that the one that fails is found and put aside. */
let carefully = 0;

async function assess(): Promise<boolean> {
  const due = await toAssess(WORKER, {});
  if (!due.ok) throw new Error(due.words);
  if (!due.value) return false;
  try {
    settled(await assessAccounts(WORKER, carefully > 0 ? { most: 1 } : {}));
    carefully = Math.max(0, carefully - 1);
  } catch (error) {
    if (isPassing(error)) throw error;
    if (carefully > 0) {
      say(`worker: an account could not be assessed: ${wordsOf(error)}`);
      settled(await setAside(WORKER, { error: wordsOf(error).slice(0, 2_000) }));
    } else {
      carefully = 250;
      throw error;
    }
  }
  return true;
}

/** Faults of the moment: the database is away, or says so by SQLSTATE class (rollback, resources, locks, operator). No account is to blame. */
function isPassing(error: unknown): boolean {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return isUnreachable(error) || /^(40|53|55|57)/.test(String((cause as { code?: unknown }).code ?? ''));
}

async function workOff(names: readonly WorkName[]): Promise<boolean> {
  const item = await leaseWork(names, clock.now(), WORK_LEASE);
  if (item) await perform(item);
  return item !== null;
}

async function perform(item: WorkItem): Promise<void> {
  const renewing = setInterval(() => { renewWork(item, clock.now() + WORK_LEASE).catch((error: unknown) => say(`worker: ${wordsOf(error)}`)); }, WORK_LEASE / 3);
  try {
    await HANDS[item.name](item.payload);
    await finishWork(item);
  } catch (error) {
    const words = wordsOf(error);
    say(`worker: ${item.name} ${item.key}: ${words}`);
    await failWork(item, words.slice(0, 1_000), clock.now());
  } finally {
    clearInterval(renewing);
  }
}

/** Wakes every lane that waits. */
class Bell {
  private readonly waiting = new Set<() => void>();

  constructor(private readonly stop: AbortSignal) {
    stop.addEventListener('abort', () => this.ring());
  }

  ring(): void {
    for (const wake of this.waiting) wake();
  }

  wait(ms: number): Promise<void> {
    if (this.stop.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.waiting.add(wake);
    });
  }
}

/** Rings when something is enqueued; if the connection is lost it is opened again, and meanwhile the clock wakes. */
async function listen(onWork: () => void): Promise<{ close(): Promise<void> }> {
  let closed = false;
  let client: pg.Client | null = null;
  const open = async (): Promise<void> => {
    if (closed) return;
    const next = new pg.Client({ connectionString: connection().url, application_name: 'countersign worker' });
    const lost = (): void => {
      if (client !== next) return;
      client = null;
      setTimeout(() => { open().catch(() => lost()); }, SECOND).unref();
    };
    client = next;
    next.on('error', lost);
    next.on('end', lost);
    next.on('notification', onWork);
    try {
      await next.connect();
      await next.query('listen countersign_work');
    } catch (error) {
      lost();
      throw error;
    }
  };
  // A database that is not there yet is waited for: the lanes say so, and the listener opens itself.
  await open().catch((error: unknown) => say(`worker: ${wordsOf(error)}`));
  return { close: async () => { closed = true; await client?.end(); } };
}
