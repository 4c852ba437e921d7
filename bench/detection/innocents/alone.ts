import { DAY, HOUR, rfc3339, type Instant } from '../../../lib/kernel/instant';
import { avoidsChecks, takes } from '../begin';
import { machine, throughRemote } from '../devices';
import { always, declares, does, during, type Life } from '../life';
import { familyFor, nameFor, transliterated } from '../names';
import { customsOf, placeNamed, PLACES, type Place } from '../places';
import type { Random } from '../random';
import { exitCountry, Networks } from '../routes';
import { usualRoutes, within, type Scene } from '../scene';

/** An innocent story that one account can have by itself. Two of them may meet in one account. */
export type Trait = { id: string; name: string; share: number; place?: (random: Random) => Place; changes: (life: Life, scene: Scene) => void };

function elsewhere(life: Life, random: Random): Place {
  return random.pick(PLACES.filter((place) => place.country !== life.declared.country));
}

/** A service's exits as this person uses them. */
export function subscription(life: Life, scene: Scene, random: Random, weight: number, body = life.declared) {
  return scene.networks.exits(random.zipf(Networks.SERVICES), exitCountry(life.declared.country, random), body, random, weight);
}

/** A stay abroad with one's own machines: the hotel's line, roaming, sometimes a service's exit. */
export function staysIn(life: Life, scene: Scene, place: Place, from: Instant, to: Instant, hotelExit: boolean): void {
  const routes = [scene.networks.public(place, life.random, 6), scene.networks.mobile(place, life.random, 1.5), ...(hotelExit ? [subscription(life, scene, life.random, 5, place)] : [])];
  // A phone's clock follows the traveller; so do the hours, mostly.
  during(life, from, to, (hand) => ({ ...hand, body: place, routes, perWeek: hand.perWeek * 0.8 }));
}

/** From when on somebody uses exits who always meant to. */
function withoutUntilChecked(life: Life): Instant {
  return life.checkedAt !== null && life.random.chance(0.45) ? life.checkedAt + 6 * HOUR : 0;
}

/** A round trip: a few countries in ten days, and work in all of them. */
function tours(life: Life, scene: Scene): void {
  let at = within(scene, 0.05, 0.85);
  for (let stops = life.random.int(3, 5); stops > 0 && at < scene.now; stops -= 1) {
    const to = Math.min(scene.now, at + life.random.between([1.5, 3]) * DAY);
    staysIn(life, scene, elsewhere(life, life.random), at, to, false);
    at = to;
  }
}

const NIGHT_SHIFTS = [8, 9, 10, 11, 12, 13, 14] as const;
const NAMED_REGIONS = ['Shenyang', 'Dalian', 'Changchun', 'Seoul', 'Vladivostok'] as const;
const BEHIND_FILTERS = ['Shanghai', 'Shenzhen', 'Shenyang', 'Moscow', 'Vladivostok', 'Dubai', 'Cairo', 'Hanoi', 'Istanbul'] as const;

