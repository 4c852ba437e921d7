import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { backtests } from '../../../db/schema';
import { entry } from '../../audit/entry';
import { command, done } from '../../kernel/command';
import { refuse } from '../../kernel/refusal';
import { announce } from '../../kernel/work';

/** Stops a backtest; the page that runs at this moment is its last. */
export const cancelBacktest = command({
  name: 'backtest.cancel',
  input: z.object({ backtest: z.string() }),
  async run({ input, now, tx }) {
    const [row] = await tx.select().from(backtests).where(eq(backtests.id, input.backtest)).for('update');
    if (!row) return refuse('not-found', 'There is no such backtest.');
    if (row.status !== 'waiting' && row.status !== 'running') return refuse('move-closed', 'It has ended already.');
    await tx.update(backtests).set({ status: 'cancelled', finishedAt: now, version: row.version + 1 }).where(eq(backtests.id, row.id));
    await announce(tx, 'policy', row.draft);
    return done({ backtest: row.id }, entry('main', `stopped trying a draft on history after ${row.read} of ${row.total}`, { refs: { draft: row.draft, backtest: row.id } }));
  },
});
