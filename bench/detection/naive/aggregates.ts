import { DAY, HOUR, type Instant } from '../../../lib/kernel/instant';
import type { WorldEvent } from '../event';
import { kmBetween } from '../places';
import { offsetOf } from '../zones';
import type { Whereabouts } from './addresses';
import { Crowds } from './crowds';

/** What the events of one account add up to, in numbers, by name. */
export type Aggregates = Record<string, number>;

type Seen = { at: Instant; ip: string; token: string | null; zone: string | null; where: Whereabouts; rtt: number | null };
type Told = {
  account: string; registeredAt: Instant; zone: string; country: string; category: string; voip: boolean; kind: string;
  seen: Seen[]; activeAt: Instant[]; checkedAt: Instant[]; instruments: { at: Instant; instrument: string; match: string | null; rail: string }[];
  bidsOn: Map<number, number>; prices: { category: string; hourly: boolean; price: number }[]; tokens: Set<string>; keyboards: Set<string>; clients: Set<string>;
  logs: { contract: string; from: Instant; to: Instant }[]; earnedAt: Instant[]; paidAt: Instant[]; cleared: number; paid: number;
  counts: Map<string, number>;
};

const add = (told: Told, name: string, by = 1) => told.counts.set(name, (told.counts.get(name) ?? 0) + by);

/**
 * Reads a world's events, in any order and with repetitions, into numbers for each account: what an analyst would compute first, with
 * no link weighed by its rarity, no change found in time and nothing explained away.
 */
export class AggregateReader {
  private readonly accounts = new Map<string, Told>();
  private readonly ids = new Set<string>();
  private readonly crowds = new Crowds();

  constructor(private readonly where: (ip: string) => Whereabouts) {}

  take(event: WorldEvent): void {
    if (this.ids.has(event.id)) return;
    this.ids.add(event.id);
    const told = this.of(event.account);
    const at = Date.parse(event.at);
    const read = READERS[event.type];
    if (read) read.call(this, told, at, event.data as Fields);
    add(told, 'events');
  }

  /** One row an account, with the same names in every row. */
  rows(): Map<string, Aggregates> {
    const medians = mediansOf([...this.accounts.values()]);
    const rtts = rttsOf([...this.accounts.values()]);
    return new Map([...this.accounts.values()].map((told) => [told.account, { ...rowOf(told, medians, rtts), ...this.crowds.of(told.account) }]));
  }

  private of(account: string): Told {
    let told = this.accounts.get(account);
    if (!told) {
      told = { account, registeredAt: 0, zone: 'Etc/UTC', country: '', category: '', voip: false, kind: 'individual', seen: [], activeAt: [], checkedAt: [], instruments: [], bidsOn: new Map(), prices: [], tokens: new Set(), keyboards: new Set(), clients: new Set(), logs: [], earnedAt: [], paidAt: [], cleared: 0, paid: 0, counts: new Map() };
      this.accounts.set(account, told);
    }
    return told;
  }

  share(kind: string, value: unknown, account: string): void {
    if (typeof value === 'string' && value !== '') this.crowds.add(kind, value, account);
  }

  lookUp(ip: string): Whereabouts {
    return this.where(ip);
  }
}

type Fields = Record<string, unknown>;
type Reads = (this: AggregateReader, told: Told, at: Instant, data: Fields) => void;

