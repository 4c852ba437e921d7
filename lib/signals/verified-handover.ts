import type { AccountHistory, Check, Device, Stretch } from '../enrichment/history';
import { DAY, HOUR } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import { offsetAt } from '../kernel/time-zone';
import type { RarityTable } from '../links/rarity';
import { countryOf } from './distance';
import { declaredAt, declaredNear, weightOf } from './declared';
import { bySession, deviceKey, devicesLast, devicesOf, onDevices, stretchOfSession, wasSeenBy } from './device-set';
import type { DeviceSet } from './device-set';
import { rentedShare } from './networks';
import { turnOf } from './handover';
import { perHistory } from './per-history';
import { FAR_MS, slowing } from './round-trip';
import { hoursApart } from './rhythm';
import type { Explanation } from './weight';
import { between, distinctDays, firstAfter, modal } from './window';

const WINDOW = 14 * DAY;
/** Whoever takes an account over changes the bank when there is money. [T] */
const AFTER_TURN = 45 * DAY;
/** The share of the work after the change that an old device has to do before it speaks in full for the old hands. [T] */
const WORKS_ON = 0.25;
/** What the old device's return still explains where it and the new ones are at work by turns in two places and never meet. [T] */
const APART = 0.3;
/** One journey home and back is one return. [T] */
const RETURNS = 2;
/** Sights of the new devices that are needed before anything is said. [T] */
const ENOUGH_AFTER = 3;
const OLD_DEVICE_BACK = 'old_device_back';
const PERSON_CHECKS = new Set<Check['check']>(['document', 'face_match', 'liveness']);

export const CHANGES = ['country', 'network', 'language', 'time_zone', 'payout', 'hours', 'writing', 'round_trip'] as const;
export type Change = (typeof CHANGES)[number];

/**
 * What the changes count for. The clock of a device goes with its owner to another country, so the two are one journey. A line of the same country
 * that answers 80 ms later counts for two: a new computer and a move bring most of the others along, and neither brings that.
 */
export function independent(changes: readonly Change[]): number {
  const journey = changes.includes('country') && changes.includes('time_zone') ? 1 : 0;
  const farther = changes.includes('round_trip') ? 1 : 0;
  return changes.length - journey + farther;
}

/** Above 0 where these changes say more than those. */
export function moreChanges(these: readonly Change[], those: readonly Change[]): number {
  return independent(these) - independent(those) || these.length - those.length;
}

export type VerifiedHandover = {
  /** The check after which it happened: the latest one passed before the new devices came. */
  check: Check;
  before: readonly Stretch[];
  after: readonly Stretch[];
  changes: readonly Change[];
  /** Latest sight of the new devices: while they work on and the old ones stay away, the finding is not getting older. */
  lastAt: Instant;
  explained: readonly Explanation[];
};

type Sides = Pick<VerifiedHandover, 'check' | 'before' | 'after'>;

/** Whether none of the devices of before worked on after the check. */
export function isRightAfter({ check, before }: Sides): boolean {
  return before.every((each) => isUpTo(check, each));
}

/** Whether that is so, and what came after it is told of its two weeks only. */
export function isOfTwoWeeks(sides: Sides): boolean {
  return isRightAfter(sides) && sides.after.at(-1)!.at <= sides.check.at + WINDOW;
}

/** Whether a device of before is at work again beside the new ones, other than to pass a check. */
export function isShared({ explained }: Pick<VerifiedHandover, 'explained'>): boolean {
  return explained.some((each) => each.kind === OLD_DEVICE_BACK);
}

export type HandoverReading = { handovers: readonly VerifiedHandover[]; missing: string | null };

/** Passed checks of the person themselves, in order; several of one session or hour are one check. */
export function passedChecks(history: AccountHistory): Check[] {
  const passed = history.checks.filter((each) => PERSON_CHECKS.has(each.check) && each.outcome === 'passed');
  return passed.filter((check, index) => {
    const next = passed[index + 1];
    return next === undefined || next.at - check.at > HOUR;
  });
}

