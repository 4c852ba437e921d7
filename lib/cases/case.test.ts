import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../kernel/instant';
import type { Actor } from '../staff/actor';
import { CASE_MOVE_NAMES, CASE_STATUSES, gateOf, isHeard, isQuestionOpen, LEASE, leaseState, move, movesOpenTo, restorationOf, statusAt, type Case, type CaseMove, type CaseMoveName, type CaseStatus } from './case';

const NOW = Date.UTC(2026, 10, 17, 13, 41);
const ada: Actor = { kind: 'staff', id: 'ada', name: 'Ada', role: 'moderator' };
const ben: Actor = { kind: 'staff', id: 'ben', name: 'Ben', role: 'moderator' };
const cleo: Actor = { kind: 'staff', id: 'cleo', name: 'Cleo', role: 'admin' };
const dov: Actor = { kind: 'staff', id: 'dov', name: 'Dov', role: 'auditor' };
const mallory: Actor = { kind: 'holder', id: 'mallory', page: 'page' };
const worker: Actor = { kind: 'machine', id: 'worker' };
const ACTORS = { ada, ben, cleo, dov, mallory, worker };

const waiting: Case = {
  id: 'case', account: 'mallory', status: 'waiting', version: 1, openedAt: NOW - 7 * DAY, dueAt: NOW, settledAt: null, claimedBy: null, leaseUntil: null,
  askedAt: null, askedUntil: null, answeredAt: null, heldUntil: null, wokenBy: null, ring: null, band: 'act', logOdds: 3,
};
const asked: Case = { ...waiting, status: 'asked', askedAt: NOW - DAY, askedUntil: NOW + 6 * DAY };
const SAMPLES: Record<CaseStatus, Case> = {
  waiting,
  claimed: { ...waiting, status: 'claimed', claimedBy: 'ada', leaseUntil: NOW + 10 * MINUTE },
  asked,
  proposed: { ...waiting, status: 'proposed' },
  settled: { ...waiting, status: 'settled', settledAt: NOW - DAY },
};

const open = (c: Case, who: Actor): string => CASE_MOVE_NAMES.filter((name) => gateOf(c, name, who, NOW).state === 'open').join(' ');

test.each<[CaseStatus, Record<keyof typeof ACTORS, string>]>([
  ['waiting', { ada: 'claim note withdraw', ben: 'claim note withdraw', cleo: 'claim note withdraw', dov: '', mallory: '', worker: 'join' }],
  ['claimed', { ada: 'renewLease release handOn note ask hold propose settle withdraw', ben: 'note withdraw', cleo: 'note withdraw', dov: '', mallory: '', worker: 'join' }],
  ['asked', { ada: 'claim note withdrawQuestion withdraw', ben: 'claim note withdrawQuestion withdraw', cleo: 'claim note withdrawQuestion withdraw', dov: '', mallory: 'answer', worker: 'join' }],
  ['proposed', { ada: 'note withdrawProposal', ben: 'note withdrawProposal', cleo: 'note confirm confirmHold returnToProposer withdrawProposal', dov: '', mallory: '', worker: 'join' }],
  ['settled', { ada: 'withdraw', ben: 'withdraw', cleo: 'withdraw', dov: '', mallory: '', worker: '' }],
])('a %s case opens exactly these moves to each person', (status, expected) => {
  for (const [name, actor] of Object.entries(ACTORS)) expect([name, open(SAMPLES[status], actor)]).toEqual([name, expected[name as keyof typeof ACTORS]]);
});

test('every lock gives a reason in words, and the request behind a locked button is refused for the same reason', () => {
  for (const status of CASE_STATUSES) for (const actor of Object.values(ACTORS)) {
    const gates = movesOpenTo(SAMPLES[status], actor, NOW);
    for (const name of CASE_MOVE_NAMES) {
      const result = move(SAMPLES[status], withTerms(name, NOW + DAY), actor, NOW);
      if (gates[name].state === 'locked') {
        expect(gates[name].reason).toMatch(/^[A-Z].*\.$/);
        expect(result).toEqual(gates[name]);
      } else expect(result.state).toBe('moved');
    }
  }
});

const after = (c: Case, m: CaseMove, who: Actor, now = NOW): Case => {
  const result = move(c, m, who, now);
  if (result.state === 'locked') throw new Error(result.reason);
  return result.case;
};

