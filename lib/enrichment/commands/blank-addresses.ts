import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { entry } from '../../audit/entry';
import { dropUploads, UPLOAD_DAYS } from '../../intake/commands/drop-uploads';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { plural } from '../../kernel/words';
import { enqueue } from '../../kernel/work';
import { policyInForce } from '../../policy/queries/policy-in-force';

const BATCH = 10_000;

/**
 * Blanks addresses that were kept for longer than the policy allows (13 months unless it says otherwise), counted from the
 * event or its arrival, whichever was first. Facts and digests stay. One call blanks at most 10,000 and enqueues the rest.
 * It also removes the bytes of uploads that were never imported.
 */
export const blankAddresses = command({
  name: 'addresses.blank',
  input: z.object({}),
  async run({ now, tx }) {
    const { addressMonths } = (await policyInForce(tx)).retention;
    const before = new Date(now);
    before.setUTCMonth(before.getUTCMonth() - addressMonths);
    const blanked = await tx.execute(sql`update events set ip = null where (account, id) in (
      select account, id from events where ip is not null and least(at, received_at) < ${before.toISOString()}::timestamptz limit ${BATCH})`);
    const count = blanked.rowCount ?? 0;
    const uploads = await dropUploads(tx, now);
    if (count === 0 && uploads === 0) return refuse('nothing-left', 'No address is past its retention.');
    if (count === BATCH) await enqueue(tx, 'retention', 'retention, the rest', {}, now);
    const removed = uploads === 0 ? '' : `, removed the files of ${plural(uploads, 'upload')} not imported within ${UPLOAD_DAYS} days`;
    return done({ blanked: count, uploads }, entry('main', `blanked ${plural(count, 'address', 'addresses')} kept for more than ${addressMonths} months${removed}`));
  },
});
