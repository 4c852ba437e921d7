import fc from 'fast-check';
import type { AccountHistory, Check, CheckKind, DeclarationKind, Instrument, Stretch } from '../enrichment/history';
import type { NetworkClass } from '../enrichment/network';
import type { IdentifierKind, Neighbourhood, NeighbourCard } from '../links/link';
import { A_MARKET, A_PHOTO, conduct, withConduct } from './conduct.fixture';
import {
  CITIES, aBid, aCheck, aContract, aDeclaration, aDevice, aGiven, aHistory, aMessageFlag, aNeighbourhood, aPayout, aProfile, aStretch, aTimeLog, aVersion, anActivity, anEarning, anInstrument, daysFrom,
  declaredIn, onDay, workdays,
} from './history.fixture';
import type { CityName, Sharing } from './history.fixture';
import type { Given } from './signal';

const CITY_NAMES = Object.keys(CITIES) as CityName[];
const NETWORKS: NetworkClass[] = ['residential', 'mobile', 'hosting', 'vpn_known', 'tor', 'relay', 'corporate', 'unknown'];
/** Zones without summer time, so that moving a life by whole days changes no clock. */
const ZONES = ['Etc/UTC', 'Asia/Tokyo', 'Africa/Nairobi', 'America/Lima', null];

const quarters = fc.integer({ min: 0, max: 70 * 96 }).map((n) => onDay(0) + n * 15 * 60_000);
const devices = fc.oneof(
  fc.constant(null),
  fc.record({ token: fc.constantFrom('a', 'b', 'c', null), zone: fc.constantFrom(...ZONES), hints: fc.subarray(['remote_desktop', 'kvm_switch', 'virtual_gpu']), language: fc.constantFrom('en-GB', 'pt-PT') })
    .map(({ token, zone, hints, language }) => aDevice(token, { timeZone: zone, hints, languages: [language], gpu: `gpu ${token ?? 'bare'}` })),
);
const strays = fc.array(fc.record({
  at: quarters, city: fc.constantFrom(...CITY_NAMES), network: fc.constantFrom(...NETWORKS), device: devices, ip: fc.constantFrom('ip1', 'ip2', 'ip3'), minutes: fc.integer({ min: 0, max: 300 }),
}).map(aStretch), { maxLength: 12 });

/** A stretch of life with its habits, and what may be mixed into it: a second device elsewhere at once, a moment off the exit. */
const chapters = fc.record({
  length: fc.integer({ min: 8, max: 24 }), city: fc.constantFrom(...CITY_NAMES), network: fc.constantFrom<NetworkClass>('residential', 'residential', 'vpn_known', 'mobile'), device: devices,
  hours: fc.constantFrom([9, 12, 16], [0, 2, 4, 17, 19, 21]), besides: fc.constantFrom('nothing', 'nothing', 'second', 'leak'), checked: fc.boolean(),
});
const tales = fc.array(chapters, { minLength: 1, maxLength: 3 }).map((all) => {
  const told = { stretches: [] as Stretch[], checks: [] as Check[], instruments: [] as Instrument[] };
  let day = 0;
  all.forEach(({ length, besides, checked, hours, ...habit }, index) => {
    const days = daysFrom(day, length);
    const seen = workdays({ ...habit, ip: 'ip1', hours, days });
    told.stretches.push(...seen);
    if (besides === 'second') told.stretches.push(...workdays({ days: days.slice(-5), hours: hours.slice(0, 2), city: 'lima', device: aDevice('second'), minutes: 10, ip: 'ip2' }));
    if (besides === 'leak') told.stretches.push(aStretch({ at: onDay(day + 5, 12.5), city: 'osaka', device: habit.device, minutes: 10, ip: 'ip3' }));
    if (checked) told.checks.push(aCheck(seen.at(-1)!.at, { session: seen.at(-1)!.session }));
    told.instruments.push(anInstrument(seen[4]!.at, `bank ${index + 1}`, { session: seen[4]!.session }));
    day += length;
  });
  return told;
});

/*
 * What accounts have in common: small plots, each of which makes one comparison possible. They use identifiers of their own, so that
 * none stands in an index twice.
 */
