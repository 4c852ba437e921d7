import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { queueViews } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { askedInLedger, viewAsked } from '../queue-view';
import { lockView } from './view-record';

/** Takes a view away. What it showed stays in the ledger, and its address still opens the same list. */
export const removeView = command({
  name: 'queue.removeView',
  input: z.object({ id: z.string(), version: z.coerce.number().int() }),
  async run({ input, actor, tx }) {
    const found = await lockView(tx, input, actor);
    if (!found.ok) return found;
    const { row } = found;
    await tx.delete(queueViews).where(eq(queueViews.id, row.id));
    return done(null, entry('main', `removed the queue view “${row.name}”`, { refs: { view: row.id }, changes: [{ field: 'shows', was: askedInLedger(viewAsked.parse(row.asked)), now: null }] }));
  },
});
