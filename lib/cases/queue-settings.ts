import { z } from 'zod';
import { HOUR, type Instant } from '../kernel/instant';
import { ENGLISH_NAMES, LANGUAGES } from '../kernel/language';
import { locked, OPEN, type Gate } from '../kernel/moves';
import { REGIONS } from '../kernel/time-zone';
import type { Band } from '../risk/assessment';
import { dollars } from '../risk/priority';
import { FAMILIES } from '../signals/signal';
import type { Actor } from '../staff/actor';
import { NO_GROUP } from './queue';

/**
 * How the team works its queue, as admins set it: within how many hours a case wants its first look, which measures moderators are not offered, and which
 * group of people a case goes to. None of it weighs evidence. Measures are named by their ids as text, so that a version outlives the kinds it speaks of.
 */

/** Letting somebody go and hearing them are never taken away: what clears a person, and the question that the right of reply rests on. */
export const NEVER_HIDDEN: readonly string[] = ['dismiss', 'ask'];

const hours = z.number({ error: 'Write hours as a number.' }).gt(0, 'At least a part of an hour.').max(24 * 90, 'At most 90 days.');
const hidden = z.array(z.string().regex(/^[a-z-]{1,40}$/)).max(40).refine((ids) => !ids.some((id) => NEVER_HIDDEN.includes(id)), 'Dismissing and asking are always offered: what lets a person go, and what lets them answer.');
const groupName = z.string().trim().min(1, 'Give the group a name.').max(30, 'At most 30 letters.').refine((name) => name !== NO_GROUP, 'A group needs another name than that.');

const conditions = z.object({
  bands: z.array(z.enum(['act', 'review'])).default([]),
  /** One of these is among the case's three heaviest reasons. */
  families: z.array(z.enum(FAMILIES)).default([]),
  /** Declared, as the account's own clock tells it. */
  regions: z.array(z.enum(REGIONS)).default([]),
  /** Declared fields of work as the platform calls them, in small letters. */
  segments: z.array(z.string().trim().toLowerCase().min(1).max(60, 'A field of work has at most 60 letters.')).max(20, 'At most 20 fields of work.').default([]),
  /** In which the holder is told things. */
  languages: z.array(z.enum(LANGUAGES)).default([]),
  /** US dollars. */
  leastStake: z.number({ error: 'Write US dollars as a number.' }).gt(0).max(1e9).nullable().default(null),
  ring: z.enum(['in', 'out']).nullable().default(null),
});
export type RuleConditions = z.output<typeof conditions>;
const when = conditions.refine((one) => conditionsOf(one).length > 0, 'A rule needs a condition, else every case would fit it.');

export const queueSettingsSchema = z.object({
  dueHours: z.object({ act: hours, review: hours, watch: hours }),
  /** From so many US dollars at stake on, whatever the band, within so many hours at the latest. */
  bigStake: z.object({ usd: z.number().gt(0).max(1e9), hours }).nullable(),
  /** Not offered on cases of no group. */
  hidden,
  groups: z.array(z.object({ name: groupName, members: z.array(z.string().max(64)).max(500), hidden })).max(20, 'At most 20 groups.')
    .refine((all) => new Set(all.map(({ name }) => name.toLowerCase())).size === all.length, 'Names of groups must differ.'),
  /** The first that fits decides. */
  rules: z.array(z.object({ group: z.string(), when })).max(40, 'At most 40 rules.'),
}).superRefine(({ groups, rules }, context) => {
  for (const [index, { group }] of rules.entries()) if (!groups.some(({ name }) => name === group)) context.addIssue({ code: 'custom', path: ['rules', index, 'group'], message: `There is no group “${group}”.` });
});

export type QueueSettings = z.output<typeof queueSettingsSchema>;
/** Until an admin sets something else: everybody works one queue. */
export const USUAL_SETTINGS: QueueSettings = { dueHours: { act: 24, review: 72, watch: 168 }, bigStake: null, hidden: [], groups: [], rules: [] };

/** Milliseconds within which a case wants its first look; null for clear accounts, which have none. */
export function dueWithin(settings: QueueSettings, band: Band, stakeUsd: number): number | null {
  if (band === 'clear') return null;
  const own = settings.dueHours[band];
  const { bigStake } = settings;
  return Math.min(own, bigStake !== null && stakeUsd >= bigStake.usd ? bigStake.hours : own) * HOUR;
}

