import { claimCase } from '../../cases/commands/claim-case';
import { openCaseInRing } from '../../cases/commands/open-case';
import { releaseCase } from '../../cases/commands/release-case';
import { refuse } from '../../kernel/refusal';
import { granted, type Result } from '../../kernel/result';
import type { Actor } from '../../staff/actor';
import { memberToPropose } from '../queries/wave-plan';
import { memberToLift, memberToSign } from '../queries/wave-page';
import { countersignDecision } from './countersign-decision';
import { liftDecision } from './lift-decision';
import { proposeDecision } from './propose-decision';

/**
 * What a wave does on one of its members: the commands that a person would use there one by one, each allowed, refused and entered by itself.
 * Whatever is done already is answered as done, so that a run that broke off is simply begun again.
 */
export type OnMember = { wave: string; account: string };
export type StepDone = Result<{ decision: string; words: string }>;

/** Opens a case where there is none, claims it where nobody has it, and proposes. */
export async function proposeMember(actor: Actor, on: OnMember): Promise<StepDone> {
  const before = await memberToPropose(actor, on);
  if (!before.ok) return before;
  if (before.value.decision !== null) return granted({ decision: before.value.decision, words: 'Proposed.' });
  let { caseId } = before.value;
  if (caseId === null) {
    const opened = await openCaseInRing(actor, { account: on.account, ring: before.value.ring });
    if (!opened.ok) return opened;
    ({ caseId } = opened.value);
  }
  const isClaimedHere = !before.value.mine;
  if (isClaimedHere) {
    // Its mates have places of their own in the wave, or are left out of it.
    const claimed = await claimCase(actor, { caseId, alone: true });
    if (!claimed.ok) return claimed;
  }
  // Between reading and claiming it was in nobody's hands: it is read once more.
  const now = isClaimedHere ? await memberToPropose(actor, on) : before;
  const { measure, fields, grounds, statement, reason, version } = now.ok ? now.value : before.value;
  const proposed = now.ok ? await proposeDecision(actor, { caseId, version, measure, fields, grounds: [...grounds], statement, reason, wave: on.wave }) : now;
  if (proposed.ok) return granted({ decision: proposed.value.decision, words: 'Proposed.' });
  // What was claimed for this alone is not kept from others.
  if (isClaimedHere) await releaseCase(actor, { caseId });
  return proposed;
}

/** Countersigns one member by the verdict that the same person committed on the wave. */
export async function signMember(actor: Actor, on: OnMember): Promise<StepDone> {
  const found = await memberToSign(actor, on);
  if (!found.ok) return found;
  const { decision, version, verdict, signed } = found.value;
  if (signed !== null) return granted({ decision, words: signed ? 'In force.' : 'Goes back with your words.' });
  const done = await countersignDecision(actor, { decisionId: decision, version, ...verdict, grounds: [...verdict.grounds] });
  return done.ok ? granted({ decision, words: done.value.agrees ? 'In force.' : 'Goes back with your words.' }) : done;
}

/** Lifts one member that still stands; what has ended otherwise is told and left as it is. */
export async function liftMember(actor: Actor, on: OnMember & { words: string }): Promise<StepDone> {
  const found = await memberToLift(actor, { wave: on.wave, account: on.account });
  if (!found.ok) return found;
  const { decision, version, stands, how } = found.value;
  if (!stands) return refuse('move-closed', how);
  const lifted = await liftDecision(actor, { decisionId: decision, version, words: on.words });
  return lifted.ok ? granted({ decision, words: 'Lifted.' }) : lifted;
}