const READERS: Record<string, Reads> = {
  'account.registered'(told, at, data) {
    const declared = data.declared as { country: string; timeZone: string };
    Object.assign(told, { registeredAt: at, zone: declared.timeZone, country: declared.country, category: data.category ?? '', voip: data.phoneKind === 'voip', kind: data.kind ?? 'individual' });
  },
  'account.changed'(told, _at, data) {
    const declared = data.declared as { country: string; timeZone: string } | undefined;
    if (declared) Object.assign(told, { zone: declared.timeZone, country: declared.country });
    if (data.name !== undefined || data.legalName !== undefined) add(told, 'renamed');
    if (data.category !== undefined) add(told, 'otherTrade');
    if (data.closed === 'for_cause') add(told, 'closed');
  },
  'profile.changed'(told, _at, data) {
    this.share('photo', data.photoHash, told.account);
    for (const url of (data.portfolio as string[] | undefined) ?? []) this.share('portfolio', url, told.account);
    for (const sentence of sentencesOf(`${String(data.summary ?? '')} ${String(data.resume ?? '')}`)) this.share('profileText', sentence, told.account);
  },
  'session.seen'(told, at, data) {
    const device = (data.device ?? {}) as Fields;
    const token = typeof device.token === 'string' ? device.token : null;
    told.seen.push({ at, ip: String(data.ip), token, zone: typeof device.timeZone === 'string' ? device.timeZone : null, where: this.lookUp(String(data.ip)), rtt: typeof data.rttMs === 'number' ? data.rttMs : null });
    if (token) told.tokens.add(token);
    if (typeof device.keyboard === 'string') told.keyboards.add(device.keyboard);
    this.share('device', token, told.account);
    this.share(told.seen.at(-1)?.where.rented ? 'exit' : 'address', data.ip, told.account);
    const hints = (device.hints as string[] | undefined) ?? [];
    if (hints.some((hint) => REMOTE.has(hint))) add(told, 'remote');
    if (hints.some((hint) => SPOOFED.has(hint))) add(told, 'spoofed');
    if (typeof data.endedAt === 'string' && Date.parse(data.endedAt) - at > DAY) add(told, 'dayLong');
  },
  'activity.recorded'(told, at, data) {
    told.activeAt.push(at);
    if (data.kind === 'download' && Number(data.size ?? 0) > 20_000_000) add(told, 'bulk');
  },
  'verification.started'(told) { add(told, 'started'); },
  'verification.finished'(told, at, data) {
    if (data.check !== 'email' && data.check !== 'phone') add(told, 'ended');
    if (data.outcome === 'passed' && (data.check === 'document' || data.check === 'liveness')) told.checkedAt.push(at);
    if (data.outcome === 'failed' && (data.check === 'liveness' || data.check === 'face_match')) add(told, 'faceFailed');
    if (data.outcome === 'failed' && (data.check === 'employment' || data.check === 'education')) add(told, 'claimFailed');
    if (data.outcome === 'abandoned') add(told, 'abandoned');
    this.share('document', data.document, told.account);
    this.share('photo', data.imageHash, told.account);
  },
  'payout.method_added'(told, at, data) {
    told.instruments.push({ at, instrument: String(data.instrument), match: typeof data.holderMatch === 'string' ? data.holderMatch : null, rail: String(data.rail) });
    this.share('payee', data.instrument, told.account);
  },
  'payout.sent'(told, at, data) { told.paidAt.push(at); told.paid += Number((data.amount as { amount: number }).amount); },
  'earning.cleared'(told, at, data) { told.earnedAt.push(at); told.cleared += Number((data.amount as { amount: number }).amount); },
  'bid.placed'(told, at, data) {
    add(told, 'bids');
    told.activeAt.push(at);
    const day = Math.floor(at / DAY);
    told.bidsOn.set(day, (told.bidsOn.get(day) ?? 0) + 1);
    const price = data.price as { amount: number } | undefined;
    if (price && typeof data.hourly === 'boolean') told.prices.push({ category: told.category, hourly: data.hourly, price: price.amount });
    for (const sentence of sentencesOf(String(data.proposal ?? ''))) this.share('proposalText', sentence, told.account);
  },
  'contract.started'(told, _at, data) {
    add(told, 'contracts');
    told.clients.add(String(data.client));
    this.share('client', data.client, told.account);
    if (told.instruments.some((one) => one.instrument === data.clientInstrument) || told.tokens.has(String(data.clientDevice))) add(told, 'selfDealt');
  },
  'time.logged'(told, _at, data) { told.logs.push({ contract: String(data.contract), from: Date.parse(String(data.from)), to: Date.parse(String(data.to)) }); },
  'interview.changed'(told, _at, data) { add(told, data.state === 'requested' ? 'talks' : data.state === 'done' ? 'talked' : 'dodged'); },
  'message.flagged'(told, _at, data) { add(told, data.flag === 'off_platform' ? 'offPlatform' : data.flag === 'threat' ? 'threat' : 'paymentAsk'); },
  'client.reported'(told, _at, data) { add(told, ['theft', 'extortion'].includes(String(data.kind)) ? 'harm' : ['different_person', 'impersonation'].includes(String(data.kind)) ? 'otherPerson' : 'complaint'); },
  'declaration.made'(told) { add(told, 'declared'); },
  'referral.made'(told) { add(told, 'referred'); },
  'review.left'(told, _at, data) { if (data.rating === 5) add(told, 'fiveStars'); },
};

