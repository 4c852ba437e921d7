import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountHistory, AccountVersion, Device, ProfileVersion, Stretch } from '../enrichment/history';
import type { NetworkClass } from '../enrichment/network';
import { DAY, HOUR, MINUTE } from '../kernel/instant';
import { identifiersIn, normalUrl } from './identifiers';

const onDay = (day: number, hour = 0) => Date.UTC(2026, 2, 2) + day * DAY + hour * HOUR;

function aHistory(parts: Partial<AccountHistory>): AccountHistory {
  return {
    account: 'a', asOf: onDay(100), registeredAt: onDay(0), versions: [], profiles: [], stretches: [], activities: [], checks: [], instruments: [], payouts: [],
    earnings: [], bids: [], contracts: [], timeLogs: [], interviews: [], messageFlags: [], clientReports: [], declarations: [], referrals: [], reviews: [], ...parts,
  };
}

const DEVICE: Device = {
  token: 'laptop', platform: 'Windows', browser: 'Firefox', timeZone: null, languages: [], keyboard: null, screen: '1920x1080', gpu: 'gpu', cores: 8, memoryGb: 16,
  fonts: 'fonts', canvas: null, hints: [],
};

function aStretch(at: number, over: { network?: NetworkClass; minutes?: number; device?: Device | null } = {}): Stretch {
  const { network = 'residential', minutes = 40, device = DEVICE } = over;
  return {
    event: `seen ${at}`, at, session: `s${at}`, endedAt: at + minutes * MINUTE, lastInputAt: null, ip: 'home', rttMs: null, device,
    network: { class: network, asn: null, owner: null, source: 'test' }, place: { readings: [], agreed: false, country: null, lat: null, lon: null, radiusKm: null },
  };
}

const workdays = (days: readonly number[]) => days.flatMap((day) => [9, 16].map((hour) => aStretch(onDay(day, hour))));
const aProfile = (at: number, over: Partial<ProfileVersion>): ProfileVersion => ({ event: `profile ${at}`, at, headline: null, summary: null, resume: null, portfolio: [], photoHash: null, education: [], employment: [], ...over });
const aVersion = (at: number, phone: string): AccountVersion => ({
  event: `version ${at}`, at, name: 'A', legalName: null, birthDate: null, email: 'mail', phone, phoneKind: null, declared: null, kind: 'individual', organisation: null,
  category: null, language: null, skills: [], hourlyRate: null, closed: 'no',
});
const rows = (parts: Partial<AccountHistory>) => identifiersIn(aHistory(parts));

test('a device, its fingerprint and its addresses are rows with first, last and days', () => {
  const found = rows({ stretches: workdays([1, 2, 5]) });
  expect(found.map((each) => [each.kind, each.days])).toEqual([['device_token', 3], ['fingerprint', 3], ['ip', 3]]);
  expect(found[0]).toMatchObject({ digest: 'laptop', firstAt: onDay(1, 9), lastAt: onDay(5, 16) + 40 * 60_000 });
});

test.each([
  ['residential', 'ip'], ['mobile', 'ip'], ['vpn_known', 'exit_ip'], ['hosting', 'exit_ip'], ['relay', 'exit_ip'], ['tor', 'exit_ip'], ['corporate', null], ['unknown', null],
] as const)('an address on a network of class %s is %j', (network, kind) => {
  const found = rows({ stretches: [aStretch(onDay(1), { network, device: null })] });
  expect(found.map((each) => each.kind)).toEqual(kind === null ? [] : [kind]);
});

test('a session over midnight is two days, one left open for a year at most 31', () => {
  const days = (minutes: number) => rows({ stretches: [aStretch(onDay(1, 23), { minutes })], asOf: onDay(400) }).map((each) => each.days);
  expect(new Set(days(120))).toEqual(new Set([2]));
  expect(new Set(days(365 * 24 * 60))).toEqual(new Set([31]));
});

test('payouts, documents, contacts, photographs and portfolio pages are rows', () => {
  const found = rows({
    versions: [aVersion(onDay(0), 'phone'), aVersion(onDay(3), 'new phone')],
    instruments: [{ event: 'i', at: onDay(1), session: null, instrument: 'bank', rail: 'bank', country: null, holderMatch: null }],
    payouts: [{ event: 'p', at: onDay(9), instrument: 'bank', amount: { amount: 1, currency: 'USD', usd: 1 } }],
    checks: [{
      event: 'c', at: onDay(1), session: null, check: 'document', outcome: 'passed', vendor: null, score: null, document: 'passport', documentType: null,
      documentCountry: null, imageHash: '00000000000000ff', reason: null,
    }],
    profiles: [aProfile(onDay(1), { photoHash: '00000000000000ff', portfolio: ['https://www.example.org/work/', 'http://example.org/work#top', 'not a page'] })],
  });
  expect(found.map((each) => each.kind)).toEqual(['document', 'email', 'payout_instrument', 'phone', 'phone', 'photo', 'portfolio_url']);
  expect(found.find((each) => each.kind === 'payout_instrument')).toMatchObject({ digest: 'bank', firstAt: onDay(1), lastAt: onDay(9), days: 2 });
});

test('values that are not digests yet are turned into digests by the function given', () => {
  const found = identifiersIn(aHistory({ stretches: workdays([1]) }), (kind, value) => `keyed ${kind} ${value.length > 0}`);
  expect(found.find((each) => each.kind === 'fingerprint')?.digest).toBe('keyed fingerprint true');
});

test('rows are the same for any order and repetition of the events', () => {
  const history = aHistory({ stretches: [...workdays([1, 2, 9]), aStretch(onDay(4), { network: 'tor' }), aStretch(onDay(5), { device: { ...DEVICE, token: 'phone', gpu: 'other' } })] });
  fc.assert(fc.property(fc.infiniteStream(fc.nat({ max: 1000 })), (chance) => {
    const shuffled = history.stretches.map((each) => ({ each, key: chance.next().value! })).sort((a, b) => a.key - b.key).map(({ each }) => each);
    expect(identifiersIn({ ...history, stretches: [...shuffled, ...history.stretches] })).toEqual(identifiersIn(history));
  }), { numRuns: 20 });
});

test('a device without a token and with too few parts is nobody', () => {
  expect(rows({ stretches: [aStretch(onDay(1), { device: { ...DEVICE, token: null, gpu: null, fonts: null, screen: null } })] }).map((each) => each.kind)).toEqual(['ip']);
});

test.each([
  ['https://www.Example.org/Work/?ref=1#top', 'example.org/Work'], ['http://example.org:8080//a//index.html', 'example.org/a'],
  ['https://example.org', 'example.org'], ['ftp://example.org/x', null], ['nonsense', null],
])('%s is the page %j', (raw, page) => {
  expect(normalUrl(raw)).toBe(page);
});
