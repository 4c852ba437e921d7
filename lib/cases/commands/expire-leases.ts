import { and, eq, lte } from 'drizzle-orm';
import { z } from 'zod';
import { cases } from '../../../db/schema';
import { caseChain, entry, type Entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { WORKER } from '../../staff/actor';
import { keepMove } from './case-record';

/** Sweeps up leases that lapsed. They count for nobody from the moment they lapse; this only tidies the queue. */
export const expireLeases = command({
  name: 'case.expireLeases',
  input: z.object({}),
  async run({ now, tx }) {
    const lapsed = await tx.select().from(cases).where(and(eq(cases.status, 'claimed'), lte(cases.leaseUntil, now))).orderBy(cases.id).limit(200).for('update', { skipLocked: true });
    const entries: Entry[] = [];
    for (const row of lapsed) {
      const kept = await keepMove(tx, row, { name: 'expire' }, WORKER, now);
      if (kept.ok) entries.push(entry(caseChain(row.id), 'freed the case: the lease lapsed', { refs: { case: row.id, account: row.account }, changes: kept.changes }));
    }
    const [first, ...more] = entries;
    return first ? done({ freed: entries.length }, first, ...more) : refuse('nothing-left');
  },
});
