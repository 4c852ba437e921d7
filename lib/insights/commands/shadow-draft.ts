import { eq, isNotNull } from 'drizzle-orm';
import { z } from 'zod';
import { policyDrafts } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce, enqueue } from '../../kernel/work';
import { draftName, lockPolicies, shadowEnded } from '../../policy/commands/draft-record';

/** Lets a draft run beside the policy in force, or ends that: it is compared and decides nothing. One runs at a time. */
export const shadowDraft = command({
  name: 'policy.shadowDraft',
  input: z.object({ draft: z.string(), run: z.enum(['on', 'off']) }),
  async run({ input, now, tx }) {
    await lockPolicies(tx);
    const [running] = await tx.select().from(policyDrafts).where(isNotNull(policyDrafts.shadowSince)).for('update');
    const [row] = await tx.select().from(policyDrafts).where(eq(policyDrafts.id, input.draft)).for('update');
    if (!row) return refuse('not-found', 'There is no such draft.');
    if (input.run === 'on') {
      if (running?.id === row.id) return refuse('exists', 'It runs in shadow already.');
      if (row.status !== 'draft' && row.status !== 'proposed') return refuse('move-closed', `It is ${row.status}; only a draft or a proposal runs in shadow.`);
      if (running) return refuse('conflict', `${draftName(running)[0]?.toUpperCase()}${draftName(running).slice(1)} runs in shadow. End that first.`);
    } else if (running?.id !== row.id) return refuse('move-closed', 'It does not run in shadow.');
    const [kept] = await tx.update(policyDrafts).set({ ...(input.run === 'on' ? { shadowSince: now } : await shadowEnded(tx, row, now)), version: row.version + 1 }).where(eq(policyDrafts.id, row.id)).returning();
    const compared = kept?.shadowTally?.accounts ?? 0;
    if (input.run === 'on') await enqueue(tx, 'shadow', 'shadow', {}, now);
    await announce(tx, 'policy', row.id);
    return done({ draft: row.id, accounts: compared },
      entry('main', input.run === 'on' ? `let ${draftName(row)} run in shadow` : `ended the shadow of ${draftName(row)}, compared on ${compared} accounts`, { refs: { draft: row.id } }));
  },
});
