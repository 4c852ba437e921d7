import type { TestProject } from 'vitest/node';
import { closeTemporary, openTemporary } from './embedded/temporary';
import { dropDatabases } from './sandbox-server';

/**
 * Gives a test run a data folder of its own. PostgreSQL starts in it when the first test asks for a sandbox, so a run of
 * pure tests needs none; afterwards everything is gone again.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const data = await openTemporary('countersign-tests-');
  const given = process.env.TEST_DATABASE_URL ?? '';
  const name = `countersign_test_${process.pid}`;
  project.provide('sandboxes', { data, given, name });
  // Nothing in a test run may reach the database or the keys of the person who runs it.
  delete process.env.DATABASE_URL;
  delete process.env.COUNTERSIGN_KEY;
  process.env.COUNTERSIGN_DATA = data;
  return async () => {
    if (given) await dropDatabases(given, `${name}_`);
    await closeTemporary(data);
  };
}
