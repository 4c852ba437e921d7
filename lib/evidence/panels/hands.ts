import type { AccountHistory, Device, Stretch } from '../../enrichment/history';
import { DAY, type Instant } from '../../kernel/instant';
import type { RarityTable } from '../../links/rarity';
import type { Assessment } from '../../risk/assessment';
import { COUNTS_FROM } from '../../risk/rules';
import { timesLikelier } from '../../risk/words';
import { deviceKey, DeviceSet, devicesOf, stretchOfSession } from '../../signals/device-set';
import { declaredNear } from '../../signals/declared';
import { handoverOf, type HandoverLane } from '../../signals/handover';
import { passedChecks, verifiedHandovers } from '../../signals/verified-handover';

/** Whose hand a thing shows: the verified person, another, or it cannot be told. */
export type Hand = 'verified' | 'other' | 'unknown';

/** Where the person probably changed: the best moment, its 90% interval, and what changed, each lane with what it says. */
export type Turn = { at: Instant; from: Instant; to: Instant; words: string; changes: readonly TurnChange[] };
export type TurnChange = { lane: string; says: string; from: Instant; to: Instant };

export type Hands = {
  turn: Turn | null;
  ofDevice(device: Device | null, at: Instant): Hand;
  ofStretch(stretch: Stretch): Hand;
  /** Where no device tells: by the side of the turn alone. */
  at(at: Instant): Hand;
};

/** A new device with less than this share of the sessions after the turn is a stray: nobody can say whose it is. [T] */
const TYPICAL = 0.2;

/**
 * Whose hands, by the handover of the history (`handoverOf`), else by the finding D3. Devices seen before the turn belong to the person
 * who was verified; devices that carry the sessions after it to another, unless a live or face check was passed on them. Without a
 * passed check nobody was verified, and the early hands stay unknown. A handover that the assessment found explained is not drawn.
 */
export function handsOf(history: AccountHistory, assessment: Pick<Assessment, 'findings'>, rarity: RarityTable | null): Hands {
  const checks = passedChecks(history);
  const known: Hand = checks.length > 0 ? 'verified' : 'unknown';
  const turn = turnOf(history, assessment, rarity);
  const sides = turn === null ? null : sidesOf(history, turn);
  if (turn === null || (sides !== null && sides.tells && sides.other.size === 0)) return steady(history, known);
  const { before, other, proven } = sides ?? sidesOf(history, turn);
  const bySide = (at: Instant): Hand => (at < turn.at ? known : at > turn.to ? 'other' : 'unknown');
  const ofDevice = (device: Device | null, at: Instant): Hand => {
    if (deviceKey(device) === null) return before.size > 0 || other.size > 0 ? (at < turn.from ? known : 'unknown') : bySide(at);
    if (proven.has(device)) return 'verified';
    if (other.has(device)) return 'other';
    return before.has(device) || at < turn.from ? known : 'unknown';
  };
  return { turn, ofDevice, ofStretch: once((stretch) => ofDevice(stretch.device, stretch.at)), at: bySide };
}

/** Nothing changed hands: devices known at a passed check are the verified person's, others cannot be told. */
function steady(history: AccountHistory, known: Hand): Hands {
  const checks = passedChecks(history);
  const last = checks.at(-1)?.at ?? null;
  const familiar = new DeviceSet(last === null ? [] : history.stretches.filter((each) => each.at <= last || checks.some((check) => check.session === each.session)).map((each) => each.device));
  const ofDevice = (device: Device | null): Hand => (familiar.has(device) || familiar.resembles(device) ? known : 'unknown');
  return { turn: null, ofDevice, ofStretch: once((stretch) => ofDevice(stretch.device)), at: () => known };
}

/** Every panel asks of each session again. */
function once(told: (stretch: Stretch) => Hand): (stretch: Stretch) => Hand {
  const known = new WeakMap<Stretch, Hand>();
  return (stretch) => {
    let hand = known.get(stretch);
    if (hand === undefined) known.set(stretch, hand = told(stretch));
    return hand;
  };
}

type Sides = { before: DeviceSet; other: DeviceSet; proven: DeviceSet; /** Devices are reported, so they decide. */ tells: boolean };

function sidesOf(history: AccountHistory, turn: Turn): Sides {
  const before = devicesOf(history.stretches.filter((each) => each.at < turn.at));
  const after = history.stretches.filter((each) => each.at >= turn.at && deviceKey(each.device) !== null);
  const live = passedChecks(history).filter((check) => check.check !== 'document');
  const proven = new DeviceSet(live.map((check) => stretchOfSession(history, check.session, check.at)?.device ?? null));
  const counts = new Map<string, { device: Device | null; sessions: number }>();
  for (const { device } of after) {
    if (before.has(device) || proven.has(device)) continue;
    const key = deviceKey(device) ?? '';
    counts.set(key, { device, sessions: (counts.get(key)?.sessions ?? 0) + 1 });
  }
  const other = new DeviceSet([...counts.values()].filter(({ sessions }) => sessions >= TYPICAL * after.length).map(({ device }) => device));
  return { before, other, proven, tells: before.size > 0 && after.length > 0 };
}

function turnOf(history: AccountHistory, assessment: Pick<Assessment, 'findings'>, rarity: RarityTable | null): Turn | null {
  const d3 = assessment.findings.find((finding) => finding.signal === 'D3');
  // Age makes a finding lighter, not untrue: only what explains it takes the handover from the page.
  if (d3 !== undefined && d3.counter.reduce((left, each) => left + each.llr, d3.llr) < COUNTS_FROM) return null;
  const handover = handoverOf(history);
  // What the holder declared at the time is taken at its word unless the finding outweighs it.
  const declared = handover !== null && d3 === undefined && (['new_device', 'relocation'] as const).some((kind) => declaredNear(history.declarations, kind, handover.at, 30) !== null);
  if (declared) return null;
  if (handover !== null) {
    const { at, from, to, lanes, changes } = handover;
    // By the first sights of the new: how long before that the old was last seen only says when somebody was away.
    const firsts = changes.map((each) => each.to);
    const days = Math.max(1, Math.ceil((Math.max(...firsts) - Math.min(...firsts)) / DAY));
    return {
      at, from, to, words: `${counted(lanes.length)} lanes change within ${days} ${days === 1 ? 'day' : 'days'}`,
      changes: changes.map((each) => ({ lane: LANE_WORDS[each.lane], says: `${timesLikelier(each.nats)} if hands changed`, from: each.from, to: each.to })),
    };
  }
  if (d3 === undefined) return null;
  const [found] = verifiedHandovers(history, history.asOf, rarity).handovers;
  const first = found?.after[0];
  if (found === undefined || first === undefined) return null;
  return { at: first.at, from: found.before.at(-1)?.at ?? found.check.at, to: first.at, changes: [], words: `Only new devices after the check, and ${found.changes.length} more changes with them` };
}

const LANE_WORDS: Readonly<Record<HandoverLane, string>> = { place: 'Place', network: 'Network', device: 'Device', rhythm: 'Hours', text: 'Writing', payout: 'Payout' };
const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'];
const counted = (value: number): string => NUMBERS[value] ?? String(value);

/** The commonest hand; a tie says nothing. */
export function mostly(hands: readonly Hand[]): Hand {
  const counts = { verified: 0, other: 0, unknown: 0 };
  for (const hand of hands) counts[hand] += 1;
  if (counts.verified === counts.other && counts.verified >= counts.unknown) return 'unknown';
  return counts.other > counts.verified && counts.other >= counts.unknown ? 'other' : counts.verified >= counts.unknown && counts.verified > 0 ? 'verified' : 'unknown';
}
