import { ActionForm } from '@/components/controls/action-form';
import { KeysForm } from '@/components/controls/keys-form';
import { Looks } from '@/components/staff/looks';
import { TopBar } from '@/components/shell/top-bar';
import { Panel } from '@/components/ui/panel';
import { signedIn } from '@/lib/kernel/action';
import { may } from '@/lib/staff/permissions';
import { mySettings } from '@/lib/staff/queries/my-settings';
import { SCREENS } from '../navigation';
import { Refused } from '../refused';
import { changeMine, keepKeys, takeTour } from './actions';

export const metadata = { title: 'Settings' };

/** How the person who looks at it wants the console: how it looks, the tour, and at the end the long list of keys. */
export default async function SettingsPage() {
  const me = await signedIn();
  const found = await mySettings(me, {});
  if (!found.ok) return <Refused refusal={found} title="Settings" />;
  const settings = found.value;
  const { state, step } = settings.tour;
  return (
    <>
      <TopBar title="Settings" beside={<span className="sm q hm">Yours alone, wherever you sign in</span>} />
      <main className="page" id="main">
        <div className="pair items-start">
          <Panel title="How it looks and listens" icon="settings" acts>
            <ActionForm action={changeMine} submit="Keep these" tone="plain" label="How it looks and listens"><Looks settings={settings} /></ActionForm>
          </Panel>
          <Panel title="The tour" icon="hand">
            <ActionForm action={takeTour} hidden={{ state: 'running', step: state === 'left' ? step : 0 }} submit={state === 'left' ? 'Go on with the tour' : 'Take the tour'} tone="plain" label="The tour">
              <p className="sm q">{state === 'left' ? `You left it at step ${step + 1}.` : 'Three minutes from the queue to the ledger, beside the page and never in its way.'}</p>
            </ActionForm>
          </Panel>
        </div>
        <Panel title="Your keys" icon="keyboard" acts>
          <KeysForm action={keepKeys} own={settings.keys} letters={settings.letters} without={SCREENS.filter(({ question }) => !may(me, question)).map(({ hotkey }) => hotkey)} />
        </Panel>
      </main>
    </>
  );
}
