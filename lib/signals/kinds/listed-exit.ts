import type { Stretch } from '../../enrichment/history';
import { isEyeball } from '../../enrichment/network';
import type { Listing } from '../../enrichment/network';
import { DAY } from '../../kernel/instant';
import { HUB_ABOVE } from '../../links/link';
import { explainedBy } from '../declared';
import { isExit } from '../networks';
import { abstains, found, quiet } from '../reading';
import type { Finding, Given, Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { distinctDays, inLast } from '../window';

const WINDOW_DAYS = 90;
const LISTED_DAYS = 90;
/** Accounts on an address from which many must be there with no share in what it was listed for. [T] */
const MANY = 10;

/**
 * N5. A session of the last 90 days from an address on an indicator list (imported as such, with source and date) whose data were at most 90 days
 * old then, or are at most 90 days younger. A listing weighs less the older it was: addresses pass on. Moderate where two lists
 * name it or it was used on 3 days [T]. Source: indicators of vendors; domain.md section 2.
 */
export const listedExit: Signal = {
  id: 'N5',
  version: 2,
  title: 'Address on a dated threat list',
  family: 'network',
  halfLifeDays: 30,
  weight: 1.6,
  exhibit: 'table',
  innocent: ['An address that has passed on to somebody else since', 'A VPN exit that many people share', 'A list that errs'],
  decides: 'What the list saw at that address, and when',
  declarations: ['vpn'],
  read(given) {
    const { history, asOf } = given;
    const known = inLast(history.stretches, WINDOW_DAYS, asOf).filter((each) => each.network.class !== 'unknown' || each.network.listings !== undefined);
    if (known.length === 0) return abstains('sessions of the last 90 days on known networks');
    const sights = known.filter((each) => each.network.listings !== undefined).flatMap(sightOf);
    if (sights.length === 0) return quiet;
    const lists = new Set(sights.flatMap((each) => each.listings.map((listing) => listing.list)));
    const days = distinctDays(sights);
    const age = Math.min(...sights.map((each) => each.days));
    const [newest] = sights.flatMap((each) => each.listings).sort((a, b) => (a.date > b.date ? -1 : a.date < b.date ? 1 : a.list < b.list ? -1 : 1));
    const explained: (Explanation | null)[] = [
      crowd(given, sights),
      explainedBy(history.declarations, 'vpn', sights, 'A VPN is declared for this time, whose exits many share.', () => 0.7),
    ];
    return found(listedExit, {
      llr: (lists.size > 1 || days >= 3 ? 1.6 : 0.9) * graded(age, 0, LISTED_DAYS, 1, 0.4),
      quality: 0.8,
      firstAt: sights[0]!.at,
      lastAt: sights.at(-1)!.at,
      value: { sessions: sights.length, days, lists: lists.size, list: newest!.list, source: newest!.source, dated: newest!.date, daysApart: Math.round(age) },
      words: `${sights.length === 1 ? 'A session' : `${sights.length} sessions`} came from an address on the list ${newest!.list}, ${Math.round(age)} days from the date of the list.`,
      evidence: sights.map((each) => each.stretch.event),
      identifiers: sights.flatMap((each) => addressOf(each.stretch)),
      explained: explained.filter((each) => each !== null),
    });
  },
};

type Sight = { at: number; stretch: Stretch; listings: Listing[]; days: number };

/** The listings near enough in time, and the days between the session and the nearest of them. */
function sightOf(stretch: Stretch): Sight[] {
  const near = (stretch.network.listings ?? [])
    .map((listing) => ({ listing, days: Math.abs(stretch.at - Date.parse(`${listing.date}T00:00:00Z`)) / DAY }))
    .filter((each) => each.days <= LISTED_DAYS);
  return near.length === 0 ? [] : [{ at: stretch.at, stretch, listings: near.map((each) => each.listing), days: Math.min(...near.map((each) => each.days)) }];
}

/** The address as links know it: homes and exits are kinds of their own. */
function addressOf({ ip, network }: Stretch): Finding['identifiers'] {
  if (ip === null || !(isEyeball(network.class) || isExit(network.class))) return [];
  return [{ kind: isEyeball(network.class) ? 'ip' : 'exit_ip', digest: ip }];
}

/** Most people on an address that many accounts share have no part in what it was listed for. */
function crowd({ neighbourhood }: Given, sights: readonly Sight[]): Explanation | null {
  const crowded = new Map(neighbourhood.identifiers.filter((each) => (each.kind === 'ip' || each.kind === 'exit_ip') && each.accounts >= MANY).map((each) => [each.digest, each.accounts]));
  const shared = sights.filter((each) => each.stretch.ip !== null && crowded.has(each.stretch.ip));
  if (shared.length === 0) return null;
  const hub = shared.some((each) => crowded.get(each.stretch.ip!)! > HUB_ABOVE);
  return { kind: 'shared_by_many', share: ((hub ? 0.8 : 0.6) * shared.length) / sights.length, words: 'Many accounts share the address.', evidence: shared.map((each) => each.stretch.event) };
}
