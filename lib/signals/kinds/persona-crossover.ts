import type { NeighbourCard } from '../../links/link';
import { abstains, found, quiet } from '../reading';
import { accountsOf, sharersOf } from '../sharing';
import type { Sharer } from '../sharing';
import type { Signal } from '../signal';
import type { Explanation } from '../weight';
import { graded } from '../weight';

/**
 * L4. Accounts that showed one document, and so say that they are one person, claim different family names or schools of which none is the same.
 * Accounts of one registered group are left out, except where the document came with new hands to both (sharing.ts).
 * Faces are not compared: the contract carries a vendor's results and no biometrics (decision 0031). It rests on the document, as I1 does.
 * Source: Google Threat Intelligence (one worker behind at least twelve personas); domain.md section 2.
 */
export const personaCrossover: Signal = {
  id: 'L4',
  version: 2,
  title: 'One document, several claimed lives',
  family: 'links',
  halfLifeDays: 90,
  weight: 3,
  exhibit: 'table',
  innocent: ['A clerical mistake in a number or a name', 'A name that changed between two accounts', 'A résumé that was only partly filled in'],
  decides: 'The documents of both accounts, seen by a person',
  declarations: ['name_change'],
  read(given) {
    const { history, neighbourhood } = given;
    const own = neighbourhood.neighbours.get(history.account) ?? null;
    if (!history.checks.some((each) => each.document !== null) || own === null || (own.surname === null && own.schools.length === 0)) return abstains('a checked document, and a family name or schools');
    const crossed = sharersOf(given, 'document').filter((each) => each.tie !== 'registered' && each.card !== null && crossings(own, each.card).length > 0);
    if (crossed.length === 0) return quiet;
    const others = accountsOf(crossed).length;
    const claims = new Set(crossed.flatMap((each) => crossings(own, each.card!)));
    const digests = new Set(crossed.map((each) => each.shared.digest));
    const checks = history.checks.filter((each) => each.document !== null && digests.has(each.document));
    const shownAt = Math.max(...crossed.map((each) => each.own.lastAt));
    const explained: (Explanation | null)[] = [nameChange(given.history.declarations, crossed, claims)];
    return found(personaCrossover, {
      llr: Math.min(3, graded(others, 1, 4, 2.1, 2.7) + (claims.size > 1 ? 0.3 : 0)),
      quality: checks.some((each) => each.outcome === 'passed') ? 1 : 0.8,
      firstAt: Math.min(...crossed.map((each) => Math.max(each.own.firstAt, each.theirs.firstAt))),
      lastAt: Math.max(shownAt, history.stretches.at(-1)?.at ?? shownAt),
      value: { accounts: others + 1, names: claims.has('name'), schools: claims.has('schools') },
      words: `One document is behind ${others + 1} accounts that claim different ${claims.size > 1 ? 'names and schools' : claims.has('name') ? 'names' : 'schools'}.`,
      evidence: [...checks, ...history.profiles.filter((each) => each.education.length > 0).slice(-1)].map((each) => each.event),
      identifiers: crossed.map((each) => ({ kind: each.shared.kind, digest: each.shared.digest })),
      explained: explained.filter((each) => each !== null),
    });
  },
};

function crossings(own: NeighbourCard, theirs: NeighbourCard): ('name' | 'schools')[] {
  const names = own.surname !== null && theirs.surname !== null && own.surname !== theirs.surname;
  const schools = own.schools.length > 0 && theirs.schools.length > 0 && !own.schools.some((each) => theirs.schools.includes(each));
  return [...(names ? ['name' as const] : []), ...(schools ? ['schools' as const] : [])];
}

function nameChange(declarations: readonly { kind: string; event: string; verified: boolean }[], crossed: readonly Sharer[], claims: ReadonlySet<string>): Explanation | null {
  const made = declarations.filter((each) => each.kind === 'name_change');
  if (made.length === 0 || claims.has('schools') || accountsOf(crossed).length > 1) return null;
  const proven = made.some((each) => each.verified);
  return { kind: 'declared_name_change', share: proven ? 0.85 : 0.45, words: proven ? 'A change of name is declared, with proof.' : 'A change of name is declared.', evidence: made.map((each) => each.event) };
}
