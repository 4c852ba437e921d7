import { setImmediate } from 'node:timers/promises';

/**
 * Asks side by side: on a database each on a connection of its own; in a transaction they share one, and what came of one is worked on while the
 * database is at the next. Nothing is under way any more when this ends, so that a transaction may end with it.
 */
export async function abreast<const Asks extends readonly (() => Promise<unknown>)[]>(asks: Asks): Promise<{ -readonly [nth in keyof Asks]: Awaited<ReturnType<Asks[nth]>> }> {
  let failed = null as { error: unknown } | null;
  const answers: Promise<unknown>[] = [];
  for (const ask of asks) {
    const answer = (async () => ask())();
    // The first that fails says why; of what failed by that, any may be heard before it.
    answer.catch((error: unknown) => { if (failed === null || isConsequence(failed.error)) failed = { error }; });
    answers.push(answer);
    // What it asks is on its way before the next one computes.
    await setImmediate();
  }
  await Promise.allSettled(answers);
  if (failed !== null) throw failed.error;
  return await Promise.all(answers) as { -readonly [nth in keyof Asks]: Awaited<ReturnType<Asks[nth]>> };
}

/** Whether something failed only because something before it in its transaction did (`in_failed_sql_transaction`). */
export function isConsequence(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return (cause as { code?: unknown } | null)?.code === '25P02';
}
