import { px } from './axis';

export type GraphAccount = { id: string; label: string; /** `self` the account of the page; `inside` in the decision; `out` seen and left out. */ role: 'self' | 'inside' | 'other' | 'out'; href?: string };
export type GraphIdentifier = {
  id: string;
  /** "··0932", "D-9E2" */
  label: string;
  /** "payout instrument" */
  kind: string;
  /** Accounts on the whole platform that show it. */
  accounts: number;
  /** A crowd: drawn as one, links nobody. */
  hub: boolean;
  /** "1 in 31,000"; null where no table knows. */
  rarity: string | null;
  /** Shown only before or after the days of the page. */
  outside?: boolean;
  /** The platform's id, where it is a client. */
  client?: string;
};
/** `weight` in nats; `solid` false for a link that does not count by itself. */
export type GraphEdge = { account: string; identifier: string; weight: number; solid: boolean; /** Why the two are joined. */ says?: string };

export type Node = { id: string; x: number; y: number };
export type Layout = { width: number; height: number; accounts: (GraphAccount & Node)[]; identifiers: (GraphIdentifier & Node)[]; hubs: (GraphIdentifier & Node)[]; hidden: number };

export const MOST_NODES = 40;
/** A name under the mark needs more height than one beside it. */
const TALL = 46;
const LOW = 25;

/**
 * Three columns, the same for the same links every time. With a `self`: hubs, the account, what it shares, who else shows it.
 * Without: accounts inside on the left, what they share in the middle, the rest on the right.
 */
export function layOut(accounts: readonly GraphAccount[], identifiers: readonly GraphIdentifier[], edges: readonly GraphEdge[], width: number): Layout {
  const crowd = identifiers.filter(({ hub }) => hub).slice(0, 3);
  const shared = strongest(identifiers.filter(({ hub }) => !hub), edges, 'identifier').slice(0, 12);
  const people = strongest(accounts, edges, 'account').slice(0, MOST_NODES - shared.length - crowd.length);
  const self = people.find(({ role }) => role === 'self');
  const near = people.filter((one) => one !== self && (self === undefined ? one.role === 'inside' : false));
  const far = people.filter((one) => one !== self && !near.includes(one));
  const height = Math.max(150, near.length * TALL, far.length * LOW, shared.length * TALL + (self === undefined ? crowd.length * 96 : 0), self === undefined ? 0 : crowd.length * 108) + 24;

  const left = self === undefined ? 70 : 150;
  const nearAt = spread(near, left, height);
  const middle = ordered(shared, edges, 'identifier', (id) => nearAt.find((one) => one.id === id)?.y ?? null);
  const hubX = self === undefined ? Math.round(width * 0.5) : 52;
  const sharedHeight = self === undefined && crowd.length > 0 ? height - crowd.length * 96 : height;
  const sharedAt = spread(middle, self === undefined ? Math.round(width * 0.5) : Math.round(width * 0.6), sharedHeight);
  const farAt = spread(ordered(far, edges, 'account', (id) => sharedAt.find((one) => one.id === id)?.y ?? null), width - 102, height);
  const hubsAt = crowd.map((hub, index) => ({ ...hub, x: hubX, y: self === undefined ? px(sharedHeight + 36 + index * 96) : px(((index + 0.5) * height) / crowd.length - 12) }));
  const selfAt = self === undefined ? [] : [{ ...self, x: left, y: px(height / 2) }];
  return { width, height, accounts: [...selfAt, ...nearAt, ...farAt], identifiers: sharedAt, hubs: hubsAt, hidden: accounts.length - people.length + identifiers.length - shared.length - crowd.length };
}

/** By the weight that hangs on it, heaviest first; the page's own account always leads. */
function strongest<T extends { id: string; role?: string }>(things: readonly T[], edges: readonly GraphEdge[], end: 'account' | 'identifier'): T[] {
  const weight = new Map<string, number>();
  for (const edge of edges) weight.set(edge[end], (weight.get(edge[end]) ?? 0) + edge.weight);
  return [...things].sort((a, b) => Number(b.role === 'self') - Number(a.role === 'self') || (weight.get(b.id) ?? 0) - (weight.get(a.id) ?? 0) || a.id.localeCompare(b.id));
}

/** By the mean height of what each is tied to, so that lines cross less; ties by id. */
function ordered<T extends { id: string }>(things: readonly T[], edges: readonly GraphEdge[], end: 'account' | 'identifier', heightOf: (id: string) => number | null): T[] {
  const other = end === 'account' ? 'identifier' : 'account';
  const mean = (id: string): number => {
    const heights = edges.filter((edge) => edge[end] === id).map((edge) => heightOf(edge[other])).filter((value) => value !== null);
    return heights.length === 0 ? Infinity : heights.reduce((sum, value) => sum + value, 0) / heights.length;
  };
  const means = new Map(things.map(({ id }) => [id, mean(id)]));
  return [...things].sort((a, b) => compare(means.get(a.id) ?? 0, means.get(b.id) ?? 0) || a.id.localeCompare(b.id));
}

function spread<T extends { id: string }>(things: readonly T[], x: number, height: number): (T & Node)[] {
  return things.map((thing, index) => ({ ...thing, x, y: px(((index + 0.5) * height) / things.length) }));
}

/** Infinity minus infinity is not a number; equal is equal. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
