import { expect, test } from 'vitest';
import { aBid, aDeclaration, aGiven, aHistory, aVersion, findingOf, leftOf, onDay } from '../history.fixture';
import { proposalsBy } from '../writing.fixture';
import type { Penhand } from '../writing.fixture';
import { styleBreak } from './style-break';

const bids = (texts: readonly string[]) => texts.map((text, index) => aBid(onDay(3 * index, 10), text));
const halves = (first: Penhand, second: Penhand) => bids([...proposalsBy(first, 8), ...proposalsBy(second, 8, 20)]);
const given = (over: Parameters<typeof aHistory>[0]) => aGiven(aHistory({ asOf: onDay(60), ...over }));

test('another hand in the second half is found, and stays weak', () => {
  const finding = findingOf(styleBreak, given({ bids: halves('plain', 'formal') }));
  expect(finding).toMatchObject({ strength: 'weak', family: 'content', counter: [] });
  expect(finding.value.chance).toBeLessThan(0.01);
});

test('the same hand, and a change of language, are not found', () => {
  expect(styleBreak.read(given({ bids: halves('plain', 'plain') })).state).toBe('quiet');
  expect(styleBreak.read(given({ bids: halves('plain', 'german') })).state).toBe('abstains');
  expect(styleBreak.read(given({ bids: halves('spanish', 'portuguese') })).state).toBe('abstains');
});

test('a new template is lowered, and so is a new field of work', () => {
  const filled = (template: number) => ['Alder', 'Beech', 'Cedar', 'Elm', 'Fir', 'Hazel'].map((name) => `${proposalsBy('plain', 8)[template]} ${name}`);
  expect(findingOf(styleBreak, given({ bids: bids([...filled(0), ...filled(1)]) })).counter.map((each) => each.kind)).toContain('templates');
  const versions = [aVersion({ category: 'web' }), aVersion({ at: onDay(22), category: 'writing' })];
  expect(findingOf(styleBreak, given({ bids: halves('plain', 'formal'), versions })).counter.map((each) => each.kind)).toEqual(['new_field']);
});

test('writing that turns little by little is lowered', () => {
  const [plain, formal] = [proposalsBy('plain', 16), proposalsBy('formal', 16)];
  // Sentence by sentence: of five, the first ones stay plain longest.
  const turning = Array.from({ length: 16 }, (_, index) => {
    const share = Math.max(0, (index - 6) / 7);
    const [a, b] = [plain[index]!.split('. '), formal[index]!.split('. ')];
    return a.map((sentence, place) => (place < a.length * (1 - share) ? sentence : b[place % b.length]!)).join('. ');
  });
  expect(findingOf(styleBreak, given({ bids: bids(turning) })).counter.map((each) => each.kind)).toEqual(['gradual']);
});

test('colleagues who write along, and somebody who writes with an aid, are respected', () => {
  const whole = leftOf(findingOf(styleBreak, given({ bids: halves('plain', 'formal') })));
  for (const kind of ['agency', 'accommodation'] as const) {
    const finding = findingOf(styleBreak, given({ bids: halves('plain', 'formal'), declarations: [aDeclaration(kind, onDay(2))] }));
    expect(finding.counter.map((each) => each.kind)).toEqual([`declared_${kind}`]);
    expect(leftOf(finding)).toBeLessThan(0.7 * whole);
  }
});

test('with few or short texts it abstains', () => {
  expect(styleBreak.read(given({})).state).toBe('abstains');
  expect(styleBreak.read(given({ bids: halves('plain', 'formal').slice(4, 12) })).state).toBe('abstains');
  expect(styleBreak.read(given({ bids: bids(proposalsBy('plain', 10).map((text, index) => `${text.slice(0, 90)} ${index}`)) })).state).toBe('abstains');
});
