import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { connect, reading } from '../../db/client';
import { sandbox } from '../../db/sandbox';
import { isUnreachable, throwOn } from './unreachable';

const database = sandbox();

async function errorAt(url: string): Promise<unknown> {
  const { reading: asking, close } = connect(url);
  try {
    await asking.execute(sql`select 1`);
    return expect.fail('It answered.');
  } catch (error) {
    return error;
  } finally {
    await close();
  }
}

test('a server that is not there, one that hangs up, and a database that is not there are unreachable', async () => {
  const mute = createServer((socket) => { socket.destroy(); });
  await new Promise<void>((ready) => { mute.listen(0, '127.0.0.1', ready); });
  const { port } = mute.address() as AddressInfo;
  expect(isUnreachable(await errorAt(`postgres://nobody@127.0.0.1:${port}/none`))).toBe(true);
  await new Promise((gone) => { mute.close(gone); });
  expect(isUnreachable(await errorAt(`postgres://nobody@127.0.0.1:${port}/none`))).toBe(true);
  const elsewhere = new URL(database.url);
  elsewhere.pathname = '/there_is_no_such_database';
  expect(isUnreachable(await errorAt(elsewhere.href))).toBe(true);
});

test('a connection that is ended under a query is unreachable, and a query that is wrong is not', async () => {
  const ended = await reading().execute(sql`select pg_terminate_backend(pg_backend_pid())`).catch((error: unknown) => error);
  expect(isUnreachable(ended)).toBe(true);
  const wrong = await reading().execute(sql`select 1 / 0`).catch((error: unknown) => error);
  expect(wrong).toBeInstanceOf(Error);
  expect(isUnreachable(wrong)).toBe(false);
});

test('it is seen through what wraps it, next-auth’s way included', () => {
  const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  expect(isUnreachable(new Error('Failed query', { cause: lost }))).toBe(true);
  expect(isUnreachable(new Error('CallbackRouteError', { cause: { err: new Error('Failed query', { cause: lost }), provider: 'credentials' } }))).toBe(true);
  expect([new Error('Something else'), 'Connection terminated', null].map(isUnreachable)).toEqual([false, false, false]);
});

test('a code alone tells it: of several addresses tried, of a name that is not found, of a server that goes down', () => {
  const coded = (code: string): Error => Object.assign(new Error('Something'), { code });
  const tried = Object.assign(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')], 'All refused'), { code: 'ECONNREFUSED' });
  expect(isUnreachable(new Error('Failed query', { cause: tried }))).toBe(true);
  for (const code of ['ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EPIPE', '08006', '08P01', '57P01', '57P03']) expect(isUnreachable(coded(code)), code).toBe(true);
  for (const code of ['57014', '40P01', '23505', 'ENOENT', '0800']) expect(isUnreachable(coded(code)), code).toBe(false);
});

test('a door throws on what it caught: a loss under its name and without the query, anything else as it is', () => {
  const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  const thrownOn = (error: unknown): unknown => {
    try {
      return throwOn(error);
    } catch (thrown) {
      return thrown;
    }
  };
  expect(thrownOn(new Error('Failed query: params: somebody@example.com', { cause: lost }))).toMatchObject({ message: 'The database cannot be reached.', digest: 'unreachable', cause: lost });
  const bug = new Error('Something else');
  expect(thrownOn(bug)).toBe(bug);
});
