import { current } from '../enrichment/history';
import type { AccountHistory, DeclarationKind, Stretch } from '../enrichment/history';
import { isEyeball } from '../enrichment/network';
import { DAY } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import type { Neighbourhood } from '../links/link';
import { clockGap, tellsClock } from '../signals/clock';
import { endsAt } from '../signals/declared';
import { deviceKey, stretchOfSession } from '../signals/device-set';
import { failedFaces } from '../signals/face-checks';
import { turnOf } from '../signals/handover';
import { FAR_MS, slowing } from '../signals/round-trip';
import { cameWithNewHands } from '../signals/sharing';
import type { Given } from '../signals/signal';
import { between, firstFrom } from '../signals/window';
import { WORKED_ON, apart, fellowship, isAfterClosure, isInDoubt, isUnderAnotherName, sharersIn, strangersDevices } from './fellowship';

/** Ids of the events that show a fact; null where it does not hold or is not known. */
export type Shown = readonly string[] | null;

/** What counter-evidence and innocent stories ask about an account: small, plain, and free of any place or name. */
export type Circumstances = {
  /** Declared field of work. */
  segment: string | null;
  /** Declarations in force within the last 90 days, by kind; those without an end stand as long as signals hold them to (declared.ts). */
  declared: Readonly<Partial<Record<DeclarationKind, { verified: boolean; evidence: readonly string[] }>>>;
  /** The account carries a registered agency or household. */
  registered: Shown;
  liveCheckOnThisDevice: Shown;
  verifiedDeviceContinues: Shown;
  payeeMatches: Shown;
  interviewsDone: Shown;
  /** The declared place was changed to where the sessions now are. */
  addressUpdated: Shown;
  /** Nearly all of the last month's sessions with a known place come from the declared country. */
  placeFits: Shown;
  /** The sessions have come from another country than ever declared for over a month, and nothing was said. */
  placeUnsaid: Shown;
  /** The country of the first month is that of the last. */
  neverMoved: Shown;
  /** Another country than in the first month, and the clocks of the devices went with it. */
  clockMoved: Shown;
  /** Since all devices were replaced the lines of the same country answer much later than before: whoever works may sit further away. */
  fartherAway: Shown;
  /** Most of their recent sessions come from networks of companies. */
  companyNetwork: Shown;
  /** VPN, hosting or relay from the first month on. */
  exitFromStart: Shown;
  /** Nearly all of the last month's sessions come through exits, and those of the first month did not: where they are is not known. */
  hidden: Shown;
  /** Hours of activity (UTC) as in the first third of the account's life. */
  hoursSteady: Shown;
  /** Accounts that share what strangers do not: a device, an instrument, papers, contacts, or an address where both are at home. */
  sharers: number;
  /** Most of those who share did so from the first two weeks of the later one on. */
  togetherFromStart: boolean;
  ownPayout: boolean;
  /** Other accounts on a device token of ours, handed-on devices left out. */
  deviceSharers: number;
  /** Other accounts paid to an instrument of ours. */
  payoutSharers: number;
  /** One instrument since the first payout. */
  payoutSteady: Shown;
  /**
   * With one of those who share, all of it began only when every device of one of the two had given way to others, or a device or exit only when
   * those of both had: it came with new hands.
   */
  turned: boolean;
  /** Most of those who share a device or a payout with us are met on a home or office line as well, and not behind exits alone. */
  openLine: boolean;
  /** None of those who share a device or a payout with us is ever met on a home or office line. */
  nowhereMet: boolean;
  /** One of those who share was referred by this account, by name. */
  openly: Shown;
  /** The device of the last two weeks is on no other account. */
  ownDevice: Shown;
  /** One home address from the first month to the last two weeks. */
  steadyHome: Shown;
  /** At most three others share, and all carry our family name. */
  oneSurname: boolean;
  /** At least two others share, and all joined within three weeks of us. */
  alikeAge: boolean;
  /** One other account shares, and it fell silent before we began. */
  predecessor: boolean;
  /** One of those who share was closed for cause before this account began, or in the month after. */
  afterClosure: boolean;
  /** Some identifier of ours is a crowd. */
  crowded: boolean;
  /** Every device shared was used by one account after the other, never at one time. */
  handedOn: boolean;
  /** First seen less than this many days before the assessment; null where nothing is known. */
  ageDays: number | null;
};