type Plot = {
  history: Pick<AccountHistory, 'stretches' | 'checks' | 'instruments' | 'profiles' | 'bids' | 'contracts'>;
  sharing: Sharing[];
  cards: (Partial<NeighbourCard> & { account: string })[];
  around: Partial<Neighbourhood>;
};
const PLOTS = ['exit', 'lag', 'look', 'work', 'template', 'step', 'dealing', 'ring', 'closed', 'hub', 'persona', 'client'] as const;
const sharedBy = (kind: IdentifierKind, digest: string, accounts: string[], over: Partial<Sharing> = {}): Sharing => ({ kind, digest, others: accounts.map((account) => ({ account })), ...over });
const plots: fc.Arbitrary<Plot> = fc.record({ chosen: fc.subarray([...PLOTS], { maxLength: 3 }), day: fc.integer({ min: 5, max: 25 }) }).map(({ chosen, day }) => {
  const plot: Plot = { history: { stretches: [], checks: [], instruments: [], profiles: [], bids: [], contracts: [] }, sharing: [], cards: [], around: {} };
  const { history, sharing, cards } = plot as Plot & { history: { [List in keyof Plot['history']]: Plot['history'][List][number][] } };
  const moments = daysFrom(day, 12).map((at, index) => onDay(at, 7 + (index * 5) % 13));
  for (const name of chosen) {
    if (name === 'exit') {
      history.stretches.push(...workdays({ days: daysFrom(day, 8), hours: [10], city: null, network: 'vpn_known', ip: 'exit p' }));
      sharing.push(sharedBy('exit_ip', 'exit p', ['x', 'y', 'z']));
    } else if (name === 'lag') history.stretches.push(...workdays({ days: daysFrom(day, 14), hours: [8, 11], ip: 'ip1', rttMs: 190 }));
    else if (name === 'look') sharing.push(sharedBy('fingerprint', 'print p', ['x'], { parts: [{ part: 'fonts', share: 0.0005 }, { part: 'gpu', share: 0.002 }] }));
    else if (name === 'work') {
      history.profiles.push(aProfile(onDay(day), { photoHash: '00000000000000ff', portfolio: ['https://work.example.org/a'] }));
      sharing.push(sharedBy('portfolio_url', 'page p', ['y']));
      plot.around.photoTwins = [{ account: 'z', own: '00000000000000ff', theirs: '00000000000000fe', bits: 1, shared: 'photo pair p' }];
    } else if (name === 'template' || name === 'step') {
      history.bids.push(...moments.map((at) => aBid(at, 'a proposal from a template')));
      const own = { hash: '00000000000000ff', firstAt: moments[0]!, lastAt: moments.at(-1)!, proposals: 12 };
      if (name === 'template') plot.around.templates = [{ ...own, others: ['x', 'y'].map((account) => ({ ...own, account })) }];
      else plot.around.beats = new Map(['x', 'y'].map((account) => [account, { bid: moments.map((at) => Math.floor(at / 60_000) + 1) }]));
    } else if (name === 'dealing') {
      history.instruments.push(anInstrument(onDay(day), 'bank of both'));
      history.contracts.push(aContract('ct p', onDay(day + 2), { clientInstrument: 'bank of both' }));
    } else if (name === 'ring') {
      sharing.push(sharedBy('device_token', 'device p', ['x', 'y']), sharedBy('email', 'mail p', ['x', 'y']));
      plot.around.ring = { ring: 'ring_p', name: 'Kestrel', members: ['own', 'x', 'y'].map((account) => ({ account, strength: 0.8 })), strength: 0.8, kinds: ['device_token', 'email'] };
    } else if (name === 'closed') {
      sharing.push(sharedBy('device_token', 'old device p', ['u']), sharedBy('phone', 'phone p', ['u']));
      cards.push({ account: 'u', closed: 'for_cause', closedAt: onDay(2) });
    } else if (name === 'hub') {
      history.instruments.push(anInstrument(onDay(day), 'till p'));
      sharing.push(sharedBy('payout_instrument', 'till p', ['x', 'y', 'z', 'u', 'v']));
    } else if (name === 'persona') {
      history.checks.push(aCheck(onDay(day), { check: 'document', document: 'passport p' }));
      sharing.push(sharedBy('document', 'passport p', ['y']));
    } else {
      history.contracts.push(aContract('ct c', onDay(day), { client: 'one client' }));
      sharing.push(sharedBy('device_token', 'desk p', ['z']), sharedBy('email', 'desk mail p', ['z']));
      cards.push({ account: 'z', engagements: [{ client: 'one client', at: onDay(day + 3) }] });
    }
  }
  return plot;
});
const rarity = { ...A_MARKET, roundTripOf: () => ({ ms: 40, accounts: 20 }) };

