import type { AccountHistory, Activity } from '../../enrichment/history';
import { DAY, HOUR, MINUTE } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { explainedBy } from '../declared';
import { deviceKey } from '../device-set';
import { abstains, found, quiet } from '../reading';
import { humanMoments, intervalOf, medianOf, quietestMoment } from '../rhythm';
import type { Signal } from '../signal';
import { graded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 30;
const SPAN = 18 * HOUR;
const DAYS = 10;
const PAUSE = 4.5 * HOUR;
/** The intervals must exclude what an ordinary long day and an ordinary short night look like. [T] */
const LONG_DAY = 16 * HOUR;
const SHORT_NIGHT = 6 * HOUR;
const DRAWS = 200;
const MACHINE_MADE: ReadonlySet<Activity['kind']> = new Set(['upload', 'download', 'work']);

/**
 * T2. Hours from the first to the last sign of a person on a day, and the longest pause of the day and the night after it. Fires where the
 * median span is 18 hours or more, at least 10 of the last 30 days reach it, and the median of the longest pauses of those days, the last one left
 * out, is under 4.5 hours; the 90% intervals (resampling whole days) must exclude 16 hours and 6 hours. A day is cut where the account itself is
 * quietest, so no time zone is needed and no night shift is cut in two. Source: founding report on working hours; domain.md section 2.
 */
export const longDays: Signal = {
  id: 'T2',
  version: 2,
  title: 'At work for eighteen hours a day, with hardly a pause',
  family: 'time',
  halfLifeDays: 45,
  weight: 1.7,
  exhibit: 'clock',
  innocent: ['Weeks of a deadline, or of a small child', 'Somebody who sleeps badly', 'A program or a phone that acts by itself at night'],
  decides: 'Who works at which hours, in the holder’s own words',
  declarations: ['agency', 'household', 'accommodation'],
  alone: true,
  read({ history, asOf }) {
    const from = asOf - WINDOW_DAYS * DAY;
    const days = daysOf(humanMoments(history, from, asOf));
    if (days.length < DAYS) return abstains('10 active days in the last 30');
    const long = days.filter((day) => day.span >= SPAN);
    if (long.length < DAYS || medianOf(days.map((day) => day.span)) < SPAN) return quiet;
    const rests = long.flatMap((day) => day.pause ?? []);
    const pause = medianOf(rests);
    if (pause >= PAUSE) return quiet;
    const traits = days.flatMap((day) => [day.span / MINUTE, (day.pause ?? 0) / MINUTE]);
    const spans = intervalOf(days.length, traits, (drawn) => medianOf(drawn.map((index) => days[index]!.span)), DRAWS);
    const pauses = intervalOf(rests.length, traits, (drawn) => medianOf(drawn.map((index) => rests[index]!)), DRAWS);
    if (spans.low <= LONG_DAY || pauses.high >= SHORT_NIGHT) return quiet;
    const rows = [...inLast(history.stretches, WINDOW_DAYS, asOf), ...inLast(history.activities, WINDOW_DAYS, asOf)].sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
    const sights: readonly { at: Instant; event: string | null }[] = rows.length > 0 ? rows : long.map((day) => ({ at: day.first, event: null }));
    const explained: (Explanation | null)[] = [
      byMachine(history, from, asOf, long),
      oneDevice(history, asOf),
      explainedBy(history.declarations, 'agency', sights, 'They declared that others of an agency work here.', () => 0.9),
      explainedBy(history.declarations, 'household', sights, 'They declared a household.', () => 0.6),
      explainedBy(history.declarations, 'accommodation', sights, 'They asked for allowances for how they work.', () => 0.3),
    ];
    return found(longDays, {
      llr: graded(long.length, DAYS, 25, 1.1, 1.5) + graded(PAUSE - pause, 0, 2 * HOUR, 0, 0.2),
      quality: sureness(days.length, DAYS),
      firstAt: long[0]!.first,
      lastAt: long.at(-1)!.last,
      value: { activeDays: days.length, longDays: long.length, spanHours: inHours(medianOf(days.map((day) => day.span))), spanLow: inHours(spans.low), pauseHours: inHours(pause), pauseHigh: inHours(pauses.high) },
      words: `On ${long.length} of ${days.length} active days 18 hours or more lay between the first and the last sign of a person, mostly without a pause of ${inHours(PAUSE)} hours.`,
      evidence: sights.flatMap((each) => each.event ?? []),
      explained: explained.filter((each) => each !== null),
    });
  },
};

type Day = { first: Instant; last: Instant; span: number; /** Null on the last day: its night is not known yet. */ pause: number | null };

/** Days with their span and their longest pause, the night after them included; cut opposite to the middle of the account's own activity. */
function daysOf(moments: readonly Instant[]): Day[] {
  const order = [...new Set(moments)].sort((a, b) => a - b);
  const cut = quietestMoment(order);
  const days: (Day & { pause: number })[] = [];
  let open = Number.NaN;
  order.forEach((at, index) => {
    const number = Math.floor((at - cut) / DAY);
    if (number !== open) days.push({ first: at, last: at, span: 0, pause: 0 });
    open = number;
    const day = days.at(-1)!;
    day.last = at;
    day.span = at - day.first;
    day.pause = Math.max(day.pause, (order[index + 1] ?? at) - at);
  });
  return days.map((day, index) => (index === days.length - 1 ? { ...day, pause: null } : day));
}

/** How many of the long days fall short of it once transfers and running trackers are left out: no person's input at their edges. */
function byMachine(history: AccountHistory, from: Instant, asOf: Instant, long: readonly Day[]): Explanation | null {
  const byHand = humanMoments({ ...history, activities: history.activities.filter((each) => !MACHINE_MADE.has(each.kind)), timeLogs: [] }, from, asOf).toSorted((a, b) => a - b);
  let next = 0;
  const shorter = long.filter((day) => {
    while (next < byHand.length && byHand[next]! < day.first) next += 1;
    const first = byHand[next];
    let last = first;
    while (next < byHand.length && byHand[next]! <= day.last) last = byHand[next++];
    return first === undefined || first > day.last || last! - first < SPAN;
  });
  if (shorter.length === 0) return null;
  return { kind: 'no_human_input', share: (0.8 * shorter.length) / long.length, words: 'At the edges of these days only transfers or a running tracker are on record.', evidence: [] };
}

function oneDevice(history: AccountHistory, asOf: Instant): Explanation | null {
  const keys = new Set(inLast(history.stretches, WINDOW_DAYS, asOf).map((each) => deviceKey(each.device)));
  return keys.size === 1 && !keys.has(null) ? { kind: 'one_device', share: 0.3, words: 'All of it is on one device.', evidence: [] } : null;
}

function inHours(span: number): number {
  return Math.round((span / HOUR) * 10) / 10;
}
