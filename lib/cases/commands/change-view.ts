import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { queueViews } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { askedInLedger, viewAsked, viewName } from '../queue-view';
import { isNameTaken, lockView, nameTaken, oneAtATime } from './view-record';

/** Gives a view another name, or lets it show what the queue shows now. */
export const changeView = command({
  name: 'queue.changeView',
  input: z.object({ id: z.string(), version: z.coerce.number().int(), name: viewName, asked: viewAsked.optional() }),
  async run({ input, actor, now, tx }) {
    const found = await lockView(tx, input, actor);
    if (!found.ok) return found;
    const { row } = found;
    await oneAtATime(tx, row.owner);
    if (await isNameTaken(tx, row.owner, input.name, row.id)) return nameTaken(input.name);
    const before = viewAsked.parse(row.asked);
    const asked = input.asked ?? before;
    await tx.update(queueViews).set({ name: input.name, asked, changedAt: now, version: row.version + 1 }).where(eq(queueViews.id, row.id));
    return done({ asked }, entry('main', `changed the queue view “${row.name}”`, {
      refs: { view: row.id },
      changes: [
        ...(row.name === input.name ? [] : [{ field: 'name', was: row.name, now: input.name }]),
        ...(askedInLedger(before) === askedInLedger(asked) ? [] : [{ field: 'shows', was: askedInLedger(before), now: askedInLedger(asked) }]),
      ],
    }));
  },
});
