import { is } from 'drizzle-orm';
import { PgTransaction } from 'drizzle-orm/pg-core';
import type { Database, Tx } from '../../db/client';

/** Reads side by side, each on a connection of its own; in a transaction, which has one, they come one after the other. */
export async function abreast<const Asks extends readonly (() => Promise<unknown>)[]>(db: Database | Tx, asks: Asks): Promise<{ -readonly [nth in keyof Asks]: Awaited<ReturnType<Asks[nth]>> }> {
  const answers: unknown[] = [];
  if (!is(db, PgTransaction)) answers.push(...await Promise.all(asks.map((ask) => ask())));
  else for (const ask of asks) answers.push(await ask());
  return answers as { -readonly [nth in keyof Asks]: Awaited<ReturnType<Asks[nth]>> };
}
