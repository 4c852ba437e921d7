import { redirect } from 'next/navigation';
import { ActionForm } from '@/components/controls/action-form';
import { Door } from '@/components/shell/door';
import { FirstAdmin } from '@/components/staff/first-admin';
import { Button } from '@/components/ui/button';
import { HiddenFields, InputField } from '@/components/ui/field';
import { Notice } from '@/components/ui/notice';
import { currentViewer } from '@/lib/kernel/action';
import { REFUSALS } from '@/lib/kernel/refusal';
import { isUnreachable } from '@/lib/kernel/unreachable';
import { VISITOR } from '@/lib/staff/actor';
import { oidcSettings } from '@/lib/staff/adapters/session';
import { anyStaff } from '@/lib/staff/queries/any-staff';
import { signInByPassword, signInByProvider } from './actions';
import { whereTo } from './where-to';

export const metadata = { title: 'Sign in' };

type Params = Promise<Record<string, string | string[] | undefined>>;

export default async function SignInPage({ searchParams }: { searchParams: Params }) {
  const { next: asked, refused, error } = await searchParams;
  const next = whereTo(asked);
  if (await currentViewer()) redirect(next);
  const provider = oidcSettings();
  const trouble = troubleOf(refused, error);
  const isNew = await isNobodyHere();
  return (
    <Door named title="Sign in" lead="For staff that an admin has added.">
      {trouble !== null && <Notice icon="triangle-alert" tone="brick" role="alert">{trouble}</Notice>}
      {isNew && <FirstAdmin provider={provider?.name ?? null} />}
      <ActionForm action={signInByPassword} hidden={{ next }} submit="Sign in" label="Sign in">
        {/* The page is this form and nothing before it: its title is told, and then the field. Where the way in is told first, the focus is left there. */}
        {/* oxlint-disable-next-line jsx-a11y/no-autofocus */}
        <InputField name="email" type="email" label="E-mail" autoComplete="username" required autoFocus={!isNew} />
        <InputField name="password" type="password" label="Password" autoComplete="current-password" required />
      </ActionForm>
      {provider !== null && (
        <>
          <p className="or">or</p>
          <form action={signInByProvider}>
            <HiddenFields values={{ next }} />
            <Button type="submit" wide icon="key-round">Sign in with {provider.name}</Button>
          </form>
        </>
      )}
    </Door>
  );
}

/** Whether the installation has nobody yet who could sign in; a database that is away is told by the form. */
async function isNobodyHere(): Promise<boolean> {
  try {
    const any = await anyStaff(VISITOR, {});
    return any.ok && !any.value;
  } catch (error) {
    if (isUnreachable(error)) return false;
    throw error;
  }
}

/** Why the way through a provider ended here again. Words of our own: an address can be made by anybody. */
function troubleOf(refused: unknown, error: unknown): string | null {
  if (refused === 'not-allowed') return 'You are known to your provider, but nobody has added you here, or your access is closed. Ask an admin.';
  if (refused === 'conflict') return 'This e-mail is bound to another sign-in at your provider. Ask an admin.';
  if (refused === 'unreachable') return REFUSALS.unreachable.words;
  if (refused !== undefined || error !== undefined) return 'Signing in through your provider did not work. Try again, or sign in with your password.';
  return null;
}
