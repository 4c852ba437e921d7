import type { Stretch } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import { ROUND_TRIP_PEERS } from '../../links/rarity';
import type { RarityTable } from '../../links/rarity';
import { explainedBy } from '../declared';
import { countryOf } from '../distance';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import type { Explanation } from '../weight';
import { graded, sureness } from '../weight';
import { inLast } from '../window';

const WINDOW_DAYS = 30;
const SESSIONS = 20;
const EXCESS_MS = 80;
/** Lines over satellites are slow by themselves. */
const SATELLITE = /satellite|starlink|viasat|hughes|eutelsat|oneweb/i;

/**
 * N4. The median round trip of the last 30 days on one network (ASN) and place, over 20 sessions or more, lies more than 80 ms [T] above the
 * 25th percentile of the other accounts there, at least 10, as the frequency tables last counted it. Abstains on mobile and satellite
 * networks, where the place is not known (users of one VPN sit all over the world), without round trips and without that many peers.
 * Source: Wiefling et al. 2022 (a round trip can stand in for an address); Amazon on a lag of over 110 ms; domain.md section 2.
 */
export const slowRoundTrip: Signal = {
  id: 'N4',
  version: 1,
  title: 'Slower than everybody else on the line',
  family: 'network',
  halfLifeDays: 45,
  weight: 1.9,
  exhibit: 'table',
  innocent: ['Weak Wi-Fi, an old phone or a crowded line', 'An employer’s or client’s desktop in between', 'A VPN of their own whose exit is on this network'],
  decides: 'One session over another line from the same place',
  declarations: ['vpn', 'virtual_desktop'],
  read({ history, rarity, asOf }) {
    const timed = inLast(history.stretches, WINDOW_DAYS, asOf).filter((each) => each.rttMs !== null && each.network.asn !== null && each.network.class !== 'mobile' && countryOf(each) !== null && !SATELLITE.test(each.network.owner ?? ''));
    const judged = [...groupsOf(timed).values()].flatMap((rows) => lagOf(rows, rarity) ?? []);
    if (judged.length === 0) return abstains(`round trips of ${SESSIONS} sessions on one fixed network and known place in 30 days, and of ${ROUND_TRIP_PEERS} other accounts there`);
    const most = judged.sort((a, b) => b.excess - a.excess || b.rows.length - a.rows.length || b.rows[0]!.at - a.rows[0]!.at)[0]!;
    if (most.excess <= EXCESS_MS) return quiet;
    const explained: (Explanation | null)[] = [
      explainedBy(history.declarations, 'vpn', most.rows, 'A VPN is declared for this time.'),
      explainedBy(history.declarations, 'virtual_desktop', most.rows, 'A virtual desktop is declared for this time.'),
      sinceDayOne(history.stretches, most.rows, most.median),
    ];
    return found(slowRoundTrip, {
      llr: graded(most.excess, EXCESS_MS, 200, 1, 1.9),
      quality: Math.min(sureness(most.rows.length, SESSIONS), sureness(most.peers, ROUND_TRIP_PEERS)),
      firstAt: most.rows[0]!.at,
      lastAt: most.rows.at(-1)!.at,
      value: { sessions: most.rows.length, medianMs: most.median, peersMs: most.usual, peers: most.peers },
      words: `The line answers ${Math.round(most.excess)} ms later than for a quarter of the ${most.peers} others on the same network and place.`,
      evidence: most.rows.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

function groupsOf(rows: readonly Stretch[]): Map<string, Stretch[]> {
  const groups = new Map<string, Stretch[]>();
  for (const row of rows) {
    const key = `${row.network.asn} ${countryOf(row)}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function lagOf(rows: readonly Stretch[], rarity: RarityTable | null): { rows: readonly Stretch[]; median: number; usual: number; peers: number; excess: number } | null {
  const usual = rarity?.roundTripOf(rows[0]!.network.asn!, countryOf(rows[0]!)!) ?? null;
  const peers = (usual?.accounts ?? 0) - 1;
  if (usual === null || rows.length < SESSIONS || peers < ROUND_TRIP_PEERS) return null;
  const median = medianOf(rows);
  return { rows, median, usual: usual.ms, peers, excess: median - usual.ms };
}

function medianOf(rows: readonly Stretch[]): number {
  const sorted = rows.map((row) => row.rttMs!).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)]!;
}

/** As slow in the first two weeks on the same network: a weak line, not somebody further away since a certain day. */
function sinceDayOne(all: readonly Stretch[], rows: readonly Stretch[], median: number): Explanation | null {
  const first = all[0]!.at;
  const early = all.filter((each) => each.rttMs !== null && each.network.asn === rows[0]!.network.asn && each.at <= first + 14 * DAY);
  if (early.length < 5 || medianOf(early) < median - EXCESS_MS / 2) return null;
  return { kind: 'since_day_one', share: 0.5, words: 'It has been as slow since the first two weeks.', evidence: early.slice(0, 5).map((each) => each.event) };
}
