import { expect, test } from 'vitest';
import { aCheck, aDevice, aStretch, daysFrom, onDay, workdays } from '../signals/history.fixture';
import { turnOf } from './turn';

const old = workdays({ device: aDevice('old'), days: daysFrom(0, 10) });
const fresh = workdays({ device: aDevice('new'), days: daysFrom(12, 10) });

test('all devices gave way to another at once: the first sight of it', () => {
  expect(turnOf({ stretches: [...old, ...fresh], checks: [] })).toBe(onDay(12, 9));
});

test.each([
  ['one device throughout', old],
  ['a second device beside the first', [...old, ...workdays({ device: aDevice('new'), days: daysFrom(5, 10) })]],
  ['the old one back at work', [...old, ...fresh, ...workdays({ device: aDevice('old'), days: [30] })]],
  ['a browser that was cleared: another token, the same machine', [...old, ...workdays({ device: { ...aDevice('old'), token: 'another' }, days: daysFrom(12, 10) })]],
  ['a single visit from elsewhere at the end', [...old, aStretch({ at: onDay(30), device: aDevice('new') })]],
  ['a browser that forgets its token at every visit', daysFrom(0, 20).map((day) => aStretch({ at: onDay(day), device: aDevice(`visit ${day}`, { screen: null, gpu: null, cores: null, memoryGb: null, fonts: null, canvas: null }) }))],
  ['devices that show nothing', workdays({ device: null, days: daysFrom(0, 20) })],
])('%s is no turn', (_, stretches) => {
  expect(turnOf({ stretches, checks: [] })).toBeNull();
});

test('the owner who comes back for a check does not undo it', () => {
  const back = aStretch({ at: onDay(30), device: aDevice('old'), session: 'check' });
  expect(turnOf({ stretches: [...old, ...fresh, back], checks: [aCheck(onDay(30), { session: 'check' })] })).toBe(onDay(12, 9));
});

test('what a person shows in checks at the beginning is what the person began with', () => {
  const began = [0, 3, 5].map((day) => aStretch({ at: onDay(day), device: aDevice('old'), session: `check ${day}` }));
  const checks = [0, 3, 5].map((day) => aCheck(onDay(day), { session: `check ${day}` }));
  expect(turnOf({ stretches: [...began, ...fresh], checks })).toBe(onDay(12, 9));
  // Whom one only ever sees in checks has not taken the account over.
  expect(turnOf({ stretches: [...old, ...began.map((one, index) => ({ ...one, at: onDay(20 + index), device: aDevice('new') }))], checks })).toBeNull();
});

test('a part that is left out now and then, or told from some day on, makes no other machine', () => {
  const partly = (parts: Parameters<typeof aDevice>[1], token: string | null, day: number, days: number) => workdays({ device: { ...aDevice('old', parts), token }, days: daysFrom(day, days) });
  expect(turnOf({ stretches: [...partly({ fonts: null }, 'one', 0, 10), ...partly({}, 'one', 12, 10)], checks: [] })).toBeNull();
  expect(turnOf({ stretches: [...partly({ fonts: null }, null, 0, 10), ...partly({}, 'one', 12, 10)], checks: [] })).toBeNull();
  expect(turnOf({ stretches: [...partly({ gpu: 'one of them' }, null, 0, 10), ...partly({ gpu: 'another' }, 'one', 12, 10)], checks: [] })).toBe(onDay(12, 9));
});

test('of a browser that shows another machine in each of very many visits no change of hands is told', () => {
  const stretches = Array.from({ length: 20_000 }, (_, visit) => aStretch({ at: onDay(Math.floor(visit / 20), visit % 20), session: `${visit}`, device: { ...aDevice('one', { gpu: `gpu ${visit}`, fonts: `fonts ${visit}` }), token: `token ${visit}` } }));
  expect(turnOf({ stretches, checks: [] })).toBeNull();
});
