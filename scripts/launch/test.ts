import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from '../find-browser';
import { build, isBuilt } from './build';
import { ended, program, type Crew, type Env } from './crew';
import { say, seconds, step } from './steps';
import { playwrightTotals, vitestTotals, weigh, type Totals } from './totals';
import { untilStopped } from './until-stopped';

const HELP = `Usage: npm test [-- --only types|lint|unit|build|e2e]

Runs every check from a clean clone: types, lint, unit and database tests, production build, browser tests.
TEST_DATABASE_URL names a PostgreSQL server (15 or later) on which test databases may be made and dropped; without it one is
started in a temporary folder. CHROMIUM_PATH names the browser. The data of a running installation are never touched.
`;

type Stage = { title: string; isTests: boolean; run(): Promise<{ succeeded: boolean; totals: Totals | null }> };

const only = read(process.argv.slice(2));

await untilStopped(async ({ crew, onStop }) => {
  const reports = mkdtempSync(join(tmpdir(), 'countersign-reports-'));
  onStop(async () => { rmSync(reports, { recursive: true, force: true }); });
  const stages = stagesOf(crew, reports);
  const sum = { passed: 0, failed: 0 };
  const lines: string[] = [];
  for (const name of only ? [only] : Object.keys(stages)) {
    const { title, isTests, run } = stages[name]!;
    const since = performance.now();
    say(`\n── ${title}`);
    const { succeeded, totals } = await run();
    const weight = weigh(succeeded, totals, isTests);
    sum.passed += weight.passed;
    sum.failed += weight.failed;
    lines.push(`${weight.failed === 0 ? '✓' : '✗'} ${title}${isTests ? `: ${weight.passed} passed, ${weight.failed} failed` : ''} (${seconds(since)})`);
    // Named once more at the end: where a long output is cut, its last lines remain.
    lines.push(...weight.failures.map((one) => `  ${one}`));
  }
  process.stdout.write(`\n${lines.join('\n')}\n${sum.passed} passed, ${sum.failed} failed\n`);
  return sum.failed === 0 ? 0 : 1;
});

function stagesOf(crew: Crew, reports: string): Record<string, Stage> {
  // Nobody's database or keys but the tests' own.
  const env: Env = { DATABASE_URL: undefined, COUNTERSIGN_DATA: undefined, COUNTERSIGN_KEY: undefined, NEXT_TELEMETRY_DISABLED: '1', CI: '1', COUNTERSIGN_TYPES: undefined };
  const run = async (command: readonly string[], more: Env = {}) => await ended(crew.keep(command, { ...env, ...more })) === 0;
  const check = async (...commands: (readonly string[])[]) => {
    for (const command of commands) if (!await run(command)) return { succeeded: false, totals: null };
    return { succeeded: true, totals: null };
  };
  const vitest = join(reports, 'vitest.json');
  const playwright = join(reports, 'playwright.json');
  return {
    types: {
      title: 'Types', isTests: false,
      run: async () => {
        const checked = await check(program.next('typegen'), program.node('node_modules/typescript/bin/tsc', '--noEmit'));
        // The build that follows need not ask again.
        if (checked.succeeded) env.COUNTERSIGN_TYPES = 'checked';
        return checked;
      },
    },
    lint: { title: 'Lint', isTests: false, run: () => check(program.node('node_modules/oxlint/bin/oxlint', '--deny-warnings')) },
    unit: {
      title: 'House rules, unit, property and database tests', isTests: true,
      run: async () => {
        const succeeded = await run(program.node('node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${vitest}`));
        return { succeeded, totals: vitestTotals(vitest) };
      },
    },
    build: { title: 'Production build', isTests: false, run: () => built(crew, env) },
    e2e: {
      title: 'End to end', isTests: true,
      run: async () => {
        if (!isBuilt() && !(await built(crew, env)).succeeded) return { succeeded: false, totals: null };
        const browser = await step('Finding a browser', (note) => findBrowser(crew, note));
        const succeeded = await run(program.node('node_modules/playwright/cli.js', 'test', '--reporter=list,json'), { CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: playwright });
        return { succeeded, totals: playwrightTotals(playwright) };
      },
    },
  };
}

async function built(crew: Crew, env: Env): Promise<{ succeeded: boolean; totals: null }> {
  if (isBuilt()) {
    say('The build is that of these sources.');
    return { succeeded: true, totals: null };
  }
  try {
    await build(crew, env, say);
    return { succeeded: true, totals: null };
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return { succeeded: false, totals: null };
  }
}

function read(args: string[]): string | undefined {
  try {
    const { values } = parseArgs({ args, options: { only: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    if (values.only !== undefined && !['types', 'lint', 'unit', 'build', 'e2e'].includes(values.only)) throw new Error(`There is no stage ${values.only}.`);
    return values.only;
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    process.exit(2);
  }
}
