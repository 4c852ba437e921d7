import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Refusal } from '@/lib/kernel/refusal';

/** How a command of the terminal ends: 0 done, 1 refused or failed, 2 usage. */
export type ExitCode = 0 | 1 | 2;

/** One command: `usage` is its line in the list, `help` the rest of what `--help` prints. */
export type TerminalCommand = {
  usage: string;
  help: string;
  /** Needs no database of the installation: the one that the launcher started is left as it is. */
  offline?: boolean;
  /** Takes the embedded database as it is, whatever its version. */
  bare?: boolean;
  run(args: readonly string[]): Promise<ExitCode>;
};

export class Usage extends Error {}

/** Options and positionals; anything unknown is a usage error with its way out. */
export function read<const Options extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: Options, positionals: { min?: number; max?: number } = {}) {
  try {
    const parsed = parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
    const { min = 0, max = min } = positionals;
    if (parsed.positionals.length < min || parsed.positionals.length > max) throw new Usage(min === max ? `expected ${min} argument${min === 1 ? '' : 's'}, got ${parsed.positionals.length}` : `expected ${min} to ${max} arguments`);
    return parsed;
  } catch (error) {
    if (error instanceof Usage) throw error;
    throw new Usage(error instanceof Error ? error.message : String(error));
  }
}

/** Results, and only results. */
export function result(value: unknown): void {
  process.stdout.write(`${typeof value === 'string' ? value : JSON.stringify(value)}\n`);
}

/** Everything that is not a result. */
export function say(words: string): void {
  process.stderr.write(`${words}\n`);
}

/** What went wrong, without the query and its parameters that a database error carries along: they can hold people's data. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return wordsOf(error.cause);
  // Of a host with several addresses, none of which answered; it has no words of its own.
  return error instanceof AggregateError ? error.errors.map(wordsOf).join('; ') : error.message;
}

export function refused(refusal: Refusal): 1 {
  say(`Refused: ${refusal.words}`);
  for (const [field, words] of Object.entries(refusal.fields)) if (words !== refusal.words) say(`  ${field}: ${words}`);
  return 1;
}

/** A line that is written over, on a terminal; one line a second or so elsewhere. */
export function progress(): { show(words: string): void; end(): void } {
  const live = process.stderr.isTTY === true;
  let last = 0;
  let width = 0;
  return {
    show(words) {
      const now = performance.now();
      if (now - last < (live ? 100 : 2_000)) return;
      last = now;
      process.stderr.write(live ? `\r${words.padEnd(width)}` : `${words}\n`);
      width = words.length;
    },
    end() { if (live && width > 0) process.stderr.write(`\r${' '.repeat(width)}\r`); },
  };
}
