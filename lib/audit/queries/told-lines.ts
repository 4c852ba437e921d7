import { and, eq, exists, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { Database } from '../../../db/client';
import { cases, countersignatures, decisions, liftings, type ledgerEntries } from '../../../db/schema';
import type { Actor, Staff } from '../../staff/actor';
import { digestOfLine } from '../entry';
import { goesOn, isUnread, mayReadBlind, mayReadNext } from './covering';

type Line = typeof ledgerEntries.$inferSelect;
/** A line as it is told. `covered`: it is told otherwise than it was written, and whether what was written holds. */
export type ToldLine = Line & { covered?: { holds: boolean } };

/** Whether anything can be covered from this actor: only admins countersign. */
export const mayBeBlind = (actor: Actor): actor is Staff => actor.kind === 'staff' && actor.role === 'admin';

/**
 * Lines as they are told to one reader. Whoever may still be the blind second reader of a proposal reads in the ledger that something was done on the
 * case, and neither what nor by whom: neither this proposal, nor the reading of one that came to nothing before it, nor an appeal there and what was said of
 * it, nor a try that was refused: of that not even while nothing waits yet, since what somebody fails to propose they mostly propose a moment later. What was signed of a wave says what the rest of it proposes, and so do a verdict on all of it and a grant that ends one of it;
 * that it was begun says who proposes. Whoever has committed a verdict on a wave has read all of it.
 */
export async function toldTo(db: Database, actor: Actor, lines: readonly Line[]): Promise<ToldLine[]> {
  const ids = [...new Set(lines.flatMap(({ chain }) => (chain === 'main' ? [] : [chain.slice('case:'.length)])))];
  const named = [...new Set(lines.flatMap(({ command, refs }) => (command.startsWith('wave.') ? refs['wave'] ?? [] : [])))];
  if (!mayBeBlind(actor) || ids.length + named.length === 0) return [...lines];
  const waves = [...named, ...(await db.selectDistinct({ wave: decisions.wave }).from(decisions).where(and(inArray(decisions.case, ids), isNotNull(decisions.wave)))).flatMap(({ wave }) => wave ?? [])];
  const open = await db.selectDistinct({ case: decisions.case, wave: decisions.wave }).from(decisions)
    .where(and(or(inArray(decisions.case, ids), inArray(decisions.wave, waves)), isUnread(db, decisions.id), mayReadBlind(db, actor.id)));
  const openWaves = [...new Set(open.flatMap(({ wave }) => wave ?? []))];
  const mates = openWaves.length === 0 ? [] : await db.selectDistinct({ case: decisions.case }).from(decisions).where(and(inArray(decisions.case, ids), inArray(decisions.wave, openWaves)));
  const kept = await keptFrom(db, actor.id, ids, named);
  const tries = await triesKeptFrom(db, actor.id, lines);
  const [covered, half, came] = [chainsOf([...open, ...mates]), chainsOf(mates), chainsOf(kept)];
  const keptDecisions = new Set(kept.map(({ decision }) => decision));
  const keptWaves = kept.flatMap(({ wave }) => wave ?? []);
  const isCovered = (line: Line): boolean => {
    const { chain, command, refs } = line;
    const wave = refs['wave'] ?? '';
    if (openWaves.includes(wave)) return true;
    if (command.startsWith('wave.')) return command === 'wave.countersign' && keptWaves.includes(wave);
    // The order and the notice of what is signed of a wave name what the rest of it proposes.
    if (half.has(chain) && /^(?:order|delivery)\./.test(command)) return true;
    if (covered.has(chain)) return /^(?:decision|appeal)\./.test(command);
    if (!command.startsWith('decision.')) return false;
    // Of what came to nothing only its reading says what it was. A try that was refused belongs to no proposal, and may say it as well.
    const of = refs['decision'];
    return of === undefined ? came.has(chain) || (isTry(line, actor.id) && tries.has(chain)) : command === 'decision.countersign' && keptDecisions.has(of);
  };
  return lines.map((line) => (isCovered(line) ? cover(line, actor.id) : line));
}

/** The line without what it says. Its name and its act would say who proposed: only a reader's own stays theirs. */
function cover(line: Line, reader: string): ToldLine {
  const told = { ...line, says: 'did something that is covered until you have read the evidence yourself', changes: [], covered: { holds: digestOfLine(line) === line.digest } };
  return line.actor === reader ? told : { ...told, actorKind: 'covered', actor: '', actorName: 'Somebody', command: '', refs: {}, refusal: null };
}

const chainsOf = (of: readonly { case: string }[]): ReadonlySet<string> => new Set(of.map((row) => `case:${row.case}`));

/** Somebody else's try to propose something, which says what. */
const isTry = ({ command, refusal, actor }: Line, me: string): boolean => command === 'decision.propose' && refusal !== null && actor !== me;

/** Chains of open cases on which such a try is among these lines, and of which this person may read blind what is proposed next. */
async function triesKeptFrom(db: Database, me: string, lines: readonly Line[]): Promise<ReadonlySet<string>> {
  const ids = [...new Set(lines.flatMap((line) => (isTry(line, me) && line.chain !== 'main' ? [line.chain.slice('case:'.length)] : [])))];
  return ids.length === 0 ? new Set() : chainsOf(await db.select({ case: cases.id }).from(cases).where(and(inArray(cases.id, ids), mayReadNext(db, me))));
}

/** Proposals that came to nothing and may be made again, of which this person may read the next one blind, which often says the same (`staysCovered`). */
async function keptFrom(db: Database, me: string, ids: readonly string[], waves: readonly string[]): Promise<{ decision: string; case: string; wave: string | null }[]> {
  const one = { one: sql`1` };
  const isBack = exists(db.select(one).from(countersignatures).where(and(eq(countersignatures.decision, decisions.id), eq(countersignatures.agrees, false))));
  const isWithdrawn = exists(db.select(one).from(liftings).where(and(eq(liftings.decision, decisions.id), eq(liftings.cause, 'withdrawn'))));
  return db.select({ decision: decisions.id, case: decisions.case, wave: decisions.wave }).from(decisions)
    .where(and(or(inArray(decisions.case, [...ids]), inArray(decisions.wave, [...waves])), or(isBack, isWithdrawn), goesOn(db), mayReadBlind(db, me)));
}