export const TRAITS: readonly Trait[] = [
  { id: 'I1', name: 'ordinary', share: 58, changes: () => undefined },
  {
    id: 'I2', name: 'holiday traveller', share: 5,
    changes: (life, scene) => {
      for (let trips = life.random.int(1, 2); trips > 0; trips -= 1) {
        if (life.random.chance(0.15)) {
          tours(life, scene);
          continue;
        }
        const from = within(scene, 0.02, 0.85);
        const to = Math.min(scene.now, from + life.random.between([5, 20]) * DAY);
        const place = elsewhere(life, life.random);
        staysIn(life, scene, place, from, to, life.random.chance(0.3));
        if (life.random.chance(0.45)) declares(life, from - DAY, 'travel', { from: rfc3339(Math.floor(from)), to: rfc3339(Math.floor(to)), country: place.country });
      }
    },
  },
  {
    id: 'I3', name: 'digital nomad', share: 2,
    changes: (life, scene) => {
      const exit = life.random.chance(0.4);
      for (let at = Math.max(life.registeredAt, scene.from - 60 * DAY); at < scene.now; ) {
        const to = Math.min(scene.now, at + life.random.between([14, 50]) * DAY);
        const place = elsewhere(life, life.random);
        staysIn(life, scene, place, at, to, exit);
        if (life.random.chance(0.3)) declares(life, at, 'travel', { from: rfc3339(Math.floor(at)), country: place.country });
        at = to;
      }
    },
  },
  {
    id: 'I4', name: 'always behind a VPN', share: 4,
    changes: (life, scene) => {
      const exits = subscription(life, scene, life.random, 20);
      // Half began one day, as people do after a warning in the news. Of the others many left it off until the check was passed, which asks for that.
      const from = life.random.chance(0.5) ? withoutUntilChecked(life) : within(scene, 0.05, 0.8);
      during(life, from, scene.now, (hand) => ({ ...hand, routes: [exits, ...hand.routes.map((route) => ({ ...route, weight: route.weight * 0.12 }))] }));
      // Who minds being seen often has a browser that says little, and not always the truth.
      if (life.random.chance(0.2)) always(life, (hand) => ({ ...hand, machines: hand.machines.map((one) => ({ ...one, machine: { ...one.machine, hints: ['spoofed_user_agent', 'impossible_pair'] as const } })) }));
      if (life.random.chance(0.4)) declares(life, Math.max(life.registeredAt + DAY, from), 'vpn');
    },
  },
  {
    id: 'I5', name: 'corporate virtual desktop', share: 1.6,
    changes: (life, scene) => {
      const own = life.hands[0]?.machines[0]?.machine ?? machine(life.random, life.declared.country);
      const remote = throughRemote({ ...own, token: `dv_${life.random.code(16)}` }, life.random, life.random.shuffled(['remote_desktop', 'virtual_gpu', 'rdp_screen', 'virtual_machine', 'uniform_key_lag'] as const).slice(0, 3));
      const desktop = scene.networks.desktop(exitCountry(life.declared.country, life.random), life.declared, `employer-${life.random.int(0, 60)}`, 9);
      always(life, (hand) => ({ ...hand, machines: [{ machine: remote, weight: 9 }, ...hand.machines], routes: [desktop, ...hand.routes], addedRttMs: 30 }));
      if (life.random.chance(0.5)) declares(life, within(scene, 0.01, 0.2), 'virtual_desktop');
    },
  },
  {
    id: 'I6', name: 'mobile line shared with thousands', share: 4,
    changes: (life, scene) => {
      const line = { ...scene.networks.mobile(life.declared, life.random, 20), only: undefined };
      always(life, (hand) => ({ ...hand, routes: [line, ...(life.random.chance(0.4) ? [scene.networks.public(life.declared, life.random, 1)] : [])] }));
    },
  },
  {
    id: 'I12', name: 'immigrant with new papers', share: 2,
    changes: (life, scene) => {
      const origin = elsewhere(life, life.random).country;
      life.name = nameFor(origin, life.random);
      life.legalName = `${transliterated(life.name.given)} ${life.name.family}`;
      life.document = { ...life.document, type: life.random.chance(0.5) ? 'residence_permit' : 'passport', country: life.random.chance(0.5) ? origin : life.declared.country };
      life.education = life.education.map((one) => ({ ...one, country: origin }));
      always(life, (hand) => ({ ...hand, machines: hand.machines.map((one) => ({ ...one, machine: { ...one.machine, languages: [...customsOf(origin).languages, 'en'], keyboard: customsOf(origin).keyboard } })) }));
      for (const one of life.instruments) one.instrument = { ...one.instrument, holderMatch: life.random.pick(['partial', 'match', 'none']) };
      life.confirmed = 0.6;
      if (!life.random.chance(0.6)) return;
      const at = within(scene, 0.1, 0.9);
      does(life, at, 'account.changed', { legalName: `${transliterated(life.name.given)} ${transliterated(life.name.family)}` });
      takes(life, at + 2 * HOUR, 'document', 'passed', { document: life.random.code(9), documentType: 'residence_permit', documentCountry: life.declared.country, vendor: 'veriform', score: 0.93 });
    },
  },
  {
    id: 'I13', name: 'mover', share: 2,
    changes: (life, scene) => {
      const at = within(scene, 0.15, 0.85);
      const place = elsewhere(life, life.random);
      const laptop = machine(life.random, life.random.chance(0.5) ? place.country : life.declared.country);
      const exit = life.random.chance(0.2) ? [subscription(life, scene, life.random, 4, place)] : [];
      during(life, at, scene.now, (hand) => ({ ...hand, body: place, startHour: hand.startHour + life.random.normal(0, 1), routes: [...usualRoutes(scene.networks, place, life.random), ...exit], machines: [{ machine: laptop, weight: 8 }, ...(life.random.chance(0.6) ? hand.machines.map((one) => ({ ...one, weight: 0.5 })) : [])] }));
      life.instruments.push({ at: at + life.random.between([0.5, 7]) * DAY, instrument: { instrument: `pi_${life.random.code(14)}`, rail: life.random.chance(0.7) ? 'bank' : 'wallet', country: place.country, holderMatch: life.random.weighted([{ match: 'match', weight: 80 }, { match: 'partial', weight: 14 }, { match: 'none', weight: 6 }] as const, (one) => one.weight).match } });
      if (life.random.chance(0.5)) declares(life, at + life.random.normal(0, 5) * DAY, 'relocation', { from: rfc3339(Math.floor(at)), country: place.country });
      const { country, region, city, zone } = place;
      if (life.random.chance(0.65)) does(life, at + life.random.exponential(12 * DAY), 'account.changed', { declared: { country, region, city, timeZone: zone } });
      // Some move just after they have been checked.
      if (life.random.chance(0.3)) takes(life, at - life.random.between([2, 20]) * DAY, 'document', 'passed', { document: life.document.number, documentType: life.document.type, documentCountry: life.document.country, vendor: 'veriform', score: 0.94 });
    },
  },
  {
    id: 'I14', name: 'night owl or client hours', share: 4,
    changes: (life) => always(life, (hand) => ({ ...hand, startHour: hand.startHour + life.random.pick(NIGHT_SHIFTS), perWeek: Math.max(1.8, hand.perWeek) })),
  },
  {
    id: 'I15', name: 'crunch worker', share: 1.6,
    changes: (life, scene) => {
      for (let bouts = life.random.int(1, 2); bouts > 0; bouts -= 1) {
        const at = within(scene, 0.05, 0.8);
        during(life, at, at + life.random.between([14, 35]) * DAY, (hand) => ({ ...hand, startHour: 6.5, span: 18.5, perWeek: 6.6, perDay: 4.5, weekend: 1 }));
      }
      Object.assign(life.work, { hourly: 0.9, parallel: 3, hoursAWeek: 60, tracker: true });
      always(life, (hand) => ({ ...hand, open: life.random.chance(0.3) ? { chance: 0.04, attended: true } : hand.open }));
      if (life.random.chance(0.4)) forgotToStop(life, scene);
    },
  },
  {
    id: 'I16', name: 'camera-avoiding', share: 2.5,
    changes: (life, scene) => {
      life.interviewing = { chance: 0.35, declines: 0.6, cameraOff: 0.7, accommodation: life.random.chance(0.35) };
      if (life.random.chance(0.25)) declares(life, within(scene, 0.02, 0.5), 'accommodation', { verified: life.random.chance(0.5) });
      if (life.random.chance(0.3)) takes(life, within(scene, 0.1, 0.9), 'liveness', 'abandoned');
      if (life.random.chance(0.25)) avoidsChecks(life, within(scene, 0.1, 0.85));
    },
  },
  {
    id: 'I17', name: 'beginner at a very low price', share: 3.5,
    changes: (life, scene) => {
      life.work = { ...life.work, price: life.random.between([0.25, 0.5]), bidsAWeek: life.random.between([3, 10]) * scene.parameters.pace, winning: 0.05, sprees: life.random.chance(0.3) ? life.random.between([0.01, 0.04]) : 0 };
      life.confirmed = 0.7;
      if (life.random.chance(0.15)) life.paymentAsks = 0.5;
      if (life.random.chance(0.12)) avoidsChecks(life, within(scene, 0.1, 0.85));
      life.phoneKind = life.random.chance(0.3) ? 'voip' : life.phoneKind;
      if (life.random.chance(0.4)) life.checkedAt = null;
      always(life, (hand) => ({ ...hand, perWeek: Math.max(hand.perWeek, 1.8), voice: { ...hand.voice, worn: 1, tool: life.random.chance(0.5) ? life.random.int(0, 2) : null } }));
    },
  },
  { id: 'I19', name: 'resident of a region in the news', share: 2.2, place: (random) => placeNamed(random.pick(NAMED_REGIONS)), changes: () => undefined },
  {
    id: 'I20', name: 'needs a VPN', share: 2.2, place: (random) => placeNamed(random.pick(BEHIND_FILTERS)),
    changes: (life, scene) => {
      const exits = scene.networks.exits(life.random.zipf(Networks.SERVICES), exitCountry('', life.random), life.declared, life.random, 14);
      during(life, withoutUntilChecked(life), scene.now, (hand) => ({ ...hand, routes: [exits, ...hand.routes.map((route) => ({ ...route, weight: route.weight * 0.25 }))] }));
      // Banks abroad are out of reach for many of them.
      if (life.random.chance(0.3)) Object.assign(life, { offPlatform: 0.6, paymentAsks: 0.6 });
      if (life.random.chance(0.25)) declares(life, within(scene, 0.01, 0.3), 'vpn');
    },
  },
  {
    id: 'I22', name: 'changed the name', share: 1.4,
    changes: (life, scene) => {
      const at = within(scene, 0.1, 0.9);
      const renamed = life.random.chance(0.6) ? { given: life.name.given, family: familyFor(life.declared.country, life.random) } : nameFor(life.declared.country, life.random);
      const full = `${renamed.given} ${renamed.family}`;
      does(life, at, 'account.changed', { name: full, legalName: full });
      if (life.random.chance(0.5)) declares(life, at, 'name_change', { verified: life.random.chance(0.5) });
      if (life.random.chance(0.7)) takes(life, at + life.random.between([1, 60]) * HOUR, 'document', 'passed', { document: life.random.code(9), documentType: life.document.type, documentCountry: life.document.country, vendor: 'veriform', score: 0.95 });
      if (life.random.chance(0.4)) does(life, at + DAY, 'profile.changed', { photoHash: life.random.hex(16) });
      if (life.random.chance(0.35)) life.instruments.push({ at: at + life.random.between([1, 20]) * DAY, instrument: { instrument: `pi_${life.random.code(14)}`, rail: 'bank', country: life.declared.country, holderMatch: life.random.pick(['match', 'partial', 'none']) } });
    },
  },
];

