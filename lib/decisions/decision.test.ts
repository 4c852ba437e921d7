import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Touch, TouchKind } from '../cases/touch';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/instant';
import { STANDARD_POLICY } from '../policy/standard';
import type { Actor } from '../staff/actor';
import {
  continuedBy, DECISION_STATUSES, effectiveAt, endedByGrant, endedBySettling, endsAt, fitsFields, groundsInForce, groundsOfBoth, isInForce, isPastTerm, leavesAt, mayCountersign, mayLift, mayWithdraw, ordersOf, ordersToLift, overSince, PUT_OFF_FOR, reconcile, sameMeasure, standingLiftings, statusOf, WITHDRAWABLE_FOR,
  type Countersignature, type Decision, type DecisionStatus, type Lifting,
} from './decision';
import { SETTLES } from './feed';
import { fitsGrounds, groundsNamed, statementOf } from './ground';
import { MEASURES } from './kinds/index';

const NOW = Date.UTC(2026, 10, 17, 14, 10);
const FIELDS: Readonly<Record<string, Record<string, unknown>>> = {
  dismiss: {},
  watch: { days: 30 },
  ask: { questions: ['When did you begin to use this device?'], days: 7 },
  'step-up': { routes: ['bank_sign_in', 'live_check'], days: 7 },
  'payout-hold': { cap: { amount: 1870, currency: 'USD' }, hours: 72 },
  restriction: { what: ['new_contracts'], days: 14 },
  suspension: { days: 30 },
  closure: { answersStory: 'Three unrelated accounts are paid through the same wallet.' },
};
const decide = (measure: string, more: Partial<Decision> = {}): Decision => ({
  id: 'dec', case: 'case', account: 'mallory', measure, fields: FIELDS[measure] ?? {}, grounds: ['2.4'], needsSecond: false, ring: null, renews: null, wave: null, proposedBy: 'ada', proposedAt: NOW, ...more,
});
const sign = (decision: Decision, agrees: boolean, at = NOW + HOUR, by = 'cleo'): Countersignature => ({
  decision: decision.id, by, at, measure: agrees ? decision.measure : 'ask', fields: agrees ? decision.fields : FIELDS.ask!, grounds: ['2.4'], words: 'Read.', agrees,
});
const lift = (decision: Decision, at: number, cause: Lifting['cause'] = 'released'): Lifting => ({ decision: decision.id, by: 'ben', at, cause, because: null, words: 'Receipt shown.' });

const staff = (id: string, role: 'moderator' | 'admin' | 'auditor'): Actor => ({ kind: 'staff', id, name: id, role });
const touch = (id: string, how: TouchKind): Touch => ({ staff: id, how, at: NOW });

test('one person is enough for some measures: in force at once', () => {
  const hold = decide('payout-hold');
  expect(effectiveAt(hold, [])).toBe(NOW);
  expect(statusOf(hold, [], [], NOW)).toBe('confirmed');
});

test('two people: nothing is in force until the second reads the same, and a different reading returns it for good', () => {
  const closure = decide('closure', { needsSecond: true });
  expect(statusOf(closure, [], [], NOW)).toBe('proposed');
  expect(isInForce(closure, [], [], NOW)).toBe(false);
  const agreed = [sign(closure, true)];
  expect(statusOf(closure, agreed, [], NOW + HOUR)).toBe('confirmed');
  expect(effectiveAt(closure, agreed)).toBe(NOW + HOUR);
  const returned = [sign(closure, false), sign(closure, true, NOW + 2 * HOUR, 'iris')];
  expect(statusOf(closure, returned, [], NOW + DAY)).toBe('returned');
  expect(effectiveAt(closure, returned)).toBeNull();
});

test('a dated measure expires; a lifting before that says lifted, one after it changes nothing', () => {
  const restriction = decide('restriction');
  expect(endsAt(restriction, [])).toBe(NOW + 14 * DAY);
  expect(statusOf(restriction, [], [], NOW + 14 * DAY)).toBe('expired');
  expect(statusOf(restriction, [], [lift(restriction, NOW + DAY)], NOW + 20 * DAY)).toBe('lifted');
  expect(statusOf(restriction, [], [lift(restriction, NOW + 15 * DAY)], NOW + 20 * DAY)).toBe('expired');
});

