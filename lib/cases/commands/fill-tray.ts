import { eq, inArray } from 'drizzle-orm';
import { z } from 'zod';
import { accounts, cases, trays } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';
import { TRAY_HOLDS } from '../tray';

const ids = z.array(z.string().min(1).max(200)).max(TRAY_HOLDS);

/** Lays accounts aside in one's own tray: by themselves, or by their cases. One that lies there already stays where it is. */
export const fillTray = command({
  name: 'tray.fill',
  input: z.object({ accounts: ids.default([]), cases: ids.default([]) }),
  async run({ input, actor, now, tx }) {
    const byCase = input.cases.length === 0 ? [] : await tx.select({ account: cases.account }).from(cases).where(inArray(cases.id, input.cases));
    const known = input.accounts.length === 0 ? [] : await tx.select({ account: accounts.account }).from(accounts).where(inArray(accounts.account, input.accounts));
    const wanted = [...new Set([...byCase, ...known].map(({ account }) => account))].sort();
    if (wanted.length === 0) return refuse('invalid', 'Choose at least one account.');
    const lying = await tx.select({ account: trays.account }).from(trays).where(eq(trays.staff, actor.id)).for('update');
    const fresh = wanted.filter((account) => !lying.some((one) => one.account === account));
    if (lying.length + fresh.length > TRAY_HOLDS) return refuse('too-large', `A tray holds ${TRAY_HOLDS} accounts; ${lying.length} lie in yours. Decide on some of them first, or take them out.`);
    if (fresh.length === 0) return refuse('exists', wanted.length === 1 ? 'It lies in your tray already.' : 'All of them lie in your tray already.');
    await tx.insert(trays).values(fresh.map((account) => ({ staff: actor.id, account, addedAt: now }))).onConflictDoNothing();
    await announce(tx, 'tray', actor.id);
    return done({ added: fresh.length, holds: lying.length + fresh.length }, entry('main', `laid ${fresh.length} ${fresh.length === 1 ? 'account' : 'accounts'} aside in the tray`));
  },
});
