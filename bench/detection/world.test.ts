import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { beforeAll, expect, test } from 'vitest';
import { DAY } from '../../lib/kernel/instant';
import { CAST } from './cast';
import type { Arrival } from './event';
import { BOILERPLATE } from './lexicon';
import { crewsOf } from './plan';
import { PARAMETERS } from './parameters';
import { Random } from './random';
import { lives, world, worldLines, type TruthRow, type WorldOptions } from './world';

const NOW = Date.UTC(2026, 10, 17, 14);
const OPTIONS: WorldOptions = { seed: 'test', accounts: 400, days: 90, now: NOW, prevalence: 0.12 };

const truth = new Map<string, TruthRow>();
let arrivals: Arrival[] = [];

beforeAll(() => {
  arrivals = [...world(OPTIONS, (row) => truth.set(row.account, row))];
});

function textOf(options: WorldOptions): string {
  return [...worldLines(options)].map((line) => line.text).join('\n');
}

/** Accounts on each side that show a value. */
function sides(values: (arrival: Arrival) => readonly string[]): Map<string, { abusers: Set<string>; innocents: Set<string> }> {
  const found = new Map<string, { abusers: Set<string>; innocents: Set<string> }>();
  for (const arrival of arrivals) for (const value of values(arrival)) {
    const both = found.get(value) ?? { abusers: new Set(), innocents: new Set() };
    both[truth.get(arrival.event.account)?.abuser ? 'abusers' : 'innocents'].add(arrival.event.account);
    found.set(value, both);
  }
  return found;
}

test('every event keeps the contract', () => {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  const valid = ajv.compile(JSON.parse(readFileSync('docs/contract/events.schema.json', 'utf8')) as object);
  for (const { event } of arrivals) if (!valid(event)) throw new Error(`${JSON.stringify(event)}\n${JSON.stringify(valid.errors?.slice(-3))}`);
  expect(new Set(arrivals.map(({ event }) => event.type)).size).toBe(20);
});

test('the same seed gives the same bytes, another seed another world', () => {
  const small = { ...OPTIONS, accounts: 60 };
  const once = textOf(small);
  expect(textOf(small)).toBe(once);
  expect(textOf({ ...small, seed: 'other' })).not.toBe(once);
});

test('events come in the order of their arrival, all before now, a few of them late and a few twice', () => {
  let last = 0;
  let late = 0;
  const seen = new Map<string, string>();
  let repeated = 0;
  for (const { arrivesAt, event } of arrivals) {
    expect(arrivesAt).toBeGreaterThanOrEqual(last);
    expect(arrivesAt).toBeLessThan(NOW);
    last = arrivesAt;
    const at = Date.parse(event.at);
    expect(arrivesAt).toBeGreaterThanOrEqual(at);
    const before = seen.get(event.id);
    if (before !== undefined) {
      repeated += 1;
      expect(JSON.stringify(event)).toBe(before);
    } else if (arrivesAt > at + 60_000) late += 1;
    seen.set(event.id, JSON.stringify(event));
  }
  expect(late / arrivals.length).toBeGreaterThan(0.01);
  expect(late / arrivals.length).toBeLessThan(0.05);
  expect(repeated / arrivals.length).toBeGreaterThan(0.01);
  expect(repeated / arrivals.length).toBeLessThan(0.04);
});

test('every account has its truth, and nothing of the truth is told', () => {
  expect(truth.size).toBe(OPTIONS.accounts);
  expect(new Set(arrivals.map(({ event }) => event.account))).toEqual(new Set(truth.keys()));
  const share = [...truth.values()].filter((row) => row.abuser).length / truth.size;
  expect(share).toBeCloseTo(0.12, 2);
  const told = arrivals.map(({ event }) => JSON.stringify(event)).join('\n');
  const words = ['abuser', 'archetype', 'handoverAt', 'kestrel', 'Kestrel', 'innocent', ...new Set([...truth.values()].map((row) => `"${row.ring ?? row.archetype}"`))];
  expect(words.filter((word) => told.includes(word))).toEqual([]);
  expect(arrivals.every(({ event }) => Object.keys(event).every((key) => ['id', 'type', 'at', 'account', 'session', 'data'].includes(key)))).toBe(true);
});

