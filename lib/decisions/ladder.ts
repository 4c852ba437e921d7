import { gateOf, isHeard, type Case } from '../cases/case';
import { gateForOffer, type QueueSettings } from '../cases/queue-settings';
import type { Instant } from '../kernel/instant';
import { firstLock, locked, OPEN, type Gate } from '../kernel/moves';
import type { Actor } from '../staff/actor';
import { MEASURES } from './kinds/index';
import type { Measure, MeasureContext } from './measure';

/** The measure with this id, or null for a kind that is not known (any more): it is shown by its id and decides nothing. */
export function measureNamed(id: string): Measure | null {
  return MEASURES.find((measure) => measure.id === id) ?? null;
}

/** What is known beyond the case itself. `queue`: the group that it stands in ('' for everybody's) and how the queue is set. */
export type Beyond = { ceiling: MeasureContext['ceiling']; hold: MeasureContext['hold']; queue: InQueue };
export type InQueue = { group: string; settings: QueueSettings };

export function contextOf(c: Case, beyond: Omit<Beyond, 'queue'>, now: Instant): MeasureContext {
  const asked = c.askedAt === null || c.askedUntil === null ? null : { at: c.askedAt, until: c.askedUntil };
  return { now, ring: c.ring, heard: isHeard(c, now), asked, ceiling: beyond.ceiling, hold: beyond.hold };
}

/** Why a second person is needed, in words; null when one is enough. */
export function needsSecond(measure: Measure, context: MeasureContext): string | null {
  const own = measure.countersigned(context);
  if (own !== null) return own;
  return measure.boundByRing && context.ring !== null ? 'In a ring, so a second person countersigns.' : null;
}

/** A question is the most that place, time and their like carry. Asking for a check is a question too. */
export const HEAVIEST_QUESTION = 3;

/** Whether the evidence and the rules allow the measure, whoever proposes it. */
export function gateForMeasure(measure: Measure, context: MeasureContext): Gate {
  const carried = context.ceiling === 'ask' && measure.severity > HEAVIEST_QUESTION
    ? locked('locked', 'Place and time alone never carry more than a question.')
    : OPEN;
  return firstLock(carried, measure.lock(context));
}

/** Whether the queue offers the measure to this person. A hold in force can always be renewed: past its term only a person ends or prolongs it. */
export function gateForQueue(measure: Measure, { hold, queue }: Pick<Beyond, 'hold' | 'queue'>, viewer: Actor): Gate {
  return measure.id === 'payout-hold' && hold !== null ? OPEN : gateForOffer(queue.settings, queue.group, measure, viewer);
}

/** `hidden`: the queue does not offer it to this person. */
export type MeasureChoice = { measure: Measure; state: 'free' | 'countersigned' | 'locked' | 'hidden'; reason: string | null };

/** Every measure, each with what stands in its way: the right-hand side of the case page, and what a proposal is checked against. */
export function measuresFor(c: Case, viewer: Actor, beyond: Beyond, now: Instant): readonly MeasureChoice[] {
  const context = contextOf(c, beyond, now);
  const held = gateOf(c, 'propose', viewer, now);
  return MEASURES.map((measure) => {
    const offered = gateForQueue(measure, beyond, viewer);
    if (offered.state === 'locked') return { measure, state: 'hidden', reason: offered.reason };
    const gate = firstLock(held, gateForMeasure(measure, context));
    if (gate.state === 'locked') return { measure, state: 'locked', reason: gate.reason };
    const second = needsSecond(measure, context);
    return { measure, state: second === null ? 'free' : 'countersigned', reason: second };
  });
}

/** The case's move that carries a decision which needs nobody else. */
export function moveForConfirmed(measure: Measure): 'ask' | 'hold' | 'settle' {
  if (measure.course === 'settles') return 'settle';
  return measure.notice?.asks ? 'ask' : 'hold';
}
