import { desc, eq, sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { policies } from '../../../db/schema';
import { present } from '../../kernel/assert';
import { storedJson } from '../../kernel/stored-json';
import { policySchema, type Policy } from '../policy';

/** Read through the schema, so that a version from before a field was added has the field's usual value. */
const policyIn = storedJson(policySchema);

const text = sql<string>`${policies.content}::text`;

/** The policy with the highest version, never to be changed by whoever asks. Commands read it in their own transaction, so that what they decide names the rules they used. */
export async function policyInForce(db: Database | Tx): Promise<Policy> {
  const [row] = await db.select({ text }).from(policies).orderBy(desc(policies.version)).limit(1);
  return policyIn(present(row, 'policy in force; run: npm run countersign -- db migrate').text);
}

/** The policy of a version that something was made by. */
export async function policyOf(db: Database | Tx, version: number): Promise<Policy> {
  const [row] = await db.select({ text }).from(policies).where(eq(policies.version, version));
  return policyIn(present(row, `policy ${version}`).text);
}
