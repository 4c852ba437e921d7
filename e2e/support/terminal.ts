import { build } from 'esbuild';
import { program } from '../../scripts/launch/crew';

const GATHERED = 'test-results/terminal.mjs';

/**
 * Before all specs: the terminal in one file, its packages aside. A hundred of its programs are started here, and to gather a few hundred
 * sources takes each far longer than all that it lives to do. Every product's own worker runs from its sources.
 */
export default async function gather(): Promise<void> {
  await build({ entryPoints: ['cli/main.ts'], outfile: GATHERED, bundle: true, packages: 'external', platform: 'node', target: 'node20', format: 'esm', logLevel: 'warning' });
  process.env.E2E_TERMINAL = GATHERED;
}

/** The command line of a command of the terminal: of the one file where this run has gathered it, else of its sources. */
export const terminal: typeof program.terminal = (...args) => (process.env.E2E_TERMINAL ? program.node(process.env.E2E_TERMINAL, ...args) : program.terminal(...args));
