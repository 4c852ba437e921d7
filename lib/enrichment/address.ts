import ipaddr from 'ipaddr.js';

/**
 * An internet address in one normal form. IPv4 in IPv6 clothing (`::ffff:192.0.2.1`) is folded to IPv4.
 * `number` is the address as an unsigned integer: 32 bits for IPv4, 128 for IPv6.
 */
export type Address = { text: string; family: 4; number: number } | { text: string; family: 6; number: bigint };

/** A run of addresses of one family, both ends included. */
export type AddressRange = { family: 4; from: number; to: number } | { family: 6; from: bigint; to: bigint };

const ALL_IPV6 = (1n << 128n) - 1n;

function integerOf(bytes: readonly number[]): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

/** The address a text names, or null: zone ids (`fe80::1%eth0`), octal, hexadecimal and shortened IPv4 forms are refused. */
export function parseAddress(text: string): Address | null {
  if (text.includes('%')) return null;
  if (!text.includes(':')) {
    if (!ipaddr.IPv4.isValidFourPartDecimal(text)) return null;
    return ofIpv4(ipaddr.IPv4.parse(text));
  }
  if (!ipaddr.IPv6.isValid(text)) return null;
  const parsed = ipaddr.IPv6.parse(text);
  if (parsed.isIPv4MappedAddress()) return ofIpv4(parsed.toIPv4Address());
  return { text: parsed.toString(), family: 6, number: integerOf(parsed.toByteArray()) };
}

function ofIpv4(parsed: ipaddr.IPv4): Address {
  return { text: parsed.toString(), family: 4, number: Number(integerOf(parsed.octets)) };
}

/** True for an address that the public internet routes to one party: not private, shared (100.64/10), reserved, documentation or tunnelled. */
export function isPublic(address: Address): boolean {
  const parsed = address.family === 4 ? ipaddr.IPv4.parse(address.text) : ipaddr.IPv6.parse(address.text);
  return parsed.range() === 'unicast';
}

/** For screens: enough to tell two networks apart, not enough to tell who. "81.2.•.•", "2a02:6b8:•". */
export function maskAddress(address: Address): string {
  if (address.family === 4) {
    const [first, second] = address.text.split('.');
    return `${first}.${second}.•.•`;
  }
  const groups = [address.number >> 112n, (address.number >> 96n) & 0xffffn];
  return `${groups.map((group) => group.toString(16)).join(':')}:•`;
}

/** The address with this number, in normal form. */
export function textOf(family: 4, number: number): string;
export function textOf(family: 6, number: bigint): string;
export function textOf(family: 4 | 6, number: number | bigint): string {
  const big = BigInt(number);
  const bytes = Array.from({ length: family === 4 ? 4 : 16 }, (_, index, size = family === 4 ? 4 : 16) => Number((big >> BigInt(8 * (size - 1 - index))) & 0xffn));
  return ipaddr.fromByteArray(bytes).toString();
}

/**
 * The range a text names: an address, a CIDR block (host bits are cleared) or `first-last`. Null where it names none,
 * where the ends are of two families or the wrong way round.
 */
export function parseRange(text: string): AddressRange | null {
  const slash = text.indexOf('/');
  if (slash >= 0) return parseBlock(text.slice(0, slash), text.slice(slash + 1));
  const dash = text.indexOf('-');
  if (dash < 0) {
    const only = parseAddress(text);
    return only && rangeBetween(only, only);
  }
  const first = parseAddress(text.slice(0, dash).trim());
  const last = parseAddress(text.slice(dash + 1).trim());
  return first && last && rangeBetween(first, last);
}

/** The range from one address to another, both included; null where they are of two families or the wrong way round. */
export function rangeBetween(first: Address, last: Address): AddressRange | null {
  if (first.number > last.number) return null;
  if (first.family === 4 && last.family === 4) return { family: 4, from: first.number, to: last.number };
  if (first.family === 6 && last.family === 6) return { family: 6, from: first.number, to: last.number };
  return null;
}

function parseBlock(base: string, length: string): AddressRange | null {
  const address = parseAddress(base);
  if (!address || !/^\d{1,3}$/.test(length)) return null;
  // A mapped block (::ffff:192.0.2.0/120) keeps its IPv6 length.
  const bits = base.includes(':') && address.family === 4 ? Number(length) - 96 : Number(length);
  if (bits < 0 || bits > (address.family === 4 ? 32 : 128)) return null;
  if (address.family === 4) {
    const size = 2 ** (32 - bits);
    const from = Math.floor(address.number / size) * size;
    return { family: 4, from, to: from + size - 1 };
  }
  const hosts = ALL_IPV6 >> BigInt(bits);
  const from = address.number & ~hosts;
  return { family: 6, from, to: from | hosts };
}

/** A range in normal form: a CIDR block where it is one, else `first-last`. */
export function rangeText(range: AddressRange): string {
  const width = range.family === 4 ? 32 : 128;
  const from = BigInt(range.from);
  const size = BigInt(range.to) - from + 1n;
  const isBlock = (size & (size - 1n)) === 0n && from % size === 0n;
  const first = range.family === 4 ? textOf(4, range.from) : textOf(6, range.from);
  if (isBlock) return `${first}/${width - (size.toString(2).length - 1)}`;
  return `${first}-${range.family === 4 ? textOf(4, range.to) : textOf(6, range.to)}`;
}
