import { logit } from './odds';

/** Members heard for the ring's posterior: one bad apple condemns nobody, and a crowd of clean ones does not dilute the crew. */
const HEARD = 3;

/**
 * Probability, 0 to 1, that a ring is one operation, from its members' log-odds on their own evidence (`Assessment.own`) and their
 * strength in it: the mean log-odds of the three highest, each member's probability first multiplied by its strength.
 * Fewer than three members make no ring: 0. Made from own evidence only, so that a ring never feeds on itself.
 */
export function ringPosterior(members: readonly { own: number; strength: number }[]): number {
  if (members.length < HEARD) return 0;
  const heard = members.map((each) => logit(sigmoid(each.own) * each.strength)).sort((a, b) => b - a).slice(0, HEARD);
  return sigmoid(heard.reduce((sum, each) => sum + each, 0) / HEARD);
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
