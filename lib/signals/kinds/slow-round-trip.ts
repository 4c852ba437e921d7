import type { Stretch } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import { ROUND_TRIP_PEERS } from '../../links/rarity';
import type { RarityTable } from '../../links/rarity';
import { explainedBy } from '../declared';
import { countryOf } from '../distance';
import { abstains, found, quiet } from '../reading';
import { isTimed, median } from '../round-trip';
import type { Signal } from '../signal';
import type { Explanation } from '../weight';
import { graded, sureness } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 30;
/** Who works little is looked back upon until there are enough sessions, so far at most. [T] */
const LONGEST_DAYS = 120;
const SESSIONS = 20;
const EXCESS_MS = 80;

/**
 * N4. The round trip of a session lies above what is usual on its network (ASN) and place: the 25th percentile of the other accounts there, at
 * least 10, as the frequency tables last counted it. Fires where the median of that excess is more than 80 ms [T], over 20 sessions or more of the last
 * 30 days, or the latest 20 of the last 120 days where there are fewer: who works little, and over several lines of one place, is as far away as
 * who works much over one. Abstains on mobile and satellite networks, where the place is not known (users of one VPN sit all over the world), without
 * round trips and without that many peers.
 * Source: Wiefling et al. 2022 (a round trip can stand in for an address); Amazon on a lag of over 110 ms; domain.md sections 2 and 3.3.
 */
export const slowRoundTrip: Signal = {
  id: 'N4',
  version: 2,
  title: 'Slower than everybody else on the line',
  family: 'network',
  halfLifeDays: 45,
  weight: 1.9,
  exhibit: 'table',
  innocent: ['Weak Wi-Fi, an old phone or a crowded line', 'An employer’s or client’s desktop in between', 'A VPN of their own whose exit is on this network'],
  decides: 'One session over another line from the same place',
  declarations: ['vpn', 'virtual_desktop'],
  alone: true,
  read({ history, rarity, asOf }) {
    const timed = timedIn(inLast(history.stretches, LONGEST_DAYS, asOf), rarity);
    const lately = timed.filter((each) => each.row.at > asOf - WINDOW_DAYS * DAY);
    const judged = lately.length >= SESSIONS ? lately : timed.slice(-SESSIONS);
    if (judged.length < SESSIONS) return abstains(`round trips of ${SESSIONS} sessions on fixed networks and in a known place, and of ${ROUND_TRIP_PEERS} other accounts there`);
    const excess = median(judged.map(excessOf));
    if (excess <= EXCESS_MS) return quiet;
    const rows = judged.map((each) => each.row);
    const peers = Math.min(...judged.map((each) => each.peers));
    const lines = new Set(rows.map((each) => `${each.network.asn} ${countryOf(each)}`)).size;
    const explained: (Explanation | null)[] = [
      explainedBy(history.declarations, 'vpn', rows, 'A VPN is declared for this time.'),
      explainedBy(history.declarations, 'virtual_desktop', rows, 'A virtual desktop is declared for this time.'),
      sinceDayOne(timedIn(history.stretches, rarity), excess),
    ];
    return found(slowRoundTrip, {
      llr: graded(excess, EXCESS_MS, 200, 1, 1.9),
      quality: Math.min(sureness(rows.length, SESSIONS), sureness(peers, ROUND_TRIP_PEERS)),
      firstAt: rows[0]!.at,
      lastAt: rows.at(-1)!.at,
      value: { sessions: rows.length, medianMs: median(rows.map((row) => row.rttMs!)), peersMs: median(judged.map((each) => each.usualMs)), peers, lines },
      words: `${lines === 1 ? 'The line answers' : `${lines} lines answer`} ${Math.round(excess)} ms later than for a quarter of the ${lines === 1 ? `${peers} others on the same network` : 'others on the same networks'} and place.`,
      evidence: rows.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

type Timed = { row: Stretch; usualMs: number; peers: number };

/** Stretches whose round trip can be set beside that of enough others on the same network and place, in order. */
function timedIn(stretches: readonly Stretch[], rarity: RarityTable | null): Timed[] {
  return stretches.filter(isTimed).flatMap((row) => {
    const usual = rarity?.roundTripOf(row.network.asn!, countryOf(row)!) ?? null;
    return usual === null || usual.accounts - 1 < ROUND_TRIP_PEERS ? [] : [{ row, usualMs: usual.ms, peers: usual.accounts - 1 }];
  });
}

function excessOf({ row, usualMs }: Timed): number {
  return row.rttMs! - usualMs;
}

/** As slow in the first two weeks: a weak line, not somebody further away since a certain day. */
function sinceDayOne(all: readonly Timed[], excess: number): Explanation | null {
  const early = all.filter((each) => each.row.at <= all[0]!.row.at + 14 * DAY);
  if (early.length < 5 || median(early.map(excessOf)) < excess - EXCESS_MS / 2) return null;
  return { kind: 'since_day_one', share: 0.5, words: 'It has been as slow since the first two weeks.', evidence: early.slice(0, 5).map((each) => each.row.event) };
}
