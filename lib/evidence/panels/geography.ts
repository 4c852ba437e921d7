import type { Stretch } from '../../enrichment/history';
import type { PlaceReading } from '../../enrichment/place';
import { DAY, dayOf, HOUR, MINUTE, type Instant } from '../../kernel/instant';
import { declaredAt } from '../../signals/declared';
import { kmBetween, located, surelyApartKm } from '../../signals/distance';
import type { Clock } from '../both-clocks';
import { clockOf, within, type Content, type PanelGiven } from './given';
import { mostly, type Hand } from './hands';
import { deviceLabel, grouped, NETWORK_WORDS, plural, shortDay, shortMoment, span } from './labels';
import { declaredName, placeHand, spotsOf, whereOf, type Spot } from './places';

export type MapSpot = { id: string; label: string; says: string; lat: number; lon: number; radiusKm: number | null; mark: 'declared' | 'elsewhere' | 'exit'; hand: Hand; sessions: number; /** What the sources said together most often: "Leeds / Bradford, 14 km apart". */ readings?: string | null; /** What each says by itself, and how far off the middle that is at most; packets sealed earlier have none. */ sources?: readonly { source: string; says: string; /** The same in kilometres, which the map draws; null where nothing is measured. */ offKm?: number | null }[]; /** From when to when, on both clocks. */ seen?: string };
export type MapLeap = { from: string; to: string; km: number; minutes: number; says: string; /** Of both sessions, on both clocks. */ when?: string };
export type SpeedRow = { when: string; places: string; differByKm: number | null; network: string; device: string; speed: string | null };
export type Geography = Content<'geography', {
  places: readonly MapSpot[]; arcs: readonly MapLeap[];
  /** The same map before the handover and since: how many sessions each place had. None where nothing changed hands in these days. */
  halves?: readonly { title: string; sessions: readonly { place: string; sessions: number }[] }[];
  days: readonly { at: Instant; hand: Hand | null; elsewhere: boolean }[]; stops: readonly SpeedRow[]; describe: string;
}>;

/** Spots drawn at most of each kind; more would hide each other. */
const MOST = { declared: 3, elsewhere: 8, exit: 3 } as const;
const MOST_LEAPS = 4;

/** Where the network says the sessions were, against where the account says it works. */
export function geography(given: PanelGiven): Geography {
  const { history, range } = given;
  const by = clockOf(given);
  const stretches = within(history.stretches, range);
  const grouping = spotsOf(history, stretches);
  const leaps = leapsOf(given);
  const ends = new Set(leaps.flatMap(({ from, to }) => [from.event, to.event]));
  const kept = (['declared', 'elsewhere', 'exit'] as const).flatMap((where) => {
    const of = grouping.filter((spot) => spot.where === where);
    return of.filter((spot, index) => index < MOST[where] || spot.stretches.some((each) => ends.has(each.event)));
  });
  const places = withDeclared(given, kept.map((spot) => spotOf(given, spot)));
  if (places.length === 0) return { panel: 'geography', nothing: { words: 'No session has a place', searched: `Looked at ${plural(stretches.length, 'session')}: a place counts where two sources agree and the network is a home or mobile one.` } };
  const arcs = leaps.flatMap((leap): MapLeap[] => {
    const [from, to] = [leap.from, leap.to].map((end) => kept.find((spot) => spot.stretches.some((each) => each.event === end.event)));
    const devices = new Set([deviceLabel(leap.from.device), deviceLabel(leap.to.device)]);
    return from === undefined || to === undefined || from === to ? [] : [{ from: from.id, to: to.id, km: Math.round(leap.km), minutes: Math.round((leap.to.at - leap.from.at) / MINUTE), says: `${grouped(threeFigures(leap.kmPerHour))} km/h at least, ${shortDay(leap.to.at, { ...by, zone: null })}, ${devices.size > 1 ? 'two devices' : 'one device'}`, when: `${shortMoment(leap.from.at, by)} and ${shortMoment(leap.to.at, by)}` }];
  });
  const days = daysOf(given, stretches);
  const away = grouping.filter((spot) => spot.where === 'elsewhere').reduce((sum, spot) => sum + spot.stretches.length, 0);
  const behind = grouping.filter((spot) => spot.where === 'exit').reduce((sum, spot) => sum + spot.stretches.length, 0);
  const [leap] = leaps;
  return {
    panel: 'geography', places, arcs, halves: halvesOf(given, kept), days, stops: leaps.flatMap((each) => stopsOf(each, by)),
    describe: [
      `Map of ${plural(stretches.length, 'session')}: declared in ${declaredName(history, range.to) ?? 'no known place'}; ${plural(away, 'session')} elsewhere, ${grouped(behind)} behind exits that say nothing of place.`,
      ...(leap === undefined ? [] : [`On ${shortDay(leap.to.at, by)} one session followed another ${grouped(leap.km)} km away within ${grouped((leap.to.at - leap.from.at) / MINUTE)} minutes.`]),
    ].join(' '),
  };
}

