import 'server-only';
import { cache } from 'react';
import { currentViewer } from '@/lib/kernel/action';
import { isUnreachable } from '@/lib/kernel/unreachable';
import { mySettings } from '@/lib/staff/queries/my-settings';
import { STANDARD_SETTINGS, type Settings } from '@/lib/staff/settings';

/** The settings of the person behind the request, asked once a request; the standard for visitors, and while they cannot be read. */
export const settingsNow = cache(async (): Promise<Settings> => {
  try {
    const me = await currentViewer();
    const found = me === null ? null : await mySettings(me, {});
    return found?.ok ? found.value : STANDARD_SETTINGS;
  } catch (error) {
    // The page itself says that the database is away; it need not look otherwise for it.
    if (!isUnreachable(error)) throw error;
    return STANDARD_SETTINGS;
  }
});
