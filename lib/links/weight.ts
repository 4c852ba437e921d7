import { DAY } from '../kernel/instant';
import { HUB_ABOVE } from './link';
import type { IdentifierKind, Link, SharedIdentifier } from './link';

/**
 * What one shared identifier says that two accounts belong together, in nats. Starting values [T], in the order of the field's
 * experience: a document or payout is chosen, a device is held, an address and a fingerprint are shared by strangers all the time.
 */
export const LINK_CAPS: Readonly<Record<IdentifierKind, number>> = {
  document: 4, payout_instrument: 3.5, device_token: 3, photo: 3, phone: 3, email: 3,
  portfolio_url: 2, fingerprint: 2, ip: 2, exit_ip: 2, text_shingles: 2, client: 2,
};

/** Identifiers of one group are seen together because they are one thing: the strongest counts, the others do not. */
export const LINK_GROUPS = {
  device_token: 'device', fingerprint: 'device',
  ip: 'network', exit_ip: 'network',
  payout_instrument: 'payout',
  document: 'person', photo: 'person',
  phone: 'contact', email: 'contact',
  portfolio_url: 'content', text_shingles: 'content',
  client: 'work',
} as const satisfies Record<IdentifierKind, string>;
export type LinkGroup = (typeof LINK_GROUPS)[IdentifierKind];

/** Shown by many who never met: the larger the company, the less each pair in it means. */
export const AMBIENT_KINDS: readonly IdentifierKind[] = ['ip', 'exit_ip', 'fingerprint', 'portfolio_url', 'client'];
const AMBIENT: ReadonlySet<IdentifierKind> = new Set(AMBIENT_KINDS);
/** A small platform cannot tell what is rare; below this it borrows the rarity of one this large, except of machines, which are counted. */
const PLATFORM_AT_LEAST = 1_000;
/** Fingerprints shared by more than this say nothing, by less than that say all they can (D2: 1e-4). */
const COMMON_PRINT = 5e-3;
const RARE_PRINT = 1e-4;
/** The two who are compared say nothing of how common their machine is among others; half an account stands for those who were not met yet. */
const THE_TWO = 1.5;
/** What more accounts than this show comes from a service, a library or a crowd, and is of no one hand: so many of one hand are tied otherwise. [T] */
export const OF_FEW = 8;
/** Days seen by both from which an address counts in full. */
export const STEADY_DAYS = 5;
const AGAIN_WITHIN = 30 * DAY;

export function isAmbient(kind: IdentifierKind): boolean {
  return AMBIENT.has(kind);
}

/** What people come by who sit in one room: its line, equal machines, one template, one client. Two of these tie nobody. */
const OF_THE_ROOM: ReadonlySet<IdentifierKind> = new Set(['ip', 'fingerprint', 'text_shingles', 'portfolio_url', 'client']);

export function isOfTheRoom(kind: IdentifierKind): boolean {
  return OF_THE_ROOM.has(kind);
}

/** A way online: a home or office line, or an exit. */
export function isPlace(kind: IdentifierKind): boolean {
  return LINK_GROUPS[kind] === 'network';
}

export type SharedBy = Pick<SharedIdentifier, 'kind' | 'accounts' | 'share'>;

/** Nats for one identifier on two accounts; 0 for a hub. Symmetric in the two. */
export function linkWeight(identifier: SharedBy, own: Link, other: Link, platformAccounts: number): number {
  if (identifier.accounts > HUB_ABOVE) return 0;
  return LINK_CAPS[identifier.kind] * rarity(identifier, platformAccounts) * coPresence(identifier.kind, own, other, identifier.accounts);
}

/** Nats for two texts of which `jaccard` of the shingles agree: from 0.30, where chance has never been seen, to 2 at 0.7. */
export function textWeight(jaccard: number): number {
  return jaccard < 0.3 ? 0 : Math.min(LINK_CAPS.text_shingles, 1.2 + 2 * (jaccard - 0.3));
}

/** Of one picture with some bits changed: a little less than of one file. [T] */
const RETOUCHED = 5 / 6;

/** Nats for two pictures that are one though not to the bit, where `accounts` show one like them: from a library of pictures they say as little as one file does. */
export function nearPhotoWeight(accounts: number, platformAccounts: number): number {
  return accounts > HUB_ABOVE ? 0 : LINK_CAPS.photo * RETOUCHED * rarity({ kind: 'photo', accounts, share: null }, platformAccounts);
}

/** 0 to 1, 1 where only two of all accounts show it. */
export function rarity({ kind, accounts, share }: SharedBy, platformAccounts: number): number {
  const holders = Math.max(2, accounts);
  if (kind === 'fingerprint') {
    const platform = Math.max(holders, platformAccounts);
    const common = Math.max(share ?? 0, holders / platform) - THE_TWO / platform;
    return clamp(Math.log(COMMON_PRINT / common) / Math.log(COMMON_PRINT / RARE_PRINT));
  }
  const platform = Math.max(PLATFORM_AT_LEAST, platformAccounts);
  const inverse = clamp(Math.log(platform / holders) / Math.log(platform / 2));
  // A picture on many profiles comes from a library of pictures and is nobody's face.
  return AMBIENT.has(kind) || kind === 'photo' ? inverse * (2 / holders) ** 0.3 : inverse;
}

