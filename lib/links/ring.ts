import { sha256Hex } from '../kernel/canonical';
import { HUB_ABOVE } from './link';
import type { IdentifierKind, Link } from './link';
import { ringName } from './ring-name';
import { combine, linkWeight, textWeight } from './weight';
import type { SharedBy, WeighedLink } from './weight';

/** L1 of domain.md section 2: an edge needs this many nats, from this many independent groups; a ring this many members. */
export const EDGE_NATS = 3;
export const EDGE_GROUPS = 2;
export const RING_SIZE = { least: 3, most: 40 } as const;
/** Nats of ties within the ring at which strength reaches 63%. One bare edge gives 0.53, two firm ones 0.86. */
const STRENGTH_NATS = 4;

/** One identifier with everybody who shows it. `accounts` counts the whole platform; a hub's rows may be left out. */
export type SharedRows = SharedBy & { digest: string; rows: readonly Link[] };

/** Two texts of different accounts, confirmed by exact Jaccard. */
export type TextPair = { a: string; b: string; jaccard: number; digest: string };

/** Two accounts and every link between them; `a` sorts before `b`. */
export type Edge = { a: string; b: string; links: readonly WeighedLink[] };

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

/** Pairs of accounts with what they share. Work is bounded: no identifier above the hub limit is expanded. */
export function edgesOf(shared: readonly SharedRows[], twins: readonly TextPair[], platformAccounts: number): Edge[] {
  const pairs = new Map<string, { a: string; b: string; links: WeighedLink[] }>();
  const add = (one: string, two: string, link: WeighedLink) => {
    if (one === two || link.nats <= 0) return;
    const [a, b] = one < two ? [one, two] : [two, one];
    const key = `${a}\n${b}`;
    const pair = pairs.get(key) ?? { a, b, links: [] };
    pair.links.push(link);
    pairs.set(key, pair);
  };
  for (const { rows, ...identifier } of shared) {
    // A hub weighs nothing; its pairs are not even formed.
    if (identifier.accounts > HUB_ABOVE) continue;
    for (let i = 0; i < rows.length; i += 1) {
      for (let j = i + 1; j < rows.length; j += 1) {
        const nats = linkWeight(identifier, rows[i]!, rows[j]!, platformAccounts);
        add(rows[i]!.account, rows[j]!.account, { kind: identifier.kind, digest: identifier.digest, nats });
      }
    }
  }
  for (const twin of twins) add(twin.a, twin.b, { kind: 'text_shingles', digest: twin.digest, nats: textWeight(twin.jaccard) });
  return [...pairs.keys()].sort().map((key) => pairs.get(key)!);
}

type Tie = { a: string; b: string; nats: number; kinds: readonly IdentifierKind[] };

/**
 * Rings among weighted pairs. The same for any order and repetition of the pairs. `organisationOf` names the registered agency or
 * household of an account (kind agency, agency_member or household_member), else null.
 */
export function ringsOf(edges: readonly Edge[], organisationOf: (account: string) => string | null = () => null): Partition {
  const { ties, spared } = tiesOf(edges, organisationOf);
  const groups = communities(ties);
  const placeOf = new Map(groups.flatMap((members, place) => members.map((account) => [account, place] as const)));
  const inside = groups.map((): Tie[] => []);
  for (const tie of ties) {
    const place = placeOf.get(tie.a);
    if (place !== undefined && place === placeOf.get(tie.b)) inside[place]!.push(tie);
  }
  const rings = groups.map((members, place) => ringOf(members, inside[place]!));
  return { rings: rings.sort((x, y) => (x.id < y.id ? -1 : 1)), spared };
}