/** The sessions of each place on either side of the handover. */
function halvesOf({ history, hands: { turn }, range }: PanelGiven, kept: readonly Spot[]): NonNullable<Exclude<Geography, { nothing: unknown }>['halves']> {
  if (turn === null || turn.at <= range.from || turn.at >= range.to) return [];
  const counted = (isIn: (stretch: Stretch) => boolean) => kept.map((spot) => ({ place: spot.id, sessions: spot.stretches.filter(isIn).length })).filter(({ sessions }) => sessions > 0);
  const day = shortDay(turn.at, clockOf({ history, range }));
  return [{ title: `Until ${day}`, sessions: counted(({ at }) => at < turn.at) }, { title: `Since ${day}`, sessions: counted(({ at }) => at >= turn.at) }];
}

/** What each source says of a place, by the answers given most often. */
function readingsOf(stretches: readonly Stretch[]): string | null {
  const counts = new Map<string, { times: number; each: Stretch }>();
  for (const each of stretches) {
    const words = placesOf(each);
    counts.set(words, { times: (counts.get(words)?.times ?? 0) + 1, each });
  }
  const [most] = [...counts].sort((a, b) => b[1].times - a[1].times || (a[0] < b[0] ? -1 : 1));
  if (most === undefined) return null;
  const km = apart(most[1].each);
  return `${most[0]}${km === null ? '' : `, ${grouped(km)} km apart`}`;
}

/**
 * What each source says of a place, the answer given most often first, and the most that any of its answers lies off the middle that is drawn: no source tells a
 * radius of its own. Of an exit only the names are told, since nothing is measured from it.
 */