test('a hold past its term is still in force: the clock never lifts it, a person does', () => {
  const hold = decide('payout-hold');
  const late = NOW + 300 * DAY;
  expect(isPastTerm(hold, [], [], NOW + 71 * HOUR)).toBe(false);
  expect(statusOf(hold, [], [], late)).toBe('confirmed');
  expect(isPastTerm(hold, [], [], late)).toBe(true);
  expect(statusOf(hold, [], [lift(hold, late)], late)).toBe('lifted');
  expect(isPastTerm(hold, [], [lift(hold, late)], late)).toBe(false);
});

test('a hold goes on with its renewals, whatever became of each: what a granted appeal ends is the one in force and the one that waits', () => {
  const first = decide('payout-hold', { id: 'd1' });
  const renewal = (id: string, renews: string): Decision => decide('payout-hold', { id, renews, needsSecond: true });
  const [second, third, fourth, other] = [renewal('d2', 'd1'), renewal('d3', 'd2'), renewal('d4', 'd3'), decide('restriction', { id: 'other', needsSecond: true })];
  const all = [first, second, third, fourth, other];
  const renewed = (one: Decision, by: Decision): Lifting => ({ ...lift(one, NOW + HOUR, 'renewed'), because: by.id });
  expect(continuedBy(first, all)).toEqual([first, second, third, fourth]);
  expect(continuedBy(third, all)).toEqual([third, fourth]);
  const ends = (of: Decision, countersignatures: Countersignature[], liftings: Lifting[], decisions = all) => endedByGrant(of, { decisions, countersignatures, liftings }, NOW + DAY).names;
  const [one, two] = [[first, second], [first, second, third]];
  expect(ends(first, [], [], [first, other]), 'nothing renews it').toBe('d1');
  expect(ends(first, [], [], one), 'a renewal waits').toBe('d1 d2');
  expect(ends(first, [sign(second, true)], [renewed(first, second)], one), 'it was renewed').toBe('d2');
  expect(ends(first, [sign(second, true)], [renewed(first, second)], two), 'it was renewed, and is to be again').toBe('d2 d3');
  expect(ends(first, [sign(second, true), sign(third, true)], [renewed(first, second), renewed(second, third)], two), 'it was renewed twice').toBe('d3');
  expect(ends(second, [sign(second, true), sign(third, true)], [renewed(first, second), renewed(second, third)], two), 'so was its renewal').toBe('d3');
  expect(ends(first, [], [lift(first, NOW + HOUR)], one), 'it was released while its renewal waited').toBe('d2');
  expect(ends(first, [sign(second, true)], [lift(first, NOW + HOUR)], one), 'and the renewal was signed after that').toBe('d2');
  expect(ends(first, [], [lift(second, NOW + HOUR, 'withdrawn')], one), 'the renewal was withdrawn').toBe('d1');
  expect(ends(first, [sign(second, false)], [], one), 'or came back').toBe('d1');
  expect(ends(first, [], [lift(first, NOW + HOUR)], [first, other]), 'nothing of it is left; what else waits is no part of it').toBe('');
});

