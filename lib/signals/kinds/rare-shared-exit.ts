import type { Link } from '../../links/link';
import { STEADY_DAYS } from '../../links/weight';
import { isExit } from '../networks';
import { abstains, found, quiet } from '../reading';
import { accountsOf, sharersOf, tieExplanation } from '../sharing';
import type { Signal } from '../signal';
import { graded } from '../weight';

const ACCOUNTS = 3;
/** An exit on more accounts of the platform than this is a service that many buy. */
const RARE = 10;

/**
 * N3. At least 3 accounts, this one included, on one VPN, hosting, relay or Tor address that no more than 10 accounts of the platform ever used,
 * each seen there on 5 days or more, in stays that overlap. Moderate at 3, strong from 5. A group says nothing of an exit that came with
 * new hands to both (sharing.ts).
 * Source: vendor reports on Astrill exits, SynchroTrap (shared addresses of coordinated accounts); domain.md section 2.
 */
export const rareSharedExit: Signal = {
  id: 'N3',
  version: 2,
  title: 'A rare exit shared with other accounts',
  family: 'network',
  halfLifeDays: 60,
  weight: 2.6,
  exhibit: 'graph',
  innocent: ['The VPN of an office or a client', 'A small VPN service that friends recommended to each other', 'A household behind one router with a VPN'],
  decides: 'Whose exit it is, and whether the people behind the accounts know of each other',
  declarations: ['vpn', 'virtual_desktop', 'agency', 'household'],
  read(given) {
    const { history } = given;
    if (!history.stretches.some((each) => each.ip !== null && each.network.class !== 'unknown')) return abstains('sessions on an address whose network is known');
    const near = sharersOf(given, 'exit_ip').filter((each) => each.shared.accounts <= RARE && sharedDays(each.own, each.theirs) >= STEADY_DAYS);
    const outside = near.filter((each) => each.tie === null);
    const counted = accountsOf(outside).length >= ACCOUNTS - 1 ? outside : near;
    const others = accountsOf(counted).length;
    if (others < ACCOUNTS - 1) return quiet;
    const digests = new Set(counted.map((each) => each.shared.digest));
    const sights = history.stretches.filter((each) => each.ip !== null && isExit(each.network.class) && digests.has(each.ip));
    if (sights.length === 0) return quiet;
    const tie = tieExplanation(counted);
    return found(rareSharedExit, {
      llr: graded(others + 1, ACCOUNTS, 6, 1.3, 2.6),
      quality: digests.size > 1 ? 1 : 0.85,
      firstAt: Math.min(...counted.map((each) => Math.max(each.own.firstAt, each.theirs.firstAt))),
      lastAt: sights.at(-1)!.at,
      value: { accounts: others + 1, exits: digests.size, platform: Math.max(...counted.map((each) => each.shared.accounts)) },
      words: `${others + 1} accounts leave by ${digests.size === 1 ? 'one exit' : `the same ${digests.size} exits`} that hardly anybody else uses.`,
      evidence: sights.map((each) => each.event),
      identifiers: counted.map((each) => ({ kind: each.shared.kind, digest: each.shared.digest })),
      explained: tie ? [tie] : [],
    });
  },
};

/** Days on which both may have been there: which days is not kept, so as many as the lesser has, none where the stays do not overlap (decision 0085). */
function sharedDays(own: Link, theirs: Link): number {
  return own.lastAt < theirs.firstAt || theirs.lastAt < own.firstAt ? 0 : Math.min(own.days, theirs.days);
}
