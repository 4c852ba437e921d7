import type { DeclarationKind } from '../enrichment/history';
import { calibratedLogOdds, priorOf, storyShareOf } from '../policy/policy';
import type { Policy } from '../policy/policy';
import type { Circumstances } from './circumstances';
import { total } from './families';

/**
 * Innocence as named hypotheses (domain.md section 3.1): ordinary lives that leave the same traces. How many accounts live each is data
 * of the policy; here stands what each explains, what speaks for and against it, and the one fact that would decide. rivals.ts weighs them.
 */
type Story = {
  kind: string;
  words: string;
  /** Signals that fire on such a life as readily as on an account worked by somebody else. */
  explains: readonly string[];
  /** Declarations that tell it; they also let it explain signals that no story lists. */
  told: readonly DeclarationKind[];
  facts: (c: Circumstances) => readonly (Fact | false)[];
  decides: string;
};

/** How much commoner the fact is on lives of this story than on other ordinary ones, in nats. */
type Fact = { words: string; nats: number };

/** Declared with proof, or by word alone; what was merely seen; what fits and proves little; what speaks against. [T] */
const PROVEN = 2;
const SAID = 1;
const SEEN = 0.7;
const HINT = 0.4;
const AGAINST = -1.5;
/** More facts than these tell the same thing. */
const SUPPORT_AT_MOST = 3;

const seen = (holds: boolean, words: string, nats = SEEN): Fact | false => holds && { words, nats };

/** Shared by those who tell of several people in one place: openness, own beneficiaries, no handover, together since the beginning. */
const together = (c: Circumstances): readonly (Fact | false)[] => [
  seen(c.registered !== null, 'Registered with the platform', PROVEN),
  seen(c.togetherFromStart, 'Together since registration'),
  seen(c.openly !== null, 'They referred each other openly', SAID),
  seen(c.steadyHome !== null, 'At one address all the time', HINT),
  seen(c.openLine, 'Those who share are met at one home or office', SAID),
  seen(c.sharers > 0 && !c.turned && (c.ageDays ?? 0) > 60, 'None of it came with new hands', HINT),
  seen(c.turned, 'It began only when all devices of one of them were replaced', AGAINST),
  seen(c.nowhereMet, 'They are never met at a home or an office', AGAINST),
  seen(c.sharers > 0 && c.verifiedDeviceContinues !== null, 'The verified device is still at work', HINT),
];

