import { and, asc, desc, eq, inArray, isNull, like, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, appeals, cases, decisions, deliveries, eventKeys, events, imports, ledgerEntries, links, notices, orders, policyDrafts, ringMembers, rings, staff, waves } from '../../../db/schema';
import { decidedOn } from '../../decisions/commands/decision-record';
import { coveredDecisions } from '../../decisions/queries/covered-decisions';
import { NAMED_BY } from '../../enrichment/print-digest';
import { dayWords } from '../../evidence/wording';
import { normalFormOf } from '../../intake/identifier';
import { DAY, rfc3339, type Instant } from '../../kernel/instant';
import { ENGLISH } from '../../kernel/language';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { keyFor } from '../../kernel/secrets';
import type { IdentifierKind } from '../../links/link';
import type { Actor } from '../../staff/actor';
import { may } from '../../staff/permissions';
import { RIGHT_LETTERS, slipsOf } from '../slip';
import { seenAt, seenWords } from './search-addresses';
import { crowdWords, devicesNamed } from './search-devices';
import { digestsFor, documentDigests, FOUND_BY, onlyIdentifier } from './search-identifiers';

export const FOUND_KINDS = ['case', 'account', 'ring', 'contract', 'client', 'session', 'event', 'decision', 'wave', 'appeal', 'delivery', 'import', 'draft', 'ledger', 'person'] as const;
/** One thing found; `beside` says what it is found by, or what it belongs to. Nothing that was pasted comes back in it. */
export type Found = { kind: (typeof FOUND_KINDS)[number]; label: string; href: string; beside?: string };
/** `note`: what is to be said of the thing itself that was pasted, of an address its network and how many were seen there, of a device that it is a crowd's. */
export type Answer = { found: readonly Found[]; note: string | null };

const MOST = 8;
/** Below this a beginning says nothing. */
const LEAST_LETTERS = 2;

/**
 * Anything that somebody pastes or types: a case's number, a decision's name, an id of ours, an account's id or name, a contract's, a client's, a session's or an event's id, a device
 * as screens name it, a line of the ledger, a colleague's name, or a raw identifier. What can only be an identifier goes to the database as its digest alone.
 */
export const search = query({
  name: 'ask.search',
  input: z.object({ q: z.string().trim().max(400) }),
  async run({ input: { q }, actor, now, db }) {
    if (q === '' || q.includes('\0')) return granted<Answer>({ found: [], note: null });
    const digests = digestsFor(q, keyFor('identifiers'));
    const only = onlyIdentifier(q);
    const address = only === 'ip' || isDigest(q) ? await byAddress(db, only === 'ip' ? digests[0] : q, only === 'ip' && isIpv6(q)) : NOWHERE;
    if (only === 'ip') return granted<Answer>(address);
    if (only !== null) return granted<Answer>({ found: [...await byIdentifier(db, digests), ...await byStaffAddress(db, actor, q)], note: null });
    const devices = await byDeviceLabel(db, q);
    const found = [...(await Promise.all([byNumber(db, q), byOwnId(db, actor, q, now), byLedgerLine(db, q), byAccount(db, q), byContract(db, q), byClient(db, q), bySession(db, q), byEvent(db, q), byPerson(db, actor, q), byIdentifier(db, digests)])).flat(), ...devices.found, ...address.found];
    // Thousands of digests stand for one document's number: only what is known in no other way is tried as one.
    const documents = found.length > 0 ? found : await byIdentifier(db, documentDigests(q, keyFor('identifiers')), ['document']);
    const all = documents.length > 0 ? documents : await bySlip(db, q);
    const seen = new Set<string>();
    return granted<Answer>({ found: all.filter(({ kind, href }) => !seen.has(`${kind} ${href}`) && seen.add(`${kind} ${href}`)).sort((a, b) => FOUND_KINDS.indexOf(a.kind) - FOUND_KINDS.indexOf(b.kind)), note: address.note ?? devices.note });
  },
});

