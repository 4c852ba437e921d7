import { eq, sql } from 'drizzle-orm';
import type { z } from 'zod';
import { writing, type Tx } from '../../db/client';
import { cases } from '../../db/schema';
import { appendToLedger } from './ledger';
import { caseChain, entry, type Chain, type Entry } from '../audit/entry';
import type { Actor } from '../staff/actor';
import { may, type CommandName } from '../staff/permissions';
import { clock } from './clock';
import type { Instant } from './instant';
import { refuse, type Refusal } from './refusal';
import { granted, type Result } from './result';
import { fieldsOf } from './input';
import { throwOn } from './unreachable';

declare const made: unique symbol;
/** What a command kept. Only `done` makes one, and only with at least one ledger entry. */
export type Done<Value> = { readonly [made]: true; ok: true; value: Value; entries: readonly Entry[] };

export function done<Value>(value: Value, first: Entry, ...more: readonly Entry[]): Done<Value> {
  return { ok: true, value, entries: [first, ...more] } as unknown as Done<Value>;
}

export type Context<Input> = { input: Input; actor: Actor; now: Instant; tx: Tx };

export type Command<Input, Value> = {
  (actor: Actor, input: Input): Promise<Result<Value>>;
  readonly command: CommandName;
};

/** Thrown inside the transaction so that a refusal keeps nothing. */
class Refused extends Error {
  constructor(readonly refusal: Refusal) { super(refusal.words); }
}

type Definition<Schema extends z.ZodType, Value> = {
  name: CommandName;
  input: Schema;
  /** The chain on which a refusal of this command is entered; `main` unless told. */
  chain?: (input: z.output<Schema>) => Chain;
  run(context: Context<z.output<Schema>>): Promise<Done<Value> | Refusal>;
};

/**
 * The one door for writing. Parses, asks whether this actor may, opens the transaction with actor and command set for
 * the guards of the database, runs, appends to the ledger, commits. A refusal rolls back and is itself entered.
 */
export function command<Schema extends z.ZodType, Value>(definition: Definition<Schema, Value>): Command<z.input<Schema>, Value> {
  const { name, run } = definition;
  const perform = async (actor: Actor, raw: z.input<Schema>): Promise<Result<Value>> => {
    const now = clock.now();
    const parsed = definition.input.safeParse(raw);
    if (!may(actor, name)) {
      const refusal = refuse(actor.kind === 'visitor' ? 'not-signed-in' : 'not-allowed');
      await enterRefusal(name, actor, now, refusal, parsed.success ? definition.chain?.(parsed.data) : undefined);
      return refusal;
    }
    // A slip of the pen is told to the writer; it is no act, so the ledger stays silent.
    if (!parsed.success) return refuse('invalid', undefined, fieldsOf(parsed.error));
    const input = parsed.data;
    const attempt = () => writing().transaction(async (tx) => {
      await tx.execute(sql`select set_config('countersign.command', ${name}, true), set_config('countersign.actor', ${actor.id}, true)`);
      const outcome = await run({ input, actor, now, tx });
      if (!outcome.ok) throw new Refused(outcome);
      await appendToLedger(tx, { command: name, actor, now }, outcome.entries);
      return outcome.value;
    });
    try {
      return granted(await againAfterRace(attempt));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await enterRefusal(name, actor, now, error.refusal, definition.chain?.(input));
      return error.refusal;
    }
  };
  return Object.assign((actor: Actor, raw: z.input<Schema>) => perform(actor, raw).catch(throwOn), { command: name });
}

const TRIES = 4;

/** One of two transactions that wait for each other, ended by PostgreSQL; or the second of two that open a case on one account. */
const isRace = ({ code, constraint }: { code?: unknown; constraint?: unknown }): boolean => code === '40P01' || (code === '23505' && constraint === 'cases_one_open');

/** Who lost a race has kept nothing, so it is simply done again, and sees what the other did. */
async function againAfterRace<Value>(attempt: () => Promise<Value>): Promise<Value> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const cause = error instanceof Error && error.cause ? error.cause : error;
      if (!isRace(cause as object) || tries >= TRIES) throw error;
    }
  }
}

/** A machine that finds nothing to do has tried nothing; nor has an operator's script. */
const IDLE: Partial<Record<Actor['kind'], readonly string[]>> = { machine: ['nothing-left', 'exists'], operator: ['nothing-left'] };

async function enterRefusal(name: CommandName, actor: Actor, now: Instant, refusal: Refusal, wanted: Chain = 'main'): Promise<void> {
  if (IDLE[actor.kind]?.includes(refusal.code)) return;
  // Whoever hammers at the door is counted by the throttle; the ledger would only grow by it.
  if (refusal.code === 'throttled') return;
  await writing().transaction(async (tx) => {
    await tx.execute(sql`select set_config('countersign.command', ${name}, true), set_config('countersign.actor', ${actor.id}, true)`);
    const caseId = wanted === 'main' ? null : await existing(tx, wanted.slice('case:'.length));
    const chain = caseId === null ? 'main' : caseChain(caseId);
    const line = entry(chain, `tried ${name} and was refused: ${refusal.words}`, { refs: caseId === null ? {} : { case: caseId } });
    await appendToLedger(tx, { command: name, actor, now, refusal: refusal.code }, [line]);
  });
}

/** Only a case begins a chain; an id that somebody made up does not. */
async function existing(tx: Tx, id: string): Promise<string | null> {
  const [row] = id.includes('\u0000') ? [] : await tx.select({ id: cases.id }).from(cases).where(eq(cases.id, id));
  return row?.id ?? null;
}
