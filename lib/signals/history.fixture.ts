/**
 * Histories for tests: a small builder and two of the cast. `aHistory` takes rows in any order, with repetitions, and answers what
 * `historyOf` would: rows once each, in order of time. Places, names and devices are made up.
 */
import type {
  AccountHistory, AccountVersion, Activity, Bid, Check, Contract, Declaration, Declared, Device, Earning, Instrument, MessageFlag, Payout, ProfileVersion, Stretch, TimeLog,
} from '../enrichment/history';
import type { NetworkClass } from '../enrichment/network';
import type { PlaceFact } from '../enrichment/place';
import { DAY, HOUR, MINUTE } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import { HUB_ABOVE } from '../links/link';
import type { IdentifierKind, Link, NeighbourCard, Neighbourhood, SharedIdentifier, TextTwin } from '../links/link';
import type { RarityTable } from '../links/rarity';
import type { Finding, Given, Signal } from './signal';

/** Day 0 of every made-up life: 2026-03-02T00:00:00Z, a Monday. */
export const DAY_0: Instant = Date.UTC(2026, 2, 2);

export function onDay(day: number, hour = 0): Instant {
  return DAY_0 + day * DAY + hour * HOUR;
}

type City = { country: string; lat: number; lon: number; zone: string };
export const CITIES = {
  leeds: { country: 'GB', lat: 53.8, lon: -1.55, zone: 'Etc/UTC' },
  lisbon: { country: 'PT', lat: 38.72, lon: -9.14, zone: 'Etc/UTC' },
  nairobi: { country: 'KE', lat: -1.29, lon: 36.82, zone: 'Africa/Nairobi' },
  osaka: { country: 'JP', lat: 34.69, lon: 135.5, zone: 'Asia/Tokyo' },
  lima: { country: 'PE', lat: -12.05, lon: -77.04, zone: 'America/Lima' },
} as const satisfies Record<string, City>;
export type CityName = keyof typeof CITIES;

export function placeIn(city: CityName | null, network: NetworkClass = 'residential'): PlaceFact {
  if (city === null || (network !== 'residential' && network !== 'mobile')) {
    return { readings: [], agreed: false, country: null, lat: null, lon: null, radiusKm: null };
  }
  const { country, lat, lon, zone } = CITIES[city];
  const readings = [{ source: 'city', date: '2026-02-01', country, city, lat, lon, zones: [zone] }, { source: 'country', date: '2026-02-01', country, city: null, lat: null, lon: null }];
  return { readings, agreed: true, country, lat, lon, radiusKm: 300 };
}

export function aDevice(token: string | null, over: Partial<Device> = {}): Device {
  return {
    token, platform: 'Windows', browser: 'Firefox', timeZone: 'Etc/UTC', languages: ['en-GB'], keyboard: 'en-GB', screen: '1920x1080',
    gpu: `gpu of ${token}`, cores: 8, memoryGb: 16, fonts: `fonts of ${token}`, canvas: `canvas of ${token}`, hints: [], ...over,
  };
}

export type StretchOver = { at: Instant; city?: CityName | null; network?: NetworkClass; device?: Device | null; ip?: string; session?: string; minutes?: number; asn?: number; rttMs?: number | null };
export function aStretch({ at, city = 'leeds', network = 'residential', device = aDevice('laptop'), ip = `${network} ${city}`, session = `s${at}`, minutes = 40, asn = 64500, rttMs = null }: StretchOver): Stretch {
  return {
    event: `seen ${session} ${ip} ${at}`, at, session, endedAt: at + minutes * MINUTE, lastInputAt: at + minutes * MINUTE, ip,
    network: { class: network, asn, owner: 'Example Networks', source: 'test' }, place: placeIn(city, network), rttMs, device,
  };
}

/** One stretch at each of these hours (UTC) on each of these days. */
export function workdays({ days, hours = [9, 13, 16], ...over }: Omit<StretchOver, 'at'> & { days: readonly number[]; hours?: readonly number[] }): Stretch[] {
  return days.flatMap((day) => hours.map((hour) => aStretch({ ...over, at: onDay(day, hour) })));
}

