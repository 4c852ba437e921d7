import { DAY } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import { HUB_ABOVE } from './link';
import type { IdentifierKind, Link } from './link';
import { clientWeight, coincidence, combine, coPresence, isOfTheRoom, isPlace, LINK_CAPS, linkWeight, nearPhotoWeight, OF_FEW, STEADY_DAYS, textWeight } from './weight';
import type { SharedBy, WeighedLink } from './weight';

/** L1 of domain.md section 2: an edge needs this many nats, from this many independent groups. */
export const EDGE_NATS = 3;
export const EDGE_GROUPS = 2;
/** Nats, and one independent kind, for what both came to share only when their devices were replaced (turn.ts). [T] */
export const TURN_NATS = 1.5;
/** What says less than this of two accounts, as an exit of a large service does, says nothing of a change of hands either. [T] */
const TURN_FROM = 0.75;
/** So many people on one beneficiary, at work on one device for days, or come with other hands to one line or exit, are tied by it alone. [T] */
const TIED_BY_ONE = 4;
/** And one picture edited for so many: what is offered to all is taken as it is. [T] */
const FACES = 3;
/** Devices replaced within so many days of each other are one purchase. [T] */
const PURCHASE_DAYS = 14;
/**
 * Under one roof: on lines of both on so many days, where the younger account came to one in its first weeks; on one where it began there;
 * on `STEADY_DAYS` where neither ever changed hands, whenever they came. [T]
 */
const FROM_START_DAYS = 30;
const ROOF_DAYS = 3;

/** One identifier with everybody who shows it. `accounts` counts the whole platform, of a picture with all of its copies; a hub's rows may be left out. */
export type SharedRows = SharedBy & { digest: string; rows: readonly Link[] };

/** Two texts or pictures of different accounts that were confirmed to be alike. */
export type TextPair = { a: string; b: string; jaccard: number; digest: string };
export type PhotoPair = { a: string; b: string; digest: string; /** How many show a picture like theirs; two where it is not told. */ accounts?: number; /** Changed by more than saving a file once more does. */ edited?: boolean };

/** What a ring must know of an account beside its links. `organisation` is that of the platform's registry. */
export type Bearings = { since: Instant | null; turnedAt: Instant | null; surname: string | null; organisation: string | null; /** With whom it has contracts; nobody where that is not to count. */ clients?: readonly string[] };
export type BearingsOf = (account: string) => Bearings;
const UNKNOWN: Bearings = { since: null, turnedAt: null, surname: null, organisation: null };

/** Two accounts and every link between them; `a` sorts before `b`. */
export type Edge = {
  a: string;
  b: string;
  links: readonly WeighedLink[];
  /** Some of it came to be shared only when the devices of both were replaced: of both at once, or of one and weeks later of the other. */
  turned?: 'at once' | 'by turns';
  /** On one home or office line with the hands that they began with: what living or working together looks like. */
  together?: boolean;
  /** One identifier that by itself ties the people on it. */
  hub?: boolean;
  /** Never on one home or office line, at whatever time: no common room explains what they share. */
  apart?: boolean;
};

/** What two accounts may share beside identifiers. `accountsOf`: how many accounts a client has contracts with, null where that is not known; without it common clients say nothing. */
export type Likeness = { texts?: readonly TextPair[]; photos?: readonly PhotoPair[]; accountsOf?: (client: string) => number | null };

/**
 * Pairs of accounts with what they share; with `around`, only those that one of these accounts belongs to. Work is bounded: no
 * identifier above the hub limit is expanded.
 */
