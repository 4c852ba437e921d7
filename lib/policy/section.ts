import type { z } from 'zod';
import { fieldWords } from './difference';
import { policySchema, type Policy } from './policy';

/** The parts in which a draft is edited: each is a form, and each form brings its part whole. */
export const SECTIONS = ['title', 'signals', 'ratios', 'bands', 'weights', 'priors', 'limits', 'grounds', 'rates'] as const;
export type Section = (typeof SECTIONS)[number];

const PARTS = {
  title: policySchema.pick({ title: true }),
  signals: policySchema.pick({ signals: true, unlisted: true }),
  ratios: policySchema.pick({ ratios: true }),
  bands: policySchema.pick({ bands: true, calibration: true, reopenNats: true, clearedFactor: true }),
  weights: policySchema.pick({ caps: true, pairs: true, counters: true }),
  priors: policySchema.pick({ priors: true, stories: true }),
  limits: policySchema.pick({ limits: true, queue: true, reports: true, retention: true }),
  grounds: policySchema.pick({ grounds: true }),
  rates: policySchema.pick({ rates: true }),
} as const;

export const SECTION_WORDS: Readonly<Record<Section, string>> = {
  title: 'Title', signals: 'Signals', ratios: 'Published ratios', bands: 'Bands and odds', weights: 'Caps, pairs and counter-evidence', priors: 'Priors and innocent stories', limits: 'Limits and the queue', grounds: 'Grounds', rates: 'Rates of exchange',
};

/** The part of a policy that a form brings. */
export function partOf(policy: Policy, section: Section): Partial<Policy> {
  return Object.fromEntries(Object.entries(policy).filter(([key]) => Object.hasOwn(PARTS[section].shape, key))) as Partial<Policy>;
}

/** A part as typed into a form, or what is wrong with it by the form's own names. */
export type ReadPart = { ok: true; part: Partial<Policy> } | { ok: false; fields: Record<string, string> };

/** Reads a form's texts: numbers where numbers belong, rows without content left out. `values` as `inputOf` nests them. */
export function readPart(section: Section, values: Readonly<Record<string, unknown>>): ReadPart {
  const { part, renamed } = shaped(section, values);
  const read = PARTS[section].safeParse(part);
  if (read.success) return { ok: true, part: read.data as Partial<Policy> };
  const fields: Record<string, string> = {};
  for (const issue of read.error.issues) {
    const path = issue.path.map(String);
    const name = renamed(path).join('.');
    fields[`values.${name}`] ??= `${fieldWords(path)}: ${issueWords(issue)}`;
  }
  return { ok: false, fields };
}

const ISSUES: { [Code in z.core.$ZodIssue['code']]?: (issue: Extract<z.core.$ZodIssue, { code: Code }>) => string } = {
  invalid_type: ({ expected }) => (expected === 'number' || expected === 'int' ? 'write a number, with a point before decimals.' : 'this must not be empty.'),
  too_small: ({ minimum, inclusive, origin }) => (origin === 'string' || origin === 'array' ? 'this must not be empty.' : `write ${inclusive === false ? `more than ${minimum}` : `${minimum} or more`}.`),
  too_big: ({ maximum, inclusive, origin }) => (origin === 'string' ? `write at most ${maximum} signs.` : `write ${inclusive === false ? `less than ${maximum}` : `${maximum} or less`}.`),
  invalid_format: ({ format }) => (format === 'regex' ? 'write it as the terms print it, such as 2.4.' : 'write a date as 2026-01-31.'),
  invalid_value: ({ values }) => `choose one of ${values.join(', ')}.`,
};

function issueWords(issue: z.core.$ZodIssue): string {
  const say = ISSUES[issue.code] as ((one: typeof issue) => string) | undefined;
  return say?.(issue) ?? `${issue.message}.`;
}

type Shaped = { part: unknown; renamed: (path: readonly string[]) => readonly string[] };
const asTyped = (path: readonly string[]): readonly string[] => path;

