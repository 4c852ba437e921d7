import { expect, test } from 'vitest';
import { DAY, HOUR } from '../kernel/instant';
import { STANDARD_POLICY } from '../policy/standard';
import type { Assessment, Band, WeighedFinding } from '../risk/assessment';
import { openingFor } from './opening';
import { leadWords, priorityOf } from './priority';
import { touchesOf, touchWords, type Touch } from './touch';

function assessment(band: Band, logOdds: number, signals: readonly string[]): Assessment {
  const findings = signals.map((signal): WeighedFinding => ({
    signal, version: 1, family: 'device', strength: 'strong', llr: 2, quality: 1, firstAt: 0, lastAt: 0, value: {}, words: '', evidence: [], identifiers: [], counter: [],
    title: signal, decides: '', raised: 2, counted: 2, standing: 'strong', fresh: 1, entered: 2,
  }));
  return {
    account: 'mallory', assessedAt: 0, band, probability: 0.5, logOdds, prior: -5, own: logOdds, strength: 'strong', families: ['device'], findings, shadow: [], counter: [], pairs: [],
    spread: null, missing: [], unread: [], innocent: null, stories: [], held: [], ring: null, policyVersion: 1, rarityVersion: null,
  };
}

test.each<[string, Assessment, boolean, { logOdds: number; causes: string[] } | null, string]>([
  ['nothing below review', assessment('watch', -1, ['D3']), false, null, 'nothing'],
  ['a first case at review', assessment('review', 1, ['D3']), false, null, 'opens'],
  ['joining the open case', assessment('act', 3, ['D3']), true, null, 'joins'],
  ['falling below while a case is open', assessment('watch', -1, ['D3']), true, null, 'falls-below'],
  ['the same findings after a settlement', assessment('act', 3, ['D3']), false, { logOdds: 2.5, causes: ['D3'] }, 'nothing'],
  ['a new cause after a settlement', assessment('act', 3, ['D3', 'P1']), false, { logOdds: 3, causes: ['D3'] }, 'opens'],
  ['odds one nat above the settlement', assessment('act', 3.5, ['D3']), false, { logOdds: 2.5, causes: ['D3'] }, 'opens'],
])('%s', (_, given, hasOpenCase, lastSettled, becomes) => {
  expect(openingFor(given, hasOpenCase, lastSettled, STANDARD_POLICY).becomes).toBe(becomes);
});

test('more evidence, more harm and longer waiting each come first, and waiting changes no order between two cases', () => {
  const base = { logOdds: 1, openedAt: 100 * DAY, wokenBy: null };
  expect(priorityOf({ ...base, logOdds: 2 }, 0)).toBeGreaterThan(priorityOf(base, 0));
  expect(priorityOf(base, 7_410)).toBeGreaterThan(priorityOf(base, 100));
  expect(priorityOf({ ...base, openedAt: 99 * DAY }, 0)).toBeGreaterThan(priorityOf(base, 0));
  const doubled = priorityOf({ ...base, openedAt: base.openedAt - STANDARD_POLICY.queue.waitingDoublesHours * HOUR }, 0) - priorityOf(base, 0);
  expect(doubled).toBeCloseTo(1, 9);
});

test('a hold past its term stands before everything, then an answer', () => {
  const base = { logOdds: 9, openedAt: 0, wokenBy: null };
  const answered = priorityOf({ logOdds: -5, openedAt: 20_000 * DAY, wokenBy: 'answer' }, 0);
  const returned = priorityOf({ logOdds: -5, openedAt: 20_000 * DAY, wokenBy: 'returned' }, 0);
  expect(returned).toBeGreaterThan(priorityOf(base, 1e9));
  expect(answered).toBeGreaterThan(returned);
  expect(priorityOf({ logOdds: -5, openedAt: 20_000 * DAY, wokenBy: 'hold-lapsed' }, 0)).toBeGreaterThan(answered);
});

test('what puts a case before its evidence can be read', () => {
  expect(leadWords('hold-lapsed')).toBe('a payout hold is past its term and waits to be renewed or released');
  expect(leadWords('answer')).toContain('answered');
  expect(leadWords('returned')).toContain('differed');
  expect(leadWords('reply-lapsed')).toBeNull();
  expect(leadWords(null)).toBeNull();
});

test('what a person did on a case is counted once and told in words', () => {
  const touches: Touch[] = [{ staff: 'ada', how: 'noted', at: 2 }, { staff: 'ada', how: 'claimed', at: 1 }, { staff: 'ada', how: 'noted', at: 3 }, { staff: 'ben', how: 'revealed', at: 1 }];
  expect(touchesOf('ada', touches)).toEqual(['claimed', 'noted']);
  expect(touchWords(touchesOf('ada', touches))).toBe('held it and wrote a note on it');
  expect(touchWords(touchesOf('cleo', touches))).toBe('');
});
