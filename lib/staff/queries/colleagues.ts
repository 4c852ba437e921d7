import { asc, isNull } from 'drizzle-orm';
import { z } from 'zod';
import type { Database, Tx } from '../../../db/client';
import { staff } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import type { Staff, StaffRole } from '../actor';
import { may } from '../permissions';

/** Everybody whose access is open: who could take part. By name. */
export async function workingStaff(db: Database | Tx): Promise<(Staff & { email: string })[]> {
  const rows = await db.select({ id: staff.id, name: staff.name, role: staff.role, email: staff.email }).from(staff).where(isNull(staff.disabledAt)).orderBy(asc(staff.name), asc(staff.id));
  return rows.map(({ id, name, role, email }) => ({ kind: 'staff', id, name, role: role as StaffRole, email }));
}

/** Who can be mentioned on a case: everybody at work who may read cases and has an inbox, by the table of permissions. */
export async function mentionable(db: Database | Tx): Promise<(Staff & { email: string })[]> {
  return (await workingStaff(db)).filter((one) => may(one, 'ask.case') && may(one, 'ask.inbox'));
}

/** Somebody to be offered behind an @. `written` is what stands behind it: the name, or the e-mail where several have the name. */
export type Offered = { name: string; role: StaffRole; written: string };

/** Whom the person who asks could mention: everybody who may, but themselves. */
export const colleagues = query({
  name: 'ask.case',
  input: z.object({}),
  async run({ actor, db }) {
    const all = await mentionable(db);
    const named = (name: string) => all.filter((one) => one.name.toLowerCase() === name.toLowerCase()).length;
    return granted(all.filter(({ id }) => id !== actor.id).map(({ name, role, email }): Offered => ({ name, role, written: named(name) > 1 ? email : name })));
  },
});