/**
 * D3 of domain.md section 2, latest first. For every passed check: no device of the 14 days after it was ever seen before it (the device of
 * the check's own session counts as before), and at least two other things changed with it. And at the change point of the whole life
 * (handover.ts), or since the last sight of the old devices, however long after a check: owners keep an account for days or weeks.
 */
export function verifiedHandovers(history: AccountHistory, asOf: Instant, rarity: RarityTable | null): HandoverReading {
  const known = readings(history);
  if (known.last?.asOf === asOf && known.last.rarity === rarity) return known.last.reading;
  const reading = readHandovers(history, asOf, rarity);
  known.last = { asOf, rarity, reading };
  return reading;
}

/** The latest answer for each history: every signal on handovers asks the same. */
const readings = perHistory((): { last: { asOf: Instant; rarity: RarityTable | null; reading: HandoverReading } | null } => ({ last: null }));

function readHandovers(history: AccountHistory, asOf: Instant, rarity: RarityTable | null): HandoverReading {
  const checks = passedChecks(history).filter((each) => each.at <= asOf);
  if (checks.length === 0) return { handovers: [], missing: 'a passed document, face or live check' };
  const handovers: VerifiedHandover[] = [];
  let missing: string | null = 'sessions with a device before or during a passed check, and in the 14 days after it';
  for (const check of checks.reverse()) {
    const after = soonAfter(history, check, asOf);
    const continues = after.some((each) => isOld(history, check, each.device));
    // Where the devices go on, all there is to know is whether they were known.
    if (after.length === 0 || (continues && missing === null)) continue;
    const before = onDevices(history).filter((each) => each.at <= asOf && isUpTo(check, each));
    if (before.length === 0 || !devicesLast(before) || !devicesLast(after)) continue;
    missing = null;
    if (continues) continue;
    const changes = changesBetween(history, check.at, before, after, WINDOW);
    if (changes.length < 2) continue;
    const fresh = devicesOf(after);
    const lastAt = history.stretches.reduce((last, each) => (each.at <= asOf && fresh.has(each.device) ? Math.max(last, each.at) : last), after[0]!.at);
    handovers.push({ check, before, after, changes, lastAt, explained: explanationsOf(history, check, check.at + WINDOW, before, after, asOf, rarity) });
  }
  for (const late of [sinceOldDevices(history, asOf, rarity, checks), turnAfterCheck(history, asOf, rarity, checks)]) {
    if (late === null) continue;
    // The same devices found in several ways are one handover, told by whichever sees more.
    const twin = handovers.findIndex((each) => Math.abs(each.after[0]!.at - late.after[0]!.at) <= WINDOW);
    if (twin === -1) handovers.unshift(late);
    else if (moreChanges(late.changes, handovers[twin]!.changes) > 0) handovers[twin] = late;
    missing = null;
  }
  return { handovers, missing };
}

/**
 * Since the last sight of any device of the latest check, or from before it, only others: a life too short before the change for a
 * change point. Or, since others came, they do all but a small part of the work: who lends a face comes back for the calls. Two things must have
 * changed with them, as right after a check.
 */
function sinceOldDevices(history: AccountHistory, asOf: Instant, rarity: RarityTable | null, checks: readonly Check[]): VerifiedHandover | null {
  const known = between(onDevices(history), -Infinity, asOf);
  for (const check of checks) {
    const isNew = (each: Stretch): boolean => !isOld(history, check, each.device);
    const last = known.findLastIndex((each) => !isNew(each));
    if (last === -1) continue;
    const upTo = firstAfter(known, check.at);
    for (const from of [last + 1, known.findIndex((each, index) => index >= upTo && isNew(each))]) {
      const before = known.slice(0, Math.max(0, from));
      const since = known.slice(before.length);
      const after = since.filter(isNew);
      if (before.length === 0 || after.length < ENOUGH_AFTER || after.length <= (1 - WORKS_ON) * since.length || distinctDays(after) < 2 || !devicesLast(after)) continue;
      const at = after[0]!.at;
      const soon = after.filter((each) => each.at <= at + AFTER_TURN);
      const changes = changesBetween(history, at - 1, before, soon.length < ENOUGH_AFTER ? after : soon, AFTER_TURN);
      if (changes.length < 2) continue;
      return { check, before, after, changes, lastAt: after.at(-1)!.at, explained: explanationsOf(history, check, at, before, after, asOf, rarity) };
    }
  }
  return null;
}

