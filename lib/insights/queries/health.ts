import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';

type Health = { ready: boolean; problem: string | null; work: { waiting: number; failed: number; stale: number; oldest: number | null } | null };

/** Ready means: the tables of this version are there. The rest is for the people who run the installation. */
export const health = query({
  name: 'ask.health',
  input: z.object({}),
  async run({ db }) {
    const answer = await db.execute<{ ready: boolean }>(sql`select to_regclass('public.ledger_entries') is not null and to_regclass('public.policies') is not null as ready`);
    if (!answer.rows[0]?.ready) return granted<Health>({ ready: false, problem: 'The database is not migrated. Run: npm run countersign -- db migrate', work: null });
    const [work] = (await db.execute<{ waiting: number; failed: number; stale: number; oldest: number | null }>(sql`
      select (select count(*) from work where failed_at is null)::int as waiting,
             (select count(*) from work where failed_at is not null)::int as failed,
             (select count(*) from stale_accounts)::int as stale,
             (select extract(epoch from now() - min(since))::float8 from stale_accounts) as oldest`)).rows;
    return granted<Health>({ ready: true, problem: null, work: work ?? null });
  },
});
