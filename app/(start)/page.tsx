import { redirect } from 'next/navigation';
import { signedIn } from '@/lib/kernel/action';
import { startFor } from '../start';

export default async function Start() {
  redirect(startFor((await signedIn()).role));
}