function shaped(section: Section, values: Readonly<Record<string, unknown>>): Shaped {
  switch (section) {
    case 'signals': return { part: { ...values, signals: mapped(values.signals, (rule) => numbers(rule)) }, renamed: asTyped };
    case 'ratios': return { part: { ratios: numbers(Object.fromEntries(Object.entries(record(values.ratios)).filter(([, ratio]) => filled(ratio)))) }, renamed: asTyped };
    case 'bands': {
      const { steps, ...line } = record(values.calibration);
      return { part: { ...record(numbers({ ...values, calibration: line })), calibration: { ...record(numbers(line)), steps: stepsIn(steps) } }, renamed: (path) => (path[1] === 'steps' ? ['calibration', 'steps'] : path) };
    }
    case 'limits': return { part: numbers(values), renamed: asTyped };
    case 'priors': return priorsIn(record(values.priors), values.stories);
    case 'weights': {
      const caps = record(values.caps);
      const rows = rowsOf(values.pairs);
      const families = Object.fromEntries(Object.entries(record(caps.families)).filter(([, cap]) => filled(cap)));
      return {
        part: { caps: numbers({ ...caps, families }), counters: numbers(values.counters), pairs: rows.map(({ row: { one, other, ...pair } }) => ({ ...record(numbers(pair)), signals: [one ?? '', other ?? ''] })) },
        renamed: (path) => (path[0] === 'pairs' && path[2] === 'signals' ? ['pairs', keyAt(rows, path[1]), path[3] === '0' ? 'one' : 'other'] : indexed('pairs', rows, path)),
      };
    }
    case 'grounds': {
      const rows = rowsOf(values.grounds);
      return { part: { grounds: rows.map(({ row }) => row) }, renamed: (path) => indexed('grounds', rows, path) };
    }
    case 'rates': {
      const rows = rowsOf(values.rates);
      return { part: { rates: rows.map(({ row }) => ({ date: row.date, usd: ratesIn(row.usd) })) }, renamed: (path) => (path[2] === 'usd' ? ['rates', keyAt(rows, path[1]), 'usd'] : indexed('rates', rows, path)) };
    }
    case 'title': return { part: values, renamed: asTyped };
  }
}

type Row = { key: string; row: Record<string, unknown> };

/** The rows of a list in the form's order, without those that are empty or marked to be left out. */
function rowsOf(value: unknown): Row[] {
  return Object.entries(record(value)).map(([key, row]) => ({ key, row: record(row) })).filter(({ row }) => row.remove === undefined && filled(row));
}

const keyAt = (rows: readonly Row[], index: string | undefined): string => rows[Number(index)]?.key ?? '0';
const indexed = (list: string, rows: readonly Row[], path: readonly string[]): readonly string[] => (path[0] === list && path.length > 1 ? [list, keyAt(rows, path[1]), ...path.slice(2)] : path);

function priorsIn(priors: Record<string, unknown>, stories: unknown): Shaped {
  const rows = rowsOf(priors.segments);
  const nameOf = (row: Record<string, unknown>): string => String(row.segment ?? '').trim().toLowerCase();
  return {
    part: { stories: stories === undefined ? undefined : numbers(stories), priors: { otherwise: numeric(priors.otherwise), segments: Object.fromEntries(rows.map(({ row }) => [nameOf(row), numeric(row.share)])) } },
    renamed: (path) => (path[1] === 'segments' ? ['priors', 'segments', rows.find(({ row }) => nameOf(row) === path[2])?.key ?? '0', 'share'] : path),
  };
}

/** "-2.5 0.08" a line: log-odds and probability. */
function stepsIn(text: unknown): unknown {
  const lines = String(text ?? '').split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.length === 0 ? undefined : lines.map((line) => line.split(/[\s,;]+/).map(numeric));
}

/** "EUR 1.16" a line. */
function ratesIn(text: unknown): Record<string, unknown> {
  const lines = String(text ?? '').split(/[\n,;]+/).map((line) => line.trim()).filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => { const [currency = '', rate] = line.split(/[\s:=]+/); return [currency.toUpperCase(), numeric(rate)]; }));
}

const record = (value: unknown): Record<string, unknown> => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {});
const mapped = (value: unknown, to: (member: unknown) => unknown): Record<string, unknown> => Object.fromEntries(Object.entries(record(value)).map(([key, member]) => [key, to(member)]));
const filled = (value: unknown): boolean => Object.values(record(value)).some((member) => String(member ?? '').trim() !== '');

/** Words stay words wherever they stand; every other text is a number. */
const WORDS: ReadonlySet<string> = new Set(['state', 'unlisted', 'source', 'name', 'words']);

function numbers(value: unknown, key = ''): unknown {
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, numbers(member, name)]));
  return WORDS.has(key) ? value : numeric(value);
}

function numeric(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  return value.trim() === '' ? undefined : Number(value);
}
