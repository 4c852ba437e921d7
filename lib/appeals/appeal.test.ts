import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TOUCHES, type Touch } from '../cases/touch';
import type { Countersignature, Decision, DecisionStatus } from '../decisions/decision';
import { measureNamed } from '../decisions/ladder';
import { DAY, HOUR, MINUTE } from '../kernel/instant';
import { STANDARD_POLICY } from '../policy/standard';
import type { Actor } from '../staff/actor';
import { answerForm, answerWords, fitsQuestion, routesOffered } from './answer';
import {
  APPEAL_MOVES, APPEAL_STATUSES, appealForm, appealMovesOpenTo, appealStatusAt, filedAppeal, HEARING_LEASE, mayAppeal, mayHear, moveAppeal,
  type Appeal, type AppealMove, type AppealStatus, type Hearing,
} from './appeal';
import { holderView, type Standing } from './holder-view';

const NOW = Date.UTC(2026, 10, 20, 9);
const { limits } = STANDARD_POLICY;
const staff = (id: string, role: 'moderator' | 'admin' | 'auditor'): Actor => ({ kind: 'staff', id, name: id, role });
const [ada, ben, cleo, dov] = [staff('ada', 'moderator'), staff('ben', 'moderator'), staff('cleo', 'admin'), staff('dov', 'auditor')];
const iris = staff('iris', 'admin');
const worker: Actor = { kind: 'machine', id: 'worker' };
const ACTORS = { ada, ben, cleo, dov, iris, worker };

const closure: Decision = {
  id: 'dec', case: 'case', account: 'mallory', measure: 'closure', fields: { answersStory: 'Three unrelated accounts.' }, grounds: ['2.4'], needsSecond: true, ring: null, renews: null, wave: null, proposedBy: 'ada', proposedAt: NOW - 2 * DAY,
};
const signed: Countersignature = { decision: 'dec', by: 'cleo', at: NOW - DAY, measure: 'closure', fields: closure.fields, grounds: ['2.4'], words: 'Read.', agrees: true };
const touches: Touch[] = [{ staff: 'ada', how: 'proposed', at: NOW - 2 * DAY }, { staff: 'cleo', how: 'countersigned', at: NOW - DAY }];
const hearing = { decision: closure, countersignatures: [signed], touches };
const filed = filedAppeal('app', closure, limits, NOW);
const SAMPLES: Record<AppealStatus, Appeal> = {
  waiting: filed,
  hearing: { ...filed, status: 'hearing', heardBy: 'ben', leaseUntil: NOW + HOUR },
  granted: { ...filed, status: 'granted', heardBy: 'ben', decidedAt: NOW },
  refused: { ...filed, status: 'refused', heardBy: 'ben', decidedAt: NOW },
};
const open = (appeal: Appeal, actor: Actor, judged: Hearing = hearing): string =>
  Object.entries(appealMovesOpenTo(appeal, judged, actor, NOW)).filter(([, gate]) => gate.state === 'open').map(([name]) => name).join(' ');

test.each<[AppealStatus, Record<keyof typeof ACTORS, string>]>([
  ['waiting', { ada: '', ben: 'take', cleo: '', dov: '', iris: 'take', worker: '' }],
  ['hearing', { ada: '', ben: 'giveBack grant refuse', cleo: '', dov: '', iris: '', worker: '' }],
  ['granted', { ada: '', ben: '', cleo: '', dov: '', iris: '', worker: '' }],
  ['refused', { ada: '', ben: '', cleo: '', dov: '', iris: '', worker: '' }],
])('a %s appeal opens exactly these moves to each person', (status, expected) => {
  for (const [name, actor] of Object.entries(ACTORS)) expect([name, open(SAMPLES[status], actor)]).toEqual([name, expected[name as keyof typeof ACTORS]]);
});

test('whoever touched the case in any way cannot hear the appeal, and reads why', () => {
  const by = (how: Touch['how']) => mayHear(ben, closure, [], [{ staff: 'ben', how, at: NOW }]);
  for (const how of TOUCHES.filter((one) => one !== 'heard')) expect(by(how)).toMatchObject({ code: 'conflict' });
  expect(by('heard').state, 'another appeal on the case').toBe('open');
  expect(mayHear(cleo, closure, [signed], touches)).toMatchObject({ reason: 'You touched this case (countersigned a decision), so somebody else hears the appeal.' });
  expect(mayHear(ben, closure, [signed], touches).state).toBe('open');
});

test('the signatures themselves bar their writers, even where a touch was never written', () => {
  expect(mayHear(ada, closure, [signed], [])).toMatchObject({ reason: 'You signed this decision, so somebody else hears the appeal.' });
  expect(mayHear(cleo, closure, [signed], [])).toMatchObject({ code: 'conflict' });
  expect(mayHear(dov, closure, [], [])).toMatchObject({ code: 'not-allowed' });
  expect(mayHear({ kind: 'holder', id: 'mallory', page: 'page' }, closure, [], [])).toMatchObject({ code: 'not-allowed' });
});

