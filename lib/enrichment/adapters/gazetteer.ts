import { cityMapping } from 'city-timezones';
import { canonicalZone, offsetAt } from '../../kernel/time-zone';
import { lastAtMost } from '../network';
import { kilometresBetween } from '../place';
import type { NamedPlace, Spot } from '../place';

type City = (typeof cityMapping)[number];

let byCountry: Map<string, City[]> | null = null;

/**
 * Where a declared place is, degrees: the city, else the region's largest city, else the largest city of the declared zone in that
 * country; null where the country has none of them. Among cities of one name the declared region decides, then the declared zone,
 * then population. Source: the packaged `city-timezones` table.
 */
export function spotOfName(place: NamedPlace): Spot | null {
  const key = `${place.country}\n${place.region ?? ''}\n${place.city ?? ''}\n${place.timeZone}`;
  const held = found.get(key);
  if (held !== undefined) return held;
  const spot = searched(place);
  if (found.size < REMEMBERED) found.set(key, spot);
  return spot;
}

/** People declare the same few thousand places over and over. */
const REMEMBERED = 20_000;
const found = new Map<string, Spot | null>();

function searched({ country, region, city, timeZone }: NamedPlace): Spot | null {
  const cities = citiesOf(country);
  const inRegion = region === null ? () => false : (one: City) => isRegion(one, region);
  const zone = canonicalZone(timeZone);
  const inZone = (one: City) => zone !== null && Boolean(one.timezone) && canonicalZone(one.timezone) === zone;
  const named = city === null ? [] : cities.filter((one) => [one.city, one.city_ascii].some((name) => normal(name) === normal(city)));
  const candidates = [named, cities.filter(inRegion), cities.filter(inZone)].find((some) => some.length > 0) ?? [];
  const best = candidates.toSorted(
    (a, b) => Number(inRegion(b)) - Number(inRegion(a)) || Number(inZone(b)) - Number(inZone(a)) || b.pop - a.pop || a.lat - b.lat || a.lng - b.lng,
  )[0];
  return best ? { lat: best.lat, lon: best.lng } : null;
}

/**
 * The time zones of the towns within so many kilometres of a spot, nearest first; none where no town is near. Borders have no say: near
 * one the zones of both sides may hold. Of zones whose clocks agree in winter and in summer the nearest stands for all.
 */
export function zonesAround(spot: Spot, km: number): readonly string[] {
  const key = `${spot.lat.toFixed(2)} ${spot.lon.toFixed(2)} ${km}`;
  const held = around.get(key);
  if (held !== undefined) return held;
  byLatitude ??= cityMapping.filter((city) => Boolean(city.timezone)).toSorted((a, b) => a.lat - b.lat);
  const reach = km / KM_A_DEGREE;
  const towns = byLatitude;
  const near: { zone: string; km: number }[] = [];
  for (let at = lastAtMost(towns.length, (index) => towns[index]!.lat < spot.lat - reach) + 1; at < towns.length && towns[at]!.lat <= spot.lat + reach; at += 1) {
    const { lat, lng: lon, timezone } = towns[at]!;
    const zone = canonicalZone(timezone);
    const away = kilometresBetween(spot, { lat, lon });
    if (zone !== null && away <= km) near.push({ zone, km: away });
  }
  const clocks = new Map<string, string>();
  for (const { zone } of near.sort((a, b) => a.km - b.km || (a.zone < b.zone ? -1 : 1))) {
    const clock = `${offsetAt(zone, MIDWINTER)} ${offsetAt(zone, MIDSUMMER)}`;
    if (!clocks.has(clock)) clocks.set(clock, zone);
  }
  const zones = [...clocks.values()];
  if (around.size < REMEMBERED) around.set(key, zones);
  return zones;
}

/** Never more than the length of a degree of latitude, so that the band of latitudes looked through is wide enough. */
const KM_A_DEGREE = 110.5;
const MIDWINTER = Date.UTC(2026, 0, 15);
const MIDSUMMER = Date.UTC(2026, 6, 15);
let byLatitude: City[] | null = null;
const around = new Map<string, readonly string[]>();

function citiesOf(country: string): readonly City[] {
  byCountry ??= groupedByCountry();
  return byCountry.get(country) ?? [];
}

function groupedByCountry(): Map<string, City[]> {
  const groups = new Map<string, City[]>();
  // A few rows of the table carry no zone (null, whatever its type says): they can still be found by name.
  for (const city of cityMapping) groups.set(city.iso2, [...(groups.get(city.iso2) ?? []), city]);
  return groups;
}

/** "California", "CA" and "US-CA" all name the region of San Diego. */
function isRegion(city: City, region: string): boolean {
  const wanted = normal(region.replace(/^[A-Z]{2}-/, ''));
  return wanted !== '' && [city.province, city.state_ansi].some((name) => typeof name === 'string' && normal(name) === wanted);
}

/** Letters and digits only, without accents, in lower case. */
function normal(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
