import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { policyInForce } from '../../policy/queries/policy-in-force';

/** Blanks addresses that were kept for longer than the policy allows (13 months unless it says otherwise). Facts and digests stay. */
export const blankAddresses = command({
  name: 'addresses.blank',
  input: z.object({}),
  async run({ now, tx }) {
    const { addressMonths } = (await policyInForce(tx)).retention;
    const before = new Date(now);
    before.setUTCMonth(before.getUTCMonth() - addressMonths);
    const blanked = await tx.execute(sql`update events set ip = null where ip is not null and received_at < ${before.toISOString()}::timestamptz`);
    const count = blanked.rowCount ?? 0;
    if (count === 0) return refuse('nothing-left', 'No address is past its retention.');
    return done({ blanked: count }, entry('main', `blanked ${count} addresses kept for more than ${addressMonths} months`));
  },
});