test('whoever has a hand in the case since they took the appeal gives it back, and does nothing else with it', () => {
  const since: Hearing = { ...hearing, touches: [...touches, { staff: 'ben', how: 'noted', at: NOW }] };
  expect(open(SAMPLES.hearing, ben, since)).toBe('giveBack');
  expect(moveAppeal(SAMPLES.hearing, 'grant', since, ben, NOW, 'Yes.')).toMatchObject({ code: 'conflict' });
  expect(moveAppeal(SAMPLES.hearing, 'giveBack', since, ben, NOW)).toMatchObject({ appeal: { status: 'waiting', heardBy: null } });
  expect(open(SAMPLES.hearing, staff('ben', 'auditor'), since)).toBe('');
});

test('an outcome needs reasons', () => {
  for (const name of ['grant', 'refuse'] as const) {
    expect(moveAppeal(SAMPLES.hearing, name, hearing, ben, NOW, '  ')).toMatchObject({ code: 'invalid', reason: 'Write the reasons: the holder reads them.' });
    expect(moveAppeal(SAMPLES.hearing, name, hearing, ben, NOW, 'The receipt is hers.')).toMatchObject({ appeal: { status: APPEAL_MOVES[name].to, decidedAt: NOW, heardBy: 'ben', leaseUntil: null, version: 2 } });
  }
});

test('a hearing that lapsed waits again for anybody independent', () => {
  const lapsed = { ...SAMPLES.hearing, leaseUntil: NOW };
  expect(appealStatusAt(lapsed, NOW)).toBe('waiting');
  expect(open(lapsed, iris)).toBe('take');
  expect(open(lapsed, worker)).toBe('expire');
  expect(moveAppeal(lapsed, 'grant', hearing, ben, NOW, 'Yes.')).toMatchObject({ code: 'not-held' });
  expect(moveAppeal(SAMPLES.waiting, 'take', hearing, ben, NOW)).toMatchObject({ appeal: { status: 'hearing', heardBy: 'ben', leaseUntil: NOW + HEARING_LEASE } });
  expect(moveAppeal(SAMPLES.hearing, 'take', hearing, iris, NOW)).toMatchObject({ code: 'taken' });
  expect(moveAppeal(SAMPLES.hearing, 'giveBack', hearing, ben, NOW)).toMatchObject({ appeal: { status: 'waiting', heardBy: null } });
});

test('no sequence of moves lets a person with a hand in the case decide, or changes an outcome', () => {
  const names = Object.keys(APPEAL_MOVES) as AppealMove[];
  const step = fc.record({ name: fc.constantFrom(...names), who: fc.constantFrom(...Object.values(ACTORS)), wait: fc.integer({ min: 0, max: 90 * MINUTE }), reasons: fc.constantFrom('', 'Because.') });
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
    let appeal = filed;
    let now = NOW;
    for (const { name, who, wait, reasons } of steps) {
      now += wait;
      const result = moveAppeal(appeal, name, hearing, who, now, reasons);
      if (result.state === 'locked') continue;
      expect(['waiting', 'hearing']).toContain(appeal.status);
      appeal = result.appeal;
      expect(APPEAL_STATUSES).toContain(appeal.status);
      expect([null, 'ben', 'iris']).toContain(appeal.heardBy);
      expect(appeal.status === 'hearing').toBe(appeal.leaseUntil !== null);
      expect(appeal.decidedAt !== null).toBe(appeal.status === 'granted' || appeal.status === 'refused');
    }
  }));
});

test.each<[string, Partial<Decision>, DecisionStatus, number | null, Appeal | null, string | null]>([
  ['within the window', {}, 'confirmed', NOW - DAY, null, null],
  ['after it expired, within the window', {}, 'expired', NOW - DAY, null, null],
  ['after the window', {}, 'confirmed', NOW - 200 * DAY, null, 'expired'],
  ['a second time', {}, 'confirmed', NOW - DAY, filed, 'move-closed'],
  ['before a notice', {}, 'confirmed', null, null, 'move-closed'],
  ['a proposal', {}, 'proposed', NOW - DAY, null, 'move-closed'],
  ['what has been lifted', {}, 'lifted', NOW - DAY, null, 'move-closed'],
  ['a silent measure', { measure: 'watch', fields: {} }, 'confirmed', NOW - DAY, null, 'move-closed'],
])('appealing %s', (_, more, status, noticeAt, before, code) => {
  const gate = mayAppeal({ ...closure, ...more }, status, noticeAt, before, limits, NOW);
  expect(gate.state === 'locked' ? gate.code : null).toBe(code);
});

test('an appeal is due in fourteen days and has words', () => {
  expect(filed.dueAt).toBe(NOW + 14 * DAY);
  expect(appealForm.safeParse({ text: '  ' }).success).toBe(false);
  expect(appealForm.parse({ text: ' I bought it.\r\nHere. ' }).text).toBe('I bought it.\nHere.');
});