/** A timer left running over dinner, the next job's timer beside it; some put it right by hand. */
function forgotToStop(life: Life, scene: Scene): void {
  const { random } = life;
  const [first, second] = [0, 1].map(() => ({ contract: `ct_${random.code(9)}`, client: scene.market.client(random) })) as [Timed, Timed];
  const from = within(scene, 0.1, 0.6);
  for (const one of [first, second]) does(life, from, 'contract.started', { ...one, hourly: true, value: { amount: 900, currency: 'USD' } }, 'nowhere');
  for (let nth = random.int(1, 4), at = from + 5 * DAY; nth > 0; nth -= 1, at += random.between([3, 20]) * DAY) {
    const logs = (contract: string, begin: Instant, hours: number, source: 'tracker' | 'manual') => {
      const end = begin + hours * HOUR;
      if (end < scene.now) does(life, Math.floor(end), 'time.logged', { contract, from: rfc3339(Math.floor(begin)), to: rfc3339(Math.floor(end)), source }, 'nowhere');
    };
    logs(first.contract, at, random.between([6, 14]), 'tracker');
    logs(second.contract, at + random.between([2, 5]) * HOUR, random.between([2, 7]), random.chance(0.5) ? 'manual' : 'tracker');
  }
}

type Timed = { contract: string; client: string };
