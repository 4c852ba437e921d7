import { fingerprintOf } from '../enrichment/device';
import type { AccountHistory, Stretch } from '../enrichment/history';
import { isEyeball } from '../enrichment/network';
import { sha256Hex } from '../kernel/canonical';
import { dayOf } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import type { IdentifierKind, Link } from './link';

/** Values that an account shows by itself: equal digests are one shared fact. */
export type IdentifierRow = Omit<Link, 'account'>;

/** Turns a value that is not yet a digest into one (hex). The command passes a keyed one; the default is plain SHA-256. */
export type Digest = (kind: IdentifierKind, value: string) => string;
const plain: Digest = (kind, value) => sha256Hex(`${kind}\n${value}`).slice(0, 32);

const EXITS: ReadonlySet<string> = new Set(['vpn_known', 'hosting', 'relay', 'tor']);

/**
 * Every identifier of one account, one row for each distinct value, ordered by kind and digest. Look-alike texts (text.ts) and
 * photographs within some bits of each other (photo.ts) are found by keys of their own and confirmed before they are links.
 */
export function identifiersIn(history: AccountHistory, digest: Digest = plain): IdentifierRow[] {
  const seen = new Sightings();
  for (const stretch of history.stretches) ofStretch(seen, stretch, digest, history.asOf);
  for (const each of history.instruments) seen.add('payout_instrument', each.instrument, each.at);
  for (const each of history.payouts) seen.add('payout_instrument', each.instrument, each.at);
  for (const each of history.checks) {
    if (each.document) seen.add('document', each.document, each.at);
    if (each.imageHash) seen.add('photo', each.imageHash, each.at);
  }
  for (const each of history.versions) {
    if (each.phone) seen.add('phone', each.phone, each.at);
    if (each.email) seen.add('email', each.email, each.at);
  }
  for (const each of history.profiles) {
    if (each.photoHash) seen.add('photo', each.photoHash, each.at);
    for (const url of each.portfolio) {
      const normal = normalUrl(url);
      if (normal !== null) seen.add('portfolio_url', digest('portfolio_url', normal), each.at);
    }
  }
  return seen.rows();
}

function ofStretch(seen: Sightings, stretch: Stretch, digest: Digest, asOf: Instant): void {
  const until = Math.max(stretch.at, Math.min(stretch.lastInputAt ?? stretch.endedAt ?? stretch.at, asOf));
  if (stretch.ip !== null) {
    if (isEyeball(stretch.network.class)) seen.add('ip', stretch.ip, stretch.at, until);
    else if (EXITS.has(stretch.network.class)) seen.add('exit_ip', stretch.ip, stretch.at, until);
  }
  if (stretch.device === null) return;
  if (stretch.device.token !== null) seen.add('device_token', stretch.device.token, stretch.at, until);
  const print = fingerprintOf(stretch.device).key;
  if (print !== null) seen.add('fingerprint', digest('fingerprint', print), stretch.at, until);
}

/** Longest stretch whose days are counted one by one; a session left open says no more. */
const DAYS_AT_MOST = 31;

class Sightings {
  /** By kind, then by digest: a session shows what the one before showed. */
  private readonly known = new Map<IdentifierKind, Map<string, { firstAt: Instant; lastAt: Instant; days: Set<number> }>>();

  add(kind: IdentifierKind, digest: string, from: Instant, to: Instant = from): void {
    const ofKind = this.known.get(kind) ?? new Map<string, { firstAt: Instant; lastAt: Instant; days: Set<number> }>();
    if (ofKind.size === 0) this.known.set(kind, ofKind);
    const row = ofKind.get(digest) ?? { firstAt: from, lastAt: to, days: new Set<number>() };
    if (row.days.size === 0) ofKind.set(digest, row);
    row.firstAt = Math.min(row.firstAt, from);
    row.lastAt = Math.max(row.lastAt, to);
    for (let day = dayOf(from), n = 0; day <= dayOf(to) && n < DAYS_AT_MOST; day += 1, n += 1) row.days.add(day);
  }

  rows(): IdentifierRow[] {
    return [...this.known.keys()].sort().flatMap((kind) => {
      const ofKind = this.known.get(kind)!;
      return [...ofKind.keys()].sort().map((digest) => {
        const { firstAt, lastAt, days } = ofKind.get(digest)!;
        return { kind, digest, firstAt, lastAt, days: days.size };
      });
    });
  }
}

/** Host and path of an address: scheme, www, port, query, fragment, index page and trailing slash do not make another page. */
export function normalUrl(raw: string): string | null {
  if (!URL.canParse(raw)) return null;
  const url = new URL(raw);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  const host = url.hostname.replace(/^www\./, '').replace(/\.$/, '');
  const path = url.pathname.replace(/\/{2,}/g, '/').replace(/\/index\.\w+$/, '/').replace(/\/$/, '');
  return `${host}${path}`;
}