/** Of an account on which nothing was seen that anybody asks about, neither for nor against it. */
export const UNREMARKABLE: Circumstances = {
  segment: null, declared: {}, registered: null, liveCheckOnThisDevice: null, verifiedDeviceContinues: null, payeeMatches: null,
  interviewsDone: null, addressUpdated: null, placeFits: null, placeUnsaid: null, neverMoved: null, clockMoved: null, fartherAway: null, companyNetwork: null, exitFromStart: null, hidden: null, hoursSteady: null,
  sharers: 0, deviceSharers: 0, togetherFromStart: false, ownPayout: true, payoutSharers: 0, payoutSteady: null, turned: false, openLine: false, nowhereMet: false, openly: null, ownDevice: null, steadyHome: null, oneSurname: false,
  alikeAge: false, predecessor: false, afterClosure: false, crowded: false, handedOn: false, ageDays: 200,
};

const RECENT = 14 * DAY;
const LOOK_BACK = 180 * DAY;

export function circumstancesOf(given: Given): Circumstances {
  const { history, neighbourhood, asOf } = given;
  const stretches = between(history.stretches, -Infinity, asOf);
  const last = stretches.at(-1);
  const recent = last ? between(stretches, last.at - RECENT, last.at) : [];
  const since = history.registeredAt ?? stretches[0]?.at ?? null;
  const account = current(history);
  const isBorrowed = isUnderAnotherName(given);
  const isDoubtful = isBorrowed || isInDoubt(given);
  const strangers = strangersDevices(history, neighbourhood);
  const main = commonest(recent.map((each) => each.device?.token ?? null));
  const interviews = history.interviews.filter((each) => each.state === 'done' && each.at > asOf - LOOK_BACK);
  return {
    segment: account?.category ?? null,
    declared: declaredIn(history, asOf),
    registered: account?.organisation && account.kind !== null && account.kind !== 'individual' ? [account.event] : null,
    ...(isDoubtful ? UNCHECKED : checksOf(history, stretches, recent, strangers, asOf)),
    // Whose face it is has no check answered that was passed before.
    ...(failedFaces(history, asOf).open ? { liveCheckOnThisDevice: null } : {}),
    payeeMatches: isBorrowed ? null : payeeOf(history),
    interviewsDone: isDoubtful || (main !== null && strangers.has(main)) ? null : shown(interviews),
    addressUpdated: addressUpdate(history, recent),
    ...placeOf(history, stretches, since, neighbourhood.neighbours.get(history.account)?.turnedAt ?? newDevicesAt(history), asOf),
    ...habitsOf(stretches, since, asOf),
    payoutSteady: steadyPayout(history),
    ...sharingOf(given, since),
    ...companyOf(history, neighbourhood, recent, since),
    ageDays: since === null ? null : (asOf - since) / DAY,
  };
}

function shown(rows: readonly { event: string }[]): Shown {
  return rows.length === 0 ? null : [...new Set(rows.map((each) => each.event))];
}

function declaredIn(history: AccountHistory, asOf: Instant): Circumstances['declared'] {
  const declared: Partial<Record<DeclarationKind, { verified: boolean; evidence: string[] }>> = {};
  for (const each of history.declarations) {
    if (each.from > asOf || endsAt(each) < asOf - 90 * DAY) continue;
    const known = declared[each.kind];
    declared[each.kind] = { verified: each.verified || (known?.verified ?? false), evidence: [...(known?.evidence ?? []), each.event] };
  }
  return declared;
}

/** Of the last two weeks' sessions: a device that shows in fewer is not the one that does the work. Whoever lends a face comes back for calls and checks. [T] */
const STILL_AT_WORK = 0.5;

