import { sql } from 'drizzle-orm';
import { expect } from 'playwright/test';
import { reading } from '../../db/client';
import { arrange, letPass } from '../../db/factories';

/** For so long one person's decision can be withdrawn, milliseconds. */
const WITHDRAWABLE_FOR = 20_000;

/** The latest decision on the case, once it is there: its time to be withdrawn passes, and its orders and notice are due. `within`: how long it could be, milliseconds. */
export async function letLeave(caseId: string, within = WITHDRAWABLE_FOR): Promise<void> {
  const found = async () => (await reading().execute<{ id: string }>(sql`select id from decisions where case_id = ${caseId} order by proposed_at desc limit 1`)).rows.map(({ id }) => id);
  await expect.poll(found).not.toEqual([]);
  const [decision] = await found();
  await letPass(decision!, within);
}

/** The latest decision on the case can be withdrawn for a minute longer, as every page that is loaded from then on says. */
export async function letStay(caseId: string): Promise<void> {
  await arrange((tx) => tx.execute(sql`update work set run_at = run_at + interval '1 minute' where name = 'issue' and payload ->> 'decision' = (select id from decisions where case_id = ${caseId} order by proposed_at desc limit 1)`));
}