test('claiming gives a lease, keeping it renews it, letting go leaves no trace of a holder', () => {
  const claimed = after(waiting, { name: 'claim' }, ada);
  expect(claimed).toMatchObject({ status: 'claimed', claimedBy: 'ada', leaseUntil: NOW + LEASE, version: 2 });
  expect(after(claimed, { name: 'renewLease' }, ada, NOW + MINUTE).leaseUntil).toBe(NOW + MINUTE + LEASE);
  expect(after(claimed, { name: 'release' }, ada)).toMatchObject({ status: 'waiting', claimedBy: null, leaseUntil: null, version: 3 });
  expect(move(claimed, { name: 'claim' }, ada, NOW)).toMatchObject({ code: 'exists', reason: 'You hold this case already.' });
  expect(move(claimed, { name: 'claim' }, ben, NOW)).toMatchObject({ code: 'taken' });
  // Whoever claims many tells what is theirs already from what nobody may take.
  for (const closed of [SAMPLES.proposed, SAMPLES.settled]) expect(move(closed, { name: 'claim' }, ada, NOW)).toMatchObject({ code: 'move-closed' });
  expect(move(claimed, { name: 'propose' }, ben, NOW)).toMatchObject({ code: 'taken' });
  expect(move(waiting, { name: 'propose' }, ada, NOW)).toMatchObject({ code: 'not-held' });
});

test('a case whose lease has lapsed counts as waiting before anything has swept it up', () => {
  const lapsed = { ...SAMPLES.claimed, leaseUntil: NOW };
  expect(statusAt(lapsed, NOW)).toBe('waiting');
  expect(open(lapsed, worker)).toBe('expire join');
  expect(move(lapsed, { name: 'propose' }, ada, NOW)).toMatchObject({ code: 'not-held', reason: 'The hold on this case has lapsed; claim it again.' });
  expect(after(lapsed, { name: 'claim' }, ben).claimedBy).toBe('ben');
  expect(after(lapsed, { name: 'expire' }, worker)).toMatchObject({ status: 'waiting', claimedBy: null });
  expect(move(SAMPLES.claimed, { name: 'expire' }, worker, NOW).state).toBe('locked');
});

test('a lease looks different to the one who holds it and to others', () => {
  const claimed = SAMPLES.claimed;
  expect(leaseState(claimed, ada, NOW)).toBe('yours');
  expect(leaseState(claimed, ben, NOW)).toBe("other's");
  expect(leaseState(claimed, ada, NOW + 8 * MINUTE + 1)).toBe('lapsing');
  expect(leaseState(claimed, ada, NOW + 10 * MINUTE)).toBe('lapsed');
  expect(leaseState(waiting, ada, NOW)).toBeNull();
});

test('a question waits for its answer, and the answer wakes the case', () => {
  const question = after(SAMPLES.claimed, { name: 'ask', until: NOW + 7 * DAY }, ada);
  expect(question).toMatchObject({ status: 'asked', askedAt: NOW, dueAt: NOW + 7 * DAY, claimedBy: null });
  expect(isHeard(question, NOW + DAY)).toBe(false);
  const answered = after(question, { name: 'answer' }, mallory, NOW + DAY);
  expect(answered).toMatchObject({ status: 'waiting', answeredAt: NOW + DAY, wokenBy: 'answer', dueAt: NOW + 2 * DAY });
  expect(isHeard(answered, NOW + DAY)).toBe(true);
  expect(isHeard(waiting, NOW)).toBe(false);
  expect(move(waiting, { name: 'answer' }, mallory, NOW)).toMatchObject({ reason: 'No question is open.' });
});

test('a question that is taken back was never asked: its window cannot pass for a hearing', () => {
  const freed = after(asked, { name: 'withdrawQuestion' }, ben);
  expect(freed).toMatchObject({ status: 'waiting', askedAt: null, askedUntil: null });
  expect(isHeard(freed, NOW + 30 * DAY)).toBe(false);
  expect(move(waiting, { name: 'withdrawQuestion' }, ben, NOW)).toMatchObject({ reason: 'No question is open.' });
  expect(move({ ...asked, answeredAt: NOW }, { name: 'withdrawQuestion' }, ben, NOW)).toMatchObject({ reason: 'No question is open.' });
});

