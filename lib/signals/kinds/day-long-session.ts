import type { AccountHistory, Activity, Stretch } from '../../enrichment/history';
import { DAY, HOUR } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { explainedBy } from '../declared';
import { bySession } from '../device-set';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 30;
const BIN = 3 * HOUR;
const BINS = 8;
/** What a machine does by itself: transfers, and records of a running tracker. */
const MACHINE_MADE: ReadonlySet<Activity['kind']> = new Set(['upload', 'download', 'work']);

/**
 * D6. One session alive for 24 hours or more with something done in every 3 hours of them, counted from its beginning: the longest such row of any
 * session that ended in the last 30 days. Done is what its stretches and the activities recorded in it show: a beginning, a last
 * input, a page, a message, a transfer. That a session was merely left open shows nothing. Source: US advisory of 16 May 2022; domain.md section 2.
 */
export const dayLongSession: Signal = {
  id: 'D6',
  version: 1,
  title: 'One session at work for a day and longer',
  family: 'device',
  halfLifeDays: 45,
  weight: 1.8,
  exhibit: 'timeline',
  innocent: ['A program that syncs in the background', 'A machine that is never switched off, used from several rooms', 'One long push before a deadline'],
  decides: 'Who was at the machine at the two ends of that day',
  declarations: ['virtual_desktop', 'agency', 'household'],
  alone: true,
  read({ history, asOf }) {
    const recent = inLast(history.stretches, WINDOW_DAYS, asOf);
    const told = recent.some((each) => each.lastInputAt !== null || each.endedAt !== null) || history.activities.some((each) => each.session !== null);
    if (recent.length === 0 || !told) return abstains('sessions of the last 30 days with their ends, or with what was done in them');
    const days = longDays(history, asOf);
    const [longest] = [...days].sort((a, b) => b.bins - a.bins || b.until - a.until || (a.session < b.session ? -1 : 1));
    if (longest === undefined) return quiet;
    const shown = days.flatMap((day) => day.acts).sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
    const byMachine = longest.bins - longest.byHand;
    const explained: (Explanation | null)[] = [
      byMachine === 0 ? null : { kind: 'no_human_input', share: (0.9 * byMachine) / longest.bins, words: 'For part of that time only transfers or a running tracker are on record, no input of a person.', evidence: [] },
      explainedBy(history.declarations, 'virtual_desktop', days, 'A virtual desktop is declared, whose sessions stay open.', () => 0.6),
      explainedBy(history.declarations, 'agency', days, 'They declared that others of an agency work here.', () => 0.7),
      explainedBy(history.declarations, 'household', days, 'They declared a household.', () => 0.4),
    ];
    return found(dayLongSession, {
      llr: graded(longest.bins, BINS, 2 * BINS, 1.1, 1.7) + (days.length > 1 ? 0.1 : 0),
      quality: 0.85,
      firstAt: shown[0]!.at,
      lastAt: Math.min(asOf, Math.max(...days.map((day) => day.until))),
      value: { sessions: days.length, hours: longest.hours, threes: longest.bins, threesByHand: longest.byHand },
      words: `One session was at work for ${longest.hours} hours on end, with something done in every three.`,
      evidence: shown.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

type Act = { at: Instant; event: string; byHand: boolean };
type LongDay = { session: string; at: Instant; until: Instant; bins: number; byHand: number; hours: number; acts: Act[] };

function longDays(history: AccountHistory, asOf: Instant): LongDay[] {
  const found: LongDay[] = [];
  const acts = new Map<string, Activity[]>();
  const long: [string, Stretch[]][] = [];
  for (const [session, stretches] of bySession(history)) if (isLong(stretches, asOf)) long.push([session, stretches]);
  // Most accounts never hold a session that long: only then what was done in it is gathered.
  if (long.length === 0) return found;
  const sessions = new Set(long.map(([session]) => session));
  for (const act of history.activities) {
    if (act.session === null || !sessions.has(act.session) || act.at > asOf) continue;
    const held = acts.get(act.session);
    if (held) held.push(act);
    else acts.set(act.session, [act]);
  }
  for (const [session, stretches] of long) {
    const day = longestRow(session, stretches, acts.get(session) ?? [], asOf);
    if (day !== null) found.push(day);
  }
  return found.sort((a, b) => a.at - b.at || (a.session < b.session ? -1 : 1));
}

/** Reported as alive for a day or longer, and still alive in the window. */
function isLong(stretches: readonly Stretch[], asOf: Instant): boolean {
  const end = aliveUntil(stretches, asOf);
  return end - stretches[0]!.at >= BINS * BIN && end > asOf - WINDOW_DAYS * DAY;
}

function aliveUntil(stretches: readonly Stretch[], asOf: Instant): Instant {
  let end = 0;
  for (const { at, endedAt, lastInputAt } of stretches) end = Math.max(end, at, endedAt ?? 0, lastInputAt ?? 0);
  return Math.min(asOf, end);
}

function longestRow(session: string, stretches: readonly Stretch[], activities: readonly Activity[], asOf: Instant): LongDay | null {
  const begun = stretches[0]!.at;
  const bins = new Map<number, Act[]>();
  const put = (act: Act) => {
    if (act.at > asOf) return;
    const bin = Math.floor((act.at - begun) / BIN);
    const held = bins.get(bin);
    if (held) held.push(act);
    else bins.set(bin, [act]);
  };
  for (const { at, event, lastInputAt } of stretches) {
    put({ at, event, byHand: true });
    if (lastInputAt !== null && lastInputAt > at) put({ at: lastInputAt, event, byHand: true });
  }
  for (const { at, event, kind } of activities) if (at >= begun) put({ at, event, byHand: !MACHINE_MADE.has(kind) });
  let best: { from: number; to: number } | null = null;
  let from: number | null = null;
  let last = 0;
  for (const bin of [...bins.keys()].sort((a, b) => a - b)) {
    if (from === null || bin !== last + 1) from = bin;
    last = bin;
    if (bin - from + 1 >= BINS && bin - from >= (best === null ? 0 : best.to - best.from)) best = { from, to: bin };
  }
  if (best === null) return null;
  const { from: first, to } = best;
  const row = Array.from({ length: to - first + 1 }, (_, index) => bins.get(first + index)!);
  const acts = row.flat();
  // The last three hours may be cut short by the session's end.
  const lasted = Math.min(aliveUntil(stretches, asOf), begun + (to + 1) * BIN) - begun - first * BIN;
  if (lasted < BINS * BIN) return null;
  return {
    session,
    at: acts.reduce((least, each) => Math.min(least, each.at), Infinity),
    until: acts.reduce((most, each) => Math.max(most, each.at), 0),
    bins: row.length,
    byHand: row.filter((held) => held.some((each) => each.byHand)).length,
    hours: Math.floor(lasted / HOUR),
    acts,
  };
}
