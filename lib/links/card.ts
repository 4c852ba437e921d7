import { current, type AccountHistory } from '../enrichment/history';
import type { Instant } from '../kernel/instant';
import { REMEMBERED, type NeighbourCard } from './link';
import { turnOf } from './turn';

export type AccountCard = NeighbourCard & { firstEventAt: Instant; lastEventAt: Instant; eventCount: number; /** Cleared but not yet paid out, US dollars. */ stakeUsd: number };

/** What an account's own history puts on its card. `digest` keys what is only ever compared: family name and schools. */
export function cardOf(history: AccountHistory, digest: (kind: 'surname' | 'school', value: string) => string): AccountCard {
  const now = current(history);
  const surname = surnameIn(now?.legalName ?? now?.name ?? null);
  const lists = [history.versions, history.profiles, history.stretches, history.activities, history.checks, history.instruments, history.payouts, history.earnings, history.bids,
    history.timeLogs, history.interviews, history.messageFlags, history.clientReports, history.declarations, history.referrals, history.reviews];
  let first = Infinity;
  let last = -Infinity;
  let eventCount = 0;
  for (const list of lists) {
    eventCount += list.length;
    const [head, tail] = [list[0], list.at(-1)];
    if (head) first = Math.min(first, head.at);
    if (tail) last = Math.max(last, tail.at);
  }
  for (const contract of history.contracts) {
    eventCount += contract.events.length;
    for (const at of [contract.startedAt, contract.endedAt]) if (at !== null) { first = Math.min(first, at); last = Math.max(last, at); }
  }
  return {
    account: history.account,
    registeredAt: history.registeredAt,
    surname: surname === null ? null : digest('surname', surname),
    kind: now?.kind ?? null,
    organisation: now?.organisation ?? null,
    closed: now?.closed ?? null,
    instruments: [...new Set([...history.instruments, ...history.payouts].map((one) => one.instrument))].sort(),
    documents: [...new Set(history.checks.flatMap((one) => one.document ?? []))].sort(),
    clients: [...new Set(history.contracts.flatMap((one) => one.client ?? []))].sort(),
    closedAt: closureOf(history),
    engagements: latest(history.contracts.flatMap(({ client, startedAt }) => (client === null || startedAt === null ? [] : [{ client, at: startedAt }])), true),
    reviews: latest(history.reviews.map(({ client, at }) => ({ client, at })), false),
    referred: [...new Set(history.referrals.map((one) => one.to))].sort().slice(0, REMEMBERED),
    schools: [...new Set(history.profiles.at(-1)?.education.flatMap(({ school }) => schoolIn(school) ?? []))].map((school) => digest('school', school)).sort().slice(0, REMEMBERED),
    since: history.stretches[0]?.at ?? history.registeredAt,
    turnedAt: turnOf(history),
    firstEventAt: Number.isFinite(first) ? first : history.asOf,
    lastEventAt: Number.isFinite(last) ? last : history.asOf,
    eventCount,
    stakeUsd: stakeOf(history),
  };
}

/** Since when it has been closed, in the way it is closed now. */
function closureOf({ versions }: AccountHistory): Instant | null {
  const closed = versions.at(-1)?.closed ?? 'no';
  if (closed === 'no') return null;
  const open = versions.findLastIndex((one) => one.closed !== closed);
  return versions[open + 1]?.at ?? null;
}

/** Newest first, bounded; with `once` the latest of each client alone. */
function latest(rows: readonly { client: string; at: Instant }[], once: boolean): { client: string; at: Instant }[] {
  const ordered = [...rows].sort((a, b) => b.at - a.at || (a.client < b.client ? -1 : 1));
  const kept = once ? ordered.filter((row, index) => ordered.findIndex((one) => one.client === row.client) === index) : ordered;
  return kept.slice(0, REMEMBERED);
}

/** A school's name without case, accents and punctuation: compared for equality alone. */
function schoolIn(name: string): string | null {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('und').match(/[\p{L}\p{N}]+/gu)?.join(' ') ?? null;
}

/** Earnings cleared less payouts sent, never below nothing; amounts in unknown currencies are left out. */
export function stakeOf(history: Pick<AccountHistory, 'earnings' | 'payouts'>): number {
  const sum = (rows: readonly { amount: { usd: number | null } }[]): number => rows.reduce((total, { amount }) => total + (amount.usd ?? 0), 0);
  return Math.max(0, Math.round((sum(history.earnings) - sum(history.payouts)) * 100) / 100);
}

/** The last word of a name, without case and accents: compared for equality with other names' last words, and never kept as it is. */
export function surnameIn(name: string | null): string | null {
  const words = (name ?? '').normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase('und').match(/[\p{L}\p{N}'-]+/gu);
  return words && words.length > 1 ? (words.at(-1) ?? null) : null;
}
