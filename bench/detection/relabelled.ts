import type { Random } from './random';

/** One-to-one labels, by what they stand for: countries, and the words of names. A value that is not among them keeps its own. */
export type Labels = { countries: ReadonlyMap<string, string>; names: ReadonlyMap<string, string> };

const KEYS: Readonly<Record<string, keyof Labels>> = { country: 'countries', documentCountry: 'countries', name: 'names', legalName: 'names' };
/** As family names are told apart (lib/links/card.ts). */
const WORD = /[\p{L}\p{N}'-]+/gu;

/**
 * The same facts with other labels, everywhere at once, declared and observed alike: countries and names by the field they stand in.
 * Names change word by word, so that whoever had a word in common still has. Addresses, coordinates, zones and languages stay.
 */
export function relabelled<Value>(value: Value, labels: Labels): Value {
  return walked(value, null, labels) as Value;
}

function walked(value: unknown, key: string | null, labels: Labels): unknown {
  if (typeof value === 'string') {
    const kind = key === null ? undefined : KEYS[key];
    if (kind === 'names') return value.replace(WORD, (word) => labels.names.get(word) ?? word);
    return kind === 'countries' ? (labels.countries.get(value) ?? value) : value;
  }
  if (Array.isArray(value)) return value.map((one) => walked(one, key, labels));
  if (value instanceof Map) return new Map([...value].map(([name, one]) => [name, walked(one, null, labels)]));
  if (value instanceof Set) return new Set([...value].map((one) => walked(one, null, labels)));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walked(one, name, labels)]));
}

/** Everything in the values that the labels are about, each given the label of another. */
export function otherLabels(values: readonly unknown[], random: Random): Labels {
  const found: Record<keyof Labels, Set<string>> = { countries: new Set(), names: new Set() };
  const collect = (value: unknown, key: string | null): void => {
    const kind = key === null ? undefined : KEYS[key];
    if (typeof value === 'string') {
      if (kind) for (const label of kind === 'names' ? (value.match(WORD) ?? []) : [value]) found[kind].add(label);
    } else if (value instanceof Map) for (const one of value.values()) collect(one, null);
    else if (Array.isArray(value) || value instanceof Set) for (const one of value) collect(one, key);
    else if (value !== null && typeof value === 'object') for (const [name, one] of Object.entries(value)) collect(one, name);
  };
  for (const value of values) collect(value, null);
  const permuted = (kind: keyof Labels): Map<string, string> => {
    const all = [...found[kind]].sort();
    const shuffled = random.fork(kind).shuffled(all);
    return new Map(all.map((one, index) => [one, shuffled[index] as string]));
  };
  return { countries: permuted('countries'), names: permuted('names') };
}