async function byNumber(db: Database, q: string): Promise<Found[]> {
  const [, of, place] = /^d[-\s](\d{1,15})[-\s](\d{1,4})$/i.exec(q) ?? [];
  if (of !== undefined) {
    const [row] = await db.select().from(cases).where(eq(cases.number, Number(of)));
    return row && Number(place) > 0 && Number(place) <= (await decidedOn(db, row.id)).length ? [decisionFound(row)] : [];
  }
  const number = /^(?:c[-\s]?)?(\d{1,15})$/i.exec(q)?.[1];
  if (number === undefined) return [];
  return (await db.select().from(cases).where(eq(cases.number, Number(number)))).map(caseFound);
}

type CaseRow = Pick<typeof cases.$inferSelect, 'id' | 'number' | 'account' | 'accountName' | 'status'>;
const caseName = ({ number, accountName, account }: CaseRow): string => `C-${number} ${accountName ?? account}`;
// What was decided may be covered from whoever asks: the case says it to whom it may.
const decisionFound = (row: CaseRow): Found => ({ kind: 'decision', label: `Decision on ${caseName(row)}`, href: `/cases/${row.id}` });
const caseFound = (row: CaseRow): Found => ({ kind: 'case', label: caseName(row), href: `/cases/${row.id}`, beside: row.status });

/** Ids that we made carry their kind in front. */
async function byOwnId(db: Database, actor: Actor, q: string, now: Instant): Promise<Found[]> {
  if (!/^[a-z]+_[0-9a-z]{10,40}$/.test(q)) return [];
  switch (q.slice(0, q.indexOf('_'))) {
    case 'case': return (await db.select().from(cases).where(eq(cases.id, q))).map(caseFound);
    case 'ring': return (await db.select({ id: rings.id, name: rings.name, members: membersOf }).from(rings).where(eq(rings.id, q))).map(ringFound);
    case 'appeal': return (await db.select({ id: appeals.id, status: appeals.status }).from(appeals).where(eq(appeals.id, q))).map(({ id, status }) => ({ kind: 'appeal', label: 'Appeal', href: `/appeals/${id}`, beside: status }));
    case 'decision': return (await db.select({ case: cases }).from(decisions).innerJoin(cases, eq(cases.id, decisions.case)).where(eq(decisions.id, q))).map((row) => decisionFound(row.case));
    case 'wave': return (await db.select({ id: waves.id, ring: rings.name }).from(waves).leftJoin(rings, eq(rings.id, waves.ring)).where(eq(waves.id, q))).map(({ id, ring }) => ({ kind: 'wave', label: ring === null ? 'Wave' : `Wave on the ${ring} ring`, href: `/reviews/waves/${id}` }));
    case 'import': return !may(actor, 'ask.imports') ? [] : (await db.select({ id: imports.id, name: imports.fileName, status: imports.status }).from(imports).where(eq(imports.id, q))).map(({ id, name, status }) => ({ kind: 'import', label: name, href: `/imports/${id}`, beside: status }));
    case 'draft': return !may(actor, 'ask.policy') ? [] : (await db.select({ id: policyDrafts.id, title: sql<string>`${policyDrafts.content} ->> 'title'`, status: policyDrafts.status }).from(policyDrafts).where(eq(policyDrafts.id, q))).map(({ id, title, status }) => ({ kind: 'draft', label: title, href: `/policy/drafts/${id}`, beside: status }));
    case 'staff': return [];
    default: {
      const sent = await db.select({ id: deliveries.id, status: deliveries.status, kind: sql<string>`coalesce(${orders.kind}, ${notices.kind})`, decision: sql<string>`coalesce(${orders.decision}, ${notices.decision})` }).from(deliveries)
        .leftJoin(orders, eq(orders.id, deliveries.order)).leftJoin(notices, eq(notices.id, deliveries.notice)).where(or(eq(deliveries.id, q), eq(deliveries.order, q), eq(deliveries.notice, q))).limit(MOST);
      const covered = await coveredDecisions(db, actor, sent.map(({ decision }) => decision), now);
      return sent.map(({ id, status, kind, decision }) => ({ kind: 'delivery', label: covered.has(decision) ? 'Delivery' : kind, href: `/deliveries/${id}`, beside: status }));
    }
  }
}

