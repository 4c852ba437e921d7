import { sha256Hex } from '../kernel/canonical';
import { communitiesOf, componentsOf } from './community';
import { eachOnce, firmTie, ownedBy, tieByParts, type Edge } from './edge';
import type { IdentifierKind } from './link';
import { ringName } from './ring-name';
import type { WeighedLink } from './weight';

/** L1 of domain.md section 2: a ring takes this many members. */
export const RING_SIZE = { least: 3, most: 40 } as const;
/** Nats of ties within the ring at which strength reaches 63%. One bare edge gives 0.53, two firm ones 0.86. */
const STRENGTH_NATS = 4;

export type Ring = {
  id: string;
  name: string;
  /** Sorted by account; strength 0 to 1. */
  members: readonly { account: string; strength: number }[];
  /** Kinds of link that tie it, sorted. */
  kinds: readonly IdentifierKind[];
  edges: readonly { a: string; b: string; nats: number; kinds: readonly IdentifierKind[] }[];
};

/** Ties that were left out because the platform knows the organisation. */
export type Spared = { organisation: string; accounts: readonly string[]; edges: number };

export type Partition = { rings: readonly Ring[]; spared: readonly Spared[] };

/**
 * Ties of who hangs on a group. Two accounts and more that are firmly tied are one hand, and an account is of it by a thing that nobody shows but
 * they and it, though it be of one kind alone; or by things of several kinds, each shown with another of them. Of several such groups, to the one
 * with which it shares most; whoever is firmly tied to others already stays with those, or one thing would join groups that share nothing else.
 */
function tiesToHands(edges: readonly Edge[], firm: readonly Tie[], organisationOf: (account: string) => string | null): Tie[] {
  const groups = componentsOf(firm);
  const groupOf = new Map(groups.flatMap((accounts, group) => accounts.map((account) => [account, group] as const)));
  const meetings = new Map<string, Map<number, Edge[]>>();
  for (const edge of edges) {
    if (organisationOf(edge.a) !== null && organisationOf(edge.a) === organisationOf(edge.b)) continue;
    for (const [account, other] of [[edge.a, edge.b], [edge.b, edge.a]] as const) {
      const group = groupOf.get(other);
      if (group === undefined || groupOf.has(account)) continue;
      const known = meetings.get(account) ?? new Map<number, Edge[]>();
      meetings.set(account, known);
      const between = known.get(group);
      if (between === undefined) known.set(group, [edge]);
      else between.push(edge);
    }
  }
  const organisationsOf = groups.map((accounts) => new Set(accounts.map(organisationOf)));
  return [...meetings].flatMap(([account, met]) => {
    const organisation = organisationOf(account);
    const held = [...met].flatMap(([group, between]) => {
      // Whoever is registered with one of them may have met the others through that one. A roof of both is seen by the edges.
      const parts = organisation !== null && organisationsOf[group]!.has(organisation) ? [] : tiesByParts(between);
      const ties = parts.length > 0 ? parts : tiesByOwn(between);
      // Added up by size: in the order in which links were found, equal sums would differ in their last digit.
      return ties.length === 0 ? [] : [{ ties, nats: ties.map((tie) => tie.nats).sort((x, y) => y - x).reduce((sum, nats) => sum + nats, 0), first: groups[group]![0]! }];
    });
    const [most] = held.sort((x, y) => y.nats - x.nats || (x.first < y.first ? -1 : 1));
    return most === undefined ? [] : eachPairOnce(most.ties);
  });
}

/** By what is shown by several of a group, one account more and nobody else. */
function tiesByOwn(between: readonly Edge[]): Tie[] {
  const holds = new Map<string, { accounts: number; ties: Tie[] }>();
  for (const edge of between) {
    for (const { kind, digest, nats, accounts } of ownedBy(edge)) {
      const hold = holds.get(`${kind}\n${digest}`) ?? { accounts: accounts!, ties: [] };
      hold.ties.push({ a: edge.a, b: edge.b, nats, kinds: [kind] });
      holds.set(`${kind}\n${digest}`, hold);
    }
  }
  return [...holds.values()].flatMap(({ accounts, ties }) => (ties.length < 2 || ties.length < accounts - 1 ? [] : ties));
}

