import type { ChildProcess } from 'node:child_process';
import { isFree } from '../../db/embedded';
import { ended, program, type Crew, type Env } from './crew';
import { untilHealthy } from './health';
import { Trouble } from './steps';

export const HOST = process.env.HOST || '127.0.0.1';

/** The port asked for, which must be free; or the first free one from 3000 on. */
export async function portFor(asked: string | undefined): Promise<number> {
  if (asked) {
    const port = Number(asked);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Trouble(`${asked} is no port.`);
    if (!await isFree(port)) throw new Trouble(`Port ${port} is taken. Name another with PORT, or none for the next free one.`);
    return port;
  }
  for (let port = 3000; port < 3100; port += 1) if (await isFree(port)) return port;
  throw new Trouble('Ports 3000 to 3099 are all taken. Name one with PORT.');
}

/** What worker and server read from the environment. */
export function productEnv(databaseUrl: string, data: string, port: number): Env & { COUNTERSIGN_URL: string } {
  return {
    DATABASE_URL: databaseUrl,
    COUNTERSIGN_DATA: data,
    PORT: String(port),
    COUNTERSIGN_URL: process.env.COUNTERSIGN_URL || `http://localhost:${port}`,
    AUTH_TRUST_HOST: 'true',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}

/** The platform of the demo and of the tests: notices go into a mailbox that the Deliveries screen shows. */
export const DEMO_ENV = { COUNTERSIGN_MAILBOX: '1', COUNTERSIGN_PLATFORM: 'Worklane', COUNTERSIGN_CONTACT: 'decisions@worklane.example' };

export type Running = { worker: ChildProcess; server: ChildProcess };

/** Starts worker and server, and answers once the server is ready. */
export async function startProduct(crew: Crew, env: Env, mode: 'start' | 'dev'): Promise<Running> {
  const worker = crew.keep(program.terminal('worker'), env);
  const server = crew.keep(program.next(mode, '-p', env.PORT!, '-H', HOST), env);
  await Promise.race([untilHealthy(`http://${HOST === '0.0.0.0' ? '127.0.0.1' : HOST}:${env.PORT}`, server), diesEarly(worker)]);
  return { worker, server };
}

/** Ends when worker or server does: one without the other is no product. */
export async function untilOneEnds({ worker, server }: Running): Promise<never> {
  const name = await Promise.race([ended(worker).then(() => 'worker'), ended(server).then(() => 'server')]);
  throw new Trouble(`The ${name} has ended; its words are above. Stopping everything.`);
}

async function diesEarly(worker: ChildProcess): Promise<never> {
  await ended(worker);
  throw new Trouble('The worker has ended; its words are above.');
}
