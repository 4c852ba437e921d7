import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { fingerprintOf } from '../../enrichment/device';
import type { AccountHistory, Device } from '../../enrichment/history';
import { NAMED_BY, printDigest } from '../../enrichment/print-digest';
import { namedDigest, type DigestKey } from '../../intake/identifier';
import { abreast } from '../../kernel/abreast';
import { DAY, iso, type Instant } from '../../kernel/instant';
import { keyFor } from '../../kernel/secrets';
import { identifiersIn, type Digest, type IdentifierRow } from '../identifiers';
import { HUB_ABOVE, type IdentifierKind, type Link } from '../link';
import { noticedAbove } from '../notice';
import { byKey, keyOf, linksOf } from '../queries/index-read';
import type { RarityTable } from '../rarity';
import { STEADY_DAYS } from '../weight';
import { firstActIn, noticedLooks } from './equal-machines';
import { keepCards, thoseComparing } from './keep-cards';
import { keepPhotos, keepTexts } from './keep-likeness';
import { keepTemplates } from './keep-templates';
import { thoseNoticing, type Sharing } from './noticed-places';
import { unknown, writtenOf } from './written';

/**
 * Brings the inverted index, texts, photographs, templates and account cards up to what the histories show; what stands there already is
 * not written again. Answers the other accounts for which something changed by it: a new neighbour, a neighbour's card, or a
 * stay of a neighbour, as far as others notice it (notice.ts, noticed-places.ts). `forRings` collects those around which rings may have moved, the accounts
 * themselves among them: what `keepRings` must be given for the same rings as a partition from nothing.
 */
export async function keepLinks(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, rarity: RarityTable | null, forRings: Set<string> = new Set()): Promise<Set<string>> {
  const digest = linkDigests();
  // Each writes tables of its own: while the database writes one, the next is worked out.
  const [{ cards, withClients }, links, ...likeness] = await abreast([
    () => keepCards(tx, histories), () => keepIdentifiers(tx, histories, digest), () => keepTexts(tx, histories, rarity), () => keepPhotos(tx, histories), () => keepTemplates(tx, histories),
  ]);
  // Who notices what is read from all of them as they stand now.
  const noticed = await abreast([() => noticedBy(tx, links, cards.turned, histories, rarity), () => thoseComparing(tx, histories, cards, rarity), () => keepTraits(tx, histories, links, digest)]);
  const touched = new Set([withClients, ...likeness, ...noticed].flatMap((accounts) => [...accounts]));
  for (const account of touched) forRings.add(account);
  for (const account of histories.keys()) touched.delete(account);
  return touched;
}

type Change = Link & { was: Link | null };

async function keepIdentifiers(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, digest: Digest): Promise<readonly Change[]> {
  const held = await linksOf(tx, unknown(histories, 'links'));
  const changes: Change[] = [];
  for (const [account, history] of histories) {
    const written = writtenOf(history);
    const before = written.links ?? held.get(account) ?? [];
    written.links = overlaid(before, identifiersIn(history, digest), (row, was) => {
      const link = { ...row, account };
      changes.push({ ...link, was });
      return link;
    });
  }
  if (changes.length > 0) {
    const rows = changes.map(({ kind, digest: value, account, firstAt, lastAt, days }) => ({ kind, digest: value, account, first: iso(firstAt), last: iso(lastAt), days }));
    await tx.execute(sql`
      insert into links (kind, digest, account, first_at, last_at, days)
      select kind, digest, account, first, last, days from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(kind text, digest text, account text, first timestamptz, last timestamptz, days int)
      order by kind, digest, account
      on conflict (kind, digest, account) do update set first_at = excluded.first_at, last_at = excluded.last_at, days = excluded.days`);
  }
  return changes;
}

/** The rows that stand once those of a history are written, both by kind and digest; `change` is told of each that differs and makes the new one. */
function overlaid(before: readonly Link[], now: readonly IdentifierRow[], change: (row: IdentifierRow, was: Link | null) => Link): readonly Link[] {
  const after: Link[] = [];
  let changed = false;
  let at = 0;
  for (const row of now) {
    for (; at < before.length && byKey(before[at]!, row) < 0; at += 1) after.push(before[at]!);
    const was = at < before.length && byKey(before[at]!, row) === 0 ? before[at++]! : null;
    const same = was !== null && was.firstAt === row.firstAt && was.lastAt === row.lastAt && was.days === row.days;
    after.push(same ? was : change(row, was));
    changed ||= !same;
  }
  return changed ? [...after, ...before.slice(at)] : before;
}

/** What changed of one identifier. `after`: only those who came then or later notice, null for all; of all but looks it is a day before the last sight, since who fell silent is asked to the day (circumstances.ts). `last`, `days`: or were seen later or on more days than this. */
type Asked = { kind: IdentifierKind; digest: string; fresh: number; after: Instant | null; last: Instant | null; days: number | null; began: Instant | null; /** Somebody was seen there on days enough. */ steady: boolean };

