import { DAY, HOUR, MINUTE, type Instant } from '../../../lib/kernel/instant';
import { cloneOf, machine } from '../devices';
import { avoidsChecks } from '../begin';
import { always, declares, does, during, type Life } from '../life';
import type { Place } from '../places';
import { closedForCause, ordinaryLife, ownMachine, somePlace, within, type Member, type Scene } from '../scene';
import { sentences, voice } from '../texts';

/** An innocent story that takes several accounts. */
export type Company = { id: string; name: string; share: number; size: readonly [number, number]; live: (scene: Scene) => Member[] };

const innocent = (life: Life): Member => ({ life, handoverAt: null });
const count = <Item>(size: number, make: (index: number) => Item): Item[] => Array.from({ length: size }, (_, index) => make(index));

/** Working hours that begin together put the same acts within minutes of each other. */
function inStep(scene: Scene, lives: readonly Life[], place: Place, aWeek: number, from: Instant, to: Instant, hours: readonly [number, number]): void {
  const { random } = scene;
  for (let at = from + random.exponential((7 * DAY) / aWeek); at < to; at += random.exponential((7 * DAY) / aWeek)) {
    const moment = Math.floor(at / DAY) * DAY + (random.between(hours) - place.lon / 15) * HOUR;
    for (const life of lives) if (random.chance(0.6) && moment > life.registeredAt) does(life, Math.floor(moment + random.normal(0, 1) * MINUTE), 'activity.recorded', { kind: 'page' }, 'exact');
  }
}

/** One set of sentences for all: a teacher's template, an agency's offer. */
function sharedPool(scene: Scene, lives: readonly Life[], size: number, chance: number): void {
  const trade = lives[0]?.trade;
  if (!trade) return;
  const pool = { sentences: sentences(trade, size, scene.random), chance };
  for (const life of lives) {
    life.trade = trade;
    always(life, (hand) => ({ ...hand, voice: { ...voice(trade, life.random), pool } }));
  }
}

