import { and, eq, notExists, sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { countersignatures, liftings } from '../../../db/schema';

/** That nobody has read the decision of this id, and nobody has withdrawn it: the ledger covers by it, as every page does. */
export function isUnread(db: Database | Tx, decision: SQLWrapper): SQL | undefined {
  const one = { one: sql`1` };
  return and(notExists(db.select(one).from(countersignatures).where(eq(countersignatures.decision, decision))), notExists(db.select(one).from(liftings).where(eq(liftings.decision, decision))));
}
