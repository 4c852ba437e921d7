import type { Instant } from '@/lib/kernel/instant';

const LOOKS_EVERY = 500;

/** When the latest page was made, and by how much the server's clock was ahead of the page's own when it came. A page that was kept for a while tells nothing new. */
let latest = { made: Number.NEGATIVE_INFINITY, ahead: 0 };

/** Tells what the server's clock says, by the page's own, at once and twice a second, until the answer is called. `now`: when the page was made. */
export function onServerTime(now: Instant, look: (at: Instant) => void): () => void {
  if (now > latest.made) latest = { made: now, ahead: now - performance.now() };
  const tick = () => look(performance.now() + latest.ahead);
  const first = setTimeout(tick, 0);
  const timer = setInterval(tick, LOOKS_EVERY);
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}
