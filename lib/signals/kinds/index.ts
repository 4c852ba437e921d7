import { SANCTIONED_TERRITORIES } from '../../policy/sanctioned-territories';
import type { Signal } from '../signal';
import { clockElsewhere } from './clock-elsewhere';
import { countryChurn } from './country-churn';
import { crowdedHome } from './crowded-home';
import { dayLongSession } from './day-long-session';
import { declaredPlaceGap } from './declared-place-gap';
import { duplicateDocument } from './duplicate-document';
import { exitLeak } from './exit-leak';
import { exitOnset } from './exit-onset';
import { failedLiveChecks } from './failed-live-checks';
import { foreignPayee } from './foreign-payee';
import { hiddenChange } from './hidden-change';
import { identityRotation } from './identity-rotation';
import { impossibleTravel } from './impossible-travel';
import { listedExit } from './listed-exit';
import { longDays } from './long-days';
import { lowPriceBurst } from './low-price-burst';
import { nightAtNoon } from './night-at-noon';
import { overbooked } from './overbooked';
import { passThrough } from './pass-through';
import { payoutChange } from './payout-change';
import { postHireHarm } from './post-hire-harm';
import { profileTwin } from './profile-twin';
import { railRequest } from './rail-request';
import { remoteControl } from './remote-control';
import { rentedExitShare } from './rented-exit-share';
import { reusedPhoto } from './reused-photo';
import { territoryHitOn } from './sanctioned-territory';
import { sharedBeneficiary } from './shared-beneficiary';
import { sharedDevice } from './shared-device';
import { spoofedDevice } from './spoofed-device';
import { styleBreak } from './style-break';
import { twoPlacesAtOnce } from './two-places-at-once';
import { twoRhythms } from './two-rhythms';
import { verificationAvoidance } from './verification-avoidance';
import { verifiedHandover } from './verified-handover';
import { videoAvoidance } from './video-avoidance';

/** Every signal, in the order of the catalogue. */
export const SIGNALS: readonly Signal[] = [
  declaredPlaceGap, impossibleTravel, countryChurn, exitLeak, crowdedHome, territoryHitOn(SANCTIONED_TERRITORIES), clockElsewhere,
  rentedExitShare, exitOnset, listedExit, hiddenChange,
  sharedDevice, verifiedHandover, remoteControl, twoPlacesAtOnce, dayLongSession, spoofedDevice,
  duplicateDocument, failedLiveChecks, reusedPhoto, identityRotation, verificationAvoidance,
  sharedBeneficiary, foreignPayee, payoutChange, passThrough, railRequest,
  nightAtNoon, longDays, twoRhythms, overbooked,
  videoAvoidance, styleBreak, profileTwin, lowPriceBurst,
  postHireHarm,
];

const BY_ID = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** The signal with that id; undefined for one retired or not known here, which screens show by its id. */
export function signalOf(id: string): Signal | undefined {
  return BY_ID.get(id);
}
