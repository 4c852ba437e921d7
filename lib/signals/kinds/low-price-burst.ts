import { current } from '../../enrichment/history';
import type { AccountHistory, Bid } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import type { RarityTable } from '../../links/rarity';
import { coveredBy, weightOf } from '../declared';
import { abstains, found, quiet } from '../reading';
import { quietestMoment } from '../rhythm';
import type { Signal } from '../signal';
import { graded, rounded } from '../weight';
import type { Explanation } from '../weight';
import { byDay, inLast } from '../window';

const WINDOW_DAYS = 30;
const A_DAY = 30;
const PRICED = 10;
const LOW_SHARE = 0.5;
const TAKEN_TIMES = 2;
const BEGINNER_DAYS = 90;

/**
 * B1. In the last 30 days: days with more than 30 bids, and more than nine in ten bidding days on the platform hold; at least half of those
 * days' priced bids (10 or more) under the lowest tenth of what is asked in their category by the hour or by the job; and more than twice
 * the platform's share of bids becoming contracts, left out where contracts are not told. Days are cut where the account bids least, so that no
 * evening is two days; the platform's figures of bids a day are by days of UTC. The tier of skill is not in the contract, and the
 * claimed place is no input: category and sort of price alone make the market. Source: seed fact on the cheapest bid; domain.md section 2.
 */
export const lowPriceBurst: Signal = {
  id: 'B1',
  version: 2,
  title: 'Many bids at the lowest prices',
  family: 'communication',
  halfLifeDays: 30,
  weight: 0.9,
  exhibit: 'table',
  innocent: ['A beginner who needs first reviews', 'A bidding tool', 'Low costs where they live'],
  decides: 'Whether these are their own offers, and who is to do the work',
  declarations: ['agency'],
  alone: true,
  read({ history, asOf, rarity }) {
    if (history.bids.length === 0) return abstains('bids with prices');
    const market = rarity?.bidding ?? null;
    if (rarity === null || market === null) return abstains('how people bid on the platform');
    const recent = inLast(history.bids, WINDOW_DAYS, asOf);
    const bursts = [...byDay(recent, quietestMoment(recent.map((each) => each.at))).values()].filter((day) => day.length > Math.max(A_DAY, market.aDay.at(-1)!));
    if (bursts.length === 0) return quiet;
    const judged = bursts.flat().flatMap((bid) => { const low = isLow(history, bid, rarity); return low === null ? [] : [{ bid, low }]; });
    if (judged.length < PRICED) return abstains('prices of bids in a category whose prices are known');
    const low = judged.filter((each) => each.low).map((each) => each.bid);
    const taken = history.contracts.filter((each) => each.startedAt !== null && each.startedAt > asOf - WINDOW_DAYS * DAY && each.startedAt <= asOf).length / recent.length;
    if (low.length < LOW_SHARE * judged.length || (market.taken !== null && taken <= TAKEN_TIMES * market.taken)) return quiet;
    const explained = [newHere(history, asOf), alwaysSo(history, rarity, asOf), toldBy(history, low[0]!.at)];
    return found(lowPriceBurst, {
      llr: graded(bursts.length, 1, 8, 0.4, 0.9),
      quality: judged.length >= 2 * PRICED ? 0.8 : 0.6,
      firstAt: low[0]!.at,
      lastAt: low.at(-1)!.at,
      value: { days: bursts.length, most: Math.max(...bursts.map((day) => day.length)), low: low.length, priced: judged.length, taken: rounded(taken), takenOnPlatform: market.taken },
      words: `On ${bursts.length === 1 ? 'a day' : `${bursts.length} days`} of the last ${WINDOW_DAYS} more than ${A_DAY} bids were placed, ${low.length} of ${judged.length} at prices of the lowest tenth.`,
      evidence: low.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

/** Whether a bid asks less than nine in ten do in its category; null where either is not known. */
function isLow(history: AccountHistory, { category, hourly, price }: Bid, rarity: RarityTable): boolean | null {
  const field = category ?? current(history)?.category ?? null;
  const prices = field === null || price?.usd == null ? null : rarity.pricesOf(field, hourly);
  return prices === null ? null : price!.usd! < prices.deciles[0]!;
}

function newHere(history: AccountHistory, asOf: Instant): Explanation | null {
  const since = history.registeredAt;
  return since === null || asOf - since > BEGINNER_DAYS * DAY ? null : { kind: 'beginner', share: 0.5, words: 'They have been here for less than three months; beginners bid low and often.', evidence: [] };
}

/** The bids before the window were as low: a habit, not a burst that began with something. */
function alwaysSo(history: AccountHistory, rarity: RarityTable, asOf: Instant): Explanation | null {
  const known = history.bids.filter((each) => each.at <= asOf - WINDOW_DAYS * DAY).flatMap((bid) => { const low = isLow(history, bid, rarity); return low === null ? [] : [{ bid, low }]; });
  const low = known.filter((each) => each.low);
  return known.length < PRICED || low.length < LOW_SHARE * known.length ? null : { kind: 'always_so', share: 0.4, words: 'Their earlier bids were as low.', evidence: low.slice(0, 5).map((each) => each.bid.event) };
}

function toldBy(history: AccountHistory, at: Instant): Explanation | null {
  const declaration = coveredBy(history.declarations, 'agency', at);
  return declaration && { kind: 'declared_agency', share: 0.7 * weightOf(declaration), words: 'An agency is declared, which bids for several people.', evidence: [declaration.event] };
}
