import { isPublic, parseAddress, parseRange } from './address';
import type { Address, AddressRange } from './address';
import { knownClassOf } from './network-knowledge';

/** What kind of network an address belongs to (domain.md, conventions of section 2). */
export const NETWORK_CLASSES = ['residential', 'mobile', 'hosting', 'vpn_known', 'tor', 'relay', 'corporate', 'unknown'] as const;
export type NetworkClass = (typeof NETWORK_CLASSES)[number];

/** What a list can be imported as: all of one class of network, or addresses that somebody saw used in attacks, whatever their class. */
export const LIST_KINDS = [...NETWORK_CLASSES, 'indicator'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** An indicator list that names an address: whose list, and the ISO day of its data. */
export type Listing = { list: string; source: string; date: string };

export type NetworkFact = {
  class: NetworkClass;
  /** Autonomous system number, null where no source knows the address. */
  asn: number | null;
  owner: string | null;
  /** Which list or knowledge decided the class, with its date: "asn-owner 2026-06-17", "list x4bnet-vpn 2026-10-01". */
  source: string;
  /** Why this class, in words for the person who reads the fact. */
  reason?: string;
  /** Indicator lists that named the address when the fact was made, newest first; absent where none did. */
  listings?: readonly Listing[];
};

/** Networks on which an address says something about a place. */
export function isEyeball(network: NetworkClass): boolean {
  return network === 'residential' || network === 'mobile';
}

/**
 * A list that the operator imported. Entries are in the normal form of `readNetworkList`: "81.2.69.0/24",
 * "81.2.69.1-81.2.69.9", "AS64500". `date` is the ISO day of the list's own data.
 */
export type NetworkList = { name: string; class: ListKind; source: string; date: string; entries: readonly string[] };

/** Which class holds when lists disagree: the most telling first. */
const PRECEDENCE: readonly NetworkClass[] = ['tor', 'vpn_known', 'relay', 'corporate', 'hosting', 'mobile', 'residential', 'unknown'];

type Sorted<Kind extends ListKind = ListKind> = {
  list: Pick<NetworkList, 'name' | 'source' | 'date'> & { class: Kind };
  asns: ReadonlySet<number>;
  /** Disjoint ranges in ascending order; ends at the same index as starts. */
  four: { starts: Uint32Array; ends: Uint32Array };
  six: { starts: BigUint64Array; ends: BigUint64Array };
};

/** Imported lists, sorted for searching; made once by `sortLists` and shared. */
export type SortedLists = { readonly lists: readonly Sorted<NetworkClass>[]; readonly indicators: readonly Sorted[] };

export const NO_LISTS: SortedLists = { lists: [], indicators: [] };

/** Sorts lists for searching. Throws where an entry is not in normal form: entries come from `readNetworkList`. */
export function sortLists(lists: readonly NetworkList[]): SortedLists {
  const newestFirst = lists.toSorted((a, b) => compare(b.date, a.date) || compare(a.name, b.name));
  const ofClass = newestFirst.flatMap((list) => (list.class === 'indicator' ? [] : [sorted(list, list.class)]));
  return {
    lists: ofClass.sort((a, b) => PRECEDENCE.indexOf(a.list.class) - PRECEDENCE.indexOf(b.list.class)),
    indicators: newestFirst.flatMap((list) => (list.class === 'indicator' ? [sorted(list, list.class)] : [])),
  };
}

function sorted<Kind extends ListKind>(list: NetworkList, kind: Kind): Sorted<Kind> {
  const asns = new Set<number>();
  const ranges: AddressRange[] = [];
  for (const entry of list.entries) {
    const asn = /^AS(\d+)$/.exec(entry);
    const range = asn ? null : parseRange(entry);
    if (asn) asns.add(Number(asn[1]));
    else if (range) ranges.push(range);
    else throw new Error(`the network list "${list.name}" holds "${entry}", which is neither a range nor an AS number`);
  }
  const four = merged(ranges.flatMap((range) => (range.family === 4 ? [[range.from, range.to] as const] : [])));
  const six = merged(ranges.flatMap((range) => (range.family === 6 ? [[range.from, range.to] as const] : [])));
  return {
    list: { name: list.name, source: list.source, class: kind, date: list.date },
    asns,
    four: { starts: Uint32Array.from(four, ([start]) => start), ends: Uint32Array.from(four, ([, end]) => end) },
    six: { starts: halves(six.map(([start]) => start)), ends: halves(six.map(([, end]) => end)) },
  };
}

/** Overlapping ranges joined into one, ascending. */
function merged<N extends number | bigint>(ranges: readonly (readonly [N, N])[]): (readonly [N, N])[] {
  const result: [N, N][] = [];
  for (const [start, end] of ranges.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))) {
    const last = result.at(-1);
    if (last && start <= last[1]) last[1] = end > last[1] ? end : last[1];
    else result.push([start, end]);
  }
  return result;
}

