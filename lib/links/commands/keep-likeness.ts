import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import type { AccountHistory } from '../../enrichment/history';
import { iso } from '../../kernel/instant';
import { HUB_ABOVE } from '../link';
import { photoKeys, SAME_PHOTO_BITS } from '../photo';
import type { RarityTable } from '../rarity';
import { bandKeys, jaccard, minHash, shinglesOf, TWIN_FROM } from '../text';
import { unknown, writtenOf } from './written';

/**
 * Likeness is kept as pairs, found when the later of two comes in. Each text and photograph counts how many other accounts have one like it,
 * an account once however often it rewrote its own, up to one above the hub limit: above it, it is a template or a stock picture and links nobody. The count and the pairs below
 * the limit are the same in whatever order things come.
 */

type Key = { account: string; event: string; field: string };
const nameOf = (key: Key): string => `${key.account} ${key.event} ${key.field}`;

/** New profile texts; answers the accounts whose likeness changed. */
export async function keepTexts(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, rarity: RarityTable | null): Promise<string[]> {
  const rows = [...histories.values()].flatMap((history) => {
    const seen = new Set<string>();
    return history.profiles.flatMap((profile) => (['summary', 'resume'] as const).flatMap((field) => {
      const body = profile[field];
      if (!body || seen.has(body)) return [];
      seen.add(body);
      return [{ account: history.account, event: profile.event, field, at: iso(profile.at), body }];
    }));
  });
  if (rows.length === 0) return [];
  const asked = unknown(histories, 'texts');
  if (asked.length > 0) {
    const { rows: known } = await tx.execute<Key>(sql`select account, event, field from texts where account = any(${sql.param(asked)}::text[])`);
    for (const account of asked) writtenOf(histories.get(account)!).texts = new Set();
    for (const key of known) textsOf(histories, key).add(nameOf(key));
  }
  const fresh = rows.filter((row) => !textsOf(histories, row).has(nameOf(row))).map((row) => ({ ...row, bands: bandsOf(row.body, rarity) }));
  if (fresh.length === 0) return [];
  for (const row of fresh) textsOf(histories, row).add(nameOf(row));
  await tx.execute(sql`
    insert into texts (account, event, field, at, body, bands)
    select account, event, field, at, body, array(select jsonb_array_elements_text(bands)::int) from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as r(account text, event text, field text, at timestamptz, body text, bands jsonb)
    on conflict do nothing`);
  const mine = new Set(fresh.map(nameOf));
  // Two new texts meet once, by the later of their names.
  return pairTexts(tx, fresh, rarity, (own, other) => !mine.has(nameOf(other)) || nameOf(other) < nameOf(own));
}

/** Names of the texts that stand of an account. */
function textsOf(histories: ReadonlyMap<string, AccountHistory>, { account }: { account: string }): Set<string> {
  return (writtenOf(histories.get(account)!).texts ??= new Set());
}

/** Candidates that are looked at for one text; more of them share a band than can be told apart one by one. */
const CANDIDATES_AT_MOST = 16 * HUB_ABOVE;

type Text = Key & { body: string };

