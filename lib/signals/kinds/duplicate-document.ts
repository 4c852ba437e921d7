import { abstains, found, quiet } from '../reading';
import { accountsOf, sharersOf } from '../sharing';
import type { Sharer } from '../sharing';
import type { Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';

/**
 * I1. The same document (number with issuer and type, as a keyed digest) on 2 accounts or more. No window: it stands as long as the account
 * is used. Conclusive only once a person has looked; until then strong. Nothing but an earlier account that its holder has closed
 * explains it, and only under the same family name; under another it weighs more. Source: US advisory of 16 May 2022; domain.md section 2.
 */
export const duplicateDocument: Signal = {
  id: 'I1',
  version: 2,
  title: 'One document on several accounts',
  family: 'identity',
  halfLifeDays: 90,
  weight: 3.5,
  exhibit: 'graph',
  innocent: ['Signed up again after losing the login', 'Signed up again after closing the first account', 'A number read wrongly from the picture'],
  decides: 'Whether the same person stands behind both accounts, by a live check on each',
  declarations: ['name_change'],
  read(given) {
    const { history } = given;
    if (!history.checks.some((each) => each.document !== null)) return abstains('a checked document');
    const sharers = sharersOf(given, 'document');
    if (sharers.length === 0) return quiet;
    const others = accountsOf(sharers).length;
    const digests = new Set(sharers.map((each) => each.shared.digest));
    const checks = history.checks.filter((each) => each.document !== null && digests.has(each.document));
    const shownAt = Math.max(...sharers.map((each) => each.own.lastAt));
    const explained = explanationOf(sharers);
    return found(duplicateDocument, {
      // Who lost a login comes back under the same name.
      llr: Math.min(3.5, graded(others + 1, 2, 4, 2.7, 3.5) + (sharers.some((each) => each.sameSurname === false) ? 0.5 : 0)),
      quality: checks.some((each) => each.outcome === 'passed') ? 1 : 0.8,
      firstAt: Math.min(...sharers.map((each) => Math.max(each.own.firstAt, each.theirs.firstAt))),
      lastAt: Math.max(shownAt, history.stretches.at(-1)?.at ?? shownAt),
      value: { accounts: others + 1, documents: digests.size },
      words: `The same document was shown on ${others + 1} accounts.`,
      evidence: checks.map((each) => each.event),
      identifiers: sharers.map((each) => ({ kind: 'document', digest: each.shared.digest })),
      explained: explained ? [explained] : [],
    });
  },
};

function explanationOf(sharers: readonly Sharer[]): Explanation | null {
  const again = sharers.every((each) => each.sameSurname === true && each.theirs.lastAt < each.own.firstAt);
  if (!again || accountsOf(sharers).length > 1) return null;
  const closed = sharers[0]!.card?.closed;
  if (closed === 'by_holder') {
    return { kind: 'own_closed_account', share: 0.9, words: 'The earlier account has the same family name and was closed by its holder before.', evidence: [] };
  }
  if (closed === 'for_cause') return null;
  return { kind: 'signed_up_again', share: 0.3, words: 'The earlier account has the same family name; the login may have been lost.', evidence: [] };
}
