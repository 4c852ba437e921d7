import { DAY } from '../kernel/instant';
import type { NeighbourCard } from '../links/link';
import { tiesIn, type NeighbourTie } from '../links/tie';
import type { Given } from './signal';

/** Nats from which an account is tied to a closed one, without what coincidence adds: what is little beside little is none of it. */
export const CLOSURE_NATS = 4;
/** A second account is sometimes prepared before the first is closed. [T] */
const BEFORE = 30 * DAY;

/** Whether the account with this card was closed for cause, and ours began no earlier than 30 days before that and worked on after it. */
export function cameAfterClosure({ history, asOf }: Given, card: NeighbourCard | null): boolean {
  const since = history.stretches[0]?.at ?? history.registeredAt;
  if (since === null || card?.closed !== 'for_cause' || card.closedAt === null || card.closedAt > asOf) return false;
  return since >= card.closedAt - BEFORE && (history.stretches.at(-1)?.at ?? since) > card.closedAt;
}

/** The accounts closed for cause after which ours came and to which it is tied at 4 nats, firmest first. */
export function closedFellows(given: Given): NeighbourTie[] {
  const { history, neighbourhood, rarity } = given;
  // Where nobody around was closed, ties need not be weighed.
  if (![...neighbourhood.neighbours.values()].some((card) => cameAfterClosure(given, card))) return [];
  return tiesIn(history.account, neighbourhood, rarity?.accounts ?? 0).filter(({ nats, card }) => nats >= CLOSURE_NATS && cameAfterClosure(given, card));
}