export function edgesOf(shared: readonly SharedRows[], likeness: Likeness, platformAccounts: number, bearingsOf: BearingsOf = () => UNKNOWN, around: ReadonlySet<string> | null = null): Edge[] {
  const pairs = new Map<string, Pair>();
  const add = (one: string, two: string, link: WeighedLink): Pair | null => {
    // That both were on one line at other times weighs nothing, and still tells where they live.
    if (one === two || (link.nats <= 0 && link.kind !== 'ip') || (around !== null && !around.has(one) && !around.has(two))) return null;
    const [a, b] = one < two ? [one, two] : [two, one];
    const key = `${a}\n${b}`;
    const pair = pairs.get(key) ?? { a, b, links: [], roof: { days: 0, met: Infinity }, apart: true };
    if (link.nats > 0) pair.links.push(link);
    if (link.kind === 'ip') pair.apart = false;
    pairs.set(key, pair);
    return pair;
  };
  for (const { rows, ...identifier } of shared) {
    // A hub weighs nothing; its pairs are not even formed.
    if (identifier.accounts > HUB_ABOVE || rows.length < 2) continue;
    const turned = new Set(rows.filter((row) => cameWithATurn(row, bearingsOf(row.account))).map((row) => row.account));
    const hub = isHub(identifier.kind, rows, turned, bearingsOf);
    for (let i = 0; i < rows.length; i += 1) {
      const starts = around === null || around.has(rows[i]!.account);
      for (let j = i + 1; j < rows.length; j += 1) {
        if (!starts && !around.has(rows[j]!.account)) continue;
        const both = turned.has(rows[i]!.account) && turned.has(rows[j]!.account);
        // Who came to a place with other hands makes it no crowd for others who did.
        const company = both && isPlace(identifier.kind) && coPresence(identifier.kind, rows[i]!, rows[j]!) > 0 ? { ...identifier, accounts: rows.length - turned.size + 2 } : identifier;
        const link: WeighedLink = { kind: identifier.kind, digest: identifier.digest, nats: linkWeight(company, rows[i]!, rows[j]!, platformAccounts), accounts: identifier.accounts };
        if (isPlace(identifier.kind)) link.days = Math.min(rows[i]!.days, rows[j]!.days);
        const pair = add(rows[i]!.account, rows[j]!.account, link);
        if (pair === null) continue;
        if (link.nats > 0) {
          // Of new machines many look alike: that two do is told by the change of hands, and tells nothing beside it. Nor does an exit of a service, which has many new customers.
          if (both && identifier.kind !== 'fingerprint' && link.nats >= TURN_FROM) pair.turned ??= byTurns(bearingsOf(pair.a), bearingsOf(pair.b)) ? 'by turns' : 'at once';
          if (hub === 'all' || (hub === 'turned' && both) || isUnderTwoNames(identifier, bearingsOf(pair.a), bearingsOf(pair.b))) pair.hub = true;
          if (isOfTwo(identifier, rows[i]!, rows[j]!)) pair.machine = true;
          if (identifier.kind === 'device_token') pair.held = Math.max(pair.held ?? 0, coPresence(identifier.kind, rows[i]!, rows[j]!));
        }
        if (identifier.kind !== 'ip' || turned.has(rows[i]!.account) || turned.has(rows[j]!.account)) continue;
        pair.roof.days += Math.min(rows[i]!.days, rows[j]!.days);
        pair.roof.met = Math.min(pair.roof.met, daysUntilMet(rows[i]!, rows[j]!, bearingsOf));
      }
    }
  }
  for (const twin of likeness.texts ?? []) add(twin.a, twin.b, { kind: 'text_shingles', digest: twin.digest, nats: textWeight(twin.jaccard) });
  for (const { a, b, digest, accounts = 2, edited } of likeness.photos ?? []) {
    const pair = add(a, b, { kind: 'photo', digest, nats: nearPhotoWeight(accounts, platformAccounts), accounts });
    if (pair !== null && edited && accounts >= FACES && accounts <= OF_FEW) pair.face = true;
  }
  return [...pairs.keys()].sort().flatMap((key) => {
    const { roof, face, machine, held, ...pair } = pairs.get(key)!;
    if (pair.links.length === 0) return [];
    const edge = { ...pair, links: held === undefined ? pair.links : pair.links.map((link) => asHandedOn(link, held)) };
    if (likeness.accountsOf) edge.links.push(...clientsOfBoth(bearingsOf(edge.a), bearingsOf(edge.b), likeness.accountsOf));
    const unchanged = bearingsOf(edge.a).turnedAt === null && bearingsOf(edge.b).turnedAt === null;
    const enough = roof.met <= 0 ? 1 : roof.met <= FROM_START_DAYS ? ROOF_DAYS : unchanged ? STEADY_DAYS : Infinity;
    // A family has its picture taken once; relatives are met under one roof, and carry one name (ring.ts).
    if (roof.days >= enough) return { ...edge, together: true };
    return face || (machine && edge.apart) ? { ...edge, hub: true } : edge;
  });
}

/** A computer that was sold looks to the buyer as it did to the seller: the look says no more than the machine does. */
function asHandedOn(link: WeighedLink, held: number): WeighedLink {
  return link.kind === 'fingerprint' ? { ...link, nats: Math.min(link.nats, LINK_CAPS.fingerprint * held) } : link;
}

