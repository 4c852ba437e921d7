import { expect, test } from 'vitest';
import type { Case } from '../cases/case';
import { NEVER_HIDDEN, USUAL_SETTINGS } from '../cases/queue-settings';
import { DAY, HOUR } from '../kernel/instant';
import type { Actor } from '../staff/actor';
import { MEASURES } from './kinds/index';
import { contextOf, gateForMeasure, measureNamed, measuresFor, moveForConfirmed, needsSecond } from './ladder';

const NOW = Date.UTC(2026, 10, 17, 12);
const ada: Actor = { kind: 'staff', id: 'ada', name: 'Ada', role: 'moderator' };
const ben: Actor = { kind: 'staff', id: 'ben', name: 'Ben', role: 'moderator' };
const dov: Actor = { kind: 'staff', id: 'dov', name: 'Dov', role: 'auditor' };
const held: Case = {
  id: 'case', account: 'mallory', status: 'claimed', version: 1, openedAt: NOW - 7 * DAY, dueAt: NOW, settledAt: null, claimedBy: 'ada', leaseUntil: NOW + HOUR,
  askedAt: null, askedUntil: null, answeredAt: null, heldUntil: null, wokenBy: null, ring: null, band: 'act', logOdds: 3,
};
const queue = { group: '', settings: USUAL_SETTINGS };
const PLAIN = { ceiling: null, hold: null, queue } as const;
const states = (c: Case, viewer: Actor = ada, beyond: Parameters<typeof measuresFor>[2] = PLAIN, now = NOW) =>
  Object.fromEntries(measuresFor(c, viewer, beyond, now).map(({ measure, state }) => [measure.id, state]));

