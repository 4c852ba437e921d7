import { current } from '../enrichment/history';
import type { AccountHistory, DeclarationKind, Stretch } from '../enrichment/history';
import { isEyeball } from '../enrichment/network';
import { DAY } from '../kernel/instant';
import type { Instant } from '../kernel/instant';
import type { Neighbourhood } from '../links/link';
import { deviceKey, stretchOfSession } from '../signals/device-set';

/** Ids of the events that show a fact; null where it does not hold or is not known. */
export type Shown = readonly string[] | null;

/** What counter-evidence and innocent stories ask about an account: small, plain, and free of any place or name. */
export type Circumstances = {
  /** Declared field of work. */
  segment: string | null;
  /** Declarations in force within the last 90 days, by kind. */
  declared: Readonly<Partial<Record<DeclarationKind, { verified: boolean; evidence: readonly string[] }>>>;
  /** The account carries a registered agency or household. */
  registered: Shown;
  liveCheckOnThisDevice: Shown;
  verifiedDeviceContinues: Shown;
  payeeMatches: Shown;
  interviewsDone: Shown;
  /** The declared place was changed to where the sessions now are. */
  addressUpdated: Shown;
  /** VPN, hosting or relay from the first month on. */
  exitFromStart: Shown;
  /** Hours of activity (UTC) as in the first third of the account's life. */
  hoursSteady: Shown;
  /** Other accounts on identifiers that are no hub. */
  sharers: number;
  /** Everything shared was shared from the first two weeks on: nothing was handed over. */
  togetherFromStart: boolean;
  ownPayout: boolean;
  /** Some identifier of ours is a crowd. */
  crowded: boolean;
  /** Every device shared was used by one account after the other, never at one time. */
  handedOn: boolean;
  /** First seen less than this many days before the assessment; null where nothing is known. */
  ageDays: number | null;
};

const RECENT = 14 * DAY;
const LOOK_BACK = 180 * DAY;

export function circumstancesOf(history: AccountHistory, neighbourhood: Neighbourhood, asOf: Instant): Circumstances {
  const stretches = history.stretches.filter((each) => each.at <= asOf);
  const last = stretches.at(-1);
  const recent = last ? stretches.filter((each) => each.at > last.at - RECENT) : [];
  const since = history.registeredAt ?? stretches[0]?.at ?? null;
  const account = current(history);
  const interviews = history.interviews.filter((each) => each.state === 'done' && each.at > asOf - LOOK_BACK);
  return {
    segment: account?.category ?? null,
    declared: declaredIn(history, asOf),
    registered: account?.organisation && account.kind !== null && account.kind !== 'individual' ? [account.event] : null,
    ...checksOf(history, stretches, recent, asOf),
    payeeMatches: payeeOf(history),
    interviewsDone: shown(interviews),
    addressUpdated: addressUpdate(history, recent),
    ...habitsOf(stretches, since, asOf),
    ...sharingOf(neighbourhood, since),
    ageDays: since === null ? null : (asOf - since) / DAY,
  };
}

function shown(rows: readonly { event: string }[]): Shown {
  return rows.length === 0 ? null : [...new Set(rows.map((each) => each.event))];
}

function declaredIn(history: AccountHistory, asOf: Instant): Circumstances['declared'] {
  const declared: Partial<Record<DeclarationKind, { verified: boolean; evidence: string[] }>> = {};
  for (const each of history.declarations) {
    if (each.from > asOf || (each.to !== null && each.to < asOf - 90 * DAY)) continue;
    const known = declared[each.kind];
    declared[each.kind] = { verified: each.verified || (known?.verified ?? false), evidence: [...(known?.evidence ?? []), each.event] };
  }
  return declared;
}

function checksOf(
  history: AccountHistory, stretches: readonly Stretch[], recent: readonly Stretch[], asOf: Instant,
): Pick<Circumstances, 'liveCheckOnThisDevice' | 'verifiedDeviceContinues'> {
  const inUse = new Set(recent.map((each) => deviceKey(each.device)).filter((key) => key !== null));
  const main = commonest(recent.map((each) => deviceKey(each.device)));
  const passed = history.checks.filter((each) => each.outcome === 'passed' && each.at <= asOf && ['document', 'liveness', 'face_match'].includes(each.check));
  const live = passed.filter((each) => each.check !== 'document' && each.at > asOf - LOOK_BACK
    && main !== null && deviceKey(stretchOfSession(history, each.session, each.at)?.device ?? null) === main);
  const first = passed[0];
  const settled = first && recent[0] && recent[0].at > first.at + 30 * DAY;
  const verified = settled ? stretches.filter((each) => each.at <= first.at && inUse.has(deviceKey(each.device) ?? '')) : [];
  return { liveCheckOnThisDevice: shown(live), verifiedDeviceContinues: shown(verified) };
}

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

function habitsOf(stretches: readonly Stretch[], since: Instant | null, asOf: Instant): Pick<Circumstances, 'exitFromStart' | 'hoursSteady'> {
  const unknown = { exitFromStart: null, hoursSteady: null };
  if (since === null || asOf - since < 2 * MONTH) return unknown;
  const early = stretches.filter((each) => each.at <= since + MONTH);
  const exits = early.filter((each) => !isEyeball(each.network.class) && each.network.class !== 'unknown');
  const third = (asOf - since) / 3;
  const first = stretches.filter((each) => each.at < since + third);
  const late = stretches.filter((each) => each.at >= asOf - third);
  const apart = Math.min(first.length, late.length) < 15 ? Infinity : hoursApart(meanHour(first), meanHour(late));
  return {
    exitFromStart: early.length >= 5 && exits.length >= 0.6 * early.length ? shown(exits) : null,
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

function sharingOf(neighbourhood: Neighbourhood, since: Instant | null): Pick<Circumstances, 'sharers' | 'togetherFromStart' | 'ownPayout' | 'crowded' | 'handedOn'> {
  const shared = neighbourhood.identifiers.filter((each) => !each.hub && each.others.length > 0);
  const devices = shared.filter((each) => each.kind === 'device_token');
  return {
    sharers: new Set(shared.flatMap((each) => each.others.map((other) => other.account))).size,
    togetherFromStart: since !== null && shared.length > 0 && shared.every((each) => each.own.firstAt <= since + RECENT),
    ownPayout: !shared.some((each) => each.kind === 'payout_instrument'),
    crowded: neighbourhood.identifiers.some((each) => each.hub),
    handedOn: devices.length > 0 && devices.every((each) => each.others.every((other) => other.lastAt < each.own.firstAt || each.own.lastAt < other.firstAt)),
  };
}