export function daysFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}

export function declaredIn(city: CityName): Declared {
  const { country, lat, lon, zone } = CITIES[city];
  return { country, region: null, city, timeZone: zone, lat, lon };
}

export function aVersion(over: Partial<AccountVersion> = {}): AccountVersion {
  return {
    event: `version ${over.at ?? DAY_0}`, at: DAY_0, name: 'A. Person', legalName: 'Alex Person', birthDate: '1990-01-01', email: null, phone: null, phoneKind: null,
    declared: declaredIn('leeds'), kind: 'individual', organisation: null, category: 'web', language: null, skills: [], hourlyRate: null, closed: 'no', ...over,
  };
}

export function aCheck(at: Instant, over: Partial<Check> = {}): Check {
  return {
    event: `check ${over.check ?? 'liveness'} ${at}`, at, session: null, check: 'liveness', outcome: 'passed', vendor: 'vendor', score: null, document: null,
    documentType: null, documentCountry: null, imageHash: null, reason: null, ...over,
  };
}

export function anInstrument(at: Instant, instrument: string, over: Partial<Instrument> = {}): Instrument {
  return { event: `instrument ${instrument} ${at}`, at, session: null, instrument, rail: 'bank', country: null, holderMatch: null, ...over };
}

export function anEarning(at: Instant, usd: number | null): Earning {
  return { event: `earning ${at}`, at, amount: { amount: usd ?? 1, currency: usd === null ? 'XXX' : 'USD', usd }, contract: null, client: null };
}

export function aDeclaration(kind: Declaration['kind'], from: Instant, over: Partial<Declaration> = {}): Declaration {
  return { event: `declaration ${kind} ${from}`, at: from, kind, from, to: null, country: null, organisation: null, verified: false, ...over };
}

export function anActivity(at: Instant, over: Partial<Activity> = {}): Activity {
  return { event: `activity ${at}`, at, session: null, kind: 'work', count: 1, size: null, ...over };
}

export function aProfile(at: Instant, over: Partial<ProfileVersion> = {}): ProfileVersion {
  return { event: `profile ${at}`, at, headline: null, summary: 'words of their own', resume: null, portfolio: [], photoHash: null, education: [], employment: [], ...over };
}

export function aBid(at: Instant, proposal: string | null): Bid {
  return { event: `bid ${at}`, at, client: null, job: null, category: null, price: null, hourly: null, proposal };
}

export function aContract(contract: string, startedAt: Instant, over: Partial<Contract> = {}): Contract {
  return { contract, client: 'client', startedAt, endedAt: null, hourly: false, value: null, clientInstrument: null, clientDevice: null, clientIp: null, reason: null, events: [`contract ${contract}`], ...over };
}

/** A platform of 20,000 accounts on which nothing was counted, unless told. */
export function aRarity(over: Partial<RarityTable> = {}): RarityTable {
  return { version: 1, builtAt: DAY_0, accounts: 20_000, shareOf: () => null, roundTripOf: () => null, pricesOf: () => null, bidding: null, ...over };
}

/** Rows in any order and any number of times; the history is in order and holds each event once. */
export function aHistory(parts: Partial<AccountHistory> = {}): AccountHistory {
  const rows = <T extends { at: Instant; event: string }>(list: readonly T[] | undefined, fallback: readonly T[] = []): T[] =>
    [...new Map((list ?? fallback).map((row) => [row.event, row])).values()].sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
  const history = {
    account: parts.account ?? 'mallory', registeredAt: parts.registeredAt === undefined ? DAY_0 : parts.registeredAt,
    versions: rows(parts.versions, [aVersion()]), profiles: rows(parts.profiles), stretches: rows(parts.stretches), activities: rows(parts.activities),
    checks: rows(parts.checks), instruments: rows(parts.instruments), payouts: rows(parts.payouts), earnings: rows(parts.earnings), bids: rows(parts.bids),
    contracts: contractsOnce(parts.contracts ?? []), timeLogs: rows(parts.timeLogs), interviews: rows(parts.interviews), messageFlags: rows(parts.messageFlags),
    clientReports: rows(parts.clientReports), declarations: rows(parts.declarations), referrals: rows(parts.referrals), reviews: rows(parts.reviews),
  };
  const instants = Object.values(history).flatMap((list) => (Array.isArray(list) ? (list as readonly { at?: Instant }[]).map((row) => row.at ?? 0) : []));
  const last = instants.reduce((latest, at) => Math.max(latest, at), 0);
  return { ...history, asOf: parts.asOf ?? Math.max(last, DAY_0) };
}