/** Whether the device was seen up to the check, or in its own session. */
function isOld(history: AccountHistory, check: Check, device: Device | null): boolean {
  return wasSeenBy(history, device, check.at) || (check.session !== null && devicesIn(history, check.session).has(device));
}

/** The devices of a session; asked of one check for many. */
function devicesIn(history: AccountHistory, session: string): DeviceSet {
  const sessions = sessionDevices(history);
  const known = sessions.get(session) ?? devicesOf(bySession(history).get(session) ?? []);
  sessions.set(session, known);
  return known;
}

const sessionDevices = perHistory(() => new Map<string, DeviceSet>());

/** Seen up to the check, or in its own session. */
function isUpTo(check: Check, each: Stretch): boolean {
  return each.at <= check.at || (check.session !== null && each.session === check.session);
}

/**
 * The change point of a life that was checked before it. One with which nothing else changed is an ordinary new computer; old devices at work again
 * do not undo it, they lower it (reappearance).
 */
function turnAfterCheck(history: AccountHistory, asOf: Instant, rarity: RarityTable | null, checks: readonly Check[]): VerifiedHandover | null {
  const turn = turnOf(history);
  if (turn === null || !turn.lanes.includes('device')) return null;
  const check = checks.find((each) => each.at < turn.at);
  if (check === undefined) return null;
  const known = between(onDevices(history), -Infinity, asOf);
  const before = known.filter((each) => each.at < turn.at);
  const old = devicesOf(before);
  const after = known.filter((each) => each.at >= turn.at && !old.has(each.device));
  if (before.length === 0 || after.length < ENOUGH_AFTER || distinctDays(after) < 2 || !devicesLast(after)) return null;
  const soon = after.filter((each) => each.at <= turn.at + AFTER_TURN);
  const found = new Set<Change>(changesBetween(history, turn.at, before, soon.length < ENOUGH_AFTER ? after : soon, AFTER_TURN));
  if (turn.lanes.includes('rhythm')) found.add('hours');
  if (turn.lanes.includes('text')) found.add('writing');
  const changes = CHANGES.filter((each) => found.has(each));
  if (changes.length === 0) return null;
  return { check, before, after, changes, lastAt: after.at(-1)!.at, explained: explanationsOf(history, check, turn.at + DAY, before, after, asOf, rarity) };
}

/** The stretches of the two weeks after a check, in other sessions than its own; none where they are too few to say anything. */
function soonAfter(history: AccountHistory, check: Check, asOf: Instant): Stretch[] {
  const after = between(onDevices(history), check.at, Math.min(asOf, check.at + WINDOW)).filter((each) => !isUpTo(check, each));
  return after.length < ENOUGH_AFTER || distinctDays(after) < 2 ? [] : after;
}

function changesBetween(history: AccountHistory, at: Instant, before: readonly Stretch[], after: readonly Stretch[], within: number): Change[] {
  const apart: Partial<Record<Change, boolean>> = {
    country: isNew(before.map(countryOf), after.map(countryOf)),
    network: isNew(before.map(networkOf), after.map(networkOf)),
    language: isNew(before.map(languageOf), after.map(languageOf)) || isNew(before.map(keyboardOf), after.map(keyboardOf)),
    time_zone: zoneShift(before, after) >= 3,
    payout: newInstrument(history, at, within) !== null,
    round_trip: slowing(before, after) > FAR_MS,
  };
  return CHANGES.filter((change) => apart[change]);
}

