import type { Assessment, WeighedFinding } from '../risk/assessment';
import { heaviest } from '../risk/words';
import { signalOf } from '../signals/kinds';
import type { Family } from '../signals/signal';

/** Accounts against evidence. A column is a signal; a cell says what its finding weighs by itself, in nats: null where the signal had nothing to read, absent where it found nothing. */
export type MatrixColumn = { signal: string; family: Family; title: string };
export type MatrixCells = Readonly<Record<string, number | null>>;

/** Signals shown beside each other at most; what weighs most over all accounts comes first. */
const COLUMNS_AT_MOST = 6;

export function columnsOf(stood: readonly Pick<Assessment, 'findings'>[]): MatrixColumn[] {
  const weight = new Map<string, { finding: WeighedFinding; nats: number }>();
  for (const { findings } of stood) for (const finding of heaviest(findings)) {
    const nats = Math.abs(finding.entered || finding.counted);
    weight.set(finding.signal, { finding, nats: (weight.get(finding.signal)?.nats ?? 0) + nats });
  }
  return [...weight.values()].sort((a, b) => b.nats - a.nats || (a.finding.signal < b.finding.signal ? -1 : 1)).slice(0, COLUMNS_AT_MOST)
    .map(({ finding }) => ({ signal: finding.signal, family: finding.family, title: signalOf(finding.signal)?.title ?? finding.title }));
}

/** What a finding weighs by itself: inside a family only the two largest enter the sum, and a matrix compares members, not sums. */
export function cellsOf(columns: readonly MatrixColumn[], at: Pick<Assessment, 'findings'> | undefined): MatrixCells {
  return Object.fromEntries(columns.flatMap(({ signal }): [string, number | null][] => {
    if (at === undefined) return [[signal, null]];
    const finding = at.findings.find((one) => one.signal === signal);
    return finding === undefined ? [] : [[signal, finding.counted]];
  }));
}
