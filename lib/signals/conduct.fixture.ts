/** What people do and say, for the signals on identity, checks, calls, writing, prices and harm: builders, a market, and episodes of a life. */
import fc from 'fast-check';
import type { AccountHistory, Bid, ClientReport, Contract, Interview, Review } from '../enrichment/history';
import { MINUTE } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import { figureKey, priceRow, rarityTableOf } from '../links/rarity';
import { aBid, aCheck, aContract, aDeclaration, aProfile, aVersion, anActivity, daysFrom, declaredIn, onDay } from './history.fixture';
import { proposalsBy } from './writing.fixture';

export function aCall(at: Instant, state: Interview['state'], over: Partial<Interview> = {}): Interview {
  return { event: `call ${state} ${at}`, at, client: 'client', state, accommodation: false, ...over };
}

export function aReport(at: Instant, kind: ClientReport['kind'], client: string | null = 'client'): ClientReport {
  return { event: `report ${kind} ${at}`, at, client, kind, text: null };
}

export function aReview(at: Instant, client: string, rating: number): Review {
  return { event: `review ${client} ${at}`, at, client, rating };
}

export function contractWith(client: string, startedAt: Instant | null, endedAt: Instant | null): Contract {
  return aContract(`contract ${client} ${startedAt}`, startedAt ?? 0, { client, startedAt, endedAt, hourly: true, events: [] });
}

export function aPricedBid(at: Instant, usd: number | null, over: Partial<Bid> = {}): Bid {
  return { ...aBid(at, null), category: 'web', hourly: true, price: usd === null ? null : { amount: usd, currency: 'USD', usd }, ...over };
}

/** `count` bids on one day, a few minutes apart. */
export function bidsOn(day: number, count: number, usd: number | null, over: Partial<Bid> = {}): Bid[] {
  return Array.from({ length: count }, (_, index) => aPricedBid(onDay(day, 9) + index * 7 * MINUTE, usd, over));
}

const deciles = (row: string, values: readonly number[]) => Object.fromEntries([[figureKey(row, 'bidders'), 200], ...values.map((value, index) => [figureKey(row, `${index + 1}`), value])]);

/** Web work is asked for at 10 to 50 dollars an hour; nine in ten bidding days hold at most 8 bids, and one bid in twenty becomes a contract. */
export const A_MARKET = rarityTableOf({ version: 1, builtAt: onDay(0), accounts: 0 }, {
  price: deciles(priceRow('web', true), [10, 14, 18, 22, 26, 30, 36, 42, 50]),
  bidding: { ...deciles('a day', [1, 1, 1, 2, 2, 3, 4, 6, 8]), taken: 0.05 },
});

/** A picture that episodes show. */
export const A_PHOTO = '0123456789abcdef';
const PHOTOS = [A_PHOTO, 'fedcba9876543210', '00ff00ff00ff00ff'] as const;

/** One episode of each sort, by the day on which it begins and a small size. */
const EPISODES: Record<string, (day: number, size: number) => Partial<AccountHistory>> = {
  renamed: (day, size) => ({ versions: [aVersion({ at: onDay(day), legalName: size % 2 ? 'Robin Other' : 'Robin Person', birthDate: size % 3 ? '1990-01-01' : '1984-05-05', declared: declaredIn(size % 2 ? 'lima' : 'leeds') })] }),
  pictured: (day, size) => ({ profiles: [0, 1].map((turn) => aProfile(onDay(day + turn), { photoHash: PHOTOS[(size + turn) % 3]!, education: [{ school: `School ${(size + turn) % 3}` }] })) }),
  begun: (day, size) => ({
    checks: daysFrom(day, size).flatMap((each) => [aCheck(onDay(each, 8), { outcome: 'started' }), aCheck(onDay(each, 8.25), { outcome: 'abandoned' })]), bids: [aBid(onDay(day + 1, 12), null)],
  }),
  declined: (day, size) => ({ interviews: daysFrom(day, size).map((each) => aCall(onDay(each, 15), each % 4 === 0 ? 'camera_off' : 'declined', { client: `client ${each % 3}` })) }),
  called: (day, size) => ({ interviews: [aCall(onDay(day, 15), 'done', { accommodation: size % 3 === 0 })] }),
  wrote: (day, size) => ({
    bids: [...proposalsBy('plain', 7, size), ...proposalsBy(size % 4 ? 'formal' : 'plain', 7, 20 + size)].map((text, index) => aBid(onDay(day, 2 + index * 20), text)),
  }),
  rushed: (day, size) => ({ bids: daysFrom(day, 1 + (size % 3)).flatMap((each) => bidsOn(each, 32, size % 4 ? 5 : 30)), contracts: daysFrom(0, 40).map((turn) => contractWith(`buyer ${turn}`, onDay(day, turn / 2), null)) }),
  harmed: (day, size) => ({
    contracts: [contractWith('client 1', onDay(day), onDay(day + 3))], clientReports: size % 3 ? [aReport(onDay(day + 4), size % 2 ? 'theft' : 'extortion', `client ${size % 2}`)] : [],
    reviews: size % 5 ? [] : [aReview(onDay(day + 6), 'client 1', 5)], activities: [anActivity(onDay(day + 2), { kind: 'download', count: 200 * size, size: 1e9 })],
  }),
  eased: (day, size) => ({ declarations: [aDeclaration(size % 2 ? 'accommodation' : 'name_change', onDay(day), { verified: size % 3 === 0 })] }),
};

export type Conduct = readonly Partial<AccountHistory>[];

/** Up to four episodes. */
export const conduct: fc.Arbitrary<Conduct> = fc
  .array(fc.record({ what: fc.constantFrom(...Object.keys(EPISODES)), day: fc.integer({ min: 0, max: 60 }), size: fc.integer({ min: 1, max: 9 }) }), { maxLength: 4 })
  .map((all) => all.map(({ what, day, size }) => EPISODES[what]!(day, size)));

/** A life with these episodes mixed in, each event with an id of its own. */
export function withConduct(history: Partial<AccountHistory>, extra: Conduct): Partial<AccountHistory> {
  const mixed: Record<string, unknown> = { ...history };
  extra.forEach((episode, turn) => {
    for (const [key, rows] of Object.entries(episode)) {
      const named = (rows as readonly object[]).map((row, index) => ('event' in row ? { ...row, event: `conduct ${turn} ${key} ${index}` } : row));
      mixed[key] = [...((mixed[key] as readonly object[] | undefined) ?? []), ...named];
    }
  });
  return mixed as Partial<AccountHistory>;
}