export type Life = { history: Partial<AccountHistory>; sharing: Sharing[]; plot: Plot };
const plainLives: fc.Arbitrary<Life> = fc.record({
  plot: plots,
  tale: tales,
  strays,
  asOf: fc.constantFrom(onDay(41), onDay(71)),
  rest: fc.record({
    versions: fc.tuple(fc.constantFrom(...CITY_NAMES), fc.constantFrom(...CITY_NAMES), quarters).map(([first, second, at]) => [aVersion({ declared: declaredIn(first) }), aVersion({ at, declared: declaredIn(second), organisation: 'org' })]),
    activities: fc.array(quarters.map((at) => anActivity(at)), { maxLength: 20 }),
    checks: fc.array(fc.record({ at: quarters, check: fc.constantFrom<CheckKind>('document', 'liveness', 'face_match'), outcome: fc.constantFrom('passed', 'failed'), document: fc.constantFrom('doc', null) }).map(({ at, ...over }) => aCheck(at, over)), { maxLength: 6 }),
    instruments: fc.array(fc.tuple(quarters, fc.constantFrom('bank 1', 'bank 2')).map(([at, name]) => anInstrument(at, name)), { maxLength: 2 }),
    earnings: fc.array(quarters.map((at) => anEarning(at, 300)), { maxLength: 4 }),
    declarations: fc.array(fc.record({ kind: fc.constantFrom<DeclarationKind>('travel', 'vpn', 'relocation', 'new_device', 'household', 'virtual_desktop'), at: quarters, verified: fc.boolean(), country: fc.constantFrom('PT', 'KE', null) })
      .map(({ kind, at, ...over }) => aDeclaration(kind, at, over)), { maxLength: 4 }),
    profiles: fc.array(quarters.map((at) => aProfile(at)), { maxLength: 3 }),
    bids: fc.array(quarters.map((at) => aBid(at, 'text')), { maxLength: 5 }),
  }),
  sharing: fc.array(fc.record({
    kind: fc.constantFrom<IdentifierKind>('device_token', 'payout_instrument', 'document', 'ip', 'photo'), digest: fc.constantFrom('a', 'bank 1', 'doc', 'ip1', A_PHOTO),
    others: fc.uniqueArray(fc.constantFrom('x', 'y', 'z', 'u', 'v', 'w'), { maxLength: 6 }).map((names) => names.map((account) => ({ account }))),
  }), { maxLength: 4 }),
}).map(({ plot, tale, strays: more, asOf, rest, sharing }) => ({
  history: {
    account: 'own', asOf,
    ...numbered({
      ...rest, stretches: [...tale.stretches, ...more, ...plot.history.stretches], checks: [...tale.checks, ...rest.checks, ...plot.history.checks], instruments: [...tale.instruments, ...rest.instruments, ...plot.history.instruments],
      profiles: [...rest.profiles, ...plot.history.profiles], bids: [...rest.bids, ...plot.history.bids], contracts: plot.history.contracts,
    }),
  },
  sharing: [...sharing, ...plot.sharing], plot,
}));

// Episodes for the signals on money, hours, hidden networks and made-up machines; a life has up to three of them.