function sourcesOf({ stretches, where, lat, lon }: Spot): { source: string; says: string; offKm: number | null }[] {
  const bySource = new Map<string, PlaceReading[]>();
  for (const { place } of stretches) for (const reading of place.readings) (bySource.get(reading.source) ?? bySource.set(reading.source, []).get(reading.source)!).push(reading);
  return [...bySource].map(([source, readings]) => {
    const times = new Map<string, number>();
    for (const { city, country } of readings) times.set(city ?? country ?? 'nothing', (times.get(city ?? country ?? 'nothing') ?? 0) + 1);
    const [[most = 'nothing'] = [], ...others] = [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    const off = readings.reduce<number | null>((most, reading) => (reading.lat === null || reading.lon === null ? most : Math.max(most ?? 0, kmBetween({ lat, lon }, { lat: reading.lat, lon: reading.lon }))), null);
    const far = where === 'exit' ? '' : off === null ? (most === 'nothing' ? '' : ', the country alone') : off < 1 ? ', at the middle' : `, up to ${grouped(off)} km off the middle`;
    return { source, says: `${most}${others.length === 0 ? '' : ` and ${plural(others.length, 'other answer')}`}${far}`, offKm: where === 'exit' || off === null ? null : Math.round(off) };
  });
}

const placesOf = (stretch: Stretch): string => stretch.place.readings.map((reading) => reading.city ?? reading.country ?? 'nothing').join(' / ');

function spotOf({ history, hands, range }: PanelGiven, spot: Spot): MapSpot {
  const [first, last] = [spot.stretches[0], spot.stretches.at(-1)];
  const by = clockOf({ history, range });
  const days = first === undefined || last === undefined ? '' : `, ${span(first.at, last.at, { ...by, zone: null })}`;
  const says = spot.where === 'exit' ? `${plural(spot.stretches.length, 'session')}, place unknown` : `${plural(spot.stretches.length, 'session')}${days}`;
  return {
    id: spot.id, label: spot.label, says, lat: spot.lat, lon: spot.lon, radiusKm: spot.radiusKm, mark: spot.where,
    hand: mostly(spot.stretches.map((each) => placeHand(hands, each, whereOf(history, each)))), sessions: spot.stretches.length, readings: readingsOf(spot.stretches), sources: sourcesOf(spot),
    ...(first === undefined || last === undefined ? {} : { seen: span(first.at, last.at, by) }),
  };
}

/** The declared place stands on the map even when no session was there. */
function withDeclared({ history, range }: PanelGiven, places: readonly MapSpot[]): MapSpot[] {
  const declared = declaredAt(history, range.to);
  if (declared === null || declared.lat === null || declared.lon === null || places.some(({ mark }) => mark === 'declared')) return [...places];
  return [{ id: 'declared', label: `${declaredName(history, range.to) ?? 'Declared'}, declared`, says: 'no session that can be placed there', lat: declared.lat, lon: declared.lon, radiusKm: 50, mark: 'declared', hand: 'unknown', sessions: 0 }, ...places];
}

type Leap = { from: Stretch; to: Stretch; /** Between the two readings, before the radii are taken off. */ km: number; kmPerHour: number };

/** The pairs behind G2, fastest first. Its evidence names the two sessions of each pair in turn. */
function leapsOf({ history, assessment }: PanelGiven): Leap[] {
  const finding = assessment.findings.find(({ signal }) => signal === 'G2');
  if (finding === undefined) return [];
  const byEvent = new Map(history.stretches.map((each) => [each.event, each]));
  const leaps: Leap[] = [];
  for (let index = 0; index + 1 < finding.evidence.length; index += 2) {
    const [from, to] = [byEvent.get(finding.evidence[index] ?? ''), byEvent.get(finding.evidence[index + 1] ?? '')];
    if (from === undefined || to === undefined) continue;
    const [a, b] = [located(from), located(to)];
    if (a !== null && b !== null && to.at > from.at) leaps.push({ from, to, km: kmBetween(a, b), kmPerHour: surelyApartKm(a, b) / ((to.at - from.at) / HOUR) });
  }
  return leaps.sort((a, b) => b.kmPerHour - a.kmPerHour).slice(0, MOST_LEAPS);
}

function stopsOf({ from, to, kmPerHour }: Leap, by: Clock): SpeedRow[] {
  return [from, to].map((end, index) => ({
    when: shortMoment(end.at, by),
    places: placesOf(end),
    differByKm: apart(end),
    network: NETWORK_WORDS[end.network.class],
    device: deviceLabel(end.device) ?? 'not known',
    speed: index === 0 ? null : `${grouped(threeFigures(kmPerHour))} km/h`,
  }));
}

/** Kilometres between the two databases' answers; null where one of them knows no city. */
function apart({ place }: Stretch): number | null {
  const [a, b] = place.readings.flatMap(({ lat, lon }) => (lat === null || lon === null ? [] : [{ lat, lon }]));
  return a === undefined || b === undefined ? null : Math.round(kmBetween(a, b));
}

function threeFigures(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 2);
  return Math.round(value / unit) * unit;
}

function daysOf({ history, hands, range }: PanelGiven, stretches: readonly Stretch[]): { at: Instant; hand: Hand | null; elsewhere: boolean }[] {
  const byDay = new Map<number, Stretch[]>();
  for (const each of stretches) byDay.set(dayOf(each.at), [...(byDay.get(dayOf(each.at)) ?? []), each]);
  const first = dayOf(range.from);
  return Array.from({ length: Math.max(1, dayOf(range.to) - first + 1) }, (_, index) => {
    const own = byDay.get(first + index) ?? [];
    const places = own.map((each) => ({ each, where: whereOf(history, each) }));
    return { at: (first + index) * DAY, hand: own.length === 0 ? null : mostly(places.map(({ each, where }) => placeHand(hands, each, where))), elsewhere: places.some(({ where }) => where === 'elsewhere') };
  });
}
