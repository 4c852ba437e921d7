import type { z } from 'zod';
import { fieldsOf } from '../kernel/input';
import { queueSettingsSchema, type QueueSettings } from './queue-settings';

/** What a form says: texts, lists of texts, and records of both. */
type Said = Readonly<Record<string, unknown>>;

const record = (value: unknown): Said => (value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Said) : {});
const rowsIn = (value: unknown): Said[] => Object.entries(record(value)).sort(([a], [b]) => Number(a) - Number(b)).map(([, row]) => record(row));
/** What is no number stays as it was written, so that the schema says what is wrong with it. */
const numberIn = (value: unknown): unknown => (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value);
const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** "web3, blockchain" */
const wordsIn = (value: unknown): string[] => (typeof value === 'string' ? value.split(',').map((word) => word.trim()).filter((word) => word !== '') : []);

/**
 * The settings that a form asks for, or what is wrong with it by field. A group without a name and a rule without a group are rows that were left empty;
 * `place` moves a rule, and of two with one place the earlier stays first. A group that is left out takes its rules along.
 */
export function settingsIn(said: Said): { ok: true; settings: QueueSettings } | { ok: false; fields: Readonly<Record<string, string>>; /** As it was written, of the settings’ shape: only to be shown in the form again. */ written: QueueSettings } {
  const { due, big, hidden, groups, rules } = said;
  const { usd, hours } = record(big);
  const kept = rowsIn(groups).filter(({ name, remove }) => name !== undefined && remove === undefined);
  const left = rowsIn(groups).filter(({ remove }) => remove !== undefined).map(({ name }) => name);
  const wanted: z.input<typeof queueSettingsSchema> = {
    dueHours: { act: numberIn(record(due)['act']), review: numberIn(record(due)['review']), watch: numberIn(record(due)['watch']) } as QueueSettings['dueHours'],
    bigStake: usd === undefined && hours === undefined ? null : { usd: numberIn(usd) as number, hours: numberIn(hours) as number },
    hidden: listIn(hidden) as string[],
    groups: kept.map((group) => ({ name: group['name'] as string, members: listIn(group['members']) as string[], hidden: listIn(group['hidden']) as string[] })),
    rules: rowsIn(rules).filter(({ group }) => group !== undefined && !left.includes(group))
      .map((rule, index) => ({ place: Number(rule['place'] ?? index + 1), rule })).sort((a, b) => a.place - b.place).map(({ rule }) => ({
        group: rule['group'] as string,
        when: {
          bands: listIn(rule['bands']) as ('act' | 'review')[], families: listIn(rule['families']) as [], regions: listIn(rule['regions']) as [], segments: wordsIn(rule['segments']), languages: listIn(rule['languages']) as [],
          leastStake: (rule['stake'] === undefined ? null : numberIn(rule['stake'])) as number | null, ring: (rule['ring'] ?? null) as 'in' | 'out' | null,
        },
      })),
  };
  const read = queueSettingsSchema.safeParse(wanted);
  return read.success ? { ok: true, settings: read.data } : { ok: false, fields: fieldsOf(read.error), written: wanted as QueueSettings };
}

/** "Rule 2", "First look at act": the part of the form that a field of a refusal means. */
export function partWords(path: string): string {
  const [section = '', index = ''] = path.split('.');
  switch (section) {
    case 'dueHours': return `First look at ${index}`;
    case 'bigStake': return index === 'usd' ? 'Much at stake, US dollars' : 'Much at stake, hours';
    case 'hidden': return 'Not offered to everybody';
    case 'groups': return index === '' ? 'Groups' : `Group ${Number(index) + 1}`;
    case 'rules': return index === '' ? 'Rules' : `Rule ${Number(index) + 1}`;
    default: return section;
  }
}
