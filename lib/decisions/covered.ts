import type { Touch } from '../cases/touch';
import type { Instant } from '../kernel/instant';
import type { Actor } from '../staff/actor';
import { mayCountersign, statusOf, type Countersignature, type Decision, type DecisionStatus, type Lifting } from './decision';

/** Said in the place of odds that may still be read blind. */
export const ODDS_COVERED = 'The assessment is covered: you may still be the second reader of a proposal on this account.';

/** What was decided on one case, and everybody's hand in it. */
export type Decided = {
  decisions: readonly Decision[];
  countersignatures: readonly Countersignature[];
  liftings: readonly Lifting[];
  /** The hands that bear on who may read a decision blind. */
  handsOn(decision: Decision): readonly Touch[];
  /** What still waits on other cases in the waves of these decisions, and who has committed a verdict there: they know what is in all of it. */
  alongside: readonly { decision: Decision; readers: readonly string[] }[];
  /** Whether what it says may be proposed again: a case is open on its account, or on another of its wave. */
  goesOn(decision: Decision): boolean;
};

/** The proposal that this person may still read blind, here or elsewhere in a wave of which something here is one; null where nothing is covered from them. */
export function readableBlind(viewer: Actor, { decisions, countersignatures, liftings, handsOn, alongside }: Decided, now: Instant): Decision | null {
  const here = decisions.find((decision) => mayCountersign(viewer, decision, statusOf(decision, countersignatures, liftings, now), handsOn(decision)).state === 'open');
  const elsewhere = () => alongside.find(({ decision, readers }) => !readers.some((id) => viewer.kind === 'staff' && id === viewer.id) && mayCountersign(viewer, decision, 'proposed', handsOn(decision)).state === 'open');
  return here ?? elsewhere()?.decision ?? null;
}

/**
 * Whether this person could still be the blind second reader of something on the case. While they could, nothing that anybody
 * proposed on it may be shown to them, earlier proposals that were returned included: people propose the same thing again. What was signed
 * of a wave stays covered as long, since the rest of it proposes the same.
 */
export function isCovered(viewer: Actor, decided: Decided, now: Instant): boolean {
  return readableBlind(viewer, decided, now) !== null;
}

/**
 * Whether a proposal stays covered from this person although nothing waits: it came back or was withdrawn, and they may be the second
 * reader of the next, which often says the same.
 */
export function staysCovered(viewer: Actor, decision: Decision, status: DecisionStatus, { handsOn, goesOn }: Pick<Decided, 'handsOn' | 'goesOn'>): boolean {
  return decision.needsSecond && (status === 'withdrawn' || status === 'returned') && goesOn(decision) && mayCountersign(viewer, decision, 'proposed', handsOn(decision)).state === 'open';
}

/** Said in place of such a proposal; `name`: of the case on which it can be opened. */
export const keptCovered = (name: string): string => `Nothing came of this proposal on ${name}. What it said stays covered from you, since you may be the second reader of the next. On that case you can open it; somebody else countersigns there then.`;

/** Whether nobody is left who may read the proposal as the second person. `staff`: everybody whose access is open. */
export function nobodyLeft(staff: readonly Actor[], decision: Decision, touches: readonly Touch[]): boolean {
  return staff.every((one) => mayCountersign(one, decision, 'proposed', touches).state === 'locked');
}
