import Link from 'next/link';
import type { Delivery } from '@/lib/enforcement/queries/deliveries';
import type { PlatformPages } from '@/lib/evidence/platform-page';
import type { Instant } from '@/lib/kernel/instant';
import { ActionForm } from '../controls/action-form';
import { ConfirmSubmit } from '../controls/confirm-submit';
import { CopyButton } from '../controls/copy-button';
import { NoticeText } from '../decision/notice-text';
import { shortDigest } from '../decision/sealed-evidence';
import { PlatformId } from '../controls/platform-id';
import type { FormAction } from '../ui/form-state';
import { Panel, PanelEmpty } from '../ui/panel';
import { DataTable } from '../ui/table';
import { Tag } from '../ui/tag';
import { Facts, Id, Masked } from '../ui/text';
import { Time } from '../ui/time';

/** One order or notice: what it says, every try, and what it is about. */
export function DeliveryDetail({ delivery, now, pages, openPage, sendAgain }: { delivery: Delivery; now: Instant; pages: PlatformPages; /** Opens the holder's page of the notice in field `notice`. */ openPage: FormAction; /** Of `id` and `version`; null for whoever may not. */ sendAgain: FormAction | null }) {
  const isEnded = delivery.status === 'failed' || delivery.status === 'delivered';
  const body = delivery.orderBody === null ? null : JSON.stringify(delivery.orderBody, null, 2);
  return (
    <div className="split">
      <div className="col far">
        {body !== null && <Panel title="Body of the order" icon="file-text" aside={<CopyButton text={body} label="the body" />} foot="Sent as one line of JSON, signed as the Standard Webhooks specification has it."><pre className="shell-line whitespace-pre-wrap break-words">{body}</pre></Panel>}
        {delivery.mail !== null && (
          <Panel title="Notice" icon="scroll-text" aside={delivery.mail.opens ? <Tag tone="line" icon="inbox">mailbox of the demo</Tag> : <Tag tone="line" icon="eye-off">without its private address</Tag>}
            foot={delivery.mail.opens ? <ActionForm action={openPage} hidden={{ notice: delivery.notice ?? '' }} tone="plain" icon="eye" submit="Open the holder’s page"><p className="xs q">Nobody else receives this notice. The ledger tells that you opened the page. It takes this one’s place; your browser leads back.</p></ActionForm> : 'The private address of the holder’s page is written in at sending and stored nowhere: whoever has it acts as the holder.'}>
            <NoticeText notice={delivery.mail.notice} />
          </Panel>
        )}
        {delivery.attempts.length === 0
          ? <PanelEmpty title="Tries" icon="history" words="Not tried yet" searched="The worker tries as soon as it is due." />
          : (
            <Panel title="Tries" icon="history" bleed foot="Latest first.">
              <DataTable caption="Tries, latest first" keyOf={({ id }) => id} rows={delivery.attempts} columns={[
                { key: 'at', head: 'When', names: true, cell: ({ at }) => <Time at={at} now={now} as="exact" className="nw" /> },
                { key: 'answer', head: 'Answer', cell: ({ answer }) => answer },
                { key: 'ms', head: 'Took', numeric: true, cell: ({ ms }) => `${ms} ms` },
              ]} />
            </Panel>
          )}
      </div>
      <Panel title="About it" icon="send" acts>
        <div className="col far">
          <Facts facts={[
            ...(delivery.about === null ? [] : [{ term: 'Case', fact: <Link href={`/cases/${delivery.about.case}`}>C-{delivery.about.number}</Link> }, { term: 'Measure', fact: delivery.about.measure.replaceAll('-', ' ') }]),
            { term: 'Account', fact: <PlatformId kind="account" id={delivery.account} pages={pages} here /> },
            ...(delivery.mail === null ? [] : [{ term: 'To', fact: delivery.mail.to === null ? 'no address is known' : <Masked masked={delivery.mail.to} /> }, { term: 'Private address', fact: <Masked masked="/appeal/•••" /> }, { term: 'Its SHA-256', fact: <Id quiet title={delivery.mail.address.digest}>{shortDigest(delivery.mail.address.digest)}</Id> }]),
            { term: 'Made', fact: <Time at={delivery.createdAt} now={now} /> },
            { term: 'Tries', fact: delivery.tries },
            ...(delivery.deliveredAt === null ? [] : [{ term: 'Delivered', fact: <Time at={delivery.deliveredAt} now={now} /> }]),
            ...(delivery.status === 'waiting' ? [{ term: 'Next try', fact: delivery.nextAt <= now ? 'now' : <Time at={delivery.nextAt} now={now} /> }] : []),
            ]} />
          <p className="sm"><span className="q">{delivery.order === null ? 'Notice' : 'Webhook id, the same at every try'}</span><br /><span className="id break-all">{delivery.order ?? delivery.notice}</span></p>
          {delivery.lastAnswer !== null && <p className="sm"><span className="q">Last answer: </span>{delivery.lastAnswer}</p>}
          {sendAgain !== null && isEnded && <ConfirmSubmit action={sendAgain} hidden={{ id: delivery.id, version: delivery.version }} hotkey="s" open="Send once more…" question="Send it once more?" consequence="The receiver gets it again under the same id. A platform that follows the integration guide changes nothing twice." undo="Nothing to undo: an order takes effect once, however often it is sent." submit="Send once more" />}
          {!isEnded && <p className="xs q">It is sent by itself when the next try is due.</p>}
        </div>
      </Panel>
    </div>
  );
}
