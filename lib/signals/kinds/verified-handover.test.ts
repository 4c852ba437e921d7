import { expect, test } from 'vitest';
import { aCheck, aDeclaration, aDevice, aGiven, aHistory, aStretch, aVersion, anInstrument, daysFrom, declaredIn, findingOf, leftOf, mallory, onDay, trent, workdays } from '../history.fixture';
import { verifiedHandover } from './verified-handover';

const own = aDevice('own');
const fresh = aDevice('fresh', { timeZone: 'Asia/Tokyo', keyboard: 'pt-PT', languages: ['pt-PT'] });
const owner = workdays({ device: own, days: daysFrom(0, 10) });
const check = aCheck(onDay(9, 16), { session: `s${onDay(9, 16)}` });
const abroad = (count = 15) => workdays({ device: fresh, city: 'lisbon', days: daysFrom(11, count) });
const instruments = [anInstrument(onDay(1), 'first'), anInstrument(onDay(13), 'second')];

test('Mallory’s devices all change after the live check, and four other things with them', () => {
  const finding = findingOf(verifiedHandover, mallory());
  expect(finding.strength).toBe('strong');
  expect(finding.value.changes).toContain('network language time_zone payout');
  expect(finding.firstAt).toBe(onDay(21));
  expect(finding.lastAt).toBe(mallory().asOf);
});

test('more changes weigh more; one change alone is moderate, a new device alone is nothing', () => {
  const base = { stretches: [...owner, ...workdays({ device: aDevice('fresh'), city: 'lisbon', days: daysFrom(11, 15) })], checks: [check] };
  expect(findingOf(verifiedHandover, aGiven(aHistory(base))).strength).toBe('moderate');
  expect(verifiedHandover.read(aGiven(aHistory({ ...base, stretches: [...owner, ...workdays({ device: aDevice('fresh'), days: daysFrom(11, 15) })] }))).state).toBe('quiet');
  const two = findingOf(verifiedHandover, aGiven(aHistory({ ...base, instruments })));
  const four = findingOf(verifiedHandover, aGiven(aHistory({ ...base, stretches: [...owner, ...abroad()], instruments })));
  expect(two.value.changes).toBe('country payout');
  expect(four.llr).toBeGreaterThan(two.llr);
});

test('of two handovers the one with more changes of their own counts, and a journey after it takes nothing away', () => {
  const second = aDevice('second', { keyboard: 'pt-PT', languages: ['pt-PT'] });
  const stayed = { stretches: [...owner, ...workdays({ device: second, days: daysFrom(11, 20) })], checks: [check], instruments };
  const went = {
    stretches: [...stayed.stretches, ...workdays({ device: aDevice('third', { timeZone: 'Asia/Tokyo' }), city: 'lisbon', days: daysFrom(33, 20) })],
    checks: [check, aCheck(onDay(30, 13), { session: `s${onDay(30, 13)}` })], instruments,
  };
  const [before, after] = [stayed, went].map((life) => findingOf(verifiedHandover, aGiven(aHistory(life))));
  expect(before).toMatchObject({ value: { changes: 'language payout' }, strength: 'strong' });
  expect(after).toMatchObject({ value: { changes: 'language payout' }, strength: 'strong' });
});

test('an account checked at registration is compared with the device of the check itself, and without one it abstains', () => {
  const first = { checks: [aCheck(onDay(0), { session: 'kyc' })], instruments };
  const stretches = [aStretch({ at: onDay(0, 0.1), session: 'kyc', device: own }), ...workdays({ device: fresh, city: 'lisbon', days: daysFrom(1, 10) })];
  expect(findingOf(verifiedHandover, aGiven(aHistory({ ...first, stretches }))).value.sessionsBefore).toBe(1);
  expect(verifiedHandover.read(aGiven(aHistory({ ...first, stretches: stretches.slice(1) }))).state).toBe('abstains');
});

test('a traveller with the same laptop is not found', () => {
  expect(verifiedHandover.read(trent()).state).toBe('quiet');
});

