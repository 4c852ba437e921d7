import { DAY } from '../../kernel/instant';
import type { Link } from '../../links/link';
import { abstains, found, quiet } from '../reading';
import { accountsOf, sharersOf, surnameExplanation, tieExplanation } from '../sharing';
import type { Sharer } from '../sharing';
import type { Signal } from '../signal';
import type { Explanation } from '../weight';

const WITHIN = 30 * DAY;

/**
 * Nats for 2, for 3 or 4, and for 5 or more accounts on one device. A labelled set of 30,189 rows gave likelihood ratios of 12.6, 96
 * and 117 (2.5, 4.6 and 4.8 nats); direction right, size not transferable, so shrunk to a little over half.
 */
const NATS = [1.6, 2.6, 2.9] as const;

/**
 * D1. The same first-party device token (or hardware-bound key) on 2 accounts or more within 30 days of each other.
 * Accounts that belong together openly count only where nobody else is on the device, and are then explained by it; a device that came
 * with new hands to both is not (sharing.ts).
 * Source: US advisory of 16 May 2022; Microsoft on one device answering for several people; domain.md section 2.
 */
export const sharedDevice: Signal = {
  id: 'D1',
  version: 2,
  title: 'One device on several accounts',
  family: 'device',
  halfLifeDays: 60,
  weight: 2.9,
  exhibit: 'graph',
  innocent: ['A family or a flat that shares a computer', 'A computer sold or handed on', 'A library or a class room'],
  decides: 'Whether both people know of each other and say so, or the proof of sale',
  declarations: ['household', 'agency'],
  read(given) {
    if (!given.history.stretches.some((each) => each.device?.token != null)) return abstains('device tokens of the sessions');
    const near = sharersOf(given, 'device_token').filter((each) => apart(each.own, each.theirs) <= WITHIN);
    if (near.length === 0) return quiet;
    const outside = near.filter((each) => each.tie === null);
    const counted = outside.length > 0 ? outside : near;
    const others = accountsOf(counted).length;
    const digests = new Set(counted.map((each) => each.shared.digest));
    const days = Math.max(...counted.map((each) => Math.min(each.own.days, each.theirs.days)));
    const explained: (Explanation | null)[] = [tieExplanation(counted), surnameExplanation(counted), handedOn(counted)];
    return found(sharedDevice, {
      llr: others >= 4 ? NATS[2] : others >= 2 ? NATS[1] : NATS[0],
      quality: 0.4 + (0.6 * days) / (days + 1),
      firstAt: Math.min(...counted.map((each) => Math.max(each.own.firstAt, each.theirs.firstAt))),
      lastAt: Math.max(...counted.map((each) => Math.min(each.own.lastAt, each.theirs.lastAt))),
      value: { accounts: others + 1, devices: digests.size, days },
      words: `${others + 1} accounts work on ${digests.size === 1 ? 'one device' : `the same ${digests.size} devices`}, within 30 days of each other.`,
      evidence: given.history.stretches.filter((each) => each.device?.token != null && digests.has(each.device.token)).map((each) => each.event),
      identifiers: counted.map((each) => ({ kind: each.shared.kind, digest: each.shared.digest })),
      explained: explained.filter((each) => each !== null),
    });
  },
};

/** Time between two stays, 0 where they overlap. */
function apart(a: Link, b: Link): number {
  return Math.max(0, a.firstAt - b.lastAt, b.firstAt - a.lastAt);
}

/** Used by one after the other and never again by the first: what a sale or a repair looks like, and what coming back after a closure does. */
function handedOn(sharers: readonly Sharer[]): Explanation | null {
  if (accountsOf(sharers).length > 1 || sharers.some((each) => apart(each.own, each.theirs) < DAY || each.card?.closed === 'for_cause')) return null;
  return { kind: 'handed_on', share: 0.55, words: 'The stays do not overlap: the device may have been sold or handed on.', evidence: [] };
}