const membersOf = sql<number>`(select count(*)::int from ${ringMembers} where ${ringMembers.ring} = ${rings.id} and ${ringMembers.leftAt} is null)`;
const ringFound = ({ id, name, members }: { id: string; name: string; members: number }): Found => ({ kind: 'ring', label: name, href: `/rings/${id}`, beside: `${members} accounts` });

/** The beginning of an account's id or name, or of a word of a ring's name. */
async function byAccount(db: Database, q: string): Promise<Found[]> {
  if (q.length < LEAST_LETTERS) return [];
  const prefix = beginning(q);
  const ids = await db.select({ account: accounts.account, name: accounts.name }).from(accounts).where(like(accounts.account, prefix)).orderBy(accounts.account).limit(MOST);
  const named = await db.select({ account: accounts.account, name: accounts.name }).from(accounts).where(sql`lower(${accounts.name}) like ${prefix.toLowerCase()}`).limit(MOST - Math.min(MOST - 1, ids.length));
  const known = await db.select({ id: rings.id, name: rings.name, members: membersOf }).from(rings).where(and(isNull(rings.endedAt), sql`(lower(${rings.name}) like ${prefix.toLowerCase()} or lower(${rings.name}) like ${`% ${prefix.toLowerCase()}`})`)).orderBy(desc(rings.formedAt)).limit(MOST);
  return [...[...ids, ...named].map((row) => accountFound(row)), ...known.map(ringFound)];
}

/** Accounts by a name in whose beginning somebody slipped. Read by its first letters, which an index has. */
async function bySlip(db: Database, q: string): Promise<Found[]> {
  const slips = slipsOf(q);
  if (slips.length === 0) return [];
  const name = sql`lower(${accounts.name})`;
  const rows = await db.select({ account: accounts.account, name: accounts.name }).from(accounts)
    .where(and(sql`${name} like ${beginning(q.slice(0, RIGHT_LETTERS).toLowerCase())}`, sql`${name} like any(${sql.param([...slips])}::text[])`)).orderBy(name).limit(MOST);
  return rows.map((row) => accountFound(row));
}

const beginning = (q: string): string => `${q.replace(/[\\%_]/g, '\\$&')}%`;
const accountHref = (account: string): string => `/accounts/${encodeURIComponent(account)}`;

function accountFound({ account, name }: { account: string; name: string | null }, beside?: string): Found {
  return { kind: 'account', label: name ?? account, href: accountHref(account), beside: beside ?? (name === null ? undefined : account) };
}

const STARTED = eq(events.type, sql.raw(`'contract.started'`));

/** The account that works under a contract of the platform's. */
async function byContract(db: Database, q: string): Promise<Found[]> {
  const rows = await db.select({ account: events.account, name: accounts.name }).from(events).leftJoin(accounts, eq(accounts.account, events.account)).where(and(STARTED, sql`(${events.data} ->> 'contract') = ${q}`)).limit(MOST);
  return rows.map(({ account, name }) => ({ kind: 'contract', label: `Contract of ${name ?? account}`, href: `${accountHref(account)}?events=work`, beside: account }));
}

/** The accounts that a client has had contracts with. */
async function byClient(db: Database, q: string): Promise<Found[]> {
  const rows = await db.selectDistinct({ account: events.account, name: accounts.name }).from(events).leftJoin(accounts, eq(accounts.account, events.account)).where(and(STARTED, sql`(${events.data} ->> 'client') = ${q}`)).orderBy(asc(events.account)).limit(MOST);
  return rows.map(({ account, name }) => ({ kind: 'client', label: name ?? account, href: `${accountHref(account)}?events=work`, beside: 'works or worked for this client' }));
}

/** Events of an account from an instant back: the list begins before the next millisecond, and so with this one. */
const eventHref = (account: string, at: Instant): string => `${accountHref(account)}?${new URLSearchParams({ before: `${at + 1} 0` })}#events`;

/** The event of a platform's id, at the head of its account's events. */
async function byEvent(db: Database, q: string): Promise<Found[]> {
  const rows = await db.select({ account: events.account, id: events.id, type: events.type, at: events.at, name: accounts.name }).from(eventKeys).innerJoin(events, and(eq(events.account, eventKeys.account), eq(events.id, eventKeys.id)))
    .leftJoin(accounts, eq(accounts.account, events.account)).where(eq(eventKeys.id, q));
  return rows.map(({ account, type, at, name }) => ({ kind: 'event', label: `${type} of ${name ?? account}`, href: eventHref(account, at), beside: dayWords(at, { ...ENGLISH, zone: null }) }));
}

