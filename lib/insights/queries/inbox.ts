import { and, eq, exists, inArray, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { appeals, cases, countersignatures, decisions, liftings, notes, staff } from '../../../db/schema';
import { caseName } from '../../cases/commands/case-record';
import { EXCERPT, inboxHref, isWave, type InboxKind } from '../../cases/inbox';
import { excerptOf, idsIn, piecesOf } from '../../cases/mention';
import { measureNamed } from '../../decisions/ladder';
import { namesOf } from '../../decisions/queries/open-proposals';
import type { Instant } from '../../kernel/instant';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import type { Actor } from '../../staff/actor';
import { coveredCases } from '../../decisions/queries/covered-accounts';
import { inboxLines, readableReviews, type InboxLine } from './inbox-lines';

/** One line of an inbox in words. */
export type InboxRow = {
  line: string;
  kind: InboxKind;
  /** "Ada mentioned you" */
  words: string;
  /** The beginning of the note, where there is one that may be read. */
  excerpt: string | null;
  /** It belongs to a case of which this person may still be the blind second reader: who wrote, and what, is not told. */
  covered: boolean;
  href: string;
  caseName: string;
  account: { id: string; name: string | null };
  at: Instant;
  /** Of what waits: until when. */
  dueAt: Instant | null;
  unread: boolean;
};

/** Beyond this nobody counts: the rail says 99+. */
export const ENOUGH = 100;

const place = z.string().regex(/^\d{1,15}~[\w:]{1,140}$/).transform((text) => ({ at: Number(text.split('~')[0]), line: text.split('~')[1] ?? '' }));

/** What came to the person who asks, latest first, in pages by keyset; `unread` counts to 100. */
export const inbox = query({
  name: 'ask.inbox',
  input: z.object({ limit: z.number().int().min(1).max(100), after: place.nullable().catch(null).default(null), unreadOnly: z.boolean().default(false) }),
  async run({ input, actor, now, db }) {
    const reviews = await readableReviews(db, actor, now);
    const [found, unread] = await Promise.all([
      inboxLines(db, actor.id, reviews, now, { limit: input.limit + 1, after: input.after, unread: input.unreadOnly }),
      unreadOf(db, actor, reviews, now),
    ]);
    const shown = found.slice(0, input.limit);
    const last = shown.at(-1);
    return granted({ rows: await inWords(db, shown, actor, now), unread, next: found.length > shown.length && last ? `${last.at}~${last.line}` : null, now });
  },
});

/** How much this person has not read, counted to 100. */
export const unreadCount = query({
  name: 'ask.inbox',
  input: z.object({}),
  async run({ actor, now, db }) {
    return granted({ unread: await unreadOf(db, actor, await readableReviews(db, actor, now), now) });
  },
});

/** The list's own question, asked for what is unread. */
export async function unreadOf(db: Database, actor: Actor, reviews: readonly string[], now: Instant): Promise<number> {
  return (await inboxLines(db, actor.id, reviews, now, { limit: ENOUGH, unread: true })).length;
}

async function inWords(db: Database, lines: readonly InboxLine[], actor: Actor, now: Instant): Promise<InboxRow[]> {
  if (lines.length === 0) return [];
  const about = (...kinds: InboxKind[]) => lines.filter(({ kind }) => kinds.includes(kind)).map((line) => line.about);
  const caseIds = [...new Set(lines.map(({ caseId }) => caseId))];
  // What waits for somebody to be read blind is covered by that alone.
  const blind = new Set(lines.filter(({ kind }) => kind === 'review').map(({ caseId }) => caseId));
  const [rows, written, measures, others] = await Promise.all([
    db.select({ id: cases.id, number: cases.number, account: cases.account, name: cases.accountName, dueAt: cases.dueAt }).from(cases).where(inArray(cases.id, caseIds)),
    notesOf(db, about('mention'), actor.id),
    measuresOf(db, about('lapsed', 'returned'), about('appeal', 'outcome'), actor.id),
    coveredCases(db, actor, caseIds.filter((id) => !blind.has(id)), now),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return lines.flatMap((line): InboxRow[] => {
    const of = byId.get(line.caseId);
    if (!of) return [];
    const isCovered = blind.has(line.caseId) || others.has(line.caseId);
    const note = isCovered ? undefined : written.get(line.about);
    return [{
      line: line.line, kind: line.kind, words: line.kind === 'review' && isWave(line.about) ? 'A proposal on a ring waits for you to read it blind' : isCovered ? COVERED[line.kind] : wordsFor(line.kind, note?.by, measures.get(line.about), isWave(line.about)), excerpt: note?.excerpt ?? null, covered: isCovered, href: inboxHref(line),
      caseName: caseName(of), account: { id: of.account, name: of.name }, at: line.at, dueAt: line.kind === 'review' || line.kind === 'due' ? of.dueAt : null, unread: line.readAt === null,
    }];
  });
}

/** While somebody may still read blind, a line says that something came, and neither from whom nor what. */
const COVERED: Readonly<Record<InboxKind, string>> = {
  review: 'A proposal waits for you to read it blind', due: 'A case that you hold is due', mention: 'You are mentioned',
  answer: 'The holder answered you', lapsed: 'A time that you set is over', returned: 'A proposal of yours came back', appeal: 'The holder appealed', outcome: 'An appeal was decided',
};

function wordsFor(kind: InboxKind, by: string | undefined, of: Told | undefined, isOfWave: boolean): string {
  const measure = of?.title.toLowerCase() ?? 'decision';
  switch (kind) {
    case 'mention': return `${by ?? 'Somebody'} mentioned you`;
    case 'answer': return 'The holder answered what you asked';
    case 'lapsed': return of?.title === 'Payout hold' ? 'Your payout hold is past its term: renew or release it' : 'The time to answer your question passed';
    case 'returned': return isOfWave ? 'Accounts of a wave that you proposed came back from its second reader' : `The ${measure} that you proposed came back from its second reader`;
    case 'appeal': return `The holder appealed the ${measure} that you signed; somebody else hears it`;
    case 'outcome': return of?.outcome === 'granted' ? grantedWords(measure, of) : `The appeal against the ${measure} that you signed was refused: it stands`;
    default: return COVERED[kind];
  }
}

/** What a grant ended of theirs: what was appealed, a renewal that held in its place, one that waited, or two of them. */
function grantedWords(measure: string, { isSigner, isBack }: Told): string {
  if (isBack) return isSigner ? `The appeal against the ${measure} that you signed was granted: your renewal is withdrawn as well, and its case is yours again` : 'An appeal was granted: your renewal is withdrawn, and its case is yours again';
  return isSigner ? `The appeal against the ${measure} that you signed was granted: it is lifted` : `An appeal was granted: your renewal of the ${measure} is lifted`;
}

/** Notes by id: who wrote them, and how they begin. */
async function notesOf(db: Database, ids: readonly string[], viewer: string): Promise<ReadonlyMap<string, { by: string; excerpt: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select({ id: notes.id, by: staff.name, body: notes.body }).from(notes).innerJoin(staff, eq(staff.id, notes.writtenBy)).where(inArray(notes.id, [...ids]));
  const names = await namesOf(db, rows.flatMap(({ body }) => idsIn(body)));
  return new Map(rows.map(({ id, by, body }) => [id, { by, excerpt: excerptOf(piecesOf(body, names, viewer), EXCERPT) }]));
}

/** A measure by its title. Of an appeal: how it ended, whether this person signed what it is against, and whether its grant brought a proposal back to them. */
type Told = { title: string; outcome?: string; isSigner?: boolean; isBack?: boolean };

/** The measure of these decisions and of what these appeals are against, by the id of either. */
async function measuresOf(db: Database, decisionIds: readonly string[], appealIds: readonly string[], me: string): Promise<ReadonlyMap<string, Told>> {
  const isSigned = exists(db.select({ one: sql`1` }).from(countersignatures).where(and(eq(countersignatures.decision, decisions.id), eq(countersignatures.by, me), eq(countersignatures.agrees, true))));
  const decided = decisionIds.length === 0 ? [] : await db.select({ id: decisions.id, measure: decisions.measure }).from(decisions).where(inArray(decisions.id, [...decisionIds]));
  const appealed = appealIds.length === 0 ? [] : await db.select({ id: appeals.id, measure: decisions.measure, outcome: appeals.status, isSigner: sql<boolean>`${or(eq(decisions.proposedBy, me), isSigned)}` }).from(appeals).innerJoin(decisions, eq(decisions.id, appeals.decision)).where(inArray(appeals.id, [...appealIds]));
  const back = appealIds.length === 0 ? [] : await db.select({ appeal: liftings.appeal }).from(liftings).innerJoin(decisions, eq(decisions.id, liftings.decision))
    .where(and(inArray(liftings.appeal, [...appealIds]), eq(liftings.cause, 'withdrawn'), eq(decisions.proposedBy, me)));
  return new Map([...decided, ...appealed].map(({ id, measure, ...rest }) => [id, { title: measureNamed(measure)?.title ?? measure, ...rest, isBack: back.some(({ appeal }) => appeal === id) }]));
}
