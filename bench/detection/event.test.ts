import { expect, test } from 'vitest';
import { tell, type Draft } from './event';
import { Random } from './random';

const NOW = Date.UTC(2026, 0, 2);
const seen: Draft = { type: 'session.seen', at: NOW - 1000, session: 's_1', data: { ip: '192.0.2.1', rttMs: 20, userAgent: 'a', device: { token: 'dv_1', gpu: 'g', platform: 'p' } } };

test('whatever is left out, the required fields are told and no event is empty', () => {
  const photo: Draft = { type: 'profile.changed', at: NOW - 1000, data: { photoHash: '0123456789abcdef' } };
  const told = tell('acc_1', [seen, photo], { missing: 2, late: 0, repeated: 0 }, NOW, new Random('all'));
  expect(told.map(({ event }) => event.data)).toEqual([{ ip: '192.0.2.1', device: { platform: 'p' } }, { photoHash: '0123456789abcdef' }]);
  expect(seen.data.rttMs).toBe(20);
});

test('what has not happened yet is not told, and nothing arrives after now', () => {
  const told = tell('acc_1', [seen, { ...seen, at: NOW }], { missing: 0, late: 1, repeated: 1 }, NOW, new Random('late'));
  expect(told).toHaveLength(2);
  expect(told.every(({ arrivesAt }) => arrivesAt < NOW && arrivesAt >= seen.at)).toBe(true);
});
