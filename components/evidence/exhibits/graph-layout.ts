import { count } from '../../ui/words';
import { monoWidth, px, textWidth } from './axis';
import { shortened, type Box } from './labels';

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
/** `weight` in nats; `solid` false for a link that does not count by itself; `outside` for one that was seen only before or after the days of the page. */
export type GraphEdge = { account: string; identifier: string; weight: number; solid: boolean; outside?: boolean; /** Why the two are joined. */ says?: string };

/** Where a node stands, what is written of it where it stands, and the box around both. */
export type Node = { id: string; x: number; y: number; name: string; box: Box };
export type Layout = { width: number; height: number; accounts: (GraphAccount & Node)[]; identifiers: (GraphIdentifier & Node)[]; hubs: (GraphIdentifier & Node)[]; hidden: number };

export const MOST_NODES = 40;
/** Between rows of a column. */
const ROW = 4;
/** Words are cut where they would be wider, pixels; so four columns find room beside each other. */
const WIDEST = { hub: 112, self: 92, inside: 130, thing: 80, other: 96 } as const;

/** What is drawn of a node and around it: how far that reaches from its middle. */
type Drawn = { name: string; left: number; right: number; up: number; down: number };

const about = (half: number, up: number, down: number, name: string): Drawn => ({ name, left: half, right: half, up, down });

function drawnAccount({ role, label }: GraphAccount): Drawn {
  const name = shortened(label, WIDEST[role === 'self' || role === 'inside' ? role : 'other'], 11);
  const width = textWidth(name, 11) + 2;
  if (role === 'self') return about(Math.max(14, width / 2), 14, 33, name);
  if (role === 'inside') return about(Math.max(10, width / 2), 10, 27, name);
  return { name, left: 10, right: 13 + width, up: 10, down: 10 };
}

/** Half the width of the box around a thing's name. */
export const halfBox = (name: string): number => Math.max(27, monoWidth(name) / 2 + 8);

function drawnThing({ hub, label, rarity, accounts }: GraphIdentifier): Drawn {
  const name = shortened(label, hub ? WIDEST.hub - textWidth(': a hub,') : WIDEST.thing, 10.5, hub ? textWidth : monoWidth);
  if (hub) return about(Math.max(32, textWidth(`${name}: a hub,`) / 2, textWidth(count(accounts), 11) / 2), 32, 61, name);
  return about(Math.max(halfBox(name), rarity === null ? 0 : textWidth(rarity) / 2) + 1, 13, rarity === null ? 13 : 29, name);
}

/**
 * Three columns, the same for the same links every time. With a `self`: hubs, the account, what it shares, who else shows it.
 * Without: accounts inside on the left, what they share in the middle with the hubs below, the rest on the right. No words lie on others, and all lie in the drawing.
 */
export function layOut(accounts: readonly GraphAccount[], identifiers: readonly GraphIdentifier[], edges: readonly GraphEdge[], width: number): Layout {
  const crowd = identifiers.filter(({ hub }) => hub).slice(0, 3);
  const shared = strongest(identifiers.filter(({ hub }) => !hub), edges, 'identifier').slice(0, 12);
  const people = strongest(accounts, edges, 'account').slice(0, MOST_NODES - shared.length - crowd.length);
  const self = people.filter(({ role }) => role === 'self');
  const near = people.filter(({ role }) => self.length === 0 && role === 'inside');
  const far = people.filter((one) => !self.includes(one) && !near.includes(one));
  const middle = [...shared, ...(self.length === 0 ? crowd : [])];
  const height = 24 + Math.max(130, ...[self, near, far].map((column) => heightOf(column.map(drawnAccount))), ...[self.length === 0 ? [] : crowd, middle].map((column) => heightOf(column.map(drawnThing))));

  const nearAt = rows(near, drawnAccount, height);
  const sharedAt = rows(ordered(shared, edges, 'identifier', (id) => nearAt.find((one) => one.id === id)?.y ?? null).concat(self.length === 0 ? crowd : []), drawnThing, height);
  const farAt = rows(ordered(far, edges, 'account', (id) => sharedAt.find((one) => one.id === id)?.y ?? null), drawnAccount, height);
  const hubsAt = rows(self.length === 0 ? [] : crowd, drawnThing, height);
  const ownAt = [...rows(self, drawnAccount, height), ...nearAt];
  const [hubs = 0, own = 0, middles = 0, last = 0] = columnsIn(width, [hubsAt, ownAt, sharedAt, farAt]);
  const things = [...hubsAt.map(standing(hubs)), ...sharedAt.map(standing(middles))];
  return { width, height, accounts: [...ownAt.map(standing(own)), ...farAt.map(standing(last))], identifiers: things.filter(({ hub }) => !hub), hubs: things.filter(({ hub }) => hub), hidden: accounts.length - people.length + identifiers.length - shared.length - crowd.length };
}

const heightOf = (column: readonly Drawn[]): number => column.reduce((sum, { up, down }) => sum + up + down + ROW, 0);

type Row<T> = T & Drawn & { y: number };

/** A column from top to bottom, with what room is left between its rows. */
function rows<T>(things: readonly T[], drawnOf: (thing: T) => Drawn, height: number): Row<T>[] {
  const drawn = things.map((thing) => ({ ...thing, ...drawnOf(thing) }));
  const slack = (height - drawn.reduce((sum, { up, down }) => sum + up + down, 0)) / Math.max(1, drawn.length);
  let top = slack / 2;
  return drawn.map((one) => {
    const y = px(top + one.up);
    top += one.up + one.down + slack;
    return { ...one, y };
  });
}

/** Where the middles of columns stand from left to right, with what room is left between them. An empty one takes none. */
function columnsIn(width: number, columns: readonly (readonly Drawn[])[]): number[] {
  const reach = (column: readonly Drawn[], side: 'left' | 'right'): number => Math.max(0, ...column.map((one) => one[side]));
  const taken = columns.reduce((sum, column) => sum + reach(column, 'left') + reach(column, 'right'), 0);
  const slack = (width - 2 - taken) / Math.max(1, columns.filter((column) => column.length > 0).length - 1);
  let edge = 1;
  return columns.map((column) => {
    const x = px(edge + reach(column, 'left'));
    if (column.length > 0) edge = x + reach(column, 'right') + slack;
    return x;
  });
}

const standing = (x: number) => <T>({ left, right, up, down, ...one }: Row<T>): Omit<Row<T>, 'left' | 'right' | 'up' | 'down'> & { x: number; box: Box } => ({ ...one, x, box: { x: x - left, y: one.y - up, width: left + right, height: up + down } });

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

/** Infinity minus infinity is not a number; equal is equal. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