/** What a check says of a device holds for one person's: on a device where several are at work it shows one of them, not who works here. */
function checksOf(
  history: AccountHistory, stretches: readonly Stretch[], recent: readonly Stretch[], strangers: ReadonlySet<string>, asOf: Instant,
): Pick<Circumstances, 'liveCheckOnThisDevice' | 'verifiedDeviceContinues'> {
  const own = recent.flatMap((each) => (each.device?.token != null && strangers.has(each.device.token) ? [] : deviceKey(each.device) ?? []));
  const known = recent.filter((each) => deviceKey(each.device) !== null).length;
  const inUse = new Set(own);
  const commonestKey = commonest(recent.map((each) => deviceKey(each.device)));
  const main = commonestKey !== null && inUse.has(commonestKey) ? commonestKey : null;
  const passed = history.checks.filter((each) => each.outcome === 'passed' && each.at <= asOf && ['document', 'liveness', 'face_match'].includes(each.check));
  const live = passed.filter((each) => each.check !== 'document' && each.at > asOf - LOOK_BACK
    && main !== null && deviceKey(stretchOfSession(history, each.session, each.at)?.device ?? null) === main);
  const first = passed[0];
  const settled = first && recent[0] && recent[0].at > first.at + 30 * DAY;
  const before = settled ? between(stretches, -Infinity, first.at).filter((each) => inUse.has(deviceKey(each.device) ?? '')) : [];
  const verifiedKeys = new Set(before.map((each) => deviceKey(each.device)));
  const verified = own.filter((key) => verifiedKeys.has(key)).length >= STILL_AT_WORK * known ? before : [];
  // Masks pass now and then, and cameras fail: what passed must outweigh what did not.
  const failed = history.checks.filter((each) => each.outcome === 'failed' && (each.check === 'liveness' || each.check === 'face_match') && each.at <= asOf && each.at > asOf - LOOK_BACK);
  return { liveCheckOnThisDevice: live.length > failed.length ? shown(live) : null, verifiedDeviceContinues: shown(verified) };
}

const UNCHECKED = { liveCheckOnThisDevice: null, verifiedDeviceContinues: null };

/** The commonest of the values; null where none is known. Equal counts: the one seen last. */
function commonest(values: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  let best: string | null = null;
  for (const value of values) {
    if (value === null) continue;
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (best === null || count >= counts.get(best)!) best = value;
  }
  return best;
}

/** The vendor's name match for the instrument in use. */
function payeeOf(history: AccountHistory): Shown {
  const inUse = history.payouts.at(-1)?.instrument ?? history.instruments.at(-1)?.instrument;
  const row = history.instruments.filter((each) => each.instrument === inUse).at(-1);
  return row?.holderMatch === 'match' ? [row.event] : null;
}

function addressUpdate(history: AccountHistory, recent: readonly Stretch[]): Shown {
  const now = commonest(recent.map((each) => each.place.country));
  const declared = history.versions.filter((each) => each.declared !== null);
  const change = declared.findLast((each, i) => i > 0 && each.declared!.country !== declared[i - 1]!.declared!.country);
  // After its last change the declared place stays what it is, so the change is where it came to be `now`.
  return now !== null && change?.declared?.country === now ? [change.event] : null;
}

const MONTH = 30 * DAY;
/** Sessions with a known place before a month says where somebody works. */
const PLACED = 5;

/** Share of sessions whose clock keeps the time of the place. [T] */
const CLOCKS_AGREE = 0.8;

/** The change point of the whole life, where the devices are part of it. */
function newDevicesAt(history: AccountHistory): Instant | null {
  const turn = turnOf(history);
  return turn?.lanes.includes('device') ? turn.at : null;
}

type Placed = Pick<Circumstances, 'placeFits' | 'placeUnsaid' | 'neverMoved' | 'clockMoved' | 'fartherAway' | 'companyNetwork' | 'steadyHome'>;

