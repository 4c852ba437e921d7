import { DAY, HOUR, type Instant } from '../../lib/kernel/instant';
import { machine, publicMachine } from './devices';
import { TRADES } from './lexicon';
import { does, during, type Hand, type Life } from './life';
import type { Market } from './market';
import { emailFor, nameFor, phoneFor } from './names';
import type { Parameters } from './parameters';
import { customsOf, PLACES, type Place } from './places';
import { Random } from './random';
import { exitCountry, Networks, type Route } from './routes';
import { educationOf, employmentOf, voice } from './texts';

/** What an archetype has to work with: a source of chance, the span, the world's parameters and shared things, and its seats. */
export type Scene = {
  random: Random;
  /** What strangers share in this world depends on it alone. */
  seed: string;
  from: Instant;
  now: Instant;
  parameters: Parameters;
  networks: Networks;
  market: Market;
  /** Accounts that this group is given. */
  size: number;
  /** The next seat: an account id and its number in the world. */
  seat: () => { account: string; sequence: number };
};

/** One account of a group with its truth. `abuser` overrides the archetype's own answer; `worker` tells members with a worker each apart. */
export type Member = { life: Life; handoverAt: Instant | null; abuser?: boolean; worker?: number };

/** Somebody declares a place as many others do. */
export function somePlace(random: Random): Place {
  return random.weighted(PLACES, (place) => place.weight);
}

/** A moment within the span, by fractions of it. */
export function within(scene: Scene, low: number, high: number): Instant {
  return Math.round(scene.from + (scene.now - scene.from) * scene.random.between([low, high]));
}

/** The ways online of an ordinary person: home, a phone, now and then a café. */
export function usualRoutes(networks: Networks, place: Place, random: Random): Route[] {
  const home = networks.home(place, random, 10);
  const routes = [home, networks.mobile(place, random, random.between([0.3, 2.2]))];
  if (random.chance(0.35)) routes.push(networks.public(place, random, 0.5));
  // Many have a service's exit on now and then: for a film, a hotel, a bank.
  if (random.chance(0.13)) routes.push(networks.exits(random.zipf(Networks.SERVICES), exitCountry(place.country, random), place, random, random.between([0.4, 3])));
  return routes;
}

/** Working days of a person: most start in the morning, some late; a few days a week; weekends less. A slower pace has fewer busy people. */
export function someRhythm(random: Random, pace: number): Pick<Hand, 'startHour' | 'span' | 'perWeek' | 'perDay' | 'weekend'> {
  const busy = random.float();
  const [light, heavy] = [0.5 + 0.35 * (1 - pace), 0.18 - 0.14 * (1 - pace)];
  return {
    startHour: random.weighted([{ from: 8.8, weight: 70 }, { from: 11.5, weight: 18 }, { from: 17.5, weight: 12 }], (one) => one.weight).from + random.normal(0, 1),
    span: random.between([6, 11]),
    perWeek: busy < light ? random.between([0.05, 0.4]) * pace : busy < 1 - heavy ? random.between([0.5, 1.7]) * (0.5 + 0.5 * pace) : random.between([1.7, 5]),
    perDay: random.between([1, 1.3]),
    weekend: random.between([0.1, 0.9]),
  };
}

