import type { GeoProjection } from 'd3-geo';
import type { Instant } from '@/lib/kernel/instant';
import type { ReactNode } from 'react';
import { HAND, HandKeys, type Hand } from '../../ui/hands';
import { date } from '../../ui/moment';
import { Pointing } from '../../controls/pointing';
import { Panel } from '../../ui/panel';
import { PART } from '../../ui/parts';
import { DataTable, Table } from '../../ui/table';
import { count, plural } from '../../ui/words';
import { rects, textWidth } from './axis';
import { GROUND, placeLabels, type Wanted } from './labels';
import { arcPath, insetFrame, insetSpot, projectionFor, ringPath, sheetOf, worldInset, type MapFrame, type Sheet } from './land';

/** Sessions that fell on about one place. A handful of these, never one a session: the query groups them. */
export type MapPlace = {
  id: string;
  /** "Leeds, declared", "near Calgary", "Rotterdam, VPN exit" */
  label: string;
  /** "212 sessions to 10 Sep" */
  says: string;
  lat: number;
  lon: number;
  /** Uncertainty in true kilometres; null for an exit, which says nothing of place. */
  radiusKm: number | null;
  mark: 'declared' | 'elsewhere' | 'exit';
  hand: Hand;
  sessions: number;
  /** What the sources said together most often. */
  readings?: string | null;
  /** What each says by itself, and how far off the middle. */
  sources?: readonly { source: string; says: string; /** How far off the middle its answers lie at most; null where nothing is measured, and absent from packets sealed earlier. */ offKm?: number | null }[];
  /** From when to when, on both clocks. */
  seen?: string;
};

/** Two sessions further apart than the time between them allows. */
export type MapArc = { from: string; to: string; km: number; minutes: number; /** "19 Oct, two devices, home to home" */ says: string; /** Of both sessions, on both clocks. */ when?: string };

/** One line of the speed table: both databases' answers, side by side; `when` on both clocks. */
export type MapStop = { when: string; places: string; differByKm: number | null; network: string; device: string; speed: string | null };

export type WorldMapProps = {
  places: readonly MapPlace[];
  arcs: readonly MapArc[];
  /** The same map before the handover and since. */
  halves?: readonly { title: string; sessions: readonly { place: string; sessions: number }[] }[];
  /** A cell a day over the range; `hand` null is an empty day. */
  days: readonly { at: Instant; hand: Hand | null; elsewhere: boolean }[];
  stops: readonly MapStop[];
  /** One sentence for readers who do not see the drawing. */
  describe: string;
  /** The clock that the account declares, beside which its times are told. */
  zone?: string | null;
  panel?: string;
  hotkey?: string;
  aside?: ReactNode;
};

const WIDE: MapFrame = { width: 834, height: 340, padX: 132, padY: 64 };
const SLIM: MapFrame = { width: 360, height: 190, padX: 50, padY: 40 };
const HALF: MapFrame = { width: 400, height: 150, padX: 44, padY: 30 };

/** The land that stands in the page once, laid into one frame. */
type Ground = { id: string } & Sheet['laid'][number];

/** Land, no borders and no names: what matters is distance and time, not nations. */
export function WorldMap({ places, arcs, halves = [], days, stops, describe, zone = null, panel = 'geography', hotkey, aside }: WorldMapProps) {
  const frames = [WIDE, SLIM, ...(halves.length > 0 ? [HALF] : [])] as const;
  const { land, lines, laid } = sheetOf(places, [WIDE, ...frames.slice(1)]);
  const groundOf = (frame: MapFrame): Ground => ({ id: panel, ...laid[frames.indexOf(frame)]! });
  return (
    <Panel title="Login geography" icon="globe" aside={<>{aside}<span className="hm"><HandKeys /></span></>} bleed panel={panel} hotkey={hotkey} foot={<>The map draws land, not borders. Places are where a network says it is; the dashed ring is how wrong it may be. <a href="https://db-ip.com" rel="noreferrer">IP geolocation by DB-IP</a>, CC BY 4.0; owners by RouteViews and DB-IP.</>}>
      <Pointing>
        <svg className="sprite" aria-hidden="true" focusable="false"><defs><path id={`${panel}-lines`} d={lines} /><path id={`${panel}-land`} d={land} /></defs></svg>
        <div className="map">
          <div className="wide"><Drawing places={places} arcs={arcs} describe={describe} frame={WIDE} ground={groundOf(WIDE)} /></div>
          <div className="slim"><Drawing places={places} arcs={arcs} describe={describe} frame={SLIM} ground={groundOf(SLIM)} /></div>
        </div>
        <figcaption className="underchart">
          <RingsOfSources places={places} />
          {days.length > 0 && <DayStrip days={days} />}
          {stops.length > 0 && <Stops stops={stops} isUtc={zone === null} />}
          {halves.length > 0 && <div className="twomaps">{halves.map((half) => <Half key={half.title} half={half} places={places} ground={groundOf(HALF)} />)}</div>}
          <Places places={places} arcs={arcs} />
        </figcaption>
      </Pointing>
    </Panel>
  );
}

