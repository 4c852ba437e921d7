import { sql } from 'drizzle-orm';
import { expect } from 'playwright/test';
import { reading } from '../../db/client';
import { letPass } from '../../db/factories';

/** For so long one person's decision can be withdrawn, milliseconds. */
const WITHDRAWABLE_FOR = 20_000;

/** The latest decision on the case, once it is there: its time to be withdrawn passes, and its orders and notice are due. */
export async function letLeave(caseId: string): Promise<void> {
  const found = async () => (await reading().execute<{ id: string }>(sql`select id from decisions where case_id = ${caseId} order by proposed_at desc limit 1`)).rows.map(({ id }) => id);
  await expect.poll(found).not.toEqual([]);
  const [decision] = await found();
  await letPass(decision!, WITHDRAWABLE_FOR);
}
