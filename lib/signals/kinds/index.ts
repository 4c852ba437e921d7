import { SANCTIONED_TERRITORIES } from '../../policy/sanctioned-territories';
import type { Signal } from '../signal';
import { actingInStep } from './acting-in-step';
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
import { hubOfMany } from './hub-of-many';
import { identityRotation } from './identity-rotation';
import { impossibleTravel } from './impossible-travel';
import { listedExit } from './listed-exit';
import { longDays } from './long-days';
import { lowPriceBurst } from './low-price-burst';
import { nightAtNoon } from './night-at-noon';
import { overbooked } from './overbooked';
import { passThrough } from './pass-through';
import { payoutChange } from './payout-change';
import { personaCrossover } from './persona-crossover';
import { postHireHarm } from './post-hire-harm';
import { profileTwin } from './profile-twin';
import { proposalTemplate } from './proposal-template';
import { railRequest } from './rail-request';
import { rareSharedExit } from './rare-shared-exit';
import { reEntry } from './re-entry';
import { remoteControl } from './remote-control';
import { rentedExitShare } from './rented-exit-share';
import { reusedPhoto } from './reused-photo';
import { reusedWork } from './reused-work';
import { ringMember } from './ring-member';
import { sameClient } from './same-client';
import { territoryHitOn } from './sanctioned-territory';
import { selfDealing } from './self-dealing';
import { sharedBeneficiary } from './shared-beneficiary';
import { sharedDevice } from './shared-device';
import { sharedFingerprint } from './shared-fingerprint';
import { slowRoundTrip } from './slow-round-trip';
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
  rentedExitShare, exitOnset, rareSharedExit, slowRoundTrip, listedExit, hiddenChange,
  sharedDevice, sharedFingerprint, verifiedHandover, remoteControl, twoPlacesAtOnce, dayLongSession, spoofedDevice,
  duplicateDocument, failedLiveChecks, reusedPhoto, identityRotation, verificationAvoidance,
  sharedBeneficiary, foreignPayee, payoutChange, passThrough, selfDealing, railRequest,
  nightAtNoon, longDays, twoRhythms, overbooked, actingInStep,
  videoAvoidance, styleBreak, profileTwin, reusedWork, proposalTemplate, lowPriceBurst,
  ringMember, reEntry, hubOfMany, personaCrossover, sameClient,
  postHireHarm,
];

const BY_ID = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** The signal with that id; undefined for one retired or not known here, which screens show by its id. */
export function signalOf(id: string): Signal | undefined {
  return BY_ID.get(id);
}
