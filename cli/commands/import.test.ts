import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { reading } from '@/db/client';
import { arrange, eventsOf, freshAccount, policyFor } from '@/db/factories';
import { sandbox } from '@/db/sandbox';
import { events, imports, standings } from '@/db/schema';

sandbox();
const folder = mkdtempSync(join(tmpdir(), 'countersign-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The command as it is run from a terminal: its exit code and what it printed. */
async function countersign(...args: string[]): Promise<{ code: number | null; printed: string; told: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise<number | null>((resolve) => { child.once('close', resolve); });
  const [printed, told] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, printed, told };
}

test('where the thread that assesses fails, a replay says why and ends, and the same command goes on from there', async () => {
  await policyFor();
  const rows = eventsOf(freshAccount()).sort((a, b) => (a.at < b.at ? -1 : 1));
  const file = join(folder, 'events.ndjson');
  writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  await arrange((tx) => tx.execute(sql.raw(`
    create function breaks() returns trigger language plpgsql as $$ begin
      if (select count(distinct at::date) from events) > 2 then raise exception 'the disk is full'; end if;
      return new;
    end $$;
    create trigger breaks before insert or update on standings for each row execute function breaks()`)));
  const failed = await countersign('import', file, '--assess-every', '1d');
  expect(failed).toMatchObject({ code: 1, printed: '', told: expect.stringContaining('Failed: the disk is full') as string });
  const [half] = await reading().select().from(imports);
  expect(half).toMatchObject({ status: 'running', lines: await reading().$count(events) });
  expect(half!.lines).toBeLessThan(rows.length);
  await arrange((tx) => tx.execute(sql`drop trigger breaks on standings`));
  const done = await countersign('import', file, '--assess-every', '1d');
  expect(done).toMatchObject({ code: 0, told: expect.stringContaining(`Going on after line ${half!.lines}.`) as string });
  expect(JSON.parse(done.printed)).toMatchObject({ lines: rows.length, accepted: rows.length, rejected: 0 });
  expect(await reading().$count(events)).toBe(rows.length);
  expect(await reading().$count(standings)).toBe(1);
});
