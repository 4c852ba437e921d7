import type { AccountHistory } from '../enrichment/history';
import type { IdentifierKind, Link, Neighbourhood, NeighbourCard, SharedIdentifier } from '../links/link';
import { SAVED_TWICE_BITS } from '../links/photo';
import { STEADY_DAYS } from '../links/weight';
import { cameAfterClosure, closedFellows } from '../signals/closure';
import { hasMoreInCommon, isOfFew, picturedOn, sharersOf, tieTo } from '../signals/sharing';
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
  const pictured = picturedOn(given).filter((each) => isOther(each.account));
  return pictured.some((each) => each.bits > SAVED_TWICE_BITS && isOfFew(each) && each.tie === null) || hasMoreInCommon(given, pictured);
}

/**
 * Whether checks passed and a device kept say nothing for the account though its papers are not in doubt: where one who shares was closed for cause
 * before it began, and where four people and more, met nowhere, are paid to one place. There it is asked who comes back and who is paid, and not
 * whether the hands changed.
 */
export function isInDoubt(given: Given): boolean {
  return isAfterClosure(given) || isPaidAmongStrangers(given.neighbourhood);
}

/** More than a family is, as for rings (decision 0034). */
const PAYEES = 3;

function isPaidAmongStrangers({ identifiers }: Neighbourhood): boolean {
  const met = sharersIn(identifiers.filter((each) => each.kind === 'ip'));
  return identifiers.some(({ kind, hub, others }) => kind === 'payout_instrument' && !hub && others.length >= PAYEES && others.every((each) => !met.has(each.account)));
}

/**
 * Whether one who shares was closed for cause before this account came (L2's question, closure.ts): by what strangers do not share, or by a tie that
 * would make a ring and that no common roof explains. Who belongs to the other openly, by the registry or by proof, is no part of it.
 */
export function isAfterClosure(given: Given): boolean {
  const { neighbourhood } = given;
  const isOpenly = (card: NeighbourCard | null) => ['registered', 'confirmed'].includes(tieTo(given, card).tie ?? '');
  return closedFellows(given).some(({ firm, together, card }) => firm && !together && !isOpenly(card))
    || fellowship(neighbourhood).some(({ shared, theirs }) => {
      const card = neighbourhood.neighbours.get(theirs.account) ?? null;
      return OWN_KINDS.has(shared.kind) && cameAfterClosure(given, card) && !isOpenly(card);
    });
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