/**
 * 0 to 1: whether the two held it at one time, or one soon after the other: whoever leaves an identity for another one has what is shared one after
 * the other (decision 0090). Documents, payouts and the like are held for life. `accounts` counts who shows it on the whole platform.
 */
export function coPresence(kind: IdentifierKind, own: Link, other: Link, accounts = Infinity): number {
  const gap = Math.max(own.firstAt, other.firstAt) - Math.min(own.lastAt, other.lastAt);
  switch (kind) {
    // Handed on or sold: a device that changed hands once is how second-hand laptops look.
    case 'device_token': return gap <= 0 ? 1 : gap <= AGAIN_WITHIN ? 0.5 : 0.25;
    // It tells as much within a month (D2) as at one time; of two who share a device it says no more than that does (edge.ts).
    case 'fingerprint': return gap <= AGAIN_WITHIN ? 1 : 0.5;
    // Carriers give addresses to strangers within days, services do. An exit of few is somebody's own, and so it stays for a while.
    case 'ip':
    case 'exit_ip': return (gap <= DAY ? 1 : kind === 'exit_ip' && accounts <= OF_FEW && gap <= AGAIN_WITHIN ? 0.5 : 0) * clamp(Math.min(own.days, other.days) / STEADY_DAYS);
    default: return 1;
  }
}

/** One link of two accounts. `days`: of a line or exit, on how many days both were there at most. `accounts`: how many show the thing itself. */
export type WeighedLink = { kind: IdentifierKind; digest: string; nats: number; days?: number; accounts?: number };

/** A client of so many accounts is an employer like others, and says nothing. [T] */
const EMPLOYS_MANY = 12;

/** Nats for a client of both, with whom so many accounts have contracts. */
export function clientWeight(accounts: number): number {
  return LINK_CAPS.client * clamp(Math.log(EMPLOYS_MANY / Math.max(2, accounts)) / Math.log(EMPLOYS_MANY / 2));
}

/** Sharing weak things of independent kinds says so much more than each of them, at most. [T] */
export const COINCIDENCE_NATS = 1.5;

/**
 * Nats for sharing things of several independent kinds at once. What strangers share is capped, however rare it is, because services,
 * shops and schools bring one thing to people who never met; nothing of the sort brings two things of different kinds to the same two people. So
 * the second weighs twice, within bounds.
 */
export function coincidence(links: readonly WeighedLink[]): number {
  const best = new Map<LinkGroup, number>();
  for (const { kind, nats } of links) best.set(LINK_GROUPS[kind], Math.max(best.get(LINK_GROUPS[kind]) ?? 0, nats));
  const [, second = 0] = [...best.values()].sort((a, b) => b - a);
  return Math.min(COINCIDENCE_NATS, second);
}

/** What several links between the same two accounts say together: the strongest of each independent group, of lines and exits all of them. */
export function combine(links: readonly WeighedLink[]): { nats: number; groups: LinkGroup[]; kinds: IdentifierKind[] } {
  const best = new Map<LinkGroup, number>();
  const places = new Map<string, WeighedLink>();
  for (const link of links) {
    if (link.nats <= 0) continue;
    const group = LINK_GROUPS[link.kind];
    best.set(group, Math.max(best.get(group) ?? 0, link.nats));
    if (group !== 'network') continue;
    const name = `${link.kind} ${link.digest}`;
    if (link.nats > (places.get(name)?.nats ?? 0)) places.set(name, link);
  }
  if (places.size > 0) best.set('network', placesWeight([...places.values()]));
  return {
    nats: [...best.values()].sort((a, b) => b - a).reduce((sum, each) => sum + each, 0),
    groups: [...best.keys()].sort(),
    kinds: [...new Set(links.filter((link) => link.nats > 0).map((link) => link.kind))].sort(),
  };
}

/**
 * Providers give out new addresses every few weeks, and services have several exits: days on different ones add up to the five that count
 * in full, those on the rarest first. Half of the second comes on top, since one common line does not bring about another.
 */
function placesWeight(places: readonly WeighedLink[]): number {
  const stays = places.map(({ nats, days = STEADY_DAYS }) => ({ nats, days, full: nats / Math.min(1, days / STEADY_DAYS) })).sort((a, b) => b.full - a.full || b.days - a.days);
  let [nats, left] = [0, STEADY_DAYS];
  for (const { full, days } of stays) {
    const counted = Math.min(left, days);
    nats += (full * counted) / STEADY_DAYS;
    left -= counted;
  }
  const [, elsewhere = 0] = stays.map((stay) => stay.nats).sort((a, b) => b - a);
  return nats + elsewhere / 2;
}

function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}
