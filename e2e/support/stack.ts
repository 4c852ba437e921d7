import type { ChildProcess } from 'node:child_process';
import { disconnect } from '../../db/client';
import { freePort, startDatabase } from '../../db/embedded';
import { isGone, lifeOf } from '../../db/embedded/life';
import { closeTemporary, openTemporary } from '../../db/embedded/temporary';
import { staffFor } from '../../db/factories';
import { cloneDatabase, dropDatabases } from '../../db/sandbox-server';
import { Crew, ended, program, type Env } from '../../scripts/launch/crew';
import { untilHealthy } from '../../scripts/launch/health';
import { addKey, addPeople, planPeople, type Person } from '../../scripts/launch/people';
import { DEMO_ENV, HOST, productEnv } from '../../scripts/launch/run-product';
import { dataOf } from './data';
import { terminal as gathered } from './terminal';

/** What a test needs to know of a running product; plain data, so that it can be handed to other processes. */
export type StackFacts = { url: string; databaseUrl: string; data: string; people: Record<Name, Person>; apiKey: string };
export type Name = 'Ada' | 'Ben' | 'Cleo' | 'Iris' | 'Dov';

/** One process of the product. `kill` is SIGKILL and returns once it is gone; `restart` returns once it works again. */
export type Part = { readonly pid: number; kill(): Promise<void>; restart(): Promise<void> };

export type Stack = StackFacts & { server: Part; worker: Part; postgres: Part; stop(): Promise<void> };

const given = process.env.TEST_DATABASE_URL ?? '';

/**
 * The product as it runs in production, on a database, a data folder and a port of its own, with the five people of the
 * cast and an API key. With `TEST_DATABASE_URL` the database is made on that server, which cannot be killed. The factories, called in this
 * process, write to its database from then on. `before`: what happens while the server is there and no worker yet; events that come in then
 * are assessed in one pass, and nobody waits for passes in between. `terminal`: how the commands that set it up are started.
 */
export async function startStack({ name, env: extra = {}, terminal = gathered, before = async () => {} }: { name: string; env?: Env; terminal?: typeof program.terminal; before?: (facts: StackFacts) => Promise<void> }): Promise<Stack> {
  const data = await openTemporary(`countersign-e2e-${name}-`);
  const crew = new Crew();
  const prefix = `countersign_e2e_${process.pid}_${name.replaceAll(/\W/g, '_')}`;
  let postgres: Part | null = null;
  const stop = async () => {
    await disconnect();
    await crew.stop();
    if (given) await dropDatabases(given, `${prefix}_`);
    await closeTemporary(data);
  };
  try {
    const database = given ? null : await startDatabase({ data, durable: false, stays: true });
    postgres = database ? databasePart(data, database.pid) : strangersPart();
    const databaseUrl = database?.url ?? await cloneDatabase(given, prefix, 'stack');
    const port = await freePort();
    const env = { ...DEMO_ENV, ...productEnv(databaseUrl, data, port), COUNTERSIGN_URL: `http://localhost:${port}`, COUNTERSIGN_GALLERY: '1', ...extra };
    await crew.must('countersign db migrate', terminal('db', 'migrate'), { env });
    await nobodyByChance(databaseUrl);
    Object.assign(process.env, { DATABASE_URL: databaseUrl, COUNTERSIGN_DATA: data });
    // The first admin comes in by the terminal, as anywhere; a program of its own for each of the others would be most of the start.
    const people = planPeople();
    const [first, others] = [people.filter(({ name }) => name === 'Cleo'), people.filter(({ name }) => name !== 'Cleo')];
    const [apiKey] = await Promise.all([addKey(crew, env, 'e2e', terminal), addPeople(crew, env, first, () => {}, { tour: false, terminal }), ...others.map(({ role, name, email, password }) => staffFor(role, { name, email, password }))]);
    const server = await programPart(
      () => crew.keep(program.next('start', '-p', String(port), '-H', HOST), env),
      (child) => untilHealthy(`http://${HOST}:${port}`, child),
    );
    const facts: StackFacts = { url: env.COUNTERSIGN_URL, databaseUrl, data, people: byName(people), apiKey };
    await before(facts);
    const worker = await programPart(() => crew.keep(program.terminal('worker'), env), async () => {});
    return { ...facts, server, worker, postgres, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function programPart(start: () => ChildProcess, isReady: (child: ChildProcess) => Promise<void>): Promise<Part> {
  let child = start();
  await isReady(child);
  const kill = async () => {
    child.kill('SIGKILL');
    await ended(child);
  };
  return {
    get pid() { return child.pid!; },
    kill,
    restart: async () => {
      await kill();
      child = start();
      await isReady(child);
    },
  };
}

/** Comes back on the same port with the same password, so programs that lost it find it again. */
function databasePart(data: string, first: number): Part {
  let pid = first;
  const kill = async () => {
    const life = lifeOf(pid);
    if (!life) return;
    process.kill(pid, 'SIGKILL');
    if (!await isGone(life, 10_000)) throw new Error('PostgreSQL was killed and still lives.');
  };
  return {
    get pid() { return pid; },
    kill,
    restart: async () => {
      await kill();
      pid = (await startDatabase({ data, durable: false, stays: true })).pid;
    },
  };
}

function strangersPart(): Part {
  const refuse = async () => { throw new Error('The server of TEST_DATABASE_URL is not ours to kill.'); };
  return { pid: 0, kill: refuse, restart: refuse };
}

/** The next case is the next case: the standard policy draws one in fifty by chance. */
async function nobodyByChance(databaseUrl: string): Promise<void> {
  const data = dataOf(databaseUrl);
  await data.change(`
    insert into policies (version, content, published_at, published_by)
    select version + 1, jsonb_set(jsonb_set(content, '{queue,sampleShare}', '0'), '{version}', to_jsonb(version + 1)), now(), 'e2e' from policies order by version desc limit 1`);
  await data.close();
}

function byName(people: readonly Person[]): Record<Name, Person> {
  return Object.fromEntries(people.map(({ name, role, email, password }) => [name, { name, role, email, password }])) as Record<Name, Person>;
}
