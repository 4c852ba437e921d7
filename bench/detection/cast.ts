import { DAY, HOUR, MINUTE, rfc3339, type Instant } from '../../lib/kernel/instant';
import { takes } from './begin';
import { machine, type Machine } from './devices';
import { TRADES } from './lexicon';
import { always, declares, does, during, type Hand, type Instrument, type Life } from './life';
import { placeNamed } from './places';
import { ordinaryLife, ownMachine, usualRoutes, type Member, type Scene } from './scene';
import { sentences, voice } from './texts';
import { staysIn } from './innocents/alone';

/** Ids of the people whom seed, tests, screens and documents know by name. */
export const CAST = { mallory: 'acc_7Q4M2KD9', trent: 'acc_8RM3YD6J', peggy: 'acc_5VN8QY3T', ostrander: 'acc_9TL0V5HX', dahl: 'acc_1CR2P8ZB', sable: 'acc_6KD1W3NF', brandt: 'acc_8WZM4T0C', calder: 'acc_2FN7Y4RS', ahlgren: 'acc_4PL2AX6M', sandvik: 'acc_2GD9RB7C' } as const;
export const CAST_SIZE = Object.keys(CAST).length;

type Casting = { archetype: string; ring: string | null; abuser: boolean; member: Member };

/** What the Kestrel ring has in common. */
type Kestrel = { payee: Instrument; build: Machine; exits: Hand['routes'][number]; pool: readonly string[]; body: ReturnType<typeof placeNamed>; handoverAt: Instant; home: Hand['routes'][number] };

/** The cast with their stories, told by fractions of the span so that they can be read in a world of any length. */
export function castOf(scene: Scene): Casting[] {
  const kestrel = kestrelOf(scene);
  const ring = (member: Member): Casting => ({ archetype: 'A3', ring: 'kestrel', abuser: true, member });
  const innocent = (archetype: string, life: Life): Casting => ({ archetype, ring: null, abuser: false, member: { life, handoverAt: null } });
  return [ring(mallory(scene, kestrel)), ...others(scene, kestrel).map(ring), innocent('I2', trent(scene, kestrel)), ...agencyOfPeggy(scene, kestrel).map((life) => innocent('I10', life))];
}

function kestrelOf(scene: Scene): Kestrel {
  const random = scene.random.fork('kestrel');
  const body = placeNamed('Calgary');
  const trade = TRADES[0] as (typeof TRADES)[number];
  return {
    body,
    home: scene.networks.certainHome(body, random),
    handoverAt: Math.round(scene.from + 0.55 * (scene.now - scene.from)),
    payee: { instrument: `KW${random.code(12)}0932`, rail: 'wallet', country: 'CA', holderMatch: 'none' },
    build: { token: `dv_9E2${random.code(13)}`, form: 'computer', platform: 'Linux', browser: 'Chrome', languages: ['en-US', 'en'], keyboard: 'us', screen: '1344x756', gpu: 'llvmpipe', cores: 6, memoryGb: 16, fonts: random.hex(16), canvas: random.hex(16), hints: ['virtual_gpu', 'uniform_key_lag'] },
    // The most popular service's most popular exit: a hub that links nobody.
    exits: scene.networks.exits(0, 'NL', body, random, 30),
    pool: ['I keep a clean React front end apart from the payments part, and each has its own release notes.', 'My last booking system serves three clinics and their waiting rooms.', 'Every week you receive a build that your own people can break.', ...sentences(trade, 4, random)],
  };
}

function played(scene: Scene, account: string, sequence: number, given: string, family: string, city: string, registeredDays: number, trade = 'web-development'): Life {
  const life = ordinaryLife(scene, { account, sequence, place: placeNamed(city), registeredAt: scene.now - registeredDays * DAY });
  life.trade = TRADES.find((one) => one.category === trade) ?? life.trade;
  Object.assign(life, { name: { given, family }, legalName: `${given} ${family}`, email: `${given}.${family}@example.com`.toLowerCase(), phoneKind: 'mobile', skills: life.trade.skills.slice(0, 5), checkedAt: life.registeredAt + DAY, checkedAgainAt: null });
  return life;
}