/** An ordinary life: one person, at home, under the person's own name. Everything else is a change made to one of these. */
export function ordinaryLife(scene: Scene, fixed: { place?: Place; registeredAt?: Instant; account?: string; sequence?: number } = {}): Life {
  const { random: own } = scene;
  const seat = fixed.account === undefined ? scene.seat() : { account: fixed.account, sequence: fixed.sequence ?? 0 };
  const random = own.fork(`life/${seat.account}`);
  const place = fixed.place ?? somePlace(random);
  const trade = random.weighted(TRADES, (one) => one.weight);
  const name = nameFor(place.country, random);
  const registeredAt = fixed.registeredAt ?? (random.chance(0.72) ? scene.from - random.between([5, 1000]) * DAY : scene.from + (scene.now - scene.from) * random.between([0.01, 0.85]));
  const born = new Date(scene.now).getUTCFullYear() - random.int(20, 58);
  const skills = random.shuffled(trade.skills).slice(0, random.int(3, 6));
  const customs = customsOf(place.country);
  const hand: Hand = {
    from: registeredAt,
    to: scene.now,
    body: place,
    ...someRhythm(random, scene.parameters.pace),
    routes: usualRoutes(scene.networks, place, random),
    machines: [{ machine: machine(random, place.country), weight: 8 }, ...(random.chance(0.6) ? [{ machine: machine(random, place.country, 'phone'), weight: random.between([0.6, 3]) }] : [])],
    shownZone: null,
    voice: voice(trade, random),
    eager: 1,
    addedRttMs: 0,
    telling: scene.parameters.pace,
    evenings: 0,
    open: null,
    leak: null,
  };
  const rail = random.weighted([{ rail: 'bank', weight: 62 }, { rail: 'wallet', weight: 30 }, { rail: 'card', weight: 6 }, { rail: 'crypto', weight: 2 }] as const, (one) => one.weight).rail;
  const life: Life = {
    account: seat.account,
    random,
    registeredAt,
    name,
    legalName: `${name.given} ${name.family}`,
    born,
    birthDate: `${born}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
    email: emailFor(name, random),
    phone: phoneFor(place.country, seat.sequence),
    phoneKind: random.weighted([{ kind: 'mobile', weight: 84 }, { kind: 'voip', weight: 7 }, { kind: 'landline', weight: 4 }, { kind: 'unknown', weight: 5 }] as const, (one) => one.weight).kind,
    declared: place,
    document: { number: random.code(9), type: random.pick(['passport', 'id_card', 'driving_licence', 'id_card']), country: place.country },
    photo: random.hex(16),
    kind: 'individual',
    organisation: null,
    trade,
    skills,
    hourlyRate: Math.round(random.between(trade.rate) * (random.chance(0.2) ? 0.7 : 1)),
    currency: random.chance(0.6) ? 'USD' : customs.currency,
    education: educationOf(place.country, born, random),
    employment: employmentOf(trade, born, new Date(scene.now).getUTCFullYear(), random),
    portfolio: random.chance(0.6) ? [`https://${name.given.toLowerCase()}${random.int(10, 99999)}.example/work`] : [],
    checkedAt: random.chance(0.86) ? registeredAt + random.exponential(2 * DAY) + HOUR : null,
    checkedAgainAt: random.chance(0.35) ? within(scene, -0.1, 0.95) : null,
    hands: [hand],
    instruments: [{ at: registeredAt + random.between([0.5, 12]) * DAY, instrument: { instrument: `pi_${random.code(14)}`, rail, country: place.country, holderMatch: random.weighted([{ match: 'match', weight: 90 }, { match: 'partial', weight: 7 }, { match: 'unknown', weight: 3 }] as const, (one) => one.weight).match } }],
    work: { bidsAWeek: random.lognormal(0.5, 0.7) * scene.parameters.pace, sprees: 0, winning: random.between([0.1, 0.35]), parallel: random.int(1, 3), hourly: random.between([0.2, 0.8]), tracker: random.chance(0.6), price: random.lognormal(1, 0.25), hoursAWeek: random.between([6, 34]) },
    paying: [{ from: 0, share: random.weighted([{ share: 1, weight: 38 }, { share: 0.9, weight: 12 }, { share: 0.5, weight: 30 }, { share: 0.3, weight: 20 }], (one) => one.weight).share, afterHours: random.chance(0.3) ? random.between([2, 30]) : random.between([40, 700]), rotates: false }],
    interviewing: { chance: 0.09, declines: 0.07, cameraOff: 0.06, accommodation: false },
    offPlatform: 0.05,
    paymentAsks: 0.2,
    confirmed: 0.88,
    clients: null,
    acts: [],
    closedAt: null,
  };
  if (fixed.account === undefined) quirks(life, scene, random.fork('quirks'));
  return life;
}