test('an answer needs something in it, is counted as people count, and keeps out what cannot be stored', () => {
  expect(answerForm.safeParse({}).success).toBe(false);
  expect(answerForm.safeParse({ text: '🙂'.repeat(4_000) }).success).toBe(true);
  expect(answerForm.safeParse({ text: `${'a'.repeat(3_999)}\r\nb` }).success).toBe(false);
  for (const text of ['a\u0000b', 'a\ud800b']) expect(answerForm.safeParse({ text }).success).toBe(false);
  expect(answerForm.safeParse({ facts: ['unknown'] }).success).toBe(false);
  const answer = answerForm.parse({ facts: ['travel', 'new_device', 'travel'], route: 'bank_sign_in', text: 'Since May.' });
  expect(answer.facts).toEqual(['new_device', 'travel']);
  expect(answerWords(answer)).toBe('Ticked: I have a new device; I was travelling or moved. Chose: Sign in with your bank. Wrote 10 characters.');
});

test('an answer belongs to a question, and a route to those offered', () => {
  const stepUp = { measure: 'step-up', fields: { routes: ['branch_visit', 'bank_sign_in'] } };
  const ask = { measure: 'ask', fields: { questions: ['Who?'] } };
  const byBank = answerForm.parse({ route: 'bank_sign_in' });
  expect(routesOffered(stepUp)).toEqual(['bank_sign_in', 'branch_visit']);
  expect(fitsQuestion(stepUp, byBank).state).toBe('open');
  expect(fitsQuestion(stepUp, answerForm.parse({ route: 'live_check' }))).toMatchObject({ code: 'invalid' });
  expect(fitsQuestion(ask, byBank)).toMatchObject({ code: 'invalid' });
  expect(fitsQuestion(ask, answerForm.parse({ text: 'Mine.' })).state).toBe('open');
  expect(fitsQuestion(closure, answerForm.parse({ text: 'Mine.' }))).toMatchObject({ code: 'move-closed' });
});

const standing = (more: Partial<Standing>): Standing => ({
  measure: measureNamed('closure')!, over: null, signedBy: 'Wren', readTwice: true, decidedAt: NOW, answerUntil: null, answeredAt: null, appeal: null, heardBy: null, limits, now: NOW, ...more,
});
const told = (more: Partial<Standing>) => holderView(standing(more)).map(({ title, words, state, late }) => `${state}${late ? ' late' : ''}: ${title}, ${words}`);

test('the holder reads where a decision stands, by pseudonyms', () => {
  expect(told({})).toEqual(['done: Decided, 20 November 2026, by Wren; read blind by a second person', 'now: Your appeal, possible until 20 May 2027']);
  expect(told({ now: NOW + 365 * DAY })[1]).toBe('done: Your appeal, the time for it ended on 20 May 2027');
  expect(told({ over: { at: NOW, by: 'lifted' } })[1]).toBe('done: Lifted, everything is put back');
  expect(told({ over: { at: NOW, by: 'renewed', decision: 'D-2318-2' } })[1]).toBe('done: Renewed, decision D-2318-2 took its place on 20 November 2026');
});

test('the holder reads where a question stands', () => {
  const ask = { measure: measureNamed('ask')!, readTwice: false, answerUntil: NOW + 7 * DAY };
  expect(told(ask).slice(0, 2)).toEqual(['done: Asked, 20 November 2026, by Wren', 'now: Your answer, by 27 November 2026, 09:00 UTC']);
  expect(told({ ...ask, now: NOW + 8 * DAY })[1]).toBe('now late: Your answer, was due 27 November 2026, 09:00 UTC; you can still write to us');
  expect(told({ ...ask, answeredAt: NOW })[1]).toBe('done: Your answer, received 20 November 2026, 09:00 UTC');
  expect(told({ ...ask, over: { at: NOW, by: 'lifted' } })[1]).toBe('done: Your answer, no longer needed');
  expect(told({ ...ask, answerUntil: null })[1]).toBe('now: Your answer, whenever you are ready');
});

test('the holder reads where an appeal stands', () => {
  expect(told({ appeal: SAMPLES.waiting }).slice(1)).toEqual(['done: Your appeal, received 20 November 2026, 09:00 UTC', 'now: Read by somebody new, waits for somebody who had no part in the decision', 'later: Written outcome, by 4 December 2026']);
  expect(told({ appeal: SAMPLES.hearing, now: NOW + 15 * DAY }).slice(2)).toEqual(['now: Read by somebody new, somebody who had no part in the decision is reading it', 'later late: Written outcome, by 4 December 2026']);
  expect(told({ appeal: SAMPLES.granted, heardBy: 'Finch', over: { at: NOW, by: 'lifted' } }).at(-1)).toBe('done: Granted, 20 November 2026, by Finch; everything is put back: pay, rank, reviews');
  expect(told({ appeal: SAMPLES.refused }).at(-1)).toBe('done: Refused, 20 November 2026, by a person on our team; you can still go to an out-of-court body or to a court');
});
