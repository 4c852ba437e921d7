import { DAY } from '../../kernel/instant';
import { HUB_PERSONS, type IdentifierKind, type NeighbourCard } from '../../links/link';
import { isStable } from '../../links/notice';
import { personsAmong } from '../persons';
import { abstains, found, quiet } from '../reading';
import { accountsOf, sharersOf, tieExplanation } from '../sharing';
import type { Sharer } from '../sharing';
import type { Given, Signal } from '../signal';
import { graded } from '../weight';
import type { Explanation } from '../weight';
import { evidenceOf } from './ring-member';

const HUBS: readonly IdentifierKind[] = ['device_token', 'payout_instrument', 'ip'];

/**
 * L3. One device, payout instrument or home line touches at least 5 persons, this one included, who are not linked to each other otherwise: no
 * family name, organisation, document or other payout instrument in common, and no registered group, unless it
 * came with new hands to both (sharing.ts). A line counts where most of those on it stay (14 days, 4 of them seen); one on more than 50 accounts is a crowd. It rests on the very identifier that D1, P1 and G5 may count.
 * Source: the Chapman and Didenko cases (hubs of laptops and of payees); domain.md section 2.
 */
export const hubOfMany: Signal = {
  id: 'L3',
  version: 2,
  title: 'One hub for many unrelated people',
  family: 'links',
  halfLifeDays: 90,
  weight: 3,
  exhibit: 'graph',
  innocent: ['A bookkeeper or an agent who handles money for clients', 'A café, a library or a shared flat', 'A small agency that never registered'],
  decides: 'What the hub is, and whether its people know of each other',
  declarations: ['agency', 'household'],
  read(given) {
    const { history } = given;
    const tokens = history.stretches.some((each) => each.device?.token != null || each.ip !== null);
    if (!tokens && history.instruments.length === 0 && history.payouts.length === 0) return abstains('devices, lines or payout methods');
    const homes = new Set(history.stretches.filter((each) => each.network.class === 'residential').map((each) => each.ip));
    const hubs = given.neighbourhood.identifiers.filter((each) => HUBS.includes(each.kind) && !each.hub && (each.kind !== 'ip' || (homes.has(each.digest) && isStable(each.own)))).flatMap(({ kind, digest, accounts }) => {
      const all = sharersOf(given, kind).filter((each) => each.shared.digest === digest);
      const stay = kind === 'ip' ? all.filter((each) => isStable(each.theirs)) : all;
      const counted = stay.filter((each) => each.tie !== 'registered');
      if ((kind === 'ip' && stay.length * 2 < all.length) || counted.length + 1 < HUB_PERSONS) return [];
      const persons = personsAmong([marksOf(given, ownCard(given), digest), ...counted.map((each) => marksOf(given, each.card, digest, each.account))]);
      return persons >= HUB_PERSONS ? [{ kind, digest, accounts, counted, persons }] : [];
    });
    const best = hubs.sort((a, b) => b.persons - a.persons || HUBS.indexOf(b.kind) - HUBS.indexOf(a.kind) || (a.digest < b.digest ? -1 : 1))[0];
    if (best === undefined) return quiet;
    const own = best.counted[0]!.own;
    const explained: (Explanation | null)[] = [tieExplanation(best.counted), ownName(given, best.kind, best.digest), together(given, best.kind, best.counted)];
    return found(hubOfMany, {
      llr: graded(best.persons, HUB_PERSONS, 12, 2.1, 3),
      quality: best.kind === 'ip' ? 0.8 : 1,
      firstAt: own.firstAt,
      lastAt: own.lastAt,
      value: { persons: best.persons, accounts: accountsOf(best.counted).length + 1, hub: best.kind },
      words: `${HUB_WORDS[best.kind]} joins ${best.persons} people who have nothing else in common.`,
      evidence: evidenceOf(given, new Set([best.digest])),
      identifiers: [{ kind: best.kind, digest: best.digest }],
      explained: explained.filter((each) => each !== null),
    });
  },
};

const HUB_WORDS: Partial<Record<IdentifierKind, string>> = { device_token: 'One device', payout_instrument: 'One payout method', ip: 'One home line' };

function ownCard({ history, neighbourhood }: Given): NeighbourCard | null {
  return neighbourhood.neighbours.get(history.account) ?? null;
}

function marksOf({ history }: Given, card: NeighbourCard | null, hub: string, account = history.account): string[] {
  if (card === null) return [`account ${account}`];
  return [
    `account ${account}`, ...(card.surname === null ? [] : [`surname ${card.surname}`]), ...(card.organisation === null ? [] : [`organisation ${card.organisation}`]),
    ...card.documents.map((each) => `document ${each}`), ...card.instruments.filter((each) => each !== hub).map((each) => `payout ${each}`),
  ];
}

/** The payout is in the holder's own name: others are paid through them, which asks about the others. */
function ownName({ history }: Given, kind: IdentifierKind, digest: string): Explanation | null {
  const own = history.instruments.filter((each) => each.instrument === digest);
  if (kind !== 'payout_instrument' || own.length === 0 || own.some((each) => each.holderMatch !== 'match')) return null;
  return { kind: 'own_name', share: 0.35, words: 'The payout method is in the holder’s own name; others use it with them.', evidence: own.map((each) => each.event) };
}

/** On a line, everybody from their first weeks on and with hands unchanged: people who live or work there. */
function together(given: Given, kind: IdentifierKind, counted: readonly Sharer[]): Explanation | null {
  if (kind !== 'ip') return null;
  const cards = [ownCard(given), ...counted.map((each) => each.card)];
  const firsts = [counted[0]!.own, ...counted.map((each) => each.theirs)];
  const holds = cards.every((card, index) => card !== null && card.turnedAt === null && card.since !== null && firsts[index]!.firstAt <= card.since + 30 * DAY);
  return holds ? { kind: 'from_start', share: 0.6, words: 'All of them were on the line from the beginning, and no hands were replaced.', evidence: [] } : null;
}
