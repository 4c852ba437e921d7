import { beforeAll, expect, test } from 'vitest';
import type { WorldOptions } from '../world';
import type { Aggregates } from './aggregates';
import { hardnessOf, learnt, sampled, type Hardness, type Sample } from './hardness';
import { FLAGS } from './points';

// A world that a sum of flags solves says nothing about a product. These hold for the kinds on which it is judged.

const COMMON = { days: 180, now: Date.UTC(2026, 10, 17, 14), cast: false } satisfies Partial<WorldOptions>;
let crowded: Sample;
let world: Sample;
let hardness: Hardness;

beforeAll(() => {
  crowded = sampled({ ...COMMON, kind: 'validate', seed: 'school', accounts: 1800, prevalence: 0.12 });
  world = sampled({ ...COMMON, kind: 'validate', seed: 'hard', accounts: 3000, prevalence: 0.005 });
  hardness = hardnessOf(world, learnt(crowded));
}, 300_000);

test('naive points find one in five at most, at a budget of 0.5%', () => {
  expect(hardness.budget).toBe(15);
  expect(hardness.points.precision).toBeLessThanOrEqual(0.2);
});

test('a classifier that learns from labels does better than points, and stays far from perfect', () => {
  expect(hardness.classifier.average).toBeGreaterThan(hardness.points.average);
  expect(hardness.classifier.precision).toBeLessThanOrEqual(0.87);
});

test('there are about ninety events for an account', () => {
  expect(hardness.events / hardness.accounts).toBeGreaterThan(75);
  expect(hardness.events / hardness.accounts).toBeLessThan(115);
});

test('every flag shows on innocent accounts, and on more of them than of others', () => {
  const showing = (abuser: boolean, shows: (row: Aggregates) => boolean) => [...world.rows].filter(([account, row]) => world.truth.get(account)?.abuser === abuser && shows(row)).length;
  const rare = FLAGS.filter((flag) => showing(false, flag.shows) <= showing(true, flag.shows)).map((flag) => flag.name);
  expect(rare).toEqual([]);
});

/** What each scheme does, as a number that ordinary lives seldom reach. */
const MARKS: Record<string, readonly [name: string, times: number]> = {
  A1: ['addressOthers', 3], A2: ['rentedShare', 5], A3: ['exitsAfterCheck', 5], A4: ['proposalTextOthers', 1.5], A5: ['doubleTimed', 10], A6: ['faceFailed', 5], A7: ['payeeOthers', 20], A8: ['rttGap', 3],
  A9: ['rentedShare', 3], A10: ['otherTrade', 5], A11: ['otherPerson', 10], A12: ['payeeOthers', 20], A13: ['deviceOthers', 10], A14: ['selfDealt', 10], A15: ['referred', 10], A16: ['harm', 10],
};

test('every scheme shows the mark of its description, more than ordinary lives do', () => {
  const mean = (archetype: string, name: string) => {
    const own = [...crowded.rows].filter(([account]) => crowded.truth.get(account)?.archetype === archetype).map(([, row]) => row[name] ?? 0);
    return own.reduce((sum, value) => sum + value, 0) / own.length;
  };
  expect(Object.keys(MARKS)).toHaveLength(16);
  const pale = Object.entries(MARKS).filter(([archetype, [name, times]]) => !(mean(archetype, name) > times * Math.max(0.005, mean('I1', name)))).map(([archetype, [name]]) => `${archetype}: ${name} ${mean(archetype, name).toFixed(2)} beside ${mean('I1', name).toFixed(2)}`);
  expect(pale).toEqual([]);
});