test('the ladder is lightest first, with a letter of its own for each measure', () => {
  expect(MEASURES.map((measure) => measure.id)).toEqual(['dismiss', 'watch', 'ask', 'step-up', 'payout-hold', 'restriction', 'suspension', 'closure']);
  expect(MEASURES.map((measure) => measure.key).join('')).toBe('dwaspiub');
  expect(MEASURES.map((measure) => measure.severity)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('suspension and closure take two people; closure waits for the holder to be heard', () => {
  expect(states(held)).toEqual({ dismiss: 'free', watch: 'free', ask: 'free', 'step-up': 'free', 'payout-hold': 'free', restriction: 'free', suspension: 'countersigned', closure: 'locked' });
});

test('closure says why it is locked, and opens with an answer or with the end of the window', () => {
  const closure = (c: Case, now = NOW) => measuresFor(c, ada, PLAIN, now).find(({ measure }) => measure.id === 'closure');
  expect(closure(held)?.reason).toBe('Needs a reply first: the holder has not been asked.');
  const asked = { ...held, askedAt: NOW - DAY, askedUntil: NOW + 6 * DAY, leaseUntil: NOW + 9 * DAY };
  expect(closure(asked)?.reason).toBe('Needs a reply first: asked 16 November 2026, answer due 23 November 2026, 12:00 UTC.');
  expect(closure({ ...asked, answeredAt: NOW })).toMatchObject({ state: 'countersigned', reason: 'A closure takes two people.' });
  expect(closure(asked, NOW + 6 * DAY)?.state).toBe('countersigned');
  expect(closure({ ...asked, askedAt: NOW, answeredAt: NOW - DAY })?.state).toBe('locked');
});

test('in a ring everything but a question takes two people', () => {
  expect(states({ ...held, ring: 'kestrel', askedAt: NOW - 8 * DAY, askedUntil: NOW - DAY })).toEqual({
    dismiss: 'countersigned', watch: 'countersigned', ask: 'free', 'step-up': 'free', 'payout-hold': 'countersigned', restriction: 'countersigned', suspension: 'countersigned', closure: 'countersigned',
  });
});

test('place and time alone never carry more than a question', () => {
  const chosen = measuresFor({ ...held, askedAt: NOW - 8 * DAY, askedUntil: NOW - DAY }, ada, { ...PLAIN, ceiling: 'ask' }, NOW);
  expect(chosen.filter(({ state }) => state !== 'locked').map(({ measure }) => measure.id)).toEqual(['dismiss', 'watch', 'ask', 'step-up']);
  expect(chosen.find(({ measure }) => measure.id === 'payout-hold')?.reason).toBe('Place and time alone never carry more than a question.');
});

test('a hold beyond its first term takes two people', () => {
  expect(states(held, ada, { ...PLAIN, hold: { decision: 'dec' } })['payout-hold']).toBe('countersigned');
});

test('nobody proposes without holding the case, and auditors never', () => {
  for (const viewer of [ben, dov]) for (const choice of measuresFor(held, viewer, PLAIN, NOW)) expect(choice.state).toBe('locked');
  expect(measuresFor(held, dov, PLAIN, NOW)[0]?.reason).toBe('Auditors read and verify; they do not move cases.');
  expect(measuresFor({ ...held, status: 'waiting', claimedBy: null, leaseUntil: null }, ada, PLAIN, NOW)[0]?.reason).toBe('Nobody holds this case; claim it first.');
});

test('what is checked without a viewer agrees with what is drawn for one', () => {
  const context = contextOf({ ...held, ring: 'kestrel' }, PLAIN, NOW);
  for (const { measure, state, reason } of measuresFor({ ...held, ring: 'kestrel' }, ada, PLAIN, NOW)) {
    const gate = gateForMeasure(measure, context);
    expect(gate.state === 'locked' ? gate.reason : needsSecond(measure, context)).toBe(reason);
    expect(state === 'locked').toBe(gate.state === 'locked');
  }
});

test('measures that stay open ask or hold; the others settle', () => {
  expect(MEASURES.map(moveForConfirmed)).toEqual(['settle', 'settle', 'ask', 'ask', 'hold', 'settle', 'settle', 'settle']);
  expect(measureNamed('retired')).toBeNull();
});

test('only silent measures leave no notice and no appeal', () => {
  for (const measure of MEASURES) {
    const silent = measure.id === 'dismiss' || measure.id === 'watch';
    expect([measure.id, measure.notice === null, measure.appealable]).toEqual([measure.id, silent, !silent]);
    expect(measure.leastGrounds).toBe(silent ? 0 : 1);
  }
});

test('what a queue leaves to admins is offered to no moderator, save what lets people go, lets them answer, or renews a hold', () => {
  const everything = MEASURES.map(({ id }) => id).filter((id) => !NEVER_HIDDEN.includes(id));
  const strict = { ...PLAIN, queue: { group: '', settings: { ...USUAL_SETTINGS, hidden: everything } } };
  expect(Object.entries(states(held, ada, strict)).filter(([, state]) => state !== 'hidden').map(([id]) => id)).toEqual(['dismiss', 'ask']);
  expect(states(held, ada, { ...strict, hold: { decision: 'dec' } })['payout-hold']).toBe('countersigned');
  const closure = measuresFor(held, ada, strict, NOW).find(({ measure }) => measure.id === 'closure');
  expect(closure?.reason).toBe('Closure is not offered in the queue of everybody: the settings of the queue leave it to admins. Release the case and name an admin in a note; they may take it and propose this.');
  const cleo: Actor = { kind: 'staff', id: 'ada', name: 'Cleo', role: 'admin' };
  expect(Object.values(states(held, cleo, strict))).not.toContain('hidden');
  // A group has a list of its own, in place of everybody's.
  const grouped = { ...strict, queue: { group: 'Rings', settings: { ...strict.queue.settings, groups: [{ name: 'Rings', members: [], hidden: ['suspension'] }] } } };
  expect(Object.entries(states(held, ada, grouped)).filter(([, state]) => state === 'hidden').map(([id]) => id)).toEqual(['suspension']);
  // One whose group is no more stands among everybody's.
  expect(states(held, ada, { ...grouped, queue: { ...grouped.queue, group: 'Gone' } })['closure']).toBe('hidden');
});

test('what is never hidden are measures that there are: one that ends a case in silence, and one that asks', () => {
  expect(NEVER_HIDDEN.map((id) => measureNamed(id))).toMatchObject([{ course: 'settles', notice: null }, { notice: { asks: true } }]);
});
