import type { AccountHistory } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { declaredAt, explainedBy } from '../declared';
import { abstains, found, quiet } from '../reading';
import { awayInterval, countsOf, hoursApart, humanMoments, presenceOf, troughOf } from '../rhythm';
import type { Presence, Trough } from '../rhythm';
import type { Signal } from '../signal';
import { graded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 30;
const ACTIVE_DAYS = 15;
const FIRES_AT_HOURS = 5;
const EXCLUDES_HOURS = 3;

/**
 * T1. Hours of the day on which a person was active, by day of the claimed time zone, over the last 30 days: the middle of the quietest
 * 6 hours and its distance from 03:30 claimed local time. Fires at 5 hours or more where the 90% interval of the distance
 * (resampling whole days) lies above 3 hours, on at least 15 active days. Each hour of a day counts once, with one pseudo-count
 * an hour, so that bursts do not outvote days. Source: seed fact on contact hours; Yasseri et al. on daily rhythms; domain.md section 2.
 */
export const nightAtNoon: Signal = {
  id: 'T1',
  version: 2,
  title: 'Quiet hours far from the claimed night',
  family: 'time',
  halfLifeDays: 45,
  weight: 1.6,
  exhibit: 'clock',
  innocent: ['Night work by choice or for care', 'The hours of clients elsewhere', 'A journey with the old time zone in the profile'],
  decides: 'What their day looks like, and whether it was so from the start',
  declarations: ['travel', 'relocation'],
  alone: true,
  read({ history, asOf }) {
    const now = window(history, asOf - WINDOW_DAYS * DAY, asOf);
    if (now === null) return abstains('a declared time zone');
    if (now.length < ACTIVE_DAYS) return abstains('15 active days in the last 30');
    const trough = troughOf(countsOf(now));
    if (trough.away < FIRES_AT_HOURS) return quiet;
    const interval = awayInterval(now);
    if (interval.low < EXCLUDES_HOURS) return quiet;
    const shown = inLast(history.stretches, WINDOW_DAYS, asOf);
    const acts = inLast(history.activities, WINDOW_DAYS, asOf);
    const sights: readonly { at: Instant; event: string }[] = shown.length > 0 ? shown : acts;
    const explained: (Explanation | null)[] = [
      explainedBy(history.declarations, 'travel', sights, 'A journey is declared for this time.'),
      explainedBy(history.declarations, 'relocation', sights, 'A move is declared from before this time.'),
      sinceSignUp(history, trough, asOf),
    ];
    const first = Math.min(...sights.map((each) => each.at), asOf);
    return found(nightAtNoon, {
      llr: graded(trough.away, FIRES_AT_HOURS, 11, 0.8, 1.6),
      quality: sureness(now.length, ACTIVE_DAYS),
      firstAt: first,
      lastAt: Math.max(first, ...sights.map((each) => each.at)),
      value: { activeDays: now.length, quietAround: trough.centre, awayHours: trough.away, low: interval.low, high: interval.high, depth: trough.depth },
      words: `The quietest six hours lie around ${clock(trough.centre)} claimed local time, ${trough.away} hours from an ordinary night.`,
      evidence: sights.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

function window(history: AccountHistory, from: number, to: number): Presence | null {
  if (!history.versions.some((each) => each.declared !== null)) return null;
  return presenceOf(humanMoments(history, from, to), (at) => declaredAt(history, at)?.timeZone ?? null);
}

/** The same quiet hours in the first 30 days, which must lie before the window: night people are night people from the start. */
function sinceSignUp(history: AccountHistory, now: Trough, asOf: number): Explanation | null {
  const begun = history.stretches[0]?.at ?? history.activities[0]?.at;
  if (begun === undefined || begun + 2 * WINDOW_DAYS * DAY > asOf) return null;
  const early = window(history, begun - 1, begun + WINDOW_DAYS * DAY);
  if (early === null || early.length < 10) return null;
  if (hoursApart(troughOf(countsOf(early)).centre, now.centre) > 2) return null;
  return { kind: 'since_sign_up', share: 0.55, words: 'The quiet hours have been the same since sign-up.', evidence: [] };
}

function clock(hour: number): string {
  return `${String(Math.floor(hour)).padStart(2, '0')}:${hour % 1 === 0 ? '00' : '30'}`;
}
