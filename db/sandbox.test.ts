import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading } from './client';
import { sandbox } from './sandbox';

const mine = sandbox();

test('a sandbox is a migrated database of its own, and the client is connected to it', async () => {
  expect(process.env.DATABASE_URL).toBe(mine.url);
  const { rows } = await reading().execute<{ name: string; migrations: number }>(
    sql`select current_database() as name, (select count(*)::int from drizzle.__drizzle_migrations) as migrations`,
  );
  expect(mine.url.endsWith(`/${rows[0]!.name}`)).toBe(true);
  expect(rows[0]!.migrations).toBeGreaterThan(0);
});

test('a test run has a data folder of its own', () => {
  expect(process.env.COUNTERSIGN_DATA).toContain('countersign-tests-');
});
