import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountHistory, Check, CheckKind, DeclarationKind, Instrument, Stretch } from '../../enrichment/history';
import type { NetworkClass } from '../../enrichment/network';
import { DAY } from '../../kernel/instant';
import type { IdentifierKind, Neighbourhood, NeighbourCard } from '../../links/link';
import {
  CITIES, aBid, aCheck, aContract, aDeclaration, aDevice, aGiven, aHistory, aNeighbourhood, aProfile, aRarity, aStretch, aVersion, anActivity, anEarning, anInstrument, daysFrom,
  declaredIn, mallory, onDay, trent, workdays,
} from '../history.fixture';
import type { CityName, Sharing } from '../history.fixture';
import { readAll } from '../reading';
import type { Given } from '../signal';
import { SIGNALS, signalOf } from './index';

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
const rarity = aRarity({ roundTripOf: () => ({ ms: 40, accounts: 20 }) });

type Life = { history: Partial<AccountHistory>; sharing: Sharing[]; plot: Plot };
const lives: fc.Arbitrary<Life> = fc.record({
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
    kind: fc.constantFrom<IdentifierKind>('device_token', 'payout_instrument', 'document', 'ip'), digest: fc.constantFrom('a', 'bank 1', 'doc', 'ip1'),
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

/** One id for each event, even where two happen at one moment. */
function numbered(lists: Partial<AccountHistory>): Partial<AccountHistory> {
  return Object.fromEntries(Object.entries(lists).map(([key, rows]) => [key, (rows as object[]).map((row, index) => ({ ...row, event: `${key} ${index}` }))]));
}

function givenOf({ history, sharing, plot }: Life): Given {
  const cards = ['own', 'x', 'y', 'z', 'u', 'v', 'w'].map((account, index) => ({ account, surname: `surname ${index % 5}`, organisation: index === 6 ? 'org' : null, ...plot.cards.find((card) => card.account === account) }));
  const twins = [{ account: 'x', field: 'summary' as const, at: onDay(30), jaccard: 0.5, shared: ['s1'] }];
  return aGiven(upTo(history), aNeighbourhood('own', sharing, cards, twins, plot.around), rarity);
}

/** Nothing later than its `asOf` is in a history. */
function upTo(parts: Partial<AccountHistory>): AccountHistory {
  const kept = Object.entries(parts).map(([key, rows]) => [key, Array.isArray(rows) ? (rows as { at?: number; startedAt?: number }[]).filter((row) => (row.at ?? row.startedAt ?? 0) <= parts.asOf!) : rows]);
  return aHistory(Object.fromEntries(kept) as Partial<AccountHistory>);
}

/** Every instant moved by whole days; years of schools stay. */
function shifted<T>(value: T, days: number): T {
  const moments = new Set(['at', 'from', 'to', 'asOf', 'registeredAt', 'endedAt', 'lastInputAt', 'firstAt', 'lastAt', 'startedAt', 'closedAt', 'since', 'turnedAt']);
  const walk = (node: unknown, key: string): unknown => {
    // Beats are minutes, by the sort of act.
    if (typeof node === 'number') return moments.has(key) ? node + days * DAY : key === 'bid' ? node + days * 1_440 : node;
    if (node instanceof Map) return new Map([...node].map(([name, each]) => [name, walk(each, '')]));
    if (Array.isArray(node)) return node.map((each) => walk(each, key));
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, walk(each, name)]));
  };
  return walk(value, '') as T;
}

/** Countries swapped for others one to one and people given other names, everywhere at once. */
function relabelled<T>(value: T): T {
  const label: Record<string, string> = { GB: 'ZW', PT: 'AU', KE: 'GB', JP: 'PT', PE: 'KE' };
  const names = new Set(['name', 'legalName']);
  const walk = (node: unknown, key: string): unknown => {
    if (typeof node === 'string') {
      if (key === 'country' || key === 'documentCountry') return label[node] ?? node;
      if (key === 'surname') return `other ${[...node].reverse().join('')}`;
      return names.has(key) ? 'Somebody Else' : node;
    }
    if (node instanceof Map) return new Map([...node].map(([name, each]) => [name, walk(each, '')]));
    if (Array.isArray(node)) return node.map((each) => walk(each, key));
    if (node === null || typeof node !== 'object') return node;
    return Object.fromEntries(Object.entries(node).map(([name, each]) => [name, walk(each, name)]));
  };
  return walk(value, '') as T;
}

const read = (given: Given) => readAll(given, SIGNALS);
const cast = [mallory(), trent()];

test('the catalogue names each signal once and finds it by its id', () => {
  expect(SIGNALS.map((each) => each.id)).toEqual(['G1', 'G2', 'G4', 'G5', 'N1', 'N2', 'N3', 'N4', 'D1', 'D2', 'D3', 'D4', 'D5', 'I1', 'I2', 'P1', 'P3', 'P5', 'T1', 'T6', 'C3', 'C4', 'C6', 'L1', 'L2', 'L3', 'L4', 'L5']);
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
    expect(read(relabelled(given))).toEqual(read(given));
  }), { numRuns: 80 });
  for (const given of cast) expect(read(relabelled(given))).toEqual(read(given));
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

test('an account is read in a few milliseconds', () => {
  const given = mallory();
  read(given);
  const begun = performance.now();
  for (let turn = 0; turn < 20; turn += 1) read(given);
  expect((performance.now() - begun) / 20).toBeLessThan(30);
});
