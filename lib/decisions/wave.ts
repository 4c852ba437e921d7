import { canonicalJson } from '../kernel/canonical';
import { locked, OPEN, type Gate } from '../kernel/moves';
import { opensCase, type Assessment } from '../risk/assessment';
import type { Actor } from '../staff/actor';
import type { Reading } from './decision';
import { MEASURES } from './kinds/index';
import type { Measure } from './measure';

/**
 * A wave: one measure for one reason, proposed at once for members of a ring. Each member keeps a case, sealed evidence, a notice and an
 * appeal of their own; what is common is who was left out, and that one person reads all of it blind.
 */

/** Why a member of the ring is left out. Permanent, like kinds of orders. */
export const CARVE_OUTS = {
  story: 'An innocent story explains it',
  household: 'A household or an agency explains it',
  'weak-tie': 'Tied to the ring too loosely',
  'own-evidence': 'Too little is known of itself',
  decided: 'Decided on already',
  appealed: 'An appeal was granted',
  held: 'Somebody else has it in hand',
  locked: 'The rules do not allow it there',
  other: 'Left out for the reason given',
} as const;
export type CarveOut = keyof typeof CARVE_OUTS;

/** What a person may say of a member that they leave out, as a list has room for it: "Out: too loosely tied". The others are said by the product. */
export const CHOSEN_CARVE_OUTS = {
  story: 'an innocent story', household: 'household or agency', 'weak-tie': 'too loosely tied', 'own-evidence': 'too little known', decided: 'decided on already', appealed: 'an appeal was granted', other: 'another reason',
} as const satisfies Partial<Record<CarveOut, string>>;

/** Reasons of the product whose own words say all of it; the others are named before the words. */
const SAID_BY_ITSELF: readonly CarveOut[] = ['decided', 'appealed', 'held', 'locked'];

/** "Tied to the ring too loosely. Tied by 53 of 100; 65 is asked for." `why`: the words that it was left out with, '' where there are none. */
export function leftWords({ leave, why }: { leave: CarveOut; why: string }): string {
  if (why === '') return `${CARVE_OUTS[leave]}.`;
  return SAID_BY_ITSELF.includes(leave) ? why : `${CARVE_OUTS[leave]}. ${why}`;
}

/** A member as the wave began: `leave` null where it is decided on. `seen`: digest of what would be told of it, as it was shown. */
export type WaveMember = { account: string; leave: CarveOut | null; why: string; seen: string };

/** A member on whom the second person came to something else, with the words that go back with the case. */
export type Apart = { account: string; measure: string; words: string };

/** Members tied at least so firmly are in a decision from the start: one firm edge and a little more. */
export const TIED_ENOUGH = 0.65;

/** Measures that take two people in a ring: only they are taken in a wave. */
export const WAVE_MEASURES: readonly Measure[] = MEASURES.filter(({ boundByRing }) => boundByRing);

/** Readings that a second person may come to on a member by itself: silent ones that ask for nothing more. */
export const APART_MEASURES: readonly Measure[] = MEASURES.filter(({ fields, leastGrounds }) => leastGrounds === 0 && fields.safeParse({}).success);

/** What the fields of a measure are checked with before each case has brought its own. */
const OWN_LATER: Readonly<Record<string, unknown>> = { cap: { amount: 1, currency: 'USD' } };

/** The fields that are common to a wave, as the measure's schema takes them. */
export const commonFields = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> => ({ ...OWN_LATER, ...fields });

/** Whether a proposal says what the wave says: the same measure with the same common fields, for the same reason. */
export function isOfWave(proposal: { measure: string; fields: Readonly<Record<string, unknown>>; reason: string }, wave: { measure: string; fields: Readonly<Record<string, unknown>>; reason: string }): boolean {
  const common = Object.fromEntries(Object.keys(wave.fields).map((name) => [name, proposal.fields[name]]));
  return proposal.measure === wave.measure && proposal.reason === wave.reason && canonicalJson(common) === canonicalJson(wave.fields);
}

/** What is known of a member when it is asked whether it belongs in the decision. */
export type Candidate = { strength: number; assessment: Pick<Assessment, 'band' | 'innocent'> | null; /** What is in force on it, in words. */ decided: string | null; /** That an appeal has undone a measure on it, in words (`grantedBefore`). */ appealed: string | null; gate: Gate };

/** Why a member is left out until somebody says otherwise, in words; null where it passes its own bar. */
export function carveOutOf({ strength, assessment, decided, appealed, gate }: Candidate): { leave: CarveOut; words: string } | null {
  if (gate.state === 'locked') return { leave: gate.code === 'taken' ? 'held' : 'locked', words: gate.reason };
  if (decided !== null) return { leave: 'decided', words: `In force already: ${decided}.` };
  // Nobody is decided on again by default where somebody heard that it was wrong.
  if (appealed !== null) return { leave: 'appealed', words: appealed };
  if (strength < TIED_ENOUGH) return { leave: 'weak-tie', words: `Tied by ${Math.round(strength * 100)} of 100; ${TIED_ENOUGH * 100} is asked for.` };
  if (assessment === null || !opensCase(assessment.band)) return { leave: 'own-evidence', words: 'Its own evidence does not call for a review.' };
  const { innocent } = assessment;
  if (innocent === null || innocent.llr <= 0) return null;
  const isShared = innocent.kind.split('+').some((kind) => kind === 'household' || kind === 'agency' || kind === 'relative_account');
  return { leave: isShared ? 'household' : 'story', words: innocent.words };
}

/** Who may withdraw a wave: whoever began it, while it waits and nobody has committed a verdict on it. `waiting`: proposals of it that wait. */
export function mayWithdrawWave(actor: Actor, wave: { proposedBy: string }, { waiting, isRead, isWithdrawn }: { waiting: number; isRead: boolean; isWithdrawn: boolean }): Gate {
  if (actor.kind !== 'staff' || actor.role === 'auditor') return locked('not-allowed', 'Only moderators and admins withdraw a wave.');
  if (actor.id !== wave.proposedBy) return locked('not-allowed', 'Only the person who began this wave withdraws it.');
  if (isWithdrawn) return locked('move-closed', 'This wave was withdrawn already.');
  if (isRead) return locked('move-closed', 'A second person has read this wave. What comes into force can be lifted.');
  return waiting === 0 ? locked('move-closed', 'Nothing of this wave waits to be read.') : OPEN;
}

/** What the second person committed on one member of a wave. */
export type WaveVerdict = Reading & { words: string };

export function verdictOn(account: string, reading: WaveVerdict & { apart: readonly Apart[] }): WaveVerdict {
  const own = reading.apart.find((one) => one.account === account);
  const measure = own && APART_MEASURES.find(({ id }) => id === own.measure);
  if (!own || !measure) return { measure: reading.measure, fields: reading.fields, grounds: reading.grounds, words: reading.words };
  return { measure: measure.id, fields: measure.fields.parse({}), grounds: [], words: own.words };
}
