import { leaseState, type Case } from '../cases/case';
import { isCovered, type Decided } from '../decisions/covered';
import type { Instant } from '../kernel/instant';
import { locked, OPEN, type Gate } from '../kernel/moves';
import type { Actor } from '../staff/actor';
import { appealStatusAt, type Appeal } from './appeal';

/**
 * Who may open what a holder enclosed: whoever holds the case, may read blind what waits on it, or hears an appeal on it, and auditors. All of them say what for.
 * Of appeals, and so of what came with one, who reads blind is told nothing.
 */
export function mayOpenEnclosures(actor: Actor, of: Case, appeals: readonly Appeal[], decided: Decided, cameWith: 'answer' | 'appeal', now: Instant): Gate {
  if (actor.kind !== 'staff') return locked('not-allowed', 'Only staff open what a holder sent.');
  if (actor.role === 'auditor' || hears(actor, appeals, now) || (cameWith === 'answer' && isCovered(actor, decided, now))) return OPEN;
  const lease = leaseState(of, actor, now);
  return lease === 'yours' || lease === 'lapsing' ? OPEN : locked('not-held', `Only whoever holds the case${cameWith === 'answer' ? ', may read blind what waits on it,' : ''} or hears an appeal on it can open these.`);
}

/** Whether this person hears one of these appeals now. */
export function hears(actor: Actor, appeals: readonly Appeal[], now: Instant): boolean {
  return actor.kind === 'staff' && appeals.some((appeal) => appealStatusAt(appeal, now) === 'hearing' && appeal.heardBy === actor.id);
}
