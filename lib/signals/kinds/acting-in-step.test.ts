import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../kernel/instant';
import { beatsOf } from '../../links/beat';
import { aBid, aDeclaration, aGiven, aHistory, aNeighbourhood, daysFrom, findingOf, leftOf, onDay } from '../history.fixture';
import type { Sharing } from '../history.fixture';
import { actingInStep } from './acting-in-step';

/** Acts at hours that follow no clock. */
const moments = daysFrom(20, 14).map((day, index) => onDay(day, 7 + ((index * 37) % 120) / 10));
const minutesOf = (instants: readonly number[], off = 1) => instants.map((at) => Math.floor(at / MINUTE) + off);
function given(beats: Record<string, readonly number[]>, sharing: Sharing[] = [], over: Parameters<typeof aHistory>[0] = {}, cards: Parameters<typeof aNeighbourhood>[2] = []) {
  const history = aHistory({ account: 'own', bids: moments.map((at) => aBid(at, null)), asOf: onDay(40), ...over });
  return aGiven(history, aNeighbourhood('own', sharing, cards, [], { beats: new Map(Object.entries(beats).map(([account, bid]) => [account, { bid }])) }));
}

test('three accounts that bid within two minutes of each other, day after day, are strong', () => {
  const finding = findingOf(actingInStep, given({ o: minutesOf(moments), p: minutesOf(moments, -2) }));
  expect(finding).toMatchObject({ strength: 'strong', value: { accounts: 3, times: 14 }, counter: [] });
  expect(finding.evidence).toHaveLength(14);
});

test('two accounts in step, nine times, or three minutes apart are nothing', () => {
  expect(actingInStep.read(given({ o: minutesOf(moments) })).state).toBe('quiet');
  expect(actingInStep.read(given({ o: minutesOf(moments.slice(0, 9)), p: minutesOf(moments.slice(0, 9)) })).state).toBe('quiet');
  expect(actingInStep.read(given({ o: minutesOf(moments, 3), p: minutesOf(moments, -3) })).state).toBe('quiet');
});

test('a busy account shows as many days as the slow ones that act in step with it', () => {
  // Forty bids of its own a day; two others do once a day what it did within the last minutes, and nothing else.
  const busy = daysFrom(20, 14).flatMap((day) => Array.from({ length: 40 }, (_, index) => onDay(day, 7) + ((index * 21 + ((index * 7 + day * 5) % 11)) * MINUTE)));
  const followed = daysFrom(20, 14).map((day, index) => busy[(day - 20) * 40 + 3 + ((index * 11) % 34)]!);
  const history = aHistory({ account: 'own', bids: busy.map((at) => aBid(at, null)), asOf: onDay(40) });
  const beats = Object.fromEntries(['o', 'p'].map((account, turn) => [account, beatsOf(aHistory({ bids: followed.map((at) => aBid(at + (1 - turn) * MINUTE, null)) }), onDay(34))]));
  expect(findingOf(actingInStep, aGiven(history, aNeighbourhood('own', [], [], [], { beats: new Map(Object.entries(beats)) }))).value).toMatchObject({ accounts: 3, times: 14 });
});

test('people who are busy in the same hours meet often, and that is chance', () => {
  // Each acts seventeen times in the same two hours of each day, at minutes of its own.
  const busy = (who: number) => daysFrom(26, 14).flatMap((day) => Array.from({ length: 17 }, (_, index) => onDay(day, 10) + (((index * index + 3) * (day + 11) * (who * 29 + 17)) % 120) * MINUTE)).sort((a, b) => a - b);
  const bids = [...new Set(busy(0))].map((at) => aBid(at, null));
  expect(actingInStep.read(given({ o: minutesOf(busy(1), 0), p: minutesOf(busy(2), 0) }, [], { bids })).state).toBe('quiet');
});

test('a shift that begins at one hour is lowered, and people on one line as well', () => {
  const nine = daysFrom(26, 14).map((day, index) => onDay(day, 9) + (index % 5) * MINUTE);
  const shift = findingOf(actingInStep, given({ o: minutesOf(nine), p: minutesOf(nine) }, [{ kind: 'ip', digest: 'office', others: [{ account: 'o' }, { account: 'p' }] }], { bids: nine.map((at) => aBid(at, null)) }));
  expect(shift.counter.map((each) => each.kind)).toEqual(['one_hour', 'one_line']);
  expect(leftOf(shift)).toBeLessThan(0.8);
});

test('one confirmed agency is explained', () => {
  const cards = ['o', 'p'].map((account) => ({ account, organisation: 'agency' }));
  const finding = findingOf(actingInStep, given({ o: minutesOf(moments), p: minutesOf(moments) }, [], { declarations: [aDeclaration('agency', onDay(0), { organisation: 'agency', verified: true })] }, cards));
  expect(leftOf(finding)).toBeLessThan(0.15);
});

test('only the 14 days up to the last act are looked at, and a life without acts abstains', () => {
  const later = [...moments, moments.at(-1)! + 13 * DAY + HOUR].map((at) => aBid(at, null));
  expect(actingInStep.read(given({ o: minutesOf(moments), p: minutesOf(moments) }, [], { bids: later, asOf: onDay(60) })).state).toBe('quiet');
  expect(actingInStep.read(given({}, [], { bids: [] })).state).toBe('abstains');
});