test('what no longer holds says since when: lifted, renewed as another decision, or by its term; what holds, or never did, says nothing', () => {
  const [hold, restriction, waits] = [decide('payout-hold', { id: 'd1' }), decide('restriction'), decide('closure', { needsSecond: true })];
  const since = (one: Decision, liftings: Lifting[], at = NOW + 20 * DAY) => overSince(one, { countersignatures: [], liftings }, at, (id) => `name of ${id}`);
  expect(since(hold, [])).toBeNull();
  expect(since(hold, [lift(hold, NOW + HOUR)])).toEqual({ at: NOW + HOUR, by: 'lifted' });
  expect(since(hold, [{ ...lift(hold, NOW + HOUR, 'renewed'), because: 'd2' }])).toEqual({ at: NOW + HOUR, by: 'renewed', decision: 'name of d2' });
  expect([since(restriction, [], NOW), since(restriction, []), since(restriction, [lift(restriction, NOW + 15 * DAY)])]).toEqual([null, { at: NOW + 14 * DAY, by: 'ended' }, { at: NOW + 14 * DAY, by: 'ended' }]);
  expect([since(waits, []), since(waits, [lift(waits, NOW + HOUR, 'withdrawn')])]).toEqual([null, null]);
});

test('a measure of a kind that is no longer known still has a status', () => {
  const old = decide('retired-measure');
  expect(statusOf(old, [], [], NOW)).toBe('confirmed');
  expect(endsAt(old, [])).toBeNull();
  expect(ordersOf(old, NOW)).toEqual([]);
  expect(sameMeasure(old, old)).toBe(false);
});

test.each<[string, Actor, TouchKind[], DecisionStatus, string | null]>([
  ['an admin who had no part', staff('cleo', 'admin'), [], 'proposed', null],
  ['an admin who only looked at masked fields or held the case once', staff('cleo', 'admin'), ['claimed', 'revealed'], 'proposed', null],
  ['an admin who countersigned something earlier on the case', staff('cleo', 'admin'), ['countersigned'], 'proposed', null],
  ['the proposer, even as an admin', staff('ada', 'admin'), [], 'proposed', 'conflict'],
  ['an admin who wrote a note', staff('cleo', 'admin'), ['noted'], 'proposed', 'conflict'],
  ['an admin who asked the holder', staff('cleo', 'admin'), ['asked'], 'proposed', 'conflict'],
  ['an admin who proposed before', staff('cleo', 'admin'), ['proposed'], 'proposed', 'conflict'],
  ['an admin who has seen the first proposal', staff('cleo', 'admin'), ['returned'], 'proposed', 'conflict'],
  ['an admin who has heard an appeal on the case', staff('cleo', 'admin'), ['heard'], 'proposed', 'conflict'],
  ['a moderator', staff('ben', 'moderator'), [], 'proposed', 'not-allowed'],
  ['an auditor', staff('dov', 'auditor'), [], 'proposed', 'not-allowed'],
  ['the holder', { kind: 'holder', id: 'mallory', page: 'page' }, [], 'proposed', 'not-allowed'],
  ['anybody once it is decided', staff('cleo', 'admin'), [], 'confirmed', 'move-closed'],
])('countersigning: %s', (_, actor, kinds, status, code) => {
  const gate = mayCountersign(actor, decide('closure', { needsSecond: true }), status, kinds.map((how) => touch(actor.id, how)));
  expect(gate.state === 'locked' ? gate.code : null).toBe(code);
});

test('another person’s hand in the case takes nobody else’s independence', () => {
  expect(mayCountersign(staff('cleo', 'admin'), decide('closure', { needsSecond: true }), 'proposed', [touch('ada', 'noted'), touch('ben', 'proposed')]).state).toBe('open');
});

test.each(DECISION_STATUSES)('lifting a %s decision is open to moderators and admins only while it is in force', (status) => {
  expect(mayLift(staff('ben', 'moderator'), status).state).toBe(status === 'confirmed' ? 'open' : 'locked');
  expect(mayLift(staff('dov', 'auditor'), status)).toMatchObject({ code: 'not-allowed' });
});

test.each(DECISION_STATUSES)('withdrawing a %s decision of one is open while it is in force, and to nobody but the one who decided alone', (status) => {
  const alone = decide('ask');
  expect(mayWithdraw(staff('ada', 'moderator'), alone, status, true, NOW + SECOND).state).toBe(status === 'confirmed' ? 'open' : 'locked');
  expect(mayWithdraw(staff('ben', 'moderator'), alone, status, true, NOW + SECOND)).toMatchObject({ code: 'not-allowed' });
  expect(mayWithdraw(staff('ada', 'auditor'), alone, status, true, NOW + SECOND)).toMatchObject({ code: 'not-allowed' });
});

