import { sql, type SQL } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { fingerprintOf } from '../../enrichment/device';
import { current, type AccountHistory } from '../../enrichment/history';
import { namedDigest, type DigestKey } from '../../intake/identifier';
import { keyFor } from '../../kernel/secrets';
import { cardOf } from '../card';
import { identifiersIn } from '../identifiers';
import { HUB_ABOVE, type IdentifierKind } from '../link';
import type { RarityTable } from '../rarity';
import { bandKeys, minHash, shinglesOf } from '../text';

/**
 * Writes what the histories show into the inverted index, the texts and the account cards.
 * Answers the accounts that got a new neighbour by it: those that share an identifier which was not in the index before.
 */
export async function keepLinks(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, rarity: RarityTable | null): Promise<Set<string>> {
  const key = keyFor('identifiers');
  const rows = [...histories.values()].flatMap((history) =>
    identifiersIn(history, (kind, value) => linkDigest(kind, value, key)).map((row) => ({ ...row, account: history.account, first: iso(row.firstAt), last: iso(row.lastAt) })));
  const touched = new Set<string>();
  if (rows.length > 0) {
    const kept = await tx.execute<{ kind: string; digest: string; fresh: boolean }>(sql`
      insert into links (kind, digest, account, first_at, last_at, days)
      select kind, digest, account, first, last, days from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, digest text, account text, first timestamptz, last timestamptz, days int)
      order by kind, digest, account
      on conflict (kind, digest, account) do update set first_at = excluded.first_at, last_at = excluded.last_at, days = excluded.days
      where (links.first_at, links.last_at, links.days) is distinct from (excluded.first_at, excluded.last_at, excluded.days)
      returning kind, digest, xmax = 0 as fresh`);
    const fresh = kept.rows.filter((row) => row.fresh);
    if (fresh.length > 0) {
      const others = await tx.execute<{ account: string }>(sql`
        select distinct l.account from unnest(${sql.param(fresh.map((row) => row.kind))}::text[], ${sql.param(fresh.map((row) => row.digest))}::text[]) as k(kind, digest)
        cross join lateral (select account, count(*) over () as holders from (select account from links where kind = k.kind and digest = k.digest limit ${HUB_ABOVE + 1}) h) l
        where l.holders <= ${HUB_ABOVE}`);
      for (const { account } of others.rows) if (!histories.has(account)) touched.add(account);
    }
  }
  for (const account of await keepTexts(tx, histories, rarity)) touched.add(account);
  await keepTraits(tx, histories);
  await keepCards(tx, histories, key);
  return touched;
}

/** New profile texts, and the accounts that have one like them. */
async function keepTexts(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, rarity: RarityTable | null): Promise<string[]> {
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
  const { rows: known } = await tx.execute<{ key: string }>(sql`select account || ' ' || event || ' ' || field as key from texts where account = any(${sql.param([...histories.keys()])}::text[])`);
  const held = new Set(known.map((row) => row.key));
  const fresh = rows.filter((row) => !held.has(`${row.account} ${row.event} ${row.field}`)).map((row) => ({ ...row, bands: bandsOf(row.body, rarity) }));
  if (fresh.length === 0) return [];
  await tx.execute(sql`
    insert into texts (account, event, field, at, body, bands)
    select account, event, field, at, body, array(select jsonb_array_elements_text(bands)::int) from jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) as r(account text, event text, field text, at timestamptz, body text, bands jsonb)
    on conflict do nothing`);
  const keys = fresh.map((row) => `${row.account} ${row.event} ${row.field}`);
  const alike = await pairTexts(tx, sql`m.account = any(${sql.param([...new Set(fresh.map((row) => row.account))])}::text[]) and (m.account || ' ' || m.event || ' ' || m.field) = any(${sql.param(keys)}::text[])`);
  return alike.filter((account) => !histories.has(account));
}

/** A text with more look-alikes than this is a template; the rest need not be listed. */
const PAIRS_AT_MOST = 4 * HUB_ABOVE;

