import type { Instant } from '../kernel/instant';
import type { Family, Finding, Strength } from '../signals/signal';

export const BANDS = ['clear', 'watch', 'review', 'act'] as const;
export type Band = (typeof BANDS)[number];

/** A finding as the policy in force weighs it, before the family's sum. */
export type Weighed = Finding & {
  title: string;
  /** The single fact that would decide between the finding and its best innocent explanation. */
  decides: string;
  /** Nats after policy weight, quality and decay. */
  raised: number;
  /** `raised` less its own counter-evidence; never turned round by it. */
  counted: number;
  /** Class of what is left after counter-evidence and policy weight, before quality and decay; never above the finding's own. */
  standing: Finding['strength'];
};

/** A finding as the scorecard counted it. */
export type WeighedFinding = Weighed & {
  /** 0 to 1: share of its identifiers that no other family has counted; 1 where it rests on none. */
  fresh: number;
  /** Nats that entered the family's sum (largest in full, second by half, the rest none; shortened together at the family's cap). */
  entered: number;
};

/** `lowers` names the signal whose finding it lowered; null where it lowers the account's odds as a whole. */
export type CountedEvidence = { kind: string; llr: number; words: string; evidence: readonly string[]; lowers: string | null };

/** Kind of the counter-evidence that all innocent stories together are (rivals.ts). */
export const INNOCENT_LIVES = 'innocent_lives';

export type CountedPair = { name: string; llr: number; words: string; signals: readonly [string, string] };

/** A named innocent hypothesis scored beside abuse. */
export type InnocentStory = {
  /** "mover"; "traveller+vpn_user" where facts speak for two at once. */
  kind: string;
  words: string;
  /** Signals found whose findings it explains, and those it leaves that carry weight by themselves. */
  explains: readonly string[];
  leaves: readonly string[];
  /** Facts that speak for it, in words. */
  support: readonly string[];
  /** The one fact that would decide. */
  decides: string;
  /** Share of ordinary accounts that live it, given the facts for and against it; 0 to 1. */
  share: number;
  /** Log-odds of the story against abuse: how common either is, less what the findings it leaves add. Above 0 it explains more. */
  llr: number;
};

/** What a ring adds to a member that has a finding of its own, by which more than a question could be asked. */
export type Spread = { ring: string; posterior: number; strength: number; llr: number };

export type Assessment = {
  account: string;
  /** Event time up to which it looks; an input, never the wall clock. */
  assessedAt: Instant;
  band: Band;
  /** Calibrated, 0 to 1. */
  probability: number;
  /** Natural-log odds before calibration: the ranking order. What screens state is `statedOdds` (words.ts). */
  logOdds: number;
  /** Log-odds before any evidence. */
  prior: number;
  /** Log-odds on the account's own evidence, before its ring: what the ring's posterior is made from. */
  own: number;
  strength: Strength;
  families: readonly Family[];
  findings: readonly WeighedFinding[];
  /** Findings of signals in shadow: kept beside, counted nowhere. */
  shadow: readonly Weighed[];
  counter: readonly CountedEvidence[];
  /** Pair terms of the policy that applied, nats. */
  pairs: readonly CountedPair[];
  spread: Spread | null;
  missing: readonly string[];
  /** Signals that could not be read or are off, in order: of them the assessment says nothing, which is not that they found nothing. */
  unread: readonly string[];
  innocent: InnocentStory | null;
  stories: readonly InnocentStory[];
  /** Rules on top that held the band down, in words: "place and time alone never exceed ask". */
  held: readonly string[];
  ring: string | null;
  policyVersion: number;
  rarityVersion: number | null;
};

/** How the band moved from one assessment to the next. */
export function bandChange(before: Band | null, after: Band): 'rose' | 'fell' | 'same' {
  const step = BANDS.indexOf(after) - (before === null ? 0 : BANDS.indexOf(before));
  return step > 0 ? 'rose' : step < 0 ? 'fell' : 'same';
}

/** Review and act open a case. */
export function opensCase(band: Band): boolean {
  return band === 'review' || band === 'act';
}