export const COMPANIES: readonly Company[] = [
  {
    id: 'I1', name: 'signed up again', share: 0.7, size: [2, 2],
    live: (scene) => {
      const first = ordinaryLife(scene, { registeredAt: scene.from - scene.random.between([30, 500]) * DAY });
      const lostAt = within(scene, 0.05, 0.7);
      const again = ordinaryLife(scene, { place: first.declared, registeredAt: lostAt + scene.random.between([0.2, 20]) * DAY });
      // The same person in everything but the login: an address for mail that nobody reads any more, a telephone that was lost.
      for (const key of ['name', 'legalName', 'born', 'birthDate', 'document', 'trade', 'education', 'employment'] as const) Object.assign(again, { [key]: first[key] });
      if (again.random.chance(0.6)) again.photo = first.photo;
      if (again.random.chance(0.6) && first.instruments[0]) again.instruments = [{ ...first.instruments[0], at: again.registeredAt + 2 * DAY }];
      always(again, (hand) => ({ ...hand, routes: first.hands[0]?.routes ?? hand.routes, machines: again.random.chance(0.6) ? (first.hands[0]?.machines ?? hand.machines) : hand.machines }));
      during(first, lostAt, scene.now, (hand) => ({ ...hand, perWeek: 0 }));
      if (first.random.chance(0.5)) does(first, again.registeredAt + 3 * DAY, 'account.changed', { closed: 'by_holder' }, 'nowhere');
      return [innocent(first), innocent(again)];
    },
  },
  {
    id: 'I7', name: 'co-working', share: 2.6, size: [4, 14],
    live: (scene) => {
      const place = somePlace(scene.random);
      const desk = scene.networks.office(place, `desk-${scene.random.code(8)}`, 14);
      return count(scene.size, () => ordinaryLife(scene, { place })).map((life) => {
        always(life, (hand) => ({ ...hand, routes: [{ ...desk, weight: life.random.between([4, 16]) }, ...hand.routes] }));
        return innocent(life);
      }).map((member, index, all) => {
        // People at neighbouring desks pass work on.
        const other = all[(index + 1) % all.length]?.life;
        const client = scene.market.client(member.life.random);
        if (!other || other === member.life || !member.life.random.chance(0.15)) return member;
        does(member.life, within(scene, 0.1, 0.9), 'referral.made', { to: other.account, client });
        for (const one of [member.life, other]) if (one.random.chance(0.7)) does(one, within(scene, 0.3, 0.95), 'contract.started', { contract: `ct_${one.random.code(9)}`, client, hourly: true }, 'nowhere');
        return member;
      });
    },
  },
  {
    id: 'I8', name: 'class with one template', share: 3, size: [8, 20],
    live: (scene) => {
      const place = somePlace(scene.random);
      const campus = scene.networks.office(place, `campus-${scene.random.code(8)}`, 12);
      const start = within(scene, 0.05, 0.7);
      const lives = count(scene.size, () => ordinaryLife(scene, { place, registeredAt: start + scene.random.between([0, 9]) * DAY }));
      sharedPool(scene, lives, 9, 0.75);
      const room = machine(scene.random, place.country);
      const project = `https://${scene.random.code(7).toLowerCase()}.example/final-project`;
      for (const life of lives) {
        // The room's workstations come from one image.
        const seat = cloneOf(room, life.random);
        always(life, (hand) => ({ ...hand, perWeek: Math.max(1.5, hand.perWeek), routes: [campus, ...hand.routes], machines: life.random.chance(0.4) ? [{ machine: seat, weight: 6 }, ...hand.machines] : hand.machines }));
        life.work = { ...life.work, price: life.work.price * 0.6 };
        if (life.random.chance(0.5)) life.portfolio = [project];
      }
      inStep(scene, lives, place, 2, start + 10 * DAY, Math.min(scene.now, start + 50 * DAY), [9, 15]);
      return lives.map(innocent);
    },
  },
  { id: 'I9', name: 'registered agency', share: 2.6, size: [3, 12], live: (scene) => agency(scene, true) },
  { id: 'I10', name: 'unregistered small agency', share: 1.8, size: [2, 5], live: (scene) => agency(scene, false) },
  {
    id: 'I11', name: 'household', share: 2, size: [2, 3],
    live: (scene) => {
      const place = somePlace(scene.random);
      const registered = scene.random.chance(0.4) ? `hh_${scene.random.code(8)}` : null;
      const lives = count(scene.size, () => ordinaryLife(scene, { place }));
      const [first] = lives as [Life, ...Life[]];
      const home = first.hands[0]?.routes ?? [];
      const laptop = ownMachine(first);
      for (const life of lives) {
        always(life, (hand) => ({ ...hand, routes: home, machines: [{ machine: laptop, weight: 4 }, ...hand.machines] }));
        if (life !== first) {
          if (life.random.chance(0.7)) life.name = { ...life.name, family: first.name.family };
          life.legalName = `${life.name.given} ${life.name.family}`;
          if (first.instruments[0]) life.instruments = [{ at: life.registeredAt + 3 * DAY, instrument: { ...first.instruments[0].instrument, holderMatch: life.random.pick(['none', 'partial', 'match']) } }];
        }
        // One was closed for late work or rude words; the other goes on, or begins, at the same table.
        if (life === first && life.random.chance(0.06)) closedForCause(life, within(scene, 0.1, 0.5));
        if (!registered) continue;
        Object.assign(life, { kind: 'household_member', organisation: registered });
        if (life.random.chance(0.6)) declares(life, Math.max(life.registeredAt + DAY, scene.from), 'household', { organisation: registered, verified: life.random.chance(0.5) });
      }
      return lives.map(innocent);
    },
  },
  {
    id: 'I18', name: 'second-hand laptop', share: 1.6, size: [2, 2],
    live: (scene) => {
      const place = somePlace(scene.random);
      const [seller, buyer] = count(2, () => ordinaryLife(scene, { place })) as [Life, Life];
      const sold = Math.max(within(scene, 0.2, 0.8), seller.registeredAt + DAY, buyer.registeredAt + DAY);
      const laptop = ownMachine(seller);
      const replacement = machine(scene.random, place.country);
      during(seller, sold, scene.now, (hand) => ({ ...hand, machines: [{ machine: replacement, weight: 8 }, ...hand.machines.slice(1)] }));
      during(buyer, sold + 2 * DAY, scene.now, (hand) => ({ ...hand, perWeek: Math.max(1.5, hand.perWeek), machines: [{ machine: laptop, weight: 9 }, ...hand.machines.slice(1)] }));
      if (buyer.random.chance(0.3)) declares(buyer, sold + 3 * DAY, 'new_device');
      return [innocent(seller), innocent(buyer)];
    },
  },
  {
    id: 'I21', name: 'paid through a relative', share: 1.8, size: [2, 2],
    live: (scene) => {
      const relative = ordinaryLife(scene);
      const life = ordinaryLife(scene, scene.random.chance(0.5) ? { place: relative.declared } : {});
      const shared = relative.instruments[0]?.instrument;
      if (shared) life.instruments = [{ at: life.registeredAt + 4 * DAY, instrument: { ...shared, holderMatch: life.random.pick(['none', 'none', 'partial']) } }];
      if (life.random.chance(0.5)) life.checkedAt = null;
      if (life.random.chance(0.3)) Object.assign(life, { offPlatform: 0.5, paymentAsks: 0.6 });
      if (life.random.chance(0.3)) avoidsChecks(life, within(scene, 0.1, 0.85));
      life.paying = [{ from: 0, share: 1, afterHours: life.random.between([2, 20]), rotates: false }];
      return [innocent(relative), innocent(life)];
    },
  },
];

