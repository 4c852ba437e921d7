import type { Instant } from '@/lib/kernel/instant';

const LOOKS_EVERY = 500;

const NEVER = Number.NEGATIVE_INFINITY;

/** By how much the server's clock was ahead of the page's own when that was told, and when what told it was made. */
let latest = { made: NEVER, ahead: 0 };

/**
 * Tells what the server's clock says, by the page's own, at once and twice a second, until the answer is called. `now`: when what asks was made. The latest
 * holds, also of a server whose clock is behind. What may have been fetched a while before it is seen (`mayBeKept`) tells it only where nothing else has.
 */
export function onServerTime(now: Instant, look: (at: Instant) => void, { mayBeKept = false } = {}): () => void {
  if (mayBeKept ? latest.made === NEVER : now > latest.made) latest = { made: now, ahead: now - performance.now() };
  const tick = () => look(performance.now() + latest.ahead);
  const first = setTimeout(tick, 0);
  const timer = setInterval(tick, LOOKS_EVERY);
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}