/** The commonest value after is none of those before; unknown on either side is no change. */
function isNew(before: readonly (string | null)[], after: readonly (string | null)[]): boolean {
  const old = new Set(before.filter((value) => value !== null));
  const now = modal(after.filter((value) => value !== null));
  return now !== null && old.size > 0 && !old.has(now);
}

const networkOf = (stretch: Stretch): string | null => (stretch.network.class === 'unknown' ? null : stretch.network.class);
/** First language without its region: only a change within the account counts, never which language it is. */
const languageOf = (stretch: Stretch): string | null => stretch.device?.languages[0]?.split('-')[0]?.toLowerCase() ?? null;
const keyboardOf = (stretch: Stretch): string | null => stretch.device?.keyboard?.toLowerCase() ?? null;

function zoneShift(before: readonly Stretch[], after: readonly Stretch[]): number {
  const offsets = (stretches: readonly Stretch[]) =>
    stretches.flatMap((each) => (each.device?.timeZone ? [offsetAt(each.device.timeZone, each.at)] : []));
  const was = modal(offsets(before));
  const is = modal(offsets(after));
  return was === null || is === null ? 0 : hoursApart(was / 60, is / 60);
}

/** An instrument added in the time after, where another was there before: the first one is no change. */
function newInstrument(history: AccountHistory, at: Instant, within: number): string | null {
  const old = new Set(history.instruments.filter((each) => each.at <= at).map((each) => each.instrument));
  if (old.size === 0) return null;
  return history.instruments.find((each) => each.at > at && each.at <= at + within && !old.has(each.instrument))?.event ?? null;
}

function explanationsOf(
  history: AccountHistory, check: Check, settledAt: Instant, before: readonly Stretch[], after: readonly Stretch[], asOf: Instant, rarity: RarityTable | null,
): Explanation[] {
  const old = devicesOf(before);
  const fresh = devicesOf(after);
  const at = after[0]!.at;
  const all = [
    reappearance(history, old, settledAt, asOf),
    laterCheck(history, fresh, check, asOf),
    likeness(old, after, rarity),
    movedAddress(history, before, after, asOf),
    ...(['new_device', 'relocation', 'travel'] as const).map((kind): Explanation | null => {
      const declaration = declaredNear(history.declarations, kind, at, 30);
      const reach = kind === 'travel' ? 0.6 : 0.9;
      return declaration && { kind: `declared_${kind}`, share: reach * weightOf(declaration), words: DECLARED[kind], evidence: [declaration.event] };
    }),
  ];
  return all.filter((each) => each !== null);
}

const DECLARED = {
  new_device: 'They declared a new device at that time.',
  relocation: 'They declared a move at that time.',
  travel: 'They declared a journey at that time.',
} as const;

/**
 * An old device at work again, other than to pass a check: owners of rented accounts come back for those. One that shows now and then, for a
 * call with a client, says little of who does the work; and less where it never meets the new ones (inTwoPlaces).
 */
function reappearance(history: AccountHistory, old: DeviceSet, from: Instant, asOf: Instant): Explanation | null {
  const checked = new Set(history.checks.map((each) => each.session).filter((session) => session !== null));
  const work = history.stretches.filter((each) => each.at > from && each.at <= asOf && deviceKey(each.device) !== null && !checked.has(each.session));
  const again = work.filter((each) => old.has(each.device));
  if (again.length === 0) return null;
  const part = Math.min(1, again.length / (WORKS_ON * work.length)) * (inTwoPlaces(work, old) ? APART : 1);
  return { kind: OLD_DEVICE_BACK, share: (distinctDays(again) >= 2 ? 0.7 : 0.4) * part, words: 'A device from before the check is in use again.', evidence: again.map((each) => each.event) };
}

