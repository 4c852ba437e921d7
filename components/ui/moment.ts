import { daysOnBoth, inWords, momentOnBoth, type OnBothClocks } from '@/lib/evidence/both-clocks';
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

/** "17 Nov" */
export function day(at: Instant, zone = UTC): string {
  return say(at, zone, { day: 'numeric', month: 'short' });
}

/** "17 Nov 2026" */
export function date(at: Instant, zone = UTC): string {
  return say(at, zone, { day: 'numeric', month: 'short', year: 'numeric' });
}

/** "9 to 11 Sep", "30 Aug to 2 Sep"; one day stands alone. */
export function days(from: Instant, to: Instant, zone = UTC): string {
  const [a, b] = [day(from, zone), day(to, zone)];
  if (a === b) return a;
  return a.split(' ')[1] === b.split(' ')[1] ? `${a.split(' ')[0]} to ${b}` : `${a} to ${b}`;
}

/** A time that is evidence, by UTC and by the clock that the account declares: a moment to the second, or its day with the year or without. */
export function onBoth(at: Instant, there: string | null, as: 'exact' | 'date' | 'day'): OnBothClocks {
  if (as === 'exact') return momentOnBoth(at, there, date, (when, zone) => say(when, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }));
  return daysOnBoth(there, (zone) => (as === 'date' ? date : day)(at, zone));
}

/** "3 Sep 2026", "3 Sep 2026 UTC (4 Sep 2026, Asia/Tokyo)" */
export const dateOnBoth = (at: Instant, there: string | null): string => inWords(onBoth(at, there, 'date'));
/** "3 Sep 2026, 14:06:02 UTC (15:06:02 Europe/London)" */
export const exactOnBoth = (at: Instant, there: string | null): string => inWords(onBoth(at, there, 'exact'));
/** "9 to 11 Sep", and the declared clock's days where they are others. */
export const daysInBoth = (from: Instant, to: Instant, there: string | null): string => inWords(daysOnBoth(there, (zone) => days(from, to, zone)));

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
  if (Math.abs(away) > 7 * DAY) return sameYear(at, now, zone) ? day(at, zone) : date(at, zone);
  return away > 0 ? `in ${span(away)}` : `${span(away)} ago`;
}

/** "today 18:00", "Wed 04:00", "24 Nov": the second line of a due date. */
export function onDay(at: Instant, now: Instant, zone = UTC): string {
  if (date(at, zone) === date(now, zone)) return `today ${clock(at, zone)}`;
  if (Math.abs(at - now) < 6 * DAY) return weekday(at, zone);
  return sameYear(at, now, zone) ? day(at, zone) : date(at, zone);
}

function sameYear(a: Instant, b: Instant, zone: string): boolean {
  const year = { year: 'numeric' } as const;
  return say(a, zone, year) === say(b, zone, year);
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
  for (let at = Math.ceil(from / step) * step; at < end; at += step) marks.push({ at, words: at % DAY === 0 ? day(at) : clock(at) });
  return marks;
}

/** For machines: RFC 3339 in UTC. */
export { rfc3339 as rfcOf } from '@/lib/kernel/instant';
