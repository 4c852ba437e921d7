import { advanceBacktest } from '@/lib/insights/commands/advance-backtest';
import { followShadow } from '@/lib/insights/commands/follow-shadow';
import { clock } from '@/lib/kernel/clock';
import { MINUTE } from '@/lib/kernel/instant';
import { enqueueNow } from '@/lib/kernel/work';
import type { Actor } from '@/lib/staff/actor';

/** Goes through a backtest page by page until it is done or was stopped. */
export async function runBacktest(actor: Actor, backtest: string, show: (progress: { read: number; total: number }) => void = () => {}): Promise<void> {
  for (;;) {
    const page = await advanceBacktest(actor, { backtest });
    if (!page.ok) {
      if (page.code === 'move-closed' || page.code === 'not-found') return;
      throw new Error(page.words);
    }
    show(page.value);
    if (page.value.ended) return;
  }
}

/** How far the shadow policy may lag behind the standings. */
const FOLLOW_EVERY = 5 * MINUTE;

/** Weighs by the shadow policy whatever has been assessed since; comes back as long as there is one. */
export async function followWhole(actor: Actor): Promise<void> {
  for (;;) {
    const page = await followShadow(actor, {});
    if (page.ok) continue;
    if (page.code !== 'nothing-left') {
      if (page.code === 'not-found') return;
      throw new Error(page.words);
    }
    await enqueueNow('shadow', 'shadow', {}, clock.now() + FOLLOW_EVERY);
    return;
  }
}
