import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { abreast } from '../../kernel/abreast';
import { aboutOf, ringTopic } from '../../kernel/about';
import type { Instant } from '../../kernel/instant';
import { announceAbout } from '../../kernel/work';
import { carryOver, underCarriedIds } from '../carry-over';
import { pairDigest } from '../pair';
import { SAVED_TWICE_BITS } from '../photo';
import { IndexRead } from '../queries/index-read';
import { accountsOfClient, type RarityTable } from '../rarity';
import type { Link } from '../link';
import { edgesOf, mayTie, tellingOf, type Bearings, type Edge, type PhotoPair, type SharedRows, type TextPair } from '../edge';
import { ringsOf, type Ring } from '../ring';
import { OF_FEW } from '../weight';
import { birdsOf, ringName } from '../ring-name';

/**
 * Brings the rings around these accounts up to date: everything that hangs together with them by what may tie is partitioned anew,
 * which gives the same rings as partitioning the whole platform, since rings never reach across a gap. Answers the accounts
 * whose membership changed. `partitioned` gathers all who were partitioned with them, who need not be asked for until something changes.
 */
export async function keepRings(tx: Tx, accounts: readonly string[], at: Instant, rarity: RarityTable | null, index: IndexRead = new IndexRead(tx), partitioned: Set<string> = new Set()): Promise<Set<string>> {
  if (accounts.length === 0) return new Set();
  const { seen, edges, bearings } = await componentOf(tx, accounts, rarity, index);
  for (const account of seen) partitioned.add(account);
  const before = await ringsNow(tx, [...seen]);
  if (edges.length === 0 && before.size === 0) return new Set();
  // Members of a ring that no longer hang together with the rest are partitioned with it: their ring ends or shrinks.
  const lost = [...before.values()].flatMap((ring) => ring.members.map((one) => one.account)).filter((account) => !seen.has(account));
  if (lost.length > 0) return keepRings(tx, [...new Set([...accounts, ...seen, ...lost])], at, rarity, index, partitioned);
  const { rings } = ringsOf(edges, (account) => bearings.get(account)?.organisation ?? null, (account) => bearings.get(account)?.surname ?? null);
  const carried = carryOver([...before].map(([id, ring]) => ({ id, members: ring.members.map((one) => one.account) })), rings);
  const fresh = rings.filter((ring) => !carried.has(ring.id)).map((ring) => ring.id);
  const used = fresh.length === 0 ? [] : (await tx.execute<{ id: string }>(sql`select id from rings where id = any(${sql.param(fresh)}::text[])`)).rows.map((row) => row.id);
  return persist(tx, underCarriedIds(rings, carried, new Set(used)), before, at);
}

/** All accounts reachable over what may tie, those edges, and who is under one roof: each account is opened once, with everything it shares. */
async function componentOf(tx: Tx, start: readonly string[], rarity: RarityTable | null, index: IndexRead): Promise<{ seen: Set<string>; edges: Edge[]; bearings: Map<string, Bearings> }> {
  const seen = new Set(start);
  const edges = new Map<string, Edge>();
  const bearings = new Map<string, Bearings>();
  for (let frontier = new Set(start); frontier.size > 0;) {
    const opened = [...frontier];
    const [sharedRows, likeness, shown] = await abreast([() => index.sharedBy(opened), () => likenessOf(index, opened), () => index.pictures(opened)]);
    const shared = [...sharedRows];
    // Machines that look alike tie nobody who has nothing else in common, clients excepted, which do not either.
    const met = new Set(opened);
    for (const rows of shared) if (rows[0]!.kind !== 'fingerprint') for (const { account } of rows) met.add(account);
    for (const { a, b } of [...likeness.texts, ...likeness.photos]) met.add(a).add(b);
    await learnBearings(tx, bearings, index, met);
    const pictures = new Map([...shown.values()].flatMap((each) => [...each]));
    const found = edgesOf(shared.map((rows) => sharedIn(rows, met, rarity, pictures)), { ...likeness, accountsOf: (client) => accountsOfClient(rarity, client) }, rarity?.accounts ?? 0, (account) => bearings.get(account) ?? NOTHING, frontier);
    const ties = found.filter(mayTie);
    for (const edge of [...ties, ...found.filter((one) => one.together || tellingOf(one).length > 0)]) edges.set(`${edge.a}\n${edge.b}`, edge);
    frontier = new Set(ties.flatMap((edge) => [edge.a, edge.b]).filter((account) => !seen.has(account)));
    for (const account of frontier) seen.add(account);
  }
  await learnBearings(tx, bearings, index, seen);
  // Among those who hang together equal machines count though two have nothing else in common: each may show the rest with others of them.
  const looks = [...await index.sharedBy([...seen])].filter((rows) => rows[0]!.kind === 'fingerprint' && rows.length <= OF_FEW).map((rows) => sharedIn(rows, seen, rarity));
  for (const edge of edgesOf(looks, {}, rarity?.accounts ?? 0, (account) => bearings.get(account) ?? NOTHING)) {
    const key = `${edge.a}\n${edge.b}`;
    if (!edges.has(key) && tellingOf(edge).length > 0) edges.set(key, edge);
  }
  return { seen, edges: [...edges.values()].filter(({ a, b }) => seen.has(a) && seen.has(b)), bearings };
}

