import { FirstEvent } from '@/components/imports/first-event';
import { anyEvent } from '@/lib/intake/queries/first-event';
import { clock } from '@/lib/kernel/clock';
import { publicUrl } from '@/lib/kernel/env';
import { rfc3339, SECOND } from '@/lib/kernel/instant';
import type { Staff } from '@/lib/staff/actor';
import { may } from '@/lib/staff/permissions';

/** How to send the first event, in an installation that has none; nothing where there is one. */
export async function FirstEventHere({ me, on }: { me: Staff; on: 'queue' | 'imports' }) {
  const any = await anyEvent(me, {});
  if (!any.ok || any.value) return null;
  const now = clock.now();
  return <FirstEvent url={publicUrl()} at={rfc3339(now - (now % SECOND))} keysHref={may(me, 'key.add') ? '/keys' : null} importsHref={on === 'queue' && may(me, 'import.start') ? '/imports' : null} />;
}
