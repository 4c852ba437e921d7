/**
 * The world of the story, as a platform would tell it: raw events of Mallory and of two accounts that share her second device, and of
 * Trent, who travels. Names, places and addresses (RFC 5737) are made up.
 */
import type { NetworkClass } from './enrichment/network';
import { placeOf } from './enrichment/place';
import type { SessionFacts } from './enrichment/history';
import { DAY, HOUR, MINUTE, rfc3339, type Instant } from './kernel/instant';

export const MONDAY: Instant = Date.UTC(2026, 7, 3);
const at = (day: number, hour = 0): Instant => MONDAY + day * DAY + hour * HOUR;

const CITIES = {
  leeds: { country: 'GB', lat: 53.8, lon: -1.55 },
  lisbon: { country: 'PT', lat: 38.72, lon: -9.14 },
  osaka: { country: 'JP', lat: 34.69, lon: 135.5 },
};
const ADDRESSES: Record<string, { city: keyof typeof CITIES | null; network: NetworkClass }> = {
  '192.0.2.10': { city: 'leeds', network: 'residential' },
  '192.0.2.20': { city: 'leeds', network: 'residential' },
  '192.0.2.30': { city: 'lisbon', network: 'residential' },
  '198.51.100.7': { city: null, network: 'vpn_known' },
  '198.51.100.9': { city: null, network: 'vpn_known' },
  '203.0.113.40': { city: 'osaka', network: 'residential' },
};

/** What two sources of places and one of networks say of an address. */
export function factAbout(address: string): SessionFacts {
  const { city, network } = ADDRESSES[address]!;
  const spot = city && CITIES[city];
  const reading = (source: string, exact: boolean) => ({ source, date: '2026-07-01', country: spot?.country ?? null, city: exact ? city : null, lat: exact && spot ? spot.lat : null, lon: exact && spot ? spot.lon : null });
  return { network: { class: network, asn: 64500, owner: 'Example Networks', source: 'the story', reason: 'as the story has it' }, place: placeOf([reading('city file', true), reading('country file', false)], network) };
}

export const spotOf = ({ city }: { city: string | null }): { lat: number; lon: number } | null => CITIES[city?.toLowerCase() as keyof typeof CITIES] ?? null;

const device = (token: string, more: object = {}) => ({
  token, platform: 'Windows', timeZone: 'Europe/London', languages: ['en-GB'], keyboard: 'en-GB', screen: '1920x1080', gpu: `gpu of ${token}`, cores: 8, memoryGb: 16, fonts: `fonts of ${token}`, ...more,
});
const OWN = device('own laptop');
const OTHER = device('other machine', { timeZone: 'Asia/Tokyo', languages: ['en-US'], keyboard: 'en-US', hints: ['remote_desktop'] });
const TRENTS = device('laptop of trent');

export type Told = { id: string; type: string; at: string; account: string; session?: string; data: object };
const told = (account: string, type: string, when: Instant, data: object, session?: string): Told =>
  ({ id: `${account} ${type} ${when}`, type, at: rfc3339(when), account, ...(session ? { session } : {}), data });

const sessionAt = (account: string, when: Instant): string => `${account}-${when}`;
const visit = (account: string, when: Instant, ip: string, shown: object, minutes = 40): Told =>
  told(account, 'session.seen', when, { ip, device: shown, endedAt: rfc3339(when + minutes * MINUTE), lastInputAt: rfc3339(when + minutes * MINUTE) }, sessionAt(account, when));
const visits = (account: string, from: number, days: number, hours: readonly number[], ip: string, shown: object): Told[] =>
  Array.from({ length: days }, (_, index) => hours.map((hour) => visit(account, at(from + index, hour), ip, shown))).flat();
const registered = (account: string, legalName: string): Told =>
  told(account, 'account.registered', at(0), { name: account, legalName, kind: 'individual', declared: { country: 'GB', city: 'Leeds', timeZone: 'Europe/London' } });
const passed = (account: string, when: Instant, check: string, document?: string): Told =>
  told(account, 'verification.finished', when, { check, outcome: 'passed', ...(document ? { document, documentType: 'passport', documentCountry: 'GB' } : {}) }, sessionAt(account, when));
const paidTo = (account: string, when: Instant, instrument: string, holderMatch: string): Told =>
  told(account, 'payout.method_added', when, { instrument, rail: 'bank', holderMatch }, sessionAt(account, when));
const earned = (account: string, when: Instant, amount: number): Told => told(account, 'earning.cleared', when, { amount: { amount, currency: 'USD' } });

/** Her own laptop at home, a passed live check, and from the next day another machine behind a VPN, other hours, other pay, one leak. */
export const MALLORYS: readonly Told[] = [
  registered('mallory', 'Mallory Hale'),
  ...visits('mallory', 0, 21, [9, 13, 16], '192.0.2.10', OWN),
  passed('mallory', at(0, 9), 'document', 'X1234567'),
  paidTo('mallory', at(1, 9), 'GB00 0000 4417', 'match'),
  earned('mallory', at(18, 12), 300),
  passed('mallory', at(20, 16), 'liveness'),
  ...visits('mallory', 21, 30, [0, 3, 6, 8, 22], '198.51.100.7', OTHER),
  earned('mallory', at(22, 12), 400),
  paidTo('mallory', at(24, 3), 'WALLET 0932', 'none'),
  visit('mallory', at(41, 7), '203.0.113.40', OTHER, 20),
];

/** Two more accounts on the second machine and the second wallet. */
export const OTHERS: readonly Told[] = ['oscar', 'sybil'].flatMap((account, index) => [
  registered(account, `${account} ${index}`),
  ...visits(account, 10 + index, 38, [1, 5], '198.51.100.7', OTHER),
  paidTo(account, at(11 + index, 1), 'WALLET 0932', 'none'),
]);

/** A month at home, then abroad with the same laptop, as declared, and a VPN on some evenings. */
export const TRENTS_EVENTS: readonly Told[] = [
  registered('trent', 'Trent Doe'),
  ...visits('trent', 0, 30, [9, 13, 16], '192.0.2.20', TRENTS),
  passed('trent', at(0, 9), 'document', 'Y7654321'),
  paidTo('trent', at(2, 9), 'GB00 0000 8080', 'match'),
  earned('trent', at(15, 12), 900),
  told('trent', 'declaration.made', at(30, 12), { kind: 'travel', from: rfc3339(at(30, 12)), to: rfc3339(at(60)), country: 'PT', verified: true }),
  ...visits('trent', 31, 20, [9, 13, 16], '192.0.2.30', TRENTS),
  ...[33, 36, 40].map((day) => visit('trent', at(day, 21), '198.51.100.9', TRENTS)),
];
