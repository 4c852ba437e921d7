import { sql } from 'drizzle-orm';
import type { Database, Tx } from '../../../db/client';
import { abreast } from '../../kernel/abreast';
import { HUB_ABOVE, type IdentifierKind, type Neighbourhood, type RingMembership, type SharedIdentifier } from '../link';
import type { RarityTable } from '../rarity';
import { beatsAround } from './beats';
import { IndexRead } from './index-read';
import { templatesOf } from './likeness';
import { partsOf } from './prints';

/** What the links say about each of these accounts, by the frequencies given. */
export async function neighbourhoodsOf(db: Database | Tx, accounts: readonly string[], rarity: RarityTable | null, index: IndexRead = new IndexRead(db)): Promise<Map<string, Neighbourhood>> {
  const [own, holdersOf, twins, photos, pictures, written, rings] = await abreast([
    () => index.linksOf(accounts), () => index.holdersFor(accounts), () => index.textTwins(accounts), () => index.photoTwins(accounts), () => index.pictures(accounts), () => templatesOf(db, accounts), () => ringsOfAccounts(db, accounts),
  ]);
  const around = new Map(accounts.map((account) => [account, (own.get(account) ?? []).map((link) => ({ link, holders: holdersOf(link) }))] as const));
  const parts = await partsOf(db, [...new Set([...around.values()].flatMap((links) => links.flatMap(({ link, holders }) => (link.kind === 'fingerprint' && holders !== null && holders.length > 0 ? [link.digest] : []))))], rarity);
  const identifiers = new Map([...around].map(([account, links]) => [account, links.map(({ link, holders }): SharedIdentifier => {
    const hub = holders?.length === 0;
    const others = holders === null ? [] : holders.filter((one) => one.account !== account);
    const parted = others.length > 0 ? parts.get(link.digest) : undefined;
    const shown = link.kind === 'photo' ? pictures.get(account)?.get(link.digest) : undefined;
    return {
      kind: link.kind, digest: link.digest, own: link, accounts: hub ? HUB_ABOVE + 1 : (shown ?? holders?.length ?? 1), hub, share: link.kind === 'fingerprint' ? (rarity?.shareOf('fingerprint_link', link.digest) ?? null) : null, others,
      ...(parted ? { parts: parted } : {}),
    };
  })] as const));
  const neighbours = new Map(accounts.map((account) => {
    // The account's own card goes along: signals compare family names with it.
    const known = new Set([account]);
    for (const { others } of identifiers.get(account) ?? []) for (const other of others) known.add(other.account);
    for (const twin of [...(twins.get(account) ?? []), ...(photos.get(account) ?? []), ...(rings.get(account)?.members ?? [])]) known.add(twin.account);
    for (const template of written.get(account) ?? []) for (const other of template.others) known.add(other.account);
    return [account, known] as const;
  }));
  const cards = await index.cardsOf([...new Set([...neighbours.values()].flatMap((set) => [...set]))]);
  const quiet = new Map(accounts.map((account): [string, Neighbourhood] => [account, {
    identifiers: identifiers.get(account) ?? [],
    neighbours: new Map([...(neighbours.get(account) ?? [])].sort().flatMap((other) => { const card = cards.get(other); return card ? [[other, card] as const] : []; })),
    ring: rings.get(account) ?? null,
    textTwins: twins.get(account) ?? [],
    photoTwins: photos.get(account) ?? [],
    templates: written.get(account) ?? [],
    beats: new Map(),
  }]));
  return beatsAround(quiet, index.acts);
}

async function ringsOfAccounts(db: Database | Tx, accounts: readonly string[]): Promise<Map<string, RingMembership>> {
  const { rows } = await db.execute<{ account: string; ring: string; name: string; kinds: IdentifierKind[]; members: { account: string; strength: number }[] }>(sql`
    select mine.account, r.id as ring, r.name, r.kinds,
      (select jsonb_agg(jsonb_build_object('account', m.account, 'strength', m.strength::float8) order by m.account) from ring_members m where m.ring = r.id and m.left_at is null) as members
    from ring_members mine join rings r on r.id = mine.ring
    where mine.left_at is null and r.ended_at is null and mine.account = any(${sql.param([...accounts])}::text[])`);
  return new Map(rows.map((row) => [row.account, { ring: row.ring, name: row.name, kinds: row.kinds, members: row.members, strength: row.members.find((one) => one.account === row.account)?.strength ?? 0 }]));
}
