import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { staffSettings } from '../../../db/schema';
import { query } from '../../kernel/query';
import { granted } from '../../kernel/result';
import { settingsIn } from '../settings';

/** How the person who asks wants the console; the standard where they have chosen nothing. */
export const mySettings = query({
  name: 'ask.settings',
  input: z.object({}),
  async run({ actor, db }) {
    const [row] = await db.select().from(staffSettings).where(eq(staffSettings.staff, actor.id));
    return granted(settingsIn(row));
  },
});