test('an answer that comes while somebody holds the case, or late, is taken and takes the case from nobody', () => {
  const held = { ...asked, status: 'claimed', claimedBy: 'ada', leaseUntil: NOW + 8 * DAY } as const;
  expect(after(held, { name: 'answer' }, mallory)).toMatchObject({ status: 'claimed', claimedBy: 'ada', wokenBy: 'answer' });
  expect(after(asked, { name: 'answer' }, mallory, NOW + 9 * DAY).status).toBe('waiting');
});

test('when the reply window passes the case comes back, not before', () => {
  expect(move(asked, { name: 'replyLapsed' }, worker, NOW)).toMatchObject({ reason: 'The holder still has time to answer.' });
  const late = NOW + 6 * DAY;
  expect(isQuestionOpen(asked, late)).toBe(false);
  expect(statusAt(asked, late)).toBe('waiting');
  expect(after(asked, { name: 'replyLapsed' }, worker, late)).toMatchObject({ status: 'waiting', wokenBy: 'reply-lapsed' });
});

test('a case let go while its question is open goes back to waiting for the answer', () => {
  expect(after(after(asked, { name: 'claim' }, ada), { name: 'release' }, ada).status).toBe('asked');
});

test('a hold keeps the case with its claimant; past its term it comes back and cannot fall below by itself', () => {
  const held = after(SAMPLES.claimed, { name: 'hold', until: NOW + 72 * HOUR }, ada);
  expect(held).toMatchObject({ status: 'claimed', heldUntil: NOW + 72 * HOUR, dueAt: NOW + 72 * HOUR });
  const question = after(held, { name: 'ask', until: NOW + 7 * DAY }, ada);
  expect(question.dueAt).toBe(NOW + 72 * HOUR);
  expect(move(question, { name: 'holdLapsed' }, worker, NOW).state).toBe('locked');
  const back = after(question, { name: 'holdLapsed' }, worker, NOW + 72 * HOUR);
  expect(back).toMatchObject({ status: 'waiting', wokenBy: 'hold-lapsed' });
  expect(move(back, { name: 'holdLapsed' }, worker, NOW + 73 * HOUR)).toMatchObject({ reason: 'The case is back for its hold already.' });
  expect(move({ ...back, band: 'clear' }, { name: 'fallBelow' }, worker, NOW + 73 * HOUR)).toMatchObject({ reason: 'A payout hold is in force; a person renews or releases it.' });
  expect(after(back, { name: 'releaseHold' }, ben, NOW + 73 * HOUR)).toMatchObject({ heldUntil: null, wokenBy: null });
});

test('a countersigned hold leaves the case at rest: asked while a question is open, otherwise waiting', () => {
  expect(after(SAMPLES.proposed, { name: 'confirmHold', until: NOW + DAY }, cleo).status).toBe('waiting');
  const withQuestion = { ...asked, status: 'proposed' } as const;
  expect(after(withQuestion, { name: 'confirmHold', until: NOW + DAY }, cleo)).toMatchObject({ status: 'asked', dueAt: NOW + DAY });
});

test('a returned proposal goes to its proposer if still there, otherwise to the queue', () => {
  expect(after(SAMPLES.proposed, { name: 'returnToProposer', proposer: 'ada', present: true }, cleo)).toMatchObject({ status: 'claimed', claimedBy: 'ada', leaseUntil: NOW + LEASE, wokenBy: 'returned' });
  expect(after(SAMPLES.proposed, { name: 'returnToProposer', proposer: 'ada', present: false }, cleo)).toMatchObject({ status: 'waiting', claimedBy: null });
});

test('a withdrawn proposal is its proposer’s case again, whoever ends it: nobody else comes to hold it by that', () => {
  for (const who of [ada, ben]) expect(after(SAMPLES.proposed, { name: 'withdrawProposal', proposer: 'ada', present: true }, who)).toMatchObject({ status: 'claimed', claimedBy: 'ada', leaseUntil: NOW + LEASE, wokenBy: null });
  expect(after({ ...asked, status: 'proposed' }, { name: 'withdrawProposal', proposer: 'ada', present: false }, ben)).toMatchObject({ status: 'asked', claimedBy: null, leaseUntil: null });
});

