import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { fingerprintOf } from '../../enrichment/device';
import type { AccountHistory, Device } from '../../enrichment/history';
import { namedDigest, type DigestKey } from '../../intake/identifier';
import type { Instant } from '../../kernel/instant';
import { keyFor } from '../../kernel/secrets';
import { identifiersIn, type IdentifierRow } from '../identifiers';
import { HUB_ABOVE, type IdentifierKind } from '../link';
import { othersNotice } from '../notice';
import type { RarityTable } from '../rarity';
import { keepCards } from './keep-cards';
import { keepPhotos, keepTexts } from './keep-likeness';
import { keepTemplates } from './keep-templates';

/**
 * Brings the inverted index, texts, photographs, templates and account cards up to what the histories show; what stands there already is
 * not written again. Answers the other accounts for which something changed by it: a new neighbour, a neighbour's card, or a
 * stay of a neighbour as far as others notice it (notice.ts). `forRings` collects those around which rings may have moved, the accounts
 * themselves among them: what `keepRings` must be given for the same rings as a partition from nothing.
 */
export async function keepLinks(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, rarity: RarityTable | null, forRings: Set<string> = new Set()): Promise<Set<string>> {
  const key = keyFor('identifiers');
  const { moved, fresh, touched } = await keepIdentifiers(tx, histories, key);
  for (const step of [keepTexts, keepPhotos, keepTemplates, keepCards]) for (const account of await step(tx, histories, rarity)) touched.add(account);
  await keepTraits(tx, histories, moved, fresh, key);
  for (const account of touched) forRings.add(account);
  for (const account of histories.keys()) touched.delete(account);
  return touched;
}

type Kept = { kind: IdentifierKind; digest: string; account: string; first: number; last: number; days: number };
type Moved = IdentifierRow & { account: string; was: Kept | null };

const placeOf = (row: { kind: string; digest: string; account: string }): string => `${row.account} ${row.kind} ${row.digest}`;

async function keepIdentifiers(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, key: DigestKey): Promise<{ moved: ReadonlySet<string>; fresh: ReadonlySet<string>; touched: Set<string> }> {
  const { rows: kept } = await tx.execute<Kept>(sql`
    select kind, digest, account, extract(epoch from first_at)::float8 * 1000 as first, extract(epoch from last_at)::float8 * 1000 as last, days
    from links where account = any(${sql.param([...histories.keys()])}::text[])`);
  const held = new Map(kept.map((row) => [placeOf(row), { ...row, first: Math.round(row.first), last: Math.round(row.last) }]));
  const changes: Moved[] = [];
  for (const history of histories.values()) {
    for (const row of identifiersIn(history, (kind, value) => linkDigest(kind, value, key))) {
      const was = held.get(placeOf({ ...row, account: history.account })) ?? null;
      if (was === null || was.first !== row.firstAt || was.last !== row.lastAt || was.days !== row.days) changes.push({ ...row, account: history.account, was });
    }
  }
  if (changes.length > 0) {
    const rows = changes.map(({ kind, digest, account, firstAt, lastAt, days }) => ({ kind, digest, account, first: iso(firstAt), last: iso(lastAt), days }));
    await tx.execute(sql`
      insert into links (kind, digest, account, first_at, last_at, days)
      select kind, digest, account, first, last, days from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, digest text, account text, first timestamptz, last timestamptz, days int)
      order by kind, digest, account
      on conflict (kind, digest, account) do update set first_at = excluded.first_at, last_at = excluded.last_at, days = excluded.days`);
  }
  return {
    moved: new Set(changes.map(({ kind, digest }) => `${kind} ${digest}`)),
    fresh: new Set(changes.filter((row) => row.was === null).map(({ kind, digest }) => `${kind} ${digest}`)),
    touched: await noticedBy(tx, changes),
  };
}

