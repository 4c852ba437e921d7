import { afterAll, beforeAll, inject } from 'vitest';
import { disconnect } from './client';
import { startDatabase } from './embedded';
import { cloneDatabase, dropDatabases } from './sandbox-server';

declare module 'vitest' {
  interface ProvidedContext {
    /** `data`: the run's own data folder; `given`: TEST_DATABASE_URL or empty; `name`: start of every database name of the run. */
    sandboxes: { data: string; given: string; name: string };
  }
}

/**
 * Call at the top of a test file: it then has a private, migrated, empty database on a real PostgreSQL, to which
 * `DATABASE_URL` (and so `db/client`) points while its tests run. `url` is set once they do.
 */
export function sandbox(): { readonly url: string } {
  const { data, given, name } = inject('sandboxes');
  const own = `f${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  let server = given;
  let url = '';
  beforeAll(async () => {
    server ||= (await startDatabase({ data, durable: false, stays: true })).url;
    url = await cloneDatabase(server, name, own);
    process.env.DATABASE_URL = url;
  });
  afterAll(async () => {
    await disconnect();
    delete process.env.DATABASE_URL;
    if (url) await dropDatabases(server, `${name}_${own}`);
  });
  return {
    get url() {
      if (!url) throw new Error('The sandbox is ready once the tests of the file run.');
      return url;
    },
  };
}
