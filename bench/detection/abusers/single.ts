import { DAY, HOUR, MINUTE, rfc3339 } from '../../../lib/kernel/instant';
import { avoidsChecks, score, takes } from '../begin';
import { machine } from '../devices';
import { does, during, type Life } from '../life';
import { TRADES } from '../lexicon';
import { nameFor } from '../names';
import { retouched } from '../photos';
import { ordinaryLife, ownMachine, within, type Scene } from '../scene';
import { headline, summary, voice } from '../texts';
import { cheapNumber, handOf, handOver, instrumentOf, operator, papersOf, paysOn, rented, times, type Scheme } from './operator';

const one = () => [1, 1] as const;

/** Six days of small changes: headline, rate, a skill, now and then the photograph. */
export function refurbished(life: Life, at: number): void {
  const { random } = life;
  const rate = Math.round(life.hourlyRate * random.between([0.8, 1.5]));
  if (random.chance(0.6)) does(life, at + random.between([0.1, 6]) * DAY, 'account.changed', { hourlyRate: { amount: rate, currency: 'USD' }, skills: [...new Set([...life.skills, random.pick(life.trade.skills)])] });
  const hand = life.hands.at(-1);
  if (hand && random.chance(0.6)) does(life, at + random.between([0.1, 6]) * DAY, 'profile.changed', { headline: headline(life.trade, random), summary: summary(hand.voice, random), ...(random.chance(0.25) ? { photoHash: random.hex(16) } : {}) });
}

