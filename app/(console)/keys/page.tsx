import { ConfirmSubmit } from '@/components/controls/confirm-submit';
import { SecretForm } from '@/components/controls/secret-form';
import { KeyTable } from '@/components/staff/key-table';
import { TopBar } from '@/components/shell/top-bar';
import { InputField, Pick } from '@/components/ui/field';
import { Panel, PanelEmpty } from '@/components/ui/panel';
import { signedIn } from '@/lib/kernel/action';
import { clock } from '@/lib/kernel/clock';
import { SCOPES, type Scope } from '@/lib/staff/actor';
import { may } from '@/lib/staff/permissions';
import { keys } from '@/lib/staff/queries/people';
import { Refused } from '../refused';
import { makeKey, revoke } from './actions';

export const metadata = { title: 'API keys' };

const SAYS: Readonly<Record<Scope, string>> = {
  'events:write': 'Send events.', 'assessments:read': 'Read where an account stands.', 'decisions:read': 'Read decisions.', 'appeals:write': 'Bring in appeals taken on the platform’s own pages.',
};

type Params = Promise<Record<string, string | string[] | undefined>>;

export default async function KeysPage({ searchParams }: { searchParams: Params }) {
  const me = await signedIn();
  const [found, { key: chosen }] = await Promise.all([keys(me, {}), searchParams]);
  if (!found.ok) return <Refused refusal={found} title="API keys" />;
  const mayRevoke = may(me, 'key.revoke');
  const current = mayRevoke ? found.value.find(({ id, revokedAt }) => id === chosen && revokedAt === null) : undefined;
  const rows = found.value.map((one) => ({ ...one, href: mayRevoke && one.revokedAt === null ? `/keys?key=${one.id}` : null, current: one.id === current?.id }));
  return (
    <>
      <TopBar title="API keys" beside={<span className="sm q hm">For the platform’s own systems</span>} />
      <main className="page" id="main">
        <div className="split">
          {rows.length === 0
            ? <PanelEmpty title="Keys" icon="key-round" words="No key was made yet" searched="A platform needs one to send its first event." />
            : <Panel title="Keys" icon="key-round" bleed foot="Only a digest of each key is kept: a lost one is revoked and made anew."><KeyTable rows={rows} now={clock.now()} /></Panel>}
          <div className="col far">
            {current !== undefined && (
              <Panel title={current.name} icon="key-round" acts>
                <ConfirmSubmit action={revoke} hidden={{ id: current.id }} open="Revoke…" question={`Revoke the key “${current.name}”?`} consequence="The next request that comes with it is refused." undo="A new key can be made at once; this one never comes back." submit="Revoke the key" />
              </Panel>
            )}
            {may(me, 'key.add') && (
              <Panel title="Make a key" icon="plus" acts={current === undefined}>
                <SecretForm action={makeKey} submit="Make the key" tone={current === undefined ? 'primary' : 'plain'} label="Make a key" secretLabel="API key">
                  <InputField name="name" label="Name" hint="The system that will use it." required maxLength={100} autoComplete="off" />
                  <fieldset>
                    <legend className="lbl">What it may do</legend>
                    {SCOPES.map((scope) => <Pick key={scope} type="checkbox" name="scopes[]" value={scope} says={SAYS[scope]}>{scope}</Pick>)}
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