/** Contracts have no instant of their own: one row each, in the order of their beginning. */
function contractsOnce(contracts: AccountHistory['contracts']): AccountHistory['contracts'] {
  const begun = (each: AccountHistory['contracts'][number]) => each.startedAt ?? each.endedAt ?? 0;
  return [...new Map(contracts.map((each) => [each.contract, each])).values()].sort((a, b) => begun(a) - begun(b) || (a.contract < b.contract ? -1 : 1));
}

export function aLink(kind: IdentifierKind, digest: string, account: string, over: Partial<Link> = {}): Link {
  return { kind, digest, account, firstAt: onDay(1), lastAt: onDay(40), days: 20, ...over };
}

export type Sharing = { kind: IdentifierKind; digest: string; own?: Partial<Link>; others: readonly (Partial<Link> & { account: string })[]; accounts?: number; share?: number; parts?: SharedIdentifier['parts'] };
export function aNeighbourhood(own: string, sharing: readonly Sharing[], cards: readonly (Partial<NeighbourCard> & { account: string })[] = [], textTwins: readonly TextTwin[] = [], more: Partial<Neighbourhood> = {}): Neighbourhood {
  const identifiers = sharing.map(({ kind, digest, own: link, others, accounts = others.length + 1, share = null, parts }): SharedIdentifier => ({
    kind, digest, own: aLink(kind, digest, own, link), accounts, hub: accounts > HUB_ABOVE, share,
    others: accounts > HUB_ABOVE ? [] : others.map((other) => aLink(kind, digest, other.account, other)),
    ...(parts ? { parts } : {}),
  }));
  const neighbours = new Map(cards.map((card): [string, NeighbourCard] => [card.account, {
    registeredAt: DAY_0, surname: null, kind: 'individual', organisation: null, closed: 'no', instruments: [], documents: [], clients: [],
    closedAt: null, engagements: [], reviews: [], referred: [], schools: [], since: DAY_0, turnedAt: null, ...card,
  }]));
  return { identifiers, neighbours, ring: null, textTwins, photoTwins: [], templates: [], beats: new Map(), ...more };
}

export function aGiven(history: AccountHistory, neighbourhood: Neighbourhood = aNeighbourhood(history.account, []), rarity: RarityTable | null = null): Given {
  return { history, neighbourhood, rarity, asOf: history.asOf };
}

/** The finding of a signal that must fire. */
export function findingOf(signal: Signal, given: Given): Finding {
  const reading = signal.read(given);
  if (reading.state !== 'found') throw new Error(`${signal.id} ${reading.state}`);
  return reading.finding;
}

/** Nats that are left after the finding's own counter-evidence. */
export function leftOf(finding: Finding): number {
  return finding.counter.reduce((left, each) => left + each.llr, finding.llr);
}

/**
 * Mallory, a rented identity: three weeks of the owner's own laptop at home, a passed live check, and from the day after it another
 * device behind a VPN, with another time zone, other hours, another payout method and one leak. Two more accounts share the device.
 */
