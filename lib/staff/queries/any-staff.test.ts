import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { arrange, staffFor } from '../../../db/factories';
import { sandbox } from '../../../db/sandbox';
import { staff } from '../../../db/schema';
import { VISITOR } from '../actor';
import { anyStaff } from './any-staff';

sandbox();

test('a visitor is told whether anybody was ever added, and no more; somebody whose access is closed was', async () => {
  expect(await anyStaff(VISITOR, {})).toEqual({ ok: true, value: false });
  const { id } = await staffFor('admin');
  expect(await anyStaff(VISITOR, {})).toEqual({ ok: true, value: true });
  await arrange((tx) => tx.update(staff).set({ disabledAt: 0 }).where(eq(staff.id, id)));
  expect(await anyStaff(VISITOR, {})).toEqual({ ok: true, value: true });
});