const STORIES: readonly Story[] = [
  {
    kind: 'traveller', words: 'They travel and work on the way.', told: ['travel'],
    explains: ['G1', 'G2', 'G3', 'G4', 'G7', 'T1', 'D5'],
    facts: (c) => [
      seen(c.verifiedDeviceContinues !== null, 'The verified device travels with them'), seen(c.liveCheckOnThisDevice !== null, 'Checked live on the device in use', HINT),
      seen(c.placeFits !== null, 'Nearly all of their work is done where they declare to be', AGAINST),
    ],
    decides: 'A ticket, a stamp or a bill from where the sessions were',
  },
  {
    kind: 'mover', words: 'They moved, and changed device and bank with it.', told: ['relocation', 'new_device'],
    explains: ['G1', 'G2', 'G3', 'G7', 'D3', 'P3', 'T1'],
    facts: (c) => [
      seen(c.addressUpdated !== null, 'The declared place was changed to where they are', SAID), seen(c.liveCheckOnThisDevice !== null, 'Checked live on the new device'),
      seen(c.payeeMatches !== null, 'The payout is in their name', HINT),
      seen(c.placeUnsaid !== null, 'Over a month elsewhere without a word', -1), seen(c.neverMoved !== null, 'They work where they began', AGAINST),
      seen(c.clockMoved !== null, 'The clocks of their devices moved with them'),
      seen(c.hidden !== null, 'Since then they are nowhere: all of it comes through exits', AGAINST),
      seen(c.fartherAway !== null, 'The same country answers from much further away', AGAINST),
    ],
    decides: 'A live check, or another proof of person, on the new device',
  },
  {
    kind: 'new_device', words: 'They bought another computer.', told: ['new_device'],
    explains: ['D2', 'D3', 'D7'],
    facts: (c) => [
      seen(c.neverMoved !== null, 'They work where they began', HINT), seen(c.liveCheckOnThisDevice !== null, 'Checked live on the new device'), seen(c.ownDevice !== null, 'Nobody else is on it', HINT),
      seen(c.hidden !== null, 'Since then they are nowhere: all of it comes through exits', AGAINST), seen(c.fartherAway !== null, 'The same country answers from much further away', AGAINST),
    ],
    decides: 'A receipt with its date, or a live check on the new device',
  },
  {
    kind: 'second_hand_device', words: 'The device was bought second hand or repaired.', told: ['new_device'],
    explains: ['D1', 'D2', 'D3', 'L2', 'L3', 'L4'],
    facts: (c) => [seen(c.handedOn, 'One account used it after the other, never both', 1.5), seen(c.afterClosure, 'The other was closed for cause before', AGAINST)],
    decides: 'A receipt with its date, or a reset before the first use',
  },
  {
    kind: 'household', words: 'A household shares a home, a device or a bank account.', told: ['household'],
    explains: ['G5', 'D1', 'D2', 'D5', 'P1', 'P2', 'T2', 'T3', 'C2', 'L1', 'L3', 'L5'],
    facts: (c) => [...together(c), seen(c.oneSurname, 'They carry one family name', SAID), seen(c.sharers > 5, 'More accounts share than a household has people', AGAINST)],
    decides: 'Proof that the people live together',
  },
  {
    kind: 'agency', words: 'An agency that works in one place and has not registered.', told: ['agency'],
    explains: ['G5', 'N3', 'D1', 'D2', 'D5', 'P1', 'P2', 'T2', 'T3', 'T5', 'T6', 'B1', 'C2', 'C3', 'C4', 'C6', 'L1', 'L3', 'L4', 'L5'],
    facts: (c) => [
      ...together(c), seen(c.ownPayout && c.sharers > 0, 'Each is paid to an account of their own'), seen(c.ownDevice !== null && c.sharers > 0, 'Each works on a device of their own', HINT),
      seen(c.sharers > 0 && c.placeFits !== null, 'They work where they declare to be', HINT), seen(!c.ownPayout && c.registered === null, 'One beneficiary for several people', AGAINST),
      seen(c.deviceSharers > 1, 'Several people at one device', -1),
    ],
    decides: 'A list of its people with their own contracts, and each of them on a live check',
  },
  {
    kind: 'classmates', words: 'They learnt together: one course, one room, one template.', told: [],
    explains: ['G5', 'N3', 'D1', 'D2', 'T6', 'C3', 'C4', 'C6', 'L1'],
    facts: (c) => [
      seen(c.alikeAge, 'They joined within weeks of each other'), seen(c.ownPayout && c.sharers > 0, 'Each is paid to an account of their own'),
      seen(c.crowded, 'Some of their addresses are crowds', HINT), seen(!c.ownPayout, 'One beneficiary for several people', AGAINST),
      seen(c.nowhereMet, 'They are never met in a room', AGAINST),
      seen(c.sharers > 0 && !c.turned && (c.ageDays ?? 0) > 60, 'None of it came with new hands', HINT),
    ],
    decides: 'The name of the course, and who taught it',
  },
  {
    kind: 'shared_address', words: 'Strangers share the address: a carrier, a campus, a co-working room.', told: [],
    // No ring (L1): its ties ask for more than an address, or for four who came to it with other hands.
    explains: ['G5', 'N3', 'N5', 'T6', 'L3'],
    facts: (c) => [seen(c.crowded, 'Some of their addresses are crowds'), seen(c.ownPayout && c.sharers > 0, 'No payout is shared'), seen(c.ownDevice !== null && c.sharers > 0, 'No device is shared', HINT)],
    decides: 'Whether the accounts share anything beside the address',
  },
  {
    kind: 'relative_account', words: 'They are paid through a relative, for want of a bank account of their own.', told: ['household'],
    explains: ['I5', 'P1', 'P2', 'P3', 'P4', 'P6'],
    facts: (c) => [
      seen(c.payoutSteady !== null, 'The same payout account since the first payout'), seen(c.payoutSharers === 1, 'One other person is paid there', HINT), seen(c.oneSurname, 'They carry one family name', SAID),
      seen(c.payoutSharers > 3, 'More people are paid there than a family has', AGAINST), seen(c.turned, 'It began only when all devices of one of them were replaced', AGAINST),
    ],
    decides: 'A word from the owner of the payout account, and how they are related',
  },
  {
    kind: 'vpn_user', words: 'They use a VPN, for privacy or because they must.', told: ['vpn'],
    explains: ['G2', 'G7', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'D7'],
    facts: (c) => [seen(c.exitFromStart !== null, 'The VPN was there from the first month'), seen(c.verifiedDeviceContinues !== null, 'The verified device stands behind it', HINT)],
    decides: 'One session without the VPN, from the same device',
  },
  {
    kind: 'virtual_desktop', words: 'They work on a remote or company desktop.', told: ['virtual_desktop'],
    explains: ['G7', 'N1', 'N3', 'N4', 'D2', 'D4', 'D5', 'D6', 'D7'],
    facts: (c) => [seen(c.exitFromStart !== null, 'The same kind of network since the first month', HINT), seen(c.companyNetwork !== null, 'Sessions from a company network')],
    decides: 'The name of the employer or provider, and one session from the machine in front of them',
  },
  {
    kind: 'shift_worker', words: 'They work at night, long, or in their clients’ hours.', told: [],
    explains: ['D6', 'T1', 'T2', 'T3', 'T5'],
    facts: (c) => [seen(c.hoursSteady !== null, 'The same hours since they joined')],
    decides: 'Meetings that clients set at those hours, or a night shift confirmed',
  },
  {
    kind: 'name_change', words: 'They changed their name, or it is written in two ways.', told: ['name_change'],
    explains: ['I4', 'P2', 'L4'],
    facts: (c) => [seen(c.liveCheckOnThisDevice !== null, 'The same person passed a live check')],
    decides: 'A certified document of the change',
  },
  {
    kind: 'camera_averse', words: 'They keep away from cameras: disability, faith, bandwidth, privacy.', told: ['accommodation'],
    explains: ['I2', 'I5', 'C1'],
    facts: (c) => [seen(c.payeeMatches !== null, 'The payout is in their name', HINT), seen(c.verifiedDeviceContinues !== null, 'The verified device is still at work', HINT)],
    decides: 'Another proof of person, without a camera',
  },
  {
    kind: 'beginner', words: 'They are new here and still arriving.', told: [],
    explains: ['I5', 'B1'],
    facts: (c) => [seen(c.ageDays !== null && c.ageDays < 90, 'Here for less than three months', HINT)],
    decides: 'A few weeks of ordinary work',
  },
  {
    kind: 'template', words: 'They wrote with a template or a tool that others use too.', told: [],
    explains: ['I3', 'C2', 'C3', 'C4', 'C6'],
    facts: (c) => [seen(c.sharers === 0, 'Nothing but words is shared'), seen(!c.ownPayout, 'A payout is shared as well', AGAINST)],
    decides: 'The template or tool, or a draft of their own',
  },
  {
    kind: 'returning', words: 'They lost their login and signed up again.', told: [],
    explains: ['I1', 'I3', 'D1', 'D2', 'P1', 'C3', 'C4', 'L1', 'L4'],
    facts: (c) => [seen(c.predecessor, 'The other account fell silent before this one began', 1.5), seen(c.afterClosure, 'The other was closed for cause before', -3), seen(c.sharers > 1, 'Several accounts share with it', AGAINST)],
    decides: 'A live check that shows the same person on both accounts',
  },
  {
    kind: 'own_client', words: 'They work for an employer or a friend who is also their client.', told: [],
    explains: ['P5', 'L5'],
    facts: (c) => [seen(c.openly !== null, 'They referred each other openly')],
    decides: 'A contract with the client from outside the platform',
  },
  {
    kind: 'dispute', words: 'A client reports them in the middle of a dispute.', told: [],
    explains: ['X1'],
    facts: (c) => [seen(c.interviewsDone !== null, 'They met clients on video', HINT)],
    decides: 'What the contract said of hand-over, and the files themselves',
  },
];

