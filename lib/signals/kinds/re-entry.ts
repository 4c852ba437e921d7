import { DAY } from '../../kernel/instant';
import type { NeighbourTie } from '../../links/tie';
import { STEADY_DAYS } from '../../links/weight';
import { CLOSURE_NATS, closedFellows } from '../closure';
import { abstains, found, quiet } from '../reading';
import { sharersOf, tieExplanation, tieTo } from '../sharing';
import type { Given, Signal } from '../signal';
import { graded, rounded } from '../weight';
import type { Explanation } from '../weight';
import { evidenceOf } from './ring-member';

/** From here on a firmer tie says no more: a payout and a telephone number, and that they come together. */
const FULL = 9.5;

/**
 * L2. An account that began no earlier than 30 days before another was closed for cause, worked on after that closure, and is tied to it at
 * 4 nats or more without what coincidence adds, which counts for its strength alone. It is lowered where the two are known at one home line: by half where
 * neither changed hands and each has shown papers of their own. Source: practice of platforms against re-entry; domain.md section 2.
 */
export const reEntry: Signal = {
  id: 'L2',
  version: 2,
  title: 'Tied to an account closed for cause',
  family: 'links',
  halfLifeDays: 90,
  weight: 3.2,
  exhibit: 'graph',
  innocent: ['Another person of the same household', 'Somebody who bought the device of the other', 'A closure that was a mistake'],
  decides: 'Whether the person of the closed account works on this one, and whether that closure stands',
  declarations: ['household', 'new_device'],
  read(given) {
    const { history, neighbourhood, asOf } = given;
    const since = history.stretches[0]?.at ?? history.registeredAt;
    if (since === null || (neighbourhood.identifiers.length === 0 && neighbourhood.textTwins.length === 0)) return abstains('sessions, and devices, addresses, payouts, contacts or texts to compare');
    const last = Math.max(since, history.stretches.at(-1)?.at ?? since);
    const closed = closedFellows(given);
    const best = closed[0];
    if (best === undefined) return quiet;
    const closedAt = best.card!.closedAt!;
    const tied = [tieTo(given, best.card)];
    const own = neighbourhood.neighbours.get(history.account)?.surname ?? null;
    const handedOn = best.identifiers.every((each) => each.kind === 'device_token' || each.kind === 'fingerprint')
      ? { kind: 'handed_on', share: 0.4, words: 'Only a device ties the two: it may have been sold or handed on.', evidence: [] } : null;
    const other = anotherPerson(given, best, own);
    const explained: (Explanation | null)[] = [tieExplanation(tied), handedOn, other];
    return found(reEntry, {
      llr: graded(best.nats + best.coincidence, CLOSURE_NATS, FULL, 2.2, 3.2),
      quality: 0.95,
      firstAt: Math.max(since, closedAt),
      lastAt: Math.min(asOf, Math.max(last, since, closedAt)),
      value: { nats: rounded(best.nats + best.coincidence), kinds: best.kinds.length, daysAfter: Math.max(0, Math.round((since - closedAt) / DAY)), closed: closed.length },
      words: `${best.kinds.length === 1 ? 'One kind of link ties' : `${best.kinds.length} kinds of link tie`} this account to one that was closed for cause before.`,
      evidence: evidenceOf(given, new Set(best.identifiers.map((each) => each.digest))),
      identifiers: best.identifiers,
      explained: explained.filter((each) => each !== null),
    });
  },
};

/**
 * Two who live together are met on one home line, or on several as their provider hands them out, be it that the one was closed before the other began.
 * Other names may be given there; other papers were shown to the vendor. One document or one face on both is not of two people.
 */
function anotherPerson(given: Given, { account, card, kinds }: NeighbourTie, surname: string | null): Explanation | null {
  const days = sharersOf(given, 'ip').filter((each) => each.account === account).reduce((sum, each) => sum + Math.min(each.own.days, each.theirs.days), 0);
  const atHome = days >= STEADY_DAYS;
  if ((!kinds.includes('ip') && !atHome) || kinds.includes('document') || kinds.includes('photo')) return null;
  const unchanged = card!.turnedAt === null && (given.neighbourhood.neighbours.get(given.history.account)?.turnedAt ?? null) === null;
  const papers = given.history.checks.some((each) => each.document !== null && each.outcome === 'passed') && card!.documents.length > 0;
  if (atHome && unchanged && papers) return { kind: 'other_person', share: 0.5, words: 'The two are at home on one line, and each has shown papers of their own: it may be another person there.', evidence: [] };
  const named = surname !== null && card!.surname !== null && surname !== card!.surname;
  return named ? { kind: 'other_person', share: 0.3, words: 'The names differ and the line is one home’s: it may be another person there.', evidence: [] } : null;
}
