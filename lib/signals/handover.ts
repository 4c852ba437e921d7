import type { AccountHistory } from '../enrichment/history';
import { DAY, HOUR } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import { deviceKey } from './device-set';
import { countryOf } from './distance';
import { hoursApart, humanMoments } from './rhythm';

export const HANDOVER_LANES = ['place', 'network', 'device', 'rhythm', 'payout', 'profile'] as const;
export type HandoverLane = (typeof HANDOVER_LANES)[number];

/** Where the hands on an account probably changed. */
export type Handover = {
  /** First sight of the new device, or of the first new thing where no devices are reported. */
  at: Instant;
  /** Last sight of something old and first sight of something new, over the lanes that are seen session by session. */
  from: Instant;
  to: Instant;
  lanes: readonly HandoverLane[];
};

type Sight = { at: Instant; value: string };
type SessionLane = 'place' | 'network' | 'device';
type Sights = Record<SessionLane, readonly Sight[]>;
type Break = { apart: number; oldLast: Instant; newFirst: Instant };

/** Days looked at on either side of a possible change, and the days within which things still change together. [T] */
const REACH = 60 * DAY;
const TOGETHER = 14 * DAY;
const ENOUGH_SIGHTS = 3;
/** Total variation distance, 0 (the same) to 1 (nothing in common), from which a lane has changed. [T] */
const APART = 0.8;
/** Above this between the two halves of its own past a lane changes all the time, and one change more says nothing. [T] */
const RESTLESS = 0.5;
/** Hours by which the middle of the active day must move. [T] */
const RHYTHM_SHIFT = 4;
/** A value that carries less of its side than this is a stray. */
const TYPICAL = 0.2;

/**
 * The change point at which most lanes differ before and after, or null. Candidates are the first sights of a new device,
 * network class, country or payout instrument. At least three lanes must change, the device among them wherever devices are
 * known: a journey with one's own laptop is no handover. Ties go to the clearer break, then to the earlier one.
 */
export function handoverOf(history: AccountHistory): Handover | null {
  const sights = sightsOf(history);
  let best: (Handover & { apart: number }) | null = null;
  for (const candidate of candidatesOf(history, sights)) {
    const found = changeAt(history, sights, candidate);
    if (found === null) continue;
    const more = best === null ? 1 : found.lanes.length - best.lanes.length || found.apart - best.apart;
    if (more > 0) best = found;
  }
  return best && { at: best.at, from: best.from, to: best.to, lanes: best.lanes };
}

function sightsOf(history: AccountHistory): Sights {
  const sights: Record<SessionLane, Sight[]> = { place: [], network: [], device: [] };
  for (const stretch of history.stretches) {
    const country = countryOf(stretch);
    const device = deviceKey(stretch.device);
    if (country !== null) sights.place.push({ at: stretch.at, value: country });
    if (stretch.network.class !== 'unknown') sights.network.push({ at: stretch.at, value: stretch.network.class });
    if (device !== null) sights.device.push({ at: stretch.at, value: device });
  }
  return sights;
}

function candidatesOf(history: AccountHistory, sights: Sights): Instant[] {
  const payouts = history.instruments.map((each) => ({ at: each.at, value: each.instrument }));
  const firsts = [sights.place, sights.network, sights.device, payouts].flatMap((lane) => {
    const first = new Map<string, Instant>();
    for (const { at, value } of lane) if (!first.has(value)) first.set(value, at);
    return [...first.values()].slice(1);
  });
  return [...new Set(firsts)].sort((a, b) => a - b);
}

function changeAt(history: AccountHistory, sights: Sights, at: Instant): (Handover & { apart: number }) | null {
  const breaks = new Map<HandoverLane, Break>();
  for (const lane of ['place', 'network', 'device'] as const) {
    const found = breakOf(sights[lane], at);
    if (found !== null) breaks.set(lane, found);
  }
  if (breaks.size === 0 || (sights.device.length > 0 && !breaks.has('device'))) return null;
  const lanes = HANDOVER_LANES.filter((lane) => {
    if (lane === 'rhythm') return rhythmMoved(history, at);
    if (lane === 'payout') return history.instruments.slice(1).some((each) => isNear(each.at, at) && isFirst(history, each));
    if (lane === 'profile') return profileMoved(history, at);
    return breaks.has(lane);
  });
  if (lanes.length < 3) return null;
  const all = [...breaks.values()];
  return {
    at: breaks.get('device')?.newFirst ?? at,
    from: Math.min(...all.map((each) => each.oldLast)),
    to: Math.max(...all.map((each) => each.newFirst)),
    lanes,
    apart: all.reduce((sum, each) => sum + each.apart, 0),
  };
}

