import { daysOnBoth, inWords, momentOnBoth, shortDayIn, shortDaysIn, type OnBothClocks } from '@/lib/evidence/both-clocks';
import { DAY, HOUR, MINUTE, type Instant } from '@/lib/kernel/instant';

/** The zone that a page is written in: the reader's own where known, otherwise UTC. */
export const UTC = 'UTC';

const formats = new Map<string, Intl.DateTimeFormat>();
function say(at: Instant, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = zone + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, known);
  // All months have three letters here, so that columns of dates line up.
  return known.format(at).replace('Sept', 'Sep');
}

/** "17 Nov 2026, 14:06:02 UTC" */
export function exact(at: Instant, zone = UTC): string {
  return say(at, zone, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' });
}

/** "14:06" */
export function clock(at: Instant, zone = UTC): string {
  return say(at, zone, { hour: '2-digit', minute: '2-digit' });
}

/** "17 Nov"; of another year than that of `now`, "17 Nov 2024". */
export function day(at: Instant, now: Instant, zone = UTC): string {
  return shortDayIn(at, zone, now);
}

/** "17 Nov 2026" */
export function date(at: Instant, zone = UTC): string {
  return say(at, zone, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** "9 to 11 Sep", "30 Aug to 2 Sep"; one day stands alone. */
export function days(from: Instant, to: Instant, now: Instant, zone = UTC): string {
  const [first, last] = shortDaysIn(from, to, zone, now);
  if (last === undefined) return first;
  const [number, month, year] = first.split(' ');
  return year === undefined && month === last.split(' ')[1] ? `${number} to ${last}` : `${first} to ${last}`;
}

/** A time that is evidence, by UTC and by the clock that the account declares: a moment to the second, its date, or its day as it is said at `now`. */
export function onBoth(at: Instant, there: string | null, as: 'exact' | 'date' | { day: Instant }): OnBothClocks {
  if (as === 'exact') return momentOnBoth(at, there, date, (when, zone) => say(when, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }));
  return daysOnBoth(there, (zone) => (as === 'date' ? date(at, zone) : day(at, as.day, zone)));
}

/** "3 Sep 2026", "3 Sep 2026 UTC (4 Sep 2026, Asia/Tokyo)" */
export const dateOnBoth = (at: Instant, there: string | null): string => inWords(onBoth(at, there, 'date'));
/** "3 Sep 2026, 14:06:02 UTC (15:06:02 Europe/London)" */
export const exactOnBoth = (at: Instant, there: string | null): string => inWords(onBoth(at, there, 'exact'));
/** "9 to 11 Sep", and the declared clock's days where they are others. */
export const daysInBoth = (from: Instant, to: Instant, there: string | null, now: Instant): string => inWords(daysOnBoth(there, (zone) => days(from, to, now, zone)));

/** "Tue 18:00" */
export function weekday(at: Instant, zone = UTC): string {
  return say(at, zone, { weekday: 'short', hour: '2-digit', minute: '2-digit' }).replace(',', '');
}

/** "Nov"; January carries its year. */
export function month(at: Instant, zone = UTC): string {
  return say(at, zone, { month: 'numeric' }) === '1' ? say(at, zone, { month: 'short', year: 'numeric' }) : say(at, zone, { month: 'short' });
}

/** A length of time, coarse: "<1 min", "38 min", "4 h", "7 d". */
export function span(ms: number): string {
  const length = Math.abs(ms);
  if (length < MINUTE) return '<1 min';
  if (length < HOUR) return `${Math.floor(length / MINUTE)} min`;
  if (length < DAY) return `${Math.floor(length / HOUR)} h`;
  return `${Math.floor(length / DAY)} d`;
}

/** "just now", "38 min ago", "in 4 h", "yesterday 09:12"; beyond a week the date. */
export function relative(at: Instant, now: Instant, zone = UTC): string {
  const away = at - now;
  if (Math.abs(away) < MINUTE) return away > 0 ? 'in a moment' : 'just now';
  if (Math.abs(away) > 7 * DAY) return day(at, now, zone);
  return away > 0 ? `in ${span(away)}` : `${span(away)} ago`;
}

/** "today 18:00", "Wed 04:00", "24 Nov": the second line of a due date. */
export function onDay(at: Instant, now: Instant, zone = UTC): string {
  if (date(at, zone) === date(now, zone)) return `today ${clock(at, zone)}`;
  if (Math.abs(at - now) < 6 * DAY) return weekday(at, zone);
  return day(at, now, zone);
}

/** First instants of the UTC months that begin within a range, for axes. At most `most`, evenly thinned. */
function monthStarts(from: Instant, to: Instant, most: number): Instant[] {
  const first = new Date(from);
  const starts: Instant[] = [];
  for (let m = 0; m < 600; m++) {
    const at = Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + m, 1);
    if (at > to) break;
    if (at >= from) starts.push(at);
  }
  const step = Math.ceil(starts.length / most);
  return starts.filter((_, index) => index % step === 0);
}

/** Between the marks of an axis, where months are too long for it. */
const STEPS = [6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 4 * DAY, 7 * DAY, 14 * DAY, 28 * DAY];

/** Where an axis of UTC is marked, and with what: by its months, or where fewer than two begin within it by days or hours. At most `most`. */
export function axisMarks(from: Instant, to: Instant, most = 12): { at: Instant; words: string }[] {
  const months = monthStarts(from, to, most);
  // The last needs room for its words.
  const end = to - (to - from) / 20;
  const step = STEPS.find((each) => (end - from) / each <= most - 1);
  if (months.length > 1 || step === undefined) return months.map((at) => ({ at, words: month(at) }));
  const marks: { at: Instant; words: string }[] = [];
  for (let at = Math.ceil(from / step) * step; at < end; at += step) marks.push({ at, words: at % DAY === 0 ? say(at, UTC, { day: 'numeric', month: 'short' }) : clock(at) });
  return marks;
}

/** For machines: RFC 3339 in UTC. */
export { rfc3339 as rfcOf } from '@/lib/kernel/instant';
