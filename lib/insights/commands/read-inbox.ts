import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Tx } from '../../../db/client';
import { cases, decisions, inboxLines as lines, inboxReads } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { isWave, waitingLine, type InboxAbout } from '../../cases/inbox';
import { command, done } from '../../kernel/command';
import type { Instant } from '../../kernel/instant';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';

/** Marks one line of one's own inbox as read, and answers what it is about. The ledger says that one was read, and not which. */
export const readInbox = command({
  name: 'inbox.read',
  input: z.object({ line: z.string().max(140) }),
  async run({ input, actor, now, tx }) {
    const waiting = waitingLine(input.line);
    const found = waiting === null ? await readKept(tx, actor.id, input.line, now) : await readWaiting(tx, actor.id, input.line, waiting, now);
    if (found === null) return refuse('not-found', 'This line is not in your inbox.');
    await announce(tx, 'inbox', actor.id);
    return done(found, entry('main', 'read 1 line of their inbox', { refs: { staff: actor.id } }));
  },
});

async function readKept(tx: Tx, staff: string, line: string, now: Instant): Promise<InboxAbout | null> {
  const [row] = await tx.select().from(lines).where(and(eq(lines.id, line), eq(lines.staff, staff)));
  if (!row) return null;
  await tx.update(lines).set({ readAt: now }).where(and(eq(lines.id, line), isNull(lines.readAt)));
  return { kind: row.kind, caseId: row.case, about: row.about };
}

/** What waits may be over by the time it is opened: then it is read all the same, and leads to where it was. */
async function readWaiting(tx: Tx, staff: string, line: string, { kind, about }: NonNullable<ReturnType<typeof waitingLine>>, now: Instant): Promise<InboxAbout | null> {
  const [row] = kind === 'review' ? await tx.select({ caseId: decisions.case }).from(decisions).where(eq(isWave(about) ? decisions.wave : decisions.id, about)).limit(1) : await tx.select({ caseId: cases.id }).from(cases).where(eq(cases.id, about));
  if (!row) return null;
  await tx.insert(inboxReads).values({ staff, line, at: now }).onConflictDoNothing();
  return { kind, caseId: row.caseId, about };
}
