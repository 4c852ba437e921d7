import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StoredEvent } from '../intake/stored-event';
import { DAY, HOUR, MINUTE, rfc3339 } from '../kernel/instant';
import { current, historyOf } from './history';
import type { SessionFacts, Telling } from './history';

const START = Date.UTC(2026, 8, 1);
const TELLING: Telling = {
  asOf: START + 30 * DAY,
  usd: ({ amount, currency }) => (currency === 'EUR' ? amount * 1.1 : currency === 'USD' ? amount : null),
  spotOf: ({ city }) => (city === 'London' ? { lat: 51.5, lon: -0.1 } : null),
};
const HOME: SessionFacts = {
  network: { class: 'residential', asn: 64_500, owner: 'Example Telecom', source: 'asn-owner 2026-06-17' },
  place: { readings: [], agreed: true, country: 'GB', lat: 51.5, lon: -0.1, radiusKm: 300 },
};

let serial = 0;
function event(type: string, at: number, data: Record<string, unknown>, more: Partial<StoredEvent> = {}): StoredEvent {
  serial += 1;
  return { id: `e${String(serial).padStart(4, '0')}`, type, at, receivedAt: at + MINUTE, account: 'trent', session: null, data, ...more };
}

function historyFrom(events: readonly StoredEvent[], facts = new Map<string, SessionFacts>(), telling = TELLING) {
  return historyOf('trent', events, facts, telling);
}

test('each version of the account carries the merged state after its change', () => {
  const history = historyFrom([
    event('account.changed', START + DAY, { hourlyRate: { amount: 20, currency: 'EUR' }, skills: [] }),
    event('account.registered', START, { name: 'Trent', declared: { country: 'GB', city: 'London', timeZone: 'Europe/London' }, skills: ['java'], email: 'd-email' }),
    event('account.changed', START + 2 * DAY, { declared: { country: 'PT', timeZone: 'Europe/Lisbon' }, hourlyRate: { amount: 30, currency: 'XXX' } }),
  ]);
  expect(history.registeredAt).toBe(START);
  expect(history.versions.map(({ name, skills, hourlyRate, declared }) => ({ name, skills, hourlyRate, country: declared?.country, lat: declared?.lat }))).toEqual([
    { name: 'Trent', skills: ['java'], hourlyRate: null, country: 'GB', lat: 51.5 },
    { name: 'Trent', skills: [], hourlyRate: { amount: 20, currency: 'EUR', usd: 22 }, country: 'GB', lat: 51.5 },
    { name: 'Trent', skills: [], hourlyRate: { amount: 30, currency: 'XXX', usd: null }, country: 'PT', lat: null },
  ]);
  expect(current(history)).toMatchObject({ email: 'd-email', closed: null });
});

test('reports of one stretch are merged: the latest end and last input hold', () => {
  const seen = (data: Record<string, unknown>, at = START) => event('session.seen', at, { ip: 'd1', ...data }, { session: 's1' });
  const events = [
    seen({ endedAt: rfc3339(START + HOUR), rttMs: 40 }),
    seen({ endedAt: rfc3339(START + 3 * HOUR), rttMs: 45, lastInputAt: rfc3339(START + HOUR), device: { token: 't1', timeZone: 'Europe/London' } }),
    seen({ endedAt: rfc3339(START + 2 * HOUR), lastInputAt: rfc3339(START + 2 * HOUR), device: { token: 't2' } }),
    seen({ ip: 'd2' }),
    seen({}, START + HOUR),
  ];
  const { stretches } = historyFrom(events, new Map([[events[1]!.id, HOME]]));
  expect(stretches).toHaveLength(3);
  expect(stretches[0]).toMatchObject({
    event: events[0]!.id, session: 's1', endedAt: START + 3 * HOUR, lastInputAt: START + 2 * HOUR, rttMs: 45, ip: 'd1', network: HOME.network, place: HOME.place,
    device: { token: 't1', timeZone: 'Europe/London' },
  });
  expect(stretches[1]).toMatchObject({ ip: 'd2', endedAt: null, lastInputAt: null, device: null, network: { class: 'unknown' }, place: { country: null } });
});

test('a blanked address is null in the stretch, whose place and network stay', () => {
  const seen = event('session.seen', START, { ip: null }, { session: 's1' });
  expect(historyFrom([seen], new Map([[seen.id, HOME]])).stretches[0]).toMatchObject({ ip: null, network: HOME.network });
});

