import { DAY } from '../kernel/instant';
import type { Bearings, SharedRows } from './edge';
import type { IdentifierKind, Link } from './link';
import type { Ring } from './ring';

export { DAY };

/** Twenty days of thirty, from the first. */
export const link = (account: string, kind: IdentifierKind, digest: string): Link => ({ account, kind, digest, firstAt: 0, lastAt: 30 * DAY, days: 20 });
/** One thing that all of them show. */
export const shared = (kind: IdentifierKind, digest: string, accounts: string[]): SharedRows => ({ kind, digest, accounts: accounts.length, share: null, rows: accounts.map((each) => link(each, kind, digest)) });
/** The same from a day on. */
export const since = (day: number, rows: SharedRows): SharedRows => ({ ...rows, rows: rows.rows.map((row) => ({ ...row, firstAt: day * DAY, lastAt: (day + 30) * DAY })) });
export const members = (ring: Pick<Ring, 'members'>): string[] => ring.members.map((each) => each.account);
export const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `m${String(i).padStart(2, '0')}`);
/** What is known of each account: there from the first day, under a name of its own, unless it is said otherwise of one (`over`) or of all. */
export const known = (over: Record<string, Partial<Bearings>> = {}, all: Partial<Bearings> = {}) => (account: string): Bearings => ({ since: 0, turnedAt: null, surname: `surname of ${account}`, organisation: null, ...all, ...over[account] });
