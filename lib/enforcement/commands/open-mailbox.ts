import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { decisions, notices } from '../../../db/schema';
import { caseChain, entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { isMailbox } from '../../kernel/env';
import { refuse } from '../../kernel/refusal';
import { pageToken } from '../adapters/page-address';

/**
 * Opens the holder's page from the visible mailbox of a demonstration, where nobody else receives the notice. Whoever has the address acts as
 * the holder, so it is told nowhere else: a real post takes it to the holder alone.
 */
export const openMailbox = command({
  name: 'mailbox.open',
  input: z.object({ notice: z.string().max(100) }),
  async run({ input, tx }) {
    const [found] = await tx.select({ page: notices.page, account: notices.account, case: decisions.case }).from(notices).innerJoin(decisions, eq(decisions.id, notices.decision)).where(eq(notices.id, input.notice));
    if (!found) return refuse('not-found');
    if (!isMailbox()) return refuse('locked', 'The private address goes to the holder alone. Only the mailbox of a demonstration opens it.');
    return done({ path: `/appeal/${pageToken(found.page)}` }, entry(caseChain(found.case), 'opened the holder’s page from the mailbox of the demonstration', { refs: { case: found.case, account: found.account, notice: input.notice } }));
  },
});
