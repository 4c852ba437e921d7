import { ActionForm } from '@/components/controls/action-form';
import { KeysForm } from '@/components/controls/keys-form';
import { FirstEvent } from '@/components/imports/first-event';
import { QueueCalm } from '@/components/queue/views';
import { TopBar } from '@/components/shell/top-bar';
import { FirstAdmin } from '@/components/staff/first-admin';
import { Looks } from '@/components/staff/looks';
import { Folded } from '@/components/ui/folded';
import { Panel } from '@/components/ui/panel';
import { STANDARD_SETTINGS } from '@/lib/staff/settings';
import { answerDone, answerKeys } from '../actions';
import { GalleryShell } from '../frame';
import { QueueScreen } from './queue';

export function SettingsScreen() {
  return (
    <>
      <TopBar title="Settings" searchUrl={null} />
      <main className="page" id="main">
        <div className="pair">
          <Panel title="How it looks and listens" icon="settings" acts><ActionForm action={answerDone} submit="Keep these" tone="plain" label="How it looks and listens"><Looks settings={STANDARD_SETTINGS} /></ActionForm></Panel>
          <Panel title="A report" icon="triangle-alert">
            <Folded what="What they wrote" folded text="The person on the call was not the one from the interview." />
            <Folded what="What they wrote" folded={false} text="Somebody else answered, and the voice was another one." />
          </Panel>
        </div>
        <Panel title="Your keys" icon="keyboard" acts><KeysForm action={answerKeys} own={{ claim: 'x', choose: 'c', note: 'mod+;' }} letters={false} /></Panel>
      </main>
    </>
  );
}

/** The queue with somebody’s own keys on it, and the tour at its first step. */
export function TourScreen() {
  return <GalleryShell settings={{ keys: { claim: 'x', choose: 'c', next: 'mod+;' }, tour: { state: 'new', step: 0 } }} tourHref="/gallery/case"><QueueScreen /></GalleryShell>;
}

export function FirstEventScreen() {
  return (
    <div className="queue">
      <TopBar title="Queue" searchUrl={null} />
      <main id="main">
        <QueueCalm next={null} searched="Looked through every open case." />
        <div className="first"><FirstEvent url="https://desk.worklane.example" at="2026-11-17T14:06:00Z" keysHref="/gallery/parts" importsHref="/gallery/parts" /></div>
        <div className="first"><FirstAdmin provider="your organisation" /></div>
      </main>
    </div>
  );
}
