import { isPublic, parseAddress, parseRange, rangeBetween, rangeText, textOf } from './address';
import type { AddressRange } from './address';
import type { NetworkClass } from './network';

/** A line that could not be taken: its number from 1, its text (cut at 200 characters), and what to do about it. */
export type RefusedLine = { line: number; text: string; message: string };

/** How the list is written: one entry a line, a table with a header, or a geofeed (RFC 8805). Recognised by content. */
export type ListFormat = 'lines' | 'table' | 'geofeed';

export type NetworkListReading = {
  format: ListFormat;
  /** The class that the content itself names (a table of Tor relays); null where only the operator can say. */
  suggests: NetworkClass | null;
  /** In normal form, without repetitions: "81.2.69.0/24", "81.2.69.1-81.2.69.9", "AS64500". */
  entries: readonly string[];
  refused: readonly RefusedLine[];
};

/** Names under which tables keep an entry, and the pair of names under which they keep the ends of a range. */
const ENTRY_COLUMNS = ['ip', 'ipaddr', 'ip_address', 'ipaddress', 'address', 'exit_address', 'cidr', 'prefix', 'ip_prefix', 'network', 'range', 'ip_range', 'asn', 'as'];
const FIRST_COLUMNS = ['start', 'start_ip', 'ip_range_start', 'first', 'from'];
const LAST_COLUMNS = ['end', 'end_ip', 'ip_range_end', 'last', 'to'];

/** The widest block a list may name: wider is a slip of the pen, and would class whole continents. */
const WIDEST_IPV4 = 2 ** 24;
const WIDEST_IPV6 = 1n << 112n;

