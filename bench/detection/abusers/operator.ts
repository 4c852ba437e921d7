import { DAY, HOUR, MINUTE, type Instant } from '../../../lib/kernel/instant';
import { avoidsChecks, takes } from '../begin';
import { cloneOf, disguised, machine, throughRemote, type Hint, type Machine } from '../devices';
import { declares, does, takenOver, type Hand, type Instrument, type Life } from '../life';
import { placeNamed, type Place } from '../places';
import type { Random } from '../random';
import { exitCountry, Networks, type Route } from '../routes';
import { ordinaryLife, somePlace, within, type Member, type Scene } from '../scene';
import { sentences, voice, type Voice } from '../texts';

/** A group that works under other people's names. `size` is the least and the most accounts; parameters narrow it. */
export type Scheme = { id: string; name: string; size: (scene: Pick<Scene, 'parameters'>) => readonly [number, number]; least: number; live: (scene: Scene) => Member[] };

/** One person or desk that works other people's accounts, and how carefully. */
export type Operator = { body: Place; care: number; random: Random; own: Machine; startHour: number; span: number; perWeek: number; weekend: number; home: Route; exits: Route; /** Other people's homes are rented by the hour, in place of exits. */ homes: boolean };

const DESKS: readonly (readonly [city: string, weight: number])[] = [['Shenyang', 20], ['Dalian', 8], ['Changchun', 10], ['Vladivostok', 12], ['Vientiane', 6], ['Shenzhen', 6], ['Moscow', 5], ['Nairobi', 4], ['Lagos', 5], ['Karachi', 5], ['Kolkata', 5], ['Kharkiv', 4], ['Manila', 5], ['Dhaka', 5]];

export function operator(scene: Scene, fixed: { body?: Place; care?: number } = {}): Operator {
  const random = scene.random.fork('operator');
  const body = fixed.body ?? placeNamed(random.weighted(DESKS, ([, weight]) => weight)[0]);
  const { parameters, networks } = scene;
  const country = exitCountry('', random);
  return {
    body,
    care: fixed.care ?? random.between(parameters.care),
    random,
    own: machine(random, body.country),
    startHour: 8.5 + random.normal(0, 0.8),
    span: random.between([10, 15]),
    perWeek: random.between([2.6, 6.2]) * parameters.pace ** 0.4,
    weekend: random.between([0.5, 1]),
    home: networks.home(body, random),
    homes: random.chance(0.2),
    exits: random.chance(parameters.privateExits) ? networks.privateExits(country, body, random.int(...parameters.exits), random, 20) : networks.exits(random.zipf(Networks.SERVICES), country, body, random, 20),
  };
}

/** An operator's hand on one account, from a moment on: behind the exits, on a machine of the desk, by the desk's hours. */
export function handOf(by: Operator, scene: Scene, life: Life, from: Instant, more: Partial<Hand> = {}): Hand {
  const { random } = life;
  const { parameters } = scene;
  const traces = random.chance(parameters.remoteTraces * (1 - by.care) * 0.6) ? remoteTraces(random, 2) : [];
  const kept = random.chance(by.care * 0.5 + parameters.ownMachine * 0.5) ? machine(random, random.chance(by.care) ? life.declared.country : by.body.country) : by.own;
  const keepsHours = random.chance(parameters.keepsHours);
  const seen = random.chance(0.4 * (1 - by.care)) ? disguised(kept, random) : kept;
  const way = by.homes ? rentedHomes(by, scene, life) : [{ ...by.exits, weight: 20 }];
  return {
    from,
    to: scene.now,
    body: keepsHours ? life.declared : by.body,
    startHour: keepsHours ? 9.5 + random.normal(0, 1.2) : by.startHour,
    span: keepsHours ? Math.min(10, by.span) : by.span,
    // Many an account waits for work; few are worked all day.
    perWeek: by.perWeek * random.between([0.4, 1.1]),
    perDay: random.between([1, 1.4]),
    weekend: by.weekend,
    routes: [...way, ...(random.chance(0.5 * (1 - by.care)) ? [{ ...by.home, weight: 0.3 }] : [])],
    machines: [{ machine: traces.length > 0 ? throughRemote(seen, random, traces) : seen, weight: 1 }],
    shownZone: random.chance(Math.min(1, parameters.zoneFaked * (0.7 + 0.4 * by.care))) ? life.declared.zone : by.body.zone,
    voice: voice(life.trade, random),
    eager: random.between([1.1, 2.6]) + (0.5 * parameters.pace) / life.work.bidsAWeek,
    addedRttMs: 0,
    telling: parameters.pace,
    evenings: 0,
    // Two shifts at one desk, and the session is never closed.
    open: random.chance(0.3 * (1 - by.care)) ? { chance: 0.05, attended: true } : null,
    leak: { chance: random.between(parameters.leak) * (1.2 - by.care), route: by.home },
    ...more,
  };
}

