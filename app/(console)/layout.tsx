import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { counts } from '@/lib/insights/queries/counts';
import { signedIn } from '@/lib/kernel/action';
import { may } from '@/lib/staff/permissions';
import { SCREENS } from './navigation';
import { leave } from './sign-out';

/** The frame of every console screen: the screens that this person may see, with how much waits on each. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const me = await signedIn();
  const [waiting, store] = await Promise.all([counts(me, {}), cookies()]);
  const chosen = store.get('countersign-theme')?.value;
  const navigation = SCREENS.filter(({ question }) => may(me, question)).map(({ label, href, icon, hotkey, counts: name }) => (
    { label, href, icon, hotkey, count: waiting.ok && name !== null ? waiting.value[name] : 0 }
  ));
  return (
    <Shell navigation={navigation} viewer={{ name: me.name, role: me.role, email: me.email }} theme={chosen === 'light' || chosen === 'dark' ? chosen : 'system'} signOut={leave}>
      {children}
    </Shell>
  );
}
