import { ActionForm } from '@/components/controls/action-form';
import { Door } from '@/components/shell/door';
import { ButtonLink } from '@/components/ui/button';
import { InputField } from '@/components/ui/field';
import { answerInvalid } from '../actions';

export function DoorScreen() {
  return (
    <Door named title="Sign in" lead="For staff that an admin has added.">
      <ActionForm action={answerInvalid} submit="Sign in" wide label="Sign in">
        <InputField name="email" type="email" label="E-mail" autoComplete="username" required />
        <InputField name="password" type="password" label="Password" autoComplete="current-password" required />
      </ActionForm>
      <p className="or">or</p>
      <ButtonLink href="#" wide icon="key-round">Sign in with your organisation</ButtonLink>
    </Door>
  );
}