test('nothing later than asOf is told: later events are left out, and ends beyond it are cut', () => {
  const asOf = START + HOUR;
  const history = historyFrom(
    [
      event('session.seen', START, { ip: 'd1', endedAt: rfc3339(START + 5 * HOUR) }, { session: 's1' }),
      event('session.seen', START + 2 * HOUR, { ip: 'd1' }, { session: 's2' }),
      event('account.registered', START + 2 * HOUR, { name: 'Trent' }),
      event('time.logged', START, { contract: 'c1', from: rfc3339(START), to: rfc3339(START + 2 * HOUR), source: 'tracker' }),
    ],
    new Map(),
    { ...TELLING, asOf },
  );
  expect(history).toMatchObject({ registeredAt: null, versions: [], timeLogs: [{ to: asOf }] });
  expect(history.stretches.map(({ endedAt }) => endedAt)).toEqual([asOf]);
});

test('a declaration is ended by sending it again with the same kind and beginning', () => {
  const { declarations } = historyFrom([
    event('declaration.made', START, { kind: 'travel', country: 'PT' }),
    event('declaration.made', START + 5 * DAY, { kind: 'travel', from: rfc3339(START), to: rfc3339(START + 5 * DAY), verified: true }),
    event('declaration.made', START, { kind: 'vpn' }),
    event('declaration.made', START + DAY, { kind: 'travel', from: rfc3339(START + 9 * DAY), to: rfc3339(START + 12 * DAY) }),
  ]);
  expect(declarations.map(({ kind, from, to, country, verified }) => ({ kind, from, to, country, verified }))).toEqual([
    { kind: 'travel', from: START, to: START + 5 * DAY, country: 'PT', verified: true },
    { kind: 'vpn', from: START, to: null, country: null, verified: false },
    { kind: 'travel', from: START + 9 * DAY, to: START + 12 * DAY, country: null, verified: false },
  ]);
});

test('a contract is told by its start and its end together', () => {
  const events = [
    event('contract.ended', START + 9 * DAY, { contract: 'c1', reason: 'done' }),
    event('contract.started', START, { contract: 'c1', client: 'k1', hourly: true, value: { amount: 100, currency: 'USD' }, clientInstrument: 'd-card' }),
    event('contract.started', START + DAY, { contract: 'c2', client: 'k2' }),
  ];
  const { contracts } = historyFrom(events);
  expect(contracts).toEqual([
    { contract: 'c1', client: 'k1', startedAt: START, endedAt: START + 9 * DAY, hourly: true, value: { amount: 100, currency: 'USD', usd: 100 }, clientInstrument: 'd-card', clientDevice: null, clientIp: null, reason: 'done', events: [events[1]!.id, events[0]!.id] },
    { contract: 'c2', client: 'k2', startedAt: START + DAY, endedAt: null, hourly: null, value: null, clientInstrument: null, clientDevice: null, clientIp: null, reason: null, events: [events[2]!.id] },
  ]);
});

test('every other kind of event has its place in the history', () => {
  const history = historyFrom([
    event('profile.changed', START, { headline: 'Java', photoHash: '00ff00ff00ff00ff', education: [{ school: 'Example University', country: 'GB', to: 2010 }] }),
    event('profile.changed', START + DAY, { summary: 'Builds things' }),
    event('activity.recorded', START, { kind: 'message' }, { session: 's1' }),
    event('verification.started', START, { check: 'document' }),
    event('verification.finished', START + 1, { check: 'document', outcome: 'passed', document: 'd-doc', documentCountry: 'GB', score: 0.9 }),
    event('payout.method_added', START, { instrument: 'd-iban', rail: 'bank', holderMatch: 'match' }),
    event('payout.sent', START, { instrument: 'd-iban', amount: { amount: 10, currency: 'EUR' } }),
    event('earning.cleared', START, { amount: { amount: 10, currency: 'USD' }, contract: 'c1' }),
    event('bid.placed', START, { client: 'k1', price: { amount: 5, currency: 'USD' }, hourly: true, proposal: 'I can' }),
    event('interview.changed', START, { state: 'declined', client: 'k1' }),
    event('message.flagged', START, { flag: 'off_platform' }),
    event('client.reported', START, { kind: 'theft', text: 'gone' }),
    event('referral.made', START, { to: 'peggy' }),
    event('review.left', START, { client: 'k1', rating: 5 }),
    event('something.new', START, { kind: 'unheard of' }),
  ]);
  expect(history).toMatchObject({
    profiles: [{ headline: 'Java', summary: null }, { headline: 'Java', summary: 'Builds things', photoHash: '00ff00ff00ff00ff', education: [{ school: 'Example University', country: 'GB', to: 2010 }] }],
    activities: [{ kind: 'message', count: 1, size: null, session: 's1' }],
    checks: [{ outcome: 'started' }, { outcome: 'passed', document: 'd-doc', score: 0.9 }],
    instruments: [{ instrument: 'd-iban', rail: 'bank', holderMatch: 'match' }],
    payouts: [{ instrument: 'd-iban', amount: { usd: 11 } }],
    earnings: [{ amount: { usd: 10 }, contract: 'c1', client: null }],
    bids: [{ client: 'k1', hourly: true, proposal: 'I can', price: { usd: 5 } }],
    interviews: [{ state: 'declined', accommodation: false }],
    messageFlags: [{ flag: 'off_platform' }],
    clientReports: [{ kind: 'theft', text: 'gone' }],
    referrals: [{ to: 'peggy' }],
    reviews: [{ rating: 5 }],
  });
});

