import { mkdirSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type * as Evaluation from '@/bench/detection/evaluation';
import { progress, read, result, say, Usage, type TerminalCommand } from '../terminal';

/** The last moment of a generated world: a day in the past, so that the same seed gives the same world wherever and whenever. */
const NOW = Date.UTC(2026, 10, 1);

export const evaluate: TerminalCommand = {
  usage: 'evaluate DIR… [--json] [--generate KIND --accounts N --days D --seed S] [--prevalences P,P,…] [--once] [--full-pass] [--database URL]',
  help: `Measures the product on worlds whose truth is known. Each DIR holds events.ndjson, which alone the product reads, and truth.ndjson
(account, archetype, abuser, ring, handoverAt). The events go through the product's intake with --assess-every 1d, into a database
of their own, which is gone afterwards; the installation's database is never touched.
--generate writes the world first: tune, validate, red-team, innocents or demo (default 2,000 accounts, 180 days, seed 1); several DIRs get the seeds S, S+1, …
--prevalences repeats the ranking with fewer abusers, as in 0.001,0.005,0.01. --full-pass times one more assessment
of every account. --once assesses at the end only: quick, for tuning, and no figure to be reported.
--database names a PostgreSQL server on which databases may be made and dropped; without it one is started in a temporary folder.
Prints a table for each world, and one for all where there are several; --json prints one line of JSON instead. Progress is on standard error.`,
  offline: true,
  async run(args) {
    const { values, positionals } = read(args, {
      json: { type: 'boolean' }, generate: { type: 'string' }, accounts: { type: 'string' }, days: { type: 'string' }, seed: { type: 'string' }, pace: { type: 'string' }, prevalence: { type: 'string' },
      prevalences: { type: 'string' }, once: { type: 'boolean' }, 'full-pass': { type: 'boolean' }, database: { type: 'string' },
    }, { min: 1, max: Infinity });
    const folders = positionals.map((folder) => resolve(folder));
    if (new Set(folders).size < folders.length) throw new Usage('each DIR may be named once');
    const prevalences = (values.prevalences ?? '').split(',').filter(Boolean).map((text) => within('--prevalences', text, 0, 0.5));
    // Only this command needs the bench; nothing else of the terminal loads it.
    const bench = await import('@/bench/detection/evaluation');
    const bar = progress();
    if (values.generate === undefined) {
      const stray = (['accounts', 'days', 'seed', 'pace', 'prevalence'] as const).find((name) => values[name] !== undefined);
      if (stray) throw new Usage(`--${stray} belongs to --generate`);
    } else generate(bench, folders, values.generate, values, (words) => bar.show(words));
    for (const folder of folders) {
      const missing = bench.missingIn(folder);
      if (missing === null) continue;
      say(`There is no file ${missing}.`);
      return 1;
    }
    const worlds = await measured(bench, folders, { server: values.database ?? null, daily: values.once !== true, fullPass: values['full-pass'] === true, prevalences, show: (words) => bar.show(words), told: (text) => { bar.end(); if (!values.json) result(text); } });
    bar.end();
    const pooled = worlds.length > 1 ? bench.pooledOf(worlds) : null;
    if (values.json) result({ worlds: worlds.map(({ name, evaluation, cost }) => ({ world: name, ...evaluation, cost })), pooled });
    else if (pooled) result(`\n${bench.pooledTableOf(pooled)}`);
    return 0;
  },
};

type Measured = { name: string; rows: Evaluation.Row[]; evaluation: Evaluation.Evaluation; cost: Evaluation.Cost };

async function measured({ openBench, rowsOf, readWorld, evaluationOf, tableOf }: typeof Evaluation, folders: readonly string[], job: { server: string | null; daily: boolean; fullPass: boolean; prevalences: readonly number[]; show: (words: string) => void; told: (table: string) => void }): Promise<Measured[]> {
  const bench = await openBench(job.server);
  const stop = stoppedWith(bench);
  const worlds: Measured[] = [];
  try {
    for (const folder of folders) {
      const name = basename(folder);
      const { standings, policy, shared, ...cost } = await bench.run(folder, { daily: job.daily, fullPass: job.fullPass, hear: (line) => job.show(`${name}: ${line}`) });
      job.show(`${name}: reading what is true`);
      const rows = rowsOf(await readWorld(folder), standings);
      const evaluation = evaluationOf(rows, { assessments: [...standings.values()].map((one) => one.assessment), policy, shared, prevalences: job.prevalences, seed: name });
      worlds.push({ name, rows, evaluation, cost });
      job.told(`${worlds.length > 1 ? '\n' : ''}${tableOf(name, evaluation, cost)}`);
    }
    return worlds;
  } finally {
    stop();
    await bench.stop();
  }
}

/** Ctrl-C leaves no database behind. */
function stoppedWith(bench: Evaluation.Bench): () => void {
  const stop = () => { void bench.stop().finally(() => process.exit(1)); };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, stop);
  return () => { for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, stop); };
}

function generate({ WORLD_KINDS, writeWorld, eventsFile, truthFile }: typeof Evaluation, folders: readonly string[], name: string, values: { accounts?: string; days?: string; seed?: string; pace?: string; prevalence?: string }, show: (words: string) => void): void {
  const kind = WORLD_KINDS.find((one) => one === name);
  if (!kind) throw new Usage(`--generate takes one of ${WORLD_KINDS.join(', ')}`);
  const accounts = whole('--accounts', values.accounts ?? '2000', 20);
  const days = whole('--days', values.days ?? '180', 14);
  const seed = whole('--seed', values.seed ?? '1', 0);
  const pace = values.pace === undefined ? {} : { pace: within('--pace', values.pace, 0, 3) };
  const prevalence = values.prevalence === undefined ? {} : { prevalence: within('--prevalence', values.prevalence, 0, 0.5) };
  for (const [nth, folder] of folders.entries()) {
    mkdirSync(folder, { recursive: true });
    writeWorld({ kind, accounts, days, seed: String(seed + nth), now: NOW, cast: false, ...pace, ...prevalence, out: eventsFile(folder), truth: truthFile(folder) }, show);
  }
}

function whole(option: string, text: string, least: number): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < least) throw new Usage(`${option} takes a whole number of at least ${least}`);
  return number;
}

function within(option: string, text: string, low: number, high: number): number {
  const number = Number(text);
  if (!(number >= low && number <= high)) throw new Usage(`${option} takes numbers from ${low} to ${high}`);
  return number;
}