function tiesByParts(between: readonly Edge[]): Tie[] {
  return (tieByParts(between) ?? []).flatMap(({ edge, parts }) => parts.map(({ kind, nats }) => ({ a: edge.a, b: edge.b, nats, kinds: [kind] })));
}

/** Of several ties of one pair the strongest, with the kinds of all. */
function eachPairOnce(ties: readonly Tie[]): Tie[] {
  const found = new Map<string, Tie>();
  for (const tie of ties) {
    const known = found.get(`${tie.a}\n${tie.b}`);
    found.set(`${tie.a}\n${tie.b}`, known === undefined ? tie : { ...tie, nats: Math.max(known.nats, tie.nats), kinds: [...new Set([...known.kinds, ...tie.kinds])].sort() });
  }
  return [...found.values()];
}

type Tie = { a: string; b: string; nats: number; kinds: readonly IdentifierKind[] };

/**
 * Rings among weighted pairs. The same for any order and repetition of the pairs. `organisationOf` names the registered agency or
 * household of an account (kind agency, agency_member or household_member), else null. `familyOf` answers equal marks for equal family
 * names: three accounts of two families are a household before they are a ring.
 */
export function ringsOf(given: readonly Edge[], organisationOf: (account: string) => string | null = () => null, familyOf: (account: string) => string | null = () => null): Partition {
  const edges = pairsAmong(given);
  const roofs = edges.filter((edge) => edge.together && firmTie(edge) === null);
  const late = new Map<string, Set<string>>();
  for (const { a, b, turned, together } of edges) {
    if (turned !== 'by turns' || together) continue;
    for (const [one, other] of [[a, b], [b, a]] as const) late.set(one, (late.get(one) ?? new Set()).add(other));
  }
  const areRing = (members: readonly string[]): boolean => householdsAmong(members, familyOf, roofs, late) >= RING_SIZE.least;
  const { ties: firm, spared } = tiesOf(edges, organisationOf, areRing);
  const ties = [...firm, ...tiesToHands(edges, firm, organisationOf)].sort(byWeight);
  const groups = communitiesOf(ties, RING_SIZE).filter(areRing);
  const placeOf = new Map(groups.flatMap((members, place) => members.map((account) => [account, place] as const)));
  const inside = groups.map((): Tie[] => []);
  for (const tie of ties) {
    const place = placeOf.get(tie.a);
    if (place !== undefined && place === placeOf.get(tie.b)) inside[place]!.push(tie);
  }
  const rings = groups.map((members, place) => ringOf(members, inside[place]!));
  return { rings: rings.sort((x, y) => (x.id < y.id ? -1 : 1)), spared };
}

/**
 * Who has one family name, or is under one roof with another, is of one household with them. A name that many carry is no family by itself: `late`
 * names with whom an account is never at home together and came to share what they share with other hands, one after the other.
 */
function householdsAmong(members: readonly string[], familyOf: (account: string) => string | null, roofs: readonly Edge[], late: ReadonlyMap<string, ReadonlySet<string>>): number {
  const inside = new Set(members);
  const families = new Map<string, string[]>();
  for (const account of members) {
    const family = familyOf(account);
    if (family === null) continue;
    const relatives = families.get(family);
    if (relatives === undefined) families.set(family, [account]);
    else relatives.push(account);
  }
  const same = [...families.values()].flatMap((relatives) => {
    // Where nobody is of a late pair all hang together by the first of them, and the pairs need not be formed.
    if (!relatives.some((account) => late.has(account))) return relatives.slice(1).map((other) => ({ a: relatives[0]!, b: other, nats: 0 }));
    return relatives.flatMap((a, index) => relatives.slice(index + 1).flatMap((b) => (late.get(a)?.has(b) ? [] : [{ a, b, nats: 0 }])));
  });
  const joined = componentsOf([...same, ...roofs.flatMap(({ a, b }) => (inside.has(a) && inside.has(b) ? [{ a, b, nats: 0 }] : []))]);
  return members.length - joined.reduce((sum, household) => sum + household.length - 1, 0);
}

function byWeight(x: Tie, y: Tie): number {
  return y.nats - x.nats || (x.a < y.a ? -1 : x.a > y.a ? 1 : x.b < y.b ? -1 : x.b > y.b ? 1 : 0);
}

/**
 * The firm ties, without those that a registry explains. Registration explains whatever the people of an agency or household share, and not
 * that one after the other came to it with other hands: where most did, or as many as make a ring, its ties count like anybody's.
 */
