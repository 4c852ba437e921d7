import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../kernel/instant';
import {
  attemptWords, DELIVERY_LEASE, DELIVERY_MOVES, DELIVERY_STATUSES, lapse, lease, MOST_TRIES, nextTryAt, replay, retryAfterOf, senseOf, settle,
  type Attempt, type Delivery, type DeliveryMove, type DeliveryStatus,
} from './delivery';

const NOW = Date.UTC(2026, 10, 17, 14, 10);
const fresh: Delivery = { status: 'waiting', tries: 0, nextAt: NOW, leaseUntil: null, deliveredAt: null, version: 1 };
const answer = (status: number, retryAfter: string | null = null): Attempt => ({ kind: 'answer', status, retryAfter });
const silence: Attempt = { kind: 'silence', why: 'No answer within 20 seconds.' };
const sample = (status: DeliveryStatus): Delivery => ({ ...fresh, status, tries: 1, leaseUntil: status === 'leased' ? NOW : null });

const ACTS: Record<DeliveryMove, (delivery: Delivery) => ReturnType<typeof lease>> = {
  lease: (delivery) => lease(delivery, NOW),
  lapse: (delivery) => lapse(delivery, NOW),
  deliver: (delivery) => settle(delivery, answer(204), NOW, 0.5),
  retry: (delivery) => settle(delivery, answer(503), NOW, 0.5),
  fail: (delivery) => settle(delivery, answer(410), NOW, 0.5),
  replay: (delivery) => replay(delivery, NOW),
};

test.each(DELIVERY_STATUSES.flatMap((status) => (Object.keys(ACTS) as DeliveryMove[]).map((name) => [status, name] as const)))('a %s delivery: %s', (status, name) => {
  const expected: Record<DeliveryStatus, readonly DeliveryMove[]> = { waiting: ['lease'], leased: ['lapse', 'deliver', 'retry', 'fail'], delivered: ['replay'], failed: ['replay'] };
  const result = ACTS[name](sample(status));
  expect(result.state).toBe(expected[status].includes(name) ? 'moved' : 'locked');
  if (result.state === 'moved') expect(result.delivery).toMatchObject({ status: DELIVERY_MOVES[name].to, version: 2 });
  else expect(result).toMatchObject({ code: 'move-closed' });
});

test.each<[Attempt, string]>([
  [answer(200), 'done'], [answer(204), 'done'], [answer(299), 'done'], [answer(301), 'refused'], [answer(400), 'refused'], [answer(401), 'refused'], [answer(404), 'refused'], [answer(408), 'again'],
  [answer(410), 'gone'], [answer(425), 'again'], [answer(429), 'again'], [answer(500), 'again'], [answer(503), 'again'], [silence, 'again'],
])('%o means %s', (attempt, sense) => {
  expect(senseOf(attempt, NOW).sense).toBe(sense);
});

test.each<[string | null, number | null]>([
  [null, null], ['120', 2 * MINUTE], [' 5 ', 5 * SECOND], ['0', null], ['-5', null], ['soon', null], ['Tue, 17 Nov 2026 14:11:00 GMT', MINUTE], ['Tue, 17 Nov 2026 14:00:00 GMT', null],
])('Retry-After %o is a wait of %o ms', (header, wait) => {
  expect(retryAfterOf(header, NOW)).toBe(wait);
});

test('waits grow, are spread by a fifth, heed Retry-After up to a day, and end after twelve tries over about three days', () => {
  expect(nextTryAt(1, 0, NOW)).toBe(NOW + 4 * SECOND);
  expect(nextTryAt(1, 0.5, NOW)).toBe(NOW + 5 * SECOND);
  expect(nextTryAt(1, 0.5, NOW, HOUR)).toBe(NOW + HOUR);
  expect(nextTryAt(1, 0.5, NOW, 90 * DAY)).toBe(NOW + DAY);
  expect(nextTryAt(MOST_TRIES, 0.5, NOW)).toBeNull();
  let at = NOW;
  for (let tries = 1; tries < MOST_TRIES; tries += 1) at = nextTryAt(tries, 0.5, at)!;
  expect((at - NOW) / DAY).toBeGreaterThan(2.5);
  expect((at - NOW) / DAY).toBeLessThan(3.5);
});

test('a delivery that is not due is not leased, and one that is being attempted does not lapse', () => {
  expect(lease({ ...fresh, nextAt: NOW + 1 }, NOW)).toMatchObject({ reason: 'This delivery is not due yet.' });
  expect(lapse({ ...sample('leased'), leaseUntil: NOW + DELIVERY_LEASE }, NOW)).toMatchObject({ reason: 'This delivery is still being attempted.' });
});

test('a receiver that refuses is tried five times, one that is gone once; a replay begins anew', () => {
  const refused = settle({ ...sample('leased'), tries: 4 }, answer(400), NOW, 0.5);
  expect(refused).toMatchObject({ delivery: { status: 'failed', tries: 5 } });
  expect(settle({ ...sample('leased'), tries: 3 }, answer(400), NOW, 0.5)).toMatchObject({ delivery: { status: 'waiting' } });
  expect(replay({ ...sample('failed'), tries: 12 }, NOW)).toMatchObject({ delivery: { status: 'waiting', tries: 0, nextAt: NOW } });
});

test('whatever the receiver answers, a delivery ends: delivered by the first 2xx, failed after at most twelve tries', () => {
  const attempt = fc.oneof(fc.integer({ min: 100, max: 599 }).map((status) => answer(status)), fc.constant(silence));
  fc.assert(fc.property(fc.infiniteStream(attempt), fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })), (attempts, chances) => {
    let delivery = fresh;
    let now = NOW;
    while (delivery.status === 'waiting') {
      expect(delivery.nextAt).toBeGreaterThanOrEqual(now);
      now = delivery.nextAt;
      const leased = lease(delivery, now);
      if (leased.state === 'locked') throw new Error(leased.reason);
      const [next] = [...attempts.take(1)];
      const [chance] = [...chances.take(1)];
      const settled = settle(leased.delivery, next!, now, chance!);
      if (settled.state === 'locked') throw new Error(settled.reason);
      delivery = settled.delivery;
      const twoHundred = next!.kind === 'answer' && next!.status >= 200 && next!.status < 300;
      expect(delivery.status === 'delivered').toBe(twoHundred);
    }
    expect(delivery.tries).toBeLessThanOrEqual(MOST_TRIES);
    expect(delivery.leaseUntil).toBeNull();
  }));
});

test('an attempt is told in words', () => {
  expect(attemptWords(answer(503))).toBe('HTTP 503');
  expect(attemptWords(silence)).toBe('No answer within 20 seconds.');
  expect(attemptWords({ kind: 'answer', status: 410, retryAfter: null, says: 'No address is known' })).toBe('No address is known');
});
