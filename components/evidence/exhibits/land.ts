import { geoBounds, geoCircle, geoEqualEarth, geoGraticule, geoInterpolate, geoPath, type GeoProjection, type GeoStream } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/land-110m.json';

// Land only: distance and time matter here, not nations. Natural Earth 1:110 m, public domain.
const topology = atlas as unknown as Topology<{ land: GeometryCollection }>;
const LAND = feature(topology, topology.objects.land);
const GRATICULE = geoGraticule().step([20, 20])();

/** Kilometres in one degree of a great circle, mean radius 6,371 km. */
export const KM_A_DEGREE = (2 * Math.PI * 6_371) / 360;

export type Point = { lat: number; lon: number };

/** Pixels; `padX` leaves room for the labels beside the outermost points. */
export type MapFrame = { width: number; height: number; padX: number; padY: number };

/** Equal Earth, turned so that the points lie in the middle and fitted to them; never closer than 1,600 km across. */
export function projectionFor(places: readonly (Point & { radiusKm: number | null })[], { width, height, padX, padY }: MapFrame): GeoProjection {
  const [[west, south], [east, north]] = boundsOf(places.flatMap(withRing));
  const middle = west <= east ? (west + east) / 2 : ((west + east + 360) / 2 + 180) % 360 - 180;
  const least = 800 / KM_A_DEGREE;
  const corners = [[west, south], [west, north], [east, south], [east, north]] as [number, number][];
  const around = [[middle - least / Math.cos(((south + north) / 2) * Math.PI / 180), (south + north) / 2], [middle + least / Math.cos(((south + north) / 2) * Math.PI / 180), (south + north) / 2]] as [number, number][];
  const projection = geoEqualEarth().rotate([-middle, 0]);
  projection.fitExtent([[padX, padY], [width - padX, height - padY]], { type: 'MultiPoint', coordinates: [...corners, ...around] });
  return projection.clipExtent([[-2, -2], [width + 2, height + 2]]);
}

/** A place and the ends of its ring to the north and the south, so that the ring is inside the drawing as well. */
function withRing(place: Point & { radiusKm: number | null }): Point[] {
  const reach = (place.radiusKm ?? 0) / KM_A_DEGREE;
  return [place, { lat: Math.min(89, place.lat + reach), lon: place.lon }, { lat: Math.max(-89, place.lat - reach), lon: place.lon }];
}

function boundsOf(points: readonly Point[]): [[number, number], [number, number]] {
  if (points.length === 0) return [[-120, -40], [140, 60]];
  const [low, high] = geoBounds({ type: 'MultiPoint', coordinates: points.map(({ lat, lon }) => [lon, lat]) });
  return [low, high];
}

/** One drawing of the land for several frames: as the first of them sees it, with what the others show beyond that. */
export type Sheet = {
  land: string;
  /** Meridians and parallels. */
  lines: string;
  /** How it is laid into each frame, and how much larger it is there. */
  laid: readonly { transform: string; scale: number }[];
};

/** The same places are turned the same way in every frame, and differ in scale and place alone: the land, which is most of a map, is drawn once. */
export function sheetOf(places: Parameters<typeof projectionFor>[0], frames: readonly [MapFrame, ...MapFrame[]]): Sheet {
  const first = projectionFor(places, frames[0]);
  const laid = frames.map((frame) => {
    const projection = projectionFor(places, frame);
    const scale = projection.scale() / first.scale();
    const [x, y] = [projection.translate()[0] - first.translate()[0] * scale, projection.translate()[1] - first.translate()[1] * scale];
    return { transform: `matrix(${fine(scale)} 0 0 ${fine(scale)} ${fine(x)} ${fine(y)})`, scale, west: (-2 - x) / scale, north: (-2 - y) / scale, east: (frame.width + 2 - x) / scale, south: (frame.height + 2 - y) / scale };
  });
  const most = (side: 'east' | 'south'): number => Math.max(...laid.map((one) => one[side]));
  const least = (side: 'west' | 'north'): number => Math.min(...laid.map((one) => one[side]));
  first.clipExtent([[least('west'), least('north')], [most('east'), most('south')]]);
  return { land: landPath(first, 1), lines: graticulePath(first), laid: laid.map(({ transform, scale }) => ({ transform, scale })) };
}

