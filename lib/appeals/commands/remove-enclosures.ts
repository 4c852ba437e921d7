import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { enqueue } from '../../kernel/work';
import { ENCLOSURE_DAYS, ENCLOSURE_TERM } from '../enclosure';

const BATCH = 1_000;

/**
 * Removes the bytes of what holders enclosed, once their case has been settled, and every appeal on it answered, for as long as the term.
 * Name, kind, size and digest stay. One call removes at most 1,000 and enqueues the rest.
 */
export const removeEnclosures = command({
  name: 'enclosures.remove',
  input: z.object({}),
  async run({ now, tx }) {
    const before = new Date(now - ENCLOSURE_TERM).toISOString();
    const { rowCount } = await tx.execute(sql`delete from enclosure_contents where enclosure in (
      select kept.enclosure from enclosure_contents kept join enclosures sent on sent.id = kept.enclosure join cases on cases.id = sent.case_id
      where cases.status = 'settled' and cases.settled_at < ${before}::timestamptz
        and not exists (select from appeals where appeals.case_id = sent.case_id and (appeals.decided_at is null or appeals.decided_at >= ${before}::timestamptz))
      limit ${BATCH})`);
    const removed = rowCount ?? 0;
    if (removed === 0) return refuse('nothing-left', 'No file that a holder sent is past its retention.');
    if (removed === BATCH) await enqueue(tx, 'retention', 'retention, the rest', {}, now);
    return done({ removed }, entry('main', `removed ${removed} ${removed === 1 ? 'file' : 'files'} of holders, ${ENCLOSURE_DAYS} days after their cases and appeals were over`));
  },
});
