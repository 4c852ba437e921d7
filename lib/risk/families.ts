import { capOf } from '../policy/policy';
import type { Policy } from '../policy/policy';
import { FAMILIES } from '../signals/signal';
import type { Family } from '../signals/signal';
import type { Weighed, WeighedFinding } from './assessment';
import { COUNTS_FROM, addsNothing, carriesWeight } from './rules';

/**
 * From weighed findings to the sum of each family.
 *
 * Inside a family the largest counts in full and the second by half (both ways), held to the family's cap.
 * Between families one shared fact counts once: an identifier that findings of several families rest on is credited to one of
 * them, and a finding weighs by the share of its identifiers credited to its family. Of all such readings the one with the
 * largest sum is taken, so that the sum depends on no order and no name, and never falls when a finding grows.
 */
export function enter(weighed: readonly Weighed[], policy: Policy): WeighedFinding[] {
  const findings = weighed
    .map((each) => (addsNothing(each.signal) ? { ...each, raised: 0, counted: 0 } : each))
    .sort((a, b) => (a.signal < b.signal ? -1 : a.signal > b.signal ? 1 : 0));
  const facts = sharedFacts(findings);
  const sizes = findings.map((each) => keysOf(each).size);
  const families = FAMILIES.map((family) => ({ family, members: findings.flatMap((each, i) => (each.family === family ? [i] : [])) })).filter((each) => each.members.length > 0);
  let best: { sum: number; fresh: number[]; entered: number[] } | null = null;
  for (const credited of readingsOf(facts)) {
    const fresh = freshness(findings, sizes, facts, credited);
    const entered = entries(findings, families, fresh, policy);
    const sum = total(entered);
    if (best === null || sum > best.sum) best = { sum, fresh, entered };
  }
  return findings.map((each, i) => ({ ...each, fresh: best!.fresh[i]!, entered: best!.entered[i]! }));
}

/**
 * Families that count, in the order of the contract: the most that stand side by side in one reading of who is credited with what. So one
 * shared fact makes one family, links make one only by identifiers that nothing else counted uses, and no growing finding makes them fewer.
 */
export function familiesOf(findings: readonly WeighedFinding[]): Family[] {
  const facts = sharedFacts(findings);
  const sizes = findings.map((each) => keysOf(each).size);
  let most: Family[] = [];
  for (const credited of readingsOf(facts)) {
    const fresh = freshness(findings, sizes, facts, credited);
    const present = new Set(findings.filter((each, i) => carriesWeight({ ...each, fresh: fresh[i]! }) && (each.family !== 'links' || sizes[i]! > 0)).map((each) => each.family));
    if (present.size > most.length) most = FAMILIES.filter((family) => present.has(family));
  }
  return most;
}

/** Identifiers that the same findings of at least two families rest on. */
type SharedFact = { holders: number[]; families: Family[]; identifiers: number };

/**
 * Readings tried at most; beyond it the facts of fewest identifiers stay with the family named first. Which those are does not depend on how much findings
 * say, so that one that grows lowers nothing; one that comes to it can (decision 0085).
 */
const READINGS_AT_MOST = 512;

function sharedFacts(findings: readonly Weighed[]): SharedFact[] {
  if (findings.length < 2) return [];
  const holdersOf = new Map<string, number[]>();
  findings.forEach((finding, i) => {
    for (const key of keysOf(finding)) holdersOf.set(key, [...(holdersOf.get(key) ?? []), i]);
  });
  const facts = new Map<string, SharedFact>();
  for (const holders of holdersOf.values()) {
    const families = FAMILIES.filter((family) => holders.some((i) => findings[i]!.family === family));
    if (families.length < 2) continue;
    const name = holders.join();
    const fact = facts.get(name) ?? { holders, families: linksLast(families), identifiers: 0 };
    fact.identifiers += 1;
    facts.set(name, fact);
  }
  return [...facts.values()].sort((a, b) => b.identifiers - a.identifiers || (a.holders.join() < b.holders.join() ? -1 : 1));
}

/** What a finding rests on stays one list however often it is weighed, and every innocent life weighs anew what it leaves. */
const KEYS = new WeakMap<Weighed['identifiers'], ReadonlySet<string>>();

function keysOf({ identifiers }: Weighed): ReadonlySet<string> {
  const known = KEYS.get(identifiers) ?? new Set(identifiers.map((each) => `${each.kind}:${each.digest}`));
  KEYS.set(identifiers, known);
  return known;
}

/** Where two readings weigh the same, what was seen directly goes before what was found by links. */
function linksLast(families: readonly Family[]): Family[] {
  return [...families.filter((family) => family !== 'links'), ...families.filter((family) => family === 'links')];
}

function readingsOf(facts: readonly SharedFact[]): Family[][] {
  let readings: Family[][] = [[]];
  for (const fact of facts) {
    const open = readings.length * fact.families.length <= READINGS_AT_MOST;
    const choices = open ? fact.families : fact.families.slice(0, 1);
    readings = readings.flatMap((reading) => choices.map((family) => [...reading, family]));
  }
  return readings;
}

function freshness(findings: readonly Weighed[], sizes: readonly number[], facts: readonly SharedFact[], credited: readonly Family[]): number[] {
  const elsewhere = sizes.map(() => 0);
  facts.forEach((fact, k) => {
    for (const i of fact.holders) if (findings[i]!.family !== credited[k]) elsewhere[i]! += fact.identifiers;
  });
  return sizes.map((all, i) => (all === 0 ? 1 : (all - elsewhere[i]!) / all));
}

type Members = { family: Family; members: readonly number[] };

function entries(findings: readonly Weighed[], families: readonly Members[], fresh: readonly number[], policy: Policy): number[] {
  const entered = findings.map(() => 0);
  const natsOf = (i: number) => findings[i]!.counted * fresh[i]!;
  for (const { family, members } of families) {
    const up = members.filter((i) => natsOf(i) > 0).sort((a, b) => natsOf(b) - natsOf(a));
    const down = members.filter((i) => natsOf(i) < 0).sort((a, b) => natsOf(a) - natsOf(b));
    for (const side of [up, down]) {
      if (side[0] !== undefined) entered[side[0]] = natsOf(side[0]);
      if (side[1] !== undefined) entered[side[1]] = natsOf(side[1]) / 2;
    }
    const sum = total(members.map((i) => entered[i]!));
    const cap = capOf(policy, family, up.some((i) => findings[i]!.standing === 'strong' && natsOf(i) >= COUNTS_FROM));
    if (Math.abs(sum) > cap) for (const i of members) entered[i]! *= cap / Math.abs(sum);
  }
  return entered;
}

/** A sum that does not depend on the order of its terms. */
export function total(terms: readonly number[]): number {
  return [...terms].sort((a, b) => a - b).reduce((sum, each) => sum + each, 0);
}
