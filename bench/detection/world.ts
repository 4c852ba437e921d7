import { DAY, type Instant } from '../../lib/kernel/instant';
import { castOf, CAST_SIZE } from './cast';
import { tell, type Arrival } from './event';
import { TRAITS } from './innocents/alone';
import { earnedAfter } from './labour';
import { livedOf } from './live';
import { Market } from './market';
import { PARAMETERS, type Parameters, type WorldKind } from './parameters';
import { crewsOf, evenCrewsOf, type Crew } from './plan';
import { prefixTable } from './prefixes';
import { Random } from './random';
import { Networks } from './routes';
import { closedForCause, ordinaryLife, within, type Member, type Scene } from './scene';
import { inOrder } from './order';

export type WorldOptions = {
  seed: string | number;
  accounts: number;
  /** Days that are told in full, before `now`; beginnings lie further back. */
  days: number;
  now: Instant;
  kind?: WorldKind;
  /** Share of accounts worked by somebody else; the kind's own where absent. */
  prevalence?: number;
  /** How busy everybody is; the kind's own where absent. 1: about one event a day and account. */
  pace?: number;
  /** With the cast (Mallory, Trent, Peggy, the Kestrel ring). The demo has it. */
  cast?: boolean;
};

/** Who really works, for the scorer alone: never in the event file. */
export type TruthRow = {
  account: string;
  archetype: string;
  abuser: boolean;
  /** Accounts of one scheme, two and more. */
  ring: string | null;
  /** Who works the account, where somebody else does. */
  operator: string | null;
  handoverAt: Instant | null;
  /** US dollars cleared from the handover on; 0 where there is none. */
  earnedUsd: number;
};

/** One account, lived: what is true of it and what is told of it. */
export type Told = { truth: TruthRow; arrivals: Arrival[] };

/**
 * A whole population's events in the order in which they reach the platform (by `arrivesAt`; a few per cent are told late or twice),
 * all before `now`. The same options give the same stream. `onTruth` is called once an account, before the first event.
 * Memory is bounded: what does not fit waits in a folder of its own under the system's temporary folder.
 */
export function* world(options: WorldOptions, onTruth: (row: TruthRow) => void = () => undefined): Generator<Arrival> {
  for (const line of worldLines(options, onTruth)) yield { arrivesAt: line.arrivesAt, event: JSON.parse(line.text) as Arrival['event'] };
}

/** The same as lines of NDJSON, without their line ends. */
export function* worldLines(options: WorldOptions, onTruth: (row: TruthRow) => void = () => undefined): Generator<{ arrivesAt: Instant; text: string }> {
  yield* inOrder(rows(options, onTruth), options.now - options.days * DAY);
}

function* rows(options: WorldOptions, onTruth: (row: TruthRow) => void): Generator<{ arrivesAt: Instant; text: string }> {
  for (const { truth, arrivals } of lives(options)) {
    onTruth(truth);
    for (const { arrivesAt, event } of arrivals) yield { arrivesAt, text: JSON.stringify(event) };
  }
}

