import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountHistory } from '../enrichment/history';
import { HOUR } from '../kernel/instant';
import type { Neighbourhood } from '../links/link';
import type { TerritoryList } from '../policy/sanctioned-territories';
import { STANDARD_POLICY } from '../policy/standard';
import {
  aCheck, aBid, aDeclaration, aDevice, aGiven, aHistory, anActivity, anEarning, aNeighbourhood, anInstrument, aProfile, aVersion, CITIES, daysFrom, declaredIn, mallory, onDay, trent, workdays,
  type CityName, type Sharing,
} from '../signals/history.fixture';
import { SIGNALS } from '../signals/kinds';
import { territoryHitOn } from '../signals/kinds/sanctioned-territory';
import { readAll } from '../signals/reading';
import type { Given } from '../signals/signal';
import type { Assessment } from './assessment';
import { circumstancesOf } from './circumstances';
import { assess, inRing } from './scorecard';
import type { Kinds } from './weighing';

const kinds: Kinds = new Map(SIGNALS.map((signal) => [signal.id, signal]));
const CITY_NAMES = Object.keys(CITIES) as CityName[];
const COUNTRIES = Object.values(CITIES).map((city) => city.country);
/** Labels from which countries get new ones; the old ones are among them. */
const LABELS = [...COUNTRIES, 'AA', 'AQ', 'BV', 'QM', 'XA', 'XZ', 'ZZ'];
const PEOPLE = ['Mallory Hale', 'Oscar Hale', 'Sybil Odell', 'Trent Doe', 'Peggy Tarn'];
const ACCOUNTS = ['mallory', 'oscar', 'sybil', 'trent', 'peggy'];
const SURNAMES = ['surname h', 'surname o', 'surname d'];

const day = fc.integer({ min: 0, max: 58 });
const city = fc.constantFrom(...CITY_NAMES);
const country = fc.option(city.map((name) => CITIES[name].country));
const token = fc.constantFrom('laptop', 'other machine', 'phone');

/** A run of days of one habit: where, by which network, on which device, at which hours. */
const habit = fc.record({
  first: day, count: fc.integer({ min: 1, max: 25 }), city: fc.option(city, { freq: 6 }), network: fc.constantFrom('residential', 'residential', 'residential', 'mobile', 'vpn_known', 'hosting'),
  token, steered: fc.boolean(), hours: fc.constantFrom([9, 13, 16], [0, 3, 22], [7], [1, 2, 3, 4, 9, 20]), asn: fc.constantFrom(64496, 64497),
} as const).map(({ first, count, token: name, steered, ...rest }) => workdays({
  ...rest, hours: [...rest.hours], days: daysFrom(first, count), ip: `${rest.network} ${rest.city} ${rest.asn}`,
  device: aDevice(name, { timeZone: name === 'other machine' ? 'Asia/Tokyo' : 'Etc/UTC', languages: name === 'other machine' ? ['en-US'] : ['en-GB'], hints: steered ? ['remote_desktop', 'port_3389'] : [] }),
}));

const version = fc.record({ at: day, city, name: fc.constantFrom(...PEOPLE), category: fc.constantFrom('web', 'design') }).map(({ at, city: home, name, category }) => aVersion({ at: onDay(at), name, legalName: name, declared: declaredIn(home), category }));
const check = fc.record({ at: day, check: fc.constantFrom('document', 'liveness', 'face_match', 'address'), outcome: fc.constantFrom('passed', 'passed', 'failed'), documentCountry: country, document: fc.constantFrom('passport a', 'passport b') } as const)
  .map(({ at, check: what, document, documentCountry, outcome }) => aCheck(onDay(at, 9), { check: what, outcome, session: `s${onDay(at, 9)}`, ...(what === 'document' ? { document, documentCountry } : {}) }));
const instrument = fc.record({ at: day, instrument: fc.constantFrom('first bank', 'second bank', 'wallet'), country, holderMatch: fc.constantFrom('match', 'none', null) } as const)
  .map(({ at, instrument: what, ...rest }) => anInstrument(onDay(at, 10), what, { ...rest, session: `s${onDay(at, 9)}` }));
const declaration = fc.record({ kind: fc.constantFrom('travel', 'relocation', 'vpn', 'new_device', 'household'), at: day, country, verified: fc.boolean(), ends: fc.option(fc.integer({ min: 1, max: 30 })) } as const)
  .map(({ kind, at, ends, ...rest }) => aDeclaration(kind, onDay(at), { ...rest, to: ends === null ? null : onDay(at + ends) }));
const profile = fc.record({ at: day, country, summary: fc.constantFrom('words of their own', 'other words') })
  .map(({ at, country: land, summary }) => aProfile(onDay(at, 11), { summary, education: land === null ? [] : [{ school: 'Example College', country: land }] }));