function placeOf(history: AccountHistory, stretches: readonly Stretch[], since: Instant | null, turnedAt: Instant | null, asOf: Instant): Placed {
  const month = between(stretches, asOf - MONTH, asOf);
  const placed = month.filter((each) => each.place.country !== null && isEyeball(each.network.class));
  const declared = history.versions.flatMap((each) => each.declared?.country ?? []);
  const home = placed.filter((each) => each.place.country === declared.at(-1));
  const lately = commonest(placed.map((each) => each.place.country));
  const before = between(stretches, asOf - 3 * MONTH, asOf - MONTH).filter((each) => each.place.country !== null && isEyeball(each.network.class));
  const early = since === null || since > asOf - 2 * MONTH ? [] : between(stretches, -Infinity, since + MONTH).filter((each) => each.place.country !== null);
  const company = month.filter((each) => each.network.class === 'corporate');
  const homes = new Set(early.filter((each) => each.network.class === 'residential' && each.ip !== null).map((each) => each.ip));
  const still = month.filter((each) => each.at > asOf - RECENT && homes.has(each.ip));
  // Whether anything was said, and not whether it still stands: who said so without an end has not kept silent.
  const toldOf = history.declarations.some((each) => (each.kind === 'travel' || each.kind === 'relocation') && (each.to === null || each.to > asOf - MONTH));
  const elsewhere = placed.length >= PLACED && before.length >= PLACED && lately !== null && declared.length > 0 && !declared.includes(lately)
    && lately === commonest(before.map((each) => each.place.country));
  const [old, fresh] = turnedAt === null ? [[], []] : [stretches.slice(0, firstFrom(stretches, turnedAt)), stretches.slice(firstFrom(stretches, turnedAt))];
  const isFarther = slowing(old, fresh) > FAR_MS;
  const zones = (rows: readonly Stretch[]) => commonest(rows.map((each) => each.device?.timeZone ?? null));
  const moved = early.length >= PLACED && placed.length >= PLACED && lately !== commonest(early.map((each) => each.place.country));
  const there = placed.filter((each) => each.place.country === lately && tellsClock(each));
  const inStep = there.filter((each) => clockGap(each) < 1);
  const [zoneThen, zoneNow] = [zones(early), zones(placed.filter((each) => each.place.country === lately))];
  return {
    fartherAway: isFarther ? shown([old.at(-1)!, fresh.at(-1)!]) : null,
    clockMoved: moved && zoneThen !== null && zoneNow !== null && zoneNow !== zoneThen && there.length >= PLACED && inStep.length >= CLOCKS_AGREE * there.length ? shown([early[0]!, placed.at(-1)!]) : null,
    placeFits: !isFarther && placed.length >= PLACED && home.length >= 0.9 * placed.length ? shown(home.slice(-PLACED)) : null,
    placeUnsaid: elsewhere && !toldOf ? shown([before[0]!, placed.at(-1)!]) : null,
    neverMoved: !isFarther && early.length >= PLACED && placed.length >= PLACED && lately === commonest(early.map((each) => each.place.country)) ? shown([early[0]!, placed.at(-1)!]) : null,
    companyNetwork: company.length >= PLACED && company.length * 2 >= month.length ? shown(company.slice(-PLACED)) : null,
    steadyHome: still.length > 0 ? shown([early.find((each) => each.ip === still[0]!.ip)!, still.at(-1)!]) : null,
  };
}

function steadyPayout(history: AccountHistory): Shown {
  const paid = new Set([...history.instruments, ...history.payouts].map((each) => each.instrument));
  return paid.size === 1 && history.payouts.length > 0 ? shown([history.payouts[0]!, history.payouts.at(-1)!]) : null;
}

function habitsOf(stretches: readonly Stretch[], since: Instant | null, asOf: Instant): Pick<Circumstances, 'exitFromStart' | 'hidden' | 'hoursSteady'> {
  const unknown = { exitFromStart: null, hidden: null, hoursSteady: null };
  if (since === null || asOf - since < 2 * MONTH) return unknown;
  const early = between(stretches, -Infinity, since + MONTH);
  const isExit = (each: Stretch) => !isEyeball(each.network.class) && each.network.class !== 'unknown' && each.network.class !== 'corporate';
  const exits = early.filter(isExit);
  const month = between(stretches, asOf - MONTH, asOf);
  const behind = month.filter(isExit);
  const third = (asOf - since) / 3;
  const first = stretches.slice(0, firstFrom(stretches, since + third));
  const late = stretches.slice(firstFrom(stretches, asOf - third));
  const apart = Math.min(first.length, late.length) < 15 ? Infinity : hoursApart(meanHour(first), meanHour(late));
  return {
    exitFromStart: early.length >= 5 && exits.length >= 0.6 * early.length ? shown(exits) : null,
    hidden: behind.length >= PLACED && behind.length >= 0.9 * month.length && exits.length < 0.3 * early.length ? shown(behind.slice(-PLACED)) : null,
    hoursSteady: apart < 2 ? shown([first[0]!, late.at(-1)!]) : null,
  };
}

