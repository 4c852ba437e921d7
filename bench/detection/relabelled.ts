import type { Random } from './random';

/** One-to-one labels, by what they stand for. A value that is not among them keeps its own. */
export type Labels = { countries: ReadonlyMap<string, string>; names: ReadonlyMap<string, string>; surnames: ReadonlyMap<string, string>; accounts: ReadonlyMap<string, string> };

const KEYS: Readonly<Record<string, keyof Labels>> = { country: 'countries', documentCountry: 'countries', name: 'names', legalName: 'names', surname: 'surnames' };

/**
 * The same facts with other labels, everywhere at once, declared and observed alike: countries and names by the field they stand in,
 * accounts wherever their id stands. Addresses, coordinates, zones and languages stay.
 */
export function relabelled<Value>(value: Value, labels: Labels): Value {
  return walked(value, null, labels) as Value;
}

function walked(value: unknown, key: string | null, labels: Labels): unknown {
  if (typeof value === 'string') {
    const kind = key === null ? undefined : KEYS[key];
    return (kind ? labels[kind].get(value) : undefined) ?? labels.accounts.get(value) ?? value;
  }
  if (Array.isArray(value)) return value.map((one) => walked(one, key, labels));
  if (value instanceof Map) return new Map([...value].map(([name, one]) => [walked(name, null, labels), walked(one, null, labels)]));
  if (value instanceof Set) return new Set([...value].map((one) => walked(one, null, labels)));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walked(one, name, labels)]));
}

/** Everything in the values that the labels are about, each given the label of another. */
export function otherLabels(values: readonly unknown[], accounts: readonly string[], random: Random): Labels {
  const found: Record<keyof Labels, Set<string>> = { countries: new Set(), names: new Set(), surnames: new Set(), accounts: new Set(accounts) };
  const collect = (value: unknown, key: string | null): void => {
    const kind = key === null ? undefined : KEYS[key];
    if (typeof value === 'string') {
      if (kind) found[kind].add(value);
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
  return { countries: permuted('countries'), names: permuted('names'), surnames: permuted('surnames'), accounts: permuted('accounts') };
}