function tiesOf(edges: readonly Edge[], organisationOf: (account: string) => string | null): { ties: Tie[]; spared: Spared[] } {
  const merged = new Map<string, { a: string; b: string; links: WeighedLink[] }>();
  for (const edge of edges) {
    if (edge.a === edge.b) continue;
    const [a, b] = edge.a < edge.b ? [edge.a, edge.b] : [edge.b, edge.a];
    const known = merged.get(`${a}\n${b}`);
    if (known) known.links.push(...edge.links);
    else merged.set(`${a}\n${b}`, { a, b, links: [...edge.links] });
  }
  const ties: Tie[] = [];
  const spared = new Map<string, { accounts: Set<string>; edges: number }>();
  for (const { a, b, links } of merged.values()) {
    const { nats, groups, kinds } = combine(links);
    if (nats < EDGE_NATS || groups.length < EDGE_GROUPS) continue;
    const organisation = organisationOf(a);
    if (organisation === null || organisation !== organisationOf(b)) {
      ties.push({ a, b, nats, kinds });
      continue;
    }
    const entry = spared.get(organisation) ?? { accounts: new Set<string>(), edges: 0 };
    entry.accounts.add(a).add(b);
    entry.edges += 1;
    spared.set(organisation, entry);
  }
  // Strongest first; equal ones by name, so that no order of arrival shows.
  ties.sort((x, y) => y.nats - x.nats || (x.a < y.a ? -1 : x.a > y.a ? 1 : x.b < y.b ? -1 : 1));
  return {
    ties,
    spared: [...spared.keys()].sort().map((organisation) => {
      const entry = spared.get(organisation)!;
      return { organisation, accounts: [...entry.accounts].sort(), edges: entry.edges };
    }),
  };
}

/** Connected components; one above the greatest size is grown again from its strongest ties, never past the bound. */
function communities(ties: readonly Tie[]): string[][] {
  const groups = joined(ties, Infinity);
  const bounded = groups.flatMap((group) => {
    if (group.length <= RING_SIZE.most) return [group];
    const inside = new Set(group);
    return joined(ties.filter((tie) => inside.has(tie.a)), RING_SIZE.most);
  });
  return bounded.filter((group) => group.length >= RING_SIZE.least);
}

/** Joins accounts along ties, strongest first, wherever the union stays within `most`. */
function joined(ties: readonly Tie[], most: number): string[][] {
  const groupOf = new Map<string, string[]>();
  const group = (account: string): string[] => {
    const known = groupOf.get(account) ?? [account];
    groupOf.set(account, known);
    return known;
  };
  for (const { a, b } of ties) {
    const [one, two] = [group(a), group(b)];
    if (one === two || one.length + two.length > most) continue;
    const [large, small] = one.length >= two.length ? [one, two] : [two, one];
    for (const account of small) {
      large.push(account);
      groupOf.set(account, large);
    }
  }
  return [...new Set(groupOf.values())].map((members) => [...members].sort());
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

function seedOf(members: readonly string[]): string {
  return `ring_${sha256Hex(members.join('\n')).slice(0, 16)}`;
}

/**
 * Which ring of before each ring of now continues: largest overlap first (at least two members), each used once. Answers
 * new id to old id; a ring missing from it is new.
 */
export function carryOver(previous: readonly { id: string; members: readonly string[] }[], next: readonly Ring[]): Map<string, string> {
  const homes = new Map<string, { id: string; size: number }[]>();
  for (const ring of previous) {
    for (const account of ring.members) homes.set(account, [...(homes.get(account) ?? []), { id: ring.id, size: ring.members.length }]);
  }
  const overlaps = next.flatMap((ring) => {
    const counts = new Map<string, { size: number; both: number }>();
    for (const { account } of ring.members) {
      for (const { id, size } of homes.get(account) ?? []) counts.set(id, { size, both: (counts.get(id)?.both ?? 0) + 1 });
    }
    return [...counts].map(([old, { size, both }]) => ({ old, now: ring.id, both, alike: both / (size + ring.members.length - both) }));
  });
  overlaps.sort((x, y) => y.both - x.both || y.alike - x.alike || (x.old < y.old ? -1 : x.old > y.old ? 1 : x.now < y.now ? -1 : 1));
  const mapping = new Map<string, string>();
  const taken = new Set<string>();
  for (const { old, now, both } of overlaps) {
    if (both < 2 || mapping.has(now) || taken.has(old)) continue;
    mapping.set(now, old);
    taken.add(old);
  }
  return mapping;
}

/** The rings under the ids they carry on. A new ring whose own id is in use elsewhere gets another; `used` are all ids ever given. */
export function underCarriedIds(next: readonly Ring[], mapping: ReadonlyMap<string, string>, used: ReadonlySet<string> = new Set()): Ring[] {
  const given = new Set([...used, ...mapping.values()]);
  return next.map((ring) => {
    let id = mapping.get(ring.id) ?? ring.id;
    if (!mapping.has(ring.id)) while (given.has(id)) id = seedOf([id]);
    given.add(id);
    return { ...ring, id, name: ringName(id) };
  });
}
