import { gateOf, isHeard, type Case } from '../cases/case';
import type { Instant } from '../kernel/instant';
import { firstLock, locked, OPEN, type Gate } from '../kernel/moves';
import type { Actor } from '../staff/actor';
import { MEASURES } from './kinds/index';
import type { Measure, MeasureContext } from './measure';

/** The measure with this id, or null for a kind that is not known (any more): it is shown by its id and decides nothing. */
export function measureNamed(id: string): Measure | null {
  return MEASURES.find((measure) => measure.id === id) ?? null;
}

/** What is known beyond the case itself. */
export type Beyond = { ceiling: MeasureContext['ceiling']; hold: MeasureContext['hold'] };

export function contextOf(c: Case, beyond: Beyond, now: Instant): MeasureContext {
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

export type MeasureChoice = { measure: Measure; state: 'free' | 'countersigned' | 'locked'; reason: string | null };

/** Every measure, each with what stands in its way: the right-hand side of the case page, and what a proposal is checked against. */
export function measuresFor(c: Case, viewer: Actor, beyond: Beyond, now: Instant): readonly MeasureChoice[] {
  const context = contextOf(c, beyond, now);
  const held = gateOf(c, 'propose', viewer, now);
  return MEASURES.map((measure) => {
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
