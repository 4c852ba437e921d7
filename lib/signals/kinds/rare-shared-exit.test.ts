import { expect, test } from 'vitest';
import { aDeclaration, aGiven, aHistory, aNeighbourhood, daysFrom, findingOf, leftOf, onDay, workdays } from '../history.fixture';
import { rareSharedExit } from './rare-shared-exit';

const stretches = workdays({ days: daysFrom(0, 20), city: null, network: 'vpn_known', ip: 'exit' });
type Others = Parameters<typeof aNeighbourhood>[1][number]['others'];
function given(others: Others, accounts = others.length + 1, over: Parameters<typeof aHistory>[0] = {}, cards: Parameters<typeof aNeighbourhood>[2] = []) {
  return aGiven(aHistory({ account: 'own', stretches, asOf: onDay(50), ...over }), aNeighbourhood('own', [{ kind: 'exit_ip', digest: 'exit', own: { firstAt: onDay(0), lastAt: onDay(20) }, others, accounts }], cards));
}
const crew = (count: number) => daysFrom(0, count).map((index) => ({ account: `o${index}` }));

test('three accounts on an exit of their own are moderate, six are strong', () => {
  const three = findingOf(rareSharedExit, given(crew(2)));
  expect(three).toMatchObject({ strength: 'moderate', value: { accounts: 3, exits: 1 }, identifiers: [{ kind: 'exit_ip', digest: 'exit' }] });
  expect(findingOf(rareSharedExit, given(crew(5))).strength).toBe('strong');
});

test('two customers of one small service, an exit that many use, and stays of a few days are nothing', () => {
  expect(rareSharedExit.read(given(crew(1))).state).toBe('quiet');
  expect(rareSharedExit.read(given(crew(4), 11)).state).toBe('quiet');
  expect(rareSharedExit.read(given(crew(4).map((each) => ({ ...each, days: 4 })))).state).toBe('quiet');
});

test('an address handed from one customer to the next is nobody’s together', () => {
  expect(rareSharedExit.read(given(crew(4).map((each) => ({ ...each, firstAt: onDay(25), lastAt: onDay(40) })))).state).toBe('quiet');
});

test('an office that has said that its people leave by one VPN is explained', () => {
  const finding = findingOf(rareSharedExit, given(crew(3), 4, { declarations: [aDeclaration('agency', onDay(0), { organisation: 'office', verified: true })] }, crew(3).map((each) => ({ ...each, organisation: 'office' }))));
  expect(finding.counter.map((each) => each.kind)).toEqual(['confirmed_group']);
  expect(leftOf(finding)).toBeLessThan(0.15);
});

test('without sessions on known networks it abstains', () => {
  expect(rareSharedExit.read(aGiven(aHistory({ stretches: workdays({ days: [1], network: 'unknown' }) }))).state).toBe('abstains');
});
