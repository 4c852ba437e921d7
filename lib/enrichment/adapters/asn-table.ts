import type { Address } from '../address';
import { lastAtMost } from '../network';

/**
 * Who announces which addresses, in compact form: disjoint ascending ranges of 32-bit keys (IPv4) or of the upper 64 bits (IPv6),
 * an AS number each, and owners' names once per AS number. About 8 MB for the whole IPv4 internet, read in 0.2 s: fast enough to be
 * read at every start, so there is no cache to go stale.
 */
export type AsnTable = {
  starts: Uint32Array | BigUint64Array;
  ends: Uint32Array | BigUint64Array;
  asns: Uint32Array;
  owners: ReadonlyMap<number, string>;
  /** How many addresses each AS number announces (in IPv6: how many /64). */
  sizes: ReadonlyMap<number, number>;
};

const NEWLINE = 10;
const COMMA = 44;
const COLON = 58;
const QUOTE = 34;
const ZERO = 48;
const NINE = 57;
/** Lower-case "a" less its value as a hexadecimal digit. */
const LETTER = 97 - 10;

/** Reads the four-column table of IPv4 ranges as numbers: `16777216,16777471,13335,"Cloudflare, Inc."`. */
export function readIpv4Table(csv: Buffer): AsnTable {
  const rows = countLines(csv);
  const starts = new Uint32Array(rows);
  const ends = new Uint32Array(rows);
  const asns = new Uint32Array(rows);
  const owners = new Map<number, string>();
  const sizes = new Map<number, number>();
  const cursor = { at: 0 };
  let row = 0;
  for (; cursor.at < csv.length; row += 1) {
    const start = numberAt(csv, cursor);
    const end = numberAt(csv, cursor);
    const asn = numberAt(csv, cursor);
    starts[row] = start;
    ends[row] = end;
    asns[row] = asn;
    sizes.set(asn, (sizes.get(asn) ?? 0) + end - start + 1);
    const stop = endOfLine(csv, cursor.at);
    if (!owners.has(asn)) owners.set(asn, ownerIn(csv, cursor.at, stop));
    cursor.at = stop + 1;
  }
  return { starts: starts.subarray(0, row), ends: ends.subarray(0, row), asns: asns.subarray(0, row), owners, sizes };
}

/**
 * Reads the four-column table of IPv6 ranges as canonical text: `2001:200::,2001:200:1b9:ffff:ffff:ffff:ffff:ffff,2500,WIDE Project`.
 * Ranges finer than a /64 (some dozens, all of them infrastructure) are widened to it; of several in one /64 the first holds.
 */
export function readIpv6Table(csv: Buffer): AsnTable {
  const rows = countLines(csv);
  const starts = new BigUint64Array(rows);
  const ends = new BigUint64Array(rows);
  const asns = new Uint32Array(rows);
  const owners = new Map<number, string>();
  const sizes = new Map<number, number>();
  const cursor = { at: 0 };
  let row = 0;
  while (cursor.at < csv.length) {
    const start = upperHalfAt(csv, cursor);
    const end = upperHalfAt(csv, cursor);
    const asn = numberAt(csv, cursor);
    const stop = endOfLine(csv, cursor.at);
    const from = row > 0 && start <= (ends[row - 1] as bigint) ? (ends[row - 1] as bigint) + 1n : start;
    if (from <= end) {
      starts[row] = from;
      ends[row] = end;
      asns[row] = asn;
      sizes.set(asn, (sizes.get(asn) ?? 0) + Number(end - from) + 1);
      row += 1;
      if (!owners.has(asn)) owners.set(asn, ownerIn(csv, cursor.at, stop));
    }
    cursor.at = stop + 1;
  }
  return { starts: starts.subarray(0, row), ends: ends.subarray(0, row), asns: asns.subarray(0, row), owners, sizes };
}

type Cursor = { at: number };

/** The decimal number at the cursor, which moves past the comma behind it. */
function numberAt(csv: Buffer, cursor: Cursor): number {
  let number = 0;
  for (let byte = csv[cursor.at++]; byte !== undefined && byte !== COMMA && byte !== NEWLINE; byte = csv[cursor.at++]) {
    if (byte < ZERO || byte > NINE) throw new Error(`the table of networks is damaged at byte ${cursor.at}`);
    number = number * 10 + byte - ZERO;
  }
  return number;
}

/** The upper 64 bits of the IPv6 address at the cursor, which moves past the comma behind it. */
function upperHalfAt(csv: Buffer, cursor: Cursor): bigint {
  const groups: number[] = [];
  let group = 0;
  let gap = -1;
  let hasDigits = false;
  for (let byte = csv[cursor.at++]; byte !== undefined && byte !== COMMA && byte !== NEWLINE; byte = csv[cursor.at++]) {
    if (byte === COLON) {
      if (hasDigits) groups.push(group);
      else gap = groups.length;
      group = 0;
      hasDigits = false;
    } else {
      group = group * 16 + byte - (byte <= NINE ? ZERO : LETTER);
      hasDigits = true;
    }
  }
  if (hasDigits) groups.push(group);
  if (gap >= 0) groups.splice(gap, 0, ...Array.from({ length: 8 - groups.length }, () => 0));
  const [a = 0, b = 0, c = 0, d = 0] = groups;
  return (BigInt(a * 65_536 + b) << 32n) | BigInt(c * 65_536 + d);
}

function countLines(csv: Buffer): number {
  let lines = 1;
  for (let at = csv.indexOf(NEWLINE); at >= 0; at = csv.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

function endOfLine(csv: Buffer, at: number): number {
  const stop = csv.indexOf(NEWLINE, at);
  return stop < 0 ? csv.length : stop;
}

/** The owner's name in the last field; quotes are left out, since the publisher escapes some of them twice over. */
function ownerIn(csv: Buffer, at: number, stop: number): string {
  const isQuoted = csv[at] === QUOTE;
  return csv.toString('utf8', at, stop).trim().slice(isQuoted ? 1 : 0, isQuoted ? -1 : undefined).replaceAll('"', '').trim();
}

/** Who announces an address by the table; null where nobody does. */
export function ownerAt(table: AsnTable, address: Address): { asn: number; owner: string | null } | null {
  const key = address.family === 4 ? address.number : address.number >> 64n;
  const index = lastAtMost(table.starts.length, (at) => (table.starts[at] as number | bigint) <= key);
  if (index < 0 || key > (table.ends[index] as number | bigint)) return null;
  const asn = table.asns[index] as number;
  return { asn, owner: table.owners.get(asn) || null };
}
