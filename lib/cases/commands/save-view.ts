import { count, eq } from 'drizzle-orm';
import { z } from 'zod';
import { queueViews } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { newId } from '../../kernel/ids';
import { refuse } from '../../kernel/refusal';
import { askedInLedger, MOST_VIEWS, viewAsked, viewName } from '../queue-view';
import { isNameTaken, nameTaken, oneAtATime } from './view-record';

/** Keeps what the queue shows now as a view of one's own, under a name. */
export const saveView = command({
  name: 'queue.saveView',
  input: z.object({ name: viewName, asked: viewAsked }),
  async run({ input: { name, asked }, actor, now, tx }) {
    await oneAtATime(tx, actor.id);
    const [own] = await tx.select({ n: count() }).from(queueViews).where(eq(queueViews.owner, actor.id));
    if ((own?.n ?? 0) >= MOST_VIEWS) return refuse('invalid', `You have ${MOST_VIEWS} views, which is the most. Remove one first.`);
    if (await isNameTaken(tx, actor.id, name)) return nameTaken(name);
    const id = newId('view', now);
    await tx.insert(queueViews).values({ id, owner: actor.id, name, shared: false, asked, changedAt: now });
    return done({ id, asked }, entry('main', `saved the queue view “${name}”`, { refs: { view: id }, changes: [{ field: 'shows', was: null, now: askedInLedger(asked) }] }));
  },
});