/** Confirms which texts of other accounts are like these, and keeps the pairs both ways round. Answers the accounts whose pairs changed. */
export async function pairTexts(tx: Tx, fresh: readonly Text[], rarity: RarityTable | null, meets: (own: Key, other: Key) => boolean): Promise<string[]> {
  const touched = new Set<string>();
  const shareOf = rarity ? (shingle: string) => rarity.shareOf('shingle', shingle) : undefined;
  for (let from = 0; from < fresh.length; from += 100) {
    const some = fresh.slice(from, from + 100);
    const { rows } = await tx.execute<{ n: number } & Text & { alike: number }>(sql`
      select k.n::int as n, o.account, o.event, o.field, o.body, o.alike
      from jsonb_to_recordset(${JSON.stringify(some.map(({ account, event, field }, n) => ({ n, account, event, field })))}::jsonb) as k(n int, account text, event text, field text)
      join texts m on (m.account, m.event, m.field) = (k.account, k.event, k.field)
      cross join lateral (
        -- Found by the bands first and ordered then: asked for in order, the planner would rather read the whole table in order.
        select * from (select account, event, field, body, alike from texts t where t.bands && m.bands and t.account <> m.account offset 0) c order by account, event, field limit ${CANDIDATES_AT_MOST}) o`);
    const cut = new Map<string, Set<string>>();
    const shinglesIn = (text: Text): Set<string> => {
      const known = cut.get(nameOf(text)) ?? shinglesOf(text.body, shareOf);
      cut.set(nameOf(text), known);
      return known;
    };
    const found: Pair[] = [];
    const counts = new Map<string, Key & { more: number }>();
    const count = (key: Key): void => {
      const known = counts.get(nameOf(key)) ?? { account: key.account, event: key.event, field: key.field, more: 0 };
      known.more += 1;
      counts.set(nameOf(key), known);
    };
    const matches = rows.flatMap(({ n, alike, ...other }) => {
      const own = some[n]!;
      const likeness = meets(own, other) ? jaccard(shinglesIn(own), shinglesIn(other)) : 0;
      return likeness < TWIN_FROM ? [] : [{ own, other, alike, likeness }];
    });
    const versions = await versionsLike(tx, matches);
    const met = new Set<string>();
    for (const { own, other, alike, likeness } of matches) {
      const pair = `${nameOf(own)} ${other.account}`;
      if (!met.has(pair)) count(own);
      met.add(pair);
      // Another version of the same account's text has been counted, or is when it meets.
      const counted = (versions.get(`${own.account} ${nameOf(other)}`) ?? []).some((version) => nameOf(version) !== nameOf(own) && meets(own, version) && jaccard(shinglesIn(version), shinglesIn(other)) >= TWIN_FROM);
      if (alike <= HUB_ABOVE && !counted) count(other);
      found.push({ account: own.account, event: own.event, field: own.field, other: other.account, other_event: other.event, other_field: other.field, jaccard: likeness });
      touched.add(own.account).add(other.account);
    }
    for (const account of await keepPairs(tx, found, [...counts.values()])) touched.add(account);
  }
  return [...touched];
}

/** Texts of the account of each of these that share a band with the other's: by account and the other's name. */
async function versionsLike(tx: Tx, matches: readonly { own: Key; other: Key }[]): Promise<Map<string, Text[]>> {
  const versions = new Map<string, Text[]>();
  if (matches.length === 0) return versions;
  const asked = new Map(matches.map(({ own, other }) => [`${own.account} ${nameOf(other)}`, { of: own.account, account: other.account, event: other.event, field: other.field }]));
  const { rows } = await tx.execute<Text & { other: string; other_event: string; other_field: string }>(sql`
    select v.account, v.event, v.field, v.body, o.account as other, o.event as other_event, o.field as other_field
    from jsonb_to_recordset(${JSON.stringify([...asked.values()])}::jsonb) as k("of" text, account text, event text, field text)
    join texts o on (o.account, o.event, o.field) = (k.account, k.event, k.field)
    cross join lateral (select * from texts where account = k."of" offset 0) v where v.bands && o.bands`);
  for (const { other, other_event, other_field, ...version } of rows) {
    const key = `${version.account} ${nameOf({ account: other, event: other_event, field: other_field })}`;
    versions.set(key, [...(versions.get(key) ?? []), version]);
  }
  return versions;
}

type Pair = { account: string; event: string; field: string; other: string; other_event: string; other_field: string; jaccard: number };

