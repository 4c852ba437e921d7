import { ActionForm } from '@/components/controls/action-form';
import { ConfirmSubmit } from '@/components/controls/confirm-submit';
import { SecretForm } from '@/components/controls/secret-form';
import { SelectField } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import type { StaffRole } from '@/lib/staff/actor';
import { changePerson, givePassword } from './actions';
import { ROLES, ROLES_SAY } from './roles';

type Person = { id: string; version: number; name: string; role: StaffRole; disabledAt: number | null; hasPassword: boolean };

/** What an admin can change about one person; each takes effect on that person's next request. */
export function PersonPanel({ person: { id, version, name, role, disabledAt }, isMe }: { person: Person; isMe: boolean }) {
  const hidden = { id, version };
  const isOpen = disabledAt === null;
  return (
    <Panel title={name} icon="user-round" acts>
      <div className="col far">
        {isMe && <p className="xs q">Another admin has to change your role or close your access.</p>}
        {!isMe && <ActionForm action={changePerson} hidden={hidden} submit="Change the role" tone="plain" label="Role"><SelectField id="person-role" name="role" label="Role" hint={ROLES_SAY} defaultValue={role} options={ROLES} /></ActionForm>}
        {!isMe && <hr />}
        <SecretForm action={givePassword} hidden={hidden} submit="Make a new password" tone="plain" label="New password" secretLabel="password"><p className="xs q">Ends the one in use and every session of {isMe ? 'yours, this one included' : name}.</p></SecretForm>
        <hr />
        <div className="row wrap">
          <ConfirmSubmit action={changePerson} hidden={{ ...hidden, signOut: 'true' }} open="Sign out everywhere…" question={`Sign ${isMe ? 'yourself' : name} out everywhere?`} consequence="Every session ends on its next request. What was being typed stays in their window and cannot be sent until they are back." undo="They can sign in again at once." submit="Sign out everywhere" />
          {!isMe && (isOpen
            ? <ConfirmSubmit action={changePerson} hidden={{ ...hidden, disabled: 'true' }} open="Close access…" question={`Close ${name}’s access?`} consequence="They are signed out on their next request and cannot sign in. Cases that they hold become free when the lease ends." undo="You can open it again at any time; nothing of theirs is lost." submit="Close access" />
            : <ConfirmSubmit action={changePerson} hidden={{ ...hidden, disabled: 'false' }} open="Open access…" question={`Open ${name}’s access again?`} consequence={`They can sign in again as ${role}.`} undo="You can close it again at any time." submit="Open access" />)}
        </div>
      </div>
    </Panel>
  );
}
