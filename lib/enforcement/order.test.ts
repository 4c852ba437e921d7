import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ordersOf, ordersToLift, type Decision } from '../decisions/decision';
import { MEASURES } from '../decisions/kinds/index';
import { BINDING_KINDS, OPPOSITES, ORDER_KINDS } from '../decisions/order-draft';
import { DAY } from '../kernel/instant';
import { applyOrder, NOTHING_IN_EFFECT, orderBody, takenBackBy, type OrderBody, type PlatformState } from './order';

const NOW = Date.UTC(2026, 10, 17, 14, 10);
const FIELDS: Readonly<Record<string, Record<string, unknown>>> = {
  ask: { questions: ['Which devices are yours?'] }, 'step-up': { routes: ['bank_sign_in', 'live_check'] }, 'payout-hold': { cap: { amount: 1870, currency: 'USD' } },
  restriction: { what: ['new_contracts'] }, closure: { answersStory: 'Three unrelated accounts.' },
};
const decide = (id: string, measure: string): Decision => ({
  id, case: 'case', account: 'mallory', measure, fields: FIELDS[measure] ?? {}, grounds: [], needsSecond: false, ring: null, renews: null, wave: null, proposedBy: 'ada', proposedAt: NOW,
});
const issue = (decision: Decision, replaces: string | null = null): OrderBody[] =>
  ordersOf(decision, NOW).map((draft, index) => orderBody(draft, { order: `${decision.id}-${index}`, account: decision.account, decision: decision.id, issuedAt: NOW, replaces }));
const takeBack = (decision: Decision, issued: readonly OrderBody[]): OrderBody[] =>
  ordersToLift(decision, [], 'released').map((draft, index) => orderBody(draft, { order: `${decision.id}-back-${index}`, account: decision.account, decision: decision.id, issuedAt: NOW + DAY, replaces: takenBackBy(draft, issued) }));
const applied = (orders: readonly OrderBody[], from: PlatformState = NOTHING_IN_EFFECT) => orders.reduce(applyOrder, from);

test('an order says who, what, why and from when, and nothing about the evidence', () => {
  expect(issue(decide('dec', 'payout-hold'))).toEqual([{
    version: 1, order: 'dec-0', kind: 'payouts.hold', account: 'mallory', decision: 'dec', issuedAt: '2026-11-17T14:10:00Z',
    effective: { cap: { amount: 1870, currency: 'USD' }, until: '2026-11-20T14:10:00Z', thereafter: 'held until renewed or released by a person' },
  }]);
});

test('every binding order has an opposite, and every measure that is felt issues one', () => {
  expect(new Set(ORDER_KINDS).size).toBe(BINDING_KINDS.length * 2);
  expect(Object.fromEntries(MEASURES.map((measure) => [measure.id, ordersOf(decide('dec', measure.id), NOW).map((order) => order.kind).join()]))).toEqual({
    dismiss: '', watch: '', ask: 'information.request', 'step-up': 'verification.request', 'payout-hold': 'payouts.hold', restriction: 'account.restrict', suspension: 'account.suspend', closure: 'account.close',
  });
});

test.each(MEASURES.map((measure) => measure.id))('lifting %s takes back exactly what it put on', (id) => {
  const other = applied(issue(decide('other', 'restriction')));
  const decision = decide('dec', id);
  const issued = issue(decision);
  const during = applied(issued, other);
  expect(Object.keys(during.effects)).toHaveLength(1 + issued.length);
  expect(applied(takeBack(decision, issued), during).effects).toEqual(other.effects);
});

test('whatever was decided on an account, in any order of arrival and any repetition, lifting all of it leaves nothing in effect', () => {
  const decisions = fc.array(fc.constantFrom(...MEASURES.map((measure) => measure.id)), { minLength: 1, maxLength: 6 });
  fc.assert(fc.property(decisions.chain((ids) => {
    const orders = ids.flatMap((id, index) => { const decision = decide(`dec${index}`, id); const issued = issue(decision); return [...issued, ...takeBack(decision, issued)]; });
    return fc.tuple(fc.shuffledSubarray(orders, { minLength: orders.length }), fc.array(orders.length === 0 ? fc.nat() : fc.nat(orders.length - 1), { maxLength: 5 }), fc.constant(orders));
  }), ([shuffled, repeats, orders]) => {
    const repeated = repeats.flatMap((index) => orders[index] ?? []);
    expect(applied([...shuffled, ...repeated]).effects).toEqual({});
  }));
});

test('a renewed hold takes the place of the first, and its release leaves nothing', () => {
  const first = decide('first', 'payout-hold');
  const renewal = { ...decide('second', 'payout-hold'), renews: 'first' };
  const issued = issue(renewal, 'first-0');
  const during = applied(issued, applied(issue(first)));
  expect(Object.keys(during.effects)).toEqual(['second-0']);
  expect(applied(takeBack(renewal, issued), during).effects).toEqual({});
});

test('opposites are no binding orders themselves', () => {
  for (const opposite of Object.values(OPPOSITES)) expect(BINDING_KINDS as readonly string[]).not.toContain(opposite);
});
