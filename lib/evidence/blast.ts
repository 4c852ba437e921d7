import type { AccountHistory, Contract } from '../enrichment/history';
import { stakeOf } from '../links/card';

/** What a measure would touch on one account. Escrow is not in the events: a contract is live from its start until its end is told. */
export type Blast = { contracts: number; /** Stated values by currency; hourly prices are no values. */ stated: Readonly<Record<string, number>>; clients: readonly string[]; /** Cleared and not yet paid out, US dollars. */ pendingUsd: number };

export const NO_BLAST: Blast = { contracts: 0, stated: {}, clients: [], pendingUsd: 0 };

export function liveContracts(history: Pick<AccountHistory, 'contracts'>): Contract[] {
  return history.contracts.filter(({ startedAt, endedAt }) => startedAt !== null && endedAt === null);
}

export function blastOf(history: Pick<AccountHistory, 'contracts' | 'earnings' | 'payouts'>): Blast {
  const live = liveContracts(history);
  return { contracts: live.length, stated: statedValues(live), clients: [...new Set(live.flatMap(({ client }) => client ?? []))], pendingUsd: stakeOf(history) };
}

export function statedValues(contracts: readonly Contract[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { value, hourly } of contracts) if (value !== null && hourly !== true) sums[value.currency] = (sums[value.currency] ?? 0) + value.amount;
  return sums;
}

/** What a measure on all of them would touch: a client of several is counted once. */
export function blastOfAll(all: readonly Blast[]): Blast {
  const stated: Record<string, number> = {};
  for (const one of all) for (const [currency, amount] of Object.entries(one.stated)) stated[currency] = (stated[currency] ?? 0) + amount;
  return { contracts: all.reduce((sum, one) => sum + one.contracts, 0), stated, clients: [...new Set(all.flatMap(({ clients }) => clients))], pendingUsd: all.reduce((sum, one) => sum + one.pendingUsd, 0) };
}
