import { sql } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { batches } from '../../../db/schema';
import { newId } from '../../kernel/ids';
import type { Instant } from '../../kernel/instant';
import { keyFor, seal } from '../../kernel/secrets';
import type { Actor } from '../../staff/actor';
import { checkEvent } from '../event';
import { contentDigest } from '../identifier';
import type { EventRefusal } from '../refusal';
import { scrub } from '../scrub';
import type { PlatformEvent } from '../stored-event';

/** One event as it came in: parsed, or refused already while the body was read. */
export type Arrival = { index: number; raw?: unknown; refusal?: EventRefusal };

/** A refusal of the batch's answer: of the contract, or `id-conflict`. */
export type Rejection = Omit<EventRefusal, 'code'> & { index: number; code: EventRefusal['code'] | 'id-conflict' };
export type Received = { batch: string; accepted: number; duplicates: number; rejected: Rejection[]; latestAt: Instant | null };

type Checked = { index: number; event: PlatformEvent; digest: string };

/**
 * Keeps the good ones of a batch, each once, in the caller's transaction. An id that was seen before is a duplicate where the
 * content is the same and an `id-conflict` where it is not, also when two batches bring it at the same moment. With `after`, accounts are marked,
 * and the transaction can end, only once that has come to its end: until then nobody sees the events.
 */
export async function keepEvents(tx: Tx, arrivals: readonly Arrival[], by: { actor: Actor; now: Instant; source: 'http' | 'file'; after?: Promise<void> | undefined }): Promise<Received> {
  const rejected: Rejection[] = [];
  const checked = new Map<string, Checked>();
  const again: Checked[] = [];
  let duplicates = 0;
  const key = keyFor('identifiers');
  const conflict = (index: number, id: string): void => {
    rejected.push({ index, id, path: '/id', code: 'id-conflict', message: 'id was used before for another event; give every event an id of its own.' });
  };
  for (const { index, raw, refusal } of arrivals) {
    if (refusal) { rejected.push({ index, ...refusal }); continue; }
    const result = checkEvent(raw, { now: by.now });
    if (!result.ok) { rejected.push({ index, ...result.refusal }); continue; }
    const digest = contentDigest(result.event, key);
    const one = { index, event: result.event, digest };
    if (checked.has(result.event.id)) again.push(one);
    else checked.set(result.event.id, one);
  }
  // What is kept under an id decides about everything else that bears it, in this batch too.
  const held = await claimIds(tx, [...checked.values()]);
  const fresh = [...checked.values()].filter((one) => !held.has(one.event.id));
  const known = [...checked.values()].filter((one) => held.has(one.event.id));
  for (const one of [...known, ...again]) {
    if ((held.get(one.event.id) ?? checked.get(one.event.id)?.digest) === one.digest) duplicates += 1;
    else conflict(one.index, one.event.id);
  }
  const batch = newId('batch', by.now);
  const latestAt = fresh.reduce<Instant | null>((latest, { event }) => Math.max(latest ?? event.at, event.at), null);
  await tx.insert(batches).values({ id: batch, source: by.source, sentBy: by.actor.id, receivedAt: by.now, latestAt, accepted: fresh.length, duplicates, rejected: rejected.length });
  await keep(tx, fresh, batch, by.now, by.after);
  return { batch, accepted: fresh.length, duplicates, rejected: rejected.sort((a, b) => a.index - b.index), latestAt };
}

/** Takes the ids; answers those that somebody had before, with the digest of what is kept. In their order, so that two batches with the same ids never wait for each other in a circle. */
async function claimIds(tx: Tx, checked: readonly Checked[]): Promise<Map<string, string>> {
  if (checked.length === 0) return new Map();
  const ordered = [...checked].sort((a, b) => (a.event.id < b.event.id ? -1 : 1));
  const claimed = await tx.execute<{ id: string }>(sql`
    insert into event_keys (id, account, digest)
    select * from unnest(${textArray(ordered.map((one) => one.event.id))}, ${textArray(ordered.map((one) => one.event.account))}, ${textArray(ordered.map((one) => one.digest))})
    on conflict (id) do nothing returning id`);
  if (claimed.rows.length === ordered.length) return new Map();
  const mine = new Set(claimed.rows.map((row) => row.id));
  const others = ordered.map((one) => one.event.id).filter((id) => !mine.has(id));
  const held = await tx.execute<{ id: string; digest: string }>(sql`select id, digest from event_keys where id = any(${textArray(others)})`);
  return new Map(held.rows.map((row) => [row.id, row.digest]));
}

async function keep(tx: Tx, fresh: readonly Checked[], batch: string, now: Instant, after?: Promise<void>): Promise<void> {
  if (fresh.length === 0) return after;
  const key = keyFor('identifiers');
  const contacts = new Map<string, { at: Instant; email: string }>();
  const rows = fresh.map(({ event }) => {
    const { data, address } = scrub(event, key);
    const email = event.type.startsWith('account.') ? event.data['email'] : undefined;
    if (typeof email === 'string' && (contacts.get(event.account)?.at ?? -1) <= event.at) contacts.set(event.account, { at: event.at, email });
    return { account: event.account, id: event.id, type: event.type, at: new Date(event.at).toISOString(), session: event.session, data, ip: address };
  });
  await tx.execute(sql`
    insert into events (account, id, type, at, received_at, session, data, ip, batch)
    select account, id, type, at, ${new Date(now).toISOString()}::timestamptz, session, data, ip, ${batch}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(account text, id text, type text, at timestamptz, session text, data jsonb, ip text)`);
  await after;
  // Each mark is written anew, so that an assessment under way, which may not see these events, leaves it standing. In order: no circle of waits.
  const accounts = [...new Set(rows.map((row) => row.account))].sort();
  await tx.execute(sql`
    insert into stale_accounts (account, since) select account, ${new Date(now).toISOString()}::timestamptz from unnest(${textArray(accounts)}) as a(account)
    on conflict (account) do update set since = least(stale_accounts.since, excluded.since)`);
  if (contacts.size > 0) {
    const told = [...contacts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([account, { at, email }]) => ({ account, at: new Date(at).toISOString(), email: seal('contacts', email) }));
    await tx.execute(sql`
      insert into contacts (account, email, at) select account, email, at from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as r(account text, email text, at timestamptz)
      on conflict (account) do update set email = excluded.email, at = excluded.at where contacts.at <= excluded.at`);
  }
  await tx.execute(sql`select pg_notify('countersign_work', 'assess')`);
}

/** A text array as one parameter. */
export function textArray(values: readonly string[]) {
  return sql`${sql.param([...values])}::text[]`;
}
