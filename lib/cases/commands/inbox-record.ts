import { and, desc, eq, inArray, isNull, lte, notLike, sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { decisions, inboxLines } from '../../../db/schema';
import { newId } from '../../kernel/ids';
import type { Instant } from '../../kernel/instant';
import { announce } from '../../kernel/work';
import type { KeptKind } from '../inbox';

/** Leaves a line in the inboxes of these people, and tells their screens. `about`: the note, answer, appeal, decision or wave. */
export async function tellInbox(tx: Tx, people: readonly string[], line: { kind: KeptKind; case: string; about: string }, now: Instant): Promise<void> {
  const each = [...new Set(people)].sort();
  if (each.length === 0) return;
  await tx.insert(inboxLines).values(each.map((staff) => ({ id: newId('line', now), staff, ...line, at: now })));
  for (const staff of each) await announce(tx, 'inbox', staff);
}

/** The same for one person, of whom no two lines of this kind about the same stand unread: what comes back of one wave at once is one line, of the latest. */
export async function tellInboxOnce(tx: Tx, person: string, line: { kind: KeptKind; case: string; about: string }, now: Instant): Promise<void> {
  // Of two that come to it at once the second sees what the first wrote.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('inbox line'), hashtext(${`${person} ${line.kind} ${line.about}`}))`);
  const [known] = await tx.update(inboxLines).set({ at: now, case: line.case }).where(and(eq(inboxLines.staff, person), eq(inboxLines.kind, line.kind), eq(inboxLines.about, line.about), isNull(inboxLines.readAt))).returning({ id: inboxLines.id });
  if (known === undefined) await tellInbox(tx, [person], line, now);
  else await announce(tx, 'inbox', person);
}

/** What is told of a case on its own page, beside what one decides there. */
const TOLD_THERE: readonly KeptKind[] = ['answer', 'lapsed', 'returned'];

/**
 * Whoever decides on a case has read what its page told them: of their lines about it, those that had come when it was read (`seen`). What came back of a wave is about others as well,
 * and stays. No line of the ledger says so (decision 0128): one that names who read would tell a blind reader who proposed.
 */
export async function readWithCase(tx: Tx, staff: string, caseId: string, seen: Instant, now: Instant): Promise<void> {
  const read = await tx.update(inboxLines).set({ readAt: now })
    .where(and(eq(inboxLines.staff, staff), eq(inboxLines.case, caseId), inArray(inboxLines.kind, [...TOLD_THERE]), notLike(inboxLines.about, 'wave\\_%'), lte(inboxLines.at, seen), isNull(inboxLines.readAt))).returning({ id: inboxLines.id });
  if (read.length > 0) await announce(tx, 'inbox', staff);
}

/** The latest decision of these measures on a case, and who proposed it; null where there is none. */
export async function latestOf(tx: Tx, caseId: string, measures: readonly string[]): Promise<{ id: string; proposedBy: string } | null> {
  const [found] = await tx.select({ id: decisions.id, proposedBy: decisions.proposedBy }).from(decisions)
    .where(and(eq(decisions.case, caseId), inArray(decisions.measure, [...measures]))).orderBy(desc(decisions.proposedAt)).limit(1);
  return found ?? null;
}
