import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { program } from '../../scripts/launch/crew';

/** Below the root, so that its packages are found, and this run's own: another one in the same folder has another. */
const GATHERED = `node_modules/.cache/countersign-e2e/${process.pid}.mjs`;

/**
 * Before all specs: the terminal in one file, its packages aside. A hundred of its programs are started here, and to gather a few hundred
 * sources takes each far longer than all that it lives to do. As an operator starts them, from the sources, run every product's own worker and
 * all commands that set up the product of `onboarding.spec.ts`. Answers with what takes the file away after all specs.
 */
export default async function gather(): Promise<() => Promise<void>> {
  await build({ entryPoints: ['cli/main.ts'], outfile: GATHERED, bundle: true, packages: 'external', platform: 'node', target: 'node20', format: 'esm', logLevel: 'warning' });
  process.env.E2E_TERMINAL = GATHERED;
  return () => rm(GATHERED, { force: true });
}

/** The command line of a command of the terminal: of the one file where this run has gathered it, else of its sources. */
export const terminal: typeof program.terminal = (...args) => (process.env.E2E_TERMINAL ? program.node(process.env.E2E_TERMINAL, ...args) : program.terminal(...args));
