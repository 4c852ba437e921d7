import { expect, test } from 'vitest';
import { aBid, aGiven, aHistory, aNeighbourhood, aVersion, daysFrom, findingOf, leftOf, onDay } from '../history.fixture';
import { proposalTemplate } from './proposal-template';

const bids = daysFrom(10, 14).map((day) => aBid(onDay(day, 9), `a proposal of day ${day}`));
const own = { hash: '00000000000000ff', firstAt: onDay(10, 9), lastAt: onDay(23, 9), proposals: 14 };
function given(count: number, proposals = 12, over: Parameters<typeof aHistory>[0] = {}, cards: Parameters<typeof aNeighbourhood>[2] = []) {
  const others = daysFrom(0, count).map((index) => ({ ...own, proposals, account: `o${index}` }));
  return aGiven(aHistory({ account: 'own', bids, asOf: onDay(40), ...over }), aNeighbourhood('own', [], cards, [], { templates: count === 0 ? [] : [{ ...own, others }] }));
}

test('three accounts that fill one template are moderate, more are more', () => {
  const three = findingOf(proposalTemplate, given(2));
  expect(three).toMatchObject({ strength: 'moderate', value: { accounts: 3, proposals: 14 }, words: '14 proposals follow a template that 2 other accounts fill as well.' });
  expect(three.evidence).toHaveLength(10);
  expect(findingOf(proposalTemplate, given(6)).llr).toBeGreaterThan(three.llr);
});

test('two friends with one template, and others who wrote few from it, are nothing', () => {
  expect(proposalTemplate.read(given(1)).state).toBe('quiet');
  expect(proposalTemplate.read(given(4, 9)).state).toBe('quiet');
});

test('a template of many rather comes from a tool', () => {
  expect(findingOf(proposalTemplate, given(20)).counter.map((each) => each.kind)).toEqual(['many_alike']);
});

test('an agency that bids for its people is explained, strangers beside them are not', () => {
  const versions = [aVersion({ organisation: 'agency' })];
  const cards = [{ account: 'o0', organisation: 'agency' }, { account: 'o1', organisation: 'agency' }];
  expect(leftOf(findingOf(proposalTemplate, given(2, 12, { versions }, cards)))).toBeLessThan(0.15);
  expect(findingOf(proposalTemplate, given(4, 12, { versions }, cards)).value.accounts).toBe(3);
});

test('with few proposals it abstains', () => {
  expect(proposalTemplate.read(given(2, 12, { bids: bids.slice(0, 9) })).state).toBe('abstains');
});
