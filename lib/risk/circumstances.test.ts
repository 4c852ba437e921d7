import { expect, test } from 'vitest';
import {
  aCheck, aDeclaration, aDevice, aHistory, aNeighbourhood, aVersion, anInstrument, daysFrom, declaredIn, mallory, onDay, trent, workdays,
} from '../signals/history.fixture';
import type { Sharing } from '../signals/history.fixture';
import { circumstancesOf } from './circumstances';

const alone = aNeighbourhood('a', []);
const of = (parts: Parameters<typeof aHistory>[0], neighbourhood = alone, asOf?: number) => {
  const history = aHistory(parts);
  return circumstancesOf(history, neighbourhood, asOf ?? history.asOf);
};

test('Mallory: nothing speaks for the account', () => {
  const { history, neighbourhood, asOf } = mallory();
  expect(circumstancesOf(history, neighbourhood, asOf)).toMatchObject({
    liveCheckOnThisDevice: null, verifiedDeviceContinues: null, payeeMatches: null, addressUpdated: null, exitFromStart: null,
    sharers: 2, togetherFromStart: false, ownPayout: false, handedOn: false, registered: null,
  });
});

test('Trent: the verified device travels with him, he was checked on it, and the payout is his', () => {
  const { history, neighbourhood, asOf } = trent();
  const facts = circumstancesOf(history, neighbourhood, asOf);
  expect(facts).toMatchObject({ payeeMatches: [expect.any(String)], sharers: 0, ownPayout: true, declared: { travel: { verified: true } } });
  expect(facts.liveCheckOnThisDevice).toHaveLength(1);
  expect(facts.verifiedDeviceContinues!.length).toBeGreaterThan(0);
});

test('a live check on a device that no longer works here says nothing of the hands that do', () => {
  const own = workdays({ device: aDevice('own'), days: daysFrom(0, 20) });
  const live = aCheck(onDay(5, 9), { session: `s${onDay(5, 9)}` });
  expect(of({ stretches: own, checks: [live] }).liveCheckOnThisDevice).toHaveLength(1);
  const other = workdays({ device: aDevice('other'), days: daysFrom(30, 30) });
  expect(of({ stretches: [...own, ...other], checks: [live] })).toMatchObject({ liveCheckOnThisDevice: null, verifiedDeviceContinues: null });
});

test('a declaration counts while it stands and for 90 days after, not before it begins', () => {
  const travel = aDeclaration('travel', onDay(10), { to: onDay(20) });
  const at = (day: number) => 'travel' in of({ declarations: [travel] }, alone, onDay(day)).declared;
  expect([9, 10, 100, 111].map(at)).toEqual([false, true, true, false]);
});

test('an address update counts only where it follows the sessions', () => {
  const stretches = workdays({ city: 'lisbon', days: daysFrom(30, 20) });
  const update = (city: 'lisbon' | 'lima') => of({ stretches, versions: [aVersion(), aVersion({ at: onDay(35), declared: declaredIn(city) })] }).addressUpdated;
  expect(update('lisbon')).toHaveLength(1);
  expect(update('lima')).toBeNull();
  expect(of({ stretches: workdays({ days: daysFrom(0, 20) }) }).addressUpdated).toBeNull();
});

test('a VPN from the first month on is a habit; one that began later is not', () => {
  const exits = (first: number) => workdays({ network: 'vpn_known', days: daysFrom(first, 90 - first) });
  expect(of({ stretches: exits(0) }).exitFromStart).not.toBeNull();
  expect(of({ stretches: [...workdays({ days: daysFrom(0, 40) }), ...exits(40)] }).exitFromStart).toBeNull();
});

test('hours are steady when they stay, across midnight too', () => {
  const worked = (early: number[], late: number[]) => of({ stretches: [...workdays({ days: daysFrom(0, 30), hours: early }), ...workdays({ days: daysFrom(60, 30), hours: late })] }).hoursSteady;
  expect(worked([23, 0], [0, 1])).not.toBeNull();
  expect(worked([9, 10], [18, 19])).toBeNull();
});

test('the payee is judged by the instrument in use', () => {
  const [first, second] = [anInstrument(onDay(1), 'x', { holderMatch: 'match' }), anInstrument(onDay(9), 'y', { holderMatch: 'none' })];
  expect(of({ instruments: [first] }).payeeMatches).toHaveLength(1);
  expect(of({ instruments: [first, second] }).payeeMatches).toBeNull();
});

test('sharing: a crowd counts nobody, a device handed on is seen as such', () => {
  const sharing = (...rows: Sharing[]) => of({}, aNeighbourhood('a', rows));
  expect(sharing({ kind: 'ip', digest: 'i', others: [], accounts: 900 })).toMatchObject({ sharers: 0, crowded: true, ownPayout: true });
  const device = { kind: 'device_token', digest: 'd', own: { firstAt: onDay(60), lastAt: onDay(90) } } as const;
  expect(sharing({ ...device, others: [{ account: 'b', lastAt: onDay(40) }] })).toMatchObject({ sharers: 1, handedOn: true, togetherFromStart: false });
  expect(sharing({ ...device, others: [{ account: 'b', lastAt: onDay(70) }] })).toMatchObject({ handedOn: false });
});

test('an empty history has no circumstances', () => {
  expect(of({ registeredAt: null, versions: [] })).toMatchObject({ segment: null, ageDays: null, registered: null, liveCheckOnThisDevice: null, hoursSteady: null });
});
