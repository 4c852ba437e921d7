import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { reading } from '../../../db/client';
import { arrange } from '../../../db/factories';
import { cases, holderPages } from '../../../db/schema';
import { must } from '../../decisions/commands/decided.fixture';
import { issueOrders } from '../../enforcement/commands/issue-orders';
import type { Result } from '../../kernel/result';
import { WORKER, type Actor, type Staff } from '../../staff/actor';
import { hearingPage } from '../queries/hearing';

/** The holder of a decision, as their private page makes them; its orders and notice are issued. */
export async function holderOf(decision: string): Promise<Actor> {
  must(await issueOrders(WORKER, { decision, cause: 'effect' }));
  const [page] = await reading().select().from(holderPages).where(eq(holderPages.decision, decision));
  return { kind: 'holder', id: page!.account, page: page!.id };
}

/** What the form of an appeal sends along, as its page shows it to this person now. */
export async function asRead(by: Staff, id: string): Promise<{ id: string; version: number; ends: string }> {
  const { version, decision } = must(await hearingPage(by, { id }));
  return { id, version, ends: decision.ends };
}

/** Lets these acts wait for one case, one behind the other, and then go: each has been asked for before any of them has the case. */
export async function behindEachOther(caseId: string, ...acts: readonly (() => Promise<Result<unknown>>)[]): Promise<string[]> {
  const results: Promise<Result<unknown>>[] = [];
  const waiting = async () => (await reading().execute(sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount;
  await arrange(async (tx) => {
    await tx.select().from(cases).where(eq(cases.id, caseId)).for('update');
    for (const act of acts) {
      results.push(act());
      await expect.poll(waiting, { timeout: 20_000 }).toBe(results.length);
    }
  });
  return (await Promise.all(results)).map((one) => (one.ok ? 'done' : one.code));
}