test.each(DECISION_STATUSES)('withdrawing a %s proposal of two is open to its proposer until somebody has read it, whatever the clock says', (status) => {
  const closure = decide('closure', { needsSecond: true });
  for (const now of [NOW, NOW + 30 * DAY]) expect(mayWithdraw(staff('ada', 'moderator'), closure, status, true, now).state).toBe(status === 'proposed' ? 'open' : 'locked');
  expect(mayWithdraw(staff('cleo', 'admin'), closure, status, true, NOW)).toMatchObject({ code: 'not-allowed' });
  // One of a wave goes with the wave, or not at all.
  expect(mayWithdraw(staff('ada', 'moderator'), { ...closure, wave: 'wave_1' }, status, true, NOW)).toMatchObject({ code: 'move-closed' });
});

test('a proposal that was withdrawn is nobody’s to countersign, and nothing of it was ever in effect', () => {
  const closure = decide('closure', { needsSecond: true });
  const gone = lift(closure, NOW + HOUR, 'withdrawn');
  expect(statusOf(closure, [], [gone], NOW + HOUR)).toBe('withdrawn');
  expect(effectiveAt(closure, [])).toBeNull();
  expect(ordersToLift(closure, [], 'withdrawn')).toEqual([]);
  expect(mayCountersign(staff('cleo', 'admin'), closure, 'withdrawn', [])).toMatchObject({ code: 'move-closed', reason: 'This proposal was withdrawn; nothing is left to read.' });
});

test('withdrawing ends with the window, or with the next decision, and then says that lifting is left', () => {
  const alone = decide('ask');
  const gate = (now: number, isLatest = true) => mayWithdraw(staff('ada', 'moderator'), alone, 'confirmed', isLatest, now);
  expect(gate(NOW + WITHDRAWABLE_FOR - 1).state).toBe('open');
  expect(gate(NOW + WITHDRAWABLE_FOR)).toMatchObject({ code: 'expired', reason: expect.stringContaining('20 seconds') });
  expect(gate(NOW + WITHDRAWABLE_FOR)).toMatchObject({ reason: expect.stringContaining('lift the decision') });
  expect(mayWithdraw(staff('ada', 'moderator'), decide('dismiss'), 'confirmed', true, NOW + DAY)).toMatchObject({ reason: expect.stringContaining('Nobody was told of it') });
  expect(gate(NOW + 1, false)).toMatchObject({ code: 'move-closed', reason: expect.stringContaining('Lift this decision instead') });
});

test('what one person decides leaves once it can no longer be withdrawn; what two decide leaves at once; what is late leaves now', () => {
  expect(leavesAt(decide('ask'), NOW)).toBe(NOW + WITHDRAWABLE_FOR);
  expect(leavesAt(decide('closure', { needsSecond: true }), NOW + HOUR)).toBe(NOW + HOUR);
  expect(leavesAt(decide('ask'), NOW + HOUR)).toBe(NOW + HOUR);
});

test('what waits for others of its run can be withdrawn as long as it waits, and comes within what every sweep of the feed reads again', () => {
  const gate = (now: number, waits?: number) => mayWithdraw(staff('ada', 'moderator'), decide('watch'), 'confirmed', true, now, waits).state;
  expect([gate(NOW + MINUTE), gate(NOW + MINUTE, NOW + MINUTE + 1), gate(NOW + MINUTE, NOW + MINUTE)]).toEqual(['locked', 'open', 'locked']);
  // It never leaves sooner than by itself.
  expect(gate(NOW + 1, NOW)).toBe('open');
  expect(PUT_OFF_FOR + WITHDRAWABLE_FOR).toBeLessThan(SETTLES);
});

