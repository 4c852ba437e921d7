import { HUB_PERSONS } from '../../links/link';
import { isStable } from '../../links/notice';
import { personsAmong } from '../persons';
import { abstains, found, quiet } from '../reading';
import { accountsOf, sharersOf, tieExplanation } from '../sharing';
import type { Sharer } from '../sharing';
import type { Given, Signal } from '../signal';
import { graded, sureness } from '../weight';

/** Above this an address is more likely a carrier's than a home. [T] */
const CARRIER = 0.5;

/**
 * G5. At least 5 accounts, this one included, with stable sessions (14 days or more between first and last sight) on one residential
 * address (IPv4 /32 or IPv6 /64), of as many different families and payouts, not of one registered household or agency; who
 * came there with new hands, as this account did, counts as of none (sharing.ts).
 * An address that is more likely a carrier's shared one than a home is passed over; where no other is so full, it abstains.
 * Source: the Chapman, Knoot and Wang cases (laptop farms); domain.md section 2.
 */
export const crowdedHome: Signal = {
  id: 'G5',
  version: 3,
  title: 'One home address, many accounts',
  family: 'geography',
  halfLifeDays: 60,
  weight: 3,
  exhibit: 'graph',
  innocent: ['A shared flat, a café or a co-working room on a home line', 'A provider that puts many homes behind one address', 'A small agency that never registered'],
  decides: 'Whether the people behind the accounts know of each other and live or work there',
  declarations: ['household', 'agency'],
  read(given) {
    const { history } = given;
    const residential = new Set(history.stretches.filter((each) => each.network.class === 'residential' && each.ip !== null).map((each) => each.ip));
    const addresses = given.neighbourhood.identifiers.filter((each) => each.kind === 'ip' && residential.has(each.digest));
    if (residential.size === 0) return abstains('sessions on a home address that is still kept');
    const homes = addresses.filter((each) => isStable(each.own));
    const judged = homes.map((home) => ({ home, crowd: sharersOf(given, 'ip').filter((each) => each.shared.digest === home.digest) }));
    const shown = judged.map(({ home, crowd }) => homeOf(given, home, crowd)).filter((each) => each !== null);
    const full = shown.filter((each) => each.households >= HUB_PERSONS).sort((a, b) => b.households - a.households || (a.digest < b.digest ? -1 : 1));
    if (full.length === 0) return quiet;
    const best = full.find((each) => each.shared <= CARRIER);
    if (best === undefined) return abstains('knowledge of whether the address is one home or a carrier’s shared one');
    const tie = tieExplanation(best.crowd);
    const sights = history.stretches.filter((each) => each.ip === best.digest);
    return found(crowdedHome, {
      llr: graded(best.households, HUB_PERSONS, 15, 2, 3),
      quality: (1 - best.shared) * sureness(sights.length, 5) * (best.known ? 1 : 0.7),
      firstAt: best.firstAt,
      lastAt: sights.at(-1)!.at,
      value: { accounts: best.crowd.length + 1, households: best.households, carrierShare: best.shared },
      words: `${best.crowd.length + 1} accounts of ${best.households} different families and payouts work steadily from one home address.`,
      evidence: sights.map((each) => each.event),
      identifiers: [{ kind: 'ip', digest: best.digest }],
      explained: tie ? [tie] : [],
    });
  },
};

type Home = { digest: string; crowd: Sharer[]; households: number; shared: number; known: boolean; firstAt: number };

function homeOf(given: Given, home: { digest: string; accounts: number; own: { firstAt: number } }, all: readonly Sharer[]): Home | null {
  const stable = all.filter((each) => isStable(each.theirs) && each.tie !== 'registered');
  if (stable.length === 0) return null;
  const own = given.neighbourhood.neighbours.get(given.history.account) ?? null;
  const instruments = new Set([...given.history.instruments.map((each) => each.instrument), ...(own?.instruments ?? [])]);
  const groups = personsAmong([
    { surname: own?.surname ?? null, instruments: [...instruments] },
    ...stable.map((each) => ({ surname: each.card?.surname ?? null, instruments: each.card?.instruments ?? [] })),
  ].map(marksOf));
  return {
    digest: home.digest, crowd: stable, households: groups, shared: carrierShare(home.accounts, all),
    known: stable.every((each) => each.card?.surname != null), firstAt: Math.max(home.own.firstAt, Math.min(...stable.map((each) => each.theirs.firstAt))),
  };
}

/** People who share a family name or a payout count once. */
function marksOf({ surname, instruments }: { surname: string | null; instruments: readonly string[] }): string[] {
  return [...(surname === null ? [] : [`surname ${surname}`]), ...instruments.map((each) => `payout ${each}`)];
}

/**
 * How likely the address is a carrier's: the share of accounts that only pass through, and the size of the crowd. A farm keeps its
 * accounts; a shared exit sees people come and go.
 */
function carrierShare(accounts: number, all: readonly Sharer[]): number {
  const passing = all.filter((each) => !isStable(each.theirs)).length / accountsOf(all).length;
  return 1 - (1 - passing) * Math.min(1, 20 / Math.max(1, accounts));
}
