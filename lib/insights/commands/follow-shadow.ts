import { isNotNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { policyDrafts, shadowStandings } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { policySchema } from '../../policy/policy';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { statedOdds } from '../../risk/words';
import { standingsUnder } from './standings-under';

const PAGE = 500;

/** Weighs by the shadow policy the accounts that were assessed, or the draft rewritten, since they were last compared: one page. */
export const followShadow = command({
  name: 'policy.followShadow',
  input: z.object({}),
  async run({ tx }) {
    const [draft] = await tx.select().from(policyDrafts).where(isNotNull(policyDrafts.shadowSince)).for('share');
    if (!draft) return refuse('not-found', 'No policy runs in shadow.');
    const { rows } = await tx.execute<{ account: string }>(sql`
      select s.account from standings s left join shadow_standings h on h.account = s.account and h.digest = ${draft.digest} and h.assessed_at = s.assessed_at
      where h.account is null order by s.account limit ${PAGE}`);
    if (rows.length === 0) return refuse('nothing-left', 'Every account is compared.');
    const policy = policySchema.parse(draft.content);
    const under = await standingsUnder(tx, rows.map(({ account }) => account), await policyInForce(tx), policy);
    await tx.insert(shadowStandings).values(under.map(({ account, was, now }) => ({
      account, draft: draft.id, digest: draft.digest, assessedAt: was.assessedAt, was: was.band, band: now.band, wasLogOdds: statedOdds(was), logOdds: statedOdds(now),
    }))).onConflictDoUpdate({
      target: shadowStandings.account,
      set: { draft: sql`excluded.draft`, digest: sql`excluded.digest`, assessedAt: sql`excluded.assessed_at`, was: sql`excluded.was`, band: sql`excluded.band`, wasLogOdds: sql`excluded.was_log_odds`, logOdds: sql`excluded.log_odds` },
    });
    await announce(tx, 'policy', draft.id);
    return done({ compared: under.length }, entry('main', `compared ${under.length} accounts with the shadow policy`, { refs: { draft: draft.id } }));
  },
});
