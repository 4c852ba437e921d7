import { and, eq, isNull, lte } from 'drizzle-orm';
import { z } from 'zod';
import { inboxLines as lines, inboxReads } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { waitingLine } from '../../cases/inbox';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { inboxLines, readableReviews } from '../queries/inbox-lines';

/** Marks as read what stood in one's own inbox at an instant: what came after the page was made stays unread. `until`: epoch milliseconds. */
export const readWholeInbox = command({
  name: 'inbox.readAll',
  input: z.object({ until: z.coerce.number().int().min(0) }),
  async run({ input, actor, now, tx }) {
    const until = Math.min(input.until, now);
    const kept = await tx.update(lines).set({ readAt: now }).where(and(eq(lines.staff, actor.id), isNull(lines.readAt), lte(lines.at, until))).returning({ id: lines.id });
    const standing = await inboxLines(tx, actor.id, await readableReviews(tx, actor, now), now, { limit: MOST_WAITING, unread: true });
    const waiting = standing.filter(({ line, at }) => waitingLine(line) !== null && at <= until);
    if (waiting.length > 0) await tx.insert(inboxReads).values(waiting.map(({ line }) => ({ staff: actor.id, line, at: now }))).onConflictDoNothing();
    const read = kept.length + waiting.length;
    if (read === 0) return refuse('nothing-left', 'Everything here is read already.');
    await announce(tx, 'inbox', actor.id);
    return done({ read }, entry('main', `read ${read} ${read === 1 ? 'line' : 'lines'} of their inbox`, { refs: { staff: actor.id } }));
  },
});

/** More than can wait for one person at a time. */
const MOST_WAITING = 1_000;
