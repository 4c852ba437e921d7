import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { openHome, type Home } from './database';
import { ended, program } from './crew';
import { whenDeserted } from './deserted';
import { say } from './steps';

/**
 * `countersign COMMAND`: runs the command line with a database behind it. Standard input, output and the exit code are the
 * command's own. The embedded database starts if none runs, and stops after the command unless something else uses it.
 */
const args = process.argv.slice(2);
const needsDatabase = args.length > 0 && args[0] !== 'help' && !args.some((arg) => arg === '--help' || arg === '-h');
let stopping = false;
let child: ReturnType<typeof spawn> | undefined;

const stop = (name: NodeJS.Signals) => {
  stopping = true;
  child?.kill(name);
};
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop(name));
whenDeserted(() => stop('SIGTERM'));

let home: Home | undefined;
let code = 1;
try {
  if (needsDatabase) home = await openHome();
  if (!stopping) code = await run(home);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
} finally {
  await home?.close();
}
process.exit(stopping && code === 1 ? 130 : code);

function run(opened: Home | undefined): Promise<number> {
  const [file, ...rest] = program.terminal(...args);
  child = spawn(file!, rest, {
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(opened ? { DATABASE_URL: opened.databaseUrl, COUNTERSIGN_DATA: opened.data, ...(opened.isEmbedded ? { COUNTERSIGN_EMBEDDED: '1' } : {}) } : {}),
      TSX_TSCONFIG_PATH: join(import.meta.dirname, '..', '..', 'tsconfig.json'),
    },
  });
  return ended(child);
}
