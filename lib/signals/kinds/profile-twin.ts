import type { IdentifierKind, TextTwin } from '../../links/link';
import { abstains, found, quiet } from '../reading';
import { sharersOf, tieExplanation, tieTo } from '../sharing';
import type { Given, Signal } from '../signal';
import { graded, rounded } from '../weight';

const JACCARD = 0.3;
/** Sharing one of these with the very account whose text is alike makes it strong. */
const SECOND_LINKS: readonly IdentifierKind[] = ['device_token', 'payout_instrument', 'portfolio_url', 'photo'];

/**
 * C3. Summary or résumé with a 3-word-shingle Jaccard of 0.30 or more against that of another account, after phrases on more than 1% of
 * profiles are taken out. Moderate; strong where the same account also shares a device, a payout method, a portfolio or a photograph.
 * Proposals are not compared here: C6 reads what theirs have in common (decision 0012). Among 13,695 pairs of
 * distinct real résumés the highest value was 0.194. Source: seed fact on reused résumés; domain.md section 2.
 */
export const profileTwin: Signal = {
  id: 'C3',
  version: 2,
  title: 'Profile text shared with another account',
  family: 'content',
  halfLifeDays: 90,
  weight: 3,
  exhibit: 'diff',
  innocent: ['A template from a course, a job centre or a writing assistant', 'Colleagues of one agency', 'The same person after signing up again'],
  decides: 'Who wrote the text first and for whom',
  declarations: ['agency'],
  read(given) {
    const { history, neighbourhood, rarity, asOf } = given;
    if (!history.profiles.some((each) => each.summary !== null || each.resume !== null)) return abstains('a profile text or résumé');
    const twins = neighbourhood.textTwins.filter((each) => each.jaccard >= JACCARD && each.at <= asOf && each.account !== history.account);
    if (twins.length === 0) return quiet;
    const links = SECOND_LINKS.flatMap((kind) => sharersOf(given, kind)).filter((each) => twins.some((twin) => twin.account === each.account) && each.tie === null);
    const linked = new Set(links.map((each) => each.account));
    const best = [...twins].sort((a, b) => Number(linked.has(b.account)) - Number(linked.has(a.account)) || b.jaccard - a.jaccard || (a.account < b.account ? -1 : 1))[0]!;
    const accounts = new Set(twins.map((each) => each.account));
    const strong = linked.has(best.account);
    const template = accounts.size > 10 ? { kind: 'many_alike', share: 0.4, words: `${accounts.size} accounts use this text; it may be a template.`, evidence: [] } : null;
    const tie = tieExplanation([...accounts].map((account) => tieTo(given, neighbourhood.neighbours.get(account) ?? null)));
    return found(profileTwin, {
      llr: strong ? graded(best.jaccard, JACCARD, 0.8, 2.3, 3) : graded(best.jaccard, JACCARD, 0.8, 1.2, 1.9),
      quality: rarity === null ? 0.7 : 0.9,
      firstAt: Math.min(...twins.map((each) => each.at)),
      lastAt: Math.max(...twins.map((each) => each.at)),
      value: { jaccard: rounded(best.jaccard), field: best.field, accounts: accounts.size, alsoShares: strong },
      words: `${Math.round(best.jaccard * 10) >= 10 ? 'All' : `About ${Math.round(best.jaccard * 10)} in 10`} of the uncommon phrases of the ${FIELDS[best.field]} are on another account${strong ? ', which also shares a device, payout, portfolio or photograph' : ''}.`,
      evidence: evidenceOf(given, twins),
      identifiers: [
        ...best.shared.map((digest): { kind: IdentifierKind; digest: string } => ({ kind: 'text_shingles', digest })),
        ...links.filter((each) => each.account === best.account).map((each) => ({ kind: each.shared.kind, digest: each.shared.digest })),
      ],
      explained: [tie, template].filter((each) => each !== null),
    });
  },
};

const FIELDS: Record<TextTwin['field'], string> = { summary: 'summary', resume: 'résumé' };

function evidenceOf({ history }: Given, twins: readonly TextTwin[]): string[] {
  const fields = new Set(twins.map((each) => each.field));
  return history.profiles.filter((each) => (fields.has('summary') && each.summary !== null) || (fields.has('resume') && each.resume !== null)).slice(-1).map((each) => each.event);
}
