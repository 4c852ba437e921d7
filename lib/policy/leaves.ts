import { ruleFor, type Policy } from './policy';

/** A policy as its single values by path: lists are keyed by what names their members, so that two versions can be laid side by side. */
export type Leaves = ReadonlyMap<string, Leaf>;
export type Leaf = string | number | boolean | null | readonly unknown[];

const SEPARATOR = ' › ';
/** Lists whose members have a name of their own. */
const KEYED = { pairs: 'name', grounds: 'number', rates: 'date' } as const;
const LISTS = Object.keys(KEYED) as (keyof typeof KEYED)[];

export const pathOf = (leaf: string): string[] => leaf.split(SEPARATOR);

/** `signals` names the signals to spell out: a rule that a version leaves unsaid is the rule it has. */
export function leavesOf(policy: Policy, signals: readonly string[]): Leaves {
  const leaves = new Map<string, Leaf>();
  const spelt = { ...policy.signals, ...Object.fromEntries(signals.map((signal) => [signal, ruleFor(policy, signal)])) };
  walk({ ...keyed(policy), signals: spelt }, [], leaves);
  return leaves;
}

function keyed(policy: Policy): Record<string, unknown> {
  const lists = LISTS.map((list) => [list, Object.fromEntries((policy[list] as readonly Record<string, unknown>[]).map((one) => [String(one[KEYED[list]]), one]))]);
  return { ...policy, ...Object.fromEntries(lists) };
}

function walk(value: unknown, path: readonly string[], into: Map<string, Leaf>): void {
  if (value === undefined) return;
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) for (const [key, member] of Object.entries(value)) walk(member, [...path, key], into);
  else into.set(path.join(SEPARATOR), value as Leaf);
}

export type LeafChange = { leaf: string; was: Leaf | undefined; now: Leaf | undefined };

/** What differs, in the order of the later version; what only the earlier one has comes last. The number of a version is no difference. */
export function leafChanges(was: Policy, now: Policy): LeafChange[] {
  const signals = [...new Set([...Object.keys(was.signals), ...Object.keys(now.signals)])].sort();
  const [before, after] = [leavesOf(was, signals), leavesOf(now, signals)];
  return [...new Set([...after.keys(), ...before.keys()])]
    .filter((leaf) => leaf !== 'version' && JSON.stringify(before.get(leaf)) !== JSON.stringify(after.get(leaf)))
    .map((leaf) => ({ leaf, was: before.get(leaf), now: after.get(leaf) }));
}

/**
 * What a draft changed of the version it was begun on, done to a later version: everything else stays as the later version has it.
 * The result has still to be checked as a policy: both may have touched what belongs together.
 */
export function carriedOver(base: Policy, draft: Policy, later: Policy): unknown {
  const changes = leafChanges(base, draft);
  const touched = changes.flatMap(({ leaf }) => { const [section, signal] = pathOf(leaf); return section === 'signals' && signal !== undefined ? [signal] : []; });
  const tree = structuredClone({ ...keyed(later), signals: { ...later.signals, ...Object.fromEntries(touched.map((signal) => [signal, { ...ruleFor(later, signal) }])) } }) as Record<string, unknown>;
  for (const { leaf, now } of changes) place(tree, pathOf(leaf), now);
  for (const list of LISTS) tree[list] = Object.values(tree[list] as Record<string, unknown>).filter((one) => Object.keys(one as object).length > 0);
  return tree;
}

function place(tree: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    if (value === undefined) delete tree[key];
    else tree[key] = value;
    return;
  }
  const held = Object.hasOwn(tree, key) ? tree[key] : undefined;
  const node = held !== null && typeof held === 'object' ? (held as Record<string, unknown>) : {};
  if (held !== node) tree[key] = node;
  place(node, rest, value);
}
