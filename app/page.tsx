import { redirect } from 'next/navigation';
import { signedIn } from '@/lib/kernel/action';

/** Where everybody's work begins: the queue, and the ledger for those who read only. */
export default async function Start() {
  const me = await signedIn();
  redirect(me.role === 'auditor' ? '/audit' : '/queue');
}
