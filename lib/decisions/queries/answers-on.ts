import { and, count, eq, gt, inArray } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { answers } from '../../../db/schema';
import type { Instant } from '../../kernel/instant';

/** How often the holder has answered on each of these cases; of those where they never did nothing is told. */
export async function answersOn(db: Database | Tx, cases: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (cases.length === 0) return new Map();
  const rows = await db.select({ case: answers.case, times: count() }).from(answers).where(inArray(answers.case, [...cases])).groupBy(answers.case);
  return new Map(rows.map((row) => [row.case, row.times]));
}

/** Whether the holder has answered on this case later than that. */
export async function answeredSince(db: Database | Tx, caseId: string, since: Instant): Promise<boolean> {
  const rows = await db.select({ id: answers.id }).from(answers).where(and(eq(answers.case, caseId), gt(answers.at, since))).limit(1);
  return rows.length > 0;
}