/** What makes people unlike each other and says nothing of anybody: whoever is rented had them as well. */
function quirks(life: Life, scene: Scene, random: Random): void {
  const [hand] = life.hands;
  if (!hand) return;
  if (random.chance(0.35)) hand.evenings = random.between([0.1, 0.6]);
  // A picture from a stock library; work on a repository that many others name as well.
  if (random.chance(0.04)) life.photo = new Random(`${scene.seed}/stock/${random.zipf(80)}`).hex(16);
  if (random.chance(0.05)) life.portfolio = [...life.portfolio, `https://code.example/open/project-${random.zipf(90)}`];
  if (random.chance(0.015)) hand.machines = [...hand.machines, { machine: publicMachine(scene.seed, hand.body, random), weight: 2 }];
  if (random.chance(0.14)) life.offPlatform = random.between([0.2, 0.6]);
  if (random.chance(0.06)) life.interviewing = { ...life.interviewing, chance: 0.2, declines: 0.4, cameraOff: 0.4 };
  if (random.chance(0.05)) hand.open = { chance: 0.12, attended: false };
  // Another bank, as people do; some just after the first good month.
  if (random.chance(0.14) && life.instruments[0]) {
    const at = within(scene, 0.02, 0.95);
    if (at > life.instruments[0].at) life.instruments = [...life.instruments, { at, instrument: { ...life.instruments[0].instrument, instrument: `pi_${random.code(14)}` } }];
  }
  // Paid out at once, by turns to a bank and a wallet: who lives from hand to mouth does it.
  if (random.chance(0.04) && life.instruments[0]) {
    life.instruments = [...life.instruments, { at: life.instruments[0].at + random.between([1, 90]) * DAY, instrument: { ...life.instruments[0].instrument, instrument: `pi_${random.code(14)}`, rail: 'wallet' } }];
    life.paying = [{ from: 0, share: 1, afterHours: random.between([2, 18]), rotates: true }];
  }
  if (random.chance(0.012)) hand.machines = hand.machines.map((one) => ({ ...one, machine: { ...one.machine, hints: ['spoofed_user_agent', 'impossible_pair'] } }));
  if (random.chance(0.03)) {
    const trade = random.weighted(TRADES, (one) => one.weight);
    does(life, within(scene, 0.05, 0.95), 'account.changed', { category: trade.category, skills: trade.skills.slice(0, 4) });
  }
  // Away for a year with a child, a job, an illness; back on the laptop of today.
  if (life.registeredAt < scene.from - 420 * DAY && random.chance(0.05)) {
    const back = within(scene, 0.05, 0.75);
    const laptop = machine(random, hand.body.country);
    during(life, life.registeredAt + 60 * DAY, back, (one) => ({ ...one, perWeek: 0 }));
    during(life, back, scene.now, (one) => ({ ...one, perWeek: Math.max(one.perWeek, random.between([0.5, 3])), machines: [{ machine: laptop, weight: 8 }] }));
  }
  // A new way of writing: a course, a tool, a co-writer.
  if (random.chance(0.1)) during(life, within(scene, 0.1, 0.8), scene.now, (one) => ({ ...one, voice: voice(life.trade, random, 0.5) }));
}

export function closedForCause(life: Life, at: Instant): void {
  if (at <= life.registeredAt + DAY) return;
  life.closedAt = at;
  does(life, at, 'account.changed', { closed: 'for_cause' }, 'nowhere');
}

/** The first machine of a life: the one that opened the account. */
export function ownMachine(life: Life): Hand['machines'][number]['machine'] {
  const first = life.hands[0]?.machines[0];
  if (!first) throw new Error(`${life.account} has no machine`);
  return first.machine;
}
