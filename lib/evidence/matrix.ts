import type { Assessment, WeighedFinding } from '../risk/assessment';
import { standsAs } from '../risk/rules';
import { heaviest } from '../risk/words';
import { signalOf } from '../signals/kinds';
import type { Family } from '../signals/signal';

/**
 * Accounts against evidence. A column is a signal; a cell says what the account's own case says of its finding: the nats that entered the odds, `above`
 * where a heavier finding counts the same, `apart` where it adds nothing to them; null where the account is not assessed, absent where the signal found nothing.
 */
export type MatrixColumn = { signal: string; family: Family; title: string };
export type MatrixCell = number | 'above' | 'apart' | null;
export type MatrixCells = Readonly<Record<string, MatrixCell>>;

/** Signals shown beside each other at most; what weighs most over all accounts comes first. */
const COLUMNS_AT_MOST = 6;

export function columnsOf(stood: readonly Pick<Assessment, 'findings'>[]): MatrixColumn[] {
  const weight = new Map<string, { finding: WeighedFinding; nats: number }>();
  for (const { findings } of stood) for (const finding of heaviest(findings)) {
    weight.set(finding.signal, { finding, nats: (weight.get(finding.signal)?.nats ?? 0) + Math.abs(finding.entered) });
  }
  return [...weight.values()].sort((a, b) => b.nats - a.nats || (a.finding.signal < b.finding.signal ? -1 : 1)).slice(0, COLUMNS_AT_MOST)
    .map(({ finding }) => ({ signal: finding.signal, family: finding.family, title: signalOf(finding.signal)?.title ?? finding.title }));
}

export function cellsOf(columns: readonly MatrixColumn[], at: Pick<Assessment, 'findings'> | undefined): MatrixCells {
  return Object.fromEntries(columns.flatMap(({ signal }): [string, MatrixCell][] => {
    if (at === undefined) return [[signal, null]];
    const finding = at.findings.find((one) => one.signal === signal);
    if (finding === undefined) return [];
    const stands = standsAs(finding);
    return [[signal, stands === 'above' || stands === 'apart' ? stands : finding.entered]];
  }));
}
