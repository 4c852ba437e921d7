import { eq } from 'drizzle-orm';
import { queueLayouts } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { layoutIn, layoutWords, queueLayout } from '../queue-layout';

/** Keeps how one has the queue laid out: which columns, how wide, how dense. It goes along to every browser. */
export const setLayout = command({
  name: 'queue.setLayout',
  input: queueLayout,
  async run({ input, actor, now, tx }) {
    const [row] = await tx.select().from(queueLayouts).where(eq(queueLayouts.staff, actor.id)).for('update');
    await tx.insert(queueLayouts).values({ staff: actor.id, content: input, changedAt: now }).onConflictDoUpdate({ target: queueLayouts.staff, set: { content: input, changedAt: now } });
    return done(input, entry('main', 'laid out their queue', { refs: { staff: actor.id }, changes: [{ field: 'layout', was: row ? layoutWords(layoutIn(row.content)) : null, now: layoutWords(input) }] }));
  },
});
