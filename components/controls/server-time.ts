import type { Instant } from '@/lib/kernel/instant';

const LOOKS_EVERY = 500;

/** By how much the server's clock is ahead of the page's own. What a page tells of it that was kept for a while, or long on its way, is less, and sets it back by nothing. */
let ahead = Number.NEGATIVE_INFINITY;

/** Tells what the server's clock says, by the page's own, at once and twice a second, until the answer is called. `now`: when the page was made. */
export function onServerTime(now: Instant, look: (at: Instant) => void): () => void {
  ahead = Math.max(ahead, now - performance.now());
  const tick = () => look(performance.now() + ahead);
  const first = setTimeout(tick, 0);
  const timer = setInterval(tick, LOOKS_EVERY);
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}
