/**
 * Measures the network classifier on lists whose class is known, with none of them imported: what our own knowledge of operators
 * says of each address block. A control list (mobile) must not be taken for a VPN or a host.
 *
 *   npx tsx bench/detection/networks.ts CLASS=FILE...      e.g. vpn_known=vpn-ipv4.txt mobile=geofeed.csv
 *
 * Weighted three ways: by entry, by address, and by one draw per /24 (or entry, where it is smaller), which is how exits are met.
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readIpv4Table } from '../../lib/enrichment/adapters/asn-table';
import { packaged } from '../../lib/enrichment/adapters/packaged';
import { openSources } from '../../lib/enrichment/adapters/sources';
import { parseRange, textOf } from '../../lib/enrichment/address';
import { NETWORK_CLASSES, NO_LISTS, classify } from '../../lib/enrichment/network';
import type { NetworkClass } from '../../lib/enrichment/network';
import { knownClassOf } from '../../lib/enrichment/network-knowledge';
import { readNetworkList } from '../../lib/enrichment/network-list';

const sources = openSources({});
const HIDDEN: readonly NetworkClass[] = ['hosting', 'vpn_known', 'tor', 'relay', 'corporate'];
const SHOWN_OWNERS = 12;

type Tally = { total: number; classes: Map<NetworkClass, number>; missed: Map<string, number> };

function tallyOf(entries: readonly string[], draws: (from: number, to: number) => number[]): Tally {
  const tally: Tally = { total: 0, classes: new Map(), missed: new Map() };
  for (const entry of entries) {
    const range = parseRange(entry);
    if (!range) continue;
    const ips = range.family === 4 ? draws(range.from, range.to).map((number) => textOf(4, number)) : [textOf(6, range.from)];
    for (const ip of ips) {
      const owner = sources.owner(ip);
      const fact = classify({ ip, ...owner }, NO_LISTS);
      tally.total += 1;
      tally.classes.set(fact.class, (tally.classes.get(fact.class) ?? 0) + 1);
      if (!HIDDEN.includes(fact.class)) {
        const name = `AS${owner.asn} ${owner.owner} (${fact.class})`;
        tally.missed.set(name, (tally.missed.get(name) ?? 0) + 1);
      }
    }
  }
  return tally;
}

function middle(from: number, to: number): number[] {
  return [Math.floor((from + to) / 2)];
}

function each24(from: number, to: number): number[] {
  const count = Math.max(1, Math.floor((to - from + 1) / 256));
  return Array.from({ length: count }, (_, index) => Math.min(to, from + index * 256 + 1));
}

function share(tally: Tally, classes: readonly NetworkClass[]): string {
  const counted = classes.reduce((sum, name) => sum + (tally.classes.get(name) ?? 0), 0);
  return `${((100 * counted) / tally.total).toFixed(1)}%`.padStart(7);
}

for (const argument of process.argv.slice(2)) {
  const [expected = '', file = ''] = argument.split('=');
  const { entries, refused, format } = readNetworkList(readFileSync(file, 'utf8'));
  const numbers = entries.flatMap((entry) => /^AS(\d+)$/.exec(entry)?.[1] ?? []).map(Number);
  console.log(`\n${basename(file)}: expected ${expected}, format ${format}, ${entries.length} entries, ${refused.length} refused`);
  if (numbers.length > 0) {
    const owners = ownersByNumber(numbers);
    const marked = [...owners].filter(([asn, owner]) => HIDDEN.includes(knownClassOf({ asn, owner }).class));
    console.log(`  AS numbers announced today: ${owners.size} of ${numbers.length}; marked as not a home: ${marked.length} (${((100 * marked.length) / owners.size).toFixed(1)}%)`);
    continue;
  }
  for (const [name, draws] of [['by entry', middle], ['by /24', each24]] as const) {
    const tally = tallyOf(entries, draws);
    const parts = NETWORK_CLASSES.map((one) => `${one} ${share(tally, [one]).trim()}`).join(', ');
    console.log(`  ${name.padEnd(9)} n=${String(tally.total).padStart(7)}  not a home ${share(tally, HIDDEN)}   ${parts}`);
    const missed = [...tally.missed].toSorted((a, b) => b[1] - a[1]).slice(0, SHOWN_OWNERS);
    if (process.env.SHOW_MISSED) for (const [owner, count] of missed) console.log(`      ${String(count).padStart(6)}  ${owner}`);
  }
}

/** Owners' names by the packaged table, which is keyed by address: read once here for the numbers asked about. */
function ownersByNumber(numbers: readonly number[]): Map<number, string | null> {
  const wanted = new Set(numbers);
  const table = readIpv4Table(readFileSync(join(packaged('@ip-location-db/asn').folder, 'asn-ipv4-num.csv')));
  return new Map([...table.owners].filter(([asn]) => wanted.has(asn)));
}
