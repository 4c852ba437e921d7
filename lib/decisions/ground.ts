import { locked, OPEN, type Gate } from '../kernel/moves';
import type { Ground } from '../policy/policy';

/** The grounds named, in the policy's order. */
export function groundsNamed(numbers: readonly string[], grounds: readonly Ground[]): readonly Ground[] {
  return grounds.filter((ground) => numbers.includes(ground.number));
}

/** Measures that touch somebody stand on at least one clause, and every clause named exists in the policy in force. */
export function fitsGrounds(measure: { title: string; leastGrounds: 0 | 1 }, numbers: readonly string[], grounds: readonly Ground[]): Gate {
  if (new Set(numbers).size < measure.leastGrounds) return locked('invalid', `${measure.title} needs at least one ground.`);
  for (const number of numbers) {
    if (grounds.every((ground) => ground.number !== number)) return locked('invalid', `The policy in force has no ground ${number}.`);
  }
  return OPEN;
}

/** What was seen, as the holder may be told it: one sentence a fact, each once, in the order given. What cannot be told is left out. */
export function statementOf(told: readonly (string | null)[]): readonly string[] {
  return [...new Set(told.filter((sentence): sentence is string => sentence !== null && sentence.trim() !== ''))];
}