/** Days of the timeline around a session: as few as it shows at once. */
const [BEFORE_SESSION, AFTER_SESSION] = [3 * DAY, 4 * DAY];

/** The latest session of a platform's id, of each account that has one of it. */
export const sessionsOf = (db: Pick<Database, 'selectDistinctOn'>, session: string) => db.selectDistinctOn([events.account], { account: events.account, at: events.at, name: accounts.name, zone: accounts.timeZone }).from(events).leftJoin(accounts, eq(accounts.account, events.account))
  .where(and(eq(events.session, session), eq(events.type, sql.raw(`'session.seen'`)))).orderBy(events.account, desc(events.at)).limit(MOST);

/** The session of a platform's id: its account's case, of several the one opened last, with the timeline around it; and the account, with it at the head of its events. */
async function bySession(db: Database, q: string): Promise<Found[]> {
  const rows = await sessionsOf(db, q);
  if (rows.length === 0) return [];
  const held = await db.selectDistinctOn([cases.account]).from(cases).where(inArray(cases.account, rows.map(({ account }) => account))).orderBy(cases.account, desc(cases.openedAt), desc(cases.id));
  return rows.flatMap(({ account, at, name, zone }): Found[] => {
    const day = dayWords(at, { ...ENGLISH, zone });
    const there = held.find((row) => row.account === account);
    return [
      ...(there === undefined ? [] : [{ kind: 'session' as const, label: `Session in ${caseName(there)}`, href: `/cases/${there.id}?${new URLSearchParams({ from: dayOf(at - BEFORE_SESSION), to: dayOf(at + AFTER_SESSION) })}`, beside: day }]),
      { kind: 'session', label: `Session of ${name ?? account}`, href: eventHref(account, at), beside: `${day}, among its events` },
    ];
  });
}

/** "2026-06-01", as the range of a timeline is addressed. */
const dayOf = (at: Instant): string => rfc3339(at).slice(0, 10);

const DEVICE_LABEL = new RegExp(`^d-([0-9a-f]{${NAMED_BY}})$`, 'i');

/** Accounts with a device that screens call so: "D-9E2A" is the head of its token's digest, or where it shows no token of what it looks like. */
async function byDeviceLabel(db: Database, q: string): Promise<Answer> {
  const head = DEVICE_LABEL.exec(q)?.[1]?.toLowerCase();
  if (head === undefined) return NOWHERE;
  const label = `D-${head.toUpperCase()}`;
  const { owners, crowds } = await devicesNamed(db, head, MOST * 3);
  return { found: owners.map((owner) => accountFound(owner, owner.kind === 'device_token' ? `by device ${label}` : `by a device that looks like ${label}`)), note: crowdWords(label, crowds) };
}