function tiesOf(edges: readonly Edge[], organisationOf: (account: string) => string | null, areRing: (accounts: readonly string[]) => boolean): { ties: Tie[]; spared: Spared[] } {
  const ties: Tie[] = [];
  const within = new Map<string, (Tie & Pick<Edge, 'turned'>)[]>();
  for (const edge of edges) {
    const firm = firmTie(edge);
    if (firm === null) continue;
    const [tie, organisation] = [{ a: edge.a, b: edge.b, ...firm }, organisationOf(edge.a)];
    if (organisation === null || organisation !== organisationOf(edge.b)) ties.push(tie);
    else {
      const own = within.get(organisation) ?? [];
      if (own.length === 0) within.set(organisation, own);
      own.push({ ...tie, turned: edge.turned });
    }
  }
  const spared: Spared[] = [];
  for (const organisation of [...within.keys()].sort()) {
    const own = within.get(organisation)!;
    const parts = componentsOf(own);
    const partOf = new Map(parts.flatMap((accounts, part) => accounts.map((account) => [account, part] as const)));
    const tiesIn = parts.map((): typeof own => []);
    for (const tie of own) tiesIn[partOf.get(tie.a)!]!.push(tie);
    const left = parts.flatMap((accounts, part) => {
      const inside = tiesIn[part]!;
      const replaced = new Set(replacedAmong(inside));
      const counts = areRing([...replaced]) || replaced.size * 2 > accounts.length;
      if (counts) ties.push(...inside);
      return counts ? [] : inside;
    });
    if (left.length > 0) spared.push({ organisation, accounts: [...new Set(left.flatMap((tie) => [tie.a, tie.b]))].sort(), edges: left.length });
  }
  // Strongest first; equal ones by name, so that no order of arrival shows.
  ties.sort(byWeight);
  return { ties, spared };
}

/** Who came to share with other hands, one after the other: of those who hang together by it, all where it was more than one purchase. */
function replacedAmong(ties: readonly (Tie & Pick<Edge, 'turned'>)[]): string[] {
  const purchaseOf = new Map(componentsOf(ties.filter((tie) => tie.turned === 'at once')).flatMap((accounts) => accounts.map((account) => [account, accounts[0]!] as const)));
  return componentsOf(ties.filter((tie) => tie.turned)).filter((accounts) => new Set(accounts.map((account) => purchaseOf.get(account) ?? account)).size > 1).flat();
}

/** Each pair once, whichever way round and however often it came. */
function pairsAmong(edges: readonly Edge[]): Edge[] {
  const merged = new Map<string, Edge & { links: WeighedLink[] }>();
  for (const edge of edges) {
    if (edge.a === edge.b) continue;
    const [a, b] = edge.a < edge.b ? [edge.a, edge.b] : [edge.b, edge.a];
    const known = merged.get(`${a}\n${b}`);
    if (!known) {
      merged.set(`${a}\n${b}`, { ...edge, a, b, links: eachOnce(edge.links) });
      continue;
    }
    known.links = eachOnce([...known.links, ...edge.links]);
    for (const mark of ['together', 'hub'] as const) if (edge[mark]) known[mark] = true;
    if (!edge.apart) delete known.apart;
    if (known.turned !== 'by turns') known.turned = edge.turned ?? known.turned;
  }
  return [...merged.keys()].sort().map((key) => merged.get(key)!);
}

function ringOf(members: readonly string[], edges: readonly Tie[]): Ring {
  // Ties come sorted by weight, so each sum is the same whatever the accounts are called.
  const nats = new Map(members.map((account) => [account, 0]));
  for (const tie of edges) for (const account of [tie.a, tie.b]) nats.set(account, nats.get(account)! + tie.nats);
  const id = seedOf(members);
  return {
    id, name: ringName(id), edges,
    members: members.map((account) => ({ account, strength: 1 - Math.exp(-nats.get(account)! / STRENGTH_NATS) })),
    kinds: [...new Set(edges.flatMap((tie) => tie.kinds))].sort(),
  };
}

/** The id of a ring that is new, from its members. */
export function seedOf(members: readonly string[]): string {
  return `ring_${sha256Hex(members.join('\n')).slice(0, 16)}`;
}