test('a check by phone and work on a new computer at home is not found', () => {
  const stretches = [aStretch({ at: onDay(0), session: 'kyc', network: 'mobile', device: aDevice('phone', { keyboard: null }) }), ...workdays({ device: own, days: daysFrom(1, 12) })];
  expect(verifiedHandover.read(aGiven(aHistory({ stretches, checks: [aCheck(onDay(0), { session: 'kyc' })], instruments: [anInstrument(onDay(2), 'first')] }))).state).toBe('quiet');
});

test('a mover with a new laptop and bank is explained by the declarations, the new address and a live check on the new laptop', () => {
  const moved = { stretches: [...owner, ...abroad()], instruments };
  const plain = findingOf(verifiedHandover, aGiven(aHistory({ ...moved, checks: [check] })));
  const said = findingOf(verifiedHandover, aGiven(aHistory({
    ...moved, checks: [check], versions: [aVersion(), aVersion({ at: onDay(14), declared: declaredIn('lisbon') })], declarations: [aDeclaration('relocation', onDay(10)), aDeclaration('new_device', onDay(11))],
  })));
  expect(said.counter.map((each) => each.kind)).toEqual(['declared_new_device', 'declared_relocation', 'address_updated']);
  expect(leftOf(said)).toBeLessThan(0.25 * plain.llr);
  const checked = findingOf(verifiedHandover, aGiven(aHistory({ ...moved, checks: [check, aCheck(onDay(20, 13), { session: `s${onDay(20, 13)}` })] })));
  expect(checked.counter.map((each) => each.kind)).toEqual(['checked_on_new_device']);
  expect(leftOf(checked)).toBeLessThan(0.2 * plain.llr);
});

test('the old device back at work lowers it, the owner back only for a check does not', () => {
  const base = { checks: [check], instruments };
  const back = findingOf(verifiedHandover, aGiven(aHistory({ ...base, stretches: [...owner, ...abroad(), ...workdays({ device: own, days: [27, 28] })] })));
  expect(back.counter.map((each) => each.kind)).toEqual(['old_device_back']);
  const again = aStretch({ at: onDay(27, 10), session: 'again', device: own });
  const owned = findingOf(verifiedHandover, aGiven(aHistory({ ...base, checks: [check, aCheck(onDay(27, 10), { session: 'again' })], stretches: [...owner, ...abroad(20), again] })));
  expect(owned.counter).toEqual([]);
});

test('an old device that comes back now and then lowers it by the part of the work that it does', () => {
  const relief = (days: number[], city: 'leeds' | 'lisbon' = 'lisbon') => {
    const finding = findingOf(verifiedHandover, aGiven(aHistory({ checks: [check], instruments, stretches: [...owner, ...abroad(60), ...workdays({ device: own, days, city, hours: [10] })] })));
    return leftOf(finding) / finding.llr;
  };
  const [calls, work] = [relief([30, 50]), relief(daysFrom(24, 46))];
  expect(calls).toBeGreaterThan(0.9);
  expect(work).toBeCloseTo(0.3, 1);
  // By turns in two countries, neither ever where the other is: two people. Once at home again is a journey.
  expect(relief(daysFrom(24, 46), 'leeds')).toBeGreaterThan(0.7);
  expect(relief(daysFrom(75, 10), 'leeds')).toBeCloseTo(relief(daysFrom(75, 10)), 5);
});

test('other devices that do nearly all of the work from some day on are found though the first comes back for calls; a second computer is not', () => {
  const lived = (calls: number[]) => aGiven(aHistory({
    checks: [aCheck(onDay(0, 9), { session: `s${onDay(0, 9)}` })], instruments,
    stretches: [...workdays({ device: own, days: daysFrom(0, 4) }), ...workdays({ device: fresh, city: 'lisbon', days: daysFrom(6, 50), hours: [10] }), ...workdays({ device: own, days: calls, hours: [18] })],
  }));
  const finding = findingOf(verifiedHandover, lived([5, 15, 25, 35, 45, 55]));
  expect(finding.value.changes).toBe('country language time_zone payout');
  expect(finding.counter.map((each) => each.kind)).toEqual(['old_device_back']);
  expect(leftOf(finding)).toBeGreaterThan(0.6 * finding.llr);
  expect(verifiedHandover.read(lived(daysFrom(5, 50).filter((day) => day % 2 === 0))).state).toBe('quiet');
});

