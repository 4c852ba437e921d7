import { locked, OPEN, type Gate } from '../kernel/moves';
import type { Ground } from '../policy/policy';

/** The grounds named, in the policy's order. */
export function groundsNamed(numbers: readonly string[], grounds: readonly Ground[]): readonly Ground[] {
  return grounds.filter((ground) => numbers.includes(ground.number));
}

/** What numbers name: of a decision, by the policy by which it was proposed. A later one may mean something else by the same number. */
export function titlesOf(numbers: readonly string[], grounds: readonly Ground[]): { number: string; title: string }[] {
  return numbers.map((number) => ({ number, title: grounds.find((ground) => ground.number === number)?.title ?? '' }));
}

/** Measures that touch somebody stand on at least one clause, and every clause named exists. `grounds`: of the policy by which it is proposed, for the second person too. */
export function fitsGrounds(measure: { title: string; leastGrounds: 0 | 1 }, numbers: readonly string[], grounds: readonly Ground[]): Gate {
  if (new Set(numbers).size < measure.leastGrounds) return wrong(`${measure.title} needs at least one ground.`);
  for (const number of numbers) {
    if (grounds.every((ground) => ground.number !== number)) return wrong(`The policy has no ground ${number}.`);
  }
  return OPEN;
}

const wrong = (words: string): Gate => locked('invalid', words, { grounds: words });

/** What was seen, as the holder may be told it: one sentence a fact, each once, in the order given. What cannot be told is left out. */
export function statementOf(told: readonly (string | null)[]): readonly string[] {
  return [...new Set(told.filter((sentence): sentence is string => sentence !== null && sentence.trim() !== ''))];
}