test.each<[string, CaseMove]>([['ask', { name: 'ask', until: NOW + 7 * DAY }], ['hold', { name: 'hold', until: NOW + 3 * DAY }], ['settle', { name: 'settle' }]])('withdrawing %s gives the case back as it was, to the same person', (_, decide) => {
  const before = { ...SAMPLES.claimed, askedAt: NOW - 9 * DAY, askedUntil: NOW - 2 * DAY, answeredAt: NOW - 3 * DAY, heldUntil: NOW + DAY, wokenBy: 'answer' } as const;
  const decided = after(before, decide, ada);
  expect(after(decided, { name: 'withdraw', changed: restorationOf(before, decided) }, ada, NOW + MINUTE)).toEqual({ ...before, leaseUntil: NOW + MINUTE + LEASE, version: 3 });
});

test('withdrawing leaves alone what came since: a claim by another, a hold that somebody released', () => {
  const question = after(SAMPLES.claimed, { name: 'ask', until: NOW + 7 * DAY }, ada);
  const taken = after(question, { name: 'claim' }, ben);
  expect(after(taken, { name: 'withdraw', changed: restorationOf(SAMPLES.claimed, question) }, ada)).toMatchObject({ status: 'claimed', claimedBy: 'ben', leaseUntil: NOW + LEASE, askedAt: null, askedUntil: null });
  const held = { ...SAMPLES.claimed, heldUntil: NOW + DAY };
  const longer = after(held, { name: 'hold', until: NOW + 3 * DAY }, ada);
  const released = after(longer, { name: 'releaseHold' }, ben);
  expect(after(released, { name: 'withdraw', changed: restorationOf(held, longer) }, ada)).toMatchObject({ heldUntil: null, dueAt: held.dueAt });
});

test('an unclaimed case whose band falls below review settles by itself, a claimed one stays', () => {
  expect(move(waiting, { name: 'fallBelow' }, worker, NOW)).toMatchObject({ reason: 'The evidence still calls for a review.' });
  expect(after({ ...waiting, band: 'watch' }, { name: 'fallBelow' }, worker)).toMatchObject({ status: 'settled', settledAt: NOW });
  expect(move({ ...SAMPLES.claimed, band: 'watch' }, { name: 'fallBelow' }, worker, NOW).state).toBe('locked');
});

test('an assessment joins an open case without moving it', () => {
  expect(after(SAMPLES.claimed, { name: 'join', band: 'review', logOdds: 1, ring: 'kestrel' }, worker)).toMatchObject({ status: 'claimed', band: 'review', logOdds: 1, ring: 'kestrel', claimedBy: 'ada' });
});

test('a term that has passed already is refused', () => {
  expect(move(SAMPLES.claimed, { name: 'ask', until: NOW }, ada, NOW)).toMatchObject({ code: 'invalid' });
});

function withTerms(name: CaseMoveName, until: number): CaseMove {
  if (name === 'ask' || name === 'hold' || name === 'confirmHold') return { name, until };
  if (name === 'join') return { name, band: 'watch', logOdds: -1, ring: null };
  if (name === 'withdraw') return { name, changed: {} };
  if (name === 'returnToProposer' || name === 'withdrawProposal') return { name, proposer: 'ada', present: true };
  return { name };
}

test('no sequence of moves reaches an illegal state', () => {
  const step = fc.record({ name: fc.constantFrom(...CASE_MOVE_NAMES), who: fc.constantFrom(...Object.values(ACTORS)), wait: fc.integer({ min: 0, max: 4 * DAY }) });
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    let c = waiting;
    let now = NOW;
    for (const { name, who, wait } of steps) {
      now += wait;
      const before = c;
      const result = move(c, withTerms(name, now + 3 * DAY), who, now);
      if (result.state === 'locked') continue;
      c = result.case;
      // Keeping one's own hold changes nothing that a form was filled in upon.
      expect(c.version).toBe(before.version + (name === 'renewLease' ? 0 : 1));
      if (before.status === 'settled') expect(name, 'what is settled comes back by being withdrawn alone').toBe('withdraw');
      expect(c.status === 'claimed').toBe(c.claimedBy !== null);
      expect(c.claimedBy === null).toBe(c.leaseUntil === null);
      expect(c.status === 'settled').toBe(c.settledAt !== null);
      if (c.status === 'asked') expect(isQuestionOpen(c, now)).toBe(true);
      if (['asked', 'proposed'].includes(c.status) && statusAt(before, now) === 'claimed') expect(before.claimedBy).toBe(who.id);
      if (who.kind === 'staff') expect(who.role).not.toBe('auditor');
      if (name === 'fallBelow') expect(c.heldUntil).toBeNull();
    }
  }));
});
