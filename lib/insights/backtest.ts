import type { Label } from '../cases/outcome';
import { opensCase, type Assessment, type Band } from '../risk/assessment';
import { statedOdds } from '../risk/words';
import { shareOf, type Interval } from './interval';
import { addTo, skewsOf, type Skew } from './region';

/** Bins of a tenth of a decade of odds, from 1 in 10,000 to 10,000 to 1. */
export const BINS = { from: -4, to: 4, step: 0.1 } as const;
export const BIN_COUNT = Math.round((BINS.to - BINS.from) / BINS.step);

export type Counts = { accounts: number; hits: number };

/** What a draft did so far, added up page by page; small, and whole at any moment. */
export type Backtest = {
  accounts: number;
  /** Accounts by the band they stand in and the one they would stand in: "review act". */
  moves: Record<string, number>;
  was: number[];
  now: number[];
  /** Accounts by declared region: flagged (review or act) as it is and under the draft; the same among those whose case a person settled in their favour. */
  regions: { was: Record<string, Counts>; now: Record<string, Counts>; clearedWas: Record<string, Counts>; clearedNow: Record<string, Counts> };
  /** Cases that would be opened anew, and open ones that would no longer be called for. */
  opening: number;
  closing: number;
  /** Settled cases, each on the evidence it was decided on. */
  decided: Record<Label, { cases: number; was: number; now: number }>;
  /** Median minutes from claiming a case to proposing on it, and of how many cases; null before the first. */
  minutes: { median: number; cases: number } | null;
  /** Whether histories had to be read, and why, in words; null where stored findings were enough. */
  reread: string | null;
};

export function emptyBacktest(reread: string | null): Backtest {
  const none = () => Array.from({ length: BIN_COUNT }, () => 0);
  return {
    accounts: 0, moves: {}, was: none(), now: none(), regions: { was: {}, now: {}, clearedWas: {}, clearedNow: {} }, opening: 0, closing: 0,
    decided: { against: { cases: 0, was: 0, now: 0 }, cleared: { cases: 0, was: 0, now: 0 } }, minutes: null, reread,
  };
}

export function binOf(logOdds: number): number {
  return Math.min(BIN_COUNT - 1, Math.max(0, Math.floor((logOdds / Math.LN10 - BINS.from) / BINS.step + 1e-9)));
}

export type Weighed = Pick<Assessment, 'band' | 'probability'>;
export type Trial = { was: Weighed; now: Weighed; region: string; cleared: boolean; hasOpenCase: boolean };

/** One account more. Changes the tally it is given. */
export function countTrial(tally: Backtest, { was, now, region, cleared, hasOpenCase }: Trial): void {
  tally.accounts += 1;
  const move = `${was.band} ${now.band}`;
  tally.moves[move] = (tally.moves[move] ?? 0) + 1;
  tally.was[binOf(statedOdds(was))]! += 1;
  tally.now[binOf(statedOdds(now))]! += 1;
  const [flagged, wouldBe] = [opensCase(was.band) ? 1 : 0, opensCase(now.band) ? 1 : 0];
  addTo(tally.regions.was, region, 1, flagged);
  addTo(tally.regions.now, region, 1, wouldBe);
  if (cleared) {
    addTo(tally.regions.clearedWas, region, 1, flagged);
    addTo(tally.regions.clearedNow, region, 1, wouldBe);
  }
  if (wouldBe > flagged && !hasOpenCase) tally.opening += 1;
  if (wouldBe < flagged && hasOpenCase) tally.closing += 1;
}

export function countDecided(tally: Backtest, label: Label, was: Band, now: Band): void {
  const held = tally.decided[label];
  held.cases += 1;
  if (opensCase(was)) held.was += 1;
  if (opensCase(now)) held.now += 1;
}

/** Accounts that leave and enter a band. */
export function bandFlow(moves: Readonly<Record<string, number>>, band: Band): { leave: number; enter: number; stay: number } {
  const flow = { leave: 0, enter: 0, stay: 0 };
  for (const [move, accounts] of Object.entries(moves)) {
    const [was, now] = move.split(' ');
    if (was === band && now === band) flow.stay += accounts;
    else if (was === band) flow.leave += accounts;
    else if (now === band) flow.enter += accounts;
  }
  return flow;
}

export type Quality = { precision: Interval | null; recall: Interval | null };

/** Of the cases flagged, those decided against the account; of those decided against it, those flagged. Cases settled for other reasons say nothing. */
export function qualityOf({ against, cleared }: Backtest['decided'], when: 'was' | 'now'): Quality {
  return { precision: shareOf(against[when], against[when] + cleared[when]), recall: shareOf(against[when], against.cases) };
}

/** Hours that people would spend on the cases a draft opens; without settled cases the length of one hold is taken for each. */
export function hoursFor(tally: Pick<Backtest, 'opening' | 'minutes'>, leaseMinutes: number): number {
  return (tally.opening * (tally.minutes?.median ?? leaseMinutes)) / 60;
}

/** Regions too small to compare are left out. */
const LEAST_ACCOUNTS = 20;

/** Where flags fall most, against all other regions. */
export function skewsIn(regions: Record<string, Counts>): Skew[] {
  return skewsOf(regions, LEAST_ACCOUNTS);
}
