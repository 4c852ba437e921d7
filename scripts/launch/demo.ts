import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HELP } from '../demo-help.mjs';
import { build, isBuilt } from './build';
import { program, type Crew, type Env } from './crew';
import { freePort, isFree } from '../../db/embedded';
import { openHome } from './database';
import { demoState, type DemoState } from './demo-state';
import { addKey, addPeople, setWebhook } from './people';
import { tableOf } from './people-table';
import { DEMO_ENV, portFor, productEnv, startProduct, untilOneEnds } from './run-product';
import { say, seconds, step } from './steps';
import { untilStopped, type Stage } from './until-stopped';

/** Many more than a platform has (about 1 in 200), so that a population of a thousand fills a queue. */
const PREVALENCE = '0.08';

type Options = { accounts?: number; days?: number; json: boolean; port: string | undefined };

const options = read(process.argv.slice(2));
const since = performance.now();
await untilStopped((stage) => demo(stage, options));

async function demo({ crew, onStop, isUp }: Stage, { accounts, days, json, port: asked }: Options): Promise<number> {
  const port = await portFor(asked);
  const home = await step('Starting the database', async () => {
    const opened = await openHome();
    onStop(opened.close);
    return opened;
  });
  const env = { ...DEMO_ENV, ...productEnv(home.databaseUrl, home.data, port) };
  await step('Bringing the database up to date', () => crew.must('countersign db migrate', program.terminal('db', 'migrate'), { env }));
  const { state, keep } = await demoState(home.data, home.databaseUrl);
  state.population ??= { accounts: accounts ?? 1_200, days: days ?? 90, seed: 1, now: new Date().toISOString(), isComplete: false };
  keep();
  const { population } = state;
  if ((accounts ?? population.accounts) !== population.accounts || (days ?? population.days) !== population.days) {
    say(`  This database has the population of its first run, ${population.accounts} accounts over ${population.days} days, and keeps it. For another, name another folder in COUNTERSIGN_DATA.`);
  }
  // Two cores: the build and the population do not wait for each other.
  await together(crew, [
    async () => { if (!isBuilt()) await step('Building the console', () => build(crew, env)); },
    async () => {
      if (state.people.some((person) => person.state !== 'added')) await step('Adding the demo people', () => addPeople(crew, env, state.people, keep, { tour: true }));
      if (!state.apiKey) {
        state.apiKey = await addKey(crew, env, 'demo');
        keep();
      }
      await preparePlatform(crew, env, state, keep);
      if (!population.isComplete) await populate(crew, env, home.data, population, keep);
    },
  ]);
  if (state.webhook) crew.keep(program.node('scripts/receiver.mjs', '--port', String(state.webhook.port)), { ...env, COUNTERSIGN_WEBHOOK_SECRET: state.webhook.secret });
  const running = await step('Starting worker and server', () => startProduct(crew, env, 'start'));
  isUp();
  const people = state.people.map(({ name, role, email, password }) => ({ name, role, email, password }));
  const url = env.COUNTERSIGN_URL;
  if (json) process.stdout.write(`${JSON.stringify({ url, people, apiKey: state.apiKey })}\n`);
  else process.stdout.write(`\nCountersign is ready: ${url} (after ${seconds(since)})\n\n${tableOf(people)}\n\n  API key   ${state.apiKey}\n\nCtrl-C stops it; the data stay in ${home.data}.\n`);
  return Promise.race([untilOneEnds(running), home.died()]);
}

/** Where orders go in the demo: a receiver on this machine, on the port of the first run where that is still free. */
async function preparePlatform(crew: Crew, env: Env, state: DemoState, keep: () => void): Promise<void> {
  if (state.webhook && await isFree(state.webhook.port)) return;
  const port = await freePort();
  const secret = await setWebhook(crew, env, port) ?? state.webhook?.secret;
  // An address that an admin set before has a secret of its own: then orders go where the admin said.
  if (!secret) return;
  state.webhook = { port, secret };
  keep();
}

/** Makes the population and sends it through the product's own intake, as a platform's history would come. */
async function populate(crew: Crew, env: Env, data: string, population: NonNullable<DemoState['population']>, keep: () => void): Promise<void> {
  const { accounts, days, seed, now } = population;
  const file = join(data, 'demo-population.ndjson');
  if (!existsSync(file)) {
    await step(`Generating ${accounts} accounts over ${days} days`, async (note) => {
      const draft = `${file}.part`;
      const size = ['--accounts', String(accounts), '--days', String(days), '--seed', String(seed), '--now', now, '--prevalence', PREVALENCE];
      await crew.must('The generator', program.typescript('bench/detection/write.ts', ...size, '--out', draft), { env, note });
      renameSync(draft, file);
    });
  }
  await step('Importing and assessing their history', (note) => crew.must('countersign import', program.terminal('import', file, '--assess-every', '7d'), { env, note }));
  population.isComplete = true;
  keep();
  rmSync(file);
}

/** Both to their end; the first failure stops the other. */
async function together(crew: Crew, acts: readonly (() => Promise<void>)[]): Promise<void> {
  let failure: unknown;
  await Promise.all(acts.map((act) => act().catch(async (error: unknown) => {
    failure ??= error;
    await crew.stop();
  })));
  if (failure) throw failure;
}

function read(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: { accounts: { type: 'string' }, days: { type: 'string' }, json: { type: 'boolean' }, port: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    return { accounts: positive(values.accounts), days: positive(values.days), json: values.json ?? false, port: values.port ?? (process.env.PORT || undefined) };
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${HELP}`);
    process.exit(2);
  }
}

function positive(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (!Number.isInteger(value) || value < 1) throw new Error(`${given} is no whole number above zero.`);
  return value;
}
