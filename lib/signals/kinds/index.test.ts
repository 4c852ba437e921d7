import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historyOf } from '../../enrichment/history';
import type { AccountHistory, Check, CheckKind, DeclarationKind, Instrument, Stretch } from '../../enrichment/history';
import type { NetworkClass } from '../../enrichment/network';
import type { StoredEvent } from '../../intake/stored-event';
import { DAY, MINUTE } from '../../kernel/instant';
import { offsetAt } from '../../kernel/time-zone';
import type { IdentifierKind } from '../../links/link';
import type { TerritoryList } from '../../policy/sanctioned-territories';
import {
  CITIES, aBid, aCheck, aDeclaration, aDevice, aGiven, aHistory, aMessageFlag, aNeighbourhood, aPayout, aProfile, aStretch, aTimeLog, aVersion, anActivity, anEarning, anInstrument, daysFrom,
  declaredIn, mallory, onDay, placeIn, trent, workdays,
} from '../history.fixture';
import type { CityName, Sharing } from '../history.fixture';
import { A_MARKET, A_PHOTO, conduct, withConduct } from '../conduct.fixture';
import { readAll } from '../reading';
import type { Given, Signal } from '../signal';
import { SIGNALS, signalOf } from './index';
import { territoryHitOn } from './sanctioned-territory';

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

type Life = { history: Partial<AccountHistory>; sharing: Sharing[] };
const plainLives: fc.Arbitrary<Life> = fc.record({
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
}).map(({ tale, strays: more, asOf, rest, sharing }) => ({
  history: {
    account: 'own', asOf,
    ...numbered({ ...rest, stretches: [...tale.stretches, ...more], checks: [...tale.checks, ...rest.checks], instruments: [...tale.instruments, ...rest.instruments] }),
  },
  sharing,
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
  return { history: history as Partial<AccountHistory>, sharing: life.sharing };
});

// Conduct: identity, checks, calls, writing, prices, harm. Built in a file of its own.
const lives = fc.tuple(busyLives, conduct).map(([life, extra]): Life => ({ ...life, history: withConduct(life.history, extra) }));

/** One id for each event, even where two happen at one moment. */
function numbered(lists: Partial<AccountHistory>): Partial<AccountHistory> {
  return Object.fromEntries(Object.entries(lists).map(([key, rows]) => [key, (rows as object[]).map((row, index) => ({ ...row, event: `${key} ${index}` }))]));
}

function givenOf({ history, sharing }: Life): Given {
  const cards = ['own', 'x', 'y', 'z', 'u', 'v', 'w'].map((account, index) => ({ account, surname: `surname ${index % 5}`, organisation: index === 6 ? 'org' : null }));
  const twins = [{ account: 'x', field: 'summary' as const, at: onDay(30), jaccard: 0.5, shared: ['s1'] }];
  return { ...aGiven(upTo(history), aNeighbourhood('own', sharing, cards, twins)), rarity: A_MARKET };
}

/** Nothing later than its `asOf` is in a history. */
function upTo(parts: Partial<AccountHistory>): AccountHistory {
  const kept = Object.entries(parts).map(([key, rows]) => [key, Array.isArray(rows) ? (rows as { at?: number; startedAt?: number | null }[]).filter((row) => (row.at ?? row.startedAt ?? 0) <= parts.asOf!) : rows]);
  return aHistory(Object.fromEntries(kept) as Partial<AccountHistory>);
}

/** Every instant moved by whole days; years of schools stay. */
function shifted<T>(value: T, days: number): T {
  const moments = new Set(['at', 'from', 'to', 'asOf', 'registeredAt', 'endedAt', 'lastInputAt', 'firstAt', 'lastAt', 'startedAt']);
  const walk = (node: unknown, key: string): unknown => {
    if (typeof node === 'number') return moments.has(key) ? node + days * DAY : node;
    if ((key === 'date' || key === 'dated') && typeof node === 'string') return new Date(Date.parse(node) + days * DAY).toISOString().slice(0, 10);
    if (node instanceof Map) return new Map([...node].map(([name, each]) => [name, walk(each, '')]));
    if (Array.isArray(node)) return node.map((each) => walk(each, key));
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, walk(each, name)]));
  };
  return walk(value, '') as T;
}