/** Who shares an identifier whose rows changed in a way that others notice; all who did until now where it just became a hub. */
async function noticedBy(tx: Tx, changes: readonly Change[], turned: ReadonlySet<string>, histories: ReadonlyMap<string, AccountHistory>, rarity: RarityTable | null): Promise<readonly string[]> {
  const asked = new Map<string, Asked>();
  for (const { was, ...row } of changes) {
    const known = asked.get(keyOf(row)) ?? { kind: row.kind, digest: row.digest, fresh: 0, after: Infinity, last: null, days: null, began: Infinity, steady: false };
    const above = was === null ? 0 : noticedAbove(row.kind, was, row);
    known.fresh += was === null ? 1 : 0;
    known.steady ||= row.days >= STEADY_DAYS;
    known.after = was === null || above === 0 || known.after === null ? null : Math.min(known.after, row.kind === 'fingerprint' ? was.lastAt : was.lastAt - DAY);
    known.began = was !== null || known.began === null ? null : Math.min(known.began, firstActIn(histories.get(row.account)!));
    if (above > 0 && above < Infinity) known.days = Math.min(known.days ?? Infinity, above);
    if (row.kind === 'device_token' && was !== null) known.last = Math.min(known.last ?? Infinity, was.lastAt);
    asked.set(keyOf(row), known);
  }
  const [looks, others] = [[...asked.values()].filter(({ kind }) => kind === 'fingerprint'), [...asked.values()].filter(({ kind }) => kind !== 'fingerprint')];
  return (await abreast([() => noticedLooks(tx, looks, histories, rarity), () => sharersNoticing(tx, others, turned, histories, rarity)])).flat();
}

async function sharersNoticing(tx: Tx, asked: readonly Asked[], turned: ReadonlySet<string>, histories: ReadonlyMap<string, AccountHistory>, rarity: RarityTable | null): Promise<string[]> {
  if (asked.length === 0) return [];
  const keys = asked.map(({ began: _ofLooks, ...one }) => ({ ...one, after: one.after === null ? null : iso(one.after), last: one.last === null ? null : iso(one.last) }));
  const { rows } = await tx.execute<Sharing>(sql`
    select k.kind, k.digest, l.account, l.holders - k.fresh as before, l.holders as now, k.steady from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(kind text, digest text, fresh int, after timestamptz, last timestamptz, days int, steady boolean)
    cross join lateral (
      select h.*, (count(*) over ())::int as holders from (select account, first_at, last_at, days from links where kind = k.kind and digest = k.digest limit ${HUB_ABOVE + 1} + k.fresh) h) l
    where l.holders - k.fresh <= ${HUB_ABOVE} and l.holders > 1
      and (k.after is null or l.first_at >= k.after or l.last_at > k.last or l.days > k.days)`);
  return thoseNoticing(tx, rows, histories, rarity, turned);
}

/** Keyed digest under which a value that is no digest yet stands in the index. */
export function linkDigest(kind: IdentifierKind, value: string, key: DigestKey): string {
  return namedDigest(`link ${kind}`, value, key);
}

/** The same, made once a value: an account shows its devices in every session. */
function linkDigests(): Digest {
  const key = keyFor('identifiers');
  const made = new Map<IdentifierKind, Map<string, string>>();
  return (kind, value) => {
    const known = made.get(kind) ?? new Map<string, string>();
    if (known.size === 0) made.set(kind, known);
    const digest = known.get(value) ?? linkDigest(kind, value, key);
    known.set(value, digest);
    return digest;
  };
}

/** Device components by account, and what new fingerprints are made of; of devices that were not written yet. Nobody is told of them by it. */
async function keepTraits(tx: Tx, histories: ReadonlyMap<string, AccountHistory>, changes: readonly Change[], digest: Digest): Promise<readonly string[]> {
  const fresh = new Set(changes.flatMap((row) => (row.was === null ? [keyOf(row)] : [])));
  const rows = new Map<string, { kind: string; value: string; account: string }>();
  const prints = new Map<string, { name: string; parts: Record<string, string> }>();
  for (const history of histories.values()) {
    const { devices } = writtenOf(history);
    let before: Device | null = null;
    for (const { device } of history.stretches) {
      if (device === null || device === before || devices.has(device)) continue;
      devices.add(before = device);
      const { key, components } = fingerprintOf(device);
      for (const [kind, value] of [...Object.entries(components), ['fingerprint', key] as const]) if (value !== null) rows.set(`${kind}\n${value}\n${history.account}`, { kind, value, account: history.account });
      const print = key === null ? null : digest('fingerprint', key);
      if (key !== null && print !== null && fresh.has(keyOf({ kind: 'fingerprint', digest: print }))) {
        const { canvas: _changes, ...stable } = components;
        prints.set(print, { name: printDigest(key).slice(0, NAMED_BY), parts: Object.fromEntries(Object.entries(stable).filter((part): part is [string, string] => part[1] !== null)) });
      }
    }
  }
  if (rows.size > 0) await tx.execute(sql`
    insert into traits (kind, value, account) select kind, value, account from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) as r(kind text, value text, account text)
    order by kind, value, account on conflict do nothing`);
  if (prints.size > 0) await tx.execute(sql`
    insert into prints (digest, name, parts) select digest, name, parts from jsonb_to_recordset(${JSON.stringify([...prints].map(([digest, print]) => ({ digest, ...print })))}::jsonb) as r(digest text, name text, parts jsonb)
    order by digest on conflict do nothing`);
  return [];
}