const REMOTE = new Set(['remote_desktop', 'virtual_machine', 'virtual_gpu', 'rdp_screen', 'port_3389', 'uniform_key_lag', 'no_pointer_inertia', 'kvm_switch']);
const SPOOFED = new Set(['spoofed_user_agent', 'anti_detect_browser', 'impossible_pair']);

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?])\s+|\n+/).map((one) => one.trim().toLowerCase()).filter((one) => one.split(' ').length >= 7);
}

function mediansOf(all: readonly Told[]): Map<string, number> {
  const prices = new Map<string, number[]>();
  for (const told of all) for (const { category, hourly, price } of told.prices) {
    const key = `${category} ${hourly}`;
    (prices.get(key) ?? prices.set(key, []).get(key))?.push(price);
  }
  return new Map([...prices].map(([key, values]) => [key, middle(values)]));
}

/** The median round trip of each network in each country. */
function rttsOf(all: readonly Told[]): Map<string, number> {
  const values = new Map<string, number[]>();
  for (const told of all) for (const { where, rtt } of told.seen) if (rtt !== null) {
    const key = `${where.asn} ${where.country}`;
    (values.get(key) ?? values.set(key, []).get(key))?.push(rtt);
  }
  return new Map([...values].map(([key, own]) => [key, middle(own)]));
}

