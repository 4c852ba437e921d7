import type { AccountHistory } from '../enrichment/history';
import { DAY } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import type { IdentifierKind, Link, Neighbourhood, SharedIdentifier } from '../links/link';
import { SAVED_TWICE_BITS } from '../links/photo';
import { tiesIn } from '../links/tie';
import { OF_FEW, STEADY_DAYS } from '../links/weight';
import { FAILED_DAYS, failedFaces } from '../signals/face-checks';
import { hasMoreInCommon, sharersOf, tieTo } from '../signals/sharing';
import type { Given } from '../signals/signal';

/** Kinds of which strangers do not share one, whatever they have in common. */
const OWN_KINDS: ReadonlySet<IdentifierKind> = new Set(['device_token', 'payout_instrument', 'document', 'phone', 'email']);
/** What hands bring along, whatever else was shared before them. */
export const WORKED_ON: ReadonlySet<IdentifierKind> = new Set(['device_token', 'exit_ip']);
/** An exit of more accounts than this is a service. [T] */
const PRIVATE_EXIT = 10;

type Fellow = { shared: SharedIdentifier; theirs: Link };

/** Several questions are asked of one neighbourhood. */
const known = new WeakMap<Neighbourhood, readonly Fellow[]>();

/**
 * What is shared with those who share more than strangers do. Carriers hand one address to many, one after the other, services one exit, shops
 * equal machines, picture agencies one portrait: of those only an address counts at which both are steadily.
 */
export function fellowship(neighbourhood: Neighbourhood): readonly Fellow[] {
  const before = known.get(neighbourhood);
  if (before) return before;
  const fellows = neighbourhood.identifiers.filter((each) => !each.hub).flatMap((shared) => shared.others.flatMap((theirs) => {
    const steady = Math.min(shared.own.days, theirs.days) >= STEADY_DAYS;
    const counts = OWN_KINDS.has(shared.kind) || (steady && (shared.kind === 'ip' || (shared.kind === 'exit_ip' && shared.accounts <= PRIVATE_EXIT)));
    return counts ? [{ shared, theirs }] : [];
  }));
  known.set(neighbourhood, fellows);
  return fellows;
}

export function apart(own: Link, other: Link): boolean {
  return other.lastAt < own.firstAt || own.lastAt < other.firstAt;
}

export function sharersIn(shared: readonly SharedIdentifier[]): Set<string> {
  return new Set(shared.flatMap((each) => each.others.map((other) => other.account)));
}

/**
 * Whether the person may be another than the one on the papers: where the document is that of an account of another name, where the picture is and was
 * touched up for few (not of a registered group, nor from a library), or more than the picture is shared. What is in the name on the papers then says as little as they do.
 */
export function isUnderAnotherName(given: Given): boolean {
  const { history, neighbourhood } = given;
  const own = neighbourhood.neighbours.get(history.account)?.surname ?? null;
  const isOther = (account: string) => { const surname = neighbourhood.neighbours.get(account)?.surname ?? null; return own !== null && surname !== null && surname !== own; };
  if (sharersOf(given, 'document').some((each) => each.tie === null && isOther(each.account))) return true;
  const pictured = new Set([...sharersOf(given, 'photo'), ...neighbourhood.photoTwins].map((each) => each.account).filter(isOther));
  const altered = neighbourhood.photoTwins.some((each) => each.bits > SAVED_TWICE_BITS && (each.accounts ?? 2) <= OF_FEW && isOther(each.account) && tieTo(given, neighbourhood.neighbours.get(each.account) ?? null).tie === null);
  return altered || (pictured.size > 0 && hasMoreInCommon(given, pictured));
}

/**
 * Whether checks passed and a device kept say nothing for the account though its papers are not in doubt: where one who shares was closed for cause
 * before it began, where four people and more, met nowhere, are paid to one place, and where the face failed on several days and nothing was passed
 * since. There it is asked who comes back, who is paid and whose face it is, and not whether the hands changed.
 */
export function isInDoubt(given: Given, since: Instant | null): boolean {
  return isAfterClosure(given, since) || isPaidAmongStrangers(given.neighbourhood) || isFaceOpen(given);
}

function isFaceOpen({ history, asOf }: Given): boolean {
  const { days, open } = failedFaces(history.checks, asOf);
  return open && days >= FAILED_DAYS;
}

/** More than a family is, as for rings (decision 0034). */
const PAYEES = 3;

function isPaidAmongStrangers({ identifiers }: Neighbourhood): boolean {
  const met = sharersIn(identifiers.filter((each) => each.kind === 'ip'));
  return identifiers.some(({ kind, hub, others }) => kind === 'payout_instrument' && !hub && others.length >= PAYEES && others.every((each) => !met.has(each.account)));
}

/** A second account is sometimes prepared before the first is closed. [T], as L2. */
const BEFORE_CLOSURE = 30 * DAY;

/** Nats from which a tie to a closed account is one, whatever it is made of. As L2. */
const TIED_NATS = 4;

/** By what strangers do not share, or by a tie as L2 asks for. */
export function isAfterClosure({ history, neighbourhood, rarity, asOf }: Given, since: Instant | null): boolean {
  if (since === null) return false;
  const isClosed = (account: string) => {
    const card = neighbourhood.neighbours.get(account) ?? null;
    return card?.closed === 'for_cause' && card.closedAt !== null && card.closedAt <= asOf && since >= card.closedAt - BEFORE_CLOSURE;
  };
  // Where nobody around was closed, ties need not be weighed.
  if (![...neighbourhood.neighbours.keys()].some(isClosed)) return false;
  return fellowship(neighbourhood).some(({ shared, theirs }) => OWN_KINDS.has(shared.kind) && isClosed(theirs.account))
    || tiesIn(history.account, neighbourhood, rarity?.accounts ?? 0).some(({ account, nats }) => nats >= TIED_NATS && isClosed(account));
}

/** Devices on which people are at work with whom this account shows no belonging: another family name, and no registered group. */
export function strangersDevices(history: AccountHistory, neighbourhood: Neighbourhood): Set<string> {
  const own = neighbourhood.neighbours.get(history.account) ?? null;
  const isStranger = (account: string): boolean => {
    const card = neighbourhood.neighbours.get(account) ?? null;
    return !(card !== null && own !== null && ((card.surname !== null && card.surname === own.surname) || (card.organisation !== null && card.organisation === own.organisation)));
  };
  return new Set(neighbourhood.identifiers.flatMap(({ kind, digest, hub, own: stay, others }) => (
    kind === 'device_token' && !hub && others.some((each) => !apart(stay, each) && isStranger(each.account)) ? [digest] : [])));
}