const sharing: fc.Arbitrary<Sharing> = fc.record({ kind: fc.constantFrom('device_token', 'payout_instrument', 'document', 'ip'), from: day, others: fc.subarray(ACCOUNTS.slice(1), { minLength: 1 }), which: fc.nat({ max: 2 }) } as const)
  .map(({ kind, from, others, which }) => ({
    kind, digest: { device_token: ['laptop', 'other machine', 'phone'], payout_instrument: ['first bank', 'second bank', 'wallet'], document: ['passport a', 'passport b', 'passport a'], ip: ['residential leeds 64496', 'residential lisbon 64496', 'mobile lima 64497'] }[kind][which]!,
    own: { firstAt: onDay(from), lastAt: onDay(60), days: 20 }, others: others.map((account) => ({ account, firstAt: onDay(Math.max(0, from - 5)), lastAt: onDay(60), days: 25 })),
  }));

/** Lives of every sort, most of them unlikely: what a signal could trip over. */
const life: fc.Arbitrary<Given> = fc.record({
  versions: fc.array(version, { minLength: 1, maxLength: 3 }), habits: fc.array(habit, { minLength: 1, maxLength: 5 }), checks: fc.array(check, { maxLength: 4 }), instruments: fc.array(instrument, { maxLength: 4 }),
  declarations: fc.array(declaration, { maxLength: 3 }), profiles: fc.array(profile, { maxLength: 3 }), shared: fc.uniqueArray(sharing, { maxLength: 4, selector: (one) => `${one.kind} ${one.digest}` }),
  surnames: fc.array(fc.option(fc.constantFrom(...SURNAMES)), { minLength: ACCOUNTS.length, maxLength: ACCOUNTS.length }), earned: fc.array(day, { maxLength: 3 }), twin: fc.boolean(), ring: fc.boolean(),
}).map(({ habits, earned, shared, surnames, twin, ring, ...rest }) => {
  const history = aHistory({
    ...rest, account: 'mallory', stretches: habits.flat(), asOf: onDay(61), earnings: earned.map((at) => anEarning(onDay(at, 12), 300)), activities: habits.flat().slice(0, 40).map((each) => anActivity(each.at + HOUR / 4, { session: each.session })),
    bids: earned.map((at) => aBid(onDay(at), 'a proposal')), referrals: [{ event: 'referral', at: onDay(3), to: 'oscar', client: null }],
  });
  const cards = ACCOUNTS.map((account, index) => ({ account, surname: surnames[index] ?? null, instruments: [`bank of ${account}`] }));
  const neighbourhood = aNeighbourhood('mallory', shared, cards, twin ? [{ account: 'sybil', field: 'summary', at: onDay(10), jaccard: 0.9, shared: ['words'] }] : []);
  const members = ACCOUNTS.slice(0, 3).map((account) => ({ account, strength: 0.8 }));
  return aGiven(history, { ...neighbourhood, ring: ring ? { ring: 'ring_1', name: 'Kestrel', members, strength: 0.8, kinds: ['device_token', 'payout_instrument'] } : null });
});

type Labels = { countries: ReadonlyMap<string, string>; names: ReadonlyMap<string, string>; accounts: ReadonlyMap<string, string>; surnames: ReadonlyMap<string, string> };
const renaming = (from: readonly string[], to: readonly string[]): fc.Arbitrary<ReadonlyMap<string, string>> =>
  fc.shuffledSubarray([...to], { minLength: from.length, maxLength: from.length }).map((labels) => new Map(from.map((one, index) => [one, labels[index]!])));
const labels: fc.Arbitrary<Labels> = fc.record({
  countries: renaming(COUNTRIES, LABELS), names: renaming(PEOPLE, [...PEOPLE, 'Ænne Ó', '王 小明', 'A', 'Zz Zz']), accounts: renaming(ACCOUNTS, [...ACCOUNTS, '0', 'zz', 'Ω', 'a a']), surnames: renaming(SURNAMES, [...SURNAMES, 'surname a', 'surname z']),
});