test('what a withdrawn decision had ended is in force again; nothing is taken back that was never told', () => {
  const hold = decide('payout-hold', { id: 'hold' });
  const ended: Lifting = { ...lift(hold, NOW + SECOND, 'settled'), because: 'dismissal' };
  expect(statusOf(hold, [], standingLiftings([ended], []), NOW + HOUR)).toBe('lifted');
  expect(statusOf(hold, [], standingLiftings([ended], ['dismissal']), NOW + HOUR)).toBe('confirmed');
  expect(statusOf(hold, [], [lift(hold, NOW + SECOND, 'withdrawn')], NOW + 300 * DAY)).toBe('withdrawn');
  expect(ordersToLift(hold, [], 'withdrawn')).toEqual([]);
});

test('two readings agree on the kind and the fields that decide, in any notation', () => {
  const reading = (measure: string, fields: Record<string, unknown>) => ({ measure, fields });
  expect(sameMeasure(reading('suspension', { days: 30 }), reading('suspension', { days: '30' }))).toBe(true);
  expect(sameMeasure(reading('suspension', { days: 30 }), reading('suspension', { days: 90 }))).toBe(false);
  expect(sameMeasure(reading('suspension', {}), reading('suspension', { days: 30 }))).toBe(true);
  expect(sameMeasure(reading('restriction', { what: ['proposals', 'new_contracts'], days: 7 }), reading('restriction', { what: ['new_contracts', 'proposals', 'proposals'], days: 7 }))).toBe(true);
  expect(sameMeasure(reading('restriction', { what: ['proposals'], days: 7 }), reading('restriction', { what: ['new_contracts'], days: 7 }))).toBe(false);
  expect(sameMeasure(reading('payout-hold', { cap: { amount: 1, currency: 'USD' }, hours: 24 }), reading('payout-hold', { cap: { amount: 2, currency: 'EUR' }, hours: 24 }))).toBe(true);
  expect(sameMeasure(reading('closure', { answersStory: 'One.' }), reading('closure', { answersStory: 'Two.' }))).toBe(true);
  expect(sameMeasure(reading('closure', FIELDS.closure!), reading('suspension', FIELDS.suspension!))).toBe(false);
  expect(sameMeasure(reading('suspension', { days: 'long' }), reading('suspension', { days: 'long' }))).toBe(false);
  const closure = decide('closure', { needsSecond: true });
  expect(reconcile(closure, sign(closure, true))).toBe('settles');
  expect(reconcile(closure, sign(closure, false))).toBe('returns');
});

test('what holds is what both named; the same measure on no ground in common settles only what needs none', () => {
  const closure = decide('closure', { needsSecond: true, grounds: ['2.4', '4.2', '5.4'] });
  const second = (grounds: string[]) => ({ ...sign(closure, true), grounds });
  expect(groundsOfBoth(closure, second(['5.4', '2.4', '2.1']))).toEqual({ both: ['2.4', '5.4'], first: ['4.2'], second: ['2.1'] });
  expect(groundsInForce(closure, [second(['5.4', '2.4', '2.1'])])).toEqual(['2.4', '5.4']);
  expect(groundsInForce(closure, [])).toEqual(['2.4', '4.2', '5.4']);
  expect(groundsInForce(closure, [{ ...sign(closure, false), grounds: ['2.4'] }])).toEqual(['2.4', '4.2', '5.4']);
  expect(reconcile(closure, second(['2.1']))).toBe('returns');
  // Signed before it was asked for: it holds on what it was proposed on, never on nothing.
  expect(groundsInForce(closure, [second(['2.1'])])).toEqual(['2.4', '4.2', '5.4']);
  const dismissal = decide('dismiss', { needsSecond: true, ring: 'ring', grounds: ['2.4'] });
  expect(reconcile(dismissal, { ...sign(dismissal, true), grounds: [] })).toBe('settles');
  expect(groundsInForce(dismissal, [{ ...sign(dismissal, true), grounds: [] }])).toEqual([]);
});