/** `roof`: days on lines of both, and days from the younger one's first session until both had been on one. `face`: one picture edited for several. `machine`: one that nobody else is at work on. `held`: whether they had a device at one time, as it weighs (weight.ts). */
type Pair = Edge & { links: WeighedLink[]; roof: { days: number; met: number }; face?: boolean; machine?: boolean; held?: number };

/** Clients of both accounts, of two who share something else anyway. */
function clientsOfBoth(one: Bearings, other: Bearings, accountsOf: (client: string) => number | null): WeighedLink[] {
  const theirs = other.clients ?? [];
  return (one.clients ?? []).flatMap((client) => {
    const accounts = theirs.includes(client) ? accountsOf(client) : null;
    const nats = accounts === null ? 0 : clientWeight(accounts);
    return nats > 0 ? [{ kind: 'client' as const, digest: client, nats }] : [];
  });
}

function cameWithATurn(row: Link, { turnedAt }: Bearings): boolean {
  return turnedAt !== null && row.firstAt >= turnedAt - DAY;
}

/** Machines that an office buys for everybody come within weeks of each other. */
function byTurns(one: Bearings, other: Bearings): boolean {
  return one.turnedAt !== null && other.turnedAt !== null && Math.abs(one.turnedAt - other.turnedAt) > PURCHASE_DAYS * DAY;
}

/** Days from the first session of the younger account until both had been on the line; infinite where a beginning is not known. */
function daysUntilMet(one: Link, other: Link, bearingsOf: BearingsOf): number {
  const [first, second] = [bearingsOf(one.account).since, bearingsOf(other.account).since];
  return first === null || second === null ? Infinity : (Math.max(one.firstAt, other.firstAt) - Math.max(first, second)) / DAY;
}

/**
 * A machine of these two alone, both at work on it for days in one and the same time. Who shares a computer is met on its line; that it goes online
 * by other ways for the one than for the other is somebody's doing.
 */
function isOfTwo({ kind, accounts }: SharedBy, one: Link, other: Link): boolean {
  return kind === 'device_token' && accounts === 2 && coPresence(kind, one, other) === 1 && Math.min(one.days, other.days) >= STEADY_DAYS;
}

/** Papers are one person's: who signs up again shows them under the same name. */
function isUnderTwoNames({ kind, accounts }: SharedBy, one: Bearings, other: Bearings): boolean {
  return kind === 'document' && accounts <= OF_FEW && one.surname !== null && other.surname !== null && one.surname !== other.surname;
}

/** Whether an identifier ties everybody on it, or those who came to it with other hands where they are most of them, or nobody by itself. */
function isHub(kind: IdentifierKind, rows: readonly Link[], turned: ReadonlySet<string>, bearingsOf: BearingsOf): 'all' | 'turned' | null {
  const stay = rows.filter((row) => row.days >= STEADY_DAYS);
  if (kind === 'payout_instrument' || kind === 'device_token') return peopleAmong((kind === 'device_token' ? stay : rows).map((row) => row.account), bearingsOf) >= TIED_BY_ONE ? 'all' : null;
  if (!isPlace(kind)) return null;
  const come = stay.filter((row) => turned.has(row.account)).map((row) => row.account);
  return come.length * 2 > rows.length && peopleAmong(come, bearingsOf) >= TIED_BY_ONE ? 'turned' : null;
}

/** Accounts of one family name, or of one registered organisation, are counted as one. */
function peopleAmong(accounts: readonly string[], bearingsOf: BearingsOf): number {
  return new Set(accounts.map((account) => {
    const { organisation, surname } = bearingsOf(account);
    return organisation !== null ? `organisation ${organisation}` : surname !== null ? `surname ${surname}` : `account ${account}`;
  })).size;
}

/** What a pair's links come to one by one, in nats. */
export function natsOf(edge: Edge): number {
  return combine(edge.links).nats + (edge.turned ? TURN_NATS : 0);
}

/** What a pair's links come to, and whether that ties them: null where it does not. */
export function firmTie(edge: Edge): { nats: number; kinds: IdentifierKind[] } | null {
  const { groups, kinds } = combine(edge.links);
  const all = natsOf(edge) + coincidence(edge.links);
  // People who live or work together share a line, devices and a bank; they do not share a document or a face.
  if (edge.together && !groups.includes('person')) return null;
  if (edge.hub) return { nats: Math.max(all, EDGE_NATS), kinds };
  // Whoever takes to a VPN does so on a new computer as readily as on the old one: the exit alone makes two kinds of neither.
  const isExitAlone = kinds.every((kind) => kind === 'exit_ip');
  const independent = groups.length + (edge.turned && !isExitAlone ? 1 : 0);
  const held = edge.turned || edge.links.some((link) => link.nats > 0 && !isOfARoom(link)) || isWithoutRoom(edge);
  return all >= EDGE_NATS && independent >= EDGE_GROUPS && held ? { nats: all, kinds } : null;
}