/** Who shares an identifier whose rows changed in a way that others notice; all who did until now where it just became a hub. */
async function noticedBy(tx: Tx, changes: readonly Moved[]): Promise<Set<string>> {
  const asked = new Map<string, { kind: IdentifierKind; digest: string; fresh: number; after: Instant | null; last: Instant | null; days: number | null }>();
  for (const { was, ...row } of changes) {
    const known = asked.get(`${row.kind} ${row.digest}`) ?? { kind: row.kind, digest: row.digest, fresh: 0, after: Infinity, last: null, days: null };
    const all = was === null || othersNotice(row.kind, { firstAt: was.first, lastAt: was.last, days: was.days }, row);
    known.fresh += was === null ? 1 : 0;
    known.after = all || known.after === null ? null : Math.min(known.after, was.last);
    // Of a device others see to the day how long it was at work beside them.
    if (row.kind === 'device_token' && was !== null) [known.last, known.days] = [Math.min(known.last ?? Infinity, was.last), Math.min(known.days ?? Infinity, was.days)];
    asked.set(`${row.kind} ${row.digest}`, known);
  }
  if (asked.size === 0) return new Set();
  const keys = [...asked.values()].map((one) => ({ ...one, after: one.after === null ? null : iso(one.after), last: one.last === null ? null : iso(one.last) }));
  const { rows } = await tx.execute<{ account: string }>(sql`
    select distinct l.account from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(kind text, digest text, fresh int, after timestamptz, last timestamptz, days int)
    cross join lateral (
      select h.*, count(*) over () as holders from (select account, first_at, last_at, days from links where kind = k.kind and digest = k.digest limit ${HUB_ABOVE + 1} + k.fresh) h) l
    where l.holders - k.fresh <= ${HUB_ABOVE} and l.holders > 1
      and (k.after is null or l.first_at > k.after or l.last_at > k.last or l.days > k.days)`);
  return new Set(rows.map((row) => row.account));
}

/** Keyed digest under which a value that is no digest yet stands in the index. */
export function linkDigest(kind: IdentifierKind, value: string, key: DigestKey): string {
  return namedDigest(`link ${kind}`, value, key);
}

/** Device components by account, and what new fingerprints are made of. Devices of which no row moved were written before. */
async function keepTraits(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, moved: ReadonlySet<string>, fresh: ReadonlySet<string>, key: DigestKey): Promise<void> {
  const rows = new Map<string, { kind: string; value: string; account: string }>();
  const prints = new Map<string, Record<string, string>>();
  for (const history of histories.values()) {
    for (const device of devicesOf(history)) {
      const { key: print, components } = fingerprintOf(device);
      const digest = print === null ? null : linkDigest('fingerprint', print, key);
      const named = digest !== null || device.token !== null;
      if (named && !moved.has(`fingerprint ${digest}`) && !moved.has(`device_token ${device.token}`)) continue;
      for (const [kind, value] of [...Object.entries(components), ['fingerprint', print] as const]) if (value !== null) rows.set(`${kind}\n${value}\n${history.account}`, { kind, value, account: history.account });
      if (digest !== null && fresh.has(`fingerprint ${digest}`)) {
        const { canvas: _changes, ...stable } = components;
        prints.set(digest, Object.fromEntries(Object.entries(stable).filter((part): part is [string, string] => part[1] !== null)));
      }
    }
  }
  if (rows.size > 0) await tx.execute(sql`
    insert into traits (kind, value, account) select kind, value, account from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) as r(kind text, value text, account text)
    order by kind, value, account on conflict do nothing`);
  if (prints.size > 0) await tx.execute(sql`
    insert into prints (digest, parts) select digest, parts from jsonb_to_recordset(${JSON.stringify([...prints].map(([digest, parts]) => ({ digest, parts })))}::jsonb) as r(digest text, parts jsonb)
    order by digest on conflict do nothing`);
}

/** Each distinct device once. */
function devicesOf(history: AccountHistory): Device[] {
  const known = new Map<string, Device>();
  for (const { device } of history.stretches) if (device !== null) known.set(`${device.token} ${device.canvas} ${fingerprintOf(device).key ?? JSON.stringify(device)}`, device);
  return [...known.values()];
}

export const iso = (at: Instant): string | null => (Number.isFinite(at) ? new Date(at).toISOString() : 'infinity');
