import { and, asc, count, desc, eq, exists, gt, gte, inArray, isNotNull, ne, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { cases, countersignatures, decisions, ledgerChains, ledgerCheckpoints, ledgerEntries, liftings, staff } from '../../../db/schema';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import type { Actor } from '../../staff/actor';
import { digestOfLine, type Change } from '../entry';
import { goesOn, hasNoHandIn, isUnread } from './covering';

/** The lines of one chain, oldest first: the whole story of a case. */
export const chainLines = query({
  name: 'ask.ledger',
  input: z.object({ chain: z.string(), after: z.number().int().default(0), limit: z.number().int().min(1).max(1_000).default(500) }),
  async run({ input, actor, db }) {
    const lines = await db.select().from(ledgerEntries).where(and(eq(ledgerEntries.chain, input.chain), gt(ledgerEntries.seq, input.after))).orderBy(asc(ledgerEntries.seq)).limit(input.limit);
    const [head] = await db.select().from(ledgerChains).where(eq(ledgerChains.chain, input.chain));
    return granted({ lines: await coveredFor(db, actor, lines), length: head?.seq ?? 0 });
  },
});

type Line = typeof ledgerEntries.$inferSelect;
/** A line as it is told. `covered`: it is told otherwise than it was written, and whether what was written holds. */
type ToldLine = Line & { covered?: { holds: boolean } };

/**
 * Whoever may still be the blind second reader of a proposal reads in the ledger that something was decided on the case, and not what:
 * neither this proposal, nor one that came to nothing before it, nor a try that was refused. What was signed of a wave says what the rest of it
 * proposes, and so does a verdict on all of it.
 */
async function coveredFor(db: Database, actor: Actor, lines: readonly Line[]): Promise<ToldLine[]> {
  const ids = [...new Set(lines.flatMap(({ chain }) => (chain === 'main' ? [] : [chain.slice('case:'.length)])))];
  const read = [...new Set(lines.flatMap(({ command, refs }) => (command === 'wave.countersign' ? refs['wave'] ?? [] : [])))];
  if (actor.kind !== 'staff' || actor.role !== 'admin' || ids.length + read.length === 0) return [...lines];
  const waves = [...read, ...(await db.selectDistinct({ wave: decisions.wave }).from(decisions).where(and(inArray(decisions.case, ids), isNotNull(decisions.wave)))).flatMap(({ wave }) => wave ?? [])];
  const open = await db.selectDistinct({ case: decisions.case, wave: decisions.wave }).from(decisions)
    .where(and(or(inArray(decisions.case, ids), inArray(decisions.wave, waves)), eq(decisions.needsSecond, true), ne(decisions.proposedBy, actor.id), isUnread(db, decisions.id)));
  const openWaves = [...new Set(open.flatMap(({ wave }) => wave ?? []))];
  const mates = openWaves.length === 0 ? [] : await db.selectDistinct({ case: decisions.case }).from(decisions).where(and(inArray(decisions.case, ids), inArray(decisions.wave, openWaves)));
  const kept = await keptFrom(db, actor.id, ids, read);
  const [covered, half, came] = [chainsOf([...open, ...mates]), chainsOf(mates), chainsOf(kept)];
  const keptDecisions = new Set(kept.map(({ decision }) => decision));
  const coveredWaves = [...openWaves, ...kept.flatMap(({ wave }) => wave ?? [])];
  const isCovered = ({ chain, command, refs }: Line): boolean => {
    if (command === 'wave.countersign') return coveredWaves.includes(refs['wave'] ?? '');
    // The order and the notice of what is signed of a wave name what the rest of it proposes.
    if (half.has(chain) && /^(?:order|delivery)\./.test(command)) return true;
    if (!command.startsWith('decision.')) return false;
    if (covered.has(chain)) return true;
    // Of what came to nothing only its reading says what it was. A try that was refused belongs to no proposal, and may say it as well.
    const of = refs['decision'];
    return of === undefined ? came.has(chain) : command === 'decision.countersign' && keptDecisions.has(of);
  };
  return lines.map((line) => (isCovered(line) ? { ...line, says: COVERED, changes: [], covered: { holds: digestOfLine(line) === line.digest } } : line));
}

const chainsOf = (of: readonly { case: string }[]): ReadonlySet<string> => new Set(of.map((row) => `case:${row.case}`));

/** Proposals that came to nothing and may be made again, of which this person may read the next one blind, which often says the same (`staysCovered`). */
async function keptFrom(db: Database, me: string, ids: readonly string[], read: readonly string[]): Promise<{ decision: string; case: string; wave: string | null }[]> {
  const one = { one: sql`1` };
  const isBack = exists(db.select(one).from(countersignatures).where(and(eq(countersignatures.decision, decisions.id), eq(countersignatures.agrees, false))));
  const isWithdrawn = exists(db.select(one).from(liftings).where(and(eq(liftings.decision, decisions.id), eq(liftings.cause, 'withdrawn'))));
  return db.select({ decision: decisions.id, case: decisions.case, wave: decisions.wave }).from(decisions)
    .where(and(or(inArray(decisions.case, [...ids]), inArray(decisions.wave, [...read])), eq(decisions.needsSecond, true), ne(decisions.proposedBy, me), or(isBack, isWithdrawn), goesOn(db), hasNoHandIn(db, me)));
}

const COVERED = 'did something that is covered until you have read the evidence yourself';

const cursor = z.object({ at: z.number(), chain: z.string(), seq: z.number() });

/**
 * The lines by which somebody proposed or countersigned, one a decision, without what was withdrawn since: the same that is counted as decided. What else
 * such a command has entered is about decisions made at another moment.
 */
const DECIDED = sql`${ledgerEntries.refusal} is null and (
  (${ledgerEntries.command} = 'decision.propose' and exists (select 1 from decisions d where d.id = ${ledgerEntries.refs} ->> 'decision' and d.proposed_at = ${ledgerEntries.at} and not exists (select 1 from liftings l where l.decision = d.id and l.cause = 'withdrawn')))
  or (${ledgerEntries.command} = 'decision.countersign' and exists (select 1 from countersignatures c where c.decision = ${ledgerEntries.refs} ->> 'decision' and c.signed_by = ${ledgerEntries.actor} and c.signed_at = ${ledgerEntries.at})))`;

/** Lines over all chains, newest first, by actor, command or case; `numbers` names the cases of their chains. */
export const ledgerLines = query({
  name: 'ask.ledger',
  input: z.object({
    actor: z.string().optional(), command: z.string().optional(), chain: z.string().optional(), refusedOnly: z.boolean().default(false),
    /** Only what was decided. */
    decided: z.boolean().default(false),
    since: z.number().int().optional(),
    before: cursor.optional(), limit: z.number().int().min(1).max(200).default(50),
  }),
  async run({ input, actor, db }) {
    const wanted = [
      input.actor ? eq(ledgerEntries.actor, input.actor) : undefined,
      input.command ? eq(ledgerEntries.command, input.command) : undefined,
      input.chain ? eq(ledgerEntries.chain, input.chain) : undefined,
      input.refusedOnly ? isNotNull(ledgerEntries.refusal) : undefined,
      input.decided ? and(inArray(ledgerEntries.command, ['decision.propose', 'decision.countersign']), DECIDED) : undefined,
      input.since === undefined ? undefined : gte(ledgerEntries.at, input.since),
      input.before ? sql`(${ledgerEntries.at}, ${ledgerEntries.chain}, ${ledgerEntries.seq}) < (${new Date(input.before.at).toISOString()}::timestamptz, ${input.before.chain}, ${input.before.seq})` : undefined,
    ];
    const rows = await db.select().from(ledgerEntries).where(and(...wanted))
      .orderBy(desc(ledgerEntries.at), desc(ledgerEntries.chain), desc(ledgerEntries.seq)).limit(input.limit + 1);
    const lines = rows.slice(0, input.limit);
    const last = lines.at(-1);
    const ids = [...new Set(lines.flatMap(({ chain }) => (chain === 'main' ? [] : [chain.slice('case:'.length)])))];
    const numbered = ids.length === 0 ? [] : await db.select({ id: cases.id, number: cases.number }).from(cases).where(inArray(cases.id, ids));
    const numbers: Record<string, string> = Object.fromEntries(numbered.map(({ id, number }) => [`case:${id}`, `C-${number}`]));
    return granted({ lines: await coveredFor(db, actor, lines), numbers, next: rows.length > input.limit && last ? { at: last.at, chain: last.chain, seq: last.seq } : null });
  },
});

/** How long the ledger is, and when it was last signed. */
export const ledgerState = query({
  name: 'ask.ledger',
  input: z.object({}),
  async run({ db }) {
    const [lines] = await db.select({ n: sql<number>`coalesce(sum(${ledgerChains.seq}), 0)::float8`, chains: count() }).from(ledgerChains);
    const [last] = await db.select({ number: ledgerCheckpoints.number, at: ledgerCheckpoints.at, digest: ledgerCheckpoints.digest }).from(ledgerCheckpoints).orderBy(desc(ledgerCheckpoints.number)).limit(1);
    return granted({ lines: lines?.n ?? 0, chains: lines?.chains ?? 0, checkpoint: last ?? null });
  },
});

/** Who can stand in the ledger as acting: the staff, and the processes of ours. */
export const ledgerActors = query({
  name: 'ask.ledger',
  input: z.object({}),
  async run({ db }) {
    const people = await db.select({ id: staff.id, name: staff.name }).from(staff).orderBy(asc(staff.name));
    return granted([...people, { id: 'worker', name: 'Countersign (worker)' }, { id: 'terminal', name: 'The operator' }, { id: 'visitor', name: 'Somebody not signed in' }]);
  },
});

/** The chain that a reader means by "C-1001", a case's id, or "main". */
export const chainMeant = query({
  name: 'ask.ledger',
  input: z.object({ text: z.string().trim().max(100) }),
  async run({ input: { text }, db }) {
    if (text === 'main') return granted('main');
    const number = /^(?:c-)?(\d{1,15})$/i.exec(text)?.[1];
    const id = text.replace(/^case:/, '');
    const [found] = await db.select({ id: cases.id }).from(cases).where(number === undefined ? eq(cases.id, id) : eq(cases.number, Number(number)));
    return found ? granted(`case:${found.id}`) : refuse('not-found', `There is no case ${text}.`);
  },
});

/** What a chain is about: the case and its account; null for `main`. */
export const chainAbout = query({
  name: 'ask.ledger',
  input: z.object({ chain: z.string().max(200) }),
  async run({ input: { chain }, db }) {
    if (chain === 'main') return granted(null);
    const [found] = await db.select({ id: cases.id, number: cases.number, account: cases.account, name: cases.accountName, status: cases.status }).from(cases).where(eq(cases.id, chain.replace(/^case:/, '')));
    return found ? granted(found) : refuse('not-found');
  },
});

/** Ids of people that stand in changes ("held by"), with their names: the ledger keeps the id, a reader wants the name. */
export const namesInChanges = query({
  name: 'ask.ledger',
  input: z.object({ ids: z.array(z.string()).max(2_000) }),
  async run({ input, db }) {
    const rows = input.ids.length === 0 ? [] : await db.select({ id: staff.id, name: staff.name }).from(staff).where(inArray(staff.id, [...new Set(input.ids)]));
    return granted(Object.fromEntries(rows.map(({ id, name }) => [id, name])) as Record<string, string>);
  },
});

/** The ids of staff in the changes of some lines. */
export function staffIn(lines: readonly { changes: readonly Change[] }[]): string[] {
  return lines.flatMap(({ changes }) => changes.flatMap(({ was, now }) => [was, now].filter((value): value is string => value?.startsWith('staff_') === true)));
}
