import type { Case } from '../cases/case';
import { gateOf, move } from '../cases/case';
import type { Instant } from '../kernel/instant';
import { firstLock, locked, OPEN, type Gate } from '../kernel/moves';
import type { Actor } from '../staff/actor';
import type { Beyond } from './ladder';
import { contextOf, gateForMeasure, gateForQueue, needsSecond } from './ladder';
import type { Measure } from './measure';

/**
 * Whether a measure may be taken on one case among many, by this person alone. Every case is judged by itself: one that is free is judged as
 * if it were claimed, since that comes first. Two people never decide in a row with others, and a ring is claimed whole, so
 * its cases are opened one by one.
 */
export function gateTogether(c: Case, measure: Measure, beyond: Beyond, actor: Actor, now: Instant): Gate {
  if (!isMine(c, actor, now) && c.ring !== null) return locked('locked', 'Its ring is claimed together: open the case.');
  const claimed = asClaimed(c, actor, now);
  if (claimed.state === 'locked') return claimed;
  const context = contextOf(claimed.case, beyond, now);
  const gate = firstLock(gateForQueue(measure, beyond, actor), gateForMeasure(measure, context));
  if (gate.state === 'locked') return gate;
  const second = needsSecond(measure, context);
  return second === null ? OPEN : locked('locked', `${second} Open the case.`);
}

/** The same on a member of a ring, where all of it waits for a second person. */
export function gateInWave(c: Case, measure: Measure, beyond: Beyond, actor: Actor, now: Instant): Gate {
  const claimed = asClaimed(c, actor, now);
  return claimed.state === 'locked' ? claimed : firstLock(gateForQueue(measure, beyond, actor), gateForMeasure(measure, contextOf(claimed.case, beyond, now)));
}

const isMine = (c: Case, actor: Actor, now: Instant): boolean => gateOf(c, 'propose', actor, now).state === 'open';

function asClaimed(c: Case, actor: Actor, now: Instant): ReturnType<typeof move> {
  return isMine(c, actor, now) ? { state: 'moved', case: c } : move(c, { name: 'claim' }, actor, now);
}
