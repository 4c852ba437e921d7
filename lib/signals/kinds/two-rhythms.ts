import type { AccountHistory, Device } from '../../enrichment/history';
import { DAY, HOUR } from '../../kernel/instant';
import type { Instant } from '../../kernel/instant';
import { explainedBy } from '../declared';
import { deviceKey, stretchOfSession } from '../device-set';
import { systemOf } from '../environment';
import { fits, gatheringOf, settled, twoHabits } from '../mixture';
import type { Habit } from '../mixture';
import { abstains, found, quiet } from '../reading';
import { hoursApart, intervalOf, momentsIn, quietestMoment } from '../rhythm';
import type { Signal } from '../signal';
import { graded, rounded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { between, inLast } from '../window';

const WINDOW_DAYS = 30;
const ACTIVE_DAYS = 15;
const GAIN = 10;
const SHARE = 0.4;
const HOURS_APART = 8;
/** The 90% interval of the distance must lie above this. [T] */
const SURELY_APART = 6;
/** Days on which both rhythms show: one after the other is a move or a handover, not two people. [T] */
const BOTH_DAYS = 5;
/** Above this share in common it is one set of devices at two times of the day. [T] */
const SAME_DEVICES = 0.5;
/** Two habits of 40% each, 8 hours apart, cannot gather more than this at one time of the day, however narrow they are. */
const GATHERED = 0.6;
/** Nor can they where the middle of the most used device lies this near to that of the others: looked at first, since fitting costs more. [T] */
const DEVICES_APART = 3;
const DEVICES = 4;
const DRAWS = 60;

/**
 * T3. Hours of the day by device over the last 30 days, a device's day counting once however long it was: two habits explain them better
 * than one by more than 10 in BIC, each holds at least 40%, their middles lie 8 hours or more apart (90% interval, resampling whole days, above
 * 6), and they use different devices. Both must show on 5 days or more. Needs 15 active days and 2 devices. Days begin where the account
 * itself is quietest, and hours are counted from there: no zone is needed, and nobody's working day is cut in two. Source: founding report on
 * several people under one profile; domain.md section 2.
 */
export const twoRhythms: Signal = {
  id: 'T3',
  version: 2,
  title: 'Two daily rhythms on different devices',
  family: 'time',
  halfLifeDays: 45,
  weight: 1.7,
  exhibit: 'clock',
  innocent: ['A laptop at work and a phone in the evening', 'A computer at each of two workplaces', 'A partner or an assistant who answers messages'],
  decides: 'Who uses the second device, in the holder’s own words',
  declarations: ['agency', 'household', 'virtual_desktop'],
  alone: true,
  read({ history, asOf }) {
    const days = deviceDays(history, asOf);
    if (days === null) return abstains('devices of sessions on 15 active days of the last 30');
    if (days.devices.length < 2) return quiet;
    const rows = days.rows.map((day) => day.hours);
    const table = tableOf(days, rows.map((_, index) => index));
    const main = table[0]!.reduce((sum, each) => sum + each, 0);
    if (main > (1 - SHARE * SAME_DEVICES) * rows.length || gatheringOf(table).length > GATHERED) return quiet;
    if (hoursApart(gatheringOf(table.slice(0, 1)).centre, gatheringOf(table.slice(1)).centre) < DEVICES_APART) return quiet;
    const { habits, gain } = twoHabits(table, rows.length);
    const apart = hoursApart(habits[0].centre, habits[1].centre);
    const common = habits[0].devices.reduce((sum, each, device) => sum + Math.min(each, habits[1].devices[device]!), 0);
    if (gain <= GAIN || Math.min(habits[0].share, habits[1].share) < SHARE || apart < HOURS_APART || common > SAME_DEVICES) return quiet;
    const both = daysWithBoth(days, habits);
    if (both < BOTH_DAYS) return quiet;
    const { low } = apartInterval(days, habits);
    if (low < SURELY_APART) return quiet;
    const shown = inLast(history.stretches, WINDOW_DAYS, asOf).filter((each) => deviceKey(each.device) !== null);
    const explained: (Explanation | null)[] = [
      phone(days.devices, habits),
      common < 0.1 ? null : { kind: 'same_device', share: rounded(common), words: 'A device takes part in both rhythms.', evidence: [] },
      explainedBy(history.declarations, 'agency', shown, 'They declared that others of an agency work here.', () => 0.9),
      explainedBy(history.declarations, 'household', shown, 'They declared a household.', () => 0.6),
      explainedBy(history.declarations, 'virtual_desktop', shown, 'A virtual desktop is declared, beside a machine of their own.', () => 0.5),
    ];
    return found(twoRhythms, {
      llr: graded(apart, HOURS_APART, 12, 1.1, 1.4) + graded(both, BOTH_DAYS, 20, 0, 0.3),
      quality: sureness(days.count, ACTIVE_DAYS),
      firstAt: shown[0]!.at,
      lastAt: shown.at(-1)!.at,
      value: { activeDays: days.count, hoursApart: tenth(apart), low: tenth(low), gain: tenth(gain), smallerShare: rounded(Math.min(habits[0].share, habits[1].share)), daysWithBoth: both, devices: days.devices.length },
      words: `Two daily rhythms ${Math.round(apart)} hours apart run side by side, each on devices of its own.`,
      evidence: shown.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

/** One device's hours on one day, weights that add up to 1; `device` counts from the most used one, and the rare ones share the last number. */
type DeviceDay = { day: number; device: number; hours: Float64Array };
type DeviceDays = { rows: DeviceDay[]; days: number[]; count: number; devices: Device[] };

/** Hours in use by day of the window, one bit an hour. */
type Used = { device: Device; days: Int32Array; count: number };

function deviceDays(history: AccountHistory, asOf: Instant): DeviceDays | null {
  const from = asOf - WINDOW_DAYS * DAY;
  const moments: { at: Instant; key: string; device: Device }[] = [];
  const add = (device: Device | null, at: Instant) => {
    const key = deviceKey(device);
    if (key !== null && at > from && at <= asOf) moments.push({ at, key, device: device! });
  };
  for (const stretch of between(history.stretches, from - DAY, asOf)) for (const at of momentsIn(stretch)) add(stretch.device, at);
  for (const { session, at } of between(history.activities, from, asOf)) add(stretchOfSession(history, session, at)?.device ?? null, at);
  const cut = quietestMoment(moments.map(({ at }) => at).sort((a, b) => a - b));
  const firstDay = Math.floor((from - cut) / DAY);
  const byDevice = new Map<string, Used>();
  for (const { at, key, device } of moments) {
    let used = byDevice.get(key);
    if (used === undefined) byDevice.set(key, (used = { device, days: new Int32Array(WINDOW_DAYS + 1), count: 0 }));
    const hours = Math.floor((at - cut) / HOUR);
    const day = Math.floor(hours / 24) - firstDay;
    if (used.days[day] === 0) used.count += 1;
    used.days[day]! |= 1 << (hours - 24 * (day + firstDay));
  }
  const used = [...byDevice.values()].sort((a, b) => b.count - a.count);
  const days = Array.from({ length: WINDOW_DAYS + 1 }, (_, day) => day).filter((day) => used.some((each) => each.days[day] !== 0));
  if (days.length < ACTIVE_DAYS) return null;
  const rows = days.flatMap((day) => used.flatMap((each, rank): DeviceDay[] => (each.days[day] === 0 ? [] : [{ day, device: Math.min(rank, DEVICES - 1), hours: asShares(each.days[day]!) }])));
  return { rows, days, count: days.length, devices: used.map((each) => each.device) };
}

function asShares(bits: number): Float64Array {
  const hours = new Float64Array(24);
  let count = 0;
  for (let hour = 0; hour < 24; hour += 1) if ((bits & (1 << hour)) !== 0) count += 1;
  for (let hour = 0; hour < 24; hour += 1) if ((bits & (1 << hour)) !== 0) hours[hour] = 1 / count;
  return hours;
}

function tableOf({ rows, devices }: DeviceDays, chosen: readonly number[]): Float64Array[] {
  const table = Array.from({ length: Math.min(devices.length, DEVICES) }, () => new Float64Array(24));
  for (const index of chosen) {
    const { device, hours } = rows[index]!;
    for (let hour = 0; hour < 24; hour += 1) table[device]![hour]! += hours[hour]!;
  }
  return table;
}

function daysWithBoth({ rows }: DeviceDays, habits: readonly [Habit, Habit]): number {
  const seen = [new Set<number>(), new Set<number>()] as const;
  for (const { day, device, hours } of rows) {
    const [first, second] = fits(habits, device, hours);
    seen[first >= second ? 0 : 1].add(day);
  }
  return [...seen[0]].filter((day) => seen[1].has(day)).length;
}

function apartInterval(days: DeviceDays, habits: readonly [Habit, Habit]): { low: number; high: number } {
  const rowsOf = days.days.map((day) => days.rows.flatMap((row, index) => (row.day === day ? [index] : [])));
  const traits = days.rows.flatMap((row) => [row.device, ...row.hours].map((each) => Math.round(each * 1000)));
  return intervalOf(days.count, traits, (drawn) => {
    const chosen = drawn.flatMap((index) => rowsOf[index]!);
    const [first, second] = settled(tableOf(days, chosen), chosen.length, habits, 6);
    return hoursApart(first.centre, second.centre);
  }, DRAWS);
}

/** One of the rhythms is that of a phone: reading and answering in the evening is what phones are for. */
function phone(devices: readonly Device[], habits: readonly [Habit, Habit]): Explanation | null {
  const isPhone = (habit: Habit) => {
    const most = habit.devices.reduce((best, share, device) => (share > habit.devices[best]! ? device : best), 0);
    const system = systemOf(devices[most]!.platform);
    return system === 'android' || system === 'ios';
  };
  return isPhone(habits[0]) === isPhone(habits[1]) ? null : { kind: 'phone_beside_computer', share: 0.65, words: 'One of the rhythms is that of a phone.', evidence: [] };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
