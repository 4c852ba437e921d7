import { opennessOf } from '../../links/openness';
import { tiesIn } from '../../links/tie';
import { abstains, found, quiet } from '../reading';
import { tieExplanation, tieTo } from '../sharing';
import type { Given, Signal } from '../signal';
import { graded, rounded } from '../weight';
import type { Explanation } from '../weight';

/**
 * L1. The account is in a ring: a component of a graph in which two accounts are tied at 3 nats or more by two independent kinds of link at
 * least, or one more hangs on such a group by what nobody else shows (decision 0064), of 3 to 40 accounts; identifiers on more than 50
 * accounts tie nobody, and those of one registered organisation are not tied by what they share. It rests on the identifiers shared within
 * the ring, so that beside findings on the same ones it adds nothing twice.
 * Source: Xiao, Freeman and Hwa 2015 (clusters of accounts, AUC 0.95 to 0.98); domain.md section 2.
 */
export const ringMember: Signal = {
  id: 'L1',
  version: 1,
  title: 'In a ring of accounts',
  family: 'links',
  halfLifeDays: 60,
  weight: 3,
  exhibit: 'graph',
  innocent: ['A small agency that never registered', 'A large household or a shared flat', 'Colleagues who bought machines and lines together'],
  decides: 'A list of the people with proof of each, and that each is paid for themself',
  declarations: ['agency', 'household'],
  read(given) {
    const { history, neighbourhood, rarity, asOf } = given;
    const { ring } = neighbourhood;
    if (neighbourhood.identifiers.length === 0 && neighbourhood.textTwins.length === 0 && ring === null) return abstains('devices, addresses, payouts, documents, contacts or texts to compare');
    if (ring === null) return quiet;
    const mates = new Set(ring.members.map((each) => each.account).filter((account) => account !== history.account));
    const ties = tiesIn(history.account, neighbourhood, rarity?.accounts ?? 0).filter((tie) => mates.has(tie.account));
    const shared = neighbourhood.identifiers.filter((each) => !each.hub && each.others.some((other) => mates.has(other.account)));
    const firstAt = Math.min(asOf, ...shared.map((each) => each.own.firstAt));
    const lastAt = Math.min(asOf, Math.max(firstAt, ...shared.map((each) => each.own.lastAt), ...neighbourhood.textTwins.filter((each) => mates.has(each.account)).map((each) => each.at)));
    const tied = [...mates].sort().map((account) => tieTo(given, neighbourhood.neighbours.get(account) ?? null));
    const explained: (Explanation | null)[] = [tieExplanation(tied), openly(given)];
    return found(ringMember, {
      llr: Math.min(3, graded(ring.strength, 0.5, 0.95, 2, 2.7) + graded(ring.kinds.length, 2, 4, 0, 0.3)),
      quality: Math.min(1, 0.5 + ring.strength / 2),
      firstAt,
      lastAt,
      value: { members: ring.members.length, strength: rounded(ring.strength), kinds: ring.kinds.length, nats: rounded(ties.reduce((sum, tie) => sum + tie.nats, 0)) },
      words: `${ring.members.length} accounts hang together by ${ring.kinds.length === 1 ? 'one kind' : `${ring.kinds.length} kinds`} of link.`,
      evidence: evidenceOf(given, new Set(shared.map((each) => each.digest))),
      identifiers: ties.flatMap((tie) => tie.identifiers),
      explained: explained.filter((each) => each !== null),
    });
  },
};

/** The account's own events that show one of these identifiers. */
export function evidenceOf({ history }: Pick<Given, 'history'>, digests: ReadonlySet<string | null>): string[] {
  return [
    ...history.stretches.filter((each) => digests.has(each.ip) || digests.has(each.device?.token ?? null)), ...history.instruments.filter((each) => digests.has(each.instrument)),
    ...history.checks.filter((each) => digests.has(each.document)), ...history.versions.filter((each) => digests.has(each.email) || digests.has(each.phone)),
  ].sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1)).map((each) => each.event);
}

/** What an unregistered agency or household shows and an operation does not (openness.ts). */
export function openly({ history, neighbourhood, rarity, asOf }: Given): Explanation | null {
  const facts = opennessOf(history, neighbourhood, rarity?.accounts ?? 0, asOf);
  const marks = [facts.togetherSinceStart, facts.noHandover, facts.ownBeneficiaries, facts.open !== null && facts.open >= 0.5].filter((each) => each === true).length;
  if (facts.fellows === 0 || facts.ownDocuments === false || !(facts.togetherSinceStart || (facts.open ?? 0) >= 0.5) || marks < 3) return null;
  return { kind: 'open_group', share: marks === 4 ? 0.7 : 0.5, words: 'They were together from the beginning, hide nothing of it, and no hands were replaced.', evidence: facts.evidence };
}
