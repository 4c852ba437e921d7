import { and, asc, count, desc, eq, gt, gte, inArray, isNotNull, sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '../../../db/client';
import { cases, ledgerChains, ledgerCheckpoints, ledgerEntries, staff } from '../../../db/schema';
import { query } from '../../kernel/query';
import { refuse } from '../../kernel/refusal';
import { granted } from '../../kernel/result';
import type { Actor } from '../../staff/actor';
import type { Change } from '../entry';
import { mayBeBlind, toldTo, type ToldLine } from './told-lines';

/** The lines of one chain, oldest first: the whole story of a case. */
export const chainLines = query({
  name: 'ask.ledger',
  input: z.object({ chain: z.string(), after: z.number().int().default(0), limit: z.number().int().min(1).max(1_000).default(500) }),
  async run({ input, actor, db }) {
    const lines = await db.select().from(ledgerEntries).where(and(eq(ledgerEntries.chain, input.chain), gt(ledgerEntries.seq, input.after))).orderBy(asc(ledgerEntries.seq)).limit(input.limit);
    const [head] = await db.select().from(ledgerChains).where(eq(ledgerChains.chain, input.chain));
    return granted({ lines: await toldTo(db, actor, lines), length: head?.seq ?? 0 });
  },
});

const cursor = z.object({ at: z.number(), chain: z.string(), seq: z.number() });

/**
 * The lines by which somebody proposed or countersigned, one a decision, without what was withdrawn since: the same that is counted as decided. What else
 * such a command has entered is about decisions made at another moment.
 */
const DECIDED = sql`${ledgerEntries.refusal} is null and (
  (${ledgerEntries.command} = 'decision.propose' and exists (select 1 from decisions d where d.id = ${ledgerEntries.refs} ->> 'decision' and d.proposed_at = ${ledgerEntries.at} and not exists (select 1 from liftings l where l.decision = d.id and l.cause = 'withdrawn')))
  or (${ledgerEntries.command} = 'decision.countersign' and exists (select 1 from countersignatures c where c.decision = ${ledgerEntries.refs} ->> 'decision' and c.signed_by = ${ledgerEntries.actor} and c.signed_at = ${ledgerEntries.at})))`;

/** Lines over all chains, newest first, by actor, command or case; `numbers` names the cases of their chains. `leavesOut`: what is covered from this reader is not among them. */
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
    ];
    // Asked for by who did it or what it was, a covered line would tell that by being there.
    const leavesOut = Boolean(input.actor) || Boolean(input.command) || input.refusedOnly || input.decided;
    const told = await toldUpTo(db, actor, and(...wanted), { limit: input.limit + 1, before: input.before, leavesOut });
    const lines = told.slice(0, input.limit);
    const last = lines.at(-1);
    const ids = [...new Set(lines.flatMap(({ chain }) => (chain === 'main' ? [] : [chain.slice('case:'.length)])))];
    const numbered = ids.length === 0 ? [] : await db.select({ id: cases.id, number: cases.number }).from(cases).where(inArray(cases.id, ids));
    const numbers: Record<string, string> = Object.fromEntries(numbered.map(({ id, number }) => [`case:${id}`, `C-${number}`]));
    return granted({ lines, numbers, next: told.length > input.limit && last ? { at: last.at, chain: last.chain, seq: last.seq } : null, leavesOut: leavesOut && mayBeBlind(actor) });
  },
});

/** The newest `limit` lines as they are told. Where covered ones are left out the list goes on until it is full: a short page would tell of them. */
async function toldUpTo(db: Database, actor: Actor, wanted: SQL | undefined, { limit, before, leavesOut }: { limit: number; before: z.infer<typeof cursor> | undefined; leavesOut: boolean }): Promise<ToldLine[]> {
  const told: ToldLine[] = [];
  for (let from = before; ;) {
    const behind = from && sql`(${ledgerEntries.at}, ${ledgerEntries.chain}, ${ledgerEntries.seq}) < (${new Date(from.at).toISOString()}::timestamptz, ${from.chain}, ${from.seq})`;
    const rows = await db.select().from(ledgerEntries).where(and(wanted, behind)).orderBy(desc(ledgerEntries.at), desc(ledgerEntries.chain), desc(ledgerEntries.seq)).limit(limit);
    told.push(...(await toldTo(db, actor, rows)).filter(({ covered, actor: by }) => !leavesOut || covered === undefined || by !== ''));
    from = rows.at(-1);
    if (from === undefined || rows.length < limit || told.length >= limit) return told.slice(0, limit);
  }
}

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
