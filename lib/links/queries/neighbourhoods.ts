import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import type { Instant } from '../../kernel/instant';
import { sha256Hex } from '../../kernel/canonical';
import { HUB_ABOVE, type IdentifierKind, type Link, type Neighbourhood, type NeighbourCard, type RingMembership, type SharedIdentifier, type TextTwin } from '../link';
import type { RarityTable } from '../rarity';
import { jaccard, shinglesOf } from '../text';

type LinkRow = { kind: IdentifierKind; digest: string; account: string; first: number; last: number; days: number };

const columns = sql.raw(`kind, digest, account, extract(epoch from first_at)::float8 * 1000 as first, extract(epoch from last_at)::float8 * 1000 as last, days`);
const linkOf = (row: LinkRow): Link => ({ kind: row.kind, digest: row.digest, account: row.account, firstAt: Math.round(row.first), lastAt: Math.round(row.last), days: row.days });
const keyOf = (row: { kind: string; digest: string }): string => `${row.kind} ${row.digest}`;

/** Everybody who shows any identifier that one of these accounts shows: by identifier, cut just above the hub limit. */
export async function sharedRowsOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, Link[]>> {
  const { rows } = await db.execute<LinkRow>(sql`
    select l.* from (select distinct kind, digest from links where account = any(${sql.param([...accounts])}::text[])) k
    cross join lateral (select ${columns} from links where kind = k.kind and digest = k.digest order by account limit ${HUB_ABOVE + 1}) l`);
  const shared = new Map<string, Link[]>();
  for (const row of rows) {
    const held = shared.get(keyOf(row));
    if (held) held.push(linkOf(row));
    else shared.set(keyOf(row), [linkOf(row)]);
  }
  return shared;
}

/** What the links say about each of these accounts, by the frequencies given. */
export async function neighbourhoodsOf(db: Database | Tx, accounts: readonly string[], rarity: RarityTable | null): Promise<Map<string, Neighbourhood>> {
  const { rows: own } = await db.execute<LinkRow>(sql`select ${columns} from links where account = any(${sql.param([...accounts])}::text[]) order by account, kind, digest`);
  const shared = await sharedRowsOf(db, accounts);
  const twins = await twinsOf(db, accounts, rarity);
  const rings = await ringsOfAccounts(db, accounts);
  const identifiers = new Map<string, SharedIdentifier[]>(accounts.map((account) => [account, []]));
  const neighbours = new Map<string, Set<string>>(accounts.map((account) => [account, new Set()]));
  for (const row of own) {
    const all = shared.get(keyOf(row)) ?? [];
    const hub = all.length > HUB_ABOVE;
    const others = hub ? [] : all.filter((link) => link.account !== row.account);
    const share = row.kind === 'fingerprint' ? (rarity?.shareOf('fingerprint_link', row.digest) ?? null) : null;
    identifiers.get(row.account)?.push({ kind: row.kind, digest: row.digest, own: linkOf(row), accounts: all.length, hub, share, others });
    for (const other of others) neighbours.get(row.account)?.add(other.account);
  }
  for (const [account, alike] of twins) for (const twin of alike) neighbours.get(account)?.add(twin.account);
  // The account's own card goes along: signals compare family names with it.
  for (const account of accounts) neighbours.get(account)?.add(account);
  const cards = await cardsOf(db, [...new Set([...neighbours.values()].flatMap((set) => [...set]))]);
  return new Map(accounts.map((account) => [account, {
    identifiers: identifiers.get(account) ?? [],
    neighbours: new Map([...(neighbours.get(account) ?? [])].sort().flatMap((other) => { const card = cards.get(other); return card ? [[other, card] as const] : []; })),
    ring: rings.get(account) ?? null,
    textTwins: twins.get(account) ?? [],
  }]));
}

