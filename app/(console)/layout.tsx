import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { JustDone } from '@/components/controls/just-done';
import { withdrawable } from '@/lib/decisions/queries/withdrawable';
import { tourCase } from '@/lib/cases/queries/tour-case';
import { counts } from '@/lib/insights/queries/counts';
import { signedIn } from '@/lib/kernel/action';
import { may } from '@/lib/staff/permissions';
import { settingsNow } from '../settings-now';
import { startFor } from '../start';
import { SCREENS } from './navigation';
import { changeMine, takeTour } from './settings/actions';
import { leave } from './sign-out';
import { withdraw } from './withdraw';

/** The frame of every console screen: the screens that this person may see, with how much waits on each, their keys, and the tour while it is shown. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const me = await signedIn();
  const [waiting, settings, decided] = await Promise.all([counts(me, {}), settingsNow(), withdrawable(me, {})]);
  const shown = settings.tour.state === 'new' || settings.tour.state === 'running' ? await tourCase(me, {}) : null;
  const screens = SCREENS.filter(({ question }) => may(me, question)).map(({ label, href, icon, hotkey, counts: name }) => (
    { label, href, icon, hotkey, isInbox: href === '/inbox', count: waiting.ok && name !== null ? waiting.value[name] : 0 }
  ));
  const isOwn = ({ href }: { href: string }) => href === '/settings';
  return (
    <Shell
      start={startFor(me.role)} navigation={screens.filter((screen) => !isOwn(screen))} footNavigation={screens.filter(isOwn)} viewer={{ id: me.id, name: me.name, role: me.role, email: me.email }}
      settings={settings} change={changeMine} takeTour={takeTour} tourHref={shown?.ok && shown.value !== null ? `/cases/${shown.value}` : null} signOut={leave}
    >
      {children}
      {decided.ok && <JustDone action={withdraw} now={decided.value.now} waiting={decided.value.waiting.map(({ decision, caseId, case: name, account, measure, until, second }) => ({ decision, until, second, words: `${measure} on ${name}, ${account}`, href: `/cases/${caseId}` }))} />}
    </Shell>
  );
}
