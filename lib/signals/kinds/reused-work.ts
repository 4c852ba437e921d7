import type { AccountHistory } from '../../enrichment/history';
import type { Instant } from '../../kernel/instant';
import { normalUrl } from '../../links/identifiers';
import { abstains, found, quiet } from '../reading';
import { pictureAlone, picturedOn, sharersOf, tieExplanation } from '../sharing';
import type { Given, Signal } from '../signal';
import { shownUntil } from '../standing';
import { graded } from '../weight';
import type { Explanation } from '../weight';

/** More accounts than this on one page: a public project or a course. [T] */
const PUBLIC = 6;

/**
 * C4. The profile shows a portfolio page, or a photograph within 6 of 64 bits of its perceptual hash, that accounts without an open tie to it
 * show as well. Moderate. It stands while the profile shows it and the account works. Pages and pictures on more than 50 accounts are stock and link nobody; what came with new
 * hands to both has no tie (sharing.ts).
 * A picture that nothing else ties to those who show it is lowered as in I3, whose fact it is, and says nothing beside a page, which others show.
 * Source: Security Alliance field guide (copied repositories); domain.md section 2.
 */
export const reusedWork: Signal = {
  id: 'C4',
  version: 4,
  title: 'Portfolio or photograph also used by other accounts',
  family: 'content',
  halfLifeDays: 90,
  weight: 1.9,
  exhibit: 'table',
  innocent: ['Several authors of one open project', 'Colleagues who show the same work for a client', 'A stock picture, or the same person after signing up again'],
  decides: 'Who made the work, shown by its own history or its client',
  declarations: ['agency'],
  read(given) {
    const { history, asOf } = given;
    if (!history.profiles.some((each) => each.photoHash !== null || each.portfolio.some((url) => normalUrl(url) !== null))) return abstains('a portfolio page or a profile photograph');
    const pictures = new Set(history.profiles.map((each) => each.photoHash));
    const pictured = picturedOn(given).filter((each) => pictures.has(each.own));
    const shared = [
      ...sharersOf(given, 'portfolio_url').map((each) => ({ ...each, what: 'page' as const, fact: { kind: each.shared.kind, digest: each.shared.digest }, at: Math.max(each.own.firstAt, each.theirs.firstAt), until: shownUntil(history, each.own.lastAt, asOf) })),
      ...pictured.map((each) => ({ ...each, what: 'photo' as const, fact: { kind: 'photo' as const, digest: each.identifier }, at: each.since ?? firstShown(given, each.own), until: pictureUntil(history, each.own, asOf) })),
    ];
    const outside = shared.filter((each) => each.tie === null);
    const open = outside.length > 0 ? outside : shared;
    if (open.length === 0) return quiet;
    const alone = pictureAlone(given, open.flatMap((each) => (each.what === 'photo' ? [each] : [])));
    const counted = alone !== null && open.some((each) => each.what === 'page') ? open.filter((each) => each.what === 'page') : open;
    const others = new Set(counted.map((each) => each.account)).size;
    const [photos, pages] = [counted.filter((each) => each.what === 'photo'), counted.filter((each) => each.what === 'page')];
    const pagers = new Set(pages.map((each) => each.account));
    const said = [tieExplanation(counted), ownAccount(given, counted.map((each) => each.account))].filter((each) => each !== null);
    const explained: (Explanation | null)[] = [...said, photos.length > 0 && said.length === 0 ? alone : null, pagers.size >= PUBLIC && photos.length === 0
      ? { kind: 'public_work', share: 0.5, words: `${pagers.size + 1} accounts show this page; it may be a public project.`, evidence: [] } : null];
    return found(reusedWork, {
      llr: Math.min(1.9, (photos.length > 0 ? 1.4 : 1.1) + (photos.some((each) => pagers.has(each.account)) ? 0.3 : 0) + graded(others, 1, 3, 0, 0.3)),
      quality: 0.9,
      firstAt: Math.min(...counted.map((each) => each.at)),
      lastAt: Math.max(...counted.map((each) => Math.max(each.at, each.until))),
      value: { accounts: others + 1, pages: new Set(pages.map((each) => each.fact.digest)).size, photos: new Set(photos.map((each) => each.fact.digest)).size },
      words: `${photos.length === 0 ? 'A portfolio page' : pages.length === 0 ? 'The profile photograph' : 'A portfolio page and the photograph'} of this profile ${photos.length > 0 && pages.length > 0 ? 'are' : 'is'} also on ${others === 1 ? 'another account' : `${others} other accounts`}.`,
      evidence: history.profiles.filter((each) => each.photoHash !== null || each.portfolio.length > 0).slice(-5).map((each) => each.event),
      identifiers: counted.map((each) => each.fact),
      explained: explained.filter((each) => each !== null),
    });
  },
};

function pictureUntil(history: AccountHistory, hash: string, asOf: Instant): Instant {
  return shownUntil(history, history.profiles.findLast((each) => each.photoHash === hash)?.at ?? asOf, asOf);
}

function firstShown({ history }: Given, hash: string): number {
  return history.profiles.find((each) => each.photoHash === hash)?.at ?? history.asOf;
}

/** One other account, of the same family name and closed by its holder: somebody who came back. */
function ownAccount({ history, neighbourhood }: Given, accounts: readonly string[]): Explanation | null {
  const [other, ...more] = new Set(accounts);
  const [theirs, own] = [neighbourhood.neighbours.get(other ?? ''), neighbourhood.neighbours.get(history.account)];
  if (more.length > 0 || theirs?.closed !== 'by_holder' || theirs.surname === null || theirs.surname !== own?.surname) return null;
  return { kind: 'own_closed_account', share: 0.85, words: 'The other account has the same family name and was closed by its holder.', evidence: [] };
}
