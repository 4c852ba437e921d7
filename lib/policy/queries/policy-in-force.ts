import { desc } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { policies } from '../../../db/schema';
import { present } from '../../kernel/assert';
import { policySchema, type Policy } from '../policy';

/** The policy with the highest version. Commands read it in their own transaction, so that what they decide names the rules they used. */
export async function policyInForce(db: Database | Tx): Promise<Policy> {
  const [row] = await db.select({ content: policies.content }).from(policies).orderBy(desc(policies.version)).limit(1);
  // Read through the schema, so that a version from before a field was added has the field's usual value.
  return policySchema.parse(present(row, 'policy in force; run: npm run countersign -- db migrate').content);
}
