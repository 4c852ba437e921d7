import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { FEW } from '../beat';
import { EDGE_NATS, TURN_NATS } from '../edge';
import { HUB_ABOVE, HUB_PERSONS, type IdentifierKind, type Link, type NeighbourCard } from '../link';
import { FEW_ON_LINE, isStable } from '../notice';
import { busyAmong } from '../queries/beats';
import { cardsOf } from '../queries/cards';
import { keyOf, linksOf, linksTo } from '../queries/index-read';
import type { RarityTable } from '../rarity';
import { SAME_TEMPLATE_BITS } from '../template';
import { COINCIDENCE_NATS, isPlace, LINK_CAPS, rarity, STEADY_DAYS } from '../weight';
import { tellingAmong } from './equal-machines';
import { knownOf } from './written';

/** Somebody who shares an identifier. `before` and `now`: how many do; `steady`: whether what changed is told of one who is there on days enough. */
export type Sharing = { kind: IdentifierKind; digest: string; account: string; before: number; now: number; steady: boolean };
type OnPlace = Sharing & { kind: 'ip' | 'exit_ip' };

/**
 * Of those who share what changed, who notices it: all, but for places of which it is known what is read of them (`noticingOnPlaces`). Those of the pass
 * are read anyway; around them rings may move.
 */
export async function thoseNoticing(tx: Tx, sharing: readonly Sharing[], pass: { has(account: string): boolean }, table: RarityTable | null, turned: ReadonlySet<string> = new Set()): Promise<string[]> {
  const told: string[] = [];
  const onPlaces: OnPlace[] = [];
  for (const one of sharing) {
    if (isOnPlace(one) && !pass.has(one.account)) onPlaces.push(one);
    else told.push(one.account);
  }
  return [...told, ...await noticingOnPlaces(tx, onPlaces, table, turned)];
}

/** Counts that are read of a line: those of P5, of T6 (beat.ts), and a hub's. */
const STEPS = [FEW_ON_LINE, FEW, HUB_ABOVE];

/** Lines, and exits of more than a few, unless their count passes one that is read. */
function isOnPlace(one: Sharing): one is OnPlace {
  return (one.kind === 'ip' || (one.kind === 'exit_ip' && one.before > FEW)) && STEPS.every((step) => one.before > step === one.now > step);
}

/**
 * Who notices what changes on a line or an exit. Providers and services bring people together who never met, so this is where most would be
 * read again for nothing: what a place says by itself of two who did not change hands ties nobody. It is read
 * - beside something else: of whoever shares with others there what could tie them with it, or a machine that tells (D2), or is in a ring;
 * - of whoever changed hands, wherever, on a place of few, with a client of others who did, or with another place of theirs; and of everybody on a place to which
 *   half, most, or all but a few came with other hands, who are no crowd to each other (edge.ts);
 * - of whoever stays on a line where five do (G5, L3), or is there on days enough, with others who are (fellowship.ts);
 * - of whoever is busy enough to be compared in time with those on a line of few (T6); and of whoever was met on a listed address (N5).
 * `turned` are accounts whose hands are told otherwise than before; of one without a card yet they are not known, and count as changed. Links and cards that are not
 * at hand are asked for.
 */
async function noticingOnPlaces(tx: Tx, asked: readonly OnPlace[], table: RarityTable | null, turned: ReadonlySet<string>): Promise<string[]> {
  if (asked.length === 0) return [];
  const places = new Map(asked.map((one) => [keyOf(one), one]));
  const present = await linksTo(tx, [...places.values()]);
  const people = [...new Set([...present.values()].flatMap((here) => here.map(({ account }) => account)))];
  const [links, cards] = [await linksAtHand(tx, people), await cardsAtHand(tx, people)];
  const shared = new Map([...present].map(([key, here]) => [key, sharedAmong(here, links, key)]));
  const [holders, besides] = [await holdersOf(tx, [...shared.values()].flatMap((all) => [...all.values()])), await knownBesides(tx, asked, present)];
  const isTurned = (account: string): boolean => turned.has(account) || cards.get(account)?.turnedAt !== null;
  const platform = table?.accounts ?? 0;
  const telling = new Set(await tellingAmong(tx, [...shared.values()].flatMap((all) => [...all.values()]), table));
  const told = new Set(besides);
  const unsettled = new Set<string>();
  for (const { kind, digest, account, before, steady } of asked) {
    if (told.has(account)) continue;
    const key = keyOf({ kind, digest });
    const here = present.get(key) ?? [];
    const own = here.find((one) => one.account === account);
    const few = before <= FEW;
    const changedHands = here.filter((one) => isTurned(one.account)).length;
    // Of several such places of two accounts the second counts by half (weight.ts).
    const place = 1.5 * LINK_CAPS[kind] * rarity({ kind, accounts: few ? 2 : FEW + 1, share: null }, platform);
    const hands = isTurned(account) ? TURN_NATS : 0;
    const isBeside = (links.get(account) ?? []).some((link) => {
      const name = keyOf(link);
      const count = shared.get(key)?.has(name) ? (holders.get(name) ?? 0) : 0;
      if (count === 0 || count > HUB_ABOVE) return false;
      if (link.kind !== 'fingerprint') return !isPlace(link.kind) || count <= FEW || hands > 0;
      if (kind === 'ip' && telling.has(link.digest)) return true;
      const look = LINK_CAPS.fingerprint * rarity({ kind: link.kind, accounts: count, share: table?.shareOf('fingerprint_link', link.digest) ?? null }, platform);
      return count <= FEW || look + place + hands + Math.min(COINCIDENCE_NATS, look, place) >= EDGE_NATS;
    });
    const isOfHands = few ? hands > 0 : changedHands * 2 >= before || before - changedHands + 2 <= FEW;
    const stays = kind === 'ip' && own !== undefined && ((isStable(own) && here.filter(isStable).length >= HUB_PERSONS) || (steady && own.days >= STEADY_DAYS));
    const clients = new Set(cards.get(account)?.clients);
    const isHired = hands > 0 && here.some((one) => one.account !== account && isTurned(one.account) && (cards.get(one.account)?.clients.some((client) => clients.has(client)) ?? false));
    if (own === undefined || isBeside || isHired || isOfHands || stays) told.add(account);
    else if (few) unsettled.add(account);
  }
  for (const account of (await busyAmong(tx, [...unsettled].filter((one) => !told.has(one)))).keys()) told.add(account);
  return [...told];
}