/** A few people under one roof with one offer, one account at the bank and a machine for tests; known to the platform, or not. */
function agency(scene: Scene, registered: boolean): Member[] {
  const { random } = scene;
  const place = somePlace(random);
  const organisation = `org_${random.code(8)}`;
  const office = scene.networks.office(place, organisation, 12);
  const bench = machine(random, place.country);
  const lives = count(scene.size, () => ordinaryLife(scene, { place }));
  const till = { instrument: `pi_${random.code(14)}`, rail: 'bank' as const, country: place.country };
  sharedPool(scene, lives, random.int(7, 16), random.between([0.4, 0.9]));
  const clients = count(4, () => scene.market.client(random));
  const works = `https://${random.code(7).toLowerCase()}.example/studio`;
  // A test order of one's own, paid from the office account, as some do before the first client comes.
  const own = random.chance(0.25) ? `cl_${random.code(8)}` : null;
  for (const [index, life] of lives.entries()) {
    always(life, (hand) => ({ ...hand, perWeek: Math.max(1.8, hand.perWeek), startHour: 9 + life.random.normal(0, 0.4), weekend: 0.1, routes: [office, ...hand.routes], machines: life.random.chance(0.6) ? [...hand.machines, { machine: bench, weight: 1.5 }] : hand.machines }));
    if (random.chance(0.7)) life.instruments = [{ at: life.registeredAt + 2 * DAY, instrument: { ...till, holderMatch: index === 0 ? 'match' : life.random.pick(['none', 'partial']) } }];
    if (random.chance(0.5)) life.clients = [...clients, ...count(4, () => scene.market.client(life.random))];
    if (random.chance(0.5)) life.portfolio = [works];
    if (own && life.random.chance(0.5)) does(life, Math.max(life.registeredAt + 3 * DAY, scene.from), 'contract.started', { contract: `ct_${life.random.code(9)}`, client: own, hourly: false, value: { amount: 30, currency: 'USD' }, clientInstrument: till.instrument, clientDevice: bench.token }, 'nowhere');
    if (registered) Object.assign(life, { kind: index === 0 ? 'agency' : 'agency_member', organisation });
    if (registered && life.random.chance(0.5)) declares(life, within(scene, 0.01, 0.4), 'agency', { organisation, verified: true });
    const other = lives[(index + 1) % lives.length];
    if (other && other !== life && random.chance(0.35)) does(life, within(scene, 0.1, 0.9), 'referral.made', { to: other.account, client: random.pick(clients) });
  }
  inStep(scene, lives, place, 1.5, scene.from, scene.now, [8, 10]);
  return lives.map(innocent);
}
