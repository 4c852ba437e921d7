import type { Signal } from '../signal';
import { actingInStep } from './acting-in-step';
import { crowdedHome } from './crowded-home';
import { declaredPlaceGap } from './declared-place-gap';
import { duplicateDocument } from './duplicate-document';
import { exitLeak } from './exit-leak';
import { exitOnset } from './exit-onset';
import { failedLiveChecks } from './failed-live-checks';
import { hubOfMany } from './hub-of-many';
import { impossibleTravel } from './impossible-travel';
import { nightAtNoon } from './night-at-noon';
import { payoutChange } from './payout-change';
import { personaCrossover } from './persona-crossover';
import { profileTwin } from './profile-twin';
import { proposalTemplate } from './proposal-template';
import { rareSharedExit } from './rare-shared-exit';
import { reEntry } from './re-entry';
import { remoteControl } from './remote-control';
import { rentedExitShare } from './rented-exit-share';
import { reusedWork } from './reused-work';
import { ringMember } from './ring-member';
import { sameClient } from './same-client';
import { selfDealing } from './self-dealing';
import { sharedBeneficiary } from './shared-beneficiary';
import { sharedDevice } from './shared-device';
import { sharedFingerprint } from './shared-fingerprint';
import { slowRoundTrip } from './slow-round-trip';
import { twoPlacesAtOnce } from './two-places-at-once';
import { verifiedHandover } from './verified-handover';

/** Every signal, in the order of the catalogue. */
export const SIGNALS: readonly Signal[] = [
  declaredPlaceGap, impossibleTravel, exitLeak, crowdedHome,
  rentedExitShare, exitOnset, rareSharedExit, slowRoundTrip,
  sharedDevice, sharedFingerprint, verifiedHandover, remoteControl, twoPlacesAtOnce,
  duplicateDocument, failedLiveChecks,
  sharedBeneficiary, payoutChange, selfDealing,
  nightAtNoon, actingInStep,
  profileTwin, reusedWork, proposalTemplate,
  ringMember, reEntry, hubOfMany, personaCrossover, sameClient,
];

const BY_ID = new Map(SIGNALS.map((signal) => [signal.id, signal]));

/** The signal with that id; undefined for one retired or not known here, which screens show by its id. */
export function signalOf(id: string): Signal | undefined {
  return BY_ID.get(id);
}
