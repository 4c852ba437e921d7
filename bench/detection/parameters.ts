type Range = readonly [low: number, high: number];

/** Everything in which one kind of world differs from another. Ranges are drawn from per account or per group. */
export type Parameters = {
  /** Share of accounts that are worked by somebody else. */
  prevalence: number;
  /** How careful an operator is, 0 to 1: fewer traces, fewer leaks, more rewriting. */
  care: Range;
  /** Days from the identity check to the handover. */
  handoverAfterDays: Range;
  /** Chance that a session behind an exit shows the operator's own line instead, before care. */
  leak: Range;
  /** Exits bought for one group alone, instead of a service's: chance, and how many. */
  privateExits: number;
  exits: Range;
  /** Remote desktop: what it adds to the round trip (milliseconds), and how often it shows. */
  remoteRttMs: Range;
  remoteTraces: number;
  /** Chance that the browser's zone is set to the persona's. */
  zoneFaked: number;
  farm: Range;
  ring: Range;
  hub: Range;
  /** Sentences shared within a ring, and how often a text takes from them. */
  pool: Range;
  poolChance: Range;
  /** Acts in step within a ring, a week. */
  stepsAWeek: Range;
  /** Chance that an operator keeps each account on a machine of its own, and on an instrument of its own, before care. */
  ownMachine: number;
  ownInstrument: number;
  /** Days until the first leavings of harm, of an insider. */
  turnAfterDays: Range;
  /** Share of innocents with a second trait. */
  secondTrait: number;
  /** Share of innocents other than the ordinary, as a factor of the shares written beside them. */
  hardness: number;
  missing: number;
  late: number;
  repeated: number;
};

export type WorldKind = 'demo' | 'tune' | 'validate' | 'red-team';

/**
 * The kinds of world. `tune` is for setting weights; `validate` draws from other ranges, disjoint where a range decides how visible
 * an operator is; in `red-team` operators have read every published signal. `demo` is what `npm run demo` shows.
 */
export const PARAMETERS: Record<WorldKind, Parameters> = {
  demo: {
    prevalence: 0.032, care: [0.1, 0.75], handoverAfterDays: [2, 24], leak: [0.006, 0.03], privateExits: 0.35, exits: [1, 3], remoteRttMs: [85, 190], remoteTraces: 0.6, zoneFaked: 0.7,
    farm: [3, 40], ring: [10, 20], hub: [5, 30], pool: [8, 26], poolChance: [0.4, 0.85], stepsAWeek: [2, 6], ownMachine: 0.35, ownInstrument: 0.35, turnAfterDays: [60, 200],
    secondTrait: 0.1, hardness: 1, missing: 0.15, late: 0.03, repeated: 0.02,
  },
  tune: {
    prevalence: 0.005, care: [0.1, 0.6], handoverAfterDays: [3, 16], leak: [0.012, 0.03], privateExits: 0.4, exits: [1, 2], remoteRttMs: [110, 200], remoteTraces: 0.6, zoneFaked: 0.7,
    farm: [8, 40], ring: [10, 14], hub: [5, 14], pool: [5, 16], poolChance: [0.55, 0.9], stepsAWeek: [3.5, 7], ownMachine: 0.3, ownInstrument: 0.3, turnAfterDays: [60, 120],
    secondTrait: 0.1, hardness: 1, missing: 0.15, late: 0.03, repeated: 0.02,
  },
  validate: {
    prevalence: 0.005, care: [0.25, 0.8], handoverAfterDays: [16.5, 30], leak: [0.004, 0.0115], privateExits: 0.3, exits: [3, 4], remoteRttMs: [80, 109], remoteTraces: 0.5, zoneFaked: 0.75,
    farm: [3, 7], ring: [15, 20], hub: [15, 30], pool: [17, 30], poolChance: [0.35, 0.54], stepsAWeek: [2, 3.4], ownMachine: 0.4, ownInstrument: 0.4, turnAfterDays: [121, 200],
    secondTrait: 0.12, hardness: 1.15, missing: 0.17, late: 0.04, repeated: 0.03,
  },
  'red-team': {
    prevalence: 0.005, care: [0.82, 0.97], handoverAfterDays: [31, 60], leak: [0, 0.003], privateExits: 0.15, exits: [4, 4], remoteRttMs: [60, 79], remoteTraces: 0.15, zoneFaked: 0.97,
    farm: [3, 6], ring: [8, 9], hub: [4, 5], pool: [31, 60], poolChance: [0.12, 0.3], stepsAWeek: [0.5, 1.8], ownMachine: 0.85, ownInstrument: 0.7, turnAfterDays: [90, 220],
    secondTrait: 0.12, hardness: 1.15, missing: 0.19, late: 0.05, repeated: 0.03,
  },
};
