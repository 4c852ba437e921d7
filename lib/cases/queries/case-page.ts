import { desc, eq, inArray, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { accounts, cases, contacts, notes, ringMembers, rings, staff } from '../../../db/schema';
import type { Gate } from '../../kernel/moves';
import type { Instant } from '../../kernel/instant';
import { open } from '../../kernel/secrets';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import { policyInForce } from '../../policy/queries/policy-in-force';
import { priorityOf } from '../../risk/priority';
import type { Staff } from '../../staff/actor';
import { gateOf, leaseState, statusAt, type Case, type CaseStatus } from '../case';
import { caseName, caseOf } from '../commands/case-record';
import { idsIn, piecesOf, type NotePiece } from '../mention';
import { leadWords } from '../priority';
import { NO_GROUP } from '../queue';
import { groupWords } from '../queue-settings';
import { nextFor } from './next-for';
import { settingsInForce } from './queue-settings';

export type CaseLease = { state: 'yours' | 'lapsing' | 'lapsed'; until: Instant } | { state: 'theirs'; name: string; until: Instant } | { state: 'free' };
export type CaseNote = { id: string; by: string; you: boolean; at: Instant; text: readonly NotePiece[] };

/** A case as its page shows it, without its evidence and its decisions. */
export type CasePage = {
  id: string;
  name: string;
  account: { id: string; name: string; /** The clock that it declares. */ zone: string | null };
  status: CaseStatus;
  version: number;
  openedAt: Instant;
  dueAt: Instant;
  settledAt: Instant | null;
  outcome: string | null;
  /** The latest question to the holder. */
  asked: { at: Instant; until: Instant; answeredAt: Instant | null } | null;
  heldUntil: Instant | null;
  lease: CaseLease;
  gates: { claim: Gate; release: Gate; handOn: Gate; renew: Gate; note: Gate; propose: Gate };
  why: string;
  /** "Rings because: in a ring": the group of people that the case goes to; null where it is everybody's. */
  group: string | null;
  /** Groups that it may be handed on to by name, the last of them everybody (`NO_GROUP`); none where there are no groups. */
  groups: readonly string[];
  ring: { id: string; name: string; size: number; kinds: readonly string[] } | null;
  notes: readonly CaseNote[];
  emailMask: string | null;
  /** The case that most likely follows, for whoever may decide this one. */
  next: string | null;
  now: Instant;
};

const MOST_NOTES = 200;

/** By the case's id, or by its name as people say it ("C-1001"). */
function isNamed(caseId: string): SQL {
  const number = /^C-(\d{1,15})$/i.exec(caseId)?.[1];
  return number === undefined ? eq(cases.id, caseId) : eq(cases.number, Number(number));
}

const named = z.object({ caseId: z.string().max(100) });

/** Which case that is and whose: with it everything that its page shows can be asked for at once. */
export const caseNamed = query({
  name: 'ask.case',
  input: named,
  async run({ input, db }) {
    const [row] = await db.select({ id: cases.id, account: cases.account }).from(cases).where(isNamed(input.caseId));
    return row === undefined ? refuse('not-found') : granted(row);
  },
});

/** Everything of a case but its evidence and its decisions. */
export const casePage = query({
  name: 'ask.case',
  input: named,
  async run({ input, actor, now, db }) {
    const [row] = await db.select().from(cases).where(isNamed(input.caseId));
    if (!row || actor.kind !== 'staff') return refuse('not-found');
    const of = caseOf(row);
    const gate = (name: 'claim' | 'release' | 'handOn' | 'renewLease' | 'note' | 'propose'): Gate => gateOf(of, name, actor, now);
    const [written, ring, emailMask, policy, lease, { settings }, next, [card]] = await Promise.all([
      notesOn(db, row.id, actor), ringOf(db, row.ring), emailMaskOf(db, row.account), policyInForce(db), leaseFor(db, of, actor, now), settingsInForce(db),
      gate('propose').state === 'open' ? nextFor(db, actor, now, { done: row }).then((found) => found?.id ?? null) : null,
      db.select({ zone: accounts.timeZone }).from(accounts).where(eq(accounts.account, row.account)),
    ]);
    return granted<CasePage>({
      id: row.id, name: caseName(row), account: { id: row.account, name: row.accountName ?? row.account, zone: card?.zone ?? null }, status: statusAt(of, now), version: row.version,
      openedAt: row.openedAt, dueAt: row.dueAt, settledAt: row.settledAt, outcome: row.outcome,
      asked: row.askedAt === null || row.askedUntil === null ? null : { at: row.askedAt, until: row.askedUntil, answeredAt: row.answeredAt !== null && row.answeredAt >= row.askedAt ? row.answeredAt : null },
      heldUntil: row.heldUntil, lease,
      gates: { claim: gate('claim'), release: gate('release'), handOn: gate('handOn'), renew: gate('renewLease'), note: gate('note'), propose: gate('propose') },
      why: `In the queue for: ${leadWords(of.wokenBy) ?? priorityOf({ logOdds: row.logOdds, stakeUsd: row.stakeUsd, waitingMs: (row.settledAt ?? now) - row.openedAt, band: of.band }, policy).words}`,
      group: row.queueGroup === '' ? null : (groupWords(settings, row.queueGroup, row.routedBy) ?? row.queueGroup),
      groups: [...settings.groups.map(({ name }) => name), ...(settings.groups.length === 0 ? [] : [NO_GROUP])].filter((name) => name !== (row.queueGroup || NO_GROUP)), ring, notes: written, emailMask, next, now,
    });
  },
});

/** Who holds the case at this moment, as this person sees it. */
export async function leaseFor(db: Database, of: Case, viewer: Staff, now: Instant): Promise<CaseLease> {
  const state = leaseState(of, viewer, now);
  const until = of.leaseUntil ?? now;
  if (state === null || (state === 'lapsed' && of.claimedBy !== viewer.id)) return { state: 'free' };
  return state === "other's" ? { state: 'theirs', name: (await nameOf(db, of.claimedBy)) ?? 'Somebody', until } : { state, until };
}

async function nameOf(db: Database, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const [person] = await db.select({ name: staff.name }).from(staff).where(eq(staff.id, id));
  return person?.name ?? null;
}

async function notesOn(db: Database, caseId: string, viewer: Staff): Promise<CaseNote[]> {
  const rows = await db.select({ id: notes.id, by: notes.writtenBy, name: staff.name, at: notes.writtenAt, text: notes.body }).from(notes).leftJoin(staff, eq(staff.id, notes.writtenBy))
    .where(eq(notes.case, caseId)).orderBy(desc(notes.writtenAt), desc(notes.id)).limit(MOST_NOTES);
  const ids = [...new Set(rows.flatMap(({ text }) => idsIn(text)))];
  const named = ids.length === 0 ? [] : await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, ids));
  const names = new Map(named.map((one) => [one.id, one.name]));
  return rows.map(({ id, by, name, at, text }) => ({ id, by: name ?? 'Somebody', you: by === viewer.id, at, text: piecesOf(text, names, viewer.id) }));
}

async function ringOf(db: Database, id: string | null): Promise<CasePage['ring']> {
  if (id === null) return null;
  const [ring] = await db.select().from(rings).where(eq(rings.id, id));
  if (!ring) return null;
  const members = await db.select({ account: ringMembers.account, leftAt: ringMembers.leftAt }).from(ringMembers).where(eq(ringMembers.ring, id));
  return { id, name: ring.name, size: members.filter(({ leftAt }) => leftAt === null).length, kinds: ring.kinds };
}

/** "m•••@•••.uk": the sealed address is opened here and goes no further. */
async function emailMaskOf(db: Database, account: string): Promise<string | null> {
  const [contact] = await db.select({ email: contacts.email }).from(contacts).where(eq(contacts.account, account));
  if (!contact) return null;
  const [local = '', domain = ''] = open('contacts', contact.email).split('@');
  return `${local.length > 1 ? local[0] : ''}•••@•••${domain.includes('.') ? domain.slice(domain.lastIndexOf('.')) : ''}`;
}
