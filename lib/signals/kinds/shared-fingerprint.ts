import { fingerprintOf } from '../../enrichment/device';
import type { Device } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import type { SharedIdentifier } from '../../links/link';
import { isTelling, rarePartsOf } from '../../links/print';
import { deviceKey } from '../device-set';
import { abstains, found, quiet } from '../reading';
import { accountsOf, sharersOf, tieExplanation } from '../sharing';
import type { Sharer } from '../sharing';
import type { Given, Signal } from '../signal';
import { rounded } from '../weight';
import type { Explanation } from '../weight';

const WITHIN = 30 * DAY;
/** Nats for one nat of rarity: equal machines are sold by the thousand, so most of it is taken back. [T] */
const SHRINK = 0.12;
/** A fingerprint on more of the platform than this says nothing. */
const COMMON = 5e-3;
/** A small platform cannot tell what is rare. */
const PLATFORM_AT_LEAST = 1_000;

/**
 * D2. The same fingerprint (screen, graphics, cores and memory, fonts, platform) as other accounts within 30 days, where no token says that it is
 * one device: nats are ln(1/share of accounts that show it), shrunk, and need two parts that are rare by themselves.
 * Weak to moderate: of 50,000 generated devices 1.4 million pairs agree by accident, nearly all in common values.
 * A group says nothing of a machine that came with new hands to both (sharing.ts).
 * Source: Laperdrix et al. 2016, Gómez-Boix et al. 2018, own measurement; domain.md section 2.
 */
export const sharedFingerprint: Signal = {
  id: 'D2',
  version: 2,
  title: 'A rare machine that other accounts also show',
  family: 'device',
  halfLifeDays: 60,
  weight: 1.9,
  exhibit: 'table',
  innocent: ['Machines of one purchase, in an office, a class room or a workshop', 'A model that sells well where few others use the platform', 'A browser that hides what it runs on'],
  decides: 'Whether the machines stand in one place, and who bought them',
  declarations: ['agency', 'household', 'virtual_desktop'],
  read(given) {
    const { history, rarity } = given;
    if (rarity === null) return abstains('how common devices are on the platform');
    if (!history.stretches.some((each) => deviceKey(each.device) !== null)) return abstains('what the devices of the sessions look like');
    if (!given.neighbourhood.identifiers.some((each) => each.kind === 'fingerprint' && isTelling(each.parts))) return quiet;
    const known = new Set(sharersOf(given, 'device_token').map((each) => each.account));
    const near = sharersOf(given, 'fingerprint').filter((each) => !known.has(each.account) && apart(each) <= WITHIN && isTelling(each.shared.parts) && shareOf(each.shared, rarity.accounts) < COMMON);
    const outside = near.filter((each) => each.tie === null);
    const counted = outside.length > 0 ? outside : near;
    if (counted.length === 0) return quiet;
    const best = counted.map((each) => each.shared).sort((a, b) => shareOf(a, rarity.accounts) - shareOf(b, rarity.accounts) || (a.digest < b.digest ? -1 : 1))[0]!;
    const share = shareOf(best, rarity.accounts);
    const others = accountsOf(counted).length;
    const explained: (Explanation | null)[] = [tieExplanation(counted), oneRoom(given, counted)];
    return found(sharedFingerprint, {
      llr: Math.min(1.9, SHRINK * Math.log(1 / share) + 0.1 * Math.min(3, others - 1)),
      quality: 0.9,
      firstAt: Math.min(...counted.map((each) => Math.max(each.own.firstAt, each.theirs.firstAt))),
      lastAt: Math.max(...counted.map((each) => each.own.lastAt)),
      value: { accounts: others + 1, share: rounded(share), rareParts: rarePartsOf(best.parts) },
      words: `${others + 1} accounts work on machines that look the same in every part, ${rarePartsOf(best.parts)} of them rare.`,
      evidence: shownOn(given, counted),
      identifiers: counted.map((each) => ({ kind: each.shared.kind, digest: each.shared.digest })),
      explained: explained.filter((each) => each !== null),
    });
  },
};

/** Sessions on the machines that are alike: those that look like the one with which each stay began. */
function shownOn({ history }: Given, counted: readonly Sharer[]): string[] {
  const begun = new Set(counted.map((each) => each.own.firstAt));
  const lookOf = (device: Device | null): string | null => (device === null ? null : fingerprintOf(device).key);
  const looks = new Set(history.stretches.filter((each) => begun.has(each.at)).map((each) => lookOf(each.device)));
  return history.stretches.filter((each) => lookOf(each.device) !== null && looks.has(lookOf(each.device))).map((each) => each.event);
}

function apart({ own, theirs }: Sharer): number {
  return Math.max(0, own.firstAt - theirs.lastAt, theirs.firstAt - own.lastAt);
}

function shareOf(shared: SharedIdentifier, platform: number): number {
  return Math.max(shared.share ?? 0, Math.max(2, shared.accounts) / Math.max(PLATFORM_AT_LEAST, platform));
}

/** Equal machines on one home or office line are what a purchase for a room looks like. */
function oneRoom(given: Given, counted: readonly Sharer[]): Explanation | null {
  const roommates = new Set(sharersOf(given, 'ip').map((each) => each.account));
  if (!counted.every((each) => roommates.has(each.account))) return null;
  return { kind: 'one_room', share: 0.6, words: 'They work on one line: machines bought together look the same.', evidence: [] };
}
