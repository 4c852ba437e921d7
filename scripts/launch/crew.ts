import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Trouble } from './steps';

export type Env = Record<string, string | undefined>;
export type Outcome = { code: number; output: string; words: string };
type Orders = { env?: Env; input?: string; note?: (line: string) => void; hear?: (line: string) => void };

const root = join(import.meta.dirname, '..', '..');
const PRELOAD = ['--import', join(root, 'scripts', 'stay-with-parent.mjs')];

/** A pass, and a page, make much that is soon forgotten: with room for the young, megabytes, a third less time goes into collecting it. */
const ROOMY = '--max-semi-space-size=64';

/** The command line of a program of the product: one of its TypeScript files, or Next. Each is one process, so its number can be killed. */
export const program = {
  typescript: (file: string, ...args: string[]) => [process.execPath, ROOMY, ...PRELOAD, '--import', 'tsx', join(root, file), ...args],
  // What is tried out on the queue's settings is an address, long where groups have many people, and comes again as the referrer.
  next: (...args: string[]) => [process.execPath, ROOMY, '--max-http-header-size=131072', ...PRELOAD, join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), ...args],
  /** A command of the terminal, as `npm run countersign` runs it. */
  terminal: (...args: string[]): string[] => program.typescript('cli/main.ts', ...args),
  node: (file: string, ...args: string[]) => [process.execPath, ...PRELOAD, join(root, file), ...args],
};

/** The programs a launcher has started. Each leads a process group, so Ctrl-C reaches the launcher alone, which stops them in order. */
export class Crew {
  readonly #members: ChildProcess[] = [];
  #stopping = false;

  get stopping(): boolean {
    return this.#stopping;
  }

  /** Runs a program to its end. Lines of its standard error go to `note`, of both outputs to `hear`; the last of the former come back as `words`. */
  async run(command: readonly string[], { env, input, note, hear }: Orders = {}): Promise<Outcome> {
    const child = this.#start(command, env, input === undefined ? 'ignore' : 'pipe');
    if (input !== undefined) child.stdin?.end(input);
    const output: string[] = [];
    const words: string[] = [];
    child.stdout?.setEncoding('utf8').on('data', (text: string) => output.push(text));
    if (hear) createInterface({ input: child.stdout! }).on('line', hear);
    createInterface({ input: child.stderr! }).on('line', (line) => {
      hear?.(line);
      words.push(line);
      if (words.length > 60) words.shift();
      if (line.trim()) note?.(line.trim());
    });
    const code = await ended(child);
    if (this.#stopping) throw new Trouble('Stopped.');
    return { code, output: output.join(''), words: words.join('\n') };
  }

  /** Runs a program that must succeed; answers with its standard output. */
  async must(what: string, command: readonly string[], orders: Orders = {}): Promise<string> {
    const { code, output, words } = await this.run(command, orders);
    if (code !== 0) throw new Trouble(`${what} failed (${code}).\n${[output, words].filter(Boolean).join('\n')}`);
    return output;
  }

  /** Starts a program that is to run until it is stopped; its words go to this process's standard error. */
  keep(command: readonly string[], env: Env): ChildProcess {
    return this.#start(command, env, 'ignore', 2);
  }

  /** Stops the programs, the last started first; one that does not end within ten seconds is killed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const child of this.#members.toReversed()) await stopProcess(child);
  }

  #start(command: readonly string[], env: Env | undefined, stdin: 'ignore' | 'pipe', output: 'pipe' | 2 = 'pipe'): ChildProcess {
    if (this.#stopping) throw new Trouble('Stopped.');
    const [file, ...args] = command;
    const child = spawn(file!, args, { cwd: root, env: { ...process.env, ...env } as NodeJS.ProcessEnv, detached: process.platform !== 'win32', stdio: [stdin, output, output] });
    child.on('error', () => {});
    child.stdin?.on('error', () => {});
    this.#members.push(child);
    void ended(child).then(() => { this.#members.splice(this.#members.indexOf(child), 1); });
    return child;
  }
}

export async function stopProcess(child: ChildProcess): Promise<void> {
  const gone = ended(child);
  signal(child, 'SIGTERM');
  const late = setTimeout(() => signal(child, 'SIGKILL'), 10_000);
  await gone;
  clearTimeout(late);
}

/** The exit code once the process is gone; 128 and more when a signal ended it, 127 when it never started. */
export function ended(child: ChildProcess): Promise<number> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  if (child.signalCode !== null || child.pid === undefined) return Promise.resolve(child.pid === undefined ? 127 : 130);
  return new Promise((done) => {
    child.once('close', (code) => done(code ?? 130));
    child.once('error', () => done(127));
  });
}

/** To the whole group, since a program may have helpers of its own. */
export function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, name);
  } catch {
    // Gone in between.
  }
}
