import { ActionForm } from '@/components/controls/action-form';
import { ClaimButton } from '@/components/controls/claim-button';
import { ConfirmSubmit } from '@/components/controls/confirm-submit';
import { CopyButton } from '@/components/controls/copy-button';
import { NoteForm } from '@/components/controls/note-form';
import { UploadForm } from '@/components/controls/upload-form';
import { TopBar } from '@/components/shell/top-bar';
import { Avatar, Face } from '@/components/ui/avatar';
import { Band, OddsWords } from '@/components/ui/band';
import { Button, ButtonLink } from '@/components/ui/button';
import { InputField, Pick, SelectField, TextField } from '@/components/ui/field';
import { HandKeys } from '@/components/ui/hands';
import { FAMILY, Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { Panel, PanelEmpty, PanelError, PanelHeld, PanelLoading } from '@/components/ui/panel';
import { DataTable } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { Facts, Id, Masked, Meter, Money } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { BANDS } from '@/lib/risk/assessment';
import { DAY, HOUR, MINUTE } from '@/lib/kernel/instant';
import { FAMILIES } from '@/lib/signals/signal';
import { answerDone, answerInvalid, answerStale, offered } from '../actions';
import { NOW } from '../cast';

export function PartsScreen() {
  return (
    <>
      <TopBar title="Parts" />
      <main className="page" id="main"><Parts /></main>
    </>
  );
}

/** The small parts, each in its states. */
function Parts() {
  return (
    <>
      <h2>Panel</h2>
      <div className="halves">
        <PanelLoading title="Links" icon="link-2" />
        <PanelEmpty title="Links" icon="link-2" words="No linked accounts found" searched="Searched devices, payout instruments and exits, to 17 Nov 14:05." />
        <PanelError title="Links" icon="link-2" words="Links could not be read" holds="The rest of the dossier is complete. The odds above include links as of 13:58." retryHref="#" />
        <PanelHeld title="Links" icon="link-2" words="Two links are in a sealed compartment" why="They are not needed to decide this case, and are not counted in its odds." />
      </div>
      <h2>Changed under you</h2>
      <div className="halves">
        <Notice raised act={<Button small hotkey="m">Ask Ben</Button>}><b className="b">Ben claimed this case</b> while the form was open. Nothing was sent. Your text is kept.</Notice>
        <Notice raised icon="refresh-cw" act={<Button small>Show</Button>}><b className="b">Evidence changed at 14:02:</b> one finding less. Read it before you propose.</Notice>
        <Notice raised icon="circle-check" act={<Button small hotkey="z">Undo</Button>}><b className="b">Proposed.</b> Iris will countersign. Undo until then.</Notice>
        <Notice raised icon="triangle-alert" tone="brick">The platform has not taken 3 orders since 13:20.</Notice>
      </div>
      <h2>Small parts</h2>
      <div className="halves">
        <Panel title="Words and marks">
          <div className="col far">
            <p className="row wrap">{BANDS.map((band) => <Band key={band} band={band} />)}<OddsWords logOdds={Math.log(20)} /><OddsWords logOdds={-1} /></p>
            <p className="row wrap"><Tag>neutral</Tag><Tag tone="line">outline</Tag><Tag tone="teal" icon="check">verified person</Tag><Tag tone="ochre" icon="laptop">another hand</Tag><Tag tone="blue">chosen</Tag><Tag tone="brick" icon="clock-3">late by 2 h</Tag><Tag tone="plum">assessment</Tag></p>
            <p className="row wrap"><Face name="Ada" presence="you" /><Face name="Ben" presence="here" /><Face name="Iris" /><Avatar name="Mallory Hale" /><HandKeys /></p>
            <p className="row wrap">{FAMILIES.map((family) => <span className="row" key={family}><svg className="swatch" aria-hidden="true"><rect width="14" height="14" fill={`var(--f-${FAMILY[family].word})`} /></svg><Icon name={FAMILY[family].icon} small />{FAMILY[family].word}</span>)}</p>
            <p className="row wrap"><Time at={NOW - 38 * MINUTE} now={NOW} /><Time at={NOW + 4 * HOUR} now={NOW} as="due" /><Time at={NOW - 90 * DAY} now={NOW} /><Time at={NOW} now={NOW} as="exact" /></p>
            <p className="row wrap"><Id>acc_7Q4M2KD9</Id><CopyButton text="acc_7Q4M2KD9" label="the account id" /><Masked masked="m•••@•••.uk" /><Money amount={1870} currency="USD" /><Money amount={1450.5} currency="EUR" usd={1577.2} rateDate="2 Nov 2026" /><Money amount={12} currency="ZZZ" usd={null} /></p>
            <Meter share={0.6} /><Meter share={1} past />
          </div>
        </Panel>
        <Panel title="Buttons">
          <div className="col far">
            <p className="row wrap"><Button tone="primary" hotkey="mod+enter">Propose</Button><Button hotkey="c">Claim</Button><Button tone="bare">Cancel</Button><ButtonLink href="#" hotkey="o">Open</ButtonLink><Button disabled icon="lock">Closure</Button><Button tone="primary" aria-disabled data-sending="">Propose</Button><Button small icon="rotate-ccw">Try again</Button><Button icon="search" label="Search" /></p>
            <div className="row wrap"><ClaimButton action={answerStale} hidden={{ caseId: 'x' }} hotkey="u" tone="plain">Claim, refused</ClaimButton>
              <ConfirmSubmit action={answerDone} hidden={{ keyId: 'k' }} open="Revoke…" question="Revoke the key “main”?" consequence="The platform can send no events with it from that moment; 412 came today." undo="A new key can be added at once; this one never comes back." submit="Revoke the key" /></div>
            <Facts facts={[{ term: 'Registered', fact: '4 Mar 2024' }, { term: 'Contracts', fact: '11 done, 3 live' }]} />
          </div>
        </Panel>
        <Panel title="Fields">
          <ActionForm action={answerInvalid} submit="Keep" label="A form that is refused">
            <div className="pair"><InputField name="name" label="Name" hint="As the ledger will show it." /><SelectField name="role" label="Role" options={[{ value: 'moderator', label: 'Moderator' }, { value: 'auditor', label: 'Auditor' }]} /></div>
            <TextField name="wrongly" label="Words" error="Write a few words." defaultValue="" />
            <Pick type="checkbox" name="scope" value="a" says="May send events.">events:write</Pick>
          </ActionForm>
        </Panel>
        <Panel title="Note and upload">
          <div className="col far"><NoteForm action={answerInvalid} hidden={{}} colleagues={offered} /><hr /><UploadForm action={answerDone} accept=".ndjson,.csv,.gz" limit="up to 200 MB" formats={[{ value: 'ndjson', label: 'Contract NDJSON', says: 'also as .gz' }, { value: 'sessions', label: 'CSV of sessions' }]} /></div>
        </Panel>
      </div>
      <h2>List</h2>
      <Panel title="Deliveries" icon="send" bleed foot="Retried with growing pauses for three days.">
        <DataTable caption="Deliveries" keyOf={({ id }) => id} rows={[{ id: 'ord_1', kind: 'payouts.hold', state: 'delivered', tries: 2, at: NOW - HOUR }, { id: 'ord_2', kind: 'account.close', state: 'failed', tries: 9, at: NOW - DAY }]} columns={[
          { key: 'order', head: 'Order', names: true, cell: (row) => <Id>{row.id}</Id> },
          { key: 'kind', head: 'What', cell: (row) => row.kind },
          { key: 'state', head: 'State', cell: (row) => (row.state === 'failed' ? <Tag tone="brick" icon="triangle-alert">failed</Tag> : <Tag icon="circle-check">delivered</Tag>) },
          { key: 'tries', head: 'Tries', numeric: true, cell: (row) => row.tries },
          { key: 'at', head: 'Last', cell: (row) => <Time at={row.at} now={NOW} />, sort: { href: '?sort=at', now: 'descending' } },
        ]} />
      </Panel>
    </>
  );
}