async function keepPairs(tx: Tx, found: readonly Pair[], counts: readonly (Key & { more: number })[]): Promise<string[]> {
  if (found.length === 0) return [];
  await tx.execute(sql`
    update texts t set alike = least(${HUB_ABOVE + 1}, t.alike + r.more) from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as r(account text, event text, field text, more int)
    where (t.account, t.event, t.field) = (r.account, r.event, r.field)`);
  await tx.execute(sql`
    with r as (
      select r.* from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as r(account text, event text, field text, other text, other_event text, other_field text, jaccard real)
      join texts m on (m.account, m.event, m.field) = (r.account, r.event, r.field) and m.alike <= ${HUB_ABOVE}
      join texts o on (o.account, o.event, o.field) = (r.other, r.other_event, r.other_field) and o.alike <= ${HUB_ABOVE})
    insert into text_pairs (account, event, field, other, other_event, other_field, jaccard)
    select account, event, field, other, other_event, other_field, jaccard from r
    union select other, other_event, other_field, account, event, field, jaccard from r
    on conflict do nothing`);
  const { rows } = await tx.execute<{ account: string }>(sql`
    with crowd as (
      select t.account, t.event, t.field from texts t join jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) as r(account text, event text, field text) on (t.account, t.event, t.field) = (r.account, r.event, r.field)
      where t.alike > ${HUB_ABOVE}),
    gone as (delete from text_pairs p using crowd c where (p.account, p.event, p.field) = (c.account, c.event, c.field) returning p.*),
    back as (delete from text_pairs p using gone g where (p.account, p.event, p.field, p.other, p.other_event, p.other_field) = (g.other, g.other_event, g.other_field, g.account, g.event, g.field) returning p.account)
    select account from gone union select other from gone`);
  return rows.map((row) => row.account);
}

/** The bands under which a text is found, boilerplate taken out: made anew for every text when the frequencies are counted anew. */
export function bandsOf(body: string, rarity: RarityTable | null): number[] {
  const minima = minHash(shinglesOf(body, rarity ? (shingle) => rarity.shareOf('shingle', shingle) : undefined));
  return minima ? bandKeys(minima) : [];
}