/** One side of the handover, on the same piece of the world, so that the two can be laid beside each other. */
function Half({ half: { title, sessions }, places, ground }: { half: NonNullable<WorldMapProps['halves']>[number]; places: readonly MapPlace[]; ground: Ground }) {
  const shown = places.flatMap((place) => {
    const found = sessions.find((one) => one.place === place.id);
    return found === undefined ? [] : [{ ...place, says: plural(found.sessions, 'session') }];
  });
  return (
    <div>
      <p className="lbl">{title}</p>
      <Drawing places={shown} arcs={[]} describe={`${title}: ${shown.length === 0 ? 'no session has a place' : shown.map((place) => `${place.label}, ${place.says}`).join('; ')}.`} frame={HALF} ground={ground} fit={places} />
    </div>
  );
}

const PLACE_HEADS = ['Place', 'Sessions', 'Seen', 'By each source', 'Uncertainty', 'Whose hand'] as const;

/** The map as a list to walk through: each place shows itself on the drawing while it has the focus or the pointer. */
function Places({ places, arcs }: Pick<WorldMapProps, 'places' | 'arcs'>) {
  return (
    <Table caption="Places of the map" tight folds>
      <thead {...PART.group}><tr {...PART.row}>{PLACE_HEADS.map((head) => <th key={head} {...PART.head}>{head}</th>)}</tr></thead>
      <tbody {...PART.group}>
        {places.map((place) => <tr key={place.id} {...PART.row}><th {...PART.name}><button type="button" className="pointer" data-points={place.id}>{place.label}</button></th>{[count(place.sessions), place.seen ?? '–', place.sources === undefined || place.sources.length === 0 ? (place.readings ?? 'not told') : <Sources place={place} />, place.radiusKm === null ? 'place unknown' : `${count(place.radiusKm)} km, by both together`, HAND[place.hand].word].map((cell, index) => <td key={PLACE_HEADS[index + 1]} {...PART.cell} data-head={PLACE_HEADS[index + 1]}>{cell}</td>)}</tr>)}
        {arcs.map((arc, index) => <tr key={`arc${index}`} {...PART.row}><th {...PART.name}><button type="button" className="pointer" data-points={`arc${index}`}>{placeName(places, arc.from)} to {placeName(places, arc.to)}</button></th><td {...PART.cell} colSpan={5}>{arcWords(arc)}; {arc.says}{arc.when !== undefined && `; ${arc.when}`}</td></tr>)}
      </tbody>
    </Table>
  );
}

/** How the ring of each source is drawn, by its place among the names of all that speak on the map: what lies at the middle takes no stroke from another. */
const SOURCE_RINGS = [{ dash: '1 3', word: 'dotted' }, { dash: '7 3', word: 'dashed' }, { dash: '7 3 1 3', word: 'dashed and dotted' }] as const;

const namedOn = (places: readonly MapPlace[]): string[] => [...new Set(places.flatMap(({ sources = [] }) => sources.map(({ source }) => source)))].sort();
/** What is said to lie at the middle has no ring. */
const isOff = (offKm: number | null | undefined): offKm is number => offKm != null && offKm >= 1;

/** What the thin rings mean. */
function RingsOfSources({ places }: Pick<WorldMapProps, 'places'>) {
  const isOffAnywhere = (source: string): boolean => places.some(({ radiusKm, sources = [] }) => radiusKm !== null && sources.some((one) => one.source === source && isOff(one.offKm)));
  const rings = namedOn(places).map((source, nth) => ({ source, word: SOURCE_RINGS[nth]?.word ?? 'not drawn' })).filter(({ source }) => isOffAnywhere(source));
  if (rings.length === 0) return null;
  return <p className="xs q mb-1.5">Thin rings: how far off the middle the answers of one source lie at most; {rings.map(({ source, word }) => `${source} ${word}`).join(', ')}.</p>;
}

/** Both answers, each with its own distance, and what they say together. */
function Sources({ place: { sources = [], readings } }: { place: MapPlace }) {
  return <>{sources.map(({ source, says }) => <span className="block" key={source}><span className="qq xs">{source}:</span> {says}</span>)}{readings != null && <span className="block qq xs">together most often {readings}</span>}</>;
}

