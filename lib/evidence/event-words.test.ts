import { expect, test } from 'vitest';
import { EVENT_TYPES } from '../intake/stored-event';
import { eventWords } from './event-words';

const BY = { zone: null, now: Date.UTC(2026, 10, 17) };
const DIGEST = '03fa9c2e5d7b81460f3e2d1c0b9a8877';

test('every type of the contract is told in words of its own, also when its fields were blanked', () => {
  for (const type of EVENT_TYPES) {
    const { words, icon } = eventWords(type, {}, null, BY);
    expect(words, type).not.toContain('undefined');
    expect(icon, type).not.toBe('history');
  }
  expect(eventWords('robot.danced', {}, null, BY)).toMatchObject({ icon: 'history', words: 'robot danced' });
});

test('an instrument is told by its tail, or else by the head of its digest', () => {
  expect(eventWords('payout.sent', { instrument: DIGEST, instrumentTail: '0932', amount: { amount: 640, currency: 'USD' } }, null, BY).facts).toEqual([{ term: 'amount', fact: '$640.00' }, { term: 'to', fact: '··0932' }]);
  expect(eventWords('payout.sent', { instrument: DIGEST }, null, BY).facts).toEqual([{ term: 'to', fact: 'P-03FA' }]);
});

test('digests of addresses, names and birth dates are not told', () => {
  const told = JSON.stringify([
    eventWords('session.seen', { ip: DIGEST, device: { token: DIGEST, hints: ['remote_desktop'] } }, { class: 'vpn_known', city: 'Rotterdam', owner: 'Example Networks' }, BY),
    eventWords('account.changed', { legalName: 'Alex Person', birthDate: '1990-01-01', email: DIGEST, emailMask: 'a•••@example.com' }, null, BY),
  ]);
  expect(told).not.toContain(DIGEST);
  expect(told).not.toMatch(/Alex Person|1990|Rotterdam/);
  expect(told).toContain('unknown, an exit');
  expect(told).toContain('legal name');
});

test('what a client wrote in a report stands apart from the facts, so that a screen can fold it', () => {
  expect(eventWords('client.reported', { kind: 'different_person', client: 'client_1', text: 'Somebody else was on the call.' }, null, BY)).toMatchObject({ facts: [{ term: 'about', fact: 'different person' }, { term: 'client', fact: 'client_1' }], report: 'Somebody else was on the call.' });
  expect(eventWords('review.left', { rating: 4, text: 'Not told.' }, null, BY).report).toBeNull();
});

test('ids of the platform are told as such: a contract on every row about it, the other account of a referral', () => {
  for (const type of ['contract.started', 'contract.ended', 'time.logged', 'earning.cleared']) expect(eventWords(type, { contract: 'ct_9' }, null, BY).facts, type).toContainEqual({ term: 'contract', fact: 'ct_9' });
  expect(eventWords('referral.made', { to: 'acc_2', client: 'cl_1' }, null, BY).facts).toEqual([{ term: 'account', fact: 'acc_2' }, { term: 'client', fact: 'cl_1' }]);
});
