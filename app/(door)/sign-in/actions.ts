'use server';
import { AuthError } from 'next-auth';
import { redirect } from 'next/navigation';
import type { FormState } from '@/components/ui/form-state';
import { refuse } from '@/lib/kernel/refusal';
import { isUnreachable } from '@/lib/kernel/unreachable';
import { signIn } from '@/lib/staff/adapters/session';
import { whereTo } from './where-to';

export async function signInByPassword(_state: FormState, form: FormData): Promise<FormState> {
  try {
    await signIn('credentials', { email: form.get('email'), password: form.get('password'), redirect: false });
  } catch (error) {
    if (isUnreachable(error)) return refuse('unreachable');
    if (!(error instanceof AuthError)) throw error;
    return refuse('code' in error && error.code === 'throttled' ? 'throttled' : 'wrong-credentials');
  }
  redirect(whereTo(form.get('next')));
}

export async function signInByProvider(form: FormData): Promise<void> {
  await signIn('oidc', { redirectTo: whereTo(form.get('next')) });
}
