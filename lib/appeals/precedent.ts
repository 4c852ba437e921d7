import type { Instant } from '../kernel/instant';
import type { AppealStatus } from './appeal';

/** A decided case that this one is compared with. `logOdds` are those at settlement, in nats. */
export type DecidedCase = { id: string; causes: readonly string[]; logOdds: number; settledAt: Instant };
export type Common = { both: number; either: number };
/** One of the nearest: what was taken in its course, and what became of it. `measures` in order, the last is its outcome; `undone`: those of them that people lifted or an appeal gave up; `appeal`: what an appeal against its outcome came to; `lifted`: people ended that before its time. */
export type Precedent = { id: string; name: string; /** Causes that both have, of all that either has. */ common: Common; measures: readonly string[]; undone: readonly string[]; appeal: AppealStatus | null; lifted: boolean; settledAt: Instant };

export const MOST_PRECEDENTS = 5;
/** Fewer decided cases make no custom. */
const ENOUGH = 3;
/** Two cases whose odds differ by this much are half as alike as their causes say, nats. [T] */
const HALF_LIFE = 3;

/** How many causes two cases have in common, and how many in all. */
export function commonTo(a: Pick<DecidedCase, 'causes'>, b: Pick<DecidedCase, 'causes'>): Common {
  const [mine, theirs] = [new Set(a.causes), new Set(b.causes)];
  return { both: [...mine].filter((cause) => theirs.has(cause)).length, either: new Set([...mine, ...theirs]).size };
}

/** How alike two cases are, 0 to 1: the share of causes that both have, less the further their odds lie apart. */
export function likeness(a: Pick<DecidedCase, 'causes' | 'logOdds'>, b: Pick<DecidedCase, 'causes' | 'logOdds'>): number {
  const { both, either } = commonTo(a, b);
  return either === 0 ? 0 : (both / either) * 0.5 ** (Math.abs(a.logOdds - b.logOdds) / HALF_LIFE);
}

/** The nearest of them, the likest first; of equals the latest. What shares no cause is no precedent. */
export function nearest<Case extends DecidedCase>(mine: Pick<DecidedCase, 'causes' | 'logOdds'>, decided: readonly Case[]): Case[] {
  return decided.map((one) => ({ one, alike: likeness(mine, one) })).filter(({ alike }) => alike > 0)
    .sort((a, b) => b.alike - a.alike || b.one.settledAt - a.one.settledAt || (a.one.id < b.one.id ? -1 : 1)).slice(0, MOST_PRECEDENTS).map(({ one }) => one);
}

/** "3 of 5 ended in payout hold; 1 was undone since, by us or on appeal." Null where there are too few, or where no outcome leads and nothing was undone. */
export function customWords(precedents: readonly Precedent[], titleOf: (measure: string) => string): string | null {
  if (precedents.length < ENOUGH) return null;
  const lead = leading(precedents);
  const undone = precedents.filter(wasUndone).length;
  const words = [...(lead === null ? [] : [`${lead.times} of ${precedents.length} ended in ${titleOf(lead.measure)}`]), ...(undone === 0 ? [] : [`${lead === null ? `${undone} of ${precedents.length}` : undone} ${undone === 1 ? 'was' : 'were'} undone since, by us or on appeal`])];
  return words.length === 0 ? null : `${words.join('; ')}.`;
}

/** Why a measure departs from what was done before, in words; null where it does not, or where too little was decided to say so. */
export function departureWords(measure: string, precedents: readonly Precedent[], titleOf: (measure: string) => string): string | null {
  if (precedents.length < ENOUGH) return null;
  const alike = precedents.filter(({ measures }) => measures.includes(measure));
  // Of a case that took several, only what was itself given up speaks against taking it.
  const undone = alike.filter((one) => one.undone.includes(measure)).length;
  if (alike.length === 0) {
    const lead = leading(precedents);
    return `None of the ${precedents.length} nearest decided cases took ${titleOf(measure)}${lead === null ? '' : `; ${lead.times} ended in ${titleOf(lead.measure)}`}. Say why this one differs.`;
  }
  return undone === 0 || undone * 2 < alike.length ? null : `${undone} of ${alike.length} near cases with ${titleOf(measure)} ${undone === 1 ? 'was' : 'were'} undone since, by us or on appeal. Say what is different here.`;
}

/** It ended in nothing that stands: we lifted it as well as we gave it up. */
function wasUndone({ appeal, lifted }: Precedent): boolean {
  return lifted || appeal === 'granted';
}

function leading(precedents: readonly Precedent[]): { measure: string; times: number } | null {
  if (precedents.length < ENOUGH) return null;
  const counts = new Map<string, number>();
  for (const one of precedents) {
    const outcome = wasUndone(one) ? undefined : one.measures.at(-1);
    if (outcome !== undefined) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first === undefined || first[1] * 2 <= precedents.length ? null : { measure: first[0], times: first[1] };
}