/** New photographs of profiles and documents; answers the accounts that show one picture with a few bits changed, and those of whom that says less now. */
export async function keepPhotos(tx: Tx, histories: ReadonlyMap<string, AccountHistory>): Promise<string[]> {
  const rows = [...histories.values()].flatMap((history) => {
    const hashes = new Set([...history.profiles.map((one) => one.photoHash), ...history.checks.map((one) => one.imageHash)]);
    return [...hashes].flatMap((hash) => (hash !== null && /^[0-9a-f]{16}$/.test(hash) ? [{ account: history.account, hash }] : []));
  });
  if (rows.length === 0) return [];
  const asked = unknown(histories, 'photos');
  if (asked.length > 0) {
    const { rows: known } = await tx.execute<{ account: string; hash: string }>(sql`select account, hash from photos where account = any(${sql.param(asked)}::text[])`);
    for (const account of asked) writtenOf(histories.get(account)!).photos = new Set();
    for (const { account, hash } of known) photosOf(histories, account).add(hash);
  }
  const fresh = rows.filter(({ account, hash }) => !photosOf(histories, account).has(hash)).map((row) => ({ ...row, keys: photoKeys(row.hash).map((key) => Number.parseInt(key, 16) | 0) }));
  if (fresh.length === 0) return [];
  for (const { account, hash } of fresh) photosOf(histories, account).add(hash);
  const list = JSON.stringify(fresh);
  await tx.execute(sql`
    insert into photos (account, hash, keys) select account, hash, array(select jsonb_array_elements_text(keys)::int) from jsonb_to_recordset(${list}::jsonb) as r(account text, hash text, keys jsonb) on conflict do nothing`);
  const { rows: near } = await tx.execute<{ account: string; hash: string; other: string; other_hash: string; bits: number; alike: number }>(sql`
    select m.account, m.hash, o.account as other, o.hash as other_hash, o.bits, o.alike
    from jsonb_to_recordset(${list}::jsonb) as k(account text, hash text) join photos m on (m.account, m.hash) = (k.account, k.hash)
    cross join lateral (
      select account, hash, alike, bit_count(('x' || hash)::bit(64) # ('x' || m.hash)::bit(64))::int as bits from photos t
      where t.keys && m.keys and t.account <> m.account and t.hash <> m.hash and bit_count(('x' || hash)::bit(64) # ('x' || m.hash)::bit(64)) <= ${SAME_PHOTO_BITS}) o`);
  const mine = new Set(fresh.map((row) => `${row.account} ${row.hash}`));
  const once = near.filter((pair) => !mine.has(`${pair.other} ${pair.other_hash}`) || `${pair.other} ${pair.other_hash}` < `${pair.account} ${pair.hash}`);
  if (once.length === 0) return [];
  // Another picture of the same account that is like the other's as well, and was there before or comes first by name.
  const { rows: versions } = await tx.execute<{ account: string; hash: string; other: string; other_hash: string; version: string }>(sql`
    select k.account, k.hash, k.other, k.other_hash, v.hash as version
    from jsonb_to_recordset(${JSON.stringify(once)}::jsonb) as k(account text, hash text, other text, other_hash text) join photos o on (o.account, o.hash) = (k.other, k.other_hash)
    join photos v on v.account = k.account and v.hash <> k.hash and v.hash <> o.hash and v.keys && o.keys and bit_count(('x' || v.hash)::bit(64) # ('x' || o.hash)::bit(64)) <= ${SAME_PHOTO_BITS}`);
  const counted = new Set(versions.flatMap((row) => (!mine.has(`${row.account} ${row.version}`) || row.version < row.hash ? [`${row.account} ${row.hash} ${row.other} ${row.other_hash}`] : [])));
  const counts = new Map<string, { account: string; hash: string; more: number }>();
  const met = new Set<string>();
  for (const pair of once) {
    const [own, other] = [{ account: pair.account, hash: pair.hash }, { account: pair.other, hash: pair.other_hash }];
    const first = !met.has(`${pair.account} ${pair.hash} ${pair.other}`);
    met.add(`${pair.account} ${pair.hash} ${pair.other}`);
    for (const one of [...(first ? [own] : []), ...(counted.has(`${pair.account} ${pair.hash} ${pair.other} ${pair.other_hash}`) ? [] : [other])]) {
      const known = counts.get(`${one.account} ${one.hash}`) ?? { ...one, more: 0 };
      known.more += 1;
      counts.set(`${one.account} ${one.hash}`, known);
    }
  }
  await tx.execute(sql`
    update photos t set alike = least(${HUB_ABOVE + 1}, t.alike + r.more) from jsonb_to_recordset(${JSON.stringify([...counts.values()])}::jsonb) as r(account text, hash text, more int)
    where (t.account, t.hash) = (r.account, r.hash) and t.alike <= ${HUB_ABOVE}`);
  await tx.execute(sql`
    with r as (
      select r.* from jsonb_to_recordset(${JSON.stringify(once)}::jsonb) as r(account text, hash text, other text, other_hash text, bits int)
      join photos m on (m.account, m.hash) = (r.account, r.hash) and m.alike <= ${HUB_ABOVE}
      join photos o on (o.account, o.hash) = (r.other, r.other_hash) and o.alike <= ${HUB_ABOVE})
    insert into photo_pairs (account, hash, other, other_hash, bits)
    select account, hash, other, other_hash, bits from r union select other, other_hash, account, hash, bits from r
    on conflict do nothing`);
  const { rows: parted } = await tx.execute<{ account: string }>(sql`
    with crowd as (
      select t.account, t.hash from photos t join jsonb_to_recordset(${JSON.stringify([...counts.values()])}::jsonb) as r(account text, hash text) on (t.account, t.hash) = (r.account, r.hash) where t.alike > ${HUB_ABOVE}),
    gone as (delete from photo_pairs p using crowd c where (p.account, p.hash) = (c.account, c.hash) returning p.*),
    back as (delete from photo_pairs p using gone g where (p.account, p.hash, p.other, p.other_hash) = (g.other, g.other_hash, g.account, g.hash) returning p.account)
    select account from gone union select other from gone`);
  // Whoever shows one like a picture that more people show now: it says less of them, too.
  const { rows: around } = await tx.execute<{ account: string }>(sql`
    select distinct p.other as account from photo_pairs p join jsonb_to_recordset(${JSON.stringify([...counts.values()])}::jsonb) as r(account text, hash text) on (p.account, p.hash) = (r.account, r.hash)`);
  return [...once.flatMap((pair) => [pair.account, pair.other]), ...[...parted, ...around].map((row) => row.account)];
}

/** Hashes of the photographs that stand of an account. */
function photosOf(histories: ReadonlyMap<string, AccountHistory>, account: string): Set<string> {
  return (writtenOf(histories.get(account)!).photos ??= new Set());
}
