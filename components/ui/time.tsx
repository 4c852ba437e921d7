import type { Instant } from '@/lib/kernel/instant';
import { clock, date, day, exact, exactOnBoth, onBoth, onDay, relative, rfcOf, UTC } from './moment';

/**
 * The one way to show a moment: near, in words; exact on hover and for machines. `now` comes from the page, so that the server and
 * the browser say the same. `as`: relative "38 min ago", due "today 18:00", day "17 Nov" (with its year where that is another), date with its year, clock "14:06", exact. Where the
 * moment is evidence, `there` is the clock that the account declares (null where it declares none): it stands beside UTC where it reads otherwise, on its own line in a table.
 */
export function Time({ at, now, zone = UTC, there, as = 'relative', className }: {
  at: Instant;
  now: Instant;
  zone?: string;
  there?: string | null;
  as?: 'relative' | 'due' | 'day' | 'date' | 'clock' | 'exact';
  className?: string;
}) {
  if (there !== undefined && (as === 'exact' || as === 'date' || as === 'day')) {
    const both = onBoth(at, there, as === 'day' ? { day: now } : as);
    return <time dateTime={rfcOf(at)} title={exactOnBoth(at, there)} className={className}>{both.utc}{both.there !== null && <span className="there">{` (${both.there})`}</span>}</time>;
  }
  const words = { relative: relative(at, now, zone), due: onDay(at, now, zone), day: day(at, now, zone), date: date(at, zone), clock: clock(at, zone), exact: exact(at, zone) }[as];
  return <time dateTime={rfcOf(at)} title={there === undefined ? exact(at, zone) : exactOnBoth(at, there)} className={className}>{words}</time>;
}