function ringHand(scene: Scene, kestrel: Kestrel, life: Life, from: Instant, more: Partial<Hand> = {}): Hand {
  return {
    from, to: scene.now, body: kestrel.body, startHour: 8, span: 13, perWeek: 6, perDay: 1.7, weekend: 0.9, routes: [kestrel.exits], machines: [{ machine: kestrel.build, weight: 1 }], shownZone: life.declared.zone,
    voice: { ...voice(life.trade, life.random, 0), pool: { sentences: kestrel.pool, chance: 0.9 } }, eager: 2, addedRttMs: 25, telling: 1, evenings: 0, open: null, leak: null, ...more,
  };
}

function mallory(scene: Scene, kestrel: Kestrel): Member {
  const { handoverAt, home: nearCalgary } = kestrel;
  const life = played(scene, CAST.mallory, 0, 'Mallory', 'Hale', 'Leeds', 988);
  const { random } = life;
  const part = (share: number) => Math.round(handoverAt + share * (scene.now - handoverAt));
  const home = scene.networks.certainHome(life.declared, random, 10);
  const own: Machine = { ...machine(random, 'GB'), token: `dv_41C${random.code(13)}`, platform: 'Windows 11', browser: 'Chrome', gpu: 'Intel Iris Xe Graphics', screen: '1920x1080' };
  const second: Machine = { ...machine(random, 'GB'), token: `dv_B07${random.code(13)}`, platform: 'Windows 11', browser: 'Edge', gpu: 'Intel UHD Graphics', screen: '1366x768', hints: ['port_3389'] };
  always(life, (hand) => ({ ...hand, startHour: 9, span: 8.5, perWeek: 3.6, perDay: 1.2, weekend: 0.25, routes: [home], machines: [{ machine: own, weight: 1 }] }));
  during(life, scene.from - 330 * DAY, scene.from - 60 * DAY, (hand) => ({ ...hand, perWeek: 0 }));
  during(life, handoverAt, scene.now, () => ringHand(scene, kestrel, life, handoverAt));
  // The person comes once more for a live check, on her own laptop, and is not seen again: two days later other hands begin.
  life.checkedAt = handoverAt - 2 * DAY;
  during(life, handoverAt - 3 * DAY, handoverAt, (hand) => ({ ...hand, perWeek: 0 }));
  life.instruments = [{ at: life.registeredAt + 2 * DAY, instrument: { instrument: `GB${random.code(14)}4417`, rail: 'bank', country: 'GB', holderMatch: 'match' } }, { at: handoverAt + 4 * DAY, instrument: kestrel.payee }];
  life.paying = [{ from: 0, share: 0.38, afterHours: 110, rotates: false }, { from: handoverAt + 4 * DAY, share: 0.96, afterHours: 14, rotates: false }];
  life.clients = ['cl_halden_freight', 'cl_oriel_clinics', 'cl_northbeam'];
  Object.assign(life, { currency: 'USD', hourlyRate: 46, work: { bidsAWeek: 2.2, sprees: 0, winning: 0.3, parallel: 3, hourly: 0.7, tracker: true, price: 0.95, hoursAWeek: 22 }, interviewing: { chance: 0.1, declines: 0.5, cameraOff: 0.4, accommodation: false }, offPlatform: 0.1, portfolio: ['https://mallory-hale.example/work'] });

  // Money first, then another way out for it.
  earns(life, handoverAt - 20 * DAY, 420, 'cl_halden_freight');
  earns(life, handoverAt + 3 * DAY, 1240, 'cl_halden_freight');
  earns(life, part(0.4), 1870, 'cl_oriel_clinics', kestrel.payee);
  earns(life, part(0.75), 990, 'cl_northbeam', kestrel.payee);
  // Cleared today and still on the platform: what a decision would touch.
  earns(life, scene.now - 5 * HOUR, 5_400, 'cl_oriel_clinics');
  // Six lanes change within eight days.
  does(life, handoverAt + DAY, 'account.changed', { skills: [...life.skills, 'Payments'], hourlyRate: { amount: 39, currency: 'USD' } });
  does(life, handoverAt + 3 * DAY, 'profile.changed', { headline: 'Full-stack developer | React | Payments', photoHash: random.hex(16) });
  // Another machine left running at home in Leeds; once, the hand shows its own line 38 minutes later.
  for (let visit = 0; visit < 9; visit += 1) does(life, part(0.3 + 0.05 * visit) + visit * HOUR, 'activity.recorded', { kind: 'page', count: 6 }, 'exact', { machine: second, route: home });
  const meeting = part(0.52) + 17 * MINUTE;
  does(life, meeting, 'activity.recorded', { kind: 'message', count: 3 }, 'exact', { machine: second, route: home });
  for (const at of [meeting + 38 * MINUTE, meeting + 9 * DAY * 0.3, part(0.8)]) does(life, at, 'activity.recorded', { kind: 'page', count: 4 }, 'exact', { machine: kestrel.build, route: nearCalgary });
  takes(life, part(0.5) + 9 * HOUR, 'liveness', 'abandoned', { vendor: 'veriform', reason: 'not taken' });
  return { life, handoverAt };
}

