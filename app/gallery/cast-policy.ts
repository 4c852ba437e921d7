import type { SignalRow } from '@/components/policy/signal-table';
import type { MoveRow } from '@/components/policy/backtest';
import type { Backtest } from '@/lib/insights/backtest';
import { BIN_COUNT, emptyBacktest } from '@/lib/insights/backtest';
import type { ReportCard } from '@/lib/insights/report-card';
import type { SignalState } from '@/lib/policy/policy';
import { STANDARD_POLICY } from '@/lib/policy/standard';
import { DAY } from '@/lib/kernel/instant';
import type { Family } from '@/lib/signals/signal';
import { NOW, stream } from './cast';

const card = (signal: string, state: SignalState, fired: number, overturned: number, skew: number, would: ReportCard['would'] = null): ReportCard => ({
  signal, state, since: NOW - 90 * DAY, fired: { act: Math.round(fired * 0.1), review: Math.round(fired * 0.3), watch: Math.round(fired * 0.2), clear: Math.round(fired * 0.4) }, together: Math.round(fired * 0.6),
  against: 100 - overturned, overturned, lifted: 8, cleared: 40, regions: { Europe: { accounts: 20_000, hits: Math.round(fired / 2) }, Asia: { accounts: 20_000, hits: Math.round((fired / 2) * skew) }, 'the Americas': { accounts: 10_000, hits: Math.round(fired / 4) } }, would,
});

const row = (id: string, title: string, family: Family, state: SignalState, weight: number, fired: number, overturned: number, skew: number): SignalRow => ({ id, title, family, href: '/gallery/policy-signal', state, weight, halfLifeDays: 60, card: card(id, state, fired, overturned, skew) });

/** The signals of the mock, one of them past its limits, one not counted yet. */
export const SIGNAL_ROWS: SignalRow[] = [
  row('D3', 'Handover after the check', 'device', 'on', 3, 212, 4, 1),
  row('P1', 'Shared beneficiary', 'payout', 'on', 2.5, 148, 6, 1.1),
  row('N2', 'VPN begins after the check', 'network', 'on', 1.6, 391, 11, 1.2),
  row('G2', 'Impossible travel', 'geography', 'on', 1.1, 173, 14, 1.1),
  row('T1', 'Quiet hours off', 'time', 'on', 0.95, 520, 19, 1.3),
  row('C3', 'Near-copied profile', 'content', 'on', 1.1, 96, 9, 1),
  row('N4', 'Slow line for its place', 'network', 'on', 1.2, 2400, 31, 4.1),
  row('I5', 'Check avoided', 'identity', 'shadow', 0.8, 88, 22, 1.6),
  { ...row('C6', 'Portfolio of another account', 'content', 'off', 1, 0, 0, 1), card: null },
];

export const SHADOW_CARD = card('I5', 'shadow', 88, 22, 1.6, { 'clear clear': 40, 'clear watch': 21, 'watch watch': 9, 'watch review': 6, 'review review': 10, 'review act': 2 });

export const DRAFT_POLICY = { ...STANDARD_POLICY, version: 14, title: 'Act later', bands: { ...STANDARD_POLICY.bands, act: 2.64 }, signals: { ...STANDARD_POLICY.signals, N4: { state: 'shadow' as const, factor: 1 } } };

/** A population as a platform has it: a bell of clear accounts and a long tail. */
export const HISTOGRAM: readonly number[] = (() => {
  const chance = stream(7);
  return Array.from({ length: BIN_COUNT }, (_, index) => {
    const decade = -4 + index * 0.1;
    const bell = 11_000 * Math.exp(-(((decade + 2.6) / 0.75) ** 2));
    const tail = decade > -1.4 && decade < 3.4 ? 190 * Math.exp(-(decade + 1.4) / 0.8) * (0.7 + 0.6 * chance()) : 0;
    return Math.round(bell + tail);
  });
})();

export const TALLY: Backtest = {
  ...emptyBacktest(null), accounts: 50_212, was: [...HISTOGRAM], now: HISTOGRAM.map((accounts, index) => (index > 52 && index < 60 ? Math.round(accounts * 0.8) : accounts)),
  moves: { 'clear clear': 47_800, 'watch watch': 1_700, 'review review': 540, 'act act': 149, 'act review': 23 }, opening: 0, closing: 4,
  regions: { was: { Europe: { accounts: 21_000, hits: 300 }, Asia: { accounts: 19_000, hits: 290 }, 'the Americas': { accounts: 10_212, hits: 122 } }, now: { Europe: { accounts: 21_000, hits: 298 }, Asia: { accounts: 19_000, hits: 288 }, 'the Americas': { accounts: 10_212, hits: 122 } }, clearedWas: {}, clearedNow: { Europe: { accounts: 60, hits: 20 }, Asia: { accounts: 50, hits: 17 } } },
  decided: { against: { cases: 180, was: 171, now: 169 }, cleared: { cases: 60, was: 17, now: 11 } }, minutes: { median: 14, cases: 212 },
};

const move = (name: string, account: string, odds: number, decidedAs: string | null, why: string): MoveRow => ({ account, name, href: '/gallery/account', was: 'act', band: 'review', wasLogOdds: Math.log(odds), logOdds: Math.log(odds), decidedAs, why });
export const MOVES: MoveRow[] = [
  move('Nils Corbin', 'acc_3QK1', 10, 'Dismiss', 'the band begins elsewhere; its evidence weighs the same'),
  move('Rosa Tamm', 'acc_5RT2', 12, 'Payout hold', 'Slow line for its place no longer counts'),
  move('Studio Orle', 'acc_8SO7', 11, null, 'the band begins elsewhere'),
];