/**
 * Whether old and new devices are at work by turns in two places: the old come back from another country or by another clock, more than once
 * and with days of the others in between, and neither is ever on a line of the other. Who moves or travels takes the computer along, or
 * finds it at home after one journey.
 */
function inTwoPlaces(work: readonly Stretch[], old: DeviceSet): boolean {
  const [again, fresh] = [work.filter((each) => old.has(each.device)), work.filter((each) => !old.has(each.device))];
  const lines = new Set(fresh.flatMap((each) => each.ip ?? []));
  if (again.some((each) => each.ip !== null && lines.has(each.ip))) return false;
  const [there, here] = [modal(again.flatMap((each) => countryOf(each) ?? [])), modal(fresh.flatMap((each) => countryOf(each) ?? []))];
  if (there !== null && here !== null ? there === here : zoneShift(again, fresh) < 3) return false;
  // Returns after which the others went on.
  return work.filter((each, index) => !old.has(each.device) && index > 0 && old.has(work[index - 1]!.device)).length >= RETURNS;
}

function laterCheck(history: AccountHistory, fresh: DeviceSet, check: Check, asOf: Instant): Explanation | null {
  const later = passedChecks(history).filter((each) => each.at > check.at && each.at <= asOf && each.check !== 'document');
  const onFresh = later.filter((each) => fresh.has(stretchOfSession(history, each.session, each.at)?.device ?? null));
  if (onFresh.length > 0) {
    return { kind: 'checked_on_new_device', share: 0.85, words: 'A live or face check was passed on the new device.', evidence: onFresh.map((each) => each.event) };
  }
  const unplaced = later.filter((each) => stretchOfSession(history, each.session, each.at) === null);
  if (unplaced.length === 0) return null;
  return { kind: 'checked_later', share: 0.35, words: 'A live or face check was passed later, on a device not known.', evidence: unplaced.map((each) => each.event) };
}

/** Same hardware under a new token is what clearing a browser looks like; the rarer the fingerprint, the surer. */
function likeness(old: DeviceSet, after: readonly Stretch[], rarity: RarityTable | null): Explanation | null {
  const alike = after.filter((each) => old.resembles(each.device));
  if (alike.length * 2 < after.length) return null;
  const prints = [...devicesOf(alike).prints];
  const shares = prints.map((print) => rarity?.shareOf('fingerprint', print) ?? null);
  const known = shares.filter((share) => share !== null);
  const share = known.length === 0 ? 0.5 : Math.min(0.8, Math.max(0.2, -Math.log10(Math.max(...known, 1e-6)) / 5));
  return { kind: 'same_hardware', share, words: 'The new device has the fingerprint of one from before; the browser may have been reset.', evidence: alike.map((each) => each.event) };
}

/** The declared place was changed to where the new sessions are: people who move say so, people who hide do not. */
function movedAddress(history: AccountHistory, before: readonly Stretch[], after: readonly Stretch[], asOf: Instant): Explanation | null {
  const now = modal(after.map(countryOf).filter((country) => country !== null));
  const was = declaredAt(history, before.at(-1)!.at)?.country ?? null;
  const is = declaredAt(history, asOf)?.country ?? null;
  if (now === null || is !== now || was === is) return null;
  const version = history.versions.find((each) => each.declared?.country === is && each.at > before.at(-1)!.at);
  return { kind: 'address_updated', share: 0.35, words: 'The declared place was changed to where the new sessions are.', evidence: version ? [version.event] : [] };
}

/** Share of sessions on hosting or a known VPN before the new devices came and on them; null where either side is too thin. */
export function exitOnset(handover: VerifiedHandover, enough: number): { before: number; after: number; shown: readonly Stretch[] } | null {
  const before = rentedShare(handover.before);
  const after = rentedShare(handover.after);
  if (before.sessions < enough || after.sessions < enough) return null;
  return { before: before.share, after: after.share, shown: after.shown };
}
