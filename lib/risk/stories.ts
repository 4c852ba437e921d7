import type { DeclarationKind } from '../enrichment/history';
import type { CountedPair, InnocentStory, WeighedFinding } from './assessment';
import type { Circumstances } from './circumstances';
import { total } from './families';
import { addsNothing } from './rules';
import type { Kinds } from './weighing';

/**
 * Innocence as named hypotheses (domain.md section 3.1). A story's log-odds against abuse are: how many accounts live it against
 * how many are worked by others, plus facts for and against it, less what the findings that it does not explain add.
 */
type Story = {
  kind: string;
  words: string;
  /** Share of ordinary accounts that live it [T], from the population of domain.md section 6.1. */
  share: number;
  explains: readonly string[];
  /** Declarations that tell it; they also let it explain signals that this list does not know yet. */
  told: readonly DeclarationKind[];
  facts: (c: Circumstances) => readonly (Fact | false)[];
  decides: string;
};

type Fact = { words: string; nats: number };

/** Declared with proof, or by word alone; what was merely seen; what speaks against. */
const PROVEN = 2;
const SAID = 1;
const SEEN = 0.7;
const AGAINST = -1.5;
/** More facts than these tell the same thing. */
const SUPPORT_AT_MOST = 3;

const seen = (holds: boolean, words: string, nats = SEEN): Fact | false => holds && { words, nats };

