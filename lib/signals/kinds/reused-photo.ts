import type { AccountHistory, Check } from '../../enrichment/history';
import type { Instant } from '../../kernel/instant';
import { SAVED_TWICE_BITS } from '../../links/photo';
import { abstains, found, quiet } from '../reading';
import { pictureAlone, picturedOn, tieExplanation } from '../sharing';
import type { Pictured } from '../sharing';
import type { Given, Signal } from '../signal';
import { pictureUntil } from '../standing';
import { graded } from '../weight';
import type { Explanation } from '../weight';

/** From this many accounts on a picture looks like stock art. [T] */
const STOCK_FROM = 10;

/**
 * I3. A profile photo or a picture of a check whose 64-bit perceptual hash lies within 6 bits of another person's, who is not tied to this
 * account by registration or a confirmed declaration. It weighs a quarter where it is unchanged and nothing else ties the accounts that show it, a machine that few have among it: pictures offered to all are taken so, and whoever lends one face to several accounts shares more than that or touches it up. Equal hashes are links of the kind photo; near ones are found by the index of
 * photographs (lib/links/photo.ts). A picture on a crowd of accounts links nobody. No window: a picture stands while the profile shows it (standing.ts), that of a check while the account works.
 * Creation templates and EXIF are not in the contract. Source: Microsoft on edited photos; Korean advisory; domain.md section 2.
 */
export const reusedPhoto: Signal = {
  id: 'I3',
  version: 6,
  title: 'A picture that is also somebody else’s',
  family: 'identity',
  halfLifeDays: 90,
  weight: 3.2,
  exhibit: 'graph',
  innocent: ['Stock art or a logo in the place of a portrait', 'Relatives or colleagues in one group picture', 'Documents of one type on one background', 'The same person after signing up again'],
  decides: 'A live check on both accounts, and where the picture was first used',
  declarations: ['household', 'agency'],
  read(given) {
    const { history, asOf } = given;
    const shown = shownIn(history);
    if (shown.size === 0) return abstains('a profile photo or a picture of a check');
    const others = picturedOn(given);
    const strangers = others.filter((each) => each.tie === null || each.tie === 'said');
    if (strangers.length === 0) return quiet;
    const accounts = new Set(strangers.map((each) => each.account));
    const hashes = new Set(strangers.map((each) => each.own));
    const sights = [...hashes].flatMap((hash) => shown.get(hash) ?? []).sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
    const bits = Math.min(...strangers.map((each) => each.bits));
    const first = sights[0]?.at ?? asOf;
    return found(reusedPhoto, {
      llr: graded(accounts.size + 1, 2, 5, 2.2, 3.2),
      quality: bits <= SAVED_TWICE_BITS ? 0.9 : 0.75,
      firstAt: first,
      lastAt: Math.max(first, ...[...hashes].map((hash) => pictureUntil(history, hash, asOf))),
      value: { accounts: accounts.size + 1, pictures: hashes.size, bits, onProfile: sights.some((each) => each.check === null), inCheck: sights.some((each) => each.check !== null) },
      words: `A picture of this account is also on ${accounts.size === 1 ? 'another account' : `${accounts.size} other accounts`}, ${accounts.size === 1 ? '' : 'the nearest '}${bits === 0 ? 'with the same hash' : `${bits} of the 64 bits of its hash apart`}.`,
      evidence: sights.map((each) => each.event),
      identifiers: strangers.map((each) => ({ kind: 'photo', digest: each.identifier })),
      explained: explanationsOf(given, strangers, accounts.size, sights),
    });
  },
};

type Sight = { at: Instant; event: string; check: Check | null };

/** Where each picture is shown: the first profile that carries it, and every check. */
function shownIn(history: AccountHistory): Map<string, Sight[]> {
  const shown = new Map<string, Sight[]>();
  const add = (hash: string, sight: Sight) => {
    const known = shown.get(hash);
    if (known) known.push(sight);
    else shown.set(hash, [sight]);
  };
  let last: string | null = null;
  for (const { at, event, photoHash } of history.profiles) {
    if (photoHash !== null && photoHash !== last) add(photoHash, { at, event, check: null });
    last = photoHash;
  }
  for (const check of history.checks) if (check.imageHash !== null) add(check.imageHash, { at: check.at, event: check.event, check });
  return shown;
}

function explanationsOf(given: Given, strangers: readonly Pictured[], accounts: number, sights: readonly Sight[]): Explanation[] {
  const own = given.neighbourhood.neighbours.get(given.history.account)?.surname ?? null;
  const sameName = own !== null && strangers.every((each) => each.card?.surname === own);
  const closed = strangers.every((each) => each.card?.closed === 'by_holder');
  const documents = sights.length > 0 && sights.every((each) => each.check?.check === 'document');
  const all: (Explanation | null)[] = [
    tieExplanation(strangers),
    accounts === 1 && sameName && closed ? { kind: 'own_closed_account', share: 0.9, words: 'The other account has the same family name and was closed by its holder.', evidence: [] } : null,
    accounts <= 2 && sameName && !closed ? { kind: 'same_surname', share: 0.5, words: 'The accounts carry one family name, as relatives do.', evidence: [] } : null,
    accounts >= STOCK_FROM ? { kind: 'stock_art', share: 0.6, words: `${accounts + 1} accounts show this picture; it may be stock art or a logo.`, evidence: [] } : null,
    documents ? { kind: 'document_layout', share: 0.35, words: 'Only pictures of documents are alike; documents of one type are.', evidence: [] } : null,
  ];
  const known = all.filter((each) => each !== null);
  // That many show it speaks for a library beside that nothing ties them; the other explanations say themselves what ties them.
  const alone = known.every((each) => each.kind === 'stock_art') ? pictureAlone(given, strangers) : null;
  return alone === null ? known : [...known, alone];
}
