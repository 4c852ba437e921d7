import type { Instant } from '@/lib/kernel/instant';
import { clock, date, day, exact, onDay, relative, rfcOf, UTC } from './moment';

/**
 * The one way to show a moment: near, in words; exact on hover and for machines. `now` comes from the page, so that the server and
 * the browser say the same. `as`: relative "38 min ago", due "today 18:00", day "17 Nov", date with its year, clock "14:06", exact.
 */
export function Time({ at, now, zone = UTC, as = 'relative', className }: {
  at: Instant;
  now: Instant;
  zone?: string;
  as?: 'relative' | 'due' | 'day' | 'date' | 'clock' | 'exact';
  className?: string;
}) {
  const words = { relative: relative(at, now, zone), due: onDay(at, now, zone), day: day(at, zone), date: date(at, zone), clock: clock(at, zone), exact: exact(at, zone) }[as];
  return <time dateTime={rfcOf(at)} title={exact(at, zone)} className={className}>{words}</time>;
}
