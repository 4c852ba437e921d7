import { z } from 'zod';
import { listWords, moneyWords } from '../evidence/wording';
import type { RestrictedId } from './kinds/restriction';
import { NOTICE_WORDS } from './languages/index';
import { measureNamed } from './ladder';
import type { Measure } from './measure';

/** A field of a measure as a form asks for it. `lines`: one value a line; `checks`: several of `options`. */
export type FormField = {
  /** Dotted path within the measure's fields: "cap.amount". */
  name: string;
  label: string;
  kind: 'text' | 'number' | 'paragraph' | 'lines' | 'checks';
  value?: string;
  hint?: string;
  min?: number;
  max?: number;
  options?: readonly { value: string; label: string; says?: string }[];
};

/** What a closure has to answer; shown again wherever the reading is. */
export const UNEXPLAINED = 'What the innocent story leaves unexplained';

/** How the fields are called; a field that is not named here keeps its default and is not asked for. */
const WORDS: Readonly<Record<string, { label: string; hint?: string }>> = {
  days: { label: 'Days' },
  hours: { label: 'Hours' },
  'cap.amount': { label: 'Nothing above this is held', hint: 'An amount, as in 1870 or 1870.50.' },
  'cap.currency': { label: 'Currency', hint: 'Three letters, as in USD.' },
  questions: { label: 'Questions, one a line' },
  routes: { label: 'Routes, at least two, one without video' },
  what: { label: 'What is restricted' },
  answersStory: { label: UNEXPLAINED },
};

/** As staff choose them: the notice says the same to the holder, of what is theirs. */
const RESTRICTED: Readonly<Record<RestrictedId, string>> = { new_contracts: 'Starting new contracts', proposals: 'Sending proposals', payout_changes: 'Changing where the pay goes', profile_changes: 'Changing the profile' };

const OPTIONS: Readonly<Record<string, { label: string; says?: string }>> = {
  ...Object.fromEntries(Object.entries(NOTICE_WORDS.en.routes).map(([id, { title, words }]) => [id, { label: title, says: words }])),
  ...Object.fromEntries(Object.entries(RESTRICTED).map(([id, label]) => [id, { label }])),
};

type Schema = { type?: string; properties?: Record<string, Schema>; items?: Schema; enum?: readonly string[]; default?: unknown; minimum?: number; maximum?: number; maxLength?: number };

/** What a form asks for a measure, read from the measure's own schema, so that a new measure brings its form with it. */
export function formFieldsOf(measure: Pick<Measure, 'fields'>): readonly FormField[] {
  return fieldsIn('', z.toJSONSchema(measure.fields, { io: 'input', unrepresentable: 'any' }) as Schema);
}

function fieldsIn(prefix: string, schema: Schema): FormField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([key, inner]) => {
    const name = prefix + key;
    if (inner.type === 'object') return fieldsIn(`${name}.`, inner);
    const words = WORDS[name];
    return words === undefined ? [] : [{ name, ...words, ...shapeOf(inner) }];
  });
}

/** From this length on a text is written in a box. */
const LONG = 500;

function shapeOf(schema: Schema): Pick<FormField, 'kind' | 'value' | 'min' | 'max' | 'options'> {
  const value = schema.default === undefined || typeof schema.default === 'object' ? undefined : String(schema.default);
  if (schema.type === 'integer') return { kind: 'number', value, min: schema.minimum, max: schema.maximum };
  if (schema.type !== 'array') return { kind: (schema.maxLength ?? 0) > LONG ? 'paragraph' : 'text', value };
  const choices = schema.items?.enum;
  return choices === undefined ? { kind: 'lines' } : { kind: 'checks', options: choices.map((id) => ({ value: id, ...(OPTIONS[id] ?? { label: id }) })) };
}

/** What was refused, by the names that forms have for it: `<measure>.<field>` and `<measure>.notice`, `ground` and `reason`. */
export function asInForm<State extends { ok: boolean; fields?: Readonly<Record<string, string>> }>(state: State, measureId: string): State {
  if (state.ok) return state;
  const names: Readonly<Record<string, string>> = { grounds: 'ground', words: 'reason', statement: `${measureId}.notice` };
  return { ...state, fields: Object.fromEntries(Object.entries(state.fields ?? {}).map(([name, words]) => [names[name] ?? name.replace(/^fields\./, `${measureId}.`), words])) };
}

/** What a form sent for one measure, whose fields are called `<measure>.<name>` in it. Empty texts are absent; the measure's schema judges the rest. */
export function fieldsSent(form: FormData, measureId: string): Record<string, unknown> {
  const measure = measureNamed(measureId);
  const fields: Record<string, unknown> = {};
  for (const { name, kind } of measure === null ? [] : formFieldsOf(measure)) {
    const sent = form.getAll(`${measureId}.${name}`).filter((value) => typeof value === 'string');
    const value = kind === 'checks' ? sent : kind === 'lines' ? (sent[0] ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '') : (sent[0] ?? '').trim();
    if (value.length === 0) continue;
    const path = name.split('.');
    const last = path.pop() ?? name;
    const node = path.reduce<Record<string, unknown>>((inner, key) => (inner[key] ??= {}) as Record<string, unknown>, fields);
    node[last] = value;
  }
  return fields;
}

/** "Payout hold, 72 hours, up to $1,870.00": a measure with its fields, in one line. Stored fields of a kind no longer known are left out. */
export function readingWords({ measure: id, fields }: { measure: string; fields: Readonly<Record<string, unknown>> }): string {
  const measure = measureNamed(id);
  const { days, hours, cap, questions, routes, what } = fields as { days?: number; hours?: number; cap?: { amount: number; currency: string }; questions?: unknown[]; routes?: string[]; what?: string[] };
  const parts = [
    days === undefined ? null : counted(days, 'day'),
    hours === undefined ? null : counted(hours, 'hour'),
    cap === undefined ? null : `up to ${moneyWords(cap.amount, cap.currency)}`,
    questions === undefined ? null : counted(questions.length, 'question'),
    routes === undefined ? null : counted(routes.length, 'route'),
    what === undefined ? null : listWords(what.map((part) => (OPTIONS[part]?.label ?? part).toLowerCase())),
  ];
  return [measure?.title ?? id, ...parts.filter((part) => part !== null)].join(', ');
}

/** What a reading says that the innocent story leaves unexplained; null where its measure asks for no such words. */
export function unexplainedIn({ fields: { answersStory } }: { fields: Readonly<Record<string, unknown>> }): string | null {
  return typeof answersStory === 'string' && answersStory !== '' ? answersStory : null;
}

const counted = (value: number, one: string): string => `${value} ${one}${value === 1 ? '' : 's'}`;
