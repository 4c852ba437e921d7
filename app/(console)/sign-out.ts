'use server';
import { signOut } from '@/lib/staff/adapters/session';

/** Ends the session in this browser. */
export async function leave(): Promise<void> {
  await signOut({ redirectTo: '/sign-in' });
}