test('it says whether the new devices came right after the check, and whether an old one is at work beside them', () => {
  const words = (stretches: ReturnType<typeof workdays>) => findingOf(verifiedHandover, aGiven(aHistory({ checks: [check], instruments, stretches }))).words;
  const changed = 'the country, language or keyboard, the time zone of the device and the payout changed.';
  expect(words([...owner, ...abroad()])).toBe(`After the passed check only new devices are at work, and with them ${changed}`);
  expect(words([...owner, ...abroad(), ...workdays({ device: own, days: [27, 28] })])).toBe(`After the passed check new devices are at work beside an old one, and with them ${changed}`);
  const late = [...owner, ...workdays({ device: own, days: daysFrom(10, 30) }), ...workdays({ device: fresh, city: 'lisbon', days: daysFrom(41, 40) })];
  expect(words(late)).toMatch(/^Some time after the passed check only new devices are at work, /);
  expect(words([...late, ...workdays({ device: own, days: [55, 70], hours: [18] })])).toMatch(/^Some time after the passed check new devices are at work beside an old one, /);
});

test('lines of one country that answer much later are a change; of another country, or as late before, they are none', () => {
  const lived = (before: number | null, after: number | null, city: 'leeds' | 'lisbon' = 'leeds') => aGiven(aHistory({
    checks: [check], instruments, stretches: [...owner.map((each) => ({ ...each, rttMs: before })), ...workdays({ device: aDevice('fresh'), days: daysFrom(11, 15), rttMs: after, city })],
  }));
  expect(findingOf(verifiedHandover, lived(30, 130)).value.changes).toBe('payout round_trip');
  expect(String(findingOf(verifiedHandover, lived(30, 130, 'lisbon')).value.changes)).not.toContain('round_trip');
  // No new computer and no move within a country makes a line so much later: it counts for two, a bank account changed elsewhere for one.
  expect(findingOf(verifiedHandover, lived(30, 130)).llr).toBeGreaterThan(findingOf(verifiedHandover, lived(30, 30, 'lisbon')).llr);
  for (const [before, after] of [[30, 100], [130, 150], [130, 30], [null, 130]] as const) expect(String(findingOf(verifiedHandover, lived(before, after)).value.changes)).toBe('payout');
});

test('a browser that was reset on the same computer is lowered', () => {
  const reset = { ...fresh, token: 'fresh', gpu: own.gpu, fonts: own.fonts, canvas: own.canvas };
  const finding = findingOf(verifiedHandover, aGiven(aHistory({ checks: [check], instruments, stretches: [...owner, ...workdays({ device: reset, city: 'lisbon', days: daysFrom(11, 10) })] })));
  expect(finding.counter.map((each) => each.kind)).toEqual(['same_hardware']);
});

test('a browser that forgets its token at every visit says nothing, and it abstains', () => {
  const forgetful = (stretches: ReturnType<typeof workdays>) => stretches.map((each) => ({ ...each, device: aDevice(`once ${each.at}`) }));
  expect(verifiedHandover.read(aGiven(aHistory({ checks: [check], instruments, stretches: forgetful([...owner, ...abroad()]) }))).state).toBe('abstains');
});

test('one session on a new phone in the first days is too little', () => {
  const stretches = [...owner, aStretch({ at: onDay(11), device: fresh, city: 'lisbon' })];
  expect(verifiedHandover.read(aGiven(aHistory({ checks: [check], instruments, stretches }))).state).toBe('abstains');
});
