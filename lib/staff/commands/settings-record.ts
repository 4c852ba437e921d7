import { eq } from 'drizzle-orm';
import type { Tx } from '../../../db/client';
import { staff, staffSettings } from '../../../db/schema';
import type { Instant } from '../../kernel/instant';
import { settingsIn, type Settings } from '../settings';

/** A person's settings, with their row of staff locked, so that two windows of one person do not write over each other. */
export async function settingsOf(tx: Tx, id: string): Promise<Settings> {
  await tx.select({ id: staff.id }).from(staff).where(eq(staff.id, id)).for('update');
  const [row] = await tx.select().from(staffSettings).where(eq(staffSettings.staff, id));
  return settingsIn(row);
}

/** Keeps a person's settings as they now are. */
export async function keepSettings(tx: Tx, id: string, { tour, ...settings }: Settings, now: Instant): Promise<void> {
  const row = { ...settings, tourState: tour.state, tourStep: tour.step, changedAt: now };
  await tx.insert(staffSettings).values({ staff: id, ...row }).onConflictDoUpdate({ target: staffSettings.staff, set: row });
}
