import { describe, expect, test } from 'vitest';
import { assessmentOf } from '../../db/storylines';
import { labelOf } from '../cases/outcome';
import { STANDARD_POLICY as P } from '../policy/standard';
import { policySchema, type Policy } from '../policy/policy';
import { SIGNALS } from '../signals/kinds';
import { bandFlow, binOf, BIN_COUNT, countDecided, countTrial, emptyBacktest, hoursFor, qualityOf } from './backtest';
import { ratioOf, shareOf } from './interval';
import { regionOf, UNDECLARED } from '../kernel/time-zone';
import { skewsOf } from './region';
import { againstShare, demotionOf, liftedShare, onSince, overturnedShare, whyItStays, whyUncompared, type ReportCard } from './report-card';
import { rereadingFor, reweighed, whyMoved } from './reweigh';
import { agreementOf } from './shadow';

describe('intervals', () => {
  test('a share lies in its interval, which narrows with numbers and never leaves 0 to 1', () => {
    expect(shareOf(0, 0)).toBeNull();
    for (const [hits, all] of [[0, 5], [5, 5], [3, 10], [300, 1000]] as const) {
      const { value, low, high } = shareOf(hits, all)!;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(value).toBeGreaterThanOrEqual(low - 1e-12);
      expect(value).toBeLessThanOrEqual(high + 1e-12);
    }
    // Wilson's interval for 3 of 10, as printed in tables.
    expect(shareOf(3, 10)!.low).toBeCloseTo(0.108, 3);
    expect(shareOf(3, 10)!.high).toBeCloseTo(0.603, 3);
    expect(shareOf(300, 1000)!.high - shareOf(300, 1000)!.low).toBeLessThan(0.06);
  });

  test('a ratio of equal shares is one, the other way round its inverse, and nothing against nobody', () => {
    expect(ratioOf(5, 100, 50, 1000)!.value).toBeCloseTo(1, 0);
    expect(ratioOf(40, 100, 10, 100)!.value * ratioOf(10, 100, 40, 100)!.value).toBeCloseTo(1);
    expect(ratioOf(1, 0, 1, 5)).toBeNull();
  });
});

describe('regions', () => {
  test('a declared clock says the part of the world; none says nothing', () => {
    expect(['Europe/Budapest', 'America/Chicago', 'US/Pacific', 'Pacific/Auckland', 'UTC', null].map((zone) => regionOf(zone))).toEqual(['Europe', 'the Americas', 'the Americas', 'Oceania', UNDECLARED, UNDECLARED]);
  });
  test('each region against all others; small ones and what is not declared are left out', () => {
    const skews = skewsOf({ Europe: { accounts: 1000, hits: 10 }, Asia: { accounts: 1000, hits: 80 }, Oceania: { accounts: 3, hits: 3 }, [UNDECLARED]: { accounts: 9, hits: 9 } }, 20);
    expect(skews.map(({ region }) => region)).toEqual(['Asia', 'Europe']);
    expect(skews[0]!.ratio.low).toBeGreaterThan(1.5);
  });
});

test('outcomes are labels only where a person decided who works there', () => {
  expect(['closure', 'suspension', 'dismiss', 'appeal-granted', 'watch', 'fell-below', 'lifted', null].map(labelOf)).toEqual(['against', 'against', 'cleared', 'cleared', null, null, null, null]);
});

describe('a backtest adds up', () => {
  test('accounts, bands and cases', () => {
    const tally = emptyBacktest(null);
    const at = (band: 'clear' | 'watch' | 'review' | 'act', logOdds: number) => ({ band, probability: 1 / (1 + Math.exp(-logOdds)) });
    countTrial(tally, { was: at('act', 3), now: at('review', 1), region: 'Europe', cleared: false, hasOpenCase: true });
    countTrial(tally, { was: at('review', 0), now: at('watch', -2), region: 'Europe', cleared: true, hasOpenCase: true });
    countTrial(tally, { was: at('clear', -5), now: at('review', 0.5), region: 'Asia', cleared: false, hasOpenCase: false });
    expect(tally).toMatchObject({ accounts: 3, opening: 1, closing: 1, moves: { 'act review': 1, 'review watch': 1, 'clear review': 1 }, regions: { was: { Europe: { accounts: 2, hits: 2 }, Asia: { accounts: 1, hits: 0 } }, now: { Europe: { accounts: 2, hits: 1 }, Asia: { accounts: 1, hits: 1 } }, clearedWas: { Europe: { accounts: 1, hits: 1 } }, clearedNow: { Europe: { accounts: 1, hits: 0 } } } });
    expect(tally.was.reduce((sum, each) => sum + each, 0)).toBe(3);
    expect(bandFlow(tally.moves, 'review')).toEqual({ leave: 1, enter: 2, stay: 0 });
    expect(hoursFor({ opening: 6, minutes: { median: 15, cases: 40 } }, 20)).toBe(1.5);
    countDecided(tally, 'against', 'act', 'act');
    countDecided(tally, 'against', 'act', 'watch');
    countDecided(tally, 'cleared', 'review', 'review');
    expect(qualityOf(tally.decided, 'now')).toMatchObject({ precision: { value: 0.5 }, recall: { value: 0.5 } });
    expect(qualityOf(tally.decided, 'was')).toMatchObject({ precision: { value: 2 / 3 }, recall: { value: 1 } });
  });
  test('bins hold every odds there are', () => {
    expect([-1e9, -9.3, 0, 9.2, 1e9].map(binOf)).toEqual([0, 0, 40, 79, BIN_COUNT - 1]);
  });
});