/** 128-bit numbers as pairs of 64-bit words, high word first. */
function halves(numbers: readonly bigint[]): BigUint64Array {
  const words = new BigUint64Array(numbers.length * 2);
  numbers.forEach((number, index) => {
    words[index * 2] = number >> 64n;
    words[index * 2 + 1] = number & 0xffffffffffffffffn;
  });
  return words;
}

function holds(list: Sorted, address: Address): boolean {
  if (address.family === 4) {
    const { starts, ends } = list.four;
    const index = lastAtMost(starts.length, (at) => (starts[at] as number) <= address.number);
    return index >= 0 && address.number <= (ends[index] as number);
  }
  const { starts, ends } = list.six;
  const wide = (words: BigUint64Array, at: number) => ((words[at * 2] as bigint) << 64n) | (words[at * 2 + 1] as bigint);
  const index = lastAtMost(starts.length / 2, (at) => wide(starts, at) <= address.number);
  return index >= 0 && address.number <= wide(ends, index);
}

/** The last index for which `holdsAt` is true, in a run that is true first and false after; -1 where none is. */
export function lastAtMost(length: number, holdsAt: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holdsAt(middle)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Who announces an address, as the owner source answered; `source` names it with its date: "asn-owner 2026-06-17". `addresses` is how
 * many IPv4 addresses the network has in all, absent where the source cannot tell.
 */
export type NetworkOwner = { asn: number | null; owner: string | null; source: string; addresses?: number };

/**
 * The class of an address: an imported list where one holds it (tor, VPN, relay, corporate, hosting, mobile, in this order),
 * else our own knowledge of the operator. An address that is not public, or whose owner nobody knows, is `unknown` and kept.
 * Indicator lists decide no class; those that name the address are kept beside it.
 */
export function classify({ ip, ...known }: NetworkOwner & { ip: string }, lists: SortedLists): NetworkFact {
  const { asn, owner, source } = known;
  const address = parseAddress(ip);
  if (!address) return { class: 'unknown', asn, owner, source, reason: 'the address could not be read' };
  if (!isPublic(address)) return { class: 'unknown', asn: null, owner: null, source: 'address', reason: 'a private or reserved address says nothing about a network' };
  const names = (list: Sorted) => holds(list, address) || (asn !== null && list.asns.has(asn));
  const listings = lists.indicators.filter(names).map(({ list: { name, source: whose, date } }) => ({ list: name, source: whose, date }));
  const marks = listings.length === 0 ? {} : { listings };
  const found = lists.lists.find(names);
  if (found) {
    const { name, date, class: listed } = found.list;
    return { class: listed, asn, owner, source: `list ${name} ${date}`, reason: `the list "${name}" of ${date} holds it`, ...marks };
  }
  const knowledge = knownClassOf(known);
  return { class: knowledge.class, asn, owner, source, reason: knowledge.reason, ...marks };
}
