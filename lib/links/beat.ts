import type { AccountHistory } from '../enrichment/history';
import { DAY, MINUTE } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import type { Beats, Neighbourhood } from './link';
import { isAmbient } from './weight';

/** T6 of domain.md section 2 looks at 14 days, for acts of one sort that were done together so often. */
export const BEAT_DAYS = 14;
export const BEATS_AT_LEAST = 10;
/**
 * Minutes of one sort that are compared, the latest: one in every ten, day and night, so that the 14 days of any person are whole. Of a program that
 * does more only the last days are seen, and whoever is in step with it on the days before is missed.
 */
const BEATS_AT_MOST = BEAT_DAYS * 24 * 6;
/** Accounts that are compared with one. */
export const COMPARED_AT_MOST = 40;
/** An exit or a fingerprint on more accounts than this says too little to look closer. [T] */
export const FEW = 12;

/** When the account began sessions, bid, or did what its activities record, in the 14 days up to `until`. */
export function beatsOf(history: Pick<AccountHistory, 'stretches' | 'bids' | 'activities'>, until: Instant): Beats {
  const within = <T extends { at: Instant }>(rows: readonly T[]): T[] => rows.filter(({ at }) => at > until - BEAT_DAYS * DAY && at <= until);
  return beatRowsOf([
    ...within(history.stretches).map(({ at }) => ({ sort: 'session', at })), ...within(history.bids).map(({ at }) => ({ sort: 'bid', at })),
    ...within(history.activities).map(({ kind, at }) => ({ sort: kind, at })),
  ]);
}

export function beatRowsOf(rows: readonly { sort: string; at: Instant }[]): Beats {
  const minutes = new Map<string, Set<number>>();
  for (const { sort, at } of rows) minutes.set(sort, (minutes.get(sort) ?? new Set<number>()).add(Math.floor(at / MINUTE)));
  return Object.fromEntries([...minutes.keys()].sort().map((sort) => [sort, [...minutes.get(sort)!].sort((a, b) => a - b).slice(-BEATS_AT_MOST)]));
}

/** Accounts that share more with this one than a crowd does, and so may be looked at for acting in step; sorted. */
export function fellowsOf(account: string, neighbourhood: Omit<Neighbourhood, 'beats'>): string[] {
  const fellows = new Set<string>();
  for (const { kind, hub, accounts, others } of neighbourhood.identifiers) {
    if (!hub && (!isAmbient(kind) || accounts <= FEW)) for (const other of others) fellows.add(other.account);
  }
  for (const twin of [...neighbourhood.textTwins, ...neighbourhood.photoTwins]) fellows.add(twin.account);
  for (const template of neighbourhood.templates) for (const other of template.others) fellows.add(other.account);
  for (const member of neighbourhood.ring?.members ?? []) fellows.add(member.account);
  fellows.delete(account);
  return [...fellows].sort();
}
