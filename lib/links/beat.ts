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

/** What is compared in time: that an account began a session, bid, or did what its activities record. */
export type Act = { sort: string; at: Instant };

/** What an account did after one instant and up to another, in order. */
export function actsIn({ stretches, bids, activities }: Pick<AccountHistory, 'stretches' | 'bids' | 'activities'>, after: Instant, upTo: Instant): Act[] {
  const within = <T extends { at: Instant }>(rows: readonly T[]): T[] => rows.filter(({ at }) => at > after && at <= upTo);
  return [
    ...within(stretches).map(({ at }) => ({ sort: 'session', at })), ...within(bids).map(({ at }) => ({ sort: 'bid', at })),
    ...within(activities).map(({ kind, at }) => ({ sort: kind, at })),
  ].sort((a, b) => a.at - b.at);
}

/** When an account acted last, if until then it did something of one sort in as many minutes as acts in step are counted from: all others are compared with nobody. */
export function busyUntil(history: Pick<AccountHistory, 'stretches' | 'bids' | 'activities'>): Instant | null {
  const until = Math.max(...[history.stretches, history.bids, history.activities].map((rows) => rows.at(-1)?.at ?? -Infinity));
  return Object.values(beatsOf(history, until)).some((minutes) => minutes.length >= BEATS_AT_LEAST) ? until : null;
}

/** When the account acted in the 14 days up to `until`. */
export function beatsOf(history: Pick<AccountHistory, 'stretches' | 'bids' | 'activities'>, until: Instant): Beats {
  return beatRowsOf(actsIn(history, until - BEAT_DAYS * DAY, until));
}

export function beatRowsOf(rows: readonly Act[]): Beats {
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