const NOTHING: Bearings = { since: null, turnedAt: null, surname: null, organisation: null };

/** Kinds of account whose organisation is one of the platform's registry. */
const REGISTERED: readonly (string | null)[] = ['agency', 'agency_member', 'household_member'];

async function learnBearings(tx: Tx, known: Map<string, Bearings>, index: IndexRead, accounts: ReadonlySet<string>): Promise<void> {
  const asked: string[] = [];
  for (const account of accounts) {
    if (known.has(account)) continue;
    const card = index.cardAtHand(account);
    if (card === null) asked.push(account);
    else known.set(account, { since: card.since, turnedAt: card.turnedAt, surname: card.surname, organisation: REGISTERED.includes(card.kind) ? card.organisation : null, clients: card.clients });
  }
  if (asked.length === 0) return;
  const { rows } = await tx.execute<{ account: string; surname: string | null; organisation: string | null; since: number | null; turned: number | null; clients: string[] }>(sql`
    select account, surname, clients, case when kind = any(${sql.param([...REGISTERED])}::text[]) then organisation end as organisation,
      (extract(epoch from since) * 1000)::float8 as since, (extract(epoch from turned_at) * 1000)::float8 as turned
    from accounts where account = any(${sql.param(asked)}::text[])`);
  for (const { account, turned, ...row } of rows) known.set(account, { ...row, turnedAt: turned });
}

async function likenessOf(index: IndexRead, accounts: readonly string[]): Promise<{ texts: TextPair[]; photos: PhotoPair[] }> {
  const [alike, near] = await abreast([() => index.textTwins(accounts), () => index.photoTwins(accounts)]);
  const texts = new Map<string, TextPair>();
  const photos = new Map<string, PhotoPair>();
  for (const account of accounts) {
    for (const { account: other, jaccard } of alike.get(account) ?? []) {
      const [a, b] = account < other ? [account, other] : [other, account];
      const key = `${a}\n${b}`;
      if ((texts.get(key)?.jaccard ?? 0) < jaccard) texts.set(key, { a, b, jaccard, digest: pairDigest(a, b) });
    }
    for (const { account: other, shared, accounts: shownBy, bits } of near.get(account) ?? []) photos.set(shared, { a: account, b: other, digest: shared, accounts: shownBy, edited: bits > SAVED_TWICE_BITS });
  }
  return { texts: [...texts.values()], photos: [...photos.values()] };
}

function sharedIn(rows: readonly Link[], met: ReadonlySet<string>, rarity: RarityTable | null, pictures: ReadonlyMap<string, number> = new Map()): SharedRows {
  const { kind, digest } = rows[0]!;
  return { kind, digest, accounts: kind === 'photo' ? (pictures.get(digest) ?? rows.length) : rows.length, share: kind === 'fingerprint' ? (rarity?.shareOf('fingerprint_link', digest) ?? null) : null, rows: kind === 'fingerprint' ? rows.filter((row) => met.has(row.account)) : rows };
}

