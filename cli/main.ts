import { disconnect } from '@/db/client';
import { COMMANDS } from './commands';
import { refused, say, Usage, wordsOf } from './terminal';
import { bringUpToDate } from './up-to-date';

/** `countersign COMMAND …`: the same commands and questions as the console's, for whoever has the terminal. */
async function main(args: readonly string[]): Promise<number> {
  const asked = args[0] === undefined || args[0] === '--help' || args[0] === 'help';
  const name = Object.keys(COMMANDS).filter((known) => `${args.join(' ')} `.startsWith(`${known} `)).sort((a, b) => b.length - a.length)[0];
  if (name === undefined) {
    if (!asked) say(`There is no command ${args.slice(0, 2).join(' ')}.`);
    const list = Object.values(COMMANDS).map((one) => `  countersign ${one.usage}`).join('\n');
    (asked ? process.stdout : process.stderr).write(`Usage: npm run --silent countersign -- COMMAND\n\n${list}\n\nEvery command has --help. Exit codes: 0 done, 1 refused or failed, 2 usage.\n`);
    return asked && args[0] !== undefined ? 0 : 2;
  }
  const found = COMMANDS[name];
  if (!found) return 2;
  const rest = args.slice(name.split(' ').length);
  if (rest.includes('--help')) {
    process.stdout.write(`Usage: npm run --silent countersign -- ${found.usage}\n\n${found.help}\n`);
    return 0;
  }
  try {
    // The launcher's own database is nobody else's to migrate.
    if (process.env.COUNTERSIGN_EMBEDDED === '1' && !found.bare && !found.offline) {
      const refusal = await bringUpToDate();
      if (refusal) return refused(refusal);
    }
    return await found.run(rest);
  } catch (error) {
    if (error instanceof Usage) {
      say(`${error.message}\nUsage: npm run --silent countersign -- ${found.usage}`);
      return 2;
    }
    say(`Failed: ${wordsOf(error)}${isUnmigrated(error) ? '. Is the database up to date? Run countersign db migrate.' : ''}`);
    if (process.env.COUNTERSIGN_TRACE === '1' && error instanceof Error) say(String(error.stack));
    return 1;
  }
}

const UNDEFINED = ['42P01', '42703'];

/** PostgreSQL knows no such table or column. */
function isUnmigrated(error: unknown): boolean {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return UNDEFINED.includes(String((cause as { code?: unknown } | null)?.code));
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has had enough: `countersign export … | head`.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
await disconnect();
