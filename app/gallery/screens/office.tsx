import { PagesForm } from '@/components/controls/pages-form';
import { SecretForm } from '@/components/controls/secret-form';
import { VerifyForm } from '@/components/controls/verify-form';
import { WaveRun } from '@/components/controls/wave-run';
import { DeliveryList } from '@/components/deliveries/delivery-list';
import { ImportList } from '@/components/imports/import-list';
import { PreviewTable } from '@/components/imports/preview-table';
import { SettingsFields } from '@/components/queue/settings-fields';
import { TopBar } from '@/components/shell/top-bar';
import { KeyTable } from '@/components/staff/key-table';
import { PeopleTable } from '@/components/staff/people-table';
import { InputField } from '@/components/ui/field';
import { Panel } from '@/components/ui/panel';
import { USUAL_SETTINGS } from '@/lib/cases/queue-settings';
import { DAY, HOUR, MINUTE } from '@/lib/kernel/instant';
import { answerBroken, answerInvalid, answerSecret, answerWave } from '../actions';
import { NOW } from '../cast';

const delivery = { account: 'acc_7Q4M2KD9', name: 'Mallory Hale', accountHref: '/gallery/account', href: '/gallery/office', tries: 0, lastAnswer: null, createdAt: NOW - 9 * MINUTE, nextAt: null } as const;
const file = { format: 'Contract NDJSON', duplicates: 0, rejected: 0, skipped: 0, accepted: 0, share: null, startedAt: NOW - HOUR } as const;
const event = { type: 'session.seen', account: 'acc_7Q4M2KD9', at: NOW - 3 * DAY } as const;
const person = { signsInBy: 'password', pseudonym: 'Reviewer 7', isOpen: true, addedAt: NOW - 200 * DAY, href: '/gallery/office', current: false } as const;
const PEOPLE = [{ id: 'staff_ada', name: 'Ada' }, { id: 'staff_ben', name: 'Ben' }, { id: 'staff_cleo', name: 'Cleo' }];
const MEASURES = [{ id: 'dismiss', name: 'Dismiss', always: true }, { id: 'ask', name: 'Ask', always: true }, { id: 'restriction', name: 'Restriction', always: false }, { id: 'closure', name: 'Closure', always: false }];

/** What admins tend: what goes out and comes in, who works here, and how the queue is worked. */
export function OfficeScreen() {
  return (
    <>
      <TopBar title="Office" searchUrl={null} />
      <main className="page" id="main">
        <Panel title="Deliveries" icon="send" bleed>
          <DeliveryList caption="Deliveries in every state" now={NOW} rows={[
            { ...delivery, id: 'd1', what: 'Order: hold payouts', state: 'waiting', nextAt: NOW },
            { ...delivery, id: 'd2', what: 'Order: close the account', state: 'leased', tries: 3, lastAnswer: '503', nextAt: NOW + 40 * MINUTE },
            { ...delivery, id: 'd3', what: 'Notice: decision', state: 'delivered', tries: 1, lastAnswer: '250' },
            { ...delivery, id: 'd4', name: null, what: 'Notice: question', state: 'failed', tries: 9, lastAnswer: 'refused for good: 550', createdAt: NOW - 3 * DAY },
          ]} />
        </Panel>
        <Panel title="Imports" icon="upload" bleed>
          <ImportList now={NOW} rows={[
            { ...file, id: 'f1', fileName: 'sessions-of-november.ndjson.gz', status: 'waiting' },
            { ...file, id: 'f2', fileName: 'sessions-of-october.ndjson.gz', status: 'running', share: 0.42, accepted: 168_220, duplicates: 40 },
            { ...file, id: 'f3', fileName: 'payouts.csv', format: 'CSV of payouts', status: 'done', share: 1, accepted: 9_113, rejected: 3, skipped: 12 },
            { ...file, id: 'f4', fileName: 'profiles.ndjson', status: 'failed', share: 0.08, accepted: 512, rejected: 10_000 },
          ]} />
        </Panel>
        <Panel title="First lines" icon="file-text" bleed>
          <PreviewTable now={NOW} rows={[
            { ...event, line: 1, becomes: 'kept' }, { ...event, line: 2, becomes: 'known' }, { ...event, line: 3, becomes: 'conflict' },
            { line: 4, becomes: 'refused', path: '/session/address', message: 'must be an IP address', text: '{"id":"evt_4","type":"session.seen","session":{"address":"home"}}' },
            { line: 5, becomes: 'skipped', why: 'An empty line.' },
          ]} />
        </Panel>
        <Panel title="Staff" icon="users" bleed>
          <PeopleTable now={NOW} rows={[
            { ...person, id: 'staff_ada', name: 'Ada', email: 'ada@worklane.example', role: 'moderator', current: true },
            { ...person, id: 'staff_cleo', name: 'Cleo', email: 'cleo@worklane.example', role: 'admin', signsInBy: 'organisation' },
            { ...person, id: 'staff_ben', name: 'Ben', email: 'ben@worklane.example', role: 'moderator', isOpen: false, href: null },
          ]} />
        </Panel>
        <Panel title="API keys" icon="key-round" bleed>
          <KeyTable now={NOW} rows={[
            { id: 'key_1', name: 'main', scopes: ['events:write', 'decisions:read'], createdAt: NOW - 40 * DAY, revokedAt: null, href: '/gallery/office', current: true },
            { id: 'key_2', name: 'old importer', scopes: ['events:write'], createdAt: NOW - 300 * DAY, revokedAt: NOW - 40 * DAY, href: null, current: false },
          ]} />
        </Panel>
        <div className="halves">
          <Panel title="Make a key" icon="key-round" acts><SecretForm action={answerSecret} submit="Make the key" label="Make a key" secretLabel="API key"><InputField name="name" label="Name" hint="The system that will use it." /></SecretForm></Panel>
          <Panel title="The platform’s own pages" icon="external-link" acts><PagesForm action={answerInvalid} pages={{ account: 'https://platform.example/people/{id}', contract: null, client: null }} /></Panel>
          <VerifyForm action={answerBroken} command="countersign verify" />
          <WaveRun title="Undo the wave" icon="rotate-ccw" action={answerWave} wave="wave_1" left={3} submit="Lift all 3 that stand" foot="One account alone is lifted on its case, or by its appeal." />
        </div>
        <Panel title="How the queue is worked" icon="sliders-horizontal">
          <form className="col far" aria-label="How the queue is worked">
            <SettingsFields people={PEOPLE} measures={MEASURES} wrong={['rules.0.when']} settings={{
              ...USUAL_SETTINGS, bigStake: { usd: 20_000, hours: 8 }, hidden: ['closure'],
              groups: [{ name: 'Payments', members: ['staff_ada', 'staff_ben'], hidden: [] }],
              rules: [{ group: 'Payments', when: { bands: ['act'], families: ['payout'], segments: [], regions: [], languages: [], leastStake: null, ring: null } }],
            }} />
          </form>
        </Panel>
      </main>
    </>
  );
}
