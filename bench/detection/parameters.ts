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
  /** Accounts that share one instrument in a hub of payees. */
  perTill: Range;
  /** Days by which a new instrument is held back after the moment a scheme has for it. */
  payoutDelayDays: Range;
  /** Chance that an operator works in the hours of the persona, and that it declares what would explain its traces. */
  keepsHours: number;
  declares: number;
  /** Days until the first leavings of harm, of an insider. */
  turnAfterDays: Range;
  /** Share of innocents with a second trait. */
  secondTrait: number;
  /** Share of innocents other than the ordinary, as a factor of the shares written beside them. */
  hardness: number;
  missing: number;
  late: number;
  repeated: number;
  /** How busy everybody is, as a factor; 1: about one event a day and account. */
  pace: number;
};

export const WORLD_KINDS = ['demo', 'tune', 'validate', 'red-team', 'innocents'] as const;
export type WorldKind = (typeof WORLD_KINDS)[number];

/**
 * The kinds of world. `tune` is for setting weights; `validate` draws from other ranges,
 * disjoint wherever a range decides how visible an operator is; in `red-team` operators have read every published signal and threshold. `demo` is what `npm run demo` shows; `innocents`
 * has nobody else in it, in equal numbers for every story, on the ranges of `validate`.
 */
export const PARAMETERS: Record<WorldKind, Parameters> = withInnocents({
  demo: {
    prevalence: 0.032, care: [0.1, 0.75], handoverAfterDays: [2, 24], leak: [0.006, 0.03], privateExits: 0.35, exits: [1, 3], remoteRttMs: [85, 190], remoteTraces: 0.6, zoneFaked: 0.7,
    farm: [3, 40], ring: [10, 20], hub: [5, 30], pool: [8, 26], poolChance: [0.4, 0.85], stepsAWeek: [2, 6], ownMachine: 0.35, ownInstrument: 0.35, turnAfterDays: [60, 200],
    secondTrait: 0.1, hardness: 1, missing: 0.15, late: 0.03, repeated: 0.02,
    perTill: [4, 12], payoutDelayDays: [0, 6], keepsHours: 0.15, declares: 0.05,
    pace: 1,
  },
  tune: {
    prevalence: 0.005, care: [0.1, 0.45], handoverAfterDays: [3, 16], leak: [0.012, 0.03], privateExits: 0.4, exits: [1, 2], remoteRttMs: [110, 200], remoteTraces: 0.6, zoneFaked: 0.7,
    farm: [8, 40], ring: [10, 14], hub: [5, 14], pool: [5, 16], poolChance: [0.55, 0.9], stepsAWeek: [3.5, 7], ownMachine: 0.3, ownInstrument: 0.3, turnAfterDays: [60, 120],
    secondTrait: 0.1, hardness: 1, missing: 0.15, late: 0.03, repeated: 0.02,
    perTill: [5, 12], payoutDelayDays: [0, 6], keepsHours: 0.15, declares: 0.08,
    pace: 0.34,
  },
  validate: {
    prevalence: 0.005, care: [0.46, 0.8], handoverAfterDays: [16.5, 30], leak: [0.004, 0.0115], privateExits: 0.3, exits: [3, 4], remoteRttMs: [80, 109], remoteTraces: 0.5, zoneFaked: 0.75,
    farm: [5, 7], ring: [15, 20], hub: [15, 30], pool: [17, 30], poolChance: [0.35, 0.54], stepsAWeek: [2, 3.4], ownMachine: 0.4, ownInstrument: 0.4, turnAfterDays: [121, 200],
    secondTrait: 0.12, hardness: 1.15, missing: 0.17, late: 0.04, repeated: 0.03,
    perTill: [3, 4], payoutDelayDays: [7, 15], keepsHours: 0.25, declares: 0.15,
    pace: 0.34,
  },
  'red-team': {
    prevalence: 0.005, care: [0.82, 0.97], handoverAfterDays: [31, 60], leak: [0, 0.003], privateExits: 0.15, exits: [5, 6], remoteRttMs: [60, 79], remoteTraces: 0.15, zoneFaked: 0.97,
    farm: [3, 4], ring: [8, 9], hub: [4, 4], pool: [31, 60], poolChance: [0.12, 0.3], stepsAWeek: [0.5, 1.8], ownMachine: 0.85, ownInstrument: 0.7, turnAfterDays: [201, 240],
    secondTrait: 0.12, hardness: 1.15, missing: 0.19, late: 0.05, repeated: 0.03,
    perTill: [2, 2], payoutDelayDays: [16, 45], keepsHours: 0.8, declares: 0.5,
    pace: 0.34,
  },
});

function withInnocents(kinds: Record<Exclude<WorldKind, 'innocents'>, Parameters>): Record<WorldKind, Parameters> {
  return { ...kinds, innocents: { ...kinds.validate, prevalence: 0 } };
}