test('a shadow agrees or differs upwards and downwards', () => {
  expect(agreementOf({ 'act act': 3, 'act review': 2, 'clear watch': 1, 'watch act': 4 })).toEqual({ same: 3, higher: 5, lower: 2 });
});

describe('report cards', () => {
  const card = (over: Partial<ReportCard> = {}): ReportCard => ({ signal: 'N4', state: 'on', since: 0, fired: { review: 60, clear: 40 }, together: 10, against: 30, overturned: 0, lifted: 0, cleared: 10, regions: { Europe: { accounts: 500, hits: 50 }, Asia: { accounts: 500, hits: 50 } }, would: null, ...over });
  test('what was decided and undone', () => {
    expect(againstShare(card())!.value).toBe(0.75);
    expect(overturnedShare(card({ overturned: 10 }))!.value).toBe(0.25);
    expect(overturnedShare(card({ against: 0 }))).toBeNull();
  });
  test('what staff lifted is told apart and moves neither share, nor does it ever send a signal to shadow; a count of before does not know of it', () => {
    const lifted = card({ overturned: 6, lifted: 12 });
    expect(liftedShare(lifted)!.value).toBe(0.25);
    expect([againstShare(lifted), overturnedShare(lifted)]).toEqual([againstShare(card({ overturned: 6 })), overturnedShare(card({ overturned: 6 }))]);
    expect(demotionOf(card({ lifted: 500 }), P.reports)).toBeNull();
    expect(whyItStays(card({ lifted: 500 }), P.reports)).toBeNull();
    const { lifted: _untold, ...before } = lifted;
    expect(liftedShare(before)).toBeNull();
  });
  test('past the limits it is to go to shadow, with the reason; within them, on few cases, or where it does not count, not', () => {
    expect(demotionOf(card({ overturned: 12 }), P.reports)).toEqual({ signal: 'N4', why: '12 of 42 cases undone on appeal' });
    expect(demotionOf(card({ overturned: 10 }), P.reports)).toBeNull();
    expect(demotionOf(card({ against: 4, overturned: 4 }), P.reports)).toBeNull();
    expect(demotionOf(card({ overturned: 30, state: 'shadow' }), P.reports)).toBeNull();
    expect(demotionOf(card({ regions: { Europe: { accounts: 500, hits: 10 }, Asia: { accounts: 500, hits: 90 } } }), P.reports)).toEqual({ signal: 'N4', why: 'fires 8.6 times as often in Asia as elsewhere' });
    // A small region may have the largest ratio by chance beside a large one that is past the limit.
    expect(demotionOf(card({ regions: { Europe: { accounts: 9000, hits: 90 }, Asia: { accounts: 3000, hits: 150 }, Oceania: { accounts: 30, hits: 4 } } }), P.reports)).toEqual({ signal: 'N4', why: 'fires 4.8 times as often in Asia as elsewhere' });
    // Large, and by chance: the interval reaches below the limit; also where a few accounts of one ring live in a small region.
    expect(demotionOf(card({ regions: { Europe: { accounts: 1100, hits: 28 }, Oceania: { accounts: 30, hits: 4 } } }), P.reports)).toBeNull();
    expect(demotionOf(card({ fired: { clear: 24 }, regions: { Europe: { accounts: 500, hits: 4 }, Asia: { accounts: 500, hits: 10 } } }), P.reports)).toBeNull();
  });
  test('one that looks past a limit and counts on says why', () => {
    const unsure = { Europe: { accounts: 1100, hits: 28 }, Oceania: { accounts: 30, hits: 4 } };
    expect(whyItStays(card(), P.reports)).toBeNull();
    expect(whyItStays(card({ overturned: 12 }), P.reports)).toBeNull();
    expect(whyItStays(card({ against: 2, overturned: 2 }), P.reports)).toBe('too few cases: 4 of 20');
    expect(whyItStays(card({ regions: unsure }), P.reports)).toMatch(/^not sure: [\d.]+× to [\d.]+×$/);
    expect(whyItStays(card({ regions: unsure, fired: { clear: 12 } }), P.reports)).toBeNull();
    expect(whyItStays(card({ regions: unsure, state: 'shadow' }), P.reports)).toBeNull();
  });
  test('one that is not compared by region says why, whether it looks past the limit or not', () => {
    expect(whyUncompared(card(), P.reports)).toBeNull();
    expect(whyUncompared(card({ fired: { clear: 8 } }), P.reports)).toBe('too few accounts: 8 of 20');
    expect(whyUncompared(card({ regions: { Europe: { accounts: 12, hits: 12 }, Asia: { accounts: 9, hits: 8 } } }), P.reports)).toBe('too few accounts by region');
  });
  test('counts begin anew when a signal is switched on again', () => {
    const at = (version: number, state: 'on' | 'shadow'): { at: number; policy: Policy } => ({ at: version * 100, policy: { ...P, version, signals: { N4: { state, factor: 1 } } } });
    expect(onSince([at(1, 'on'), at(2, 'on')], 'N4')).toBeNull();
    expect(onSince([at(1, 'on'), at(2, 'shadow'), at(3, 'on'), at(4, 'on')], 'N4')).toBe(300);
  });
});