/** After enrichment, everywhere at once: countries and people get other labels; addresses, coordinates, zones and languages stay. */
function relabelled(given: Given, { countries, names, accounts, surnames }: Labels, observed = true): Given {
  const by = (map: ReadonlyMap<string, string>) => <T extends string | null | undefined>(value: T): T => (value == null ? value : ((map.get(value) ?? value) as T));
  const [land, name, account, surname] = [by(countries), by(names), by(accounts), by(surnames)];
  const seen = observed ? land : <T>(value: T): T => value;
  const { history, neighbourhood } = given;
  const renamed: AccountHistory = {
    ...history, account: account(history.account),
    versions: history.versions.map((each) => ({ ...each, name: name(each.name), legalName: name(each.legalName), declared: each.declared && { ...each.declared, country: land(each.declared.country) } })),
    profiles: history.profiles.map((each) => ({ ...each, education: each.education.map((one) => ({ ...one, ...(one.country === undefined ? {} : { country: land(one.country) }) })) })),
    stretches: history.stretches.map((each) => ({ ...each, place: { ...each.place, country: seen(each.place.country), readings: each.place.readings.map((one) => ({ ...one, country: seen(one.country) })) } })),
    checks: history.checks.map((each) => ({ ...each, documentCountry: land(each.documentCountry) })),
    instruments: history.instruments.map((each) => ({ ...each, country: land(each.country) })),
    declarations: history.declarations.map((each) => ({ ...each, country: land(each.country) })),
    referrals: history.referrals.map((each) => ({ ...each, to: account(each.to) })),
  };
  const around: Neighbourhood = {
    identifiers: neighbourhood.identifiers.map((each) => ({ ...each, own: { ...each.own, account: account(each.own.account) }, others: each.others.map((other) => ({ ...other, account: account(other.account) })) })),
    neighbours: new Map([...neighbourhood.neighbours.values()].map((card) => [account(card.account), { ...card, account: account(card.account), surname: surname(card.surname) }])),
    ring: neighbourhood.ring && { ...neighbourhood.ring, members: neighbourhood.ring.members.map((member) => ({ ...member, account: account(member.account) })) },
    textTwins: neighbourhood.textTwins.map((twin) => ({ ...twin, account: account(twin.account) })),
    photoTwins: neighbourhood.photoTwins.map((twin) => ({ ...twin, account: account(twin.account) })),
    templates: neighbourhood.templates.map((each) => ({ ...each, others: each.others.map((other) => ({ ...other, account: account(other.account) })) })),
    beats: new Map([...neighbourhood.beats].map(([other, beats]) => [account(other), beats])),
  };
  return { ...given, history: renamed, neighbourhood: around };
}

/** The list of territories names countries, so it is relabelled with them; the made-up one names one of the cities. */
const TERRITORIES: TerritoryList = { date: '2026-01-01', source: 'made up', codes: new Set([CITIES.nairobi.country]) };

function assessed(given: Given, countries: ReadonlyMap<string, string> = new Map()): Assessment {
  const { history, neighbourhood, asOf } = given;
  const territories = { ...TERRITORIES, codes: new Set([...TERRITORIES.codes].map((code) => countries.get(code) ?? code)) };
  const { findings, abstained } = readAll(given, SIGNALS.map((signal) => (signal.id === 'G6' ? territoryHitOn(territories) : signal)));
  const alone = assess({ account: history.account, asOf, findings, abstained, kinds, policy: STANDARD_POLICY, rarityVersion: null, circumstances: circumstancesOf(given) });
  return neighbourhood.ring === null ? alone : inRing(alone, { ring: neighbourhood.ring.ring, posterior: 0.6, strength: neighbourhood.ring.strength }, STANDARD_POLICY);
}

/** Everything in an assessment that is a score, or follows from one. */
function scores({ band, logOdds, own, probability, strength, families, findings, counter, pairs, stories, held, missing }: Assessment) {
  return {
    band, logOdds, own, probability, strength, families, held, missing, pairs: pairs.map((each) => [each.name, each.llr]),
    findings: findings.map((each) => [each.signal, each.llr, each.quality, each.raised, each.counted, each.entered, each.firstAt, each.lastAt, each.words]),
    counter: counter.map((each) => [each.kind, each.llr, each.lowers]), stories: stories.map((each) => [each.kind, each.llr, each.share]),
  };
}

test('people renamed and countries relabelled, one to one and everywhere at once, move no score', () => {
  fc.assert(fc.property(life, labels, (given, other) => {
    expect(scores(assessed(relabelled(given, other), other.countries))).toEqual(scores(assessed(given)));
  }), { numRuns: 400 });
});

test('nor do they for Mallory and Trent, whatever their labels', () => {
  fc.assert(fc.property(fc.constantFrom(mallory(), trent()), labels, (given, other) => {
    expect(scores(assessed(relabelled(given, other), other.countries))).toEqual(scores(assessed(given)));
  }), { numRuns: 60 });
});

test('these lives set off the signals, countries and names among their reasons: relabelling one side only does move scores', () => {
  const lives = fc.sample(life, { seed: 7, numRuns: 400 });
  const found = new Set(lives.flatMap((given) => assessed(given).findings.map((each) => each.signal)));
  expect([...found]).toEqual(expect.arrayContaining(['G1', 'G2', 'G4', 'G6', 'D1', 'D3', 'D4', 'I1', 'N1', 'P1', 'P3']));
  const swapped: Labels = { countries: new Map(COUNTRIES.map((one, index) => [one, COUNTRIES[(index + 1) % COUNTRIES.length]!])), names: new Map(), accounts: new Map(), surnames: new Map() };
  const moved = lives.filter((given) => assessed(relabelled(given, swapped, false)).logOdds !== assessed(given).logOdds);
  expect(moved.length).toBeGreaterThan(lives.length / 10);
  const oneFamily: Labels = { countries: new Map(), names: new Map(), accounts: new Map(), surnames: new Map(SURNAMES.map((one) => [one, 'surname h'])) };
  expect(lives.some((given) => assessed(relabelled(given, oneFamily)).logOdds !== assessed(given).logOdds)).toBe(true);
});