const STORIES: readonly Story[] = [
  {
    kind: 'traveller', words: 'They travel and work on the way.', share: 0.04, told: ['travel'],
    explains: ['G1', 'G2', 'G3', 'G4', 'G7', 'N1', 'T1', 'T3', 'D5'],
    facts: (c) => [seen(c.verifiedDeviceContinues !== null, 'The verified device travels with them'), seen(c.liveCheckOnThisDevice !== null, 'Checked live on the device in use')],
    decides: 'A ticket, a stamp or a bill from where the sessions were',
  },
  {
    kind: 'mover', words: 'They moved, and changed device and bank with it.', share: 0.02, told: ['relocation', 'new_device'],
    explains: ['G1', 'G2', 'G3', 'G7', 'D3', 'P3', 'T1'],
    facts: (c) => [seen(c.addressUpdated !== null, 'The declared place was changed to where they are'), seen(c.liveCheckOnThisDevice !== null, 'Checked live on the new device'), seen(c.payeeMatches !== null, 'The payout is in their name')],
    decides: 'A live check, or another proof of person, on the new device',
  },
  {
    kind: 'household', words: 'A household shares a home, a device or a bank account.', share: 0.01, told: ['household'],
    explains: ['G5', 'D1', 'D2', 'D5', 'P1', 'P2', 'T2', 'T3', 'L1', 'L2', 'L3', 'L5', 'I1'],
    facts: (c) => [
      seen(c.registered !== null, 'Registered with the platform', PROVEN), seen(c.togetherFromStart && c.sharers <= 4, 'Shared since registration'),
      seen(c.sharers > 5, 'More accounts share than a household has people', AGAINST),
    ],
    decides: 'Proof that the people live together',
  },
  {
    kind: 'agency', words: 'An agency that works in one place and has not registered.', share: 0.015, told: ['agency'],
    explains: ['G5', 'D1', 'D2', 'D5', 'N3', 'P1', 'P2', 'C2', 'C3', 'C4', 'C6', 'T2', 'T3', 'T5', 'T6', 'L1', 'L3', 'L5', 'B1'],
    facts: (c) => [
      seen(c.registered !== null, 'Registered with the platform', PROVEN), seen(c.ownPayout && c.sharers > 0, 'Each is paid to an account of their own'),
      seen(c.togetherFromStart, 'Together in one place since registration'), seen(!c.ownPayout && c.sharers > 0 && c.registered === null, 'One beneficiary for several people', AGAINST),
    ],
    decides: 'A list of its people with their own contracts, and each of them on a live check',
  },
  {
    kind: 'vpn_user', words: 'They use a VPN, for privacy or because they must.', share: 0.06, told: ['vpn'],
    explains: ['N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'G2', 'G4', 'G7'],
    facts: (c) => [seen(c.exitFromStart !== null, 'The VPN was there from the first month'), seen(c.verifiedDeviceContinues !== null, 'The verified device stands behind it')],
    decides: 'One session without the VPN, from the same device',
  },
  {
    kind: 'virtual_desktop', words: 'They work on a remote or company desktop.', share: 0.01, told: ['virtual_desktop'],
    explains: ['D2', 'D4', 'D6', 'D7', 'N1', 'N3', 'N4', 'G7', 'D5'],
    facts: (c) => [seen(c.exitFromStart !== null, 'The same kind of network since the first month')],
    decides: 'The name of the employer or provider, and one session from the machine in front of them',
  },
  {
    kind: 'shift_worker', words: 'They work at night or in their clients’ hours.', share: 0.04, told: [],
    explains: ['T1', 'T2', 'T3', 'T4', 'T5'],
    facts: (c) => [seen(c.hoursSteady !== null, 'The same hours since they joined')],
    decides: 'Meetings that clients set at those hours, or a night shift confirmed',
  },
  {
    kind: 'shared_address', words: 'Strangers share the address: a carrier, a campus, a co-working room.', share: 0.05, told: [],
    explains: ['G5', 'N3', 'N5', 'L1', 'L3', 'T6'],
    facts: (c) => [seen(c.crowded, 'Some of their addresses are crowds'), seen(c.ownPayout && c.sharers > 0, 'No payout is shared')],
    decides: 'Whether the accounts share anything beside the address',
  },
  {
    kind: 'second_hand_device', words: 'The device was bought second hand or repaired.', share: 0.01, told: ['new_device'],
    explains: ['D1', 'D2', 'D3', 'L2'],
    facts: (c) => [seen(c.handedOn, 'One account used it after the other, never both', 1.5)],
    decides: 'A receipt with its date, or a reset before the first use',
  },
  {
    kind: 'name_change', words: 'They changed their name, or it is written in two ways.', share: 0.01, told: ['name_change'],
    explains: ['I4', 'P2', 'L4', 'I1'],
    facts: (c) => [seen(c.liveCheckOnThisDevice !== null, 'The same person passed a live check')],
    decides: 'A certified document of the change',
  },
  {
    kind: 'camera_averse', words: 'They keep away from cameras: disability, faith, bandwidth, privacy.', share: 0.03, told: ['accommodation'],
    explains: ['C1', 'I2', 'I5'],
    facts: (c) => [seen(c.payeeMatches !== null, 'The payout is in their name')],
    decides: 'Another proof of person, without a camera',
  },
  {
    kind: 'beginner', words: 'They are new here and still arriving.', share: 0.05, told: [],
    explains: ['B1', 'I5', 'I6', 'C5', 'T4'],
    facts: (c) => [seen(c.ageDays !== null && c.ageDays < 90, 'Here for less than three months', 0.4)],
    decides: 'A few weeks of ordinary work',
  },
];

const LISTED: ReadonlySet<string> = new Set(STORIES.flatMap((story) => story.explains));

/** Stories that explain at least one finding, best first. `prior` is the log-odds of abuse before any evidence. */
export function storiesOf(findings: readonly WeighedFinding[], pairs: readonly CountedPair[], circumstances: Circumstances, prior: number, kinds: Kinds): InnocentStory[] {
  const counting = findings.filter((each) => each.entered > 0);
  const abuse = Math.log1p(Math.exp(-prior));
  return ranked(STORIES.flatMap((story): InnocentStory[] => {
    const explains = counting.filter((each) => canExplain(story, each.signal, kinds)).map((each) => each.signal);
    if (explains.length === 0) return [];
    const facts = [...toldBy(story, circumstances), ...story.facts(circumstances).filter((each) => each !== false)];
    const weight = Math.min(SUPPORT_AT_MOST, total(facts.map((each) => each.nats)));
    return [told({
      kind: story.kind, words: story.words, decides: story.decides, explains, leaves: [],
      support: facts.filter((each) => each.nats > 0).map((each) => each.words), standing: Math.log(story.share) + abuse + weight, llr: 0,
    }, counting, pairs)];
  }));
}

/** A story told again over other findings: what it leaves, and its log-odds. */
export function told(story: InnocentStory, findings: readonly WeighedFinding[], pairs: readonly CountedPair[]): InnocentStory {
  const counting = findings.filter((each) => each.entered > 0 && !addsNothing(each.signal));
  const explains = story.explains.filter((signal) => counting.some((each) => each.signal === signal));
  const left = counting.filter((each) => !explains.includes(each.signal));
  const leaves = left.map((each) => each.signal);
  const tied = pairs.filter((pair) => pair.signals.some((signal) => leaves.includes(signal)));
  return { ...story, explains, leaves, llr: story.standing - total(left.map((each) => each.entered)) - total(tied.map((each) => each.llr)) };
}

export function ranked(stories: readonly InnocentStory[]): InnocentStory[] {
  return [...stories].sort((a, b) => b.llr - a.llr || (a.kind < b.kind ? -1 : 1));
}

/** A signal that no story lists yet is explained by the stories whose declarations it accepts. */
function canExplain(story: Story, signal: string, kinds: Kinds): boolean {
  if (LISTED.has(signal)) return story.explains.includes(signal);
  return kinds.get(signal)?.declarations.some((each) => story.told.includes(each)) ?? false;
}

function toldBy(story: Story, { declared }: Circumstances): Fact[] {
  const made = story.told.map((kind) => declared[kind]).filter((each) => each !== undefined);
  if (made.length === 0) return [];
  return made.some((each) => each.verified) ? [{ words: 'Declared, with proof', nats: PROVEN }] : [{ words: 'Declared', nats: SAID }];
}
