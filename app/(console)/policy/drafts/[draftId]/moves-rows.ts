import type { MoveRow } from '@/components/policy/backtest';
import type { MoveLine } from '@/lib/insights/queries/policies';
import type { Band } from '@/lib/risk/assessment';

export function moveRow({ name, ...row }: MoveLine): MoveRow {
  return { ...row, name: name ?? row.account, href: `/accounts/${encodeURIComponent(row.account)}` };
}

/** The address of the accounts that move from one band, or into one. */
export function movesHref(draft: string, backtest: string): (was: Band | null, band: Band | null) => string {
  return (was, band) => `/policy/drafts/${encodeURIComponent(draft)}/moves?${new URLSearchParams({ backtest, ...(was === null ? {} : { was }), ...(band === null ? {} : { band }) }).toString()}`;
}
