import type { Touch } from '../cases/touch';
import type { Instant } from '../kernel/instant';
import type { Actor } from '../staff/actor';
import { mayCountersign, statusOf, type Countersignature, type Decision, type Lifting } from './decision';

/** What was decided on one case, and everybody's hand in it. */
export type Decided = {
  decisions: readonly Decision[];
  countersignatures: readonly Countersignature[];
  liftings: readonly Lifting[];
  /** The hands that bear on who may read a decision blind. */
  handsOn(decision: Decision): readonly Touch[];
};

/**
 * Whether this person could still be the blind second reader of something on the case. While they could, nothing that anybody
 * proposed on it may be shown to them, earlier proposals that were returned included: people propose the same thing again.
 */
export function isCovered(viewer: Actor, { decisions, countersignatures, liftings, handsOn }: Decided, now: Instant): boolean {
  return decisions.some((decision) => mayCountersign(viewer, decision, statusOf(decision, countersignatures, liftings, now), handsOn(decision)).state === 'open');
}

/** Whether nobody is left who may read the proposal as the second person. `staff`: everybody whose access is open. */
export function nobodyLeft(staff: readonly Actor[], decision: Decision, touches: readonly Touch[]): boolean {
  return staff.every((one) => mayCountersign(one, decision, 'proposed', touches).state === 'locked');
}