function breakOf(sights: readonly Sight[], at: Instant): Break | null {
  const before = sights.filter((each) => each.at < at && each.at >= at - REACH);
  const after = sights.filter((each) => each.at >= at && each.at <= at + REACH);
  if (before.length < ENOUGH_SIGHTS || after.length < ENOUGH_SIGHTS) return null;
  const apart = totalVariation(before, after);
  const half = Math.floor(before.length / 2);
  if (apart < APART || totalVariation(before.slice(0, half), before.slice(half)) > RESTLESS) return null;
  const old = typical(before);
  const fresh = typical(after);
  const newFirst = sights.find((each) => each.at >= at - TOGETHER && fresh.has(each.value) && !old.has(each.value))?.at;
  if (newFirst === undefined) return null;
  const oldLast = sights.filter((each) => each.at <= newFirst && old.has(each.value)).at(-1)?.at ?? newFirst;
  return { apart, oldLast, newFirst };
}

function shares(sights: readonly Sight[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { value } of sights) counts.set(value, (counts.get(value) ?? 0) + 1);
  return new Map([...counts].map(([value, count]) => [value, count / sights.length]));
}

function typical(sights: readonly Sight[]): Set<string> {
  return new Set([...shares(sights)].filter(([, share]) => share >= TYPICAL).map(([value]) => value));
}

function totalVariation(a: readonly Sight[], b: readonly Sight[]): number {
  const left = shares(a);
  const right = shares(b);
  const values = new Set([...left.keys(), ...right.keys()]);
  const sum = [...values].reduce((total, value) => total + Math.abs((left.get(value) ?? 0) - (right.get(value) ?? 0)), 0);
  return Math.round((sum / 2) * 1e6) / 1e6;
}

function isNear(at: Instant, change: Instant): boolean {
  return at > change - TOGETHER && at <= change + TOGETHER;
}

function isFirst(history: AccountHistory, instrument: { instrument: string; event: string }): boolean {
  return history.instruments.find((each) => each.instrument === instrument.instrument)?.event === instrument.event;
}

function profileMoved(history: AccountHistory, at: Instant): boolean {
  const profile = history.profiles.slice(1).some((each) => isNear(each.at, at));
  return profile || history.versions.some((version, index) => {
    const earlier = history.versions[index - 1];
    return earlier !== undefined && isNear(version.at, at) && earlier.category !== null && version.category !== earlier.category;
  });
}

/** Middle of the active day in UTC, 30 days before against 30 days after; neither side may be spread evenly round the clock. */
function rhythmMoved(history: AccountHistory, at: Instant): boolean {
  const before = middleOfDay(humanMoments(history, at - 30 * DAY, at - 1));
  const after = middleOfDay(humanMoments(history, at - 1, at + 30 * DAY));
  return before !== null && after !== null && hoursApart(before, after) >= RHYTHM_SHIFT;
}

function middleOfDay(moments: readonly Instant[]): number | null {
  const hours = [...new Set(moments.map((at) => Math.floor(at / HOUR)))];
  if (new Set(hours.map((hour) => Math.floor(hour / 24))).size < 5) return null;
  const angle = (hour: number) => ((hour % 24) / 24) * 2 * Math.PI;
  const x = hours.reduce((sum, hour) => sum + Math.cos(angle(hour)), 0) / hours.length;
  const y = hours.reduce((sum, hour) => sum + Math.sin(angle(hour)), 0) / hours.length;
  return Math.hypot(x, y) < 0.2 ? null : ((Math.atan2(y, x) / (2 * Math.PI)) * 24 + 24) % 24;
}