/** The accounts one after another, each whole, in no order of time. */
export function* lives(options: WorldOptions): Generator<Told> {
  const parameters: Parameters = { ...PARAMETERS[options.kind ?? 'demo'], ...(options.prevalence === undefined ? {} : { prevalence: options.prevalence }), ...(options.pace === undefined ? {} : { pace: options.pace }) };
  const span = { from: options.now - options.days * DAY, now: options.now };
  const random = new Random(`world/${options.kind ?? 'demo'}/${options.seed}`);
  const market = new Market(String(options.seed), Math.max(40, Math.round(options.accounts * 0.4)));
  const networks = new Networks(prefixTable(), String(options.seed));
  const scene = (key: string, size: number, first: number): Scene => {
    let next = first;
    return { random: random.fork(key), seed: String(options.seed), ...span, parameters, networks, market, size, seat: () => ({ account: accountId(String(options.seed), next), sequence: CAST_SIZE + next++ }) };
  };
  const told = (member: Member, truth: Omit<TruthRow, 'account' | 'handoverAt' | 'earnedUsd'>, telling: Parameters = parameters): Told => {
    const { life, handoverAt } = member;
    const drafts = livedOf(life, span, market);
    return { truth: { account: life.account, ...truth, handoverAt: handoverAt === null ? null : Math.round(handoverAt), earnedUsd: handoverAt === null ? 0 : earnedAfter(drafts, handoverAt) }, arrivals: tell(life.account, drafts, telling, span.now, life.random.fork('told')) };
  };

  const withCast = options.cast ?? (options.kind ?? 'demo') === 'demo';
  let [abusers, players] = [Math.round(options.accounts * parameters.prevalence), 0];
  if (withCast) for (const { member, archetype, ring, abuser } of castOf(scene('cast', CAST_SIZE, 0))) {
    // The cast is told plainly: nothing is left out of a story that people are to read.
    yield told(member, { archetype, ring, operator: abuser ? 'op_kestrel' : null, abuser }, { ...parameters, missing: 0 });
    players += 1;
    if (abuser) abusers -= 1;
  }
  abusers = Math.max(0, abusers);
  const innocents = Math.max(0, options.accounts - players - abusers);
  const crews = options.kind === 'innocents' ? evenCrewsOf(random.fork('plan'), innocents) : crewsOf(random.fork('plan'), parameters, { abusers, innocents });
  for (const crew of crews) {
    const { id, ring, abuser, operator } = truthOf(crew);
    const here = scene(`crew/${crew.first}`, crew.size, crew.first);
    for (const member of membersOf(crew, here)) yield told(member, { archetype: id, ring, operator: operator === null || member.worker === undefined ? operator : `${operator}-${member.worker}`, abuser: member.abuser ?? abuser });
  }
}

function truthOf(crew: Crew): { id: string; ring: string | null; abuser: boolean; operator: string | null } {
  if ('trait' in crew) return { id: crew.trait.id, ring: null, abuser: false, operator: null };
  if ('company' in crew) return { id: crew.company.id, ring: null, abuser: false, operator: null };
  return { id: crew.scheme.id, ring: crew.size > 1 ? `${crew.scheme.id}-${crew.nth}` : null, abuser: true, operator: `op_${crew.nth}` };
}

function membersOf(crew: Crew, scene: Scene): Member[] {
  if ('scheme' in crew) return crew.scheme.live(scene);
  const members = 'company' in crew ? crew.company.live(scene) : alone(crew, scene);
  for (const { life } of members) {
    if (scene.random.chance(scene.parameters.secondTrait)) secondTrait(scene).changes(life, scene);
    // Accounts are closed for other causes too: late work, abuse of vouchers, rude words.
    if (life.random.chance(0.004)) closedForCause(life, within(scene, 0.2, 0.95));
  }
  return members;
}

function alone(crew: Crew & { trait: (typeof TRAITS)[number] }, scene: Scene): Member[] {
  const { trait } = crew;
  const life = ordinaryLife(scene, trait.place ? { place: trait.place(scene.random) } : {});
  trait.changes(life, scene);
  return [{ life, handoverAt: null }];
}

function secondTrait(scene: Scene): (typeof TRAITS)[number] {
  return scene.random.weighted(TRAITS.filter((trait) => trait.id !== 'I1' && !trait.place), (trait) => trait.share);
}

const IDS = 36n ** 8n;

/** A different id for every number (multiplication by an odd unit of the ring is one to one), telling nothing of the order. */
function accountId(seed: string, sequence: number): string {
  const offset = BigInt(new Random(`${seed}/accounts`).bits());
  const number = ((BigInt(sequence) + offset) * 1_500_450_271_577n + 7_919_191n) % IDS;
  return `acc_${number.toString(36).toUpperCase().padStart(8, '0')}`;
}
