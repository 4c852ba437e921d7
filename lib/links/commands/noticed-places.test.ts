import { expect, test } from 'vitest';
import { sandbox } from '../../../db/sandbox';
import type { Device } from '../../enrichment/history';
import { aContract, aDevice, aRarity, aStretch, onDay } from '../../signals/history.fixture';
import { empty, pass, ringsInForce, type Kept, type Standing, type Told } from './passes.fixture';

sandbox();

/** Clients are counted, and two parts of a machine are rare. */
const rarity = aRarity({ shareOf: (kind) => (kind === 'client' ? 3 / 20_000 : kind === 'gpu' || kind === 'fonts' ? 0.002 : null) });

async function portions(...parts: Told[][]): Promise<{ read: Kept; rings: Standing[] }> {
  await empty();
  const read: Kept = new Map();
  const told: Told[] = [];
  for (const part of parts) {
    told.push(...part);
    await pass(told, part, read, rarity);
  }
  return { read, rings: await ringsInForce() };
}

/** Seen once on each of these days. */
const at = (who: string, days: number[], ip: string, device: Device, hour = 9): Told[] => days.map((day) => ({ account: who, stretches: aStretch({ at: onDay(day, hour), session: `${who} ${day} ${ip} ${hour}`, ip, network: ip.includes('exit') ? 'vpn_known' : 'residential', device }) }));
const own = (token: string) => aDevice(token, { gpu: `gpu ${token}`, fonts: `fonts ${token}` });
const turned = (who: string, before: number[], after: number[], ip: string): Told[] => [...at(who, before, `home ${who}`, own(`old ${who}`)), ...at(who, after, ip, own(`new ${who}`))];
const people = (count: number, letter = 'p') => Array.from({ length: count }, (_, index) => `${letter}${String(index).padStart(2, '0')}`);
const hired = (who: string): Told => ({ account: who, contracts: aContract(`${who} hirer`, onDay(2), { client: 'hirer' }) });

/** Told in two passes, the account is read as when all is told at once, and the rings are the same. */
async function same(who: string, first: Told[], second: Told[]): Promise<void> {
  const grown = await portions(first, second);
  const whole = await portions([...first, ...second]);
  expect(grown.rings).toEqual(whole.rings);
  expect(grown.read.get(who)).toEqual(whole.read.get(who));
}

test('the last of thirty equal telling machines comes to the line of the others (D2, one_room)', async () => {
  const look = (t: string) => aDevice(t, { gpu: 'rare gpu', fonts: 'rare fonts' });
  await same('p00', people(30).flatMap((who, i) => at(who, [0, 1, 2], i === 29 ? 'home x' : 'line', look(who))), at('p29', [5], 'line', look('p29')));
});

test('one who changed hands comes again to an exit of many, where two others did who have a client in common (ring)', async () => {
  await same('a', [...people(12).flatMap((who) => at(who, [0, 1, 2, 3, 4, 5], 'exit', own(who))),
    ...['a', 'c'].flatMap((who) => [...turned(who, [0, 1, 2, 3, 4, 5], [20, 21, 22, 23, 24, 25], 'exit'), hired(who)]),
    ...turned('b', [-9, -8, -7, -6], [0, 1, 2, 3, 4, 5], 'exit'), hired('b')], at('b', [22], 'exit', own('new b'), 15));
});

test('two who changed hands share an exit of many, most of whom did, and then a line of many (L5)', async () => {
  await same('a', [...people(10, 'q').flatMap((who) => turned(who, [0, 1, 2, 3, 4], [20, 21, 22, 23], 'exit')), ...at('z', [20], 'exit', own('z')), ...people(12).flatMap((who) => at(who, [20, 21, 22], 'line', own(who))),
    ...['a', 'b'].flatMap((who) => [...turned(who, [0, 1, 2, 3, 4, 5], [20, 21, 22, 23, 24, 25], 'exit'), hired(who)]), ...at('a', [20, 21, 22], 'line', own('new a'), 13)], at('b', [22], 'line', own('new b'), 15));
});

test('new accounts of one roof, all with other hands, come to an exit of many in one pass (L5)', async () => {
  await same('a', [...people(12).flatMap((who) => at(who, [0, 1], 'exit', own(who))), ...turned('a', [0, 1, 2, 3], [20, 21, 22, 23, 24, 25], 'exit'), hired('a')],
    [...people(13, 'n').flatMap((who) => [...at(who, [0, 1, 2, 3, 4, 5], 'roof', own(`old ${who}`)), ...at(who, [20, 21, 22, 23, 24, 25], 'exit', own(`new ${who}`))]), hired('n00')]);
});
