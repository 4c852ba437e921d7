import { expect, test } from 'vitest';
import { aDeclaration, aHistory, aNeighbourhood, daysFrom, onDay, workdays } from '../signals/history.fixture';
import type { Sharing } from '../signals/history.fixture';
import { opennessOf } from './openness';

const FELLOWS = ['o', 'p'];
const others = (over: object = {}) => FELLOWS.map((account) => ({ account, firstAt: onDay(0), lastAt: onDay(40), ...over }));
const own = { firstAt: onDay(0), lastAt: onDay(40) };
const desk: Sharing = { kind: 'device_token', digest: 'desk', own, others: others() };
const phone: Sharing = { kind: 'phone', digest: 'phone', own, others: others() };
const line = (from = 0): Sharing => ({ kind: 'ip', digest: 'line', own: { ...own, firstAt: onDay(from) }, others: others({ firstAt: onDay(from) }) });
type Card = NonNullable<Parameters<typeof aNeighbourhood>[2]>[number];
function facts(sharing: Sharing[], card: Partial<Card> = {}, over: Parameters<typeof aHistory>[0] = {}) {
  const history = aHistory({ account: 'own', stretches: workdays({ days: daysFrom(0, 40) }), ...over });
  return opennessOf(history, aNeighbourhood('own', sharing, ['own', ...FELLOWS].map((account) => ({ account, ...(account === 'own' ? {} : card) }))), 20_000, onDay(41));
}

test('an agency that never registered: together since the start, on an open line, each paid for themself, hands unchanged', () => {
  expect(facts([desk, line()])).toEqual({ fellows: 2, open: 0, openLine: 1, ownBeneficiaries: true, ownDocuments: true, togetherSinceStart: true, noHandover: true, evidence: [] });
});

test('an operation: behind exits, one beneficiary, come together later, hands replaced', () => {
  const exit: Sharing = { kind: 'exit_ip', digest: 'exit', own: { ...own, firstAt: onDay(36) }, others: others({ firstAt: onDay(36) }) };
  const till: Sharing = { kind: 'payout_instrument', digest: 'till', own, others: others() };
  expect(facts([phone, exit, till], { turnedAt: onDay(35) })).toMatchObject({ fellows: 2, openLine: 0, ownBeneficiaries: false, togetherSinceStart: null, noHandover: false });
  expect(facts([phone, desk, line(36)], { turnedAt: onDay(35) })).toMatchObject({ togetherSinceStart: false });
});

test('referrals and declarations that name the others are openness, with their events', () => {
  const referred = facts([desk, phone], {}, { referrals: [{ event: 'referral', at: onDay(3), to: 'o', client: null }] });
  expect(referred).toMatchObject({ open: 0.5, evidence: ['referral'] });
  expect(facts([desk, phone], { organisation: 'house' }, { declarations: [aDeclaration('household', onDay(1), { organisation: 'house' })] })).toMatchObject({ open: 1, evidence: [`declaration household ${onDay(1)}`] });
  expect(facts([desk, phone], { referred: ['own'] })).toMatchObject({ open: 1, evidence: [] });
});

test('a shared line alone makes no fellows, and then nothing is told', () => {
  expect(facts([line()])).toMatchObject({ fellows: 0, open: null, togetherSinceStart: null, noHandover: null });
});