/** What two or more of those in a place show besides it. */
function sharedAmong(here: readonly Link[], links: ReadonlyMap<string, readonly Link[]>, place: string): Map<string, Link> {
  const [met, shared] = [new Set<string>(), new Map<string, Link>()];
  for (const { account } of here) for (const link of links.get(account) ?? []) {
    const key = keyOf(link);
    if (key === place) continue;
    if (met.has(key)) shared.set(key, link);
    else met.add(key);
  }
  return shared;
}

async function linksAtHand(tx: Tx, accounts: readonly string[]): Promise<Map<string, readonly Link[]>> {
  const links = new Map<string, readonly Link[]>(accounts.flatMap((account) => { const at = knownOf(account)?.links; return at ? [[account, at] as const] : []; }));
  for (const [account, own] of await linksOf(tx, accounts.filter((one) => !links.has(one)))) links.set(account, own);
  return links;
}

async function cardsAtHand(tx: Tx, accounts: readonly string[]): Promise<Map<string, NeighbourCard>> {
  const cards = new Map(accounts.flatMap((account) => { const at = knownOf(account)?.card; return at ? [[account, at] as const] : []; }));
  for (const [account, card] of await cardsOf(tx, accounts.filter((one) => !cards.has(one)))) cards.set(account, card);
  return cards;
}

/** How many on the whole platform show each, up to one above the hub limit. */
async function holdersOf(tx: Tx, links: readonly Link[]): Promise<Map<string, number>> {
  const keys = [...new Map(links.map((link) => [keyOf(link), link])).values()];
  const { rows } = await tx.execute<{ kind: string; digest: string; holders: number }>(sql`
    select k.kind, k.digest, h.holders from unnest(${sql.param(keys.map(({ kind }) => kind))}::text[], ${sql.param(keys.map(({ digest }) => digest))}::text[]) as k(kind, digest)
    cross join lateral (select count(*)::int as holders from (select from links where kind = k.kind and digest = k.digest limit ${HUB_ABOVE + 1}) one) h`);
  return new Map(rows.map((row) => [keyOf(row), row.holders]));
}

/** Those of the accounts who are in a ring, were met on a listed address, or share a text, a picture or a template with somebody in one of the places. */
async function knownBesides(tx: Tx, asked: readonly OnPlace[], present: ReadonlyMap<string, readonly Link[]>): Promise<Set<string>> {
  const company = new Map<string, Set<string>>(asked.map(({ account }) => [account, new Set()]));
  for (const one of asked) for (const other of present.get(keyOf(one)) ?? []) if (other.account !== one.account) company.get(one.account)!.add(other.account);
  const { rows } = await tx.execute<{ account: string }>(sql`
    select c.account from jsonb_to_recordset(${JSON.stringify([...company].map(([account, others]) => ({ account, others: [...others] })))}::jsonb) as c(account text, others text[])
    where exists (select from ring_members where account = c.account and left_at is null)
      or exists (select from session_facts where account = c.account and listings is not null)
      or exists (select from text_pairs where account = c.account and other = any(c.others))
      or exists (select from photo_pairs where account = c.account and other = any(c.others))
      or exists (select from templates mine join templates t on t.account = any(c.others) where mine.account = c.account and bit_count(('x' || t.hash)::bit(64) # ('x' || mine.hash)::bit(64)) <= ${SAME_TEMPLATE_BITS})`);
  return new Set(rows.map(({ account }) => account));
}