test('what two people signed holds on grounds that both named, whatever they named, and on none of one alone', () => {
  const some = fc.subarray(STANDARD_POLICY.grounds.map(({ number }) => number));
  fc.assert(fc.property(fc.constantFrom(...MEASURES), some, some, (measure, first, second) => {
    const decision = decide(measure.id, { needsSecond: true, grounds: first });
    const signed = { ...sign(decision, true), grounds: second };
    const { both } = groundsOfBoth(decision, signed);
    if (reconcile(decision, signed) === 'settles') expect(groundsInForce(decision, [signed])).toEqual(both);
    else expect(both).toEqual([]);
    expect(groundsInForce(decision, [{ ...signed, agrees: false }])).toEqual(first);
  }));
});

test('what is stored fits the measure and the policy’s limits', () => {
  for (const measure of MEASURES) expect([measure.id, fitsFields(measure.id, FIELDS[measure.id], STANDARD_POLICY.limits).state]).toEqual([measure.id, 'open']);
  expect(fitsFields('nothing', {}, STANDARD_POLICY.limits)).toMatchObject({ code: 'invalid', reason: 'There is no measure nothing.' });
});

test.each<[string, string, unknown]>([
  ['a hold above the policy’s term', 'payout-hold', { cap: { amount: 10, currency: 'USD' }, hours: 73 }],
  ['a hold without a cap', 'payout-hold', { hours: 24 }],
  ['a hold of nothing', 'payout-hold', { cap: { amount: 0, currency: 'USD' } }],
  ['a currency that is no code', 'payout-hold', { cap: { amount: 5, currency: 'dollars' } }],
  ['less time to answer than the policy gives', 'ask', { questions: ['Who?'], days: 6 }],
  ['a question without words', 'ask', { questions: ['  '] }],
  ['one route only', 'step-up', { routes: ['bank_sign_in', 'bank_sign_in'] }],
  ['an unknown route', 'step-up', { routes: ['bank_sign_in', 'face_search'] }],
  ['a restriction of nothing', 'restriction', { what: [], days: 7 }],
  ['a restriction without end', 'restriction', { what: ['proposals'], days: 400 }],
  ['a suspension of a year', 'suspension', { days: 365 }],
  ['a closure that leaves the innocent story unanswered', 'closure', { answersStory: ' ' }],
])('refuses %s', (_, measure, fields) => {
  expect(fitsFields(measure, fields, STANDARD_POLICY.limits)).toMatchObject({ state: 'locked', code: 'invalid' });
});

test.each([
  ['payout-hold', { cap: { amount: 0, currency: 'USD' } }, 'fields.cap.amount'],
  ['ask', { questions: ['Who?'], days: 6 }, 'fields.days'],
  ['ask', { questions: ['  '] }, 'fields.questions'],
  ['payout-hold', { cap: { amount: 5, currency: 'USD' }, hours: 100 }, 'fields.hours'],
])('what is wrong with a %s is named where it is given', (measure, fields, name) => {
  expect(fitsFields(measure, fields, STANDARD_POLICY.limits)).toMatchObject({ state: 'locked', fields: { [name]: expect.any(String) } });
});

test('measures that touch somebody stand on a ground of the policy in force', () => {
  const grounds = STANDARD_POLICY.grounds;
  const closure = MEASURES.find((measure) => measure.id === 'closure')!;
  const dismiss = MEASURES.find((measure) => measure.id === 'dismiss')!;
  expect(fitsGrounds(closure, [], grounds)).toMatchObject({ reason: 'Closure needs at least one ground.', fields: { grounds: 'Closure needs at least one ground.' } });
  expect(fitsGrounds(closure, ['99.9'], grounds)).toMatchObject({ reason: 'The policy has no ground 99.9.' });
  expect(fitsGrounds(closure, ['2.4'], grounds).state).toBe('open');
  expect(fitsGrounds(dismiss, [], grounds).state).toBe('open');
  expect(groundsNamed(['4.2', '2.4'], grounds).map((ground) => ground.number)).toEqual(['2.4', '4.2']);
});