/** Circular mean of the hours (UTC) at which the stretches began. */
function meanHour(stretches: readonly Stretch[]): number {
  let [x, y] = [0, 0];
  for (const { at } of stretches) {
    const angle = ((at % DAY) / DAY) * 2 * Math.PI;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  return ((Math.atan2(y, x) / (2 * Math.PI)) * 24 + 24) % 24;
}

function hoursApart(a: number, b: number): number {
  const gap = Math.abs(a - b) % 24;
  return Math.min(gap, 24 - gap);
}

type Sharing = Pick<Circumstances, 'sharers' | 'deviceSharers' | 'togetherFromStart' | 'turned' | 'ownPayout' | 'payoutSharers' | 'crowded' | 'handedOn' | 'predecessor' | 'afterClosure'>;

function sharingOf(given: Given, since: Instant | null): Sharing {
  const { history, neighbourhood } = given;
  const pairs = fellowship(neighbourhood);
  const devices = neighbourhood.identifiers.filter((each) => each.kind === 'device_token' && !each.hub && each.others.length > 0);
  const payouts = neighbourhood.identifiers.filter((each) => each.kind === 'payout_instrument' && !each.hub && each.others.length > 0);
  const began = new Map<string, Instant>();
  for (const { shared, theirs } of pairs) began.set(theirs.account, Math.min(began.get(theirs.account) ?? Infinity, Math.max(shared.own.firstAt, theirs.firstAt)));
  const cardOf = (account: string) => neighbourhood.neighbours.get(account) ?? null;
  const from = (account: string): Instant => cardOf(account)?.since ?? (account === history.account ? since : null) ?? Infinity;
  const own = from(history.account);
  const together = [...began].filter(([account, at]) => at <= Math.max(own, from(account)) + RECENT && Math.max(own, from(account)) < Infinity);
  return {
    sharers: began.size,
    deviceSharers: new Set(devices.flatMap(({ own, others }) => others.filter((each) => !apart(own, each)).map((each) => each.account))).size,
    payoutSharers: sharersIn(payouts).size,
    togetherFromStart: together.length * 2 > began.size,
    turned: [...began].some(([account, at]) => [account, history.account].some((one) => { const turnedAt = cardOf(one)?.turnedAt ?? null; return turnedAt !== null && at >= turnedAt; }))
      || pairs.some(({ shared, theirs }) => WORKED_ON.has(shared.kind) && cameWithNewHands({ history, neighbourhood }, shared.own, theirs, cardOf(theirs.account))),
    ownPayout: payouts.length === 0,
    crowded: neighbourhood.identifiers.some((each) => each.hub),
    handedOn: devices.length > 0 && devices.every(({ own, others }) => others.every((each) => apart(own, each))),
    afterClosure: isAfterClosure(given),
    predecessor: began.size === 1 && since !== null && pairs.every(({ theirs }) => theirs.lastAt <= since + DAY),
  };
}

type Company = Pick<Circumstances, 'openLine' | 'nowhereMet' | 'openly' | 'ownDevice' | 'oneSurname' | 'alikeAge'>;

/** What those who share say of themselves, by their cards. */
function companyOf(history: AccountHistory, neighbourhood: Neighbourhood, recent: readonly Stretch[], since: Instant | null): Company {
  const shared = neighbourhood.identifiers.filter((each) => !each.hub && each.others.length > 0);
  const sharers = [...new Set(fellowship(neighbourhood).map(({ theirs }) => theirs.account))];
  const surname = neighbourhood.neighbours.get(history.account)?.surname ?? null;
  const main = commonest(recent.map((each) => each.device?.token ?? null));
  const used = recent.filter((each) => each.device?.token != null && each.device.token === main);
  const joined = sharers.map((account) => neighbourhood.neighbours.get(account)?.registeredAt ?? null);
  const held = sharersIn(shared.filter((each) => each.kind === 'device_token' || each.kind === 'payout_instrument'));
  const met = sharersIn(shared.filter((each) => each.kind === 'ip'));
  return {
    openLine: held.size > 0 && [...held].filter((account) => met.has(account)).length * 2 >= held.size,
    nowhereMet: held.size > 0 && ![...held].some((account) => met.has(account)),
    openly: shown(history.referrals.filter((each) => sharers.includes(each.to))),
    ownDevice: main !== null && !shared.some((each) => each.kind === 'device_token' && each.digest === main) ? shown(used.slice(-1)) : null,
    oneSurname: surname !== null && sharers.length > 0 && sharers.length <= 3 && sharers.every((account) => neighbourhood.neighbours.get(account)?.surname === surname),
    alikeAge: since !== null && joined.length >= 2 && joined.every((at) => at !== null && Math.abs(at - since) <= 21 * DAY),
  };
}
