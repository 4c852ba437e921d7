import { explainedBy } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { exitOnset as onsetOf, isOfTwoWeeks, verifiedHandovers } from '../verified-handover';
import { graded, sureness } from '../weight';

const BEFORE = 0.1;
const AFTER = 0.7;
const SESSIONS = 3;

/**
 * N2. Share of sessions on hosting or a known VPN under 0.1 before a passed document, face or live check and over 0.7 in the 14 days
 * after it, or under 0.1 until other devices came later than it and over 0.7 on those, together with the handover of D3 after the same check. At
 * least 3 sessions on either side. Where the same device continues there is no handover and nothing is said. Source: mechanics of rented accounts;
 * domain.md section 2.
 */
export const exitOnset: Signal = {
  id: 'N2',
  version: 4,
  title: 'A VPN appears with the new devices',
  family: 'network',
  halfLifeDays: 90,
  weight: 1.9,
  exhibit: 'timeline',
  innocent: ['They began to work from cafés and hotels', 'A new employer or client who asks for a VPN', 'A new computer that came with a VPN'],
  decides: 'A live check on the device now in use',
  declarations: ['vpn', 'new_device', 'relocation', 'travel'],
  alone: true,
  read({ history, asOf, rarity }) {
    const { handovers, missing } = verifiedHandovers(history, asOf, rarity);
    if (missing !== null) return abstains(missing);
    if (handovers.length === 0) return quiet;
    const judged = handovers.map((handover) => ({ handover, onset: onsetOf(handover, SESSIONS) }));
    if (judged.every((each) => each.onset === null)) return abstains('3 sessions on known networks both before and after the check');
    const hit = judged.find((each) => each.onset !== null && each.onset.before < BEFORE && each.onset.after > AFTER);
    if (hit === undefined) return quiet;
    const { handover } = hit;
    const onset = hit.onset!;
    const vpn = explainedBy(history.declarations, 'vpn', onset.shown, 'A VPN is declared for this time.');
    return found(exitOnset, {
      llr: graded(onset.after - onset.before, AFTER - BEFORE, 1, 1.3, 1.9),
      quality: sureness(Math.min(handover.before.length, handover.after.length), 5),
      firstAt: onset.shown[0]!.at,
      lastAt: handover.lastAt,
      value: { before: onset.before, after: onset.after, sessionsBefore: handover.before.length, sessionsAfter: handover.after.length },
      words: isOfTwoWeeks(handover)
        ? `Before the check ${inTen(onset.before)} sessions ran over a VPN or hosting; in the two weeks after it, on new devices, ${inTen(onset.after)} did.`
        : `On the devices used before, ${inTen(onset.before)} sessions ran over a VPN or hosting; on the new ones, which came some time after the check, ${inTen(onset.after)} did.`,
      evidence: [handover.check.event, ...handover.before.slice(-3).map((each) => each.event), ...onset.shown.map((each) => each.event)],
      explained: [...handover.explained, ...(vpn ? [vpn] : [])],
    });
  },
};

/** "no", "3 in 10", "all": in front of "sessions". */
function inTen(share: number): string {
  if (share === 0 || share === 1) return share === 0 ? 'no' : 'all';
  const tenths = Math.round(share * 10);
  return tenths === 0 || tenths === 10 ? (tenths === 0 ? 'hardly any' : 'nearly all') : `${tenths} in 10`;
}
