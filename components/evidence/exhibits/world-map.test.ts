import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { WorldMap, type MapPlace } from './world-map';

const place = (id: string, offKms: Readonly<Record<string, number | null>>): MapPlace => ({
  id, label: id, says: '3 sessions', lat: 50, lon: id.length, radiusKm: 200, mark: 'elsewhere', hand: 'other', sessions: 3,
  sources: Object.entries(offKms).map(([source, offKm]) => ({ source, says: 'a place', offKm })),
});
const drawn = (places: readonly MapPlace[]) => renderToStaticMarkup(createElement(WorldMap, { places, arcs: [], days: [], stops: [], describe: 'A map' }));

test('the ring of a source is drawn by its place among all that speak, whether or not those lie off the middle', () => {
  const one = drawn([place('here', { alpha: 0, beta: 80 })]);
  expect(one).toContain('at most; beta dashed.');
  expect(one).toContain('stroke-dasharray="7 3"');
  expect(one).not.toContain('stroke-dasharray="1 3"');
  expect(drawn([place('here', { alpha: 0, beta: 80 }), place('there', { alpha: 30, beta: null })])).toContain('at most; alpha dotted, beta dashed.');
});

test('a source for which there is no stroke is said not to be drawn', () => {
  const many = drawn([place('here', { alpha: 9, beta: 80, gamma: 0, delta: 40, omega: 70 })]);
  expect(many).toContain('at most; alpha dotted, beta dashed, delta dashed and dotted, omega not drawn.');
  expect(drawn([place('here', { alpha: 0, beta: null })])).not.toContain('Thin rings');
});