test('events of another account, and events whose fields retention has blanked, are left out without harm', () => {
  const history = historyFrom([event('review.left', START, { client: 'k1', rating: 5 }, { account: 'mallory' }), event('payout.sent', START, { instrument: null, amount: null })]);
  expect(history).toMatchObject({ reviews: [], payouts: [] });
});

/** Events that collide on purpose: few sessions, instants, addresses, contracts and declarations. */
const at = fc.integer({ min: 0, max: 6 }).map((hours) => START + hours * HOUR);
const data = fc.oneof(
  at.chain((ended) => fc.record({ ip: fc.constantFrom('d1', 'd2'), endedAt: fc.constant(rfc3339(ended)), rttMs: fc.nat(200), device: fc.constantFrom(undefined, { token: 't1' }, { token: 't2' }) })).map((told) => ['session.seen', told] as const),
  fc.record({ name: fc.constantFrom('Trent', 'T. Rent'), kind: fc.constantFrom('individual', 'agency') }, { requiredKeys: [] }).map((told) => ['account.changed', told] as const),
  fc.record({ headline: fc.constantFrom('a', 'b'), portfolio: fc.constantFrom([], ['https://example.com']) }, { requiredKeys: [] }).map((told) => ['profile.changed', told] as const),
  at.chain((end) => fc.record({ kind: fc.constantFrom('travel', 'vpn'), from: fc.constant(rfc3339(START)), to: fc.constantFrom(undefined, rfc3339(end)), country: fc.constantFrom(undefined, 'PT', 'US') })).map((told) => ['declaration.made', told] as const),
  fc.record({ contract: fc.constantFrom('c1', 'c2'), client: fc.constantFrom('k1', 'k2') }).map((told) => ['contract.started', told] as const),
  fc.record({ contract: fc.constantFrom('c1', 'c2'), reason: fc.constantFrom('x', 'y') }).map((told) => ['contract.ended', told] as const),
  fc.record({ kind: fc.constantFrom('page', 'work') }).map((told) => ['activity.recorded', told] as const),
);
const events = fc
  .array(fc.tuple(at, data, fc.constantFrom('s1', 's2')), { maxLength: 25 })
  .map((drawn) => drawn.map(([when, [type, told], session], index): StoredEvent => ({ id: `e${index}`, type, at: when, receivedAt: when, account: 'trent', session, data: told })));

test('any order and any repetition of the same events tells the same history', () => {
  const shuffled = events.chain((told) =>
    fc.tuple(fc.constant(told), fc.shuffledSubarray(told, { minLength: told.length }), fc.array(told.length > 0 ? fc.constantFrom(...told) : fc.constant(null), { maxLength: 10 })),
  );
  fc.assert(
    fc.property(shuffled, ([told, otherOrder, again]) => {
      const facts = new Map(told.map(({ id }) => [id, HOME]));
      const repeated = [...otherOrder, ...again.flatMap((one) => (one ? [structuredClone(one)] : []))];
      expect(historyFrom(repeated, facts)).toEqual(historyFrom(told, facts));
    }),
    { numRuns: 300 },
  );
});