export function mallory(): Given {
  const own = aDevice('own laptop');
  const other = aDevice('other machine', { timeZone: 'Asia/Tokyo', languages: ['en-US'], keyboard: 'en-US', hints: ['remote_desktop'] });
  const rented = { device: other, city: null, network: 'vpn_known', hours: [0, 3, 6, 8, 22] } as const;
  const history = aHistory({
    account: 'mallory',
    stretches: [
      ...workdays({ device: own, days: daysFrom(0, 21) }),
      ...workdays({ ...rented, days: daysFrom(21, 30) }),
      aStretch({ at: onDay(41, 7), city: 'osaka', device: other, minutes: 20 }),
    ],
    checks: [
      aCheck(onDay(0, 9), { check: 'document', session: `s${onDay(0, 9)}`, document: 'passport of mallory' }),
      aCheck(onDay(20, 16), { session: `s${onDay(20, 16)}` }),
    ],
    instruments: [anInstrument(onDay(1, 9), 'first bank'), anInstrument(onDay(24, 3), 'second bank', { session: `s${onDay(24, 3)}`, holderMatch: 'none' })],
    earnings: [anEarning(onDay(18, 12), 300), anEarning(onDay(22, 12), 400)],
    profiles: [aProfile(onDay(0, 9)), aProfile(onDay(23, 3), { summary: 'other words' })],
  });
  const neighbourhood = aNeighbourhood('mallory', [
    { kind: 'device_token', digest: 'other machine', own: { firstAt: onDay(21), lastAt: onDay(50), days: 30 }, others: [
      { account: 'oscar', firstAt: onDay(10), lastAt: onDay(50), days: 30 }, { account: 'sybil', firstAt: onDay(12), lastAt: onDay(49), days: 25 },
    ] },
    { kind: 'payout_instrument', digest: 'second bank', own: { firstAt: onDay(24), lastAt: onDay(24), days: 1 }, others: [
      { account: 'oscar', firstAt: onDay(11), lastAt: onDay(11), days: 1 }, { account: 'sybil', firstAt: onDay(13), lastAt: onDay(13), days: 1 },
    ] },
  ], [{ account: 'mallory', surname: 'a' }, { account: 'oscar', surname: 'b' }, { account: 'sybil', surname: 'c' }]);
  return aGiven(history, neighbourhood);
}

/**
 * Trent, an innocent traveller: a month at home, then three weeks abroad with the same laptop, declared beforehand with its country, a
 * phone bought on the way, and a VPN on some evenings.
 */
export function trent(): Given {
  const laptop = aDevice('laptop of trent', { timeZone: 'Etc/UTC' });
  const phone = aDevice('phone of trent', { platform: 'Android', screen: '412x915' });
  const history = aHistory({
    account: 'trent',
    stretches: [
      ...workdays({ device: laptop, days: daysFrom(0, 30) }),
      ...workdays({ device: laptop, city: 'lisbon', days: daysFrom(31, 20) }),
      ...workdays({ device: phone, city: 'lisbon', network: 'mobile', days: daysFrom(35, 16), hours: [19] }),
      ...workdays({ device: laptop, city: null, network: 'vpn_known', days: [33, 36, 40], hours: [21] }),
    ],
    checks: [aCheck(onDay(0, 9), { check: 'document', session: `s${onDay(0, 9)}`, document: 'passport of trent' }), aCheck(onDay(0, 9) + MINUTE, { session: `s${onDay(0, 9)}` })],
    instruments: [anInstrument(onDay(2, 9), 'bank of trent', { session: `s${onDay(2, 9)}`, holderMatch: 'match' })],
    earnings: [anEarning(onDay(15, 12), 900)],
    declarations: [aDeclaration('travel', onDay(30, 12), { to: onDay(55), country: CITIES.lisbon.country, verified: true })],
  });
  return aGiven(history, aNeighbourhood('trent', [{ kind: 'device_token', digest: 'laptop of trent', others: [] }]));
}

// Money, hours and flags.

export function aPayout(at: Instant, instrument: string, usd: number | null): Payout {
  return { event: `payout ${instrument} ${at}`, at, instrument, amount: { amount: usd ?? 1, currency: usd === null ? 'XXX' : 'USD', usd } };
}

/** Hours of a contract from `from` on, told when they end. */
export function aTimeLog(contract: string, from: Instant, hours: number, source: TimeLog['source'] = 'tracker'): TimeLog {
  return { event: `log ${contract} ${from} ${source}`, at: from + hours * HOUR, contract, from, to: from + hours * HOUR, source };
}

export function aMessageFlag(at: Instant, flag: MessageFlag['flag'], client: string | null = null): MessageFlag {
  return { event: `flag ${flag} ${at}`, at, flag, client };
}