const LISTED: ReadonlySet<string> = new Set(STORIES.flatMap((story) => story.explains));

/** A story as an account could live it: how likely, among ordinary accounts with these circumstances, and what speaks for it. */
export type Life = {
  kind: string;
  words: string;
  decides: string;
  /** 0 to 1: lives this and nothing else that is listed. */
  share: number;
  support: readonly string[];
  explains: (signal: string, accepts: readonly DeclarationKind[]) => boolean;
};

/** Two stories lived at once. */
export type BothLives = { one: Life; two: Life; share: number };

/**
 * Every story, and every two at once, each with its share of ordinary lives under these circumstances. Being one thing makes nobody less of
 * another, so the odds of two at once are multiplied; left out are those too rare to hold any account from *act*. The shares add up to less
 * than 1; the rest live none.
 */
export function livesOf(circumstances: Circumstances, policy: Policy): { single: Life[]; both: BothLives[] } {
  const odds = STORIES.map((story) => {
    const facts = factsOf(story, circumstances);
    const share = storyShareOf(policy, story.kind);
    return { story, odds: (share / (1 - share)) * Math.exp(Math.min(SUPPORT_AT_MOST, total(facts.map((each) => each.nats)))), support: facts.filter((each) => each.nats > 0).map((each) => each.words) };
  });
  const prior = priorOf(policy, circumstances.segment);
  // Bands begin by calibrated odds, and so does *act* here.
  const holds = (share: number): boolean => calibratedLogOdds(policy, prior - Math.log(share)) <= policy.bands.act;
  const pairs = odds.flatMap((one, i) => odds.slice(i + 1).flatMap((two, k) => (holds(one.odds * two.odds) ? [{ i, k: i + 1 + k, odds: one.odds * two.odds }] : [])));
  const all = 1 + total([...odds, ...pairs].map((each) => each.odds));
  const single = odds.map(({ story, odds: own, support }): Life => ({
    kind: story.kind, words: story.words, decides: story.decides, share: own / all, support, explains: (signal, accepts) => explains(story, signal, accepts),
  }));
  return { single, both: pairs.map(({ i, k, odds: own }) => ({ one: single[i]!, two: single[k]!, share: own / all })) };
}

function factsOf(story: Story, circumstances: Circumstances): Fact[] {
  return [...toldBy(story, circumstances), ...story.facts(circumstances).filter((each) => each !== false)];
}

/** A signal that no story lists is explained by the stories whose declarations it accepts. */
function explains(story: Story, signal: string, accepts: readonly DeclarationKind[]): boolean {
  return LISTED.has(signal) ? story.explains.includes(signal) : accepts.some((each) => story.told.includes(each));
}

function toldBy(story: Story, { declared }: Circumstances): Fact[] {
  const made = story.told.map((kind) => declared[kind]).filter((each) => each !== undefined);
  if (made.length === 0) return [];
  return made.some((each) => each.verified) ? [{ words: 'Declared, with proof', nats: PROVEN }] : [{ words: 'Declared', nats: SAID }];
}