/** Countries swapped for others one to one and people given other names word by word, everywhere at once. */
function relabelled<T>(value: T): T {
  const label: Record<string, string> = { GB: 'ZW', PT: 'AU', KE: 'GB', JP: 'PT', PE: 'KE' };
  const names = new Set(['name', 'legalName', 'surname']);
  const walk = (node: unknown, key: string): unknown => {
    if (typeof node === 'string') {
      if (key === 'country' || key === 'documentCountry') return label[node] ?? node;
      return names.has(key) ? node.replace(/[\p{L}\p{N}]+/gu, (word) => [...word].reverse().join('')) : node;
    }
    if (node instanceof Map) return new Map([...node].map(([name, each]) => [name, walk(each, '')]));
    if (Array.isArray(node)) return node.map((each) => walk(each, key));
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, walk(each, name)]));
  };
  return walk(value, '') as T;
}

/** The signals, with a list of territories on which one of the made-up cities stands; relabelled like everything else. */
const UNDER_TEST = over({ date: '2026-01-01', source: 'made up', codes: new Set([CITIES.lima.country]) });

function over(territories: TerritoryList): Signal[] {
  return SIGNALS.map((signal) => (signal.id === 'G6' ? territoryHitOn(territories) : signal));
}

const read = (given: Given, signals: readonly Signal[] = UNDER_TEST) => readAll(given, signals);
const RELABELLED = over({ date: '2026-01-01', source: 'made up', codes: new Set([relabelled({ country: CITIES.lima.country }).country]) });
const cast = [mallory(), trent()];

