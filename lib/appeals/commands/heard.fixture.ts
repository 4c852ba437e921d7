import { eq } from 'drizzle-orm';
import { reading } from '../../../db/client';
import { holderPages } from '../../../db/schema';
import { must } from '../../decisions/commands/decided.fixture';
import { issueOrders } from '../../enforcement/commands/issue-orders';
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
