import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../kernel/instant';
import { aDevice, aGiven, aHistory, aStretch, mallory, onDay } from '../../signals/history.fixture';
import { panelsOf } from './given.fixture';
import { contentOf, type PanelContent } from './index';
import { lifeOf, LIFE_HANDS } from './life';

const drawn = <Id extends PanelContent['panel']>(content: PanelContent, id: Id): Exclude<Extract<PanelContent, { panel: Id }>, { nothing: unknown }> => {
  if (content.panel !== id || 'nothing' in content) throw new Error(`${id} shows nothing`);
  return content as Exclude<Extract<PanelContent, { panel: Id }>, { nothing: unknown }>;
};

test('the lanes of a whole life say the same as the finished drawing, in hours and hands', () => {
  const given = panelsOf(mallory());
  const life = lifeOf(given)!;
  const finished = drawn(contentOf('same-hands', { ...given, range: { from: life.from, to: life.to } }), 'same-hands');
  expect(life.lanes.map(({ id }) => id)).toEqual(finished.lanes.map(({ id }) => id));
  const device = life.lanes.find(({ id }) => id === 'device')!;
  expect(device.bars.map(([, , hand]) => LIFE_HANDS[hand])).toEqual(['verified', 'other']);
  for (const { bars, marks } of life.lanes) {
    for (const [from, to] of bars) expect(to).toBeGreaterThan(from);
    for (const [at] of marks) expect(at).toBeLessThanOrEqual((life.to - life.from) / HOUR);
  }
  expect(life.turn![0]).toBe(Math.round((given.hands.turn!.at - life.from) / HOUR));
  expect(life.weeks.every(([, , hours]) => /^[0-9]{24}$/.test(hours))).toBe(true);
  expect(life.weeks.some(([, , hours]) => hours.includes('9'))).toBe(true);
});

test('however many sessions there are, a lane has no more bars than columns', () => {
  const stretches = Array.from({ length: 4_000 }, (_, index) => aStretch({ at: onDay(0) + index * 3 * HOUR, device: aDevice(index % 2 === 0 ? 'one' : 'two') }));
  const history = aHistory({ stretches, asOf: onDay(0) + 4_000 * 3 * HOUR });
  const life = lifeOf(panelsOf(aGiven(history)))!;
  for (const { id, bars, marks } of life.lanes) expect(Math.max(bars.length, marks.length), id).toBeLessThanOrEqual(1_200);
  expect(JSON.stringify(life).length).toBeLessThan(120_000);
});

test('an account of which nothing is known has no lanes to move', () => {
  expect(lifeOf(panelsOf(aGiven(aHistory({}))))).toBeNull();
});

test('devices tell on which side of the handover they were, and who else shows them, when', () => {
  const table = drawn(contentOf('devices', panelsOf(mallory())), 'devices');
  expect(table.devices.map(({ hand, side }) => [hand, side])).toEqual([['other', 'since the handover only'], ['verified', 'before the handover only']].filter(([hand]) => table.devices.some((one) => one.hand === hand)));
  for (const { accounts, sharers } of table.devices) expect(sharers!.length).toBe(Math.min(5, accounts - 1));
  expect(table.builds!.every(({ device }) => device !== table.build?.device)).toBe(true);
});

test('what lies outside the days shown stays, and says so', () => {
  const given = panelsOf(mallory());
  const [first] = given.history.checks;
  const late = { from: first!.at + 2 * DAY, to: given.assessment.assessedAt };
  const steps = drawn(contentOf('identity', { ...given, range: late }), 'identity').steps;
  expect(steps.find(({ id }) => id === first!.event)).toMatchObject({ outside: true });
  expect(drawn(contentOf('identity', given), 'identity').steps.every(({ outside }) => outside === undefined)).toBe(true);
  const shared = drawn(contentOf('links', { ...given, range: { from: onDay(-400), to: onDay(-300) } }), 'links').identifiers.filter(({ hub }) => !hub);
  expect(shared.every(({ outside }) => outside === true)).toBe(true);
});

test('the map is told before the handover and since, and the clock by device', () => {
  const given = panelsOf(mallory());
  const map = drawn(contentOf('geography', given), 'geography');
  expect(map.halves!.map(({ title }) => title.split(' ')[0])).toEqual(['Until', 'Since']);
  for (const { sessions } of map.halves!) for (const { place } of sessions) expect(map.places.map(({ id }) => id)).toContain(place);
  expect(map.places.filter(({ sessions }) => sessions > 0).every(({ readings }) => typeof readings === 'string')).toBe(true);
  const clock = drawn(contentOf('clock', given), 'clock');
  expect(clock.devices!.map(({ hand }) => hand)).toEqual(expect.arrayContaining(['verified', 'other']));
  expect(clock.devices!.every(({ hours }) => hours.length === 24 && Math.max(...hours) === 1)).toBe(true);
});
