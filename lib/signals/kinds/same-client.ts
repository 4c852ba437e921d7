import type { AccountHistory, Contract } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import type { NeighbourCard } from '../../links/link';
import { tiesIn } from '../../links/tie';
import { abstains, found, quiet } from '../reading';
import { tieExplanation, tieTo } from '../sharing';
import type { Given, Signal } from '../signal';
import { goesOnUntil } from '../standing';
import type { Explanation } from '../weight';
import { graded, rounded } from '../weight';

const WITHIN = 90 * DAY;

/**
 * L5. A firmly tied account (3 nats, two independent kinds; or of one ring) began a contract with the same client within 90 days of one of
 * this account's. Those that hid it count; where none did, those that said it. A referral that either made openly explains it, as does a registered
 * group, each for its part of them. Moderate for one other, strong from two. While the contract goes on the finding gets no older: a contract without an
 * end for 90 days after its last hours, its last pay or the client's last review (standing.ts). Of the neighbour's contract the beginning alone is known.
 * Source: the founding reports (several placed with one client unaware of it); domain.md section 2.
 */
export const sameClient: Signal = {
  id: 'L5',
  version: 3,
  title: 'At one client with a tied account',
  family: 'links',
  halfLifeDays: 90,
  weight: 2.8,
  exhibit: 'graph',
  innocent: ['Colleagues who refer each other honestly', 'A couple that works for one client', 'A large client that hires many from one place'],
  decides: 'Whether the client knew that they belong together',
  declarations: ['agency', 'household'],
  read(given) {
    const { history, neighbourhood, rarity, asOf } = given;
    const engagements = history.contracts.filter((each) => each.client !== null && each.startedAt !== null && each.startedAt <= asOf);
    if (engagements.length === 0) return abstains('contracts with their client');
    const besides = (card: NeighbourCard) => engagements.filter((own) => card.engagements.some((each) => each.client === own.client && Math.abs(each.at - own.startedAt!) <= WITHIN));
    // Where nobody around works for a client of ours, ties need not be weighed.
    if (![...neighbourhood.neighbours.values()].some((card) => card.account !== history.account && besides(card).length > 0)) return quiet;
    const ring = new Set((neighbourhood.ring?.members ?? []).map((each) => each.account));
    const tied = tiesIn(history.account, neighbourhood, rarity?.accounts ?? 0).filter((tie) => tie.card !== null && (tie.firm || ring.has(tie.account)));
    const together = tied.flatMap((tie) => besides(tie.card!).map((own) => ({ tie, own })));
    const hidden = together.filter(({ tie }) => !isDisclosed(given, tie.card!) && tieTo(given, tie.card).tie === null);
    const counted = hidden.length > 0 ? hidden : together;
    if (counted.length === 0) return quiet;
    const others = new Map(counted.map(({ tie }) => [tie.account, tie]));
    const starts = counted.map(({ own }) => own.startedAt!);
    const until = counted.map(({ own }) => (own.endedAt === null || own.endedAt > asOf ? goesOnUntil(history, lastSignOf(history, own, asOf), asOf) : Math.max(own.startedAt!, own.endedAt)));
    const cards = [...others.values()].map((tie) => tie.card!);
    const explained: (Explanation | null)[] = [disclosed(given, cards), grouped(given, cards)];
    return found(sameClient, {
      llr: graded(others.size, 1, 3, 1.6, 2.8),
      quality: 0.95,
      firstAt: Math.min(...starts),
      lastAt: Math.max(...until),
      value: { accounts: others.size + 1, clients: new Set(counted.map(({ own }) => own.client)).size, nats: rounded(Math.max(...[...others.values()].map((tie) => tie.nats))) },
      words: `${others.size === 1 ? 'A tied account works' : `${others.size} tied accounts work`} for the same client, ${hidden.length > 0 ? 'and nothing was said about it' : 'and that they belong together was said openly'}.`,
      evidence: counted.flatMap(({ own }) => own.events),
      identifiers: [...others.values()].flatMap((tie) => tie.identifiers),
      explained: explained.filter((each) => each !== null),
    });
  },
};

/** When a contract was last heard of: its beginning, hours worked for it, its pay, a review of its client. */
function lastSignOf({ timeLogs, earnings, reviews }: AccountHistory, { contract, client, startedAt }: Contract, asOf: Instant): Instant {
  const signs = [...timeLogs.filter((each) => each.contract === contract), ...earnings.filter((each) => each.contract === contract), ...reviews.filter((each) => each.client === client)];
  return Math.max(startedAt!, ...signs.map((each) => each.at).filter((at) => at <= asOf));
}

function isDisclosed({ history }: Given, card: NeighbourCard): boolean {
  return card.referred.includes(history.account) || history.referrals.some((each) => each.to === card.account);
}

/** A referral made openly on the platform is the opposite of a hidden link. It explains its part where others of them are of one group. */
function disclosed(given: Given, all: readonly NeighbourCard[]): Explanation | null {
  const cards = all.filter((card) => isDisclosed(given, card));
  if (cards.length === 0) return null;
  const own = given.history.referrals.filter((each) => cards.some((card) => card.account === each.to));
  return { kind: 'referral_disclosed', share: (0.75 * cards.length) / all.length, words: 'One referred the other openly.', evidence: own.map((each) => each.event) };
}

/** One registered or declared group, as far as they are of it. */
function grouped(given: Given, all: readonly NeighbourCard[]): Explanation | null {
  const tied = all.map((card) => tieTo(given, card)).filter((each) => each.tie !== null);
  const whole = tieExplanation(tied);
  return whole && { ...whole, share: (whole.share * tied.length) / all.length };
}
