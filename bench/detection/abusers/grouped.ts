import { DAY, HOUR } from '../../../lib/kernel/instant';
import { score, takes } from '../begin';
import { machine, throughRemote } from '../devices';
import { always, does, takenOver, type Life } from '../life';
import { PLACES } from '../places';
import { retouched } from '../photos';
import type { Random } from '../random';
import { ordinaryLife, somePlace, within, type Member } from '../scene';
import { cheapNumber, clones, handOf, handOver, inStep, instrumentOf, operator, papersOf, paysOn, remoteTraces, rented, ringVoices, times, type Scheme } from './operator';
import { refurbished } from './single';

export const GROUPED: readonly Scheme[] = [
  {
    id: 'A1', name: 'laptop farm', size: ({ parameters }) => parameters.farm, least: 3,
    live: (scene) => {
      const by = operator(scene);
      const farm = somePlace(scene.random);
      const line = scene.networks.home(farm, scene.random.fork('farm'), 20);
      const nearby = PLACES.filter((place) => place.country === farm.country && place.weight > 0);
      return times(scene.size, () => {
        const { life, handoverAt } = rented(scene, { place: scene.random.pick(nearby) });
        const { random } = life;
        // A laptop of the persona's own at the facilitator's home, worked from afar.
        const laptop = machine(random, farm.country);
        const traces = random.chance(scene.parameters.remoteTraces * (1.3 - by.care)) ? remoteTraces(random, random.int(1, 3)) : [];
        const shown = traces.includes('virtual_gpu') ? throughRemote(laptop, random, traces) : { ...laptop, hints: traces };
        handOver(life, handoverAt, handOf(by, scene, life, handoverAt, { routes: [line], machines: [{ machine: shown, weight: 1 }], shownZone: farm.zone, addedRttMs: random.between(scene.parameters.remoteRttMs) }), scene);
        if (random.chance(0.6)) paysOn(life, handoverAt + random.between([5, 40]) * DAY, instrumentOf(random, farm.country), scene);
        return { life, handoverAt };
      });
    },
  },
  {
    id: 'A4', name: 'ring on cloned workstations', size: ({ parameters }) => parameters.ring, least: 4,
    live: (scene) => {
      const by = operator(scene);
      const desks = clones(by, Math.max(1, Math.ceil(scene.size / 2)));
      const till = times(Math.ceil(scene.size / 8), () => instrumentOf(scene.random, by.body.country));
      const taken = times(scene.size, () => rented(scene));
      const voices = ringVoices(scene, by, taken.map(({ life }) => life));
      const members = taken.map(({ life, handoverAt }, index) => {
        const { random } = life;
        const desk = random.pick(desks);
        const own = random.chance(scene.parameters.ownMachine * 0.5 + by.care * 0.3) ? { ...by.own, token: `dv_${random.code(16)}` } : desk;
        handOver(life, handoverAt, handOf(by, scene, life, handoverAt, { machines: [{ machine: own, weight: 4 }, { machine: desk, weight: random.chance(by.care) ? 0.2 : 1 }], voice: voices[index] ?? handOf(by, scene, life, handoverAt).voice }), scene);
        refurbished(life, handoverAt);
        paysOn(life, handoverAt + random.between([4, 40]) * DAY, random.chance(scene.parameters.ownInstrument * 0.5 + by.care * 0.4) ? instrumentOf(random, life.declared.country) : random.pick(till), scene);
        return { life, handoverAt };
      });
      // A few samples do for many portfolios, a few papers for some of the accounts.
      const works = times(3, () => `https://${scene.random.code(7).toLowerCase()}.example/work`);
      for (const { life } of members) if (life.random.chance(0.45 * (1.2 - by.care))) life.portfolio = [life.random.pick(works)];
      papersOf(by, members.slice(0, 5).map(({ life }) => life), scene.random.pick(members).life.declared.country);
      inStep(scene, by, members.map(({ life, handoverAt }) => ({ life, from: handoverAt })));
      return members;
    },
  },
  {
    id: 'A6', name: 'faces swapped', size: () => [2, 5], least: 2,
    live: (scene) => {
      const by = operator(scene);
      const faces = times(Math.ceil(scene.size / 2), () => scene.random.hex(16));
      const failing = scene.random.between([0.3, 0.6]);
      return times(scene.size, () => {
        const life = ordinaryLife(scene, { registeredAt: within(scene, 0.02, 0.6) });
        const { random } = life;
        life.photo = retouched(random.pick(faces), random);
        cheapNumber(life);
        const from = life.registeredAt;
        handOver(life, from, handOf(by, scene, life, from), scene);
        for (let tries = random.int(2, 5), at = from + DAY; tries > 0; tries -= 1, at += random.between([0.7, 4]) * DAY) {
          const check = random.pick(['liveness', 'face_match'] as const);
          const fails = random.chance(failing);
          takes(life, at, check, fails ? 'failed' : 'passed', { vendor: 'veriform', score: score(random.normal(fails ? 0.35 : 0.83, 0.1)), ...(fails ? { reason: random.pick(['no match', 'injection suspected', 'no live face']) } : {}) });
        }
        life.interviewing = { chance: 0.3, declines: 0.3, cameraOff: 0.3, accommodation: false };
        return { life, handoverAt: from };
      });
    },
  },
  {
    id: 'A7', name: 'hub of payees', size: ({ parameters }) => parameters.hub, least: 4,
    live: (scene) => {
      const till = times(Math.max(1, Math.min(4, Math.round(scene.size / scene.random.between(scene.parameters.perTill)))), () => instrumentOf(scene.random, somePlace(scene.random).country));
      return times(scene.size, (worker) => {
        // Each has a worker of its own, near enough and ordinary enough: only the money meets.
        const { life, handoverAt } = rented(scene);
        const { random } = life;
        const hand = ordinaryHand(life, random);
        takenOver(life, handoverAt, { ...hand, to: scene.now, routes: [scene.networks.borrowedHomes(life.declared, random.between([5, 60]), random, 6), scene.networks.mobile(life.declared, random, 1)], machines: [{ machine: machine(random, life.declared.country), weight: 6 }, ...(random.chance(0.35) ? hand.machines : [])] });
        life.work = { ...life.work, winning: 0.25 };
        life.instruments.push({ at: handoverAt + (random.between([1, 30]) + random.between(scene.parameters.payoutDelayDays)) * DAY, instrument: { ...random.pick(till), holderMatch: random.weighted([{ match: 'none', weight: 4 }, { match: 'partial', weight: 2 }, { match: 'unknown', weight: 3 }, { match: 'match', weight: 1 }] as const, (one) => one.weight).match } });
        return { life, handoverAt, worker };
      });
    },
  },
  {
    id: 'A12', name: 'facilitator dev shop', size: () => [3, 9], least: 3,
    live: (scene) => {
      const by = operator(scene);
      const place = somePlace(scene.random);
      const organisation = `org_${scene.random.code(8)}`;
      const office = scene.networks.office(place, organisation, 8);
      const owner = instrumentOf(scene.random, place.country);
      return times(scene.size, (index): Member => {
        const honest = index === 0;
        const { life, handoverAt } = honest ? { life: ordinaryLife(scene, { place }), handoverAt: null } : rented(scene);
        Object.assign(life, { kind: honest ? 'agency' : 'agency_member', organisation });
        life.instruments = [{ at: life.registeredAt + 2 * DAY, instrument: { ...owner, holderMatch: honest ? 'match' : 'none' } }];
        if (handoverAt === null) {
          always(life, (hand) => ({ ...hand, routes: [office, ...hand.routes], perWeek: 4 }));
          does(life, within(scene, 0.01, 0.3), 'declaration.made', { kind: 'agency', organisation, verified: true });
          // The facilitator knows: the account hides who works.
          return { life, handoverAt: null, abuser: true };
        }
        const hand = handOf(by, scene, life, handoverAt);
        handOver(life, handoverAt, life.random.chance(0.4) ? { ...hand, routes: [{ ...office, weight: 12 }, ...hand.routes.map((route) => ({ ...route, weight: 4 }))], addedRttMs: life.random.between(scene.parameters.remoteRttMs) } : hand, scene);
        return { life, handoverAt };
      });
    },
  },
  {
    id: 'A13', name: 're-entry after closure', size: () => [2, 3], least: 2,
    live: (scene) => {
      const by = operator(scene);
      const closedAt = within(scene, 0.15, 0.45);
      const first = ordinaryLife(scene, { registeredAt: closedAt - scene.random.between([60, 400]) * DAY });
      handOver(first, first.registeredAt, handOf(by, scene, first, first.registeredAt, { machines: [{ machine: by.own, weight: 1 }] }), scene);
      first.closedAt = closedAt;
      does(first, closedAt, 'account.changed', { closed: 'for_cause' }, 'nowhere');
      const again = times(scene.size - 1, () => {
        const life = ordinaryLife(scene, { registeredAt: closedAt + scene.random.between([1, 20]) * DAY });
        const { random } = life;
        const machines = [{ machine: random.chance(0.75 - 0.6 * by.care) ? by.own : { ...by.own, token: `dv_${random.code(16)}` }, weight: 1 }];
        handOver(life, life.registeredAt, handOf(by, scene, life, life.registeredAt, { machines, voice: { ...(first.hands.at(-1)?.voice ?? handOf(by, scene, life, 0).voice), pool: null } }), scene);
        // Something is always carried over: an instrument, a portfolio, a picture.
        if (random.chance(0.6) && first.instruments[0]) life.instruments = [{ at: life.registeredAt + 5 * DAY, instrument: { ...first.instruments[0].instrument, holderMatch: 'none' } }];
        else life.portfolio = first.portfolio.length > 0 ? first.portfolio : life.portfolio;
        if (random.chance(0.4)) life.photo = retouched(first.photo, random);
        if (random.chance(0.3 * (1 - by.care))) life.document = first.document;
        cheapNumber(life);
        return { life, handoverAt: life.registeredAt };
      });
      return [{ life: first, handoverAt: first.registeredAt }, ...again];
    },
  },
  {
    id: 'A14', name: 'reviews for oneself', size: () => [2, 5], least: 2,
    live: (scene) => {
      const by = operator(scene);
      const till = instrumentOf(scene.random, by.body.country);
      const client = `cl_${scene.random.code(8)}`;
      return times(scene.size, () => {
        const { life, handoverAt } = rented(scene);
        const { random } = life;
        cheapNumber(life);
        const hand = handOf(by, scene, life, handoverAt);
        handOver(life, handoverAt, hand, scene);
        const token = hand.machines[0]?.machine.token;
        for (let nth = random.int(2, 5), at = handoverAt + 2 * DAY; nth > 0; nth -= 1, at += random.between([1, 6]) * DAY) {
          const contract = `ct_${random.code(9)}`;
          const payer = { ...(random.chance(0.8 - 0.4 * by.care) ? { clientInstrument: till.instrument } : {}), ...(random.chance(0.7 - 0.4 * by.care) && token ? { clientDevice: token } : {}) };
          does(life, at, 'contract.started', { contract, client, hourly: false, value: { amount: random.int(20, 120), currency: 'USD' }, ...payer }, 'nowhere');
          does(life, at + 9 * HOUR, 'contract.ended', { contract, reason: 'completed' }, 'nowhere');
          does(life, at + 10 * HOUR, 'review.left', { client, rating: 5 }, 'nowhere');
        }
        paysOn(life, handoverAt + 3 * DAY, random.chance(by.care) ? instrumentOf(random, life.declared.country) : till, scene);
        return { life, handoverAt };
      });
    },
  },
  {
    id: 'A15', name: 'several at one client', size: () => [2, 4], least: 2,
    live: (scene) => {
      const by = operator(scene);
      const client = scene.market.client(scene.random);
      const till = instrumentOf(scene.random, by.body.country);
      const members = times(scene.size, () => {
        const { life, handoverAt } = rented(scene);
        handOver(life, handoverAt, handOf(by, scene, life, handoverAt), scene);
        does(life, Math.min(handoverAt + life.random.between([2, 20]) * DAY, scene.now - DAY), 'contract.started', { contract: `ct_${life.random.code(9)}`, client, hourly: true, value: { amount: 2500, currency: 'USD' } }, 'nowhere');
        if (life.random.chance(0.7 - 0.5 * by.care)) paysOn(life, handoverAt + life.random.between([4, 25]) * DAY, till, scene);
        return { life, handoverAt };
      });
      for (const [index, { life, handoverAt }] of members.entries()) {
        const other = members[(index + 1) % members.length]?.life;
        if (other && other !== life && life.random.chance(0.7)) does(life, handoverAt + life.random.between([1, 20]) * DAY, 'referral.made', { to: other.account, client });
      }
      return members;
    },
  },
];

/** The hand that held the account until now, for a worker whose habits are like anybody's. */
function ordinaryHand(life: Life, random: Random) {
  const [hand] = life.hands;
  if (!hand) throw new Error(`${life.account} has nobody at the keyboard`);
  return { ...hand, startHour: hand.startHour + random.normal(0, 2.5), perWeek: random.between([0.9, 3.6]), eager: 1.3 };
}