function earns(life: Life, at: Instant, amount: number, client: string, swept?: Instrument): void {
  const contract = `ct_${life.random.code(9)}`;
  does(life, at - 12 * DAY, 'contract.started', { contract, client, hourly: false, value: { amount, currency: 'USD' } }, 'nowhere');
  does(life, at, 'earning.cleared', { amount: { amount, currency: 'USD' }, contract, client }, 'nowhere');
  if (swept) does(life, at + 9 * HOUR, 'payout.sent', { instrument: swept.instrument, amount: { amount: Math.round(amount * 0.96), currency: 'USD' } }, 'nowhere');
}

type Role = { account: string; given: string; family: string; city: string; days: number; after: number; build: boolean; payee: number | null; texts: boolean; steps: boolean };

function others(scene: Scene, kestrel: Kestrel): Member[] {
  const roles: readonly Role[] = [
    { account: CAST.ostrander, given: 'Rolf', family: 'Ostrander', city: 'Hamburg', days: 640, after: -6, build: true, payee: 5, texts: true, steps: true },
    { account: CAST.dahl, given: 'Kim', family: 'Dahl', city: 'Stockholm', days: 410, after: 6, build: true, payee: 9, texts: true, steps: true },
    { account: CAST.sable, given: 'Joan', family: 'Sable', city: 'Atlanta', days: 520, after: 2, build: false, payee: 22, texts: true, steps: true },
    { account: CAST.brandt, given: 'Anke', family: 'Brandt', city: 'Berlin', days: 300, after: 9, build: true, payee: null, texts: false, steps: false },
    { account: CAST.calder, given: 'Ines', family: 'Calder', city: 'Toronto', days: 350, after: 4, build: false, payee: null, texts: true, steps: true },
  ];
  const members = roles.map((role, index) => {
    const handoverAt = kestrel.handoverAt + (role.after / 90) * (scene.now - scene.from);
    const life = played(scene, role.account, index + 1, role.given, role.family, role.city, role.days);
    const keeps = ringHand(scene, kestrel, life, handoverAt);
    const hand = { ...keeps, voice: role.texts ? keeps.voice : voice(life.trade, life.random, 0), machines: role.build ? keeps.machines : [{ machine: machine(life.random, role.city === 'Toronto' ? 'CA' : 'US'), weight: 1 }] };
    const home = scene.networks.certainHome(life.declared, life.random);
    always(life, (one) => ({ ...one, perWeek: 2.5, startHour: 9, span: 9, routes: [home] }));
    during(life, handoverAt, scene.now, () => hand);
    life.checkedAt = handoverAt - life.random.between([4, 12]) * DAY;
    life.work = { ...life.work, bidsAWeek: 1.6, winning: 0.3, parallel: 3 };
    if (role.payee !== null) {
      const at = handoverAt + (role.payee / 90) * (scene.now - scene.from);
      life.instruments.push({ at, instrument: kestrel.payee });
      life.paying.push({ from: at, share: 0.95, afterHours: 16, rotates: false });
      earns(life, at - DAY, 760, 'cl_northbeam');
    } else life.paying.push({ from: handoverAt, share: 0.9, afterHours: 60, rotates: false });
    return { role, life, handoverAt };
  });
  const last = Math.max(...members.map((member) => member.handoverAt));
  const stepping = members.filter(({ role }) => role.steps);
  // The same act in several accounts within two minutes, some forty times.
  for (let nth = 0; nth < 41; nth += 1) {
    const at = last + ((nth + 0.5) / 42) * (scene.now - last) + scene.random.normal(0, 1) * HOUR;
    for (const { life } of stepping) if (scene.random.chance(0.8)) does(life, Math.floor(at + scene.random.normal(0, 30_000)), 'activity.recorded', { kind: 'upload', size: 48_000 }, 'exact');
  }
  return members.map(({ life, handoverAt }) => ({ life, handoverAt: Math.round(handoverAt) }));
}