export function dueAt(settings: QueueSettings, band: Band, stakeUsd: number, from: Instant): Instant | null {
  const within = dueWithin(settings, band, stakeUsd);
  return within === null ? null : from + within;
}

/** When a case whose band or stake changed is to be looked at, where that is now sooner than before; null where the promise stays as it was. It is never put off. */
export function soonerLook(settings: QueueSettings, was: { band: Band; stakeUsd: number }, is: { band: Band; stakeUsd: number }, now: Instant): Instant | null {
  const [before, after] = [dueWithin(settings, was.band, was.stakeUsd), dueWithin(settings, is.band, is.stakeUsd)];
  return after !== null && (before === null || after < before) ? now + after : null;
}

/** Whether a measure is offered to this person in the queue that a case stands in. Admins, who set it, are offered everything: somebody can always act. */
export function gateForOffer(settings: QueueSettings, queue: string, measure: { id: string; title: string }, viewer: Actor): Gate {
  if (NEVER_HIDDEN.includes(measure.id) || (viewer.kind === 'staff' && viewer.role === 'admin')) return OPEN;
  const group = settings.groups.find(({ name }) => name === queue);
  if (!(group?.hidden ?? settings.hidden).includes(measure.id)) return OPEN;
  return locked('locked', `${measure.title} is not offered in ${queueWords(group?.name ?? '')}: the settings of the queue leave it to admins. Release the case and name an admin in a note; they may take it and propose this.`);
}

export const queueWords = (group: string): string => (group === '' ? 'the queue of everybody' : `the queue of ${group}`);

/** "in a ring, band act, $5,000 or more at stake": all of it holds where a rule fits. */
export function ruleWords(when: RuleConditions): string {
  return conditionsOf(when).join(', ');
}

function conditionsOf({ bands, families, regions, segments, languages, leastStake, ring }: RuleConditions): string[] {
  return [
    ...(bands.length > 0 ? [`band ${bands.join(' or ')}`] : []),
    ...(families.length > 0 ? [`${families.join(' or ')} among the reasons`] : []),
    ...(ring === null ? [] : [ring === 'in' ? 'in a ring' : 'in no ring']),
    ...(leastStake === null ? [] : [`${dollars(leastStake)} or more at stake`]),
    ...(segments.length > 0 ? [`declared to work in ${segments.join(' or ')}`] : []),
    ...(languages.length > 0 ? [`told things in ${languages.map((one) => ENGLISH_NAMES[one]).join(' or ')}`] : []),
    ...(regions.length > 0 ? [`declared to live in ${regions.join(' or ')}`] : []),
  ];
}

/** In place of a rule's number: a person handed the case on, and no rule takes it from there while the group is there (decision 0073). */
export const BY_HAND = 0;

/** "Rings because: in a ring": why a case stands in its group; null where it stands in none, or where the rules have changed since and it is about to be put anew. */
export function groupWords(settings: QueueSettings, group: string, rule: number | null): string | null {
  if (rule === BY_HAND && group !== '') return `${group} because: a person handed it on`;
  const by = rule === null ? undefined : settings.rules[rule - 1];
  return group === '' || by?.group !== group ? null : `${group} because: ${ruleWords(by.when)}`;
}

/** What differs, as the ledger tells it. */
export function settingsChanges(was: QueueSettings, is: QueueSettings, names: ReadonlyMap<string, string> = new Map()): { field: string; was: string | null; now: string | null }[] {
  const [before, after] = [told(was, names), told(is, names)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((field) => (before.get(field) === after.get(field) ? [] : [{ field, was: before.get(field) ?? null, now: after.get(field) ?? null }]));
}

function told(s: QueueSettings, names: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([
    ...(['act', 'review', 'watch'] as const).map((band) => [`first look at ${band} within, hours`, String(s.dueHours[band])] as const),
    ['first look where much is at stake', s.bigStake === null ? 'as by band' : `within ${s.bigStake.hours} hours from ${dollars(s.bigStake.usd)} on`],
    ['not offered', s.hidden.join(', ') || 'nothing'],
    ...s.groups.flatMap(({ name, members, hidden: left }) => [[`group ${name}`, members.map((one) => names.get(one) ?? one).sort().join(', ') || 'nobody'], [`not offered in group ${name}`, left.join(', ') || 'nothing']] as const),
    ...s.rules.map(({ group, when: w }, index) => [`rule ${index + 1}`, `${ruleWords(w)}: to ${group}`] as const),
  ]);
}