function rowOf(told: Told, medians: ReadonlyMap<string, number>, rtts: ReadonlyMap<string, number>): Aggregates {
  const count = (name: string) => told.counts.get(name) ?? 0;
  const seen = told.seen.toSorted((a, b) => a.at - b.at);
  const sessions = Math.max(1, seen.length);
  const home = seen.filter((one) => !one.where.rented);
  const lastCheck = told.checkedAt.toSorted((a, b) => a - b).at(-1) ?? null;
  const added = told.instruments.toSorted((a, b) => a.at - b.at);
  const hours = new Map<number, number>();
  for (const log of told.logs) hours.set(Math.floor(log.from / DAY), (hours.get(Math.floor(log.from / DAY)) ?? 0) + (log.to - log.from) / HOUR);
  const local = [...told.activeAt, ...seen.map((one) => one.at)].map((at) => (((at + offsetOf(told.zone, at)) % DAY) + DAY) % DAY / HOUR);
  const gaps = seen.slice(1).map((one, index) => one.at - (seen[index] as Seen).at);
  return {
    events: count('events'), sessions: seen.length, bids: count('bids'), contracts: count('contracts'), ageDays: ((seen.at(-1)?.at ?? told.registeredAt) - told.registeredAt) / DAY,
    rentedShare: 1 - home.length / sessions,
    countries: new Set(home.map((one) => one.where.country)).size,
    awayShare: home.length === 0 ? 0 : home.filter((one) => one.where.country !== told.country).length / home.length,
    jumps: jumpsOf(seen), jumpsAtHome: jumpsOf(home),
    zoneGap: seen.filter((one) => one.zone !== null && Math.abs(offsetOf(one.zone, one.at) - offsetOf(told.zone, one.at)) >= 3 * HOUR).length / sessions,
    nightShare: local.length === 0 ? 0 : local.filter((hour) => hour < 6).length / local.length,
    remoteShare: count('remote') / sessions, spoofedShare: count('spoofed') / sessions, dayLong: count('dayLong'),
    tokens: told.tokens.size, keyboards: told.keyboards.size,
    newDeviceAfterCheck: lastCheck === null ? 0 : changedDevice(seen, lastCheck),
    exitsAfterCheck: lastCheck === null ? 0 : shareRented(seen.filter((one) => one.at >= lastCheck)) - shareRented(seen.filter((one) => one.at < lastCheck)),
    rttGap: middle(seen.flatMap((one) => (one.rtt === null ? [] : [one.rtt - (rtts.get(`${one.where.asn} ${one.where.country}`) ?? one.rtt)]))),
    dormantDays: Math.max(0, ...gaps) / DAY,
    faceFailed: count('faceFailed'), claimFailed: count('claimFailed'), abandoned: count('abandoned'), unfinished: Math.max(0, count('started') - count('ended')),
    instruments: added.length, payeeMismatch: added.filter((one) => one.match === 'none').length, crypto: added.filter((one) => one.rail === 'crypto').length,
    payoutSoonAfterCheck: added.slice(1).filter((one) => told.checkedAt.some((at) => one.at > at && one.at < at + 14 * DAY)).length,
    sweptShare: told.cleared === 0 ? 0 : Math.min(1.5, told.paid / told.cleared), sweptFast: sweptFast(told),
    mostBidsADay: Math.max(0, ...told.bidsOn.values()), priceRatio: middle(told.prices.map((one) => one.price / (medians.get(`${one.category} ${one.hourly}`) ?? one.price)), 1),
    dodged: count('dodged'), dodgedShare: count('talks') === 0 ? 0 : count('dodged') / count('talks'), offPlatform: count('offPlatform'), paymentAsks: count('paymentAsk'), threats: count('threat'),
    mostHoursADay: Math.max(0, ...hours.values()), doubleTimed: doubleTimed(told.logs),
    harm: count('harm'), otherPerson: count('otherPerson'), complaints: count('complaint'), bulk: count('bulk'),
    voip: told.voip ? 1 : 0, renamed: count('renamed'), otherTrade: count('otherTrade'), closed: count('closed'), organised: told.kind === 'individual' ? 0 : 1,
    selfDealt: count('selfDealt'), referred: count('referred'), declared: count('declared'), fiveStars: count('fiveStars'),
  };
}

function shareRented(seen: readonly Seen[]): number {
  return seen.length === 0 ? 0 : seen.filter((one) => one.where.rented).length / seen.length;
}

function jumpsOf(seen: readonly Seen[]): number {
  let jumps = 0;
  for (const [index, one] of seen.slice(1).entries()) {
    const before = seen[index] as Seen;
    if (one.where.lat === null || one.where.lon === null || before.where.lat === null || before.where.lon === null) continue;
    const km = kmBetween({ lat: one.where.lat, lon: one.where.lon }, { lat: before.where.lat, lon: before.where.lon });
    if (km > 500 && km / Math.max(0.05, (one.at - before.at) / HOUR) > 900) jumps += 1;
  }
  return jumps;
}

/** 1 where no device of the two weeks after the check was seen before it. */
function changedDevice(seen: readonly Seen[], checkedAt: Instant): number {
  const before = new Set(seen.filter((one) => one.at <= checkedAt && one.token).map((one) => one.token));
  const after = seen.filter((one) => one.at > checkedAt && one.at < checkedAt + 30 * DAY && one.token);
  return before.size > 0 && after.length > 0 && after.every((one) => !before.has(one.token)) ? 1 : 0;
}

function sweptFast(told: Told): number {
  const paid = told.paidAt.toSorted((a, b) => a - b);
  return told.earnedAt.filter((at) => paid.some((other) => other >= at && other < at + DAY)).length;
}

function doubleTimed(logs: readonly { contract: string; from: Instant; to: Instant }[]): number {
  let found = 0;
  for (const [index, a] of logs.entries()) for (const b of logs.slice(index + 1)) if (a.contract !== b.contract && Math.min(a.to, b.to) - Math.max(a.from, b.from) > 2 * HOUR) found += 1;
  return found;
}

function middle(values: readonly number[], otherwise = 0): number {
  return values.length === 0 ? otherwise : (values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number);
}
