import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { UndoToasts } from '@/components/controls/undo-toasts';
import { withdrawable } from '@/lib/decisions/queries/withdrawable';
import { counts } from '@/lib/insights/queries/counts';
import { signedIn } from '@/lib/kernel/action';
import { may } from '@/lib/staff/permissions';
import { SCREENS } from './navigation';
import { leave } from './sign-out';
import { withdraw } from './withdraw';

/** The frame of every console screen: the screens that this person may see, with how much waits on each. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  const me = await signedIn();
  const [waiting, store, decided] = await Promise.all([counts(me, {}), cookies(), withdrawable(me, {})]);
  const chosen = store.get('countersign-theme')?.value;
  const navigation = SCREENS.filter(({ question }) => may(me, question)).map(({ label, href, icon, hotkey, counts: name }) => (
    { label, href, icon, hotkey, count: waiting.ok && name !== null ? waiting.value[name] : 0 }
  ));
  return (
    <Shell navigation={navigation} viewer={{ name: me.name, role: me.role, email: me.email }} theme={chosen === 'light' || chosen === 'dark' ? chosen : 'system'} signOut={leave}>
      {children}
      {decided.ok && <UndoToasts action={withdraw} now={decided.value.now} waiting={decided.value.waiting.map(({ decision, caseId, case: name, account, measure, until }) => ({ decision, until, words: `${measure} on ${name}, ${account}`, href: `/cases/${caseId}` }))} />}
    </Shell>
  );
}