const fine = (value: number): number => Math.round(value * 1e4) / 1e4;

/** The same piece of the world is drawn each time a page is made anew; some 20 kB each. */
const coasts = new Map<string, string>();
const MOST_COASTS = 200;

/** The coasts. Corners nearer than `least` pixels to the one before, and islands of fewer than three, are not seen: they would be most of a page's size. */
function landPath(projection: GeoProjection, least: number): string {
  const view = JSON.stringify([projection.rotate(), projection.scale(), projection.translate(), projection.clipExtent(), least]);
  const known = coasts.get(view);
  if (known !== undefined) return known;
  const thin = (to: GeoStream): GeoStream => {
    let ring: [number, number][] = [];
    return {
      polygonStart: () => to.polygonStart(),
      polygonEnd: () => to.polygonEnd(),
      lineStart: () => { ring = []; },
      point: (x, y) => {
        const last = ring.at(-1);
        if (last === undefined || Math.hypot(x - last[0], y - last[1]) >= least) ring.push([x, y]);
      },
      lineEnd: () => {
        if (ring.length < 3) return;
        to.lineStart();
        for (const [x, y] of ring) to.point(x, y);
        to.lineEnd();
      },
    };
  };
  const path = geoPath({ stream: (to) => projection.stream(thin(to)) }).digits(1)(LAND) ?? '';
  if (coasts.size >= MOST_COASTS) coasts.clear();
  coasts.set(view, path);
  return path;
}

function graticulePath(projection: GeoProjection): string {
  return geoPath(projection).digits(0)(GRATICULE) ?? '';
}

/** A ring of true kilometres around a point. */
export function ringPath(projection: GeoProjection, { lat, lon }: Point, km: number): string {
  return geoPath(projection).digits(1)(geoCircle().center([lon, lat]).radius(km / KM_A_DEGREE).precision(6)()) ?? '';
}

/** The great circle between two points, and where its middle lies on the drawing. */
export function arcPath(projection: GeoProjection, from: Point, to: Point): { d: string; middle: [number, number] | null } {
  const ends: [number, number][] = [[from.lon, from.lat], [to.lon, to.lat]];
  const middle = geoInterpolate(ends[0] ?? [0, 0], ends[1] ?? [0, 0])(0.5);
  return { d: geoPath(projection).digits(1)({ type: 'LineString', coordinates: ends }) ?? '', middle: projection(middle) };
}

const WORLD = geoEqualEarth().fitExtent([[0, 0], [132, 66]], { type: 'Sphere' });

/** The whole world, small. */
export function worldInset(): string {
  return landPath(WORLD, 1.4);
}

/** What the large drawing shows, as a line on the small one: its edge sampled and projected back. Empty where it reaches round the world. */
export function insetFrame(projection: GeoProjection, { width, height }: MapFrame): string {
  if (projection.invert === undefined) return '';
  const edge: [number, number][] = [];
  const STEPS = 12;
  for (let i = 0; i < STEPS; i++) edge.push([(width * i) / STEPS, 0]);
  for (let i = 0; i < STEPS; i++) edge.push([width, (height * i) / STEPS]);
  for (let i = 0; i < STEPS; i++) edge.push([width - (width * i) / STEPS, height]);
  for (let i = 0; i < STEPS; i++) edge.push([0, height - (height * i) / STEPS]);
  const drawn = edge.flatMap((corner) => {
    const place = projection.invert?.(corner) ?? null;
    const spot = place === null || !place.every(Number.isFinite) ? null : WORLD(place);
    return spot === null ? [] : [spot];
  });
  const round = drawn.some(([x], index) => Math.abs(x - (drawn.at(index - 1)?.[0] ?? x)) > 24);
  return round || drawn.length < edge.length ? '' : `M${drawn.map((spot) => spot.map((value) => value.toFixed(1)).join(' ')).join('L')}Z`;
}

/** A place on the small drawing. */
export function insetSpot({ lat, lon }: Point): [number, number] {
  const [x, y] = WORLD([lon, lat]) ?? [0, 0];
  return [Math.round(x * 10) / 10, Math.round(y * 10) / 10];
}