test('the catalogue names each signal once and finds it by its id', () => {
  expect(SIGNALS.map((each) => each.id)).toEqual(['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'N1', 'N2', 'N5', 'N6', 'D1', 'D3', 'D4', 'D5', 'D6', 'D7', 'I1', 'I2', 'I3', 'I4', 'I5', 'P1', 'P2', 'P3', 'P4', 'P6', 'T1', 'T2', 'T3', 'T5', 'C1', 'C2', 'C3', 'B1', 'X1']);
  for (const signal of SIGNALS) {
    expect(signalOf(signal.id)).toBe(signal);
    expect(signal.innocent.length).toBeGreaterThanOrEqual(2);
    expect(signal.halfLifeDays).toBeGreaterThanOrEqual(30);
    expect(signal.halfLifeDays).toBeLessThanOrEqual(90);
  }
  expect(signalOf('Z9')).toBeUndefined();
});

test('an empty history makes every signal abstain or stay quiet', () => {
  const { findings, abstained } = read(aGiven(aHistory({ versions: [], registeredAt: null })));
  expect(findings).toEqual([]);
  expect(abstained.map((each) => each.signal)).toEqual(SIGNALS.map((each) => each.id));
  for (const each of abstained) expect(each.missing.length).toBeGreaterThan(5);
});

test('a signal that the policy has switched off is not read', () => {
  const { findings, abstained, quiet } = readAll(mallory(), SIGNALS, new Set(['D3']));
  expect([...findings, ...abstained].map((each) => each.signal).concat(quiet)).not.toContain('D3');
  expect(findings.length + abstained.length + quiet.length).toBe(SIGNALS.length - 1);
});

test('the order and the repetition of rows change nothing', () => {
  fc.assert(fc.property(lives, fc.infiniteStream(fc.nat()), (life, stream) => {
    const draw = () => stream.next().value as number;
    const mixed = Object.fromEntries(Object.entries(life.history).map(([key, rows]) => {
      if (!Array.isArray(rows)) return [key, rows];
      const twice = [...rows, ...rows.filter(() => draw() % 2 === 0)] as unknown[];
      return [key, twice.map((row) => ({ row, rank: draw() })).sort((a, b) => a.rank - b.rank).map(({ row }) => row)];
    })) as Partial<AccountHistory>;
    const sharing = [...life.sharing].reverse().map((each) => ({ ...each, others: [...each.others].reverse() }));
    expect(read(givenOf({ history: mixed, sharing }))).toEqual(read(givenOf({ history: life.history, sharing: life.sharing })));
  }), { numRuns: 60 });
});

test('relabelling countries and renaming people one to one moves no reading', () => {
  fc.assert(fc.property(lives, (life) => {
    const given = givenOf(life);
    expect(read(relabelled(given), RELABELLED)).toEqual(read(given));
  }), { numRuns: 80 });
  for (const given of cast) expect(read(relabelled(given), RELABELLED)).toEqual(read(given));
});

test('moving a whole life by days moves only its instants', () => {
  fc.assert(fc.property(lives, fc.integer({ min: -400, max: 400 }), (life, days) => {
    const given = givenOf(life);
    expect(read(shifted(given, days))).toEqual(shifted(read(given), days));
  }), { numRuns: 60 });
  for (const given of cast) expect(read(shifted(given, 37))).toEqual(shifted(read(given), 37));
});

test('the made-up lives reach every signal', () => {
  const reached = new Set<string>();
  fc.assert(fc.property(lives, (life) => {
    for (const finding of read(givenOf(life)).findings) reached.add(finding.signal);
  }), { numRuns: 400, seed: 7 });
  expect(SIGNALS.map((each) => each.id).filter((id) => !reached.has(id))).toEqual([]);
});

test('every finding keeps within its bounds and rests on the account’s own events', () => {
  const check = (given: Given) => {
    const own = new Set(Object.values(given.history).flatMap((rows) => (Array.isArray(rows) ? rows.map((row) => row.event) : [])));
    for (const finding of read(given).findings) {
      const signal = signalOf(finding.signal)!;
      expect(finding.llr).toBeGreaterThan(0);
      expect(finding.llr).toBeLessThanOrEqual(signal.weight);
      expect(finding.quality).toBeGreaterThan(0);
      expect(finding.quality).toBeLessThanOrEqual(1);
      expect(finding.firstAt).toBeLessThanOrEqual(finding.lastAt);
      expect(finding.lastAt).toBeLessThanOrEqual(given.asOf);
      expect(finding.llr + finding.counter.reduce((sum, each) => sum + each.llr, 0)).toBeGreaterThan(-0.001);
      for (const each of finding.counter) expect(each.llr).toBeLessThanOrEqual(0);
      for (const event of finding.evidence) expect(own.has(event)).toBe(true);
      for (const value of Object.values(finding.value)) expect(value).not.toBeNaN();
      expect(finding.words).toMatch(/^[A-Z0-9].*\.$/);
    }
  };
  fc.assert(fc.property(lives, (life) => check(givenOf(life))), { numRuns: 80 });
  cast.forEach(check);
});

test('Mallory shows handover, VPN onset, shared device and payout, a leak and other hours', () => {
  const found = read(mallory()).findings.map((each) => each.signal);
  expect(found).toEqual(expect.arrayContaining(['G4', 'N1', 'N2', 'D1', 'D3', 'D4', 'P1', 'P3', 'T1']));
});

test('Trent shows at most what his declared journey explains', () => {
  const { findings } = read(trent());
  expect(findings.map((each) => each.signal)).toEqual(['G1']);
  const left = findings.map((each) => each.llr + each.counter.reduce((sum, counter) => sum + counter.llr, 0));
  expect(Math.max(...left)).toBeLessThan(0.2);
});

test('an account is read in a few milliseconds', () => {
  const given = mallory();
  read(given);
  const begun = performance.now();
  for (let turn = 0; turn < 20; turn += 1) read(given);
  expect((performance.now() - begun) / 20).toBeLessThan(30);
});

// Time zones, summer time, leap days, repetition.

/** A month of work by the clock on the wall of a zone: the same hours whatever the zone and whatever it does to its clocks. */
const wallLives = fc.record({
  first: fc.integer({ min: 0, max: 40 }), hours: fc.constantFrom<readonly number[]>([9, 12, 16], [0, 2, 4, 6, 17, 19, 21], [6, 8, 10, 12], [4, 8, 12, 16, 20, 23]), second: fc.constantFrom<readonly number[] | null>(null, [17, 19, 21, 23]), logged: fc.boolean(),
});
type WallLife = { first: number; hours: readonly number[]; second: readonly number[] | null; logged: boolean };

function lifeIn(zone: string, { first, hours, second, logged }: WallLife): Given {
  const wall = (day: number, hour: number) => {
    const guess = onDay(day, hour);
    return guess - offsetAt(zone, guess - offsetAt(zone, guess) * MINUTE) * MINUTE;
  };
  const place = placeIn('leeds');
  const at = (day: number, hour: number, device: string) => {
    const stretch = aStretch({ at: wall(day, hour), device: aDevice(device, { timeZone: zone }) });
    return { ...stretch, place: { ...place, readings: place.readings.map((reading) => ({ ...reading, zones: [zone] })) } };
  };
  const days = daysFrom(first, 28);
  const history = aHistory({
    versions: [aVersion({ at: onDay(-2), declared: { ...declaredIn('leeds'), timeZone: zone } })],
    stretches: days.flatMap((day) => [...hours.map((hour) => at(day, hour, 'one')), ...(second ?? []).map((hour) => at(day, hour, 'other'))]),
    timeLogs: logged ? days.slice(0, 4).flatMap((day) => [aTimeLog('one', wall(day, 5), 8), aTimeLog('two', wall(day, 13), 9)]) : [],
    asOf: wall(first + 28, 0),
  });
  return aGiven(history);
}

const BY_THE_CLOCK = UNDER_TEST.filter((signal) => signal.family === 'time' || signal.id === 'G7');
const statesIn = (zone: string, life: WallLife) => BY_THE_CLOCK.map((signal) => [signal.id, signal.read(lifeIn(zone, life)).state]);

test('a life by the clock on the wall reads the same in every zone, on the days the clocks change as on others', () => {
  fc.assert(fc.property(wallLives, fc.constantFrom('Europe/London', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland', 'Pacific/Kiritimati', 'Australia/Lord_Howe'), (life, zone) => {
    expect(statesIn(zone, life)).toEqual(statesIn('Etc/UTC', life));
  }), { numRuns: 60 });
  const found = fc.sample(wallLives, { seed: 7, numRuns: 60 }).flatMap((life) => statesIn('Europe/London', life)).filter(([, state]) => state === 'found').map(([id]) => id);
  expect([...new Set(found)].sort()).toEqual(['T1', 'T2', 'T3', 'T5']);
});

test('a life across a leap day is a life like any other', () => {
  fc.assert(fc.property(lives, fc.integer({ min: 660, max: 729 }), (life, days) => {
    const given = givenOf(life);
    expect(read(shifted(given, days))).toEqual(shifted(read(given), days));
  }), { numRuns: 25 });
});

test('events sent again under the same ids, through the door by which they come, change no reading', () => {
  const stored: StoredEvent[] = daysFrom(0, 20).flatMap((day) => [9, 15].map((hour): StoredEvent => ({
    id: `seen ${day} ${hour}`, type: 'session.seen', at: onDay(day, hour), receivedAt: onDay(day, hour), account: 'own', session: `s ${day}`,
    data: { ip: `address ${day % 3}`, lastInputAt: new Date(onDay(day, hour + 2)).toISOString(), device: { token: hour === 9 ? 'one' : 'other', platform: 'Windows', hints: ['impossible_pair', 'spoofed_user_agent'] } },
  })));
  const told = (events: readonly StoredEvent[]) => read(aGiven(historyOf('own', events, new Map(), { asOf: onDay(21), usd: () => null, spotOf: () => null })));
  expect(told(stored).findings.map((each) => each.signal)).toContain('D7');
  fc.assert(fc.property(fc.shuffledSubarray([...stored, ...stored], { minLength: 2 * stored.length }), (again) => {
    expect(told(again)).toEqual(told(stored));
  }), { numRuns: 10 });
});
