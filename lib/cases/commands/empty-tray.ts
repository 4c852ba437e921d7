import { and, eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { trays } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { TRAY_HOLDS } from '../tray';

/** Takes accounts out of one's own tray, or all of them where none is named. Nothing happens to the accounts. */
export const emptyTray = command({
  name: 'tray.empty',
  input: z.object({ accounts: z.array(z.string().max(200)).max(TRAY_HOLDS).default([]) }),
  async run({ input, actor, tx }) {
    const mine = eq(trays.staff, actor.id);
    const out = await tx.delete(trays).where(input.accounts.length === 0 ? mine : and(mine, inArray(trays.account, input.accounts))).returning({ account: trays.account });
    if (out.length === 0) return refuse('nothing-left', 'Nothing of this lies in your tray.');
    await announce(tx, 'tray', actor.id);
    return done({ removed: out.length }, entry('main', `took ${out.length} ${out.length === 1 ? 'account' : 'accounts'} out of the tray`));
  },
});
