import { sql } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import type { Assessment } from '../../risk/assessment';

/** As much of a standing assessment as one row of the queue tells: the whole of it stays where it is. */
export type AssessedShort = Pick<Assessment, 'logOdds' | 'strength' | 'families' | 'findings' | 'counter' | 'innocent' | 'missing'>;

/** What a row tells, as long as its assessment is the same row (`standingOf` in `lib/evidence/queries/standing.ts`): one may be thousands of events long, and a page of the queue has fifty. */
const kept = new Map<string, { row: string; short: AssessedShort }>();
const MOST_KEPT = 5_000;

/** By account, never to be changed by whoever asks; those without an assessment are left out. The content is unpacked once a row: taking member after member out of it would unpack it as often. */
export async function shortAssessments(db: Database, accounts: readonly string[]): Promise<Map<string, AssessedShort>> {
  if (accounts.length === 0) return new Map();
  const asked = [...new Set(accounts)];
  const known = new Map(asked.map((account) => [account, kept.get(account)]));
  const { rows } = await db.execute<{ account: string; row: string; short: AssessedShort | null }>(sql`
    select s.account, s.row, fresh.short
    from (select account, concat_ws(' ', current_database(), xmin, ctid) as row, content from standings where account = any(${sql.param(asked)}::text[])) s
    left join unnest(${sql.param(asked)}::text[], ${sql.param(asked.map((account) => known.get(account)?.row ?? null))}::text[]) as k(account, row) on k.account = s.account
    left join lateral (
      select jsonb_build_object('logOdds', c."logOdds", 'strength', c.strength, 'families', c.families, 'missing', c.missing,
        'findings', (select coalesce(jsonb_agg(jsonb_build_object('signal', f->'signal', 'words', f->'words', 'entered', f->'entered', 'counted', f->'counted', 'fresh', f->'fresh')), '[]') from jsonb_array_elements(c.findings) f),
        'counter', (select coalesce(jsonb_agg(jsonb_build_object('kind', k->'kind', 'llr', k->'llr', 'words', k->'words')), '[]') from jsonb_array_elements(c.counter) k),
        'innocent', case when jsonb_typeof(c.innocent) = 'object' then jsonb_build_object('words', c.innocent->'words') end) as short
      from jsonb_to_record(s.content) as c("logOdds" float8, strength text, families jsonb, missing jsonb, findings jsonb, counter jsonb, innocent jsonb)
      where s.row is distinct from k.row) fresh on true`);
  const found = new Map<string, AssessedShort>();
  for (const { account, row, short } of rows) {
    const told = short ?? known.get(account)?.short;
    if (told === undefined) continue;
    found.set(account, told);
    kept.delete(account);
    kept.set(account, { row, short: told });
  }
  for (const oldest of kept.keys()) if (kept.size > MOST_KEPT) kept.delete(oldest); else break;
  return found;
}
