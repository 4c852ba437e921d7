import { count, inArray } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { answers } from '../../../db/schema';

/** How often the holder has answered on each of these cases; of those where they never did nothing is told. */
export async function answersOn(db: Database | Tx, cases: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (cases.length === 0) return new Map();
  const rows = await db.select({ case: answers.case, times: count() }).from(answers).where(inArray(answers.case, [...cases])).groupBy(answers.case);
  return new Map(rows.map((row) => [row.case, row.times]));
}