/** The careful rent homes in the persona's own city, the others wherever there is one to be had. */
function rentedHomes(by: Operator, scene: Scene, life: Life): Route[] {
  const { random } = life;
  const near = random.chance(0.3 + 0.7 * by.care);
  const places = near ? [life.declared] : [life.declared, somePlace(random), somePlace(random)];
  return places.map((place) => scene.networks.borrowedHomes(place, random.between([40, 170]), random, 20));
}

const TRACES: readonly Hint[] = ['remote_desktop', 'rdp_screen', 'port_3389', 'uniform_key_lag', 'no_pointer_inertia', 'virtual_gpu', 'kvm_switch'];

export function remoteTraces(random: Random, count: number): Hint[] {
  return random.shuffled(TRACES).slice(0, count);
}

/** Rented: a life that somebody else could take over, checked within the span and in its first half. */
export function rented(scene: Scene, fixed: Parameters<typeof ordinaryLife>[1] = {}): { life: Life; checkedAt: Instant; handoverAt: Instant } {
  const { random, parameters } = scene;
  const checkedAt = within(scene, -0.1, 0.55);
  const life = ordinaryLife(scene, { registeredAt: checkedAt - (random.chance(0.45) ? random.between([1, 20]) : random.between([20, 1000])) * DAY, ...fixed });
  // An old account was checked when it was new, like everybody's; the renter's check is the second.
  if (checkedAt > life.registeredAt + 40 * DAY && random.chance(0.6)) Object.assign(life, { checkedAt: life.registeredAt + DAY, checkedAgainAt: checkedAt });
  else Object.assign(life, { checkedAt, checkedAgainAt: null });
  const handoverAt = Math.min(checkedAt + random.between(parameters.handoverAfterDays) * DAY, scene.now - 14 * DAY);
  for (const hand of life.hands) hand.perWeek = Math.max(0.2, Math.min(hand.perWeek, 3));
  return { life, checkedAt, handoverAt: Math.max(handoverAt, checkedAt + DAY) };
}

/** From this moment on the account is somebody else's to work; bids go up, and leave fast when they earn. */
export function handOver(life: Life, at: Instant, hand: Hand, scene: Scene): void {
  const { random } = life;
  takenOver(life, at, hand);
  life.work = { ...life.work, winning: 0.2, parallel: random.int(1, 4), hoursAWeek: random.between([12, 45]), price: life.work.price * random.between([0.55, 1.1]), sprees: random.chance(0.25) ? random.between([0.01, 0.04]) : 0 };
  life.interviewing = { ...life.interviewing, declines: random.between([0.1, 0.6]), cameraOff: random.between([0.1, 0.5]) };
  life.offPlatform = random.chance(0.25) ? random.between([0.3, 0.7]) : random.between([0.03, 0.2]);
  life.paymentAsks = random.between([0.15, 0.6]);
  // Clients ask after what the profile claims, which was written for the work and not for the person.
  if (random.chance(0.1)) takes(life, Math.min(at + random.between([5, 50]) * DAY, scene.now - DAY), random.pick(['employment', 'education'] as const), random.chance(0.5) ? 'failed' : 'passed', { vendor: 'claimcheck' });
  if (random.chance(0.1)) avoidsChecks(life, Math.min(at + random.between([2, 60]) * DAY, scene.now - 21 * DAY));
  if (!random.chance(scene.parameters.declares)) return;
  const kind = random.pick(['vpn', 'new_device', 'travel', 'relocation'] as const);
  declares(life, Math.max(life.registeredAt + DAY, at - random.between([0, 3]) * DAY), kind, kind === 'travel' || kind === 'relocation' ? { country: hand.body.country } : {});
}

