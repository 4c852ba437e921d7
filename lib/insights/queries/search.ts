import { eq, inArray, like, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, appeals, cases, decisions, deliveries, links, notices, orders, rings } from '../../../db/schema';
import { digestOf, normalFormOf, type RawIdentifierKind } from '../../intake/identifier';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { keyFor } from '../../kernel/secrets';
import type { IdentifierKind } from '../../links/link';

/** One thing found; `beside` says what it is found by. */
export type Found = { kind: 'case' | 'account' | 'ring' | 'decision' | 'appeal' | 'order'; label: string; href: string; beside?: string };

const MOST = 8;
/** Below this a beginning says nothing. */
const LEAST_LETTERS = 2;

/** Anything that somebody pastes: a case's number, an id of ours, an account's id or name, or an identifier, which is digested before it is looked for. */
export const search = query({
  name: 'ask.search',
  input: z.object({ q: z.string().trim().max(400) }),
  async run({ input: { q }, db }) {
    if (q === '' || q.includes('\0')) return granted<Found[]>([]);
    const found = await Promise.all([byNumber(db, q), byOwnId(db, q), byAccount(db, q), byIdentifier(db, q)]);
    const seen = new Set<string>();
    return granted(found.flat().filter(({ href }) => !seen.has(href) && seen.add(href)));
  },
});

async function byNumber(db: Database, q: string): Promise<Found[]> {
  const number = /^(?:c[-\s]?)?(\d{1,15})$/i.exec(q)?.[1];
  if (number === undefined) return [];
  return (await db.select().from(cases).where(eq(cases.number, Number(number)))).map(caseFound);
}

const caseFound = (row: typeof cases.$inferSelect): Found => ({ kind: 'case', label: `C-${row.number} ${row.accountName ?? row.account}`, href: `/cases/${row.id}`, beside: row.status });

/** Ids that we made carry their kind in front. */
async function byOwnId(db: Database, q: string): Promise<Found[]> {
  if (!/^[a-z]+_[0-9a-z]{10,40}$/.test(q)) return [];
  switch (q.slice(0, q.indexOf('_'))) {
    case 'case': return (await db.select().from(cases).where(eq(cases.id, q))).map(caseFound);
    case 'ring': return ringFound(db, q);
    case 'appeal': return (await db.select({ id: appeals.id, status: appeals.status }).from(appeals).where(eq(appeals.id, q))).map(({ id, status }) => ({ kind: 'appeal', label: 'Appeal', href: `/appeals/${id}`, beside: status }));
    case 'decision': return (await db.select({ case: decisions.case }).from(decisions).where(eq(decisions.id, q))).map((row) => ({ kind: 'decision', label: 'Decision', href: `/cases/${row.case}` }));
    default: {
      const sent = await db.select({ id: deliveries.id, status: deliveries.status, kind: sql<string>`coalesce(${orders.kind}, ${notices.kind})` }).from(deliveries)
        .leftJoin(orders, eq(orders.id, deliveries.order)).leftJoin(notices, eq(notices.id, deliveries.notice)).where(or(eq(deliveries.id, q), eq(deliveries.order, q), eq(deliveries.notice, q))).limit(MOST);
      return sent.map(({ id, status, kind }) => ({ kind: 'order', label: kind, href: `/deliveries/${id}`, beside: status }));
    }
  }
}

/** A ring is opened through the case that leads it: a ring has no page of its own. */
async function ringFound(db: Database, id: string): Promise<Found[]> {
  const [ring] = await db.select({ name: rings.name }).from(rings).where(eq(rings.id, id));
  const [lead] = ring ? await db.select().from(cases).where(eq(cases.ring, id)).orderBy(sql`(${cases.status} = 'settled'), ${cases.priority} desc`).limit(1) : [];
  return ring && lead ? [{ kind: 'ring', label: ring.name, href: `/cases/${lead.id}`, beside: `through C-${lead.number}` }] : [];
}

async function byAccount(db: Database, q: string): Promise<Found[]> {
  if (q.length < LEAST_LETTERS) return [];
  const prefix = `${q.replace(/[\\%_]/g, '\\$&')}%`;
  const ids = await db.select({ account: accounts.account, name: accounts.name }).from(accounts).where(like(accounts.account, prefix)).orderBy(accounts.account).limit(MOST);
  const named = await db.select({ account: accounts.account, name: accounts.name }).from(accounts).where(sql`lower(${accounts.name}) like ${prefix.toLowerCase()}`).limit(MOST - Math.min(MOST - 1, ids.length));
  return [...ids, ...named].map((row) => accountFound(row));
}

function accountFound({ account, name }: { account: string; name: string | null }, beside?: string): Found {
  return { kind: 'account', label: name ?? account, href: `/accounts/${encodeURIComponent(account)}`, beside: beside ?? (name === null ? undefined : account) };
}

const WORD: Partial<Record<IdentifierKind, string>> = { email: 'e-mail', phone: 'phone', ip: 'IP', exit_ip: 'exit IP', device_token: 'device', payout_instrument: 'payout instrument', fingerprint: 'device', document: 'document', photo: 'photo' };

/** Accounts that showed an identifier. The raw value is digested with the installation's key and goes nowhere else; a digest as screens show it is taken as it is. */
async function byIdentifier(db: Database, q: string): Promise<Found[]> {
  const digests = [...new Set([...guessesOf(q).map((kind) => digestOf(kind, q, keyFor('identifiers'))), ...(/^[0-9a-f]{32}$/.test(q) ? [q] : [])])];
  if (digests.length === 0) return [];
  const KINDS = Object.keys(WORD) as IdentifierKind[];
  const rows = await db.select({ kind: links.kind, account: links.account }).from(links).where(sql`${inArray(links.kind, KINDS)} and ${inArray(links.digest, digests)}`).orderBy(links.account).limit(MOST * 3);
  const kindOf = new Map(rows.map(({ account, kind }) => [account, kind as IdentifierKind]));
  if (kindOf.size === 0) return [];
  const cards = await db.select({ account: accounts.account, name: accounts.name }).from(accounts).where(inArray(accounts.account, [...kindOf.keys()]));
  const nameOf = new Map(cards.map(({ account, name }) => [account, name]));
  return [...kindOf].map(([account, kind]) => accountFound({ account, name: nameOf.get(account) ?? null }, `by ${WORD[kind] ?? kind}`));
}

/** What the text may be. A device token can be anything; the rest have a look of their own. */
function guessesOf(q: string): RawIdentifierKind[] {
  const kinds: RawIdentifierKind[] = ['device_token'];
  if (q.includes('@')) kinds.push('email');
  if (/^[0-9a-f:.]+$/i.test(q) && /[.:]/.test(q)) kinds.push('ip');
  if (/^\+?[\d\s().-]{6,}$/.test(q)) kinds.push('phone');
  if (/^[a-z0-9\s-]{6,64}$/i.test(q) && /\d/.test(q)) kinds.push('payout_instrument');
  return kinds.filter((kind) => normalFormOf(kind, q) !== '');
}
