import { current } from '../../enrichment/history';
import type { AccountHistory, TimeLog } from '../../enrichment/history';
import { DAY, HOUR, MINUTE } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { offsetAt, isTimeZone } from '../../kernel/time-zone';
import { CONFIRMED, declaredAt, explainedBy } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';

const WINDOW_DAYS = 30;
const HOURS_A_DAY = 16;
const DAYS = 3;
const AT_ONCE_HOURS = 2;

/**
 * T5. More than 16 hours billed a day on at least 3 days of the last 30, or the trackers of two hourly contracts running at once for 2 hours on end.
 * Entries of one contract that overlap count once; those of two contracts count both, since both are billed. Days are local days of the
 * claimed zone, UTC where none is claimed. Entries longer than a day are slips and left out. Moderate; strong for trackers at once, which
 * no slip of the pen makes. That a manual entry was corrected later is not told by the events. Source: founding report; domain.md section 2.
 */
export const overbooked: Signal = {
  id: 'T5',
  version: 1,
  title: 'More hours billed than a day holds',
  family: 'time',
  halfLifeDays: 45,
  weight: 2.8,
  exhibit: 'timeline',
  innocent: ['Hours written down by hand, in a lump or for the wrong day', 'Work given to others of an agency', 'A tracker forgotten while the next one was started'],
  decides: 'What was delivered in those hours, and by whom',
  declarations: ['agency', 'household'],
  alone: true,
  read({ history, asOf }) {
    if (history.timeLogs.length === 0) return abstains('time logged on contracts');
    const logs = history.timeLogs.filter((each) => each.to > asOf - WINDOW_DAYS * DAY && each.from <= asOf && each.to > each.from && each.to - each.from <= DAY);
    const days = fullDays(history, logs, asOf);
    const atOnce = longestAtOnce(history, logs, asOf);
    const billed = days.length >= DAYS;
    const tracked = atOnce !== null && atOnce.to - atOnce.from >= AT_ONCE_HOURS * HOUR;
    if (!billed && !tracked) return quiet;
    const shown = [...new Set([...(billed ? days.flatMap((day) => day.logs) : []), ...(tracked ? logs.filter((each) => each.source === 'tracker' && each.from < atOnce.to && each.to > atOnce.from) : [])])]
      .sort((a, b) => a.from - b.from || (a.event < b.event ? -1 : 1));
    const hours = tracked ? (atOnce.to - atOnce.from) / HOUR : 0;
    return found(overbooked, {
      llr: tracked ? graded(hours, AT_ONCE_HOURS, 8, 2.1, 2.8) : graded(days.length, DAYS, 10, 1.1, 1.9),
      quality: 0.9,
      firstAt: shown[0]!.from,
      lastAt: Math.min(asOf, Math.max(...shown.map((each) => each.to))),
      value: { fullDays: days.length, mostHours: Math.round(Math.max(0, ...days.map((day) => day.hours)) * 10) / 10, trackersAtOnceHours: Math.round(hours * 10) / 10 },
      words: tracked
        ? `Two hourly trackers ran at once for ${Math.floor(hours)} hours on end.`
        : `On ${days.length} days of 30 more than 16 hours were billed.`,
      evidence: shown.map((each) => each.event),
      explained: explanationsOf(history, shown, tracked),
    });
  },
};

type Span = { from: Instant; to: Instant };
type FullDay = { hours: number; logs: TimeLog[] };

/** Overlapping entries of one contract joined, contracts apart. */
function byContract(logs: readonly TimeLog[], asOf: Instant): Map<string, Span[]> {
  const contracts = new Map<string, Span[]>();
  for (const { contract, from, to } of [...logs].sort((a, b) => a.from - b.from)) {
    const end = Math.min(to, asOf);
    const spans = contracts.get(contract);
    const last = spans?.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, end);
    else if (spans) spans.push({ from, to: end });
    else contracts.set(contract, [{ from, to: end }]);
  }
  return contracts;
}

function fullDays(history: AccountHistory, logs: readonly TimeLog[], asOf: Instant): FullDay[] {
  if (logs.reduce((sum, each) => sum + each.to - each.from, 0) <= DAYS * HOURS_A_DAY * HOUR) return [];
  const hours = new Map<number, number>();
  for (const span of [...byContract(logs, asOf).values()].flat()) {
    for (const [day, part] of localDays(history, span)) hours.set(day, (hours.get(day) ?? 0) + part);
  }
  const full = new Map<number, FullDay>();
  for (const [day, sum] of hours) if (sum > HOURS_A_DAY) full.set(day, { hours: sum, logs: [] });
  if (full.size < DAYS) return [];
  for (const log of logs) for (const [day] of localDays(history, log)) full.get(day)?.logs.push(log);
  return [...full.entries()].sort(([a], [b]) => a - b).map(([, day]) => day);
}

/** Hours of a span by local day of the zone claimed at its beginning. */
function localDays(history: AccountHistory, { from, to }: Span): [number, number][] {
  const zone = declaredAt(history, from)?.timeZone ?? null;
  const shift = zone !== null && isTimeZone(zone) ? offsetAt(zone, from) * MINUTE : 0;
  const parts: [number, number][] = [];
  for (let at = from; at < to; ) {
    const day = Math.floor((at + shift) / DAY);
    const end = Math.min(to, (day + 1) * DAY - shift);
    parts.push([day, (end - at) / HOUR]);
    at = end;
  }
  return parts;
}

/** The longest time during which the trackers of two contracts ran; of equally long ones the last. Contracts at a fixed price are left out. */
function longestAtOnce(history: AccountHistory, logs: readonly TimeLog[], asOf: Instant): Span | null {
  const tracked = logs.filter((each) => each.source === 'tracker');
  if (new Set(tracked.map((each) => each.contract)).size < 2) return null;
  const fixed = new Set(history.contracts.filter((each) => each.hourly === false).map((each) => each.contract));
  const spans = [...byContract(tracked.filter((each) => !fixed.has(each.contract)), asOf).values()].flat();
  // At one instant ends come before beginnings: trackers that follow each other do not run at once.
  const turns = spans.flatMap(({ from, to }) => [{ at: from, by: 1 }, { at: to, by: -1 }]).sort((a, b) => a.at - b.at || a.by - b.by);
  let running = 0;
  let since = 0;
  let best: Span | null = null;
  for (const { at, by } of turns) {
    if (running === 2 && by === -1 && (best === null || at - since >= best.to - best.from)) best = { from: since, to: at };
    running += by;
    if (running === 2 && by === 1) since = at;
  }
  return best;
}

function explanationsOf(history: AccountHistory, shown: readonly TimeLog[], tracked: boolean): Explanation[] {
  const sights = shown.map((each) => ({ at: each.from }));
  const manual = shown.filter((each) => each.source === 'manual');
  const account = current(history);
  const registered = account !== null && account.organisation !== null && (account.kind === 'agency' || account.kind === 'agency_member');
  const all: (Explanation | null)[] = [
    tracked || manual.length === 0 ? null : { kind: 'written_by_hand', share: (0.7 * manual.length) / shown.length, words: 'Hours among them were written down by hand, where slips happen.', evidence: manual.map((each) => each.event) },
    explainedBy(history.declarations, 'agency', sights, 'They declared that others of an agency work here.', () => 0.9),
    explainedBy(history.declarations, 'household', sights, 'They declared a household.', () => 0.3),
    registered ? { kind: 'registered_group', share: CONFIRMED, words: 'Registered with the platform as an agency.', evidence: [account.event] } : null,
  ];
  return all.filter((each) => each !== null);
}
