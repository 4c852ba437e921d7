import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { HUB_ABOVE, type IdentifierKind, type Link, type Neighbourhood, type NeighbourCard, type RingMembership, type SharedIdentifier, type TextTwin } from '../link';
import { pairDigest } from '../pair';
import type { RarityTable } from '../rarity';
import { beatsAround } from './beats';
import { photoTwinsOf, templatesOf } from './likeness';

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
  const twins = await twinsOf(db, accounts);
  const photos = await photoTwinsOf(db, accounts);
  const written = await templatesOf(db, accounts);
  const rings = await ringsOfAccounts(db, accounts);
  const parts = await partsOf(db, [...shared].flatMap(([, rows]) => (rows[0]!.kind === 'fingerprint' && rows.length > 1 && rows.length <= HUB_ABOVE ? [rows[0]!.digest] : [])));
  const identifiers = new Map<string, SharedIdentifier[]>(accounts.map((account) => [account, []]));
  const neighbours = new Map<string, Set<string>>(accounts.map((account) => [account, new Set([account])]));
  for (const row of own) {
    const all = shared.get(keyOf(row)) ?? [];
    const hub = all.length > HUB_ABOVE;
    const others = hub ? [] : all.filter((link) => link.account !== row.account);
    const share = row.kind === 'fingerprint' ? (rarity?.shareOf('fingerprint_link', row.digest) ?? null) : null;
    const made = parts.get(row.digest);
    identifiers.get(row.account)?.push({
      kind: row.kind, digest: row.digest, own: linkOf(row), accounts: all.length, hub, share, others,
      ...(made && others.length > 0 ? { parts: Object.entries(made).sort().map(([part, value]) => ({ part, share: rarity?.shareOf(part as 'gpu', value) ?? null })) } : {}),
    });
    for (const other of others) neighbours.get(row.account)?.add(other.account);
  }
  // The account's own card goes along: signals compare family names with it.
  for (const account of accounts) {
    const around = neighbours.get(account)!;
    for (const twin of [...(twins.get(account) ?? []), ...(photos.get(account) ?? []), ...(rings.get(account)?.members ?? [])]) around.add(twin.account);
    for (const template of written.get(account) ?? []) for (const other of template.others) around.add(other.account);
  }
  const cards = await cardsOf(db, [...new Set([...neighbours.values()].flatMap((set) => [...set]))]);
  const quiet = new Map(accounts.map((account): [string, Neighbourhood] => [account, {
    identifiers: identifiers.get(account) ?? [],
    neighbours: new Map([...(neighbours.get(account) ?? [])].sort().flatMap((other) => { const card = cards.get(other); return card ? [[other, card] as const] : []; })),
    ring: rings.get(account) ?? null,
    textTwins: twins.get(account) ?? [],
    photoTwins: photos.get(account) ?? [],
    templates: written.get(account) ?? [],
    beats: new Map(),
  }]));
  return beatsAround(db, quiet);
}

/** What each of these fingerprints is made of. */
async function partsOf(db: Database | Tx, digests: readonly string[]): Promise<Map<string, Readonly<Record<string, string>>>> {
  if (digests.length === 0) return new Map();
  const { rows } = await db.execute<{ digest: string; parts: Record<string, string> }>(sql`select digest, parts from prints where digest = any(${sql.param([...digests])}::text[])`);
  return new Map(rows.map((row) => [row.digest, row.parts]));
}

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
const rounded = (at: number | null): number | null => (at === null ? null : Math.round(at));

type Timed = 'registeredAt' | 'closedAt' | 'since' | 'turnedAt';

export async function cardsOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, NeighbourCard>> {
  if (accounts.length === 0) return new Map();
  const { rows } = await db.execute<Omit<NeighbourCard, Timed> & { registered: number | null; shut: number | null; first: number | null; turned: number | null }>(sql`
    select account, ${ms('registered_at')} as registered, ${ms('closed_at')} as shut, ${ms('since')} as first, ${ms('turned_at')} as turned, surname, kind, organisation, closed, instruments, documents, clients,
      engagements, reviews, referred, schools
    from accounts where account = any(${sql.param([...accounts])}::text[])`);
  return new Map(rows.map(({ registered, shut, first, turned, ...card }) => [card.account, {
    ...card, registeredAt: rounded(registered), closedAt: rounded(shut), since: rounded(first), turnedAt: rounded(turned),
  }]));
}

/** Texts of other accounts that are alike beyond chance and boilerplate, for each account: best first, one a neighbour and field. */
export async function twinsOf(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, TextTwin[]>> {
  const { rows } = await db.execute<{ account: string; other: string; field: TextTwin['field']; at: number; jaccard: number }>(sql`
    select p.account, p.other, p.other_field as field, ${ms('greatest(m.at, o.at)')} as at, p.jaccard::float8 as jaccard
    from text_pairs p
    join texts m on (m.account, m.event, m.field) = (p.account, p.event, p.field)
    join texts o on (o.account, o.event, o.field) = (p.other, p.other_event, p.other_field)
    where p.account = any(${sql.param([...accounts])}::text[])`);
  const best = new Map<string, Map<string, TextTwin>>();
  for (const row of rows) {
    const own = best.get(row.account) ?? new Map<string, TextTwin>();
    best.set(row.account, own);
    const key = `${row.other} ${row.field}`;
    const twin = { account: row.other, field: row.field, at: Math.round(row.at), jaccard: Math.round(row.jaccard * 1e6) / 1e6, shared: [pairDigest(row.account, row.other)] };
    const held = own.get(key);
    if (held && (held.jaccard > twin.jaccard || (held.jaccard === twin.jaccard && held.at <= twin.at))) continue;
    own.set(key, twin);
  }
  return new Map([...best].map(([account, own]) => [account, [...own.values()].sort((a, b) => b.jaccard - a.jaccard || (a.account < b.account ? -1 : a.account > b.account ? 1 : a.field < b.field ? -1 : 1))]));
}

async function ringsOfAccounts(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, RingMembership>> {
  const { rows } = await db.execute<{ account: string; ring: string; name: string; kinds: IdentifierKind[]; members: { account: string; strength: number }[] }>(sql`
    select mine.account, r.id as ring, r.name, r.kinds,
      (select jsonb_agg(jsonb_build_object('account', m.account, 'strength', m.strength::float8) order by m.account) from ring_members m where m.ring = r.id and m.left_at is null) as members
    from ring_members mine join rings r on r.id = mine.ring
    where mine.left_at is null and r.ended_at is null and mine.account = any(${sql.param([...accounts])}::text[])`);
  return new Map(rows.map((row) => [row.account, { ring: row.ring, name: row.name, kinds: row.kinds, members: row.members, strength: row.members.find((one) => one.account === row.account)?.strength ?? 0 }]));
}
