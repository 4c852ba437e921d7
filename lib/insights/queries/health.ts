import { sql } from 'drizzle-orm';
import { z } from 'zod';
import journal from '../../../db/migrations/meta/_journal.json';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { FAILING_AFTER } from '../../kernel/work';

/** `oldest`: seconds since the account that waits longest for its assessment got something new. */
type Health = { ready: boolean; problem: string | null; work: { waiting: number; failing: number; stale: number; setAside: number; oldest: number | null } | null };

/** Ready means: every migration of this version is in, and a policy is in force. The rest is for the people who run the installation. */
export const health = query({
  name: 'ask.health',
  input: z.object({}),
  async run({ db }) {
    const { rows: [there] } = await db.execute<{ ready: boolean }>(sql`select to_regclass('drizzle.__drizzle_migrations') is not null and to_regclass('public.policies') is not null as ready`);
    const { rows: [version] } = there?.ready
      ? await db.execute<{ migrated: number; ruled: boolean }>(sql`select (select count(*) from drizzle.__drizzle_migrations)::int as migrated, exists (select 1 from policies) as ruled`)
      : { rows: [] };
    if (!version?.ruled || version.migrated < journal.entries.length) return granted<Health>({ ready: false, problem: 'The database is not of this version. Run: npm run countersign -- db migrate', work: null });
    const { rows: [work] } = await db.execute<NonNullable<Health['work']>>(sql`
      select (select count(*) from work)::int as waiting, (select count(*) from work where tries >= ${FAILING_AFTER})::int as failing,
        (select count(*) from stale_accounts)::int as stale, (select count(*) from stale_accounts where error is not null)::int as "setAside",
        (select extract(epoch from now() - min(since))::float8 from stale_accounts where since <= now()) as oldest`);
    return granted<Health>({ ready: true, problem: null, work: work ?? null });
  },
});