/** Lists the texts that share a band with those that `which` names, both ways round; answers the other accounts. */
export async function pairTexts(tx: Tx, which: SQL): Promise<string[]> {
  const { rows } = await tx.execute<{ other: string }>(sql`
    with found as (
      select m.account, m.event, m.field, o.account as other, o.event as other_event, o.field as other_field
      from texts m cross join lateral (
        select account, event, field from texts t where t.bands && m.bands and t.account <> m.account order by t.account, t.event, t.field limit ${PAIRS_AT_MOST}) o
      where ${which}),
    kept as (
      insert into text_pairs (account, event, field, other, other_event, other_field)
      select account, event, field, other, other_event, other_field from found
      union select other, other_event, other_field, account, event, field from found
      on conflict do nothing)
    select distinct other from found`);
  return rows.map((row) => row.other);
}

/** The bands under which a text is found, boilerplate taken out: made anew for every text when the frequencies are counted anew. */
export function bandsOf(body: string, rarity: RarityTable | null): number[] {
  const minima = minHash(shinglesOf(body, rarity ? (shingle) => rarity.shareOf('shingle', shingle) : undefined));
  return minima ? bandKeys(minima).map(foldedBand) : [];
}

/** Keyed digest under which a value that is no digest yet stands in the index. */
export function linkDigest(kind: IdentifierKind, value: string, key: DigestKey): string {
  return namedDigest(`link ${kind}`, value, key);
}

/** One band key (34 hexadecimal digits) as a 32-bit integer: a false match is only a candidate, confirmed by exact Jaccard. */
export function foldedBand(key: string): number {
  let folded = Math.imul(Number.parseInt(key.slice(0, 2), 16), 0x9e3779b9);
  for (let from = 2; from < key.length; from += 8) folded = Math.imul(folded ^ Number.parseInt(key.slice(from, from + 8), 16), 0x85ebca6b);
  return folded | 0;
}

async function keepTraits(tx: Tx, histories: ReadonlyMap<string, AccountHistory>): Promise<void> {
  const rows = new Map<string, { kind: string; value: string; account: string }>();
  for (const history of histories.values()) {
    for (const { device } of history.stretches) {
      if (!device) continue;
      const { key, components } = fingerprintOf(device);
      for (const [kind, value] of [...Object.entries(components), ['fingerprint', key] as const]) if (value !== null) rows.set(`${kind}\n${value}\n${history.account}`, { kind, value, account: history.account });
    }
  }
  if (rows.size === 0) return;
  await tx.execute(sql`
    insert into traits (kind, value, account) select kind, value, account from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) as r(kind text, value text, account text)
    order by kind, value, account on conflict do nothing`);
}

async function keepCards(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, key: Uint8Array): Promise<void> {
  const rows = [...histories.values()].map((history) => {
    const card = cardOf(history, (surname) => namedDigest('surname', surname, key));
    const now = current(history);
    return {
      ...card, name: now?.name ?? null, language: now?.language ?? null, country: now?.declared?.country ?? null, city: now?.declared?.city ?? null, time_zone: now?.declared?.timeZone ?? null,
      registered_at: card.registeredAt === null ? null : iso(card.registeredAt), first_event_at: iso(card.firstEventAt), last_event_at: iso(card.lastEventAt), event_count: card.eventCount, stake_usd: card.stakeUsd,
    };
  });
  if (rows.length === 0) return;
  const columns = sql.raw('account, name, language, country, city, time_zone, kind, organisation, closed, surname, instruments, documents, clients, registered_at, first_event_at, last_event_at, event_count, stake_usd');
  await tx.execute(sql`
    insert into accounts (${columns})
    select account, name, language, country, city, time_zone, kind, organisation, closed, surname,
      array(select jsonb_array_elements_text(instruments)), array(select jsonb_array_elements_text(documents)), array(select jsonb_array_elements_text(clients)),
      registered_at, first_event_at, last_event_at, event_count, stake_usd
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(account text, name text, language text, country text, city text, time_zone text, kind text, organisation text, closed text, surname text,
      instruments jsonb, documents jsonb, clients jsonb, registered_at timestamptz, first_event_at timestamptz, last_event_at timestamptz, event_count int, stake_usd real)
    order by account
    on conflict (account) do update set name = excluded.name, language = excluded.language, country = excluded.country, city = excluded.city, time_zone = excluded.time_zone, kind = excluded.kind,
      organisation = excluded.organisation, closed = excluded.closed, surname = excluded.surname, instruments = excluded.instruments, documents = excluded.documents, clients = excluded.clients,
      registered_at = excluded.registered_at, first_event_at = excluded.first_event_at, last_event_at = excluded.last_event_at, event_count = excluded.event_count, stake_usd = excluded.stake_usd`);
}

const iso = (at: number): string => new Date(at).toISOString();
