import { existsSync, readFileSync } from 'node:fs';
import { Reader } from 'mmdb-lib';
import type { Address } from '../address';

/** One record of an MMDB file, whose shape depends on the publisher. */
export type MmdbRecord = Readonly<Record<string, unknown>>;

/** An MMDB file, read whole into memory at its first lookup and shared by the process. */
export type Mmdb = {
  find(address: Address): MmdbRecord | null;
  /** ISO day on which the file was built. */
  builtOn(): string;
};

type OpenReader = { get(ip: string): unknown; metadata: { buildEpoch: Date } };

const OPEN = new Map<string, OpenReader>();

/** A file that cannot be read throws at the first use, with the reason of the system or of the format. */
export function openMmdb(file: string): Mmdb {
  return {
    find: (address) => reader(file).get(address.text) as MmdbRecord | null,
    builtOn: () => reader(file).metadata.buildEpoch.toISOString().slice(0, 10),
  };
}

function reader(file: string): OpenReader {
  const open = OPEN.get(file);
  if (open) return open;
  if (!existsSync(file)) throw new Error('there is no such file');
  const fresh: OpenReader = new Reader(readFileSync(file));
  OPEN.set(file, fresh);
  return fresh;
}

/** The part of a place that a record holds: the flat shape of ip-location-db, MaxMind's nested one, or one with plain strings. */
export function placeIn(record: MmdbRecord | null): { country: string | null; city: string | null; lat: number | null; lon: number | null; zone: string | null } {
  if (!record) return { country: null, city: null, lat: null, lon: null, zone: null };
  const location = nested(record.location);
  const lat = degreesIn(record.latitude ?? record.lat ?? location.latitude, 90);
  const lon = degreesIn(record.longitude ?? record.lng ?? record.lon ?? location.longitude, 180);
  const city = textIn(record.city) ?? textIn(nested(nested(record.city).names).en);
  // Without a city the coordinates are the middle of a country, which is no place.
  const isPlaced = city !== null && lat !== null && lon !== null;
  return { country: countryIn(record), city, lat: isPlaced ? lat : null, lon: isPlaced ? lon : null, zone: isPlaced ? (textIn(record.timezone) ?? textIn(location.time_zone)) : null };
}

/** Codes that publishers use for "somewhere in a region" or "nowhere". */
const NO_COUNTRY = new Set(['ZZ', 'XX', 'EU', 'AP', 'A1', 'A2', 'O1']);

function countryIn(record: MmdbRecord): string | null {
  const code = textIn(record.country_code) ?? textIn(nested(record.country).iso_code) ?? textIn(record.country);
  return code !== null && /^[A-Z]{2}$/.test(code) && !NO_COUNTRY.has(code) ? code : null;
}

/** Who announces an address, by a record of MaxMind's shape or of the flat one. */
export function ownerIn(record: MmdbRecord | null): { asn: number | null; owner: string | null } {
  if (!record) return { asn: null, owner: null };
  const number = /^(?:AS)?(\d{1,10})$/.exec(String(record.autonomous_system_number ?? record.asn ?? ''))?.[1];
  return { asn: number ? Number(number) : null, owner: textIn(record.autonomous_system_organization) ?? textIn(record.as_name) ?? textIn(record.name) };
}

function nested(value: unknown): MmdbRecord {
  return typeof value === 'object' && value !== null ? (value as MmdbRecord) : {};
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function degreesIn(value: unknown, limit: number): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Math.abs(number) <= limit ? number : null;
}
