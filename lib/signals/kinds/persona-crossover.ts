import type { IdentifierKind, NeighbourCard, SharedIdentifier } from '../../links/link';
import { tiesIn } from '../../links/tie';
import { declaredNear, weightOf } from '../declared';
import { abstains, found, quiet } from '../reading';
import { accountsOf, isOfFew, picturedOn, sharersOf, tieTo } from '../sharing';
import type { Sharer } from '../sharing';
import type { Given, Reading, Signal } from '../signal';
import { pictureUntil } from '../standing';
import type { Explanation } from '../weight';
import { graded } from '../weight';
import { evidenceOf } from './ring-member';

/** What hands work with or are paid on: a portrait may be copied by somebody of whom its owner knows nothing, and these are not. */
const WORKED_WITH: ReadonlySet<IdentifierKind> = new Set(['device_token', 'fingerprint', 'exit_ip', 'payout_instrument']);

const DECLARED_WITHIN_DAYS = 30;

/**
 * L4. Accounts that showed one document, and so say that they are one person, claim different family names or schools of which none is the same.
 * Or accounts with one face, a picture that eight at most show, to the bit or nearly, claim different family names, and something of few that shows whose hands work ties them
 * as well, outside a common roof: a device, a rare machine, an exit, a payout (decision 0090). Somebody whose portrait and work were copied shares no hands with the copy.
 * That stands while the picture is shown and what ties the hands is used; it is lowered where one came back after closing the other, where a computer was handed
 * on, and where an exit or a look alone ties those who were there at one time with unchanged hands.
 * Accounts of one registered group are left out, except where the document came with new hands to both (sharing.ts); of a face also those who said so.
 * Faces are not compared: the contract carries a vendor's results and no biometrics (decision 0031); pictures are, by their hash. It rests on the document, as I1 does, or on
 * what ties the hands, since the picture is I3's.
 * Source: Google Threat Intelligence (one worker behind at least twelve personas), seed fact on personas that follow each other; domain.md section 2.
 */
export const personaCrossover: Signal = {
  id: 'L4',
  version: 3,
  title: 'One document or face, several claimed lives',
  family: 'links',
  halfLifeDays: 90,
  weight: 3,
  exhibit: 'table',
  innocent: ['A clerical mistake in a number or a name', 'A name that changed between two accounts', 'A résumé that was only partly filled in', 'Colleagues behind one exit with one picture of their team', 'The same person after signing up again', 'A computer bought from the other'],
  decides: 'The documents of both accounts, seen by a person',
  declarations: ['name_change', 'agency', 'household', 'new_device'],
  read(given) {
    const { history, neighbourhood } = given;
    const own = neighbourhood.neighbours.get(history.account) ?? null;
    const shows = history.checks.some((each) => each.document !== null || each.imageHash !== null) || history.profiles.some((each) => each.photoHash !== null);
    if (!shows || own === null || (own.surname === null && own.schools.length === 0)) return abstains('a checked document or a picture, and a family name or schools');
    const crossed = sharersOf(given, 'document').filter((each) => each.tie !== 'registered' && each.card !== null && crossings(own, each.card).length > 0);
    return crossed.length > 0 ? ofDocument(given, own, crossed) : ofFace(given, own);
  },
};

function ofDocument({ history }: Given, own: NeighbourCard, crossed: readonly Sharer[]): Reading {
  const others = accountsOf(crossed).length;
  const claims = new Set(crossed.flatMap((each) => crossings(own, each.card!)));
  const digests = new Set(crossed.map((each) => each.shared.digest));
  const checks = history.checks.filter((each) => each.document !== null && digests.has(each.document));
  const shownAt = Math.max(...crossed.map((each) => each.own.lastAt));
  const explained: (Explanation | null)[] = [nameChange(history.declarations, crossed.map((each) => each.account), claims)];
  return found(personaCrossover, {
    llr: Math.min(3, graded(others, 1, 4, 2.1, 2.7) + (claims.size > 1 ? 0.3 : 0)),
    quality: checks.some((each) => each.outcome === 'passed') ? 1 : 0.8,
    firstAt: Math.min(...crossed.map((each) => Math.max(each.own.firstAt, each.theirs.firstAt))),
    lastAt: Math.max(shownAt, history.stretches.at(-1)?.at ?? shownAt),
    value: { accounts: others + 1, names: claims.has('name'), schools: claims.has('schools'), face: false },
    words: `One document is behind ${others + 1} accounts that claim different ${claims.size > 1 ? 'names and schools' : claims.has('name') ? 'names' : 'schools'}.`,
    evidence: [...checks, ...history.profiles.filter((each) => each.education.length > 0).slice(-1)].map((each) => each.event),
    identifiers: crossed.map((each) => ({ kind: each.shared.kind, digest: each.shared.digest })),
    explained: explained.filter((each) => each !== null),
  });
}

