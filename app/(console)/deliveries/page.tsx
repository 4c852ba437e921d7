import { ListKeys } from '@/components/controls/list-keys';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { PagesForm } from '@/components/controls/pages-form';
import { SecretForm } from '@/components/controls/secret-form';
import { DeliveryList } from '@/components/deliveries/delivery-list';
import { TopBar } from '@/components/shell/top-bar';
import { ButtonLink } from '@/components/ui/button';
import { InputField, SelectField } from '@/components/ui/field';
import { Panel, PanelEmpty } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Facts } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { DELIVERY_STATUSES } from '@/lib/enforcement/delivery';
import { deliveryList, troubledDeliveries, webhookSettings } from '@/lib/enforcement/queries/deliveries';
import { NO_PAGES, PLATFORM_KINDS } from '@/lib/evidence/platform-page';
import { platformPagesSet } from '@/lib/evidence/queries/platform-pages';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { clock } from '@/lib/kernel/clock';
import { may } from '@/lib/staff/permissions';
import { z } from 'zod';
import { Refused } from '../refused';
import { renewSecret, sayWhereOrdersGo, sayWherePagesAre } from './actions';
import { deliveryRow } from './rows';

export const metadata = { title: 'Deliveries' };

const asked = z.object({
  state: z.enum(DELIVERY_STATUSES).nullable().catch(null),
  by: z.enum(['webhook', 'mail']).nullable().catch(null),
  // Longer than any id is: then nothing fits.
  account: z.string().trim().min(1).nullable().catch(null),
  before: z.string().regex(/^\d+~\w+$/).nullable().catch(null),
});

type Params = Promise<Record<string, string | string[] | undefined>>;

export default async function DeliveriesPage({ searchParams }: { searchParams: Params }) {
  const me = await signedIn();
  const since = await heardFrom();
  const { state, by, account, before } = asked.parse(await searchParams);
  const [at = '', id = ''] = before?.split('~') ?? [];
  const [list, troubled, hook, set] = await Promise.all([
    deliveryList(me, { status: state, channel: by, account, before: before === null ? null : { at: Number(at), id } }),
    troubledDeliveries(me, {}),
    webhookSettings(me, {}),
    platformPagesSet(me, {}),
  ]);
  if (!list.ok) return <Refused refusal={list} title="Deliveries" />;
  const pages = set.ok ? set.value : NO_PAGES;
  const now = clock.now();
  const { lines, next } = list.value;
  const isFirst = before === null && state === null && by === null && account === null;
  const later = next === null ? null : `/deliveries?${new URLSearchParams({ ...(state ? { state } : {}), ...(by ? { by } : {}), ...(account ? { account } : {}), before: `${next.at}~${next.id}` })}`;
  const failed = troubled.ok ? troubled.value.failed : [];
  const late = troubled.ok ? troubled.value.late : [];
  return (
    <>
      <TopBar title="Deliveries" beside={<span className="sm q hm">Orders to the platform, notices to account holders</span>} />
      <main className="page" id="main">
        <LiveRefresh since={since} topic="deliveries" auto={before === null} one="line" />
        <div className="split">
          <div className="col far">
            {isFirst && failed.length > 0 && <Panel title="Did not arrive" icon="triangle-alert" bleed foot="Given up after the last try. An admin can send each once more; the receiver knows it by its id."><DeliveryList caption="Deliveries that were given up" rows={failed.map(deliveryRow)} now={now} pages={pages} /></Panel>}
            {isFirst && late.length > 0 && <Panel title="Tried, not arrived yet" icon="refresh-cw" bleed><DeliveryList caption="Deliveries that are tried again" rows={late.map(deliveryRow)} now={now} pages={pages} /></Panel>}
            {lines.length === 0
              ? <PanelEmpty title="All deliveries" icon="send" words="Nothing here" searched={isFirst ? 'Orders and notices appear here once a decision is in force.' : 'No delivery fits what was asked.'} />
              : (
                <Panel title="All deliveries" icon="send" bleed foot={later === null ? `${lines.length} shown; these are all.` : <ButtonLink href={later} small>Earlier ones</ButtonLink>}>
                  <DeliveryList caption="Deliveries, newest first" rows={lines.map(deliveryRow)} now={now} pages={pages} />
                </Panel>
              )}
          </div>
          <div className="col far">
            <Panel title="Show" icon="filter">
              <form method="get" className="col far">
                <SelectField name="state" label="State" defaultValue={state ?? ''} options={[{ value: '', label: 'Any' }, { value: 'waiting', label: 'On its way' }, { value: 'delivered', label: 'Delivered' }, { value: 'failed', label: 'Given up' }]} />
                <SelectField name="by" label="By" defaultValue={by ?? ''} options={[{ value: '', label: 'Webhook and mail' }, { value: 'webhook', label: 'Webhook: orders' }, { value: 'mail', label: 'Mail: notices' }]} />
                <InputField name="account" label="Account" defaultValue={account ?? ''} maxLength={200} autoComplete="off" spellCheck={false} placeholder="Its id, whole" />
                <div className="row"><button type="submit" className="btn sml">Show these</button>{!isFirst && <ButtonLink href="/deliveries" small tone="bare">Show all</ButtonLink>}</div>
              </form>
            </Panel>
            <Panel title="Where orders go" icon="globe" aside={hook.ok && hook.value === null ? <Tag tone="brick" icon="triangle-alert">not set</Tag> : undefined}>
              <div className="col far">
                {hook.ok && hook.value !== null
                  ? <Facts facts={[{ term: 'Secrets in use', fact: hook.value.secrets }, { term: 'Since', fact: <Time at={hook.value.createdAt} now={now} as="date" /> }]} />
                  : <p className="q sm">No receiver is set. Orders wait, and are tried again, until an admin says where they go.</p>}
                {may(me, 'webhook.set') && <SecretForm action={sayWhereOrdersGo} submit={hook.ok && hook.value !== null ? 'Change the address' : 'Keep the address'} tone={hook.ok && hook.value === null ? 'primary' : 'plain'} label="Where orders go" secretLabel="webhook secret"><InputField name="url" type="url" label="Address of the receiver" placeholder="https://platform.example/countersign" required defaultValue={hook.ok ? hook.value?.url : undefined} /></SecretForm>}
                {may(me, 'webhook.rotate') && hook.ok && hook.value !== null && <><hr /><SecretForm action={renewSecret} hidden={{ id: hook.value.id }} submit="Make a new secret" tone="plain" label="New webhook secret" secretLabel="webhook secret"><p className="xs q">The one in use goes on beside it, so nothing is refused while the receiver learns the new one. The second next to it ends.</p></SecretForm></>}
              </div>
            </Panel>
            <Panel title="The platform’s own pages" icon="external-link">
              <div className="col far">
                <p className="q sm">Ids of accounts, contracts and clients lead to these addresses, with {'{id}'} where the id goes.</p>
                {may(me, 'pages.set') ? <PagesForm action={sayWherePagesAre} pages={pages} /> : <Facts facts={PLATFORM_KINDS.map((kind) => ({ term: kind, fact: pages[kind] ?? 'not set' }))} />}
              </div>
            </Panel>
          </div>
        </div>
        {lines.length + failed.length + late.length > 0 && <ListKeys one="delivery" />}
      </main>
    </>
  );
}
