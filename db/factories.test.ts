import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from './client';
import { openCases, staffFor } from './factories';
import { sandbox } from './sandbox';

sandbox();

test('a queue made in sets has a believable spread, and each case its account and its assessment', async () => {
  const ada = await staffFor('moderator', { name: 'Ada' });
  await openCases(6_000);
  const { rows: [found] } = await reading().execute<Record<string, number>>(sql`
    select count(*)::int as cases, count(*) filter (where band = 'act')::int as act, count(*) filter (where claimed_by = ${ada.id})::int as held, count(*) filter (where status = 'asked')::int as asked,
      count(*) filter (where stake_usd = 0)::int as free, count(*) filter (where stake_usd > 10000)::int as dear, count(distinct account)::int as accounts, count(distinct reasons)::int as kinds,
      (select count(*) from cases c join standings s on s.account = c.account and s.band = c.band and s.content->>'account' = c.account and (s.content->>'logOdds')::float8 = c.log_odds join accounts a on a.account = c.account)::int as whole
    from cases`);
  expect(found).toMatchObject({ cases: 6_000, accounts: 6_000, whole: 6_000, kinds: 9 });
  for (const [name, least, most] of [['act', 600, 2_400], ['held', 200, 400], ['asked', 200, 400], ['free', 1_000, 1_400], ['dear', 20, 1_500]] as const) {
    expect(found?.[name], name).toBeGreaterThan(least);
    expect(found?.[name], name).toBeLessThan(most);
  }
});