describe('weighing anew', () => {
  const kinds = new Map(SIGNALS.map((signal) => [signal.id, signal]));
  const stored = assessmentOf('handover', 'acc', Date.UTC(2026, 5, 1));
  const under = (over: Partial<Policy>) => reweighed(stored, policySchema.parse({ ...P, ...over }), kinds, new Set());

  test('by the same policy an assessment is what it was', () => {
    const same = under({});
    expect(same).toMatchObject({ band: stored.band, families: stored.families, held: stored.held });
    expect(same.logOdds).toBeCloseTo(stored.logOdds, 9);
    expect(same.findings.map(({ signal, entered }) => [signal, entered])).toEqual(stored.findings.map(({ signal, entered }) => [signal, entered]));
  });
  test('a signal that is off no longer counts, and in shadow it is kept beside', () => {
    const off = under({ signals: { D3: { state: 'off', factor: 1 } } });
    expect(off.findings.some(({ signal }) => signal === 'D3')).toBe(false);
    expect(off.logOdds).toBeLessThan(stored.logOdds);
    const shadow = under({ signals: { D3: { state: 'shadow', factor: 1 } } });
    expect(shadow.shadow.map(({ signal }) => signal)).toEqual(['D3']);
    expect(shadow.logOdds).toBeCloseTo(off.logOdds, 9);
  });
  test('says why: a signal, a rule, or the line itself', () => {
    expect(whyMoved(stored, under({ signals: { D3: { state: 'off', factor: 1 } } }))).toMatch(/no longer counts|needs/);
    expect(whyMoved(stored, under({ bands: { watch: -3, review: 12, act: 13 } }))).toBe('the band begins elsewhere; its evidence weighs the same');
    expect(whyMoved(stored, under({ calibration: { a: 1, b: -6, source: 'a test', cases: 0 } }))).toBe('its evidence weighs the same and is calibrated to other odds');
  });
  test('histories are read only for what was never kept', () => {
    const off = policySchema.parse({ ...P, signals: { D3: { state: 'off', factor: 1 } } });
    const enough = { signals: [], foundOnly: false, why: null };
    expect(rereadingFor(P, policySchema.parse({ ...P, bands: { ...P.bands, watch: -3, review: 0 } }), SIGNALS)).toEqual(enough);
    expect(rereadingFor(P, policySchema.parse({ ...P, calibration: { ...P.calibration, source: 'the same line', cases: 40 } }), SIGNALS)).toEqual(enough);
    expect(rereadingFor(off, P, SIGNALS)).toMatchObject({ why: 'findings of D3, which is off', foundOnly: false, signals: [{ id: 'D3' }] });
    expect(rereadingFor(P, off, SIGNALS).why).toBeNull();
    for (const rule of [{ state: 'shadow', factor: 1 }, { state: 'on', factor: 0 }] as const) {
      expect(rereadingFor({ ...P, signals: { ...P.signals, D3: rule } }, P, SIGNALS)).toEqual({ signals: [], foundOnly: true, why: 'innocent lives beside D3, which does not count' });
    }
    expect(rereadingFor(P, { ...P, stories: { ...P.stories, mover: 0.1 } }, SIGNALS)).toMatchObject({ foundOnly: true, why: 'other shares of innocent lives' });
    expect(rereadingFor(P, { ...P, priors: { ...P.priors, otherwise: 0.02 }, stories: { ...P.stories, mover: 0.1 } }, SIGNALS)).toEqual({ signals: [], foundOnly: false, why: 'other priors' });
    expect(rereadingFor(P, { ...P, rates: [{ date: '2026-01-01', usd: { EUR: 1 } }] }, SIGNALS).signals).toHaveLength(SIGNALS.length);
  });
  test('where act begins decides which two innocent lives are told at once: it and the calibration ask for the events of who has findings', () => {
    for (const over of [{ bands: { ...P.bands, act: 5 } }, { calibration: { ...P.calibration, b: -3 } }, { calibration: { ...P.calibration, steps: [[-6, 0.001], [6, 0.99]] as [number, number][] } }]) {
      expect(rereadingFor(P, policySchema.parse({ ...P, ...over }), SIGNALS)).toEqual({ signals: [], foundOnly: true, why: 'innocent lives, two at once, by where act begins' });
    }
  });
});
