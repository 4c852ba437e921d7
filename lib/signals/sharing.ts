import { current } from '../enrichment/history';
import type { Instant } from '../kernel/instant';
import type { IdentifierKind, Link, NeighbourCard, SharedIdentifier } from '../links/link';
import { SAVED_TWICE_BITS } from '../links/photo';
import { isPlace, linkWeight, OF_FEW, STEADY_DAYS } from '../links/weight';
import { CONFIRMED, SAID } from './declared';
import type { Given } from './signal';
import type { Explanation } from './weight';

/** How openly two accounts belong together: by the platform's registry, by a declaration with proof, by word alone. */
export type Tie = 'registered' | 'confirmed' | 'said';

/** Another account on one identifier of ours. */
export type Sharer = {
  account: string;
  shared: SharedIdentifier;
  own: Link;
  theirs: Link;
  card: NeighbourCard | null;
  tie: Tie | null;
  tieEvidence: readonly string[];
  /** Equal family names; null where either is not known. */
  sameSurname: boolean | null;
};

/** Several signals ask for the same sharers; what they are given of an account is one object. */
const known = new WeakMap<Given, Map<IdentifierKind, readonly Sharer[]>>();

/** Everybody who shares an identifier of this kind, by account; hubs are crowds and link nobody. */
export function sharersOf(given: Given, kind: IdentifierKind): readonly Sharer[] {
  const kinds = known.get(given) ?? new Map<IdentifierKind, readonly Sharer[]>();
  if (kinds.size === 0) known.set(given, kinds);
  const sharers = kinds.get(kind) ?? sharersAmong(given, kind);
  kinds.set(kind, sharers);
  return sharers;
}

function sharersAmong(given: Given, kind: IdentifierKind): Sharer[] {
  const sharers: Sharer[] = [];
  for (const shared of given.neighbourhood.identifiers) {
    if (shared.kind !== kind || shared.hub) continue;
    for (const theirs of shared.others) {
      const card = given.neighbourhood.neighbours.get(theirs.account) ?? null;
      const tied = cameWithNewHands(given, shared.own, theirs, card) ? UNTIED : tieTo(given, card);
      sharers.push({ account: theirs.account, shared, own: shared.own, theirs, card, ...tied, sameSurname: sameSurname(given, card) });
    }
  }
  return sharers.sort((a, b) => (a.account < b.account ? -1 : a.account > b.account ? 1 : a.shared.digest < b.shared.digest ? -1 : 1));
}

/** What shows that two accounts have to do with each other; strangers share networks, machines of one model, pictures and phrases. */
const OF_ONE = ['device_token', 'payout_instrument', 'document', 'phone', 'email', 'portfolio_url', 'exit_ip', 'ip'] as const;

/** Nats from which a machine that looks like ours is no common one. [T] */
const RARE_LOOK = 1;

/** One of our pictures on another account, equal to the bit or nearly. */
export type Pictured = Tied & {
  account: string;
  card: NeighbourCard | null;
  /** The hash of ours. */
  own: string;
  bits: number;
  /** What names it: the hash, or the pair. */
  identifier: string;
  /** How many show the picture, in whatever copy. */
  accounts: number;
  /** Since when both show it to the bit; null where it is changed. */
  since: Instant | null;
};

/** Everybody with one of our pictures, by account and picture. */
export function picturedOn(given: Given): Pictured[] {
  const equal = sharersOf(given, 'photo').map(({ account, card, tie, tieEvidence, shared, own, theirs }): Pictured => (
    { account, card, tie, tieEvidence, own: shared.digest, bits: 0, identifier: shared.digest, accounts: shared.accounts, since: Math.max(own.firstAt, theirs.firstAt) }));
  const near = given.neighbourhood.photoTwins.map(({ account, own, bits, shared, accounts = 2 }): Pictured => {
    const card = given.neighbourhood.neighbours.get(account) ?? null;
    return { account, card, ...tieTo(given, card), own, bits, identifier: shared, accounts, since: null };
  });
  const place = (each: Pictured) => `${each.account} ${each.identifier}`;
  return [...equal, ...near].sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
}

/** Whether few show the picture: what more show comes from a library. */
export function isOfFew({ accounts }: Pick<Pictured, 'accounts'>): boolean {
  return accounts <= OF_FEW;
}

/** What those who show a picture have in common with us beside it. */
type InCommon = 'nothing' | 'as strangers have' | 'more';

/**
 * Whether one of those who show a picture shares more with us than strangers do: an address counts where both are steadily, a machine that looks alike where few
 * have one and few show the picture. Among more than one hand has, some machine looks like ours by chance.
 */