const placeName = (places: readonly MapPlace[], id: string): string => places.find((place) => place.id === id)?.label ?? 'a place';

function Drawing({ places, arcs, describe, frame, ground, fit = places }: Pick<WorldMapProps, 'places' | 'arcs' | 'describe'> & { frame: MapFrame; ground: Ground; /** What the drawing has to hold. */ fit?: readonly MapPlace[] }) {
  const slim = frame !== WIDE;
  const projection = projectionFor(fit, frame);
  const spots = places.flatMap((place) => {
    const at = projection([place.lon, place.lat]);
    return at === null ? [] : [{ place, x: Math.round(at[0] * 10) / 10, y: Math.round(at[1] * 10) / 10 }];
  });
  const flights = arcs.slice(0, 6).flatMap((arc) => {
    const [from, to] = [places.find(({ id }) => id === arc.from), places.find(({ id }) => id === arc.to)];
    return from === undefined || to === undefined ? [] : [{ arc, ...arcPath(projection, from, to) }];
  });
  const labels = labelsOf(spots, flights, frame, slim);
  const dashOf = new Map(namedOn(fit).flatMap((source, nth) => (SOURCE_RINGS[nth] === undefined ? [] : [[source, SOURCE_RINGS[nth].dash] as const])));
  return (
    <svg className="chart" viewBox={`0 0 ${frame.width} ${frame.height}`} role="img" aria-label={describe}>
      <rect width={frame.width} height={frame.height} fill="var(--map-sea)" />
      <use href={`#${ground.id}-lines`} transform={ground.transform} fill="none" stroke="var(--line)" strokeWidth={0.6 / ground.scale} />
      <use href={`#${ground.id}-land`} transform={ground.transform} fill="var(--map-land)" stroke="var(--line-2)" strokeWidth={0.7 / ground.scale} />
      {flights.map(({ d }, index) => <g key={index} fill="none" data-spot={`arc${index}`}><path d={d} stroke="var(--surface)" strokeWidth="5" opacity=".8" /><path d={d} stroke="var(--ochre-text)" strokeWidth="1.9" strokeDasharray="6 3.5" /></g>)}
      {spots.map(({ place }) => place.radiusKm !== null && <path key={place.id} d={ringPath(projection, place, place.radiusKm)} fill={HAND[place.hand].colour} fillOpacity=".2" stroke={HAND[place.hand].edge} strokeDasharray="2.5 2.5" />)}
      {frame !== HALF && spots.flatMap(({ place }) => (place.radiusKm === null ? [] : (place.sources ?? []).flatMap(({ source, offKm }) => (isOff(offKm) && dashOf.has(source) ? [<path key={`${place.id} ${source}`} d={ringPath(projection, place, offKm)} fill="none" stroke="var(--text-3)" strokeWidth=".9" strokeDasharray={dashOf.get(source)} />] : []))))}
      {spots.map(({ place, x, y }) => <g key={place.id} data-spot={place.id}><PlaceMark place={place} x={x} y={y} /><circle className="halo-ring" cx={x} cy={y} r="14" /></g>)}
      {labels.map(({ id, x, y, anchor, lines }) => {
        const place = places.find((one) => one.id === id);
        const look = place === undefined ? 't1' : place.hand === 'verified' ? 'tt' : place.hand === 'other' ? 'to' : 't1';
        const width = Math.max(...lines.map((line) => textWidth(line, 11.5))) + 2 * GROUND.beside;
        return <g key={id}>{place === undefined && <rect x={x - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width - GROUND.beside : GROUND.beside)} y={y - 11 - GROUND.above} width={width} height={lines.length * 14 + 3 * GROUND.above} rx="4" fill="var(--surface)" stroke="var(--line-2)" />}{lines.map((line, index) => <text key={line} className={index === 0 ? `halo bold ${look}` : 'halo'} x={x} y={y + index * 14} textAnchor={anchor}>{line}</text>)}</g>;
      })}
      {!slim && <Inset projection={projection} frame={frame} places={places} />}
    </svg>
  );
}