export async function cardsOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, NeighbourCard>> {
  if (accounts.length === 0) return new Map();
  const { rows } = await db.execute<Omit<NeighbourCard, 'registeredAt'> & { registered: number | null }>(sql`
    select account, extract(epoch from registered_at)::float8 * 1000 as registered, surname, kind, organisation, closed, instruments, documents, clients
    from accounts where account = any(${sql.param([...accounts])}::text[])`);
  return new Map(rows.map(({ registered, ...card }) => [card.account, { ...card, registeredAt: registered === null ? null : Math.round(registered) }]));
}

type TextRow = { account: string; event: string; field: 'summary' | 'resume'; at: number; body: string };

/** Texts of other accounts that are alike beyond chance and boilerplate, for each account: best first, one a neighbour and field. */
export async function twinsOf(db: Database | Tx, accounts: readonly string[], rarity: RarityTable | null): Promise<Map<string, TextTwin[]>> {
  const { rows } = await db.execute<{ mine: TextRow; theirs: TextRow }>(sql`
    select jsonb_build_object('account', m.account, 'event', m.event, 'field', m.field, 'at', extract(epoch from m.at) * 1000, 'body', m.body) as mine,
      jsonb_build_object('account', o.account, 'event', o.event, 'field', o.field, 'at', extract(epoch from o.at) * 1000, 'body', o.body) as theirs
    from text_pairs p
    join texts m on (m.account, m.event, m.field) = (p.account, p.event, p.field)
    join texts o on (o.account, o.event, o.field) = (p.other, p.other_event, p.other_field)
    where p.account = any(${sql.param([...accounts])}::text[])`);
  const shareOf = (shingle: string): number | null => rarity?.shareOf('shingle', shingle) ?? null;
  const cut = new Map<string, Set<string>>();
  const shinglesIn = (row: TextRow): Set<string> => {
    const key = `${row.account} ${row.event} ${row.field}`;
    const held = cut.get(key) ?? shinglesOf(row.body, shareOf);
    cut.set(key, held);
    return held;
  };
  const best = new Map<string, Map<string, TextTwin>>();
  for (const { mine, theirs } of rows) {
    const alike = jaccard(shinglesIn(mine), shinglesIn(theirs));
    if (alike < TWIN_FROM) continue;
    const own = best.get(mine.account) ?? new Map<string, TextTwin>();
    best.set(mine.account, own);
    const key = `${theirs.account} ${theirs.field}`;
    const at: Instant = Math.round(Math.max(mine.at, theirs.at));
    const held = own.get(key);
    if (held && (held.jaccard > alike || (held.jaccard === alike && held.at <= at))) continue;
    own.set(key, { account: theirs.account, field: theirs.field, at, jaccard: alike, shared: [pairDigest(mine.account, theirs.account)] });
  }
  return new Map([...best].map(([account, own]) => [account, [...own.values()].sort((a, b) => b.jaccard - a.jaccard || (a.account < b.account ? -1 : 1))]));
}

/** Where chance has never been seen among 13,695 pairs of distinct résumés (domain.md section 2). */
const TWIN_FROM = 0.3;

/** One name for what two accounts' texts share, the same from either side. */
export function pairDigest(one: string, other: string): string {
  return sha256Hex([one, other].sort().join('\n')).slice(0, 32);
}

async function ringsOfAccounts(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, RingMembership>> {
  const { rows } = await db.execute<{ account: string; ring: string; name: string; kinds: IdentifierKind[]; members: { account: string; strength: number }[] }>(sql`
    select mine.account, r.id as ring, r.name, r.kinds,
      (select jsonb_agg(jsonb_build_object('account', m.account, 'strength', m.strength::float8) order by m.account) from ring_members m where m.ring = r.id and m.left_at is null) as members
    from ring_members mine join rings r on r.id = mine.ring
    where mine.left_at is null and r.ended_at is null and mine.account = any(${sql.param([...accounts])}::text[])`);
  return new Map(rows.map((row) => [row.account, { ring: row.ring, name: row.name, kinds: row.kinds, members: row.members, strength: row.members.find((one) => one.account === row.account)?.strength ?? 0 }]));
}
