import { SecretForm } from '@/components/controls/secret-form';
import { PeopleTable, type PersonRow } from '@/components/staff/people-table';
import { TopBar } from '@/components/shell/top-bar';
import { InputField, Pick, SelectField } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { plural } from '@/components/ui/words';
import { signedIn } from '@/lib/kernel/action';
import { clock } from '@/lib/kernel/clock';
import { oidcSettings } from '@/lib/staff/adapters/session';
import { may } from '@/lib/staff/permissions';
import { people } from '@/lib/staff/queries/people';
import { Refused } from '../refused';
import { addPerson } from './actions';
import { ROLES, ROLES_SAY } from './roles';
import { PersonPanel } from './panels';

export const metadata = { title: 'Staff' };

type Params = Promise<Record<string, string | string[] | undefined>>;

export default async function StaffPage({ searchParams }: { searchParams: Params }) {
  const me = await signedIn();
  const [found, { person: chosen }] = await Promise.all([people(me, {}), searchParams]);
  if (!found.ok) return <Refused refusal={found} title="Staff" />;
  const mayChange = may(me, 'staff.change');
  const provider = oidcSettings();
  const person = mayChange ? found.value.find(({ id }) => id === chosen) : undefined;
  const rows = found.value.map((one): PersonRow => ({
    id: one.id, name: one.name, email: one.email, role: one.role, pseudonym: one.pseudonym, isOpen: one.disabledAt === null, addedAt: one.addedAt,
    signsInBy: [...(one.hasPassword ? ['password'] : []), ...one.providers.map((issuer) => (URL.canParse(issuer) ? new URL(issuer).host : issuer))].join(', ') || 'provider, not yet used',
    href: mayChange ? `/staff?person=${one.id}` : null, current: one.id === person?.id,
  }));
  const open = found.value.filter(({ disabledAt }) => disabledAt === null);
  return (
    <>
      <TopBar title="Staff" beside={<span className="sm q hm">{plural(open.length, 'person', 'people')} with open access</span>} />
      <main className="page" id="main">
        <div className="split">
          <Panel title="People" icon="users" bleed foot={open.filter(({ role }) => role === 'admin').length < 2 ? 'With fewer than two admins, a decision that an admin proposes waits: somebody else has to countersign it.' : 'Nobody can be deleted: the ledger names them. Closing access ends every session on the next request.'}><PeopleTable rows={rows} now={clock.now()} /></Panel>
          <div className="col far">
            {person !== undefined && <PersonPanel key={person.id} person={person} isMe={person.id === me.id} />}
            {may(me, 'staff.add') && (
              <Panel title="Add a person" icon="plus" acts={person === undefined}>
                <SecretForm action={addPerson} submit="Add" tone={person === undefined ? 'primary' : 'plain'} label="Add a person" secretLabel="password">
                  <InputField name="name" label="Name" hint="As colleagues and the ledger know them." required maxLength={100} autoComplete="off" />
                  <InputField name="email" type="email" label="E-mail" required autoComplete="off" />
                  <SelectField name="role" label="Role" hint={ROLES_SAY} options={ROLES} />
                  <fieldset>
                    <legend className="lbl">Signs in by</legend>
                    <Pick type="radio" name="way" value="password" defaultChecked says="Made here and shown to you once.">A password</Pick>
                    <Pick type="radio" name="way" value="provider" disabled={provider === null} says={provider === null ? 'No OpenID Connect provider is configured.' : 'Bound at their first sign-in, by their verified e-mail.'}>{provider?.name ?? 'Single sign-on'} only</Pick>
                  </fieldset>
                </SecretForm>
              </Panel>
            )}
          </div>
        </div>
      </main>
    </>
  );
}
