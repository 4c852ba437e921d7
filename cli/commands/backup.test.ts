import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { reading, writing } from '@/db/client';
import { sandbox } from '@/db/sandbox';
import { enclosureContents } from '@/db/schema';
import { backup, restore } from './backup';

sandbox();

test('sealed files come back as they were, however large they are together', async () => {
  const files = Array.from({ length: 10 }, (_, index) => ({ enclosure: `enclosure_${String(index).padStart(2, '0')}`, sealed: randomBytes(1024 * 1024 + index) }));
  await writing().transaction(async (tx) => {
    // Put there past all guards and references: what they belong to is not what is tried here.
    await tx.execute(sql`set local session_replication_role = replica`);
    for (const one of files) await tx.insert(enclosureContents).values(one);
  });
  const folder = mkdtempSync(join(tmpdir(), 'countersign-backup-'));
  try {
    expect(await backup.run([join(folder, 'all')])).toBe(0);
    await writing().transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tx.delete(enclosureContents);
    });
    expect(await restore.run([join(folder, 'all')])).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
  const back = await reading().select().from(enclosureContents).orderBy(enclosureContents.enclosure);
  expect(back.map(({ enclosure, sealed }) => [enclosure, sealed.equals(files.find((one) => one.enclosure === enclosure)!.sealed)])).toEqual(files.map(({ enclosure }) => [enclosure, true]));
});
