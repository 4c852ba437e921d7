import { sql, type SQL } from 'drizzle-orm';
import { LIFTED } from '../../cases/outcome';

/** What a case came to, `of` being what its table is called in the query: its outcome, or that the measure which ended it was lifted since. What an appeal undid is an outcome of its own. */
export function cameTo(of: string): SQL<string | null> {
  const [id, outcome] = [sql`${sql.identifier(of)}.id`, sql`${sql.identifier(of)}.outcome`];
  return sql<string | null>`case when exists (select 1 from decisions taken join liftings gone on gone.decision = taken.id where taken.case_id = ${id} and taken.measure = ${outcome} and gone.cause = 'released') then ${LIFTED}::text else ${outcome} end`;
}
