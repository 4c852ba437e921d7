import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { independent, isRightAfter, isShared, moreChanges, verifiedHandovers } from '../verified-handover';
import type { Change, VerifiedHandover } from '../verified-handover';
import { graded, sureness } from '../weight';

const CHANGE_WORDS: Record<Change, string> = {
  country: 'the country', network: 'the kind of network', language: 'language or keyboard', time_zone: 'the time zone of the device', payout: 'the payout', hours: 'the hours of work',
  writing: 'the way of writing', round_trip: 'how far away the line answers',
};

/**
 * D3. None of the devices of the 14 days after a passed document, face or live check was ever seen before it (the device of the check's
 * own session is one of those before), and at least 2 of: new country, new kind of network, new language or keyboard, device time
 * zone moved by 3 hours or more, payout replaced, fixed lines of the same country that answer more than 80 ms later [T] (as N4). Or the same,
 * however long after a passed check, since the last sight of the old devices or since others do over three quarters of the work [T]. Or all devices
 * change at the change point of the whole life (handover.ts) and one of these, the hours or the way of writing with them, the payout within 45 days [T]:
 * one such change is moderate, two are strong. Country and time zone together weigh as one change, a journey; a later line of the same country weighs as two. Needs 3 sessions on 2 days
 * afterwards. The handover with most changes counts: an owner who comes back on the old device for one more check does not undo it. An old device
 * at work again lowers it by its part of the work, and by three tenths of that where it and the new ones are at work by turns in two places and never
 * meet. Which country or language it is never matters.
 * Source: seed fact on rented identities, Korean advisory; domain.md section 2; decisions 0054, 0057, 0063 and 0078.
 */
export const verifiedHandover: Signal = {
  id: 'D3',
  version: 7,
  title: 'Other hands after the check',
  family: 'device',
  halfLifeDays: 90,
  weight: 3.6,
  exhibit: 'diff',
  innocent: ['A new laptop and a move in the same weeks', 'A phone for the check and a computer for the work, then a journey', 'A stolen or broken device replaced abroad'],
  decides: 'A live check on the device now in use',
  declarations: ['new_device', 'relocation', 'travel'],
  alone: true,
  read({ history, asOf, rarity }) {
    const { handovers, missing } = verifiedHandovers(history, asOf, rarity);
    if (missing !== null) return abstains(missing);
    const handover = mostOf(handovers);
    if (handover === null) return quiet;
    const { check, before, after, changes } = handover;
    const weight = independent(changes);
    return found(verifiedHandover, {
      llr: weight < 2 ? 1.6 : graded(weight, 2, 5, 2.4, 3.6),
      quality: Math.min(sureness(before.length, 3), sureness(after.length, 3)),
      firstAt: after[0]!.at,
      lastAt: handover.lastAt,
      value: { check: check.check, changes: changes.join(' '), changed: changes.length, sessionsBefore: before.length, sessionsAfter: after.length },
      words: `${isRightAfter(handover) ? 'After' : 'Some time after'} the passed check ${isShared(handover) ? 'new devices are at work beside an old one' : 'only new devices are at work'}, and with them ${inWords(changes)} changed.`,
      evidence: [check.event, ...before.slice(-5).map((each) => each.event), ...after.map((each) => each.event)],
      explained: handover.explained,
    });
  },
};

function mostOf(handovers: readonly VerifiedHandover[]): VerifiedHandover | null {
  return handovers.reduce<VerifiedHandover | null>((most, each) => (most === null || moreChanges(each.changes, most.changes) > 0 ? each : most), null);
}

function inWords(changes: readonly Change[]): string {
  const words = changes.map((change) => CHANGE_WORDS[change]);
  return words.length === 1 ? `${words[0]}` : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
