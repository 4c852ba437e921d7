import { sql } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import type { Assessment } from '../../risk/assessment';

/** As much of a standing assessment as one row of the queue tells: the whole of it stays where it is. */
export type AssessedShort = Pick<Assessment, 'logOdds' | 'strength' | 'families' | 'findings' | 'counter' | 'innocent' | 'missing'>;

/** The content is unpacked once a row: taking member after member out of it would unpack it as often. */
export async function shortAssessments(db: Database, accounts: readonly string[]): Promise<Map<string, AssessedShort>> {
  if (accounts.length === 0) return new Map();
  const { rows } = await db.execute<{ account: string } & AssessedShort>(sql`
    select s.account, c."logOdds", c.strength, c.families, c.missing,
      (select coalesce(jsonb_agg(jsonb_build_object('signal', f->'signal', 'words', f->'words', 'entered', f->'entered', 'counted', f->'counted', 'fresh', f->'fresh')), '[]') from jsonb_array_elements(c.findings) f) as findings,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', k->'kind', 'llr', k->'llr', 'words', k->'words')), '[]') from jsonb_array_elements(c.counter) k) as counter,
      case when jsonb_typeof(c.innocent) = 'object' then jsonb_build_object('words', c.innocent->'words') end as innocent
    from standings s cross join lateral jsonb_to_record(s.content) as c("logOdds" float8, strength text, families jsonb, missing jsonb, findings jsonb, counter jsonb, innocent jsonb)
    where s.account = any(${sql.param([...accounts])}::text[])`);
  return new Map(rows.map(({ account, ...short }) => [account, short]));
}
