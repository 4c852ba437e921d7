import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { queueViews } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { lockView } from './view-record';

/** Puts a view on everybody's queue, or leaves it to its owner alone again. */
export const shareView = command({
  name: 'queue.shareView',
  input: z.object({ id: z.string(), version: z.coerce.number().int(), shared: z.stringbool().or(z.boolean()) }),
  async run({ input, actor, now, tx }) {
    const found = await lockView(tx, input, actor);
    if (!found.ok) return found;
    const { row } = found;
    await tx.update(queueViews).set({ shared: input.shared, changedAt: now, version: row.version + 1 }).where(eq(queueViews.id, row.id));
    const seen = (shared: boolean): string => (shared ? 'everybody' : 'its owner');
    return done(null, entry('main', input.shared ? `shared the queue view “${row.name}” with everybody` : `left the queue view “${row.name}” to its owner`, { refs: { view: row.id }, changes: [{ field: 'seen by', was: seen(row.shared), now: seen(input.shared) }] }));
  },
});