/** Takes a list line by line, so that a file of any size can be streamed. */
export function networkListReader(): { take(line: string): void; finish(): NetworkListReading } {
  const entries = new Set<string>();
  const refused: RefusedLine[] = [];
  let line = 0;
  let columns: Columns | null = null;
  let isFirst = true;
  let format: ListFormat = 'lines';
  let suggests: NetworkClass | null = null;
  return {
    take(raw) {
      line += 1;
      const text = (line === 1 ? raw.replace(/^\uFEFF/, '') : raw).trim();
      if (/^(#|;|\/\/)/.test(text) && /geofeed|rfc ?8805/i.test(text)) format = 'geofeed';
      const content = withoutComment(text);
      if (content === '') return;
      const fields = fieldsOf(content);
      const header = isFirst ? columnsOf(fields) : null;
      isFirst = false;
      if (header) {
        columns = header;
        format = 'table';
        if (fields.some((field) => /^fingerprint$/i.test(field))) suggests = 'tor';
        return;
      }
      const read = entryOf(fields, columns);
      if ('entry' in read) entries.add(read.entry);
      else refused.push({ line, text: text.slice(0, 200), message: `line ${line}: ${read.problem}` });
    },
    finish: () => ({ format, suggests, entries: [...entries], refused }),
  };
}

/** Words in a list's name that tell its class, the most telling first. */
const NAMED: readonly (readonly [RegExp, NetworkClass])[] = [
  [/(^|[^a-z])tor([^a-z]|$)|onion/i, 'tor'],
  [/vpn|proxy|proxies/i, 'vpn_known'],
  [/relay|egress-ip-ranges/i, 'relay'],
  [/corporate|enterprise|gateway|zscaler|netskope|umbrella|(^|[^a-z])sase([^a-z]|$)/i, 'corporate'],
  [/data-?cent(er|re)|hosting|cloud|(^|[^a-z])(aws|azure|gcp)([^a-z]|$)/i, 'hosting'],
  [/mobile|cellular|carrier/i, 'mobile'],
  [/residential|broadband/i, 'residential'],
];

/** The class that the name of a list or file tells ("vpn-ipv4.txt"), null where it tells none. */
export function classNamed(name: string): NetworkClass | null {
  return NAMED.find(([pattern]) => pattern.test(name))?.[1] ?? null;
}

/** Reads a whole list: addresses, CIDR blocks, ranges and AS numbers, one a line or in a table. */
export function readNetworkList(list: string | Iterable<string>): NetworkListReading {
  const reader = networkListReader();
  for (const line of typeof list === 'string' ? list.split(/\r?\n/) : list) reader.take(line);
  return reader.finish();
}

function withoutComment(text: string): string {
  return /^(#|;|\/\/)/.test(text) ? '' : text.replace(/\s+(#|;|\/\/).*$/, '').trim();
}

/** Fields of a row; quotes around a field are dropped, and so are spaces beside a separator. */
function fieldsOf(content: string): string[] {
  const separator = content.includes(',') ? ',' : content.includes('\t') ? '\t' : null;
  if (!separator) return [content];
  return content.split(separator).map((field) => field.trim().replace(/^"(.*)"$/, '$1').trim());
}

type Columns = { entry: number } | { first: number; last: number };

function columnsOf(fields: readonly string[]): Columns | null {
  const names = fields.map((field) => field.toLowerCase().replaceAll(/[ -]/g, '_'));
  const at = (known: readonly string[]) => names.findIndex((name) => known.includes(name));
  const [first, last, entry] = [at(FIRST_COLUMNS), at(LAST_COLUMNS), at(ENTRY_COLUMNS)];
  if (first >= 0 && last >= 0) return { first, last };
  return entry >= 0 ? { entry } : null;
}

type Read = { entry: string } | { problem: string };

const WAY_OUT = 'Correct the line, or put # before it to leave it out.';

function entryOf(fields: readonly string[], columns: Columns | null): Read {
  if (columns && 'first' in columns) return rangeEntry(fields[columns.first] ?? '', fields[columns.last] ?? '');
  const text = (columns ? fields[columns.entry] : fields[0]) ?? '';
  const next = columns ? undefined : fields[1];
  if (next !== undefined && parseAddress(text) && parseAddress(next)) return rangeEntry(text, next);
  const asn = /^ASN?\s*(\d{1,10})$/i.exec(text)?.[1];
  if (asn) return asnEntry(Number(asn));
  if (text.includes('%')) return { problem: `"${text}" carries a zone (%...), which means something on one machine only. ${WAY_OUT}` };
  const range = parseRange(text);
  return range ? publicRange(range, text) : { problem: `"${shown(text)}" is neither an address, a CIDR block, a range nor an AS number. ${WAY_OUT}` };
}

function asnEntry(asn: number): Read {
  if (asn === 0 || asn > 0xffffffff) return { problem: `AS${asn} is no AS number: they run from 1 to 4294967295. ${WAY_OUT}` };
  return { entry: `AS${asn}` };
}

function rangeEntry(first: string, last: string): Read {
  const [from, to] = [parseAddress(first), parseAddress(last)];
  const range = from && to && rangeBetween(from, to);
  return range ? publicRange(range, `${first}-${last}`) : { problem: `"${shown(first)}" to "${shown(last)}" is not a range of addresses. ${WAY_OUT}` };
}

function publicRange(range: AddressRange, text: string): Read {
  const isWide = range.family === 4 ? range.to - range.from >= WIDEST_IPV4 : range.to - range.from >= WIDEST_IPV6;
  if (isWide) return { problem: `"${text}" is wider than ${range.family === 4 ? 'a /8' : 'a /16'}, which no list of one kind of network holds. Name narrower blocks.` };
  const ends = range.family === 4 ? [textOf(4, range.from), textOf(4, range.to)] : [textOf(6, range.from), textOf(6, range.to)];
  const isOutside = ends.some((end) => {
    const address = parseAddress(end);
    return address !== null && !isPublic(address);
  });
  if (isOutside) return { problem: `"${text}" is a private or reserved range, which is always of class unknown. ${WAY_OUT}` };
  return { entry: rangeText(range) };
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