type Standing = { name: string; kinds: string[]; members: { account: string; strength: number }[] };

async function ringsNow(tx: Tx, accounts: readonly string[]): Promise<Map<string, Standing>> {
  const { rows } = await tx.execute<{ id: string; name: string; kinds: string[]; members: { account: string; strength: number }[] }>(sql`
    select r.id, r.name, r.kinds, jsonb_agg(jsonb_build_object('account', m.account, 'strength', m.strength::float8) order by m.account) as members
    from rings r join ring_members m on m.ring = r.id and m.left_at is null
    where r.ended_at is null and r.id in (select ring from ring_members where left_at is null and account = any(${sql.param([...accounts])}::text[]))
    group by r.id order by r.id`);
  return new Map(rows.map(({ id, ...ring }) => [id, ring]));
}

async function persist(tx: Tx, rings: readonly Ring[], before: ReadonlyMap<string, Standing>, at: Instant): Promise<Set<string>> {
  const changed = new Set<string>();
  const about = new Set<string>();
  const when = new Date(at).toISOString();
  const note = (ring: string, account: string): void => {
    changed.add(account);
    for (const topic of aboutOf({ account, ring })) about.add(topic);
  };
  const taken = await namesBorne(tx, rings.filter(({ id }) => !before.has(id)).map(({ id }) => id));
  for (const ring of rings) {
    const was = new Map(before.get(ring.id)?.members.map((one) => [one.account, one.strength]));
    const now = new Map(ring.members.map((one) => [one.account, one.strength]));
    if (!before.has(ring.id)) {
      const name = ringName(ring.id, taken);
      taken.add(name);
      await tx.execute(sql`insert into rings (id, name, formed_at, kinds) values (${ring.id}, ${name}, ${when}::timestamptz, ${sql.param([...ring.kinds])}::text[])`);
    } else await tx.execute(sql`update rings set kinds = ${sql.param([...ring.kinds])}::text[] where id = ${ring.id} and kinds <> ${sql.param([...ring.kinds])}::text[]`);
    for (const account of was.keys()) if (!now.has(account)) { note(ring.id, account); await leave(tx, ring.id, account, when); }
    for (const [account, strength] of now) {
      const held = was.get(account);
      if (held === undefined) {
        note(ring.id, account);
        await tx.execute(sql`insert into ring_members (account, ring, strength, joined_at) values (${account}, ${ring.id}, ${strength}, ${when}::timestamptz) on conflict (account, ring, joined_at) do update set strength = excluded.strength, left_at = null`);
      } else if (held !== Math.fround(strength)) {
        // Stored as `real`: the nearest such number is what a rebuild would store.
        changed.add(account);
        about.add(ringTopic(ring.id));
        await tx.execute(sql`update ring_members set strength = ${strength} where ring = ${ring.id} and account = ${account} and left_at is null`);
      }
    }
  }
  const kept = new Set(rings.map((ring) => ring.id));
  for (const [id, ring] of before) {
    if (kept.has(id)) continue;
    for (const { account } of ring.members) { note(id, account); await leave(tx, id, account, when); }
    await tx.execute(sql`update rings set ended_at = ${when}::timestamptz where id = ${id}`);
  }
  await announceAbout(tx, [...about]);
  return changed;
}

/** Names of rings that stand, as far as new rings of these ids could be called so. A ring keeps its name as long as it stands. */
async function namesBorne(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const { rows } = await tx.execute<{ name: string }>(sql`select name from rings where ended_at is null and name like any(${sql.param(birdsOf(ids).map((bird) => `%${bird}%`))}::text[])`);
  return new Set(rows.map(({ name }) => name));
}

async function leave(tx: Tx, ring: string, account: string, when: string): Promise<void> {
  await tx.execute(sql`update ring_members set left_at = ${when}::timestamptz where ring = ${ring} and account = ${account} and left_at is null`);
}