test('whoever is rented is handed over within the story, and nobody else is', () => {
  for (const row of truth.values()) {
    if (!row.abuser) expect(row.handoverAt).toBeNull();
    else if (row.archetype !== 'A12') expect(row.handoverAt).not.toBeNull();
    if (row.handoverAt !== null) expect(row.handoverAt).toBeLessThan(NOW);
  }
});

test('the cast is there, with handovers at the middle of the span', () => {
  for (const account of Object.values(CAST)) expect(truth.has(account)).toBe(true);
  expect(truth.get(CAST.mallory)).toMatchObject({ abuser: true, ring: 'kestrel', handoverAt: NOW - 90 * DAY * 0.45 });
  expect(truth.get(CAST.trent)?.abuser).toBe(false);
  expect(truth.get(CAST.peggy)?.abuser).toBe(false);
  expect([...truth.values()].filter((row) => row.ring === 'kestrel')).toHaveLength(6);
});

test("Mallory's story can be read: a check, another machine, an exit, a payee on four accounts, a leak, a refused live check", () => {
  const own = arrivals.filter(({ event }) => event.account === CAST.mallory).map(({ event }) => event);
  const handover = truth.get(CAST.mallory)?.handoverAt ?? 0;
  const tokens = (after: boolean) => new Set(own.filter((event) => event.type === 'session.seen' && Date.parse(event.at) > handover === after).map((event) => (event.data.device as { token: string }).token.slice(0, 6)));
  expect([...tokens(false)]).toEqual(['dv_41C']);
  expect([...tokens(true)].sort()).toEqual(['dv_9E2', 'dv_B07']);
  const payee = own.filter((event) => event.type === 'payout.method_added').map((event) => String(event.data.instrument)).at(-1) ?? '';
  expect(payee.endsWith('0932')).toBe(true);
  const sharing = sides(({ event }) => (event.type === 'payout.method_added' ? [String(event.data.instrument)] : [])).get(payee);
  expect(sharing?.abusers.size).toBe(4);
  expect(own.some((event) => event.type === 'verification.finished' && event.data.check === 'liveness' && event.data.outcome === 'abandoned')).toBe(true);
  expect(own.filter((event) => event.type === 'bid.placed' && Date.parse(event.at) > handover).length).toBeGreaterThan(3);
});

test('Trent travels as he declared, on the machine he always had', () => {
  const own = arrivals.filter(({ event }) => event.account === CAST.trent).map(({ event }) => event);
  expect(own.filter((event) => event.type === 'declaration.made' && event.data.kind === 'travel')).toHaveLength(2);
  expect(new Set(own.filter((event) => event.type === 'session.seen').map((event) => (event.data.device as { token: string }).token)).size).toBe(1);
});

test('abusers and innocents share exits, builds, worn phrases and countries', () => {
  const shared = (values: (arrival: Arrival) => readonly string[]) => [...sides(values).values()].filter((both) => both.abusers.size > 0 && both.innocents.size > 0);
  const exits = shared(({ event }) => (event.type === 'session.seen' ? [String(event.data.ip)] : []));
  expect(exits.filter((both) => both.innocents.size > 3).length).toBeGreaterThan(4);
  const builds = shared(({ event }) => {
    const device = event.data.device as Record<string, unknown> | undefined;
    return device?.gpu && device.screen && device.cores ? [[device.platform, device.gpu, device.screen, device.cores].join('/')] : [];
  });
  expect(builds.length).toBeGreaterThan(15);
  const phrases = shared(({ event }) => BOILERPLATE.filter((phrase) => String(event.data.proposal ?? '').includes(phrase)));
  expect(phrases.length).toBeGreaterThan(BOILERPLATE.length / 2);
  const countries = sides(({ event }) => (event.type === 'account.registered' ? [(event.data.declared as { country: string }).country] : []));
  const abusersPlaces = [...countries.values()].filter((both) => both.abusers.size > 0);
  expect(abusersPlaces.every((both) => both.innocents.size > 0)).toBe(true);
  expect(abusersPlaces.length).toBeGreaterThan(10);
});