/** Papers bought by the dozen are used more than once by those who do not take care. */
export function papersOf(by: Operator, lives: readonly Life[], country: string): void {
  const shared = { number: by.random.code(9), type: 'passport' as const, country };
  for (const life of lives) if (life.random.chance(0.35 * (1 - by.care))) life.document = shared;
}

/** A number that anybody can have in a minute. */
export function cheapNumber(life: Life): void {
  if (life.random.chance(0.4)) life.phoneKind = 'voip';
}

/** A new instrument once money flows; what it earns is swept away. */
export function paysOn(life: Life, at: Instant, instrument: Instrument, scene: Scene): void {
  const from = at + life.random.between(scene.parameters.payoutDelayDays) * DAY;
  if (from >= scene.now) return;
  life.instruments.push({ at: from, instrument });
  life.paying.push({ from, share: life.random.between([0.9, 1]), afterHours: life.random.between([3, 40]), rotates: life.random.chance(0.25) });
}

export function instrumentOf(random: Random, country: string): Instrument {
  return { instrument: `pi_${random.code(14)}`, rail: random.weighted([{ rail: 'wallet', weight: 55 }, { rail: 'bank', weight: 30 }, { rail: 'crypto', weight: 10 }, { rail: 'card', weight: 5 }] as const, (one) => one.weight).rail, country, holderMatch: random.weighted([{ match: 'none', weight: 40 }, { match: 'partial', weight: 15 }, { match: 'match', weight: 30 }, { match: 'unknown', weight: 15 }] as const, (one) => one.weight).match };
}

/** The ring's own sentences, taken by each voice as often as care allows. */
export function ringVoices(scene: Scene, by: Operator, lives: readonly Life[]): Voice[] {
  const { random, parameters } = scene;
  const trade = lives[0]?.trade;
  if (!trade) return [];
  const pool = sentences(trade, random.int(...parameters.pool), random.fork('pool'));
  return lives.map((life) => {
    life.trade = trade;
    return { ...voice(trade, life.random), pool: { sentences: pool, chance: life.random.between(parameters.poolChance) * (1.15 - 0.5 * by.care) } };
  });
}

/** The same acts in several accounts within two minutes: one pair of hands, several windows. */
export function inStep(scene: Scene, by: Operator, members: readonly { life: Life; from: Instant }[]): void {
  const { random, parameters } = scene;
  const every = (7 * DAY) / (random.between(parameters.stepsAWeek) * (1.2 - 0.6 * by.care));
  const begin = Math.min(...members.map((member) => member.from));
  for (let at = begin + random.exponential(every); at < scene.now; at += random.exponential(every)) {
    const hour = by.startHour + random.float() * by.span;
    const moment = Math.floor(at / DAY) * DAY + (hour - by.body.lon / 15) * HOUR;
    const kind = random.pick(['upload', 'page', 'message', 'download']);
    for (const { life, from } of members) if (moment > from && random.chance(0.55)) does(life, Math.floor(moment + random.normal(0, 0.7) * MINUTE), 'activity.recorded', { kind }, 'exact');
  }
}

/** Machines made from one image: the desk's. */
export function clones(by: Operator, count: number): Machine[] {
  return Array.from({ length: count }, () => cloneOf(by.own, by.random));
}

export const times = <Item>(count: number, make: (index: number) => Item): Item[] => Array.from({ length: count }, (_, index) => make(index));
