import { expect, test } from 'vitest';
import { projectionFor, sheetOf, type MapFrame } from './land';

const FRAMES: [MapFrame, ...MapFrame[]] = [{ width: 834, height: 340, padX: 132, padY: 64 }, { width: 360, height: 190, padX: 50, padY: 40 }, { width: 400, height: 150, padX: 44, padY: 30 }];
const WORLDS = {
  'two cities': [{ lat: 53.8, lon: -1.5, radiusKm: 40 }, { lat: 51, lon: -114, radiusKm: 250 }],
  'one place': [{ lat: 38.7, lon: -9.1, radiusKm: null }],
  'across the date line': [{ lat: -18.1, lon: 178.4, radiusKm: 40 }, { lat: -13.8, lon: -171.8, radiusKm: 300 }],
};

/** West, north, east, south. */
function reach(path: string): number[] {
  const numbers = [...path.matchAll(/-?[\d.]+/g)].map(([text]) => Number(text));
  const [xs, ys] = [numbers.filter((_, nth) => nth % 2 === 0), numbers.filter((_, nth) => nth % 2 === 1)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

for (const [name, places] of Object.entries(WORLDS)) {
  test(`${name}: one drawing of the land lies in each frame where that frame draws its places, and covers it`, () => {
    const { land, laid } = sheetOf(places, FRAMES);
    const first = projectionFor(places, FRAMES[0]);
    for (const [nth, frame] of FRAMES.entries()) {
      const [scale = 0, , , , x = 0, y = 0] = (laid[nth]?.transform ?? '').match(/-?[\d.]+/g)?.map(Number) ?? [];
      for (const place of places) {
        const [here, there] = [projectionFor(places, frame)([place.lon, place.lat])!, first([place.lon, place.lat])!];
        expect(there[0] * scale + x).toBeCloseTo(here[0], 0);
        expect(there[1] * scale + y).toBeCloseTo(here[1], 0);
      }
      // It reaches as far to every side as a drawing of that frame alone would.
      const own = reach(sheetOf(places, [frame]).land);
      const reached = reach(land).map((at, side) => at * scale + (side % 2 === 0 ? x : y));
      for (const side of [0, 1]) expect(reached[side]).toBeLessThan(own[side]! + 3);
      for (const side of [2, 3]) expect(reached[side]).toBeGreaterThan(own[side]! - 3);
    }
  });
}
