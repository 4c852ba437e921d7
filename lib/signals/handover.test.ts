import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../kernel/instant';
import { aBid, aDevice, aHistory, aProfile, anInstrument, daysFrom, mallory, onDay, trent, workdays } from './history.fixture';
import { proposalsBy } from './writing.fixture';
import { handoverOf } from './handover';
import type { HandoverLane } from './handover';

const own = aDevice('own');
const fresh = aDevice('fresh');
const home = workdays({ device: own, days: daysFrom(0, 30) });
const rented = { device: fresh, city: null, network: 'vpn_known', hours: [0, 3, 22] } as const;
const banks = (day: number) => [anInstrument(onDay(1), 'first'), anInstrument(onDay(day), 'second')];
const natsOf = (history: Parameters<typeof handoverOf>[0], lane: HandoverLane) => handoverOf(history)?.changes.find((each) => each.lane === lane)?.nats ?? 0;

test('Mallory’s hands change in the night after the live check, in four lanes that all speak for it', () => {
  const found = handoverOf(mallory().history)!;
  expect(found).toMatchObject({ at: onDay(21), lanes: ['network', 'device', 'rhythm', 'payout'] });
  expect(found.from).toBeGreaterThan(onDay(19.5));
  expect(found.to).toBeLessThan(onDay(22));
  expect(found.changes.map(({ nats }) => nats > 1.5)).toEqual([true, true, true, true]);
  expect(found.changes.find(({ lane }) => lane === 'payout')).toMatchObject({ from: onDay(24), to: onDay(24, 3) });
  expect(found.nats).toBeGreaterThan(8);
});

test('Trent, who travels with one laptop and buys a phone on the way, hands nothing over', () => {
  expect(handoverOf(trent().history)).toBeNull();
});

test('lanes that change days apart widen the interval towards the earlier ones', () => {
  const after = (day: number) => [...home, ...workdays({ device: own, city: null, network: 'vpn_known', days: daysFrom(30, day - 30) }), ...workdays({ ...rented, days: daysFrom(day, 20) })];
  const [together, apart] = [30, 33].map((day) => handoverOf(aHistory({ stretches: after(day), instruments: banks(day + 1) }))!);
  expect(apart).toMatchObject({ at: onDay(33), lanes: ['network', 'device', 'rhythm', 'payout'] });
  expect(apart!.to - apart!.from).toBeGreaterThan(together!.to - together!.from);
  expect(apart!.from).toBeLessThan(onDay(32));
});

test('a lane that changed weeks after the leading one is asked where it changed, not where the other did', () => {
  const third = aDevice('third');
  const stretches = [...home, ...workdays({ ...rented, days: daysFrom(30, 12) }), ...workdays({ ...rented, device: third, days: daysFrom(42, 25) })];
  // The first bank comes so late that nothing of the payout is known around the leading change.
  const found = handoverOf(aHistory({ stretches, instruments: [anInstrument(onDay(46), 'first'), anInstrument(onDay(55), 'second')] }))!;
  expect(found).toMatchObject({ at: onDay(30), lanes: expect.arrayContaining(['device', 'payout']) });
  expect(found.from).toBeGreaterThan(onDay(28));
  expect(found.to).toBeLessThan(onDay(33));
});

test('a long silence before the new hands is uncertainty about when, not about whether', () => {
  const dormant = [...home, ...workdays({ ...rented, days: daysFrom(300, 20) })];
  const found = handoverOf(aHistory({ stretches: [...workdays({ device: own, days: daysFrom(260, 10) }), ...dormant], instruments: banks(301) }))!;
  expect(found.at).toBe(onDay(300));
  expect(found.to - found.from).toBeGreaterThan(14 * DAY);
});

test('a new laptop at home is no handover, nor with a journey, nor a new laptop and a new bank', () => {
  expect(handoverOf(aHistory({ stretches: [...home, ...workdays({ device: fresh, days: daysFrom(30, 20) })] }))).toBeNull();
  expect(handoverOf(aHistory({ stretches: [...home, ...workdays({ device: fresh, city: 'lisbon', network: 'mobile', days: daysFrom(30, 20) })] }))).toBeNull();
  expect(handoverOf(aHistory({ stretches: [...home, ...workdays({ device: fresh, days: daysFrom(30, 20) })], instruments: banks(31) }))).toBeNull();
});

test('a second device beside the first, or a device that hides its token, is no new one', () => {
  const phone = [...home, ...workdays({ device: own, days: daysFrom(30, 20) }), ...workdays({ ...rented, days: daysFrom(30, 20) })];
  expect(handoverOf(aHistory({ stretches: phone, instruments: banks(31) }))).toBeNull();
  const hidden = { ...own, token: null };
  expect(handoverOf(aHistory({ stretches: [...home, ...workdays({ ...rented, device: hidden, days: daysFrom(30, 20) })], instruments: banks(31) }))).toBeNull();
});

test('a browser that forgets its token at every visit shows no change of devices', () => {
  const stretches = daysFrom(0, 50).flatMap((day) => workdays({ ...(day < 30 ? {} : { ...rented, hours: [0, 3, 5] }), device: aDevice(`visit ${day}`), days: [day] }));
  expect(handoverOf(aHistory({ stretches, instruments: banks(31) }))).toBeNull();
});

