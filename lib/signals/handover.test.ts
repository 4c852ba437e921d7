import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDevice, aHistory, aProfile, anInstrument, daysFrom, mallory, onDay, trent, workdays } from './history.fixture';
import { handoverOf } from './handover';

const own = aDevice('own');
const fresh = aDevice('fresh');
const home = workdays({ device: own, days: daysFrom(0, 30) });

test('Mallory’s hands change in the night after the live check, in five lanes', () => {
  expect(handoverOf(mallory().history)).toEqual({
    at: onDay(21), from: onDay(20, 16), to: onDay(21), lanes: ['network', 'device', 'rhythm', 'payout', 'profile'],
  });
});

test('Trent, who travels with one laptop, hands nothing over', () => {
  expect(handoverOf(trent().history)).toBeNull();
});

test('lanes that change days apart widen the interval', () => {
  const stretches = [...home, ...workdays({ device: own, city: null, network: 'vpn_known', days: daysFrom(30, 2) }), ...workdays({ device: fresh, city: null, network: 'vpn_known', days: daysFrom(33, 20) })];
  const found = handoverOf(aHistory({ stretches, instruments: [anInstrument(onDay(1), 'first'), anInstrument(onDay(36), 'second')] }));
  expect(found).toEqual({ at: onDay(33, 9), from: onDay(29, 16), to: onDay(33, 9), lanes: ['network', 'device', 'payout'] });
});

test('a new laptop at home is no handover, nor a new laptop and a new profile photo a year apart', () => {
  expect(handoverOf(aHistory({ stretches: [...home, ...workdays({ device: fresh, days: daysFrom(30, 20) })] }))).toBeNull();
  const profiles = [aProfile(onDay(0)), aProfile(onDay(2))];
  expect(handoverOf(aHistory({ profiles, stretches: [...home, ...workdays({ device: fresh, city: 'lisbon', days: daysFrom(30, 20) })] }))).toBeNull();
});

test('people who change devices and places all the time show no single change', () => {
  const cities = ['leeds', 'lisbon', 'nairobi', 'lima'] as const;
  const stretches = daysFrom(0, 60).flatMap((day) => workdays({ device: aDevice(`d${day % 3}`), city: cities[day % 4]!, days: [day] }));
  expect(handoverOf(aHistory({ stretches, instruments: [anInstrument(onDay(1), 'first'), anInstrument(onDay(30), 'second')] }))).toBeNull();
});

test('without devices three other lanes are needed', () => {
  const bare = (over: Parameters<typeof workdays>[0]) => workdays({ ...over, device: null });
  const stretches = [...bare({ days: daysFrom(0, 20) }), ...bare({ city: 'nairobi', network: 'mobile', days: daysFrom(20, 20) })];
  expect(handoverOf(aHistory({ stretches }))).toBeNull();
  const instruments = [anInstrument(onDay(1), 'first'), anInstrument(onDay(22), 'second')];
  expect(handoverOf(aHistory({ stretches, instruments }))).toMatchObject({ at: onDay(20, 9), lanes: ['place', 'network', 'payout'] });
});

test('an empty history has none, and the order of rows changes nothing', () => {
  expect(handoverOf(aHistory())).toBeNull();
  const { stretches } = mallory().history;
  fc.assert(fc.property(fc.shuffledSubarray([...stretches], { minLength: stretches.length }), (mixed) => {
    expect(handoverOf(aHistory({ ...mallory().history, stretches: mixed }))).toEqual(handoverOf(mallory().history));
  }), { numRuns: 5 });
});
