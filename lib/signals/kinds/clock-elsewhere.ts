import type { AccountHistory, Stretch } from '../../enrichment/history';
import { isTimeZone, offsetAt } from '../../kernel/time-zone';
import { declaredAt, explainedBy } from '../declared';
import { clockGap, tellsClock } from '../clock';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded, rounded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { distinctDays, inLast } from '../window';

const WINDOW_DAYS = 30;
const HOURS = 3;
const SHARE = 0.6;
const SESSIONS = 10;
const DAYS = 3;

/**
 * G7. The clock of the device stands 3 hours or more from every zone that may hold where the address is, in at least 60% of the sessions of the last
 * 30 days; at least 10 sessions, the gap on 3 days [T]. Only residential networks with an agreed place: a phone's network surfaces far
 * away, and an exit has no place. The zones of a place are the source's own, else those of all towns within 300 km; offsets are
 * compared at the instant of the session, and the nearest zone counts. Source: practice; domain.md section 2.
 */
export const clockElsewhere: Signal = {
  id: 'G7',
  version: 2,
  title: 'Device clock of another part of the world',
  family: 'geography',
  halfLifeDays: 45,
  weight: 1.8,
  exhibit: 'timeline',
  innocent: ['A traveller who keeps the clock of home', 'A VPN whose addresses pass for homes', 'A clock kept in the time of a client or employer'],
  decides: 'A session with the clock explained: where the device is, and whose time it keeps',
  declarations: ['travel', 'relocation', 'vpn', 'virtual_desktop'],
  alone: true,
  read({ history, asOf }) {
    const seen = firstOfEach(inLast(history.stretches, WINDOW_DAYS, asOf).filter(tellsClock));
    if (seen.length < SESSIONS) return abstains('10 sessions of the last 30 days on home networks, with an agreed place, its time zone and that of the device');
    const gaps = seen.map((stretch) => ({ at: stretch.at, stretch, hours: clockGap(stretch) })).filter((each) => each.hours >= HOURS);
    const share = gaps.length / seen.length;
    if (share < SHARE || distinctDays(gaps) < DAYS) return quiet;
    const hours = gaps.map((each) => each.hours).sort((a, b) => a - b)[Math.floor(gaps.length / 2)]!;
    const explained: (Explanation | null)[] = [
      clockOfHome(history, gaps),
      explainedBy(history.declarations, 'travel', gaps, 'A journey is declared for this time.', () => 0.9),
      explainedBy(history.declarations, 'relocation', gaps, 'A move is declared from before this time.', () => 0.7),
      explainedBy(history.declarations, 'vpn', gaps, 'A VPN is declared for this time.', () => 0.7),
      explainedBy(history.declarations, 'virtual_desktop', gaps, 'A virtual desktop is declared, which keeps its own clock.', () => 0.8),
    ];
    return found(clockElsewhere, {
      llr: graded(share, SHARE, 1, 1.1, 1.5) + graded(hours, HOURS, 9, 0, 0.3),
      quality: sureness(seen.length, SESSIONS),
      firstAt: gaps[0]!.at,
      lastAt: gaps.at(-1)!.at,
      value: { sessions: seen.length, apart: gaps.length, share: rounded(share), medianHours: hours },
      words: `In ${gaps.length} of ${seen.length} sessions the clock of the device stood ${HOURS} hours or more from the time where the address is.`,
      evidence: gaps.map((each) => each.stretch.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

type Gap = { at: number; stretch: Stretch; hours: number };

function firstOfEach(stretches: readonly Stretch[]): Stretch[] {
  const sessions = new Set<string>();
  return stretches.filter((each) => !sessions.has(each.session) && sessions.add(each.session));
}

/** The clock shows the time of the declared place: whoever travels keeps it, and whoever hides has no reason to. */
function clockOfHome(history: AccountHistory, gaps: readonly Gap[]): Explanation | null {
  const home = gaps.filter(({ at, stretch }) => {
    const declared = declaredAt(history, at)?.timeZone;
    return declared !== undefined && isTimeZone(declared) && offsetAt(declared, at) === offsetAt(stretch.device!.timeZone!, at);
  });
  if (home.length === 0) return null;
  return { kind: 'clock_of_declared_place', share: (0.75 * home.length) / gaps.length, words: 'The clock keeps the time of the declared place.', evidence: home.map((each) => each.stretch.event) };
}