/**
 * What a room explains; and so does a school, an employer or a service whose exit more show than one hand has accounts, and a picture that as many took from
 * one library.
 */
function isOfARoom({ kind, accounts }: WeighedLink): boolean {
  return isOfTheRoom(kind) || ((kind === 'exit_ip' || kind === 'photo') && accounts !== undefined && accounts > OF_FEW);
}

/** A page of work of so few accounts at most; it and the machine tell so many nats each. [T] */
const OF_A_HAND = 4;
const TELLING_NATS = 1;

/**
 * A rare machine and one page of work of few tie two who were never in one room, as they would not tie two who were: colleagues are met on a
 * line, a class and an open project have more people.
 */
function isWithoutRoom({ apart, links }: Edge): boolean {
  const shows = (kind: IdentifierKind, most: number) => links.some((link) => link.kind === kind && link.nats >= TELLING_NATS && link.accounts !== undefined && link.accounts <= most);
  return apart === true && shows('fingerprint', OF_FEW) && shows('portfolio_url', OF_A_HAND);
}

/** Nats of the one thing by which an account hangs on a group whose own it is: an exit to which it came on days enough, a device even if later. [T] */
const OWN_NATS = 1.2;

/** What one hand keeps to itself. A picture and an address of one more account may be taken from the group as well as given by it. */
const KEPT: ReadonlySet<IdentifierKind> = new Set(['exit_ip', 'device_token', 'payout_instrument', 'document']);

/** What an account would hang on a group by, were it the group's own: kept, and of few. */
export function ownedBy(edge: Edge): WeighedLink[] {
  return edge.together ? [] : edge.links.filter((link) => link.nats >= OWN_NATS && link.accounts !== undefined && link.accounts <= OF_FEW && KEPT.has(link.kind));
}

/** Each thing once, as it weighs most, and of fewest where it weighs the same; by kind and digest. */
export function eachOnce(links: readonly WeighedLink[]): WeighedLink[] {
  const most = new Map<string, WeighedLink>();
  for (const link of links) {
    const name = `${link.kind} ${link.digest}`;
    const known = most.get(name);
    if (known === undefined || link.nats > known.nats || (link.nats === known.nats && (link.accounts ?? Infinity) < (known.accounts ?? Infinity))) most.set(name, link);
  }
  return [...most.keys()].sort().map((name) => most.get(name)!);
}

/** What shows whose hands work; a picture, a page and an address may be somebody else's, who knows nothing of it. */
const HANDLED: ReadonlySet<IdentifierKind> = new Set([...KEPT, 'fingerprint']);
const OF_ONE_HAND: ReadonlySet<IdentifierKind> = new Set([...HANDLED, 'photo', 'portfolio_url', 'phone', 'email']);

/** What is telling of two accounts by itself, be it of one kind alone: of few, and of those who live or work under one roof nothing. */
export function tellingOf(edge: Edge): WeighedLink[] {
  return edge.together ? [] : edge.links.filter((link) => link.nats >= TELLING_NATS && link.accounts !== undefined && link.accounts <= OF_FEW && OF_ONE_HAND.has(link.kind));
}

/**
 * Whether an account is tied to a group that is one hand by what it shows with one and another of it, as it would be to one account that
 * showed all that: null where it is not. `edges` are those between the account and the group.
 */
export function tieByParts(edges: readonly Edge[]): { edge: Edge; parts: readonly WeighedLink[] }[] | null {
  if (edges.some((edge) => edge.together)) return null;
  const shown = edges.map((edge) => ({ edge, parts: tellingOf(edge) })).filter(({ parts }) => parts.length > 0);
  const links = eachOnce(shown.flatMap(({ parts }) => parts));
  if (!links.some(({ kind }) => HANDLED.has(kind))) return null;
  return firmTie({ a: '', b: '', links, apart: shown.every(({ edge }) => edge.apart) }) === null ? null : shown;
}

/**
 * Whether two accounts may stand in one ring by this, whatever else they show with others of it: who looks for rings follows such edges and no
 * others. Machines that look alike lead nowhere by themselves, and are compared among those who are found.
 */
export function mayTie(edge: Edge): boolean {
  return firmTie(edge) !== null || tellingOf(edge).some(({ kind }) => kind !== 'fingerprint');
}