function inCommonWith(given: Given, pictured: readonly Pictured[]): InCommon {
  if (pictured.length === 0) return 'nothing';
  const all = new Set(pictured.map((each) => each.account));
  const few = new Set(pictured.filter(isOfFew).map((each) => each.account));
  const looks = sharersOf(given, 'fingerprint').filter(({ account }) => all.has(account));
  const things = OF_ONE.flatMap((kind) => sharersOf(given, kind)).filter(({ account }) => all.has(account));
  const tells = looks.some(({ account, shared, own, theirs }) => few.has(account) && linkWeight(shared, own, theirs, given.rarity?.accounts ?? 0) >= RARE_LOOK)
    || things.some(({ shared: { kind }, own, theirs }) => !isPlace(kind) || Math.min(own.days, theirs.days) >= STEADY_DAYS);
  return tells ? 'more' : looks.length + things.length > 0 ? 'as strangers have' : 'nothing';
}

export function hasMoreInCommon(given: Given, pictured: readonly Pictured[]): boolean {
  return inCommonWith(given, pictured) === 'more';
}

const ALONE: Readonly<Record<Exclude<InCommon, 'more'>, string>> = {
  nothing: 'Those who show the picture have nothing else in common with this account: so it is with pictures that anybody may take.',
  'as strangers have': 'Those who show the picture have no more in common with this account than strangers have, as a line that both passed by, or one machine among many that looks alike: so it is with pictures that anybody may take.',
};

/**
 * Where nothing else ties those who show one picture, and none changed it: so it is with pictures that anybody may take. What was changed was not
 * taken as it is offered to all.
 */
export function pictureAlone(given: Given, others: readonly Pictured[]): Explanation | null {
  if (others.every((each) => each.bits > SAVED_TWICE_BITS)) return null;
  const common = inCommonWith(given, others);
  return common === 'more' ? null : { kind: 'picture_alone', share: 0.75, words: ALONE[common], evidence: [] };
}

export function accountsOf(sharers: readonly Sharer[]): string[] {
  return [...new Set(sharers.map((each) => each.account))];
}

export type Tied = Pick<Sharer, 'tie' | 'tieEvidence'>;

/** What the shared group says for itself: the weakest tie among them, where all have one. */
export function tieExplanation(sharers: readonly Tied[]): Explanation | null {
  if (sharers.length === 0 || sharers.some((each) => each.tie === null)) return null;
  const ties = sharers.map((each) => each.tie);
  const evidence = [...new Set(sharers.flatMap((each) => each.tieEvidence))].sort();
  if (ties.includes('said')) {
    return { kind: 'declared_group', share: SAID * 0.75, words: 'They said that they belong together; not confirmed.', evidence };
  }
  if (ties.includes('confirmed')) {
    return { kind: 'confirmed_group', share: CONFIRMED, words: 'Confirmed as one household or agency.', evidence };
  }
  return { kind: 'registered_group', share: CONFIRMED, words: 'Registered with the platform as one household or agency.', evidence };
}

/** One other account with the same family name is what relatives look like. */
export function surnameExplanation(sharers: readonly Sharer[]): Explanation | null {
  if (sharers.length === 0 || accountsOf(sharers).length > 2 || sharers.some((each) => each.sameSurname !== true)) return null;
  return { kind: 'same_surname', share: 0.5, words: 'The accounts carry one family name, as relatives do.', evidence: [] };
}

const UNTIED: Tied = { tie: null, tieEvidence: [] };

/**
 * Whether both came to share this only when every device of either had given way to others. A registry and a declaration say that two people
 * belong together; of hands that came later, and of what only those have in common, they say nothing.
 */
export function cameWithNewHands({ history, neighbourhood }: Pick<Given, 'history' | 'neighbourhood'>, own: Link, theirs: Link, card: NeighbourCard | null): boolean {
  const turnedAt = neighbourhood.neighbours.get(history.account)?.turnedAt ?? null;
  return turnedAt !== null && card !== null && card.turnedAt !== null && own.firstAt >= turnedAt && theirs.firstAt >= card.turnedAt;
}

/** How the account with this card belongs to ours: one organisation in the registry, or named in a declaration in force. */
export function tieTo(given: Given, card: NeighbourCard | null): Tied {
  if (card?.organisation == null) return UNTIED;
  const own = current(given.history);
  if (own?.organisation === card.organisation) return { tie: 'registered', tieEvidence: [own.event] };
  const declared = given.history.declarations.filter(
    (each) => (each.kind === 'household' || each.kind === 'agency') && each.organisation === card.organisation
      && each.from <= given.asOf && (each.to === null || given.asOf < each.to),
  );
  if (declared.length === 0) return UNTIED;
  const confirmed = declared.filter((each) => each.verified);
  const behind = confirmed.length > 0 ? confirmed : declared;
  return { tie: confirmed.length > 0 ? 'confirmed' : 'said', tieEvidence: behind.map((each) => each.event) };
}

function sameSurname(given: Given, card: NeighbourCard | null): boolean | null {
  const own = given.neighbourhood.neighbours.get(given.history.account)?.surname ?? null;
  if (own === null || card === null || card.surname === null) return null;
  return own === card.surname;
}
