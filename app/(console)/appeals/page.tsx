import Link from 'next/link';
import { z } from 'zod';
import { ListKeys } from '@/components/controls/list-keys';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { OnPlatform } from '@/components/controls/platform-id';
import { TopBar } from '@/components/shell/top-bar';
import { ButtonLink } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Panel, PanelEmpty } from '@/components/ui/panel';
import { DataTable, type Column } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { Id } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { appeals, outcomes, type AppealRow } from '@/lib/appeals/queries/appeals';
import type { PlatformPages } from '@/lib/evidence/platform-page';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import type { Instant } from '@/lib/kernel/instant';
import { pagesNow } from '../../pages-now';
import { Refused } from '../refused';

export const metadata = { title: 'Appeals' };

const asked = z.object({ after: z.string().nullable().catch(null), before: z.string().max(100).nullable().catch(null) });
const WAITING = 50;
const DECIDED = 20;

export default async function AppealsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const me = await signedIn();
  const since = await heardFrom();
  const { after, before } = asked.parse(await searchParams);
  const [open, decided, pages] = await Promise.all([appeals(me, { limit: WAITING, after }), outcomes(me, { limit: DECIDED, before }), pagesNow()]);
  if (!open.ok) return <Refused refusal={open} title="Appeals" />;
  if (!decided.ok) return <Refused refusal={decided} title="Appeals" />;
  const { rows, next, now } = open.value;
  return (
    <>
      <TopBar title="Appeals" beside={<span className="sm q hm">Heard by somebody who never touched the case</span>} />
      <main className="page" id="main">
        <LiveRefresh since={since} topic="appeals" auto={after === null && before === null} one="appeal" />
        {rows.length === 0
          ? <PanelEmpty title="Waiting for an outcome" icon="scale" words="No appeal waits for an outcome" searched="Looked through every appeal, from holders’ pages and from the platform." />
          : (
            <Panel title="Waiting for an outcome" icon="scale" bleed foot={<span className="row">First due first.{after !== null && <ButtonLink href="/appeals" small>First page</ButtonLink>}{next !== null && <ButtonLink href={`/appeals?after=${encodeURIComponent(next)}`} small>Later due</ButtonLink>}</span>}>
              <DataTable caption="Appeals waiting for an outcome" rows={rows} keyOf={({ id }) => id} columns={columns(now, pages)} />
            </Panel>
          )}
        {decided.value.rows.length > 0 && (
          <Panel title="With an outcome" icon="circle-check" bleed foot={<span className="row">Latest filed first.{before !== null && <ButtonLink href="/appeals" small>Latest</ButtonLink>}{decided.value.next !== null && <ButtonLink href={`/appeals?before=${encodeURIComponent(decided.value.next)}`} small>Earlier</ButtonLink>}</span>}>
            <DataTable caption="Appeals with an outcome" rows={decided.value.rows} keyOf={({ id }) => id} columns={[
              { key: 'account', head: 'Account', names: true, cell: (row) => <Account row={row} pages={pages} /> },
              { key: 'case', head: 'Case', cell: ({ caseName }) => <Id quiet>{caseName}</Id> },
              { key: 'against', head: 'Against', cell: ({ measure }) => measure },
              { key: 'outcome', head: 'Outcome', cell: ({ status }) => (status === null ? <span className="sm q"><Icon name="eye-off" small /> covered</span> : <Tag icon={status === 'granted' ? 'rotate-ccw' : 'check'}>{status}</Tag>) },
              { key: 'decided', head: 'Decided', cell: ({ decidedAt, late, heardBy }) => <><Time at={decidedAt} now={now} /> by {heardBy}{late && <> <Tag tone="brick" icon="clock-3">after it was due</Tag></>}</> },
            ]} />
          </Panel>
        )}
        {rows.length + decided.value.rows.length > 0 && <ListKeys one="appeal" />}
      </main>
    </>
  );
}

function columns(now: Instant, pages: PlatformPages): Column<AppealRow>[] {
  return [
    { key: 'account', head: 'Account', names: true, cell: (row) => <Account row={row} pages={pages} /> },
    { key: 'case', head: 'Case', cell: ({ caseName }) => <Id quiet>{caseName}</Id> },
    { key: 'against', head: 'Against', cell: ({ measure }) => measure },
    { key: 'filed', head: 'Filed', cell: ({ filedAt }) => <Time at={filedAt} now={now} /> },
    { key: 'due', head: 'Due', cell: ({ dueAt, late }) => (late ? <Tag tone="brick" icon="clock-3">late since <Time at={dueAt} now={now} as="due" /></Tag> : <Time at={dueAt} now={now} as="due" />) },
    { key: 'heard', head: 'Heard by', cell: ({ heardBy }) => (heardBy === null ? <span className="qq">nobody yet</span> : <>{heardBy.you ? 'you' : heardBy.name}, until <Time at={heardBy.until} now={now} as="clock" /></>) },
    { key: 'you', head: 'You', cell: (row) => <You row={row} /> },
  ];
}

function Account({ row: { id, account }, pages }: { row: { id: string; account: { id: string; name: string | null } }; pages: PlatformPages }) {
  return <><Link href={`/appeals/${id}`}>{account.name ?? account.id}</Link>{account.name !== null && <><br /><Id quiet>{account.id}</Id></>}<OnPlatform kind="account" id={account.id} pages={pages} /></>;
}

function You({ row: { barred, independent } }: { row: AppealRow }) {
  return (
    <>
      {barred === null ? <Tag tone="teal" icon="circle-check">You may hear it</Tag> : <span className="sm q"><Icon name="lock" small /> {barred}</span>}
      {independent === 0 && <><br /><Tag tone="brick" icon="hourglass" title="The decision stands meanwhile, and the clock runs">Nobody can hear it now; it waits for somebody</Tag></>}
    </>
  );
}