test('the hours of people who travel are taken by the sun, those behind exits by the clock', () => {
  const abroad = (city: 'lima' | null) => aHistory({ stretches: [...home, ...workdays({ device: fresh, city, network: city === null ? 'vpn_known' : 'residential', hours: [14, 18, 21], days: daysFrom(30, 25) })], instruments: banks(31) });
  expect(natsOf(abroad('lima'), 'rhythm')).toBe(0);
  expect(natsOf(abroad(null), 'rhythm')).toBeGreaterThan(1);
});

test('people who change devices and places all the time show no single change', () => {
  const cities = ['leeds', 'lisbon', 'nairobi', 'lima'] as const;
  const daily = daysFrom(0, 60).flatMap((day) => workdays({ device: aDevice(`d${day % 3}`), city: cities[day % 4]!, days: [day] }));
  expect(handoverOf(aHistory({ stretches: daily, instruments: banks(30) }))).toBeNull();
  const monthly = daysFrom(0, 400).flatMap((day) => workdays({ device: aDevice(`d${Math.floor(day / 25)}`), city: cities[Math.floor(day / 25) % 4]!, network: day % 50 < 25 ? 'mobile' : 'residential', days: [day] }));
  expect(handoverOf(aHistory({ stretches: monthly, instruments: banks(200) }))).toBeNull();
});

test('a lane that changed often before is worth less when it changes again', () => {
  const cities = ['leeds', 'lisbon', 'nairobi', 'osaka', 'lisbon'] as const;
  const then = workdays({ device: fresh, city: 'lima', network: 'mobile', hours: [1, 3], days: daysFrom(200, 30) });
  const settled = [...workdays({ device: own, days: daysFrom(0, 200) }), ...then];
  const roaming = [...daysFrom(0, 200).flatMap((day) => workdays({ device: own, city: cities[Math.floor(day / 40)]!, days: [day] })), ...then];
  const [still, moving] = [settled, roaming].map((stretches) => natsOf(aHistory({ stretches, instruments: banks(201) }), 'place'));
  expect(still).toBeGreaterThan(moving! + 0.5);
});

test('without devices three other lanes and as much evidence are needed', () => {
  const bare = (over: Parameters<typeof workdays>[0]) => workdays({ ...over, device: null });
  const moved = (hours: number[]) => [...bare({ days: daysFrom(0, 20) }), ...bare({ city: 'nairobi', network: 'mobile', hours, days: daysFrom(20, 20) })];
  expect(handoverOf(aHistory({ stretches: moved([9, 13, 16]) }))).toBeNull();
  expect(handoverOf(aHistory({ stretches: moved([9, 13, 16]), instruments: banks(22) }))).toBeNull();
  expect(handoverOf(aHistory({ stretches: moved([20, 22]), instruments: banks(22) }))).toMatchObject({ at: onDay(20, 20), lanes: ['place', 'network', 'rhythm', 'payout'] });
});

test('writing that changes with the rest is a lane, a change of language is none', () => {
  const stretches = [...home, ...workdays({ ...rented, days: daysFrom(30, 30) })];
  const told = (later: 'plain' | 'formal' | 'german') => aHistory({
    stretches, bids: [...proposalsBy('plain', 8), ...proposalsBy(later, 8, 20)].map((text, index) => aBid(onDay(index < 8 ? 2 + 3 * index : 7 + 3 * index, 10), text)),
  });
  expect(natsOf(told('formal'), 'text')).toBeGreaterThan(1);
  expect(natsOf(told('plain'), 'text')).toBe(0);
  expect(natsOf(told('german'), 'text')).toBe(0);
});

test('an empty history has none; a new profile photo changes nothing; the order of rows changes nothing', () => {
  expect(handoverOf(aHistory())).toBeNull();
  const { history } = mallory();
  expect(handoverOf({ ...history, profiles: [...history.profiles, aProfile(onDay(22), { photoHash: '0123456789abcdef' })] })).toEqual(handoverOf(history));
  fc.assert(fc.property(fc.shuffledSubarray([...history.stretches], { minLength: history.stretches.length }), fc.nat({ max: 20 }), (mixed, twice) => {
    expect(handoverOf(aHistory({ ...history, stretches: [...mixed, ...mixed.slice(0, twice)] }))).toEqual(handoverOf(history));
  }), { numRuns: 10 });
});

test('the interval holds the moment, and moves with the life by whole days', () => {
  fc.assert(fc.property(fc.integer({ min: 10, max: 40 }), fc.integer({ min: 0, max: 6 }), fc.constantFrom<number>(0, 1, 9), fc.integer({ min: -300, max: 300 }), (turn, gap, hour, shift) => {
    const life = (days: number) => aHistory({
      stretches: [...workdays({ device: own, days: daysFrom(days, turn) }), ...workdays({ ...rented, hours: [hour, hour + 2], days: daysFrom(days + turn + gap, 20) })],
      instruments: [anInstrument(onDay(days + 1), 'first'), anInstrument(onDay(days + turn + gap + 1), 'second')],
    });
    const found = handoverOf(life(0))!;
    expect(found.from).toBeLessThanOrEqual(found.at);
    expect(found.to).toBeGreaterThanOrEqual(found.at);
    expect(found.from).toBeLessThanOrEqual(onDay(turn + gap, hour));
    expect(found.to).toBeGreaterThanOrEqual(onDay(turn - 1, 16));
    const moved = handoverOf(life(shift))!;
    expect([moved.at, moved.nats]).toEqual([found.at + shift * DAY, found.nats]);
    expect(Math.abs(moved.from - found.from - shift * DAY)).toBeLessThan(HOUR / 100);
  }), { numRuns: 30 });
});
