import type { Signal } from '../signal';
import { crowdedHome } from './crowded-home';
import { declaredPlaceGap } from './declared-place-gap';
import { duplicateDocument } from './duplicate-document';
import { exitLeak } from './exit-leak';
import { exitOnset } from './exit-onset';
import { failedLiveChecks } from './failed-live-checks';
import { identityRotation } from './identity-rotation';
import { impossibleTravel } from './impossible-travel';
import { lowPriceBurst } from './low-price-burst';
import { nightAtNoon } from './night-at-noon';
import { payoutChange } from './payout-change';
import { postHireHarm } from './post-hire-harm';
import { profileTwin } from './profile-twin';
import { remoteControl } from './remote-control';
import { rentedExitShare } from './rented-exit-share';
import { sharedBeneficiary } from './shared-beneficiary';
import { sharedDevice } from './shared-device';
import { styleBreak } from './style-break';
import { twoPlacesAtOnce } from './two-places-at-once';
import { verificationAvoidance } from './verification-avoidance';
import { verifiedHandover } from './verified-handover';
import { videoAvoidance } from './video-avoidance';

/** Every signal, in the order of the catalogue. */
export const SIGNALS: readonly Signal[] = [
  declaredPlaceGap, impossibleTravel, exitLeak, crowdedHome,
  rentedExitShare, exitOnset,
  sharedDevice, verifiedHandover, remoteControl, twoPlacesAtOnce,
  duplicateDocument, failedLiveChecks, identityRotation, verificationAvoidance,
  sharedBeneficiary, payoutChange,
  nightAtNoon,
  videoAvoidance, styleBreak, profileTwin, lowPriceBurst,
  postHireHarm,
];

const BY_ID = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** The signal with that id; undefined for one retired or not known here, which screens show by its id. */
export function signalOf(id: string): Signal | undefined {
  return BY_ID.get(id);
}