function ofFace(given: Given, own: NeighbourCard): Reading {
  const { history, neighbourhood, rarity, asOf } = given;
  const pictured = picturedOn(given).filter(isOfFew);
  const hashes = new Map(pictured.map((each) => [each.identifier, each.own]));
  const isAnother = (account: string): boolean => {
    const card = neighbourhood.neighbours.get(account) ?? null;
    return card !== null && crossings(own, card).includes('name') && tieTo(given, card).tie === null;
  };
  // Where nobody of another name shows the picture, ties need not be weighed.
  if (!pictured.some((each) => isAnother(each.account))) return quiet;
  const crossed = tiesIn(history.account, neighbourhood, rarity?.accounts ?? 0)
    .map(({ account, telling }) => ({ account, faces: telling.flatMap(({ kind, digest }) => (kind === 'photo' ? hashes.get(digest) ?? [] : [])), hands: telling.filter(({ kind }) => WORKED_WITH.has(kind)) }))
    .filter(({ account, faces, hands }) => faces.length > 0 && hands.length > 0 && isAnother(account));
  if (crossed.length === 0) return quiet;
  const hands = crossed.flatMap((each) => each.hands);
  const digests = new Set(hands.map((each) => each.digest));
  const held = neighbourhood.identifiers.filter((each) => digests.has(each.digest));
  const faces = new Set(crossed.flatMap((each) => each.faces));
  const firstAt = Math.min(...held.map((each) => each.own.firstAt));
  const shown = Math.max(...[...faces].map((hash) => pictureUntil(history, hash, asOf)));
  const others = crossed.map((each) => each.account);
  const explained: (Explanation | null)[] = [nameChange(history.declarations, others, new Set(['name'])), ownClosed(given, others), sameRoom(given, own, others, held) ?? handedOn(given, others, held)];
  return found(personaCrossover, {
    llr: graded(crossed.length, 1, 4, 1.8, 2.4),
    quality: 0.9,
    firstAt,
    lastAt: Math.max(firstAt, Math.min(shown, Math.max(...held.map((each) => each.own.lastAt)))),
    value: { accounts: crossed.length + 1, names: true, schools: false, face: true },
    words: `One face is on ${crossed.length + 1} accounts under different names, and ${inWords(new Set(hands.map((each) => each.kind)))} ties them.`,
    evidence: [...new Set([...evidenceOf(given, digests), ...history.profiles.filter((each) => each.photoHash !== null).slice(-1).map((each) => each.event)])],
    identifiers: hands,
    explained: explained.filter((each) => each !== null),
  });
}

/** Whoever signs up again under another name and closed the account before. */
function ownClosed({ neighbourhood }: Given, others: readonly string[]): Explanation | null {
  if (others.length > 1 || neighbourhood.neighbours.get(others[0]!)?.closed !== 'by_holder') return null;
  return { kind: 'own_closed_account', share: 0.85, words: 'The other account was closed by its holder: it may be one person who came back.', evidence: [] };
}

/** An exit alone, or machines that look alike alone, of accounts that were there at one time and changed no hands: an office has both, and a picture of its team. */
function sameRoom({ neighbourhood }: Given, own: NeighbourCard, others: readonly string[], held: readonly SharedIdentifier[]): Explanation | null {
  const kinds = new Set(held.map((each) => each.kind));
  const unchanged = [own, ...others.map((account) => neighbourhood.neighbours.get(account)!)].every((card) => card.turnedAt === null);
  if (kinds.size > 1 || kinds.has('device_token') || kinds.has('payout_instrument') || !unchanged || isOneAfterTheOther(held, others)) return null;
  return { kind: 'one_room', share: 0.6, words: 'Nothing but one exit, or one make of machine, ties them, and nobody’s hands changed: they may be colleagues with one picture of their team.', evidence: [] };
}

/** A computer that the one had before the other, and never both. */
function handedOn({ history }: Given, others: readonly string[], held: readonly SharedIdentifier[]): Explanation | null {
  if (held.some((each) => each.kind !== 'device_token' && each.kind !== 'fingerprint') || !isOneAfterTheOther(held, others)) return null;
  const said = declaredNear(history.declarations, 'new_device', Math.min(...held.map((each) => each.own.firstAt)), DECLARED_WITHIN_DAYS);
  return { kind: 'handed_on', share: said === null ? 0.4 : weightOf(said), words: 'The computer was used by the one before the other: it may have been sold or handed on.', evidence: said === null ? [] : [said.event] };
}

function isOneAfterTheOther(held: readonly SharedIdentifier[], others: readonly string[]): boolean {
  return held.every(({ own, others: all }) => all.filter((each) => others.includes(each.account)).every((each) => each.lastAt < own.firstAt || own.lastAt < each.firstAt));
}

function inWords(kinds: ReadonlySet<IdentifierKind>): string {
  if (kinds.has('device_token')) return 'a device';
  if (kinds.has('payout_instrument')) return 'a payout method';
  return kinds.has('exit_ip') ? 'an exit of few' : 'a rare machine';
}

function crossings(own: NeighbourCard, theirs: NeighbourCard): ('name' | 'schools')[] {
  const names = own.surname !== null && theirs.surname !== null && own.surname !== theirs.surname;
  const schools = own.schools.length > 0 && theirs.schools.length > 0 && !own.schools.some((each) => theirs.schools.includes(each));
  return [...(names ? ['name' as const] : []), ...(schools ? ['schools' as const] : [])];
}

function nameChange(declarations: readonly { kind: string; event: string; verified: boolean }[], others: readonly string[], claims: ReadonlySet<string>): Explanation | null {
  const made = declarations.filter((each) => each.kind === 'name_change');
  if (made.length === 0 || claims.has('schools') || new Set(others).size > 1) return null;
  const proven = made.some((each) => each.verified);
  return { kind: 'declared_name_change', share: proven ? 0.85 : 0.45, words: proven ? 'A change of name is declared, with proof.' : 'A change of name is declared.', evidence: made.map((each) => each.event) };
}