/** "C-1001 line 4", "main 12", or the digest of a line, whole or from its beginning as the ledger shows it. What the line says is read there. */
async function byLedgerLine(db: Database, q: string): Promise<Found[]> {
  const lines = (where: ReturnType<typeof and>) => db.select({ chain: ledgerEntries.chain, seq: ledgerEntries.seq, at: ledgerEntries.at, number: cases.number }).from(ledgerEntries)
    .leftJoin(cases, sql`${ledgerEntries.chain} = 'case:' || ${cases.id}`).where(where).limit(MOST);
  const digest = /^([0-9a-f]{12,64})…?$/.exec(q)?.[1];
  if (digest !== undefined) return (await lines(like(ledgerEntries.digest, `${digest}%`))).map(lineFound);
  const [, place = '', seq = ''] = /^(main|c-\d{1,15}|(?:case:)?case_[0-9a-z]+)\s*(?:[#:/,]|line)?\s*(\d{1,15})$/i.exec(q) ?? [];
  if (seq === '') return [];
  const number = /^c-(\d+)$/i.exec(place)?.[1];
  const [named] = number === undefined ? [] : await db.select({ id: cases.id }).from(cases).where(eq(cases.number, Number(number)));
  if (number !== undefined && named === undefined) return [];
  const chain = named === undefined ? (place.toLowerCase() === 'main' ? 'main' : `case:${place.replace(/^case:/, '')}`) : `case:${named.id}`;
  return (await lines(and(eq(ledgerEntries.chain, chain), eq(ledgerEntries.seq, Number(seq))))).map(lineFound);
}

function lineFound({ chain, seq, at, number }: { chain: string; seq: number; at: Instant; number: number | null }): Found {
  // The main chain is read from a line on, the story of a case as of a line.
  const href = chain === 'main' ? `/audit?chain=main&before=${at}~main~${seq + 1}` : `/audit/${encodeURIComponent(chain)}?seq=${seq}`;
  return { kind: 'ledger', label: `Line ${seq} of ${number === null ? 'the main chain' : `C-${number}`}`, href };
}

/** Colleagues by the beginning of a name. Whoever may not see the staff is led to what they did in the ledger. */
async function byPerson(db: Database, actor: Actor, q: string): Promise<Found[]> {
  if (q.length < LEAST_LETTERS) return [];
  const rows = await db.select({ id: staff.id, name: staff.name, role: staff.role }).from(staff).where(sql`lower(${staff.name}) like ${beginning(q).toLowerCase()} or ${staff.id} = ${q}`).orderBy(staff.name).limit(MOST);
  return rows.map((row) => personFound(actor, row));
}

/** Their addresses are for those alone who may see the staff. */
async function byStaffAddress(db: Database, actor: Actor, q: string): Promise<Found[]> {
  if (!may(actor, 'ask.staff') || onlyIdentifier(q) !== 'email') return [];
  // Compared here: what was pasted may be anybody's, and goes to the database as its digest alone. Staff are few.
  return (await db.select({ id: staff.id, name: staff.name, role: staff.role, email: staff.email }).from(staff)).filter(({ email }) => email.toLowerCase() === q.toLowerCase()).map((row) => personFound(actor, row));
}

function personFound(actor: Actor, { id, name, role }: { id: string; name: string; role: string }): Found {
  return { kind: 'person', label: name, href: may(actor, 'ask.staff') ? `/staff?person=${id}` : `/audit?actor=${id}`, beside: role };
}

/** Accounts that showed an identifier, by its digests. */
async function byIdentifier(db: Database, digests: readonly string[], kinds = Object.keys(FOUND_BY) as IdentifierKind[]): Promise<Found[]> {
  if (digests.length === 0) return [];
  const rows = await db.select({ kind: links.kind, account: links.account }).from(links).where(and(inArray(links.kind, kinds), sql`${links.digest} = any(${sql.param(digests)}::text[])`)).orderBy(links.account).limit(MOST * 3);
  const kindOf = new Map(rows.map(({ account, kind }) => [account, kind as IdentifierKind]));
  if (kindOf.size === 0) return [];
  const cards = await db.select({ account: accounts.account, name: accounts.name }).from(accounts).where(inArray(accounts.account, [...kindOf.keys()]));
  const nameOf = new Map(cards.map(({ account, name }) => [account, name]));
  return [...kindOf].map(([account, kind]) => accountFound({ account, name: nameOf.get(account) ?? null }, `by ${FOUND_BY[kind] ?? kind}`));
}

const NOWHERE: Answer = { found: [], note: null };
const isDigest = (q: string): boolean => /^[0-9a-f]{32}$/.test(q);
const isIpv6 = (q: string): boolean => normalFormOf('ip', q).includes(':');

/** Accounts whose sessions came from an address, seen last first; of a crowd only how large it is. */
async function byAddress(db: Database, digest: string | undefined, isWide: boolean): Promise<Answer> {
  const seen = digest === undefined ? null : await seenAt(db, digest);
  if (seen === null) return NOWHERE;
  const found = seen.visitors.slice(0, MOST * 3).map(({ account, name, at, zone }) => accountFound({ account, name }, `by IP, last on ${dayWords(at, { ...ENGLISH, zone })}`));
  return { found, note: seenWords(seen, found.length, isWide ? 'the /64 of this address' : 'this address') };
}
