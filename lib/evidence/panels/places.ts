import type { AccountHistory, Stretch } from '../../enrichment/history';
import type { Instant } from '../../kernel/instant';
import { declaredAt } from '../../signals/declared';
import { kmBetween, located } from '../../signals/distance';
import { perHistory } from '../../signals/per-history';
import { cityOf, exitWords, isPlaced } from './labels';
import type { Hand, Hands } from './hands';

/** Sessions this near to each other are one place on the map, kilometres. Less than the sources differ by. */
const ONE_PLACE_KM = 120;

/** Where a session was, as far as it may be said: at the declared place, elsewhere, behind an exit, or not known. */
export type Where = 'declared' | 'elsewhere' | 'exit' | 'unknown';

export function whereOf(history: AccountHistory, stretch: Stretch): Where {
  const known = wheres(history);
  let where = known.get(stretch);
  if (where === undefined) known.set(stretch, where = placed(history, stretch));
  return where;
}

/** Every panel asks of each session, of a long life some ten thousand times over. */
const wheres = perHistory(() => new Map<Stretch, Where>());

function placed(history: AccountHistory, stretch: Stretch): Where {
  if (exitWords(stretch.network.class) !== null) return 'exit';
  if (!isPlaced(stretch)) return 'unknown';
  const declared = declaredAt(history, stretch.at);
  if (declared === null) return 'unknown';
  const spot = located(stretch);
  if (spot === null || declared.lat === null || declared.lon === null) return stretch.place.country === declared.country ? 'declared' : 'elsewhere';
  return kmBetween(spot, { lat: declared.lat, lon: declared.lon }) <= spot.radiusKm + ONE_PLACE_KM ? 'declared' : 'elsewhere';
}

/** Whose hand a place shows: an exit says nothing of place, so it says nothing of hands here. */
export function placeHand(hands: Hands, stretch: Stretch, where: Where): Hand {
  return where === 'exit' || where === 'unknown' ? 'unknown' : hands.ofStretch(stretch);
}

export type Spot = { id: string; where: Exclude<Where, 'unknown'>; label: string; lat: number; lon: number; radiusKm: number | null; stretches: Stretch[] };

/** Sessions grouped by about one place and kind, most first. Those about whose place nothing can be said stay out. */
export function spotsOf(history: AccountHistory, stretches: readonly Stretch[]): Spot[] {
  const spots: Spot[] = [];
  for (const stretch of stretches) {
    const where = whereOf(history, stretch);
    if (where === 'unknown') continue;
    const at = where === 'exit' ? exitSpot(stretch) : located(stretch);
    if (at === null) continue;
    const near = spots.find((spot) => spot.where === where && kmBetween(spot, at) <= ONE_PLACE_KM);
    if (near === undefined) {
      spots.push({ id: `${where}-${spots.length}`, where, label: '', lat: at.lat, lon: at.lon, radiusKm: where === 'exit' ? null : Math.round(at.radiusKm), stretches: [stretch] });
      continue;
    }
    near.stretches.push(stretch);
    if (near.radiusKm !== null) near.radiusKm = Math.max(near.radiusKm, Math.round(at.radiusKm));
  }
  return spots.map((spot) => ({ ...spot, label: labelOf(history, spot) })).sort((a, b) => b.stretches.length - a.stretches.length);
}

/** Where the first source puts an exit: drawn so that it can be seen, never measured from. */
function exitSpot(stretch: Stretch): { lat: number; lon: number; radiusKm: number } | null {
  const reading = stretch.place.readings.find(({ lat, lon }) => lat !== null && lon !== null);
  return reading === undefined || reading.lat === null || reading.lon === null ? null : { lat: reading.lat, lon: reading.lon, radiusKm: 0 };
}

function labelOf(history: AccountHistory, { where, stretches }: Spot): string {
  const [first] = stretches;
  const city = first === undefined ? null : cityOf(first);
  // The name that the account gave: sources put the same home into the next town.
  if (where === 'declared') return `${(first === undefined ? null : declaredName(history, first.at)) ?? city ?? 'Home'}, declared`;
  if (where === 'exit') return `${city ?? 'Unknown place'}, ${first === undefined ? 'exit' : (exitWords(first.network.class) ?? 'exit')}`;
  return `near ${city ?? 'an unnamed place'}`;
}

/** The city declared at an instant, else the zone's last part: "Leeds". Null where nothing is declared. */
export function declaredName(history: AccountHistory, at: Instant): string | null {
  const declared = declaredAt(history, at);
  return declared === null ? null : (declared.city ?? declared.timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? declared.country);
}
