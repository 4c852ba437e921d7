import Link from 'next/link';
import { z } from 'zod';
import { ListKeys } from '@/components/controls/list-keys';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { shortDigest } from '@/components/decision/sealed-evidence';
import { OnPlatform } from '@/components/controls/platform-id';
import { TopBar } from '@/components/shell/top-bar';
import { ButtonLink } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Panel, PanelEmpty } from '@/components/ui/panel';
import { DataTable, type Column } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { Id } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { plural } from '@/components/ui/words';
import { readings, reviews, type ReviewRow } from '@/lib/decisions/queries/reviews';
import { nextRest } from '@/lib/decisions/queries/under-way';
import type { PlatformPages } from '@/lib/evidence/platform-page';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import type { Instant } from '@/lib/kernel/instant';
import { pagesNow } from '../../pages-now';
import { Refused } from '../refused';

export const metadata = { title: 'Reviews' };

const asked = z.object({ after: z.string().nullable().catch(null), before: z.string().max(100).nullable().catch(null) });
const WAITING = 50;
const READ = 20;

export default async function ReviewsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const me = await signedIn();
  const since = await heardFrom();
  const { after, before } = asked.parse(await searchParams);
  const [waiting, read, rest, pages] = await Promise.all([reviews(me, { limit: WAITING, after }), readings(me, { limit: READ, before }), nextRest(me, {}), pagesNow()]);
  if (!waiting.ok) return <Refused refusal={waiting} title="Reviews" />;
  if (!read.ok) return <Refused refusal={read} title="Reviews" />;
  const { rows, next, now } = waiting.value;
  const isFirst = after === null && before === null;
  return (
    <>
      <TopBar title="Reviews" beside={<span className="sm q hm">Decisions that take two people. The second reads the same evidence without knowing the first verdict.</span>} />
      <main className="page" id="main">
        <LiveRefresh since={since} topic="reviews" auto={isFirst} within={isFirst && rest.ok ? rest.value : null} one="decision" />
        {rows.length === 0
          ? <PanelEmpty title="Waiting for a second person" icon="stamp" words="Nothing waits for a second person" searched="Looked through every case with a proposal on it." />
          : (
            <Panel title="Waiting for a second person" icon="stamp" bleed foot={<span className="row">What was proposed, by whom and why stays covered until a second verdict is committed.{after !== null && <ButtonLink href="/reviews" small>First page</ButtonLink>}{next !== null && <ButtonLink href={`/reviews?after=${encodeURIComponent(next)}`} small>Later due</ButtonLink>}</span>}>
              <DataTable caption="Decisions waiting for a second person" rows={rows} keyOf={({ decision }) => decision} columns={columns(now, pages)} />
            </Panel>
          )}
        {read.value.rows.length > 0 && (
          <Panel title="Read" icon="circle-check" bleed foot={<span className="row">Second readings, newest first.{before !== null && <ButtonLink href="/reviews" small>Newest</ButtonLink>}{read.value.next !== null && <ButtonLink href={`/reviews?before=${encodeURIComponent(read.value.next)}`} small>Earlier</ButtonLink>}</span>}>
            <DataTable caption="Second readings" rows={read.value.rows} keyOf={({ id }) => id} columns={[
              { key: 'account', head: 'Account', names: true, cell: (row) => <Account row={row} pages={pages} /> },
              { key: 'case', head: 'Case', cell: ({ caseName }) => <Id quiet>{caseName}</Id> },
              { key: 'read', head: 'Read', cell: ({ at }) => <Time at={at} now={now} /> },
              { key: 'came', head: 'Both came to', cell: ({ agrees }) => (agrees ? <Tag icon="check">the same measure</Tag> : <Tag icon="split">something else each</Tag>) },
            ]} />
          </Panel>
        )}
        {rows.length + read.value.rows.length > 0 && <ListKeys />}
      </main>
    </>
  );
}

function columns(now: Instant, pages: PlatformPages): Column<ReviewRow>[] {
  return [
    { key: 'account', head: 'Account', names: true, cell: (row) => <Account row={row} pages={pages} /> },
    { key: 'case', head: 'Case', cell: ({ caseName, wave }) => <><Id quiet>{caseName}</Id>{wave !== null && wave.size > 1 && <span className="xs qq"> and {wave.size - 1} more</span>}</> },
    { key: 'since', head: 'Waits since', cell: ({ since }) => <Time at={since} now={now} /> },
    { key: 'due', head: 'Due', cell: ({ dueAt }) => (dueAt < now ? <Tag tone="brick" icon="clock-3">late, <Time at={dueAt} now={now} as="due" /></Tag> : <Time at={dueAt} now={now} as="due" />) },
    { key: 'evidence', head: 'Sealed evidence', cell: ({ digest }) => <Id quiet title={digest}>{shortDigest(digest)}</Id> },
    { key: 'you', head: 'You', cell: (row) => <You row={row} /> },
  ];
}

function Account({ row: { decision, account, wave }, pages }: { row: { decision: string; account: { id: string; name: string | null }; wave?: ReviewRow['wave'] }; pages: PlatformPages }) {
  if (wave) return <><Link href={`/reviews/waves/${wave.id}`}>{plural(wave.size, 'account')} of one ring</Link><br /><span className="xs qq">read together, decided on each</span></>;
  return <><Link href={`/reviews/${decision}`}>{account.name ?? account.id}</Link>{account.name !== null && <><br /><Id quiet>{account.id}</Id></>}<OnPlatform kind="account" id={account.id} pages={pages} /></>;
}

function You({ row: { barred, nobodyLeft } }: { row: ReviewRow }) {
  if (barred === null) return <Tag tone="teal" icon="circle-check">You may read it</Tag>;
  return (
    <>
      <span className="sm q"><Icon name="lock" small /> {barred}</span>
      {nobodyLeft && <><br /><Tag tone="brick" icon="hourglass" title="Nothing happens to the account meanwhile">No independent admin is left; it waits for one</Tag></>}
    </>
  );
}
