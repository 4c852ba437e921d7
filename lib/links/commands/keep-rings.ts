import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import type { Instant } from '../../kernel/instant';
import { HUB_ABOVE, type Link } from '../link';
import { cardsOf, pairDigest, sharedRowsOf, twinsOf } from '../queries/neighbourhoods';
import type { RarityTable } from '../rarity';
import { carryOver, EDGE_GROUPS, EDGE_NATS, edgesOf, ringsOf, underCarriedIds, type Edge, type Ring, type SharedRows, type TextPair } from '../ring';
import { combine } from '../weight';

const REGISTERED: ReadonlySet<string> = new Set(['agency', 'agency_member', 'household_member']);

/**
 * Brings the rings around these accounts up to date: everything that hangs together with them by firm ties is partitioned anew,
 * which gives the same rings as partitioning the whole platform, since rings never reach across a gap. Answers the accounts
 * whose membership changed.
 */
export async function keepRings(tx: Tx, accounts: readonly string[], at: Instant, rarity: RarityTable | null): Promise<Set<string>> {
  const { seen, edges } = await componentOf(tx, accounts, rarity);
  const before = await ringsNow(tx, [...seen]);
  if (edges.length === 0 && before.size === 0) return new Set();
  // Members of a ring that no longer hang together with the rest are partitioned with it: their ring ends or shrinks.
  const lost = [...before.values()].flatMap((ring) => ring.members.map((one) => one.account)).filter((account) => !seen.has(account));
  if (lost.length > 0) return keepRings(tx, [...new Set([...accounts, ...seen, ...lost])], at, rarity);
  const cards = await cardsOf(tx, [...seen]);
  const organisationOf = (account: string): string | null => {
    const card = cards.get(account);
    return card?.organisation && REGISTERED.has(card.kind ?? '') ? card.organisation : null;
  };
  const { rings } = ringsOf(edges, organisationOf);
  const carried = carryOver([...before].map(([id, ring]) => ({ id, members: ring.members.map((one) => one.account) })), rings);
  const fresh = rings.filter((ring) => !carried.has(ring.id)).map((ring) => ring.id);
  const used = fresh.length === 0 ? [] : (await tx.execute<{ id: string }>(sql`select id from rings where id = any(${sql.param(fresh)}::text[])`)).rows.map((row) => row.id);
  return persist(tx, underCarriedIds(rings, carried, new Set(used)), before, at);
}

/** All accounts reachable over edges that can make a ring, and those edges. */
async function componentOf(tx: Tx, start: readonly string[], rarity: RarityTable | null): Promise<{ seen: Set<string>; edges: Edge[] }> {
  const seen = new Set(start);
  const identifiers = new Map<string, Link[]>();
  const twins = new Map<string, TextPair>();
  const expanded = new Set<string>();
  for (let frontier = [...seen]; frontier.length > 0;) {
    for (const [key, rows] of await sharedRowsOf(tx, frontier)) if (rows.length > 1 && rows.length <= HUB_ABOVE) identifiers.set(key, rows);
    for (const [account, alike] of await twinsOf(tx, frontier, rarity)) {
      for (const twin of alike) {
        const [a, b] = account < twin.account ? [account, twin.account] : [twin.account, account];
        const key = `${a}\n${b}`;
        if ((twins.get(key)?.jaccard ?? 0) < twin.jaccard) twins.set(key, { a, b, jaccard: twin.jaccard, digest: pairDigest(a, b) });
      }
    }
    for (const account of frontier) expanded.add(account);
    const next = new Set<string>();
    for (const edge of firm(edgesOf(sharedIn(identifiers, rarity), [...twins.values()], rarity?.accounts ?? 0))) {
      for (const [mine, other] of [[edge.a, edge.b], [edge.b, edge.a]] as const) if (expanded.has(mine) && !seen.has(other)) next.add(other);
    }
    for (const account of next) seen.add(account);
    frontier = [...next];
  }
  const edges = firm(edgesOf(sharedIn(identifiers, rarity), [...twins.values()], rarity?.accounts ?? 0)).filter((edge) => seen.has(edge.a) && seen.has(edge.b));
  return { seen, edges };
}

function sharedIn(identifiers: ReadonlyMap<string, Link[]>, rarity: RarityTable | null): SharedRows[] {
  return [...identifiers.values()].flatMap((rows) => {
    const first = rows[0];
    if (!first) return [];
    return [{ kind: first.kind, digest: first.digest, accounts: rows.length, share: first.kind === 'fingerprint' ? (rarity?.shareOf('fingerprint_link', first.digest) ?? null) : null, rows }];
  });
}

function firm(edges: readonly Edge[]): Edge[] {
  return edges.filter((edge) => {
    const { nats, groups } = combine(edge.links);
    return nats >= EDGE_NATS && groups.length >= EDGE_GROUPS;
  });
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

/** Below this a strength has not moved: stored as `real`. */
const SAME = 1e-4;

async function persist(tx: Tx, rings: readonly Ring[], before: ReadonlyMap<string, Standing>, at: Instant): Promise<Set<string>> {
  const changed = new Set<string>();
  const when = new Date(at).toISOString();
  for (const ring of rings) {
    const was = new Map(before.get(ring.id)?.members.map((one) => [one.account, one.strength]));
    const now = new Map(ring.members.map((one) => [one.account, one.strength]));
    if (!before.has(ring.id)) await tx.execute(sql`insert into rings (id, name, formed_at, kinds) values (${ring.id}, ${ring.name}, ${when}::timestamptz, ${sql.param([...ring.kinds])}::text[])`);
    else await tx.execute(sql`update rings set kinds = ${sql.param([...ring.kinds])}::text[] where id = ${ring.id} and kinds <> ${sql.param([...ring.kinds])}::text[]`);
    for (const account of was.keys()) if (!now.has(account)) { changed.add(account); await leave(tx, ring.id, account, when); }
    for (const [account, strength] of now) {
      const held = was.get(account);
      if (held === undefined) await tx.execute(sql`insert into ring_members (account, ring, strength, joined_at) values (${account}, ${ring.id}, ${strength}, ${when}::timestamptz) on conflict (account, ring, joined_at) do update set strength = excluded.strength, left_at = null`);
      else if (Math.abs(held - strength) > SAME) await tx.execute(sql`update ring_members set strength = ${strength} where ring = ${ring.id} and account = ${account} and left_at is null`);
      else continue;
      changed.add(account);
    }
  }
  const kept = new Set(rings.map((ring) => ring.id));
  for (const [id, ring] of before) {
    if (kept.has(id)) continue;
    for (const { account } of ring.members) { changed.add(account); await leave(tx, id, account, when); }
    await tx.execute(sql`update rings set ended_at = ${when}::timestamptz where id = ${id}`);
  }
  return changed;
}

async function leave(tx: Tx, ring: string, account: string, when: string): Promise<void> {
  await tx.execute(sql`update ring_members set left_at = ${when}::timestamptz where ring = ${ring} and account = ${account} and left_at is null`);
}
