import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIpv4Table } from '../../../lib/enrichment/adapters/asn-table';
import { packaged } from '../../../lib/enrichment/adapters/packaged';
import { openSources } from '../../../lib/enrichment/adapters/sources';
import { parseRange, textOf } from '../../../lib/enrichment/address';
import { classify, NO_LISTS, sortLists, type NetworkClass, type NetworkList, type SortedLists } from '../../../lib/enrichment/network';
import { knownClassOf } from '../../../lib/enrichment/network-knowledge';
import { classNamed, readNetworkList } from '../../../lib/enrichment/network-list';

const HIDDEN: readonly NetworkClass[] = ['hosting', 'vpn_known', 'tor', 'relay', 'corporate'];
/** Every list with those that are imported while it is judged. Tor is judged with none: the other lists hold some exits by accident. */
const JUDGED: readonly { file: string; with: 'others' | 'none' | 'all' }[] = [
  { file: 'vpn-ipv4.txt', with: 'others' }, { file: 'datacenter-ipv4.txt', with: 'others' }, { file: 'tor-exits.csv', with: 'none' }, { file: 'mobile-tmobile-us.csv', with: 'all' },
];
const IMPORTED = ['vpn-ipv4.txt', 'datacenter-ipv4.txt', 'vpn-asns.txt', 'datacenter-asns.txt', 'tor-exits.csv', 'mobile-tmobile-us.csv'];
const PER_ENTRY = 32;
const NUMBERS = ['vpn-asns.txt', 'datacenter-asns.txt'];

/** One line for each list and way of judging it; a list that is not there is said to be missing. */
export function* judgedLists(folder: string): Generator<string> {
  const sources = openSources({});
  const lists = new Map(IMPORTED.filter((file) => existsSync(join(folder, file))).map((file) => [file, listIn(folder, file)]));
  const without = (left: string | null): SortedLists => sortLists([...lists].filter(([file]) => file !== left && file !== 'mobile-tmobile-us.csv').map(([, list]) => list));
  for (const { file, with: beside } of JUDGED) {
    const list = lists.get(file);
    if (!list) {
      yield `${file}: not there`;
      continue;
    }
    const ways: [string, SortedLists][] = [['own knowledge alone', NO_LISTS]];
    if (beside === 'others') ways.push(['with the other lists', without(file)]);
    if (beside === 'all') ways.push(['with every other list', without(file)]);
    for (const [name, imported] of ways) for (const [draws, each] of DRAWS) {
      const classes = new Map<NetworkClass, number>();
      let asked = 0;
      for (const entry of list.entries) for (const ip of each(entry)) {
        const found = classify({ ip, ...sources.owner(ip) }, imported).class;
        classes.set(found, (classes.get(found) ?? 0) + 1);
        asked += 1;
      }
      const hidden = HIDDEN.reduce((sum, one) => sum + (classes.get(one) ?? 0), 0);
      yield `${file}, ${name}, ${draws}: ${hidden} of ${asked} not a home (${((100 * hidden) / asked).toFixed(2)}%): ${[...classes].sort((a, b) => b[1] - a[1]).map(([one, count]) => `${one} ${((100 * count) / asked).toFixed(1)}%`).join(', ')}`;
    }
  }
  for (const file of NUMBERS) {
    const list = lists.get(file);
    if (!list) continue;
    const owners = ownersByNumber(list.entries.map((entry) => Number(entry.slice(2))));
    const marked = [...owners].filter(([asn, owner]) => HIDDEN.includes(knownClassOf({ asn, owner }).class)).length;
    yield `${file}, own knowledge alone: ${marked} of ${owners.size} networks announced today not a home (${((100 * marked) / owners.size).toFixed(1)}%)`;
  }
}

const DRAWS: readonly [string, (entry: string) => string[]][] = [
  ['by entry', (entry) => { const range = parseRange(entry); return !range ? [] : range.family === 4 ? [textOf(4, Math.floor((range.from + range.to) / 2))] : [textOf(6, range.from)]; }],
  // Exits are met by the /24; of the widest blocks as many as of an eighth of a /16, evenly.
  ['by /24', (entry) => {
    const range = parseRange(entry);
    if (!range) return [];
    if (range.family === 6) return [textOf(6, range.from)];
    const { from, to } = range;
    const blocks = Math.max(1, Math.floor((to - from + 1) / 256));
    const drawn = Math.min(blocks, PER_ENTRY);
    return Array.from({ length: drawn }, (_, index) => textOf(4, Math.min(to, from + Math.floor((index * blocks) / drawn) * 256 + 1)));
  }],
];

function listIn(folder: string, file: string): NetworkList {
  const { entries, suggests } = readNetworkList(readFileSync(join(folder, file), 'utf8'));
  const named = suggests ?? classNamed(file);
  if (!named) throw new Error(`the name of ${file} tells no class of network`);
  return { name: file, class: named, source: file, date: '2026-01-01', entries };
}

/** Owners' names by the packaged table, which is keyed by address: read once here for the numbers asked about. */
function ownersByNumber(numbers: readonly number[]): Map<number, string | null> {
  const wanted = new Set(numbers);
  const table = readIpv4Table(readFileSync(join(packaged('@ip-location-db/asn').folder, 'asn-ipv4-num.csv')));
  return new Map([...table.owners].filter(([asn]) => wanted.has(asn)));
}