const HOME = { city: 'leeds', ip: 'ip1' } as const;
const episodes: Record<string, (day: number, size: number) => Partial<AccountHistory>> = {
  churn: (day, size) => ({ stretches: [...CITY_NAMES.slice(0, 3), ...CITY_NAMES.slice(0, size % 3)].map((city, index) => aStretch({ at: onDay(day + index, 10), city, ip: 'ip2' })) }),
  hidden: (day) => ({
    stretches: [aStretch({ at: onDay(day, 11), city: null, network: 'tor', session: `hidden ${day}`, ip: 'ip3' })], instruments: [anInstrument(onDay(day, 11.25), 'bank 2', { session: `hidden ${day}` })],
    checks: [aCheck(onDay(day, 11.5), { session: `hidden ${day}` })],
  }),
  longSession: (day, size) => ({
    stretches: [aStretch({ ...HOME, at: onDay(day, 6), session: `long ${day}`, minutes: (20 + size * 3) * 60 })],
    activities: daysFrom(0, 9 + size).map((turn) => anActivity(onDay(day, 6 + turn * 2.5), { session: `long ${day}`, kind: turn % 3 === 0 ? 'page' : 'download' })),
  }),
  madeUp: (day, size) => ({ stretches: workdays({ ...HOME, days: daysFrom(day, 1 + size), device: aDevice('made up', { platform: size % 2 ? 'MacIntel' : 'Win32', gpu: 'Apple M1', browser: size % 3 ? 'Brave' : 'Safari 17', hints: ['impossible_pair'] }) }) }),
  passing: (day, size) => ({
    earnings: daysFrom(day, 5 + size).map((each) => anEarning(onDay(each, 8), 100)), payouts: daysFrom(day, 5 + size).map((each) => aPayout(onDay(each, 12), `bank ${1 + (each % 2)}`, 95)),
  }),
  asking: (day, size) => ({ messageFlags: daysFrom(day, size).map((each) => aMessageFlag(onDay(each, 9), size % 2 ? 'crypto_request' : 'prepayment', `client ${each % 3}`)) }),
  booked: (day, size) => ({
    timeLogs: daysFrom(day, size).flatMap((each) => [aTimeLog('one', onDay(each, 1), 8), aTimeLog('two', onDay(each, 9), 9, size % 2 ? 'manual' : 'tracker')]).concat(size > 6 ? [aTimeLog('three', onDay(day, 2), 3)] : []),
  }),
  listed: (day, size) => ({
    stretches: daysFrom(day, size).map((each) => aStretch({ ...HOME, at: onDay(each, 15) })).map((each) => ({ ...each, network: { ...each.network, listings: [{ list: 'iocs', source: 'example.org', date: '2026-03-01' }] } })),
  }),
  roundTheClock: (day, size) => ({ stretches: workdays({ ...HOME, days: daysFrom(day % 30, 10 + size * 2), hours: [4, 8, 12, 16, 20, 24], device: aDevice('shared') }) }),
  twoShifts: (day, size) => ({
    stretches: [...workdays({ ...HOME, days: daysFrom(day % 30, 14 + size), hours: [6, 8, 10, 12], device: aDevice('early') }), ...workdays({ ...HOME, days: daysFrom(day % 30, 14 + size), hours: [17, 19, 21, 23], device: aDevice('late') })],
  }),
  foreign: (day, size) => ({ instruments: [anInstrument(onDay(day, 7), `bank ${1 + (size % 2)}`, { holderMatch: size % 3 ? 'none' : 'match' })] }),
};
const besides = fc.array(fc.record({ what: fc.constantFrom(...Object.keys(episodes)), day: fc.integer({ min: 0, max: 60 }), size: fc.integer({ min: 1, max: 9 }) }), { maxLength: 3 })
  .map((all) => all.map(({ what, day, size }, turn) => Object.entries(numbered(episodes[what]!(day, size))).map(([key, rows]) => [key, (rows as readonly { event: string }[]).map((row) => ({ ...row, event: `${turn} ${row.event}` }))] as const)));
const busyLives: fc.Arbitrary<Life> = fc.tuple(plainLives, besides).map(([life, extra]) => {
  const history: Record<string, unknown> = { ...life.history };
  for (const [key, rows] of extra.flat()) history[key] = [...((history[key] as unknown[] | undefined) ?? []), ...rows];
  return { ...life, history: history as Partial<AccountHistory> };
});

// Conduct: identity, checks, calls, writing, prices, harm. Built in a file of its own.
/** Made-up lives that between them reach every signal. */
export const lives = fc.tuple(busyLives, conduct).map(([life, extra]): Life => ({ ...life, history: withConduct(life.history, extra) }));

/** One id for each event, even where two happen at one moment. */
function numbered(lists: Partial<AccountHistory>): Partial<AccountHistory> {
  return Object.fromEntries(Object.entries(lists).map(([key, rows]) => [key, (rows as object[]).map((row, index) => ({ ...row, event: `${key} ${index}` }))]));
}

export function givenOf({ history, sharing, plot }: Life): Given {
  const cards = ['own', 'x', 'y', 'z', 'u', 'v', 'w'].map((account, index) => ({ account, surname: `surname ${index % 5}`, organisation: index === 6 ? 'org' : null, ...plot.cards.find((card) => card.account === account) }));
  const twins = [{ account: 'x', field: 'summary' as const, at: onDay(30), jaccard: 0.5, shared: ['s1'] }];
  return aGiven(upTo(history), aNeighbourhood('own', sharing, cards, twins, plot.around), rarity);
}

/** Nothing later than its `asOf` is in a history. */
function upTo(parts: Partial<AccountHistory>): AccountHistory {
  const kept = Object.entries(parts).map(([key, rows]) => [key, Array.isArray(rows) ? (rows as { at?: number; startedAt?: number | null }[]).filter((row) => (row.at ?? row.startedAt ?? 0) <= parts.asOf!) : rows]);
  return aHistory(Object.fromEntries(kept) as Partial<AccountHistory>);
}