function labelsOf(spots: readonly { place: MapPlace; x: number; y: number }[], flights: readonly { arc: MapArc; middle: [number, number] | null }[], frame: MapFrame, slim: boolean) {
  const taken = [...spots.map(({ x, y }) => ({ x: x - 9, y: y - 9, width: 18, height: 18 })), ...(slim ? [] : [{ x: 4, y: frame.height - 86, width: 150, height: 86 }])];
  const ofArcs: Wanted[] = flights.flatMap(({ arc, middle }, index) => (middle === null ? [] : [{ id: `arc${index}`, x: middle[0], y: middle[1], gap: 12, above: true, lines: slim ? [arcWords(arc)] : [arcWords(arc), arc.says] }]));
  const ofPlaces: Wanted[] = [...spots].sort((a, b) => Number(b.place.mark === 'declared') - Number(a.place.mark === 'declared')).map(({ place, x, y }) => ({ id: place.id, x, y, gap: 14, lines: frame === SLIM ? [place.label] : frame === WIDE ? [place.label, place.says] : [place.says] }));
  return placeLabels([...ofPlaces, ...ofArcs], frame, taken);
}

const arcWords = ({ km, minutes }: MapArc): string => `${count(Math.round(km))} km in ${minutes < 120 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`}`;

/** Filled circle and ring: declared. Diamond: elsewhere. Dotted circle: an exit. */
function PlaceMark({ place, x, y }: { place: MapPlace; x: number; y: number }) {
  if (place.mark === 'exit') return <circle cx={x} cy={y} r="5.5" fill="url(#dots)" stroke="var(--text-3)" />;
  if (place.mark === 'elsewhere') return <path d={`M${x} ${y - 6}l5 6l-5 6l-5-6z`} fill={HAND[place.hand].colour} stroke="var(--surface)" strokeWidth="1.5" />;
  return <><circle cx={x} cy={y} r="5.5" fill="var(--teal)" stroke="var(--surface)" strokeWidth="1.5" /><circle cx={x} cy={y} r="9" fill="none" stroke="var(--teal-text)" strokeWidth="1.3" /></>;
}

function Inset({ projection, frame, places }: { projection: GeoProjection; frame: MapFrame; places: readonly MapPlace[] }) {
  const edge = insetFrame(projection, frame);
  return (
    <g transform={`translate(12 ${frame.height - 78})`}>
      <rect x="-5" y="-5" width="142" height="76" rx="4" fill="var(--surface)" stroke="var(--line-2)" />
      <path d={worldInset()} fill="var(--map-land)" stroke="var(--line-2)" strokeWidth=".4" />
      {edge !== ''
        ? <path d={edge} fill="var(--blue)" fillOpacity=".1" stroke="var(--blue)" />
        : places.map((place) => <circle key={place.id} cx={insetSpot(place)[0]} cy={insetSpot(place)[1]} r="2" fill="var(--blue)" />)}
    </g>
  );
}

/** One cell a day: a path for each hand, and one for the empty days. */
function DayStrip({ days }: { days: WorldMapProps['days'] }) {
  const step = 808 / days.length;
  const cells = (wanted: Hand | null) => rects(days.flatMap(({ hand }, index) => (hand === wanted ? [{ x: index * step, y: 0, width: Math.max(0.8, step - 0.8), height: 14 }] : [])));
  const first = days[0];
  const last = days.at(-1);
  const away = days.filter(({ elsewhere }) => elsewhere).length;
  const lived = days.filter(({ hand }) => hand !== null).length;
  return (
    <>
      <svg className="chart" viewBox="0 0 808 14" preserveAspectRatio="none" height="14" role="img" aria-label={`One cell a day: active on ${lived} of ${plural(days.length, 'day')}, away from the declared place on ${away}.`}>
        <path d={cells(null)} fill="var(--sunken)" />
        {(['verified', 'other', 'unknown'] as const).map((hand) => <path key={hand} className={HAND[hand].fill} d={cells(hand)} />)}
      </svg>
      <div className="dayfoot"><span>{first === undefined ? '' : date(first.at)}</span><span>one cell a day by UTC, empty days pale</span><span>{last === undefined ? '' : date(last.at)}</span></div>
    </>
  );
}

function Stops({ stops, isUtc }: { stops: readonly MapStop[]; /** Their times name no clock. */ isUtc: boolean }) {
  return (
    <DataTable caption="Sessions further apart than the time between them allows" tight rows={stops} keyOf={({ when, device }) => `${when}${device}`} columns={[
      { key: 'when', head: isUtc ? 'When, UTC' : 'When', look: 'nw', cell: ({ when }) => when },
      { key: 'where', head: 'Where, by each source', cell: ({ places }) => places },
      { key: 'differ', head: 'They differ by', cell: ({ differByKm }) => (differByKm === null ? 'not known' : `${count(Math.round(differByKm))} km`) },
      { key: 'network', head: 'Network', cell: ({ network }) => network },
      { key: 'device', head: 'Device', look: 'id', cell: ({ device }) => device },
      { key: 'speed', head: 'Speed needed, both radii off', numeric: true, look: 'b', cell: ({ speed }) => speed ?? '' },
    ]} />
  );
}

