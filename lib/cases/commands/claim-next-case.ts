import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { lockCase } from './case-record';
import { claimWithRing } from './claim-with-ring';
import { drawCase } from './draw-case';

/** Claims the first case of the queue that is free, or by the policy's share one that is drawn by chance. Twenty people who ask at one moment get twenty cases. */
export const claimNext = command({
  name: 'case.claimNext',
  input: z.object({}),
  async run({ actor, now, tx }) {
    const drawn = await drawCase(tx, await policyInForce(tx), now);
    if (drawn !== null) {
      const claimed = await claimWithRing(tx, drawn.row, actor, now);
      return claimed.ok ? done(claimed.value, drawn.opened, ...claimed.entries) : claimed;
    }
    const at = new Date(now).toISOString();
    const found = await tx.execute<{ id: string }>(sql`
      select id from cases
      where status <> 'settled' and (status = 'waiting' or (status = 'claimed' and lease_until <= ${at}::timestamptz) or (status = 'asked' and asked_until <= ${at}::timestamptz))
      order by priority desc nulls last, id desc nulls last for update skip locked limit 1`);
    const id = found.rows[0]?.id;
    const row = id ? await lockCase(tx, id) : null;
    if (!row) return refuse('nothing-left');
    return claimWithRing(tx, row, actor, now);
  },
});