test('addresses, numbers and ids belong to nobody', () => {
  for (const { event } of arrivals) {
    if (event.type !== 'account.registered') continue;
    expect(String(event.data.email)).toMatch(/@(?:[a-z]+\.)?example(?:\.(?:com|org|net))?$/);
    if (event.data.phone !== undefined) expect(String(event.data.phone)).toMatch(/^\+1 \d{3} 555 01\d\d$|^\+44 7700 900\d{3}$|^\+999 \d{9}$/);
  }
  const phones = sides(({ event }) => (event.type === 'account.registered' && event.data.phone ? [String(event.data.phone)] : []));
  expect([...phones.values()].every((both) => both.abusers.size + both.innocents.size === 1)).toBe(true);
});

test('optional fields are missing at the rate of the world', () => {
  const told = arrivals.filter(({ event }) => event.type === 'session.seen' && !(Object.values(CAST) as string[]).includes(event.account));
  const missing = told.filter(({ event }) => event.data.rttMs === undefined).length / told.length;
  expect(missing).toBeGreaterThan(0.08);
  expect(missing).toBeLessThan(0.22);
});

test('a world is about as busy as a platform', () => {
  const each = arrivals.length / OPTIONS.accounts;
  expect(each).toBeGreaterThan(70);
  expect(each).toBeLessThan(200);
});

test('all sixteen schemes and all twenty-two stories have a place in a world of any kind', () => {
  for (const parameters of Object.values(PARAMETERS)) {
    const ids = new Set<string>();
    let seats = 0;
    for (const crew of crewsOf(new Random('plan'), parameters, { abusers: 200, innocents: 4800 })) {
      ids.add('scheme' in crew ? crew.scheme.id : 'company' in crew ? crew.company.id : crew.trait.id);
      expect(crew.first).toBe(seats);
      seats += crew.size;
    }
    expect(seats).toBe(5000);
    expect([...ids].filter((id) => id.startsWith('A'))).toHaveLength(16);
    expect([...ids].filter((id) => id.startsWith('I'))).toHaveLength(22);
  }
});

test('a world of innocents has nobody else in it, and as many of each story', () => {
  const counts = new Map<string, number>();
  for (const { truth: row } of lives({ seed: 'even', accounts: 440, days: 30, now: NOW, kind: 'innocents' })) {
    expect(row).toMatchObject({ abuser: false, ring: null, operator: null, earnedUsd: 0 });
    counts.set(row.archetype, (counts.get(row.archetype) ?? 0) + 1);
  }
  expect(counts.size).toBe(22);
  // A story that takes several accounts may leave the last seats of its share empty.
  expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(13);
  expect(Math.max(...counts.values())).toBe(20);
});

test('the kinds differ in every range that decides how visible an operator is', () => {
  const apart = ['care', 'handoverAfterDays', 'leak', 'exits', 'remoteRttMs', 'farm', 'ring', 'hub', 'pool', 'poolChance', 'stepsAWeek', 'perTill', 'payoutDelayDays', 'turnAfterDays'] as const;
  const kinds = [PARAMETERS.tune, PARAMETERS.validate, PARAMETERS['red-team']];
  for (const name of apart) {
    const ranges = kinds.map((kind) => kind[name]).toSorted((a, b) => a[0] - b[0]);
    for (const [index, range] of ranges.slice(1).entries()) expect(range[0], name).toBeGreaterThan(ranges[index]?.[1] ?? 0);
  }
});

test('the truth says who works and what it earned', () => {
  const rows = [...truth.values()].filter((row) => row.abuser);
  expect(rows.every((row) => row.operator !== null)).toBe(true);
  expect(rows.filter((row) => row.earnedUsd > 0).length).toBeGreaterThan(rows.length / 3);
  // A ring has one operator, but for a hub of payees, where only the money meets.
  const ring = rows.filter((row) => row.ring !== null && row.archetype !== 'A7');
  expect(new Set(ring.map((row) => row.operator)).size).toBe(new Set(ring.map((row) => row.ring)).size);
});