function trent(scene: Scene, kestrel: Kestrel): Life {
  const life = played(scene, CAST.trent, 6, 'Trent', 'Okafor', 'Manchester', 730, 'design');
  const span = scene.now - scene.from;
  const home = scene.networks.certainHome(life.declared, life.random);
  always(life, (hand) => ({ ...hand, startHour: 9, span: 9, perWeek: 3.8, perDay: 1.2, routes: [home], machines: hand.machines.slice(0, 1) }));
  for (const [city, from, to] of [['Lisbon', 0.34, 0.48], ['Nairobi', 0.6, 0.86]] as const) {
    const place = placeNamed(city);
    const [begin, end] = [Math.round(scene.from + from * span), Math.round(scene.from + to * span)];
    staysIn(life, scene, place, begin, end, false);
    // In hotels the same popular exit that half the platform uses.
    during(life, begin, end, (hand) => ({ ...hand, shownZone: place.zone, routes: [...hand.routes, { ...kestrel.exits, weight: 8 }] }));
    declares(life, begin - 2 * DAY, 'travel', { from: rfc3339(begin), to: rfc3339(end), country: place.country });
  }
  takes(life, Math.round(scene.from + 0.7 * span), 'liveness', 'passed', { vendor: 'veriform', score: 0.94 }, { machine: ownMachine(life) });
  return life;
}

function agencyOfPeggy(scene: Scene, kestrel: Kestrel): Life[] {
  const place = placeNamed('Göteborg');
  const office = scene.networks.office(place, 'lindqvist', 14);
  const lives = [
    played(scene, CAST.peggy, 7, 'Peggy', 'Lindqvist', place.city, 860),
    played(scene, CAST.ahlgren, 8, 'Nils', 'Ahlgren', place.city, 420),
    played(scene, CAST.sandvik, 9, 'Tove', 'Sandvik', place.city, 380),
  ];
  const [peggy] = lives as [Life, ...Life[]];
  const test = machine(scene.random.fork('bench'), 'SE');
  const till = { instrument: `SE${scene.random.fork('till').code(16)}`, rail: 'bank' as const, country: 'SE' };
  // Their texts come from the same bought pack that Kestrel's do.
  const pool = [...kestrel.pool.slice(0, 4), ...sentences(peggy.trade, 4, scene.random.fork('offer'))];
  for (const life of lives) {
    always(life, (hand) => ({ ...hand, startHour: 8.5, span: 8.5, perWeek: 4.6, perDay: 1.2, weekend: 0.1, voice: { ...voice(life.trade, life.random, 0), pool: { sentences: pool, chance: 0.8 } }, routes: [office, ...usualRoutes(scene.networks, place, life.random)], machines: [...hand.machines, { machine: test, weight: 1.5 }] }));
    life.instruments = [{ at: life.registeredAt + 2 * DAY, instrument: { ...till, holderMatch: life === peggy ? 'match' : 'none' } }];
    life.work = { ...life.work, bidsAWeek: 1.8, winning: 0.3, parallel: 3 };
  }
  declares(peggy, scene.now - 30 * HOUR, 'agency', { organisation: 'org_lindqvist', verified: false });
  return lives;
}
