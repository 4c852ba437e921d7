import fc from 'fast-check';
import { expect, test } from 'vitest';
import { historyOf } from '../../enrichment/history';
import type { AccountHistory } from '../../enrichment/history';
import type { StoredEvent } from '../../intake/stored-event';
import { DAY, MINUTE, type Instant } from '../../kernel/instant';
import { offsetAt } from '../../kernel/time-zone';
import type { TerritoryList } from '../../policy/sanctioned-territories';
import {
  CITIES, aDevice, aGiven, aHistory, aStretch, aTimeLog, aVersion, daysFrom,
  declaredIn, mallory, onDay, placeIn, trent, } from '../history.fixture';
import { givenOf, lives } from '../lives.fixture';
import { readAll } from '../reading';
import type { Given, Signal } from '../signal';
import { SIGNALS, signalOf } from './index';
import { territoryHitOn } from './sanctioned-territory';

const MOMENTS = new Set(['at', 'from', 'to', 'asOf', 'registeredAt', 'endedAt', 'lastInputAt', 'firstAt', 'lastAt', 'startedAt', 'closedAt', 'since', 'turnedAt']);

/** Every instant given another, and every date moved by whole days; years of schools stay. */
function moved<T>(value: T, to: (at: Instant) => Instant, days = 0): T {
  const walk = (node: unknown, key: string): unknown => {
    // Beats are minutes, by the sort of act.
    if (typeof node === 'number') return MOMENTS.has(key) ? to(node) : key === 'bid' ? to(node * MINUTE) / MINUTE : node;
    if ((key === 'date' || key === 'dated') && typeof node === 'string') return new Date(Date.parse(node) + days * DAY).toISOString().slice(0, 10);
    if (node instanceof Map) return new Map([...node].map(([name, each]) => [name, walk(each, '')]));
    if (Array.isArray(node)) return node.map((each) => walk(each, key));
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, walk(each, name)]));
  };
  return walk(value, '') as T;
}

const shifted = <T>(value: T, days: number): T => moved(value, (at) => at + days * DAY, days);

/** Every clock and every place in one zone. */
function inZone<T>(value: T, zone: string): T {
  const walk = (node: unknown, key: string): unknown => {
    if (typeof node === 'string') return key === 'timeZone' || key === 'zones' ? zone : node;
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
  expect(SIGNALS.map((each) => each.id)).toEqual(['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'I1', 'I2', 'I3', 'I4', 'I5', 'P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'T1', 'T2', 'T3', 'T5', 'T6', 'C1', 'C2', 'C3', 'C4', 'C6', 'B1', 'L1', 'L2', 'L3', 'L4', 'L5', 'X1']);
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
    expect(read(givenOf({ ...life, history: mixed, sharing }))).toEqual(read(givenOf(life)));
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
    const own = new Set(Object.values(given.history).flatMap((rows) => (Array.isArray(rows) ? rows.flatMap((row) => ('events' in row ? row.events : [row.event])) : [])));
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

// Time zones, summer time, leap days, repetition.

/** The instant at which a clock on the wall of the zone shows what an instant is in UTC. */
function onWall(zone: string, at: Instant): Instant {
  return at - offsetAt(zone, at - offsetAt(zone, at) * MINUTE) * MINUTE;
}

/** A month of work by the clock on the wall of a zone: the same hours whatever the zone and whatever it does to its clocks. */
const wallLives = fc.record({
  first: fc.integer({ min: 0, max: 40 }), hours: fc.constantFrom<readonly number[]>([9, 12, 16], [0, 2, 4, 6, 17, 19, 21], [6, 8, 10, 12], [4, 8, 12, 16, 20, 23]), second: fc.constantFrom<readonly number[] | null>(null, [17, 19, 21, 23]), logged: fc.boolean(),
});
type WallLife = { first: number; hours: readonly number[]; second: readonly number[] | null; logged: boolean };

function lifeIn(zone: string, { first, hours, second, logged }: WallLife): Given {
  const wall = (day: number, hour: number) => onWall(zone, onDay(day, hour));
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

/** Signals that ask a time zone for the hour; nothing but what lies between instants is asked of others. */
const BY_THE_CLOCK = new Set(['T1', 'T5', 'G7']);
/**
 * Of these nothing is held below, but by whole days above: G1 counts days by the calendar of UTC, so do the lanes of the handover that D3, N2 and P3 look
 * after (decision 0085), and N5 counts from the date of a list. Where midnight UTC lies in somebody's day they may count one more.
 */
const BY_UTC_DAYS = new Set(['G1', 'D3', 'N2', 'P3', 'N5']);
const ZONES = ['Europe/London', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Auckland', 'Pacific/Kiritimati', 'Australia/Lord_Howe', 'Pacific/Honolulu'];

const statesOf = (given: Given, signals: readonly Signal[]) => Object.fromEntries(signals.map((signal) => [signal.id, signal.read(given).state]));

test('a life by the clock on the wall reads the same in every zone, on the days the clocks change as on others', { timeout: 240_000 }, () => {
  const found = new Set<string>();
  fc.assert(fc.property(wallLives, fc.constantFrom(...ZONES), (life, zone) => {
    const here = statesOf(lifeIn(zone, life), UNDER_TEST);
    const there = statesOf(lifeIn('Etc/UTC', life), UNDER_TEST);
    // T3 asks no clock, so an hour more or less in one night is an hour, and decides at the very edge of its limits; see the next test.
    for (const signal of UNDER_TEST) if (signal.id !== 'T3') expect([signal.id, here[signal.id]]).toEqual([signal.id, there[signal.id]]);
    for (const [id, state] of Object.entries(here)) if (state === 'found') found.add(id);
  }), { numRuns: 60 });
  expect([...found].sort()).toEqual(expect.arrayContaining(['T1', 'T2', 'T3', 'T5']));
});

test('no zone is asked but by signals on the hours of the day: of all others an instant is an instant, wherever and across changes of the clocks', { timeout: 240_000 }, () => {
  let compared = 0;
  fc.assert(fc.property(lives, fc.constantFrom(...ZONES), fc.integer({ min: 0, max: 730 }), (life, zone, days) => {
    const utc = inZone(shifted(givenOf(life), days), 'Etc/UTC');
    const instants: Instant[] = [];
    moved(utc, (at) => { instants.push(at); return at; });
    // Nobody does anything in an hour that the clocks leave out.
    fc.pre(instants.every((at) => onWall(zone, at) + offsetAt(zone, onWall(zone, at)) * MINUTE === at));
    const shift = offsetAt(zone, onWall(zone, utc.asOf)) * MINUTE;
    const steady = instants.every((at) => onWall(zone, at) + shift === at);
    const signals = UNDER_TEST.filter(({ id }) => !BY_UTC_DAYS.has(id) && (steady || !BY_THE_CLOCK.has(id)));
    const there = read(inZone(moved(utc, (at) => onWall(zone, at)), zone), signals);
    const plain = read(moved(utc, (at) => onWall(zone, at) + shift), signals);
    expect(moved(there, (at) => at + shift)).toEqual(plain);
    compared += plain.findings.length;
  }), { numRuns: 30 });
  expect(compared).toBeGreaterThan(30);
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