test('the statement holds each tellable sentence once and leaves out what cannot be told', () => {
  expect(statementOf(['A.', null, 'B.', 'A.', '  '])).toEqual(['A.', 'B.']);
});

test('lifting a renewed hold issues nothing, since the renewal’s order takes its place', () => {
  const hold = decide('payout-hold');
  expect(ordersToLift(hold, [], 'renewed')).toEqual([]);
  expect(ordersToLift(hold, [], 'released')).toEqual([{ kind: 'payouts.release', effective: {} }]);
  expect(ordersToLift(decide('closure', { needsSecond: true }), [], 'released')).toEqual([]);
});

test('settling a case ends the interim measures that nobody would be left to renew', () => {
  const hold = decide('payout-hold', { id: 'hold' });
  const asked = decide('ask', { id: 'ask' });
  const over = decide('ask', { id: 'old', proposedAt: NOW - 30 * DAY });
  const restriction = decide('restriction', { id: 'restriction' });
  expect(endedBySettling([hold, asked, over, restriction], [], [], NOW + HOUR).map((each) => each.id)).toEqual(['hold', 'ask']);
});

test('no sequence of signing, lifting and waiting reaches an illegal status, and a lifting leaves nothing in force', () => {
  const next: Record<DecisionStatus, readonly DecisionStatus[]> = {
    proposed: ['proposed', 'confirmed', 'returned', 'withdrawn'], confirmed: ['confirmed', 'lifted', 'expired', 'withdrawn'], returned: ['returned'], lifted: ['lifted'], expired: ['expired'], withdrawn: ['withdrawn'],
  };
  const step = fc.record({ act: fc.constantFrom('sign', 'differ', 'lift', 'withdraw', 'wait'), by: fc.constantFrom('ada', 'ben', 'cleo', 'iris', 'dov'), wait: fc.oneof(fc.integer({ min: 1, max: 20 * SECOND }), fc.integer({ min: 1, max: 20 * DAY })) });
  const roles = { ada: 'moderator', ben: 'moderator', cleo: 'admin', iris: 'admin', dov: 'auditor' } as const;
  fc.assert(fc.property(fc.constantFrom(...MEASURES), fc.boolean(), fc.array(step, { maxLength: 20 }), (measure, needsSecond, steps) => {
    const decision = decide(measure.id, { needsSecond });
    const signatures: Countersignature[] = [];
    const liftings: Lifting[] = [];
    const touches: Touch[] = [touch('ada', 'proposed')];
    let now = NOW;
    let status = statusOf(decision, signatures, liftings, now);
    for (const { act, by, wait } of steps) {
      now += wait;
      const actor = staff(by, roles[by as keyof typeof roles]);
      const present = statusOf(decision, signatures, liftings, now);
      expect(next[status]).toContain(present);
      if (act === 'lift' && mayLift(actor, present).state === 'open') liftings.push({ ...lift(decision, now), by });
      if (act === 'withdraw' && mayWithdraw(actor, decision, present, true, now).state === 'open') {
        liftings.push({ ...lift(decision, now, 'withdrawn'), by });
        expect([by, needsSecond ? present === 'proposed' : now - NOW < WITHDRAWABLE_FOR]).toEqual(['ada', true]);
      }
      if ((act === 'sign' || act === 'differ') && mayCountersign(actor, decision, present, touches).state === 'open') {
        signatures.push(sign(decision, act === 'sign', now, by));
        touches.push(touch(by, act === 'sign' ? 'countersigned' : 'returned'));
      }
      const reached = statusOf(decision, signatures, liftings, now);
      expect(next[present]).toContain(reached);
      status = reached;
    }
    expect(signatures.length).toBeLessThanOrEqual(1);
    expect(signatures.every((row) => row.by === 'cleo' || row.by === 'iris')).toBe(true);
    if (liftings.length > 0) expect(isInForce(decision, signatures, liftings, now)).toBe(false);
    if (isInForce(decision, signatures, liftings, now) && needsSecond) expect(signatures[0]?.agrees).toBe(true);
  }));
});