export const SINGLE: readonly Scheme[] = [
  {
    id: 'A2', name: 'behind an exit, from far away', size: () => [1, 3], least: 1,
    live: (scene) => {
      const by = operator(scene);
      const members = times(scene.size, () => {
        const { life, handoverAt } = rented(scene);
        // Some accounts are opened by the operator, on papers that were bought.
        const from = life.random.chance(0.4) ? life.registeredAt : handoverAt;
        if (from === life.registeredAt) cheapNumber(life);
        handOver(life, from, handOf(by, scene, life, from), scene);
        if (life.random.chance(0.6)) paysOn(life, from + life.random.between([4, 40]) * DAY, instrumentOf(life.random, life.random.chance(0.5) ? life.declared.country : by.body.country), scene);
        return { life, handoverAt: from };
      });
      if (members.length > 1) papersOf(by, members.map(({ life }) => life), members[0]?.life.declared.country ?? by.body.country);
      return members;
    },
  },
  {
    id: 'A3', name: 'rented after the check', size: one, least: 1,
    live: (scene) => {
      const by = operator(scene);
      const { life, handoverAt } = rented(scene);
      const owner = ownMachine(life);
      const home = life.hands[0]?.routes[0];
      handOver(life, handoverAt, handOf(by, scene, life, handoverAt), scene);
      refurbished(life, handoverAt);
      paysOn(life, handoverAt + life.random.between([4, 30]) * DAY, instrumentOf(life.random, life.declared.country), scene);
      // The owner comes back for a live check, on the owner's own machine at home.
      const again = handoverAt + life.random.between([10, 40]) * DAY;
      if (life.random.chance(0.3) && again < scene.now) takes(life, again, 'liveness', 'passed', { vendor: 'veriform', score: score(0.9) }, { machine: owner, ...(home ? { route: home } : {}) });
      else if (life.random.chance(0.4)) takes(life, Math.min(again, scene.now - DAY), 'liveness', 'abandoned');
      return [{ life, handoverAt }];
    },
  },
  {
    id: 'A5', name: 'juggler', size: one, least: 1,
    live: (scene) => {
      const by = operator(scene);
      const { life, handoverAt } = rented(scene);
      const day = handOf(by, scene, life, handoverAt, { perWeek: 6.3, perDay: 2.2, span: 11 });
      handOver(life, handoverAt, day, scene);
      const other = { ...day, startHour: day.startHour + 11.5, span: 9, routes: life.random.chance(0.35) ? [scene.networks.borrowedHomes(life.declared, life.random.between([40, 150]), life.random, 10)] : day.routes, machines: [{ machine: machine(life.random, by.body.country), weight: 1 }], voice: voice(life.trade, life.random) };
      life.hands.push(other);
      Object.assign(life.work, { parallel: life.random.int(2, 5), hourly: 1, winning: 0.5, tracker: true, hoursAWeek: 55 });
      overbooks(life, scene, handoverAt);
      return [{ life, handoverAt }];
    },
  },
  {
    id: 'A8', name: 'low and slow', size: one, least: 1,
    live: (scene) => {
      const by = operator(scene, { care: scene.random.between([0.8, 0.97]) });
      const { life, handoverAt } = rented(scene);
      const detour = life.random.between([60, 170]);
      // The operator keeps the persona's hours, more or less, on a machine bought for it.
      handOver(life, handoverAt, handOf(by, scene, life, handoverAt, { body: life.declared, shownZone: life.declared.zone, startHour: 10 + life.random.normal(0, 1.6), span: 10, perWeek: life.random.between([2.5, 4.5]), perDay: 1.1, weekend: 0.4, eager: 1, routes: [scene.networks.borrowedHomes(life.declared, detour, life.random, 10)], machines: [{ machine: machine(life.random, life.declared.country), weight: 1 }], leak: { chance: 0.003, route: by.home } }), scene);
      if (life.random.chance(0.5)) paysOn(life, handoverAt + life.random.between([15, 45]) * DAY, instrumentOf(life.random, life.declared.country), scene);
      return [{ life, handoverAt }];
    },
  },
  {
    id: 'A9', name: 'ladder of personas', size: () => [3, 3], least: 3,
    live: (scene) => {
      const by = operator(scene);
      const step = (scene.now - scene.from) / scene.size;
      const face = scene.random.hex(16);
      const works = `https://${scene.random.code(7).toLowerCase()}.example/work`;
      const papers: Life['document'][] = [];
      const manner = voice(scene.random.pick(TRADES), scene.random);
      return times(scene.size, (index) => {
        const from = Math.round(scene.from + step * index + scene.random.between([0, 0.2]) * step);
        const life = ordinaryLife(scene, { registeredAt: from - scene.random.between([1, 5]) * DAY, ...(index === 0 ? { place: by.body } : {}) });
        life.trade = manner.trade;
        life.checkedAt = from - HOUR;
        cheapNumber(life);
        // One face, one body of work, and now and then one paper under several names.
        if (life.random.chance(0.7 - 0.4 * by.care)) life.photo = retouched(face, life.random);
        if (life.random.chance(0.7 - 0.4 * by.care)) life.portfolio = [works];
        const [earlier] = papers;
        if (earlier && life.random.chance(0.35 * (1 - by.care))) life.document = earlier;
        papers.push(life.document);
        const own = handOf(by, scene, life, from, { voice: manner, machines: [{ machine: life.random.chance(0.5 + 0.4 * by.care) ? { ...by.own, token: `dv_${life.random.code(16)}` } : by.own, weight: 1 }], ...(index === 0 ? { routes: [by.home], shownZone: by.body.zone, leak: null } : {}) });
        handOver(life, from, own, scene);
        // Once the next rung is taken, the last one falls silent.
        during(life, from + step * 1.15, scene.now, (hand) => ({ ...hand, perWeek: 0.1 }));
        if (index > 0 && life.random.chance(0.5)) does(life, from + 4 * DAY, 'profile.changed', { education: life.education, summary: summary(manner, life.random) });
        return { life, handoverAt: from };
      });
    },
  },
  {
    id: 'A10', name: 'dormant account bought', size: one, least: 1,
    live: (scene) => {
      const by = operator(scene);
      const handoverAt = within(scene, 0.05, 0.75);
      const life = ordinaryLife(scene, { registeredAt: handoverAt - scene.random.between([480, 1100]) * DAY });
      life.checkedAt = life.registeredAt + DAY;
      during(life, life.registeredAt + 120 * DAY, handoverAt, (hand) => ({ ...hand, perWeek: 0 }));
      handOver(life, handoverAt, handOf(by, scene, life, handoverAt), scene);
      const trade = scene.random.pick(TRADES);
      does(life, handoverAt + life.random.between([0.2, 5]) * DAY, 'account.changed', { category: trade.category, skills: trade.skills.slice(0, 4), ...(life.random.chance(0.5) ? { ...(life.random.chance(0.3) ? { name: `${life.name.given} ${nameFor(life.declared.country, life.random).family}` } : {}), email: `${life.name.given.toLowerCase()}${life.random.int(1000, 99999)}@inbox.example` } : {}) });
      refurbished(life, handoverAt);
      paysOn(life, handoverAt + life.random.between([3, 25]) * DAY, instrumentOf(life.random, life.declared.country), scene);
      return [{ life, handoverAt }];
    },
  },
  {
    id: 'A11', name: 'one for the interview, one for the work', size: one, least: 1,
    live: (scene) => {
      const by = operator(scene);
      const { life, handoverAt } = rented(scene);
      const front = life.hands[0];
      handOver(life, handoverAt, handOf(by, scene, life, handoverAt), scene);
      // The front keeps coming back for calls, from the front's own machine.
      if (front) life.hands.push({ ...front, from: handoverAt, to: scene.now, perWeek: life.random.between([0.3, 0.9]), perDay: 1 });
      if (life.random.chance(0.15)) avoidsChecks(life, Math.min(handoverAt + life.random.between([5, 40]) * DAY, scene.now - 21 * DAY));
      life.interviewing = { chance: 0.45, declines: 0.05, cameraOff: 0.05, accommodation: false };
      if (life.random.chance(0.45)) does(life, within(scene, 0.7, 0.98), 'client.reported', { client: scene.market.client(life.random), kind: 'different_person', text: 'The person on today\'s call was not the one from the interview.' }, 'nowhere');
      if (life.random.chance(0.5)) paysOn(life, handoverAt + life.random.between([5, 30]) * DAY, instrumentOf(life.random, life.declared.country), scene);
      return [{ life, handoverAt }];
    },
  },
  {
    id: 'A16', name: 'insider who turns', size: one, least: 1,
    live: (scene) => {
      const by = operator(scene, { care: Math.min(0.95, scene.random.between(scene.parameters.care) + 0.2) });
      const turnsAt = within(scene, 0.55, 0.97);
      const span = Math.min(scene.random.between(scene.parameters.turnAfterDays) * DAY, turnsAt - scene.from + 300 * DAY);
      const life = ordinaryLife(scene, { registeredAt: turnsAt - span - 20 * DAY });
      life.checkedAt = life.registeredAt + DAY;
      const handoverAt = turnsAt - span;
      handOver(life, handoverAt, handOf(by, scene, life, handoverAt), scene);
      const client = scene.market.client(life.random);
      const contract = `ct_${life.random.code(9)}`;
      does(life, turnsAt - 30 * DAY, 'contract.started', { contract, client, hourly: true }, 'nowhere');
      for (const hours of times(life.random.int(4, 9), () => life.random.between([1, 70]))) does(life, turnsAt - hours * HOUR, 'activity.recorded', { kind: 'download', size: Math.round(life.random.lognormal(180_000_000, 1)), count: life.random.int(1, 40) }, 'exact');
      does(life, turnsAt, 'contract.ended', { contract, reason: 'ended by the client' }, 'nowhere');
      does(life, turnsAt + life.random.between([6, 60]) * HOUR, 'client.reported', { client, kind: life.random.pick(['theft', 'extortion']), text: 'Files were copied in the last days and money was asked for.' }, 'nowhere');
      if (life.random.chance(0.5)) does(life, turnsAt + 8 * HOUR, 'message.flagged', { flag: 'threat', client }, 'nowhere');
      return [{ life, handoverAt }];
    },
  },
];

/** More hours than a day has, on several contracts at once. */
function overbooks(life: Life, scene: Scene, from: number): void {
  const { random } = life;
  const contracts = times(life.work.parallel, () => ({ contract: `ct_${random.code(9)}`, client: scene.market.client(random) }));
  for (const [index, { contract, client }] of contracts.entries()) does(life, from + (2 + 3 * index) * DAY, 'contract.started', { contract, client, hourly: true, value: { amount: 1200, currency: 'USD' } }, 'nowhere');
  for (let at = from + 16 * DAY; at < scene.now - DAY; at += DAY + random.exponential(3 * DAY)) {
    const hours = random.between([16, 22]);
    let next = at + random.between([0, 3]) * HOUR;
    for (const { contract } of contracts) {
      const share = (hours / contracts.length) * random.between([0.8, 1.2]);
      const begin = Math.floor(next);
      const end = Math.floor(begin + share * HOUR);
      // One timer after the other, for the most part.
      next = random.chance(0.35) ? begin + 0.4 * (end - begin) : end;
      if (end < scene.now) does(life, end + MINUTE, 'time.logged', { contract, from: rfc3339(begin), to: rfc3339(end), source: 'tracker' }, 'nowhere');
    }
  }
}
