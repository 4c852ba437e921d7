import Link from 'next/link';
import { cache } from 'react';
import { ActionForm } from '@/components/controls/action-form';
import { ConfirmSubmit } from '@/components/controls/confirm-submit';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { BacktestProgress, BacktestResult, MovesTable } from '@/components/policy/backtest';
import { DraftEditor } from '@/components/policy/draft-editor';
import { Histogram } from '@/components/policy/histogram';
import { DraftStatusTag } from '@/components/policy/lists';
import { TopBar } from '@/components/shell/top-bar';
import { Notice } from '@/components/ui/notice';
import { Empty, Panel } from '@/components/ui/panel';
import { Time } from '@/components/ui/time';
import { count, plural } from '@/components/ui/words';
import { BINS } from '@/lib/insights/backtest';
import { backtestMovesPage, draftPage, type BacktestShown, type DraftPage } from '@/lib/insights/queries/policies';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { SECTIONS } from '@/lib/policy/section';
import { FAMILIES } from '@/lib/signals/signal';
import { Refused } from '../../../refused';
import { edit, stopTrying, withdraw } from '../../actions';
import { moveRow, movesHref } from './moves-rows';
import { BeforeLive, ShadowPanel, WhatChanges } from './panels';

type Props = { params: Promise<{ draftId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

const draftFor = cache(async (id: string) => {
  const me = await signedIn();
  return { since: await heardFrom(), found: await draftPage(me, { draft: decodeURIComponent(id) }) };
});

export async function generateMetadata({ params }: Props) {
  const { found } = await draftFor((await params).draftId);
  return { title: found.ok ? found.value.policy.title : 'Draft' };
}

/** A draft: where its bands begin, what it would have done, its parts, and what stands before it. */
export default async function DraftScreen({ params, searchParams }: Props) {
  const [{ since, found }, asked] = await Promise.all([params.then(({ draftId }) => draftFor(draftId)), searchParams]);
  if (!found.ok) return <Refused refusal={found} title="Draft" />;
  const page = found.value;
  const { now, policy } = page;
  const shown = page.backtests.find(({ status, current }) => status === 'done' && current) ?? page.backtests.find(({ status }) => status === 'done');
  return (
    <>
      <TopBar title={policy.title} crumbs={[{ label: 'Policy', href: '/policy', icon: 'sliders-horizontal' }]} beside={<><DraftStatusTag status={page.status} publishedAs={page.publishedAs} /><span className="sm q hm cut">from policy {page.basedOn}; {plural(page.changes.length, 'change')} by {page.writers.join(' and ')}</span></>}>
        {page.gates.withdraw.state === 'open' && <ConfirmSubmit action={withdraw} hidden={{ draft: page.id, version: page.version }} open="Withdraw…" question={`Withdraw “${policy.title}”?`} consequence="It ends as it stands and can still be read." undo="A new draft can be begun at any time." submit="Withdraw it" />}
      </TopBar>
      <main className="page" id="main">
        <LiveRefresh since={since} topic="policy" only={page.id} auto one="draft" />
        {page.returnedWords !== null && page.status === 'draft' && <Notice icon="rotate-ccw">It came back: {page.returnedWords}</Notice>}
        {page.publishedAs !== null && <Notice icon="circle-check">It is in force as <Link href={`/policy/versions/${page.publishedAs}`}>policy {page.publishedAs}</Link>.</Notice>}
        <div className="split">
          <div className="col far">
            <Panel title="Where the bands begin" icon="chart-no-axes-column" aside={shown === undefined && <span className="xs qq hm">as accounts stand now; try it to see what moves</span>}>
              <Histogram bins={BINS} accounts={shown?.tally.now ?? page.histogram} before={shown?.tally.was ?? null} bands={policy.bands} live={page.inForce.bands} movable={page.gates.edit.state === 'open'} />
            </Panel>
            <History page={page} shown={shown} />
            {page.gates.edit.state === 'open' && <DraftEditor action={edit} draft={page.id} version={page.version} policy={policy} signals={page.signals} families={FAMILIES} open={SECTIONS.find((section) => section === asked['part']) ?? null} />}
          </div>
          <div className="col far">
            <WhatChanges page={page} />
            <BeforeLive page={page} now={now} />
            <ShadowPanel page={page} now={now} />
          </div>
        </div>
      </main>
    </>
  );
}

/** The newest try that says something, and the one that runs. */
async function History({ page, shown }: { page: DraftPage; shown: BacktestShown | undefined }) {
  const running = page.backtests.find(({ status }) => status === 'waiting' || status === 'running');
  const { now } = page;
  return (
    <Panel title="On history, this draft would have" icon="history" bleed aside={shown !== undefined && <span className="xs qq">{count(shown.tally.accounts)} accounts, <Time at={shown.finishedAt ?? shown.askedAt} now={now} /></span>}>
      {running !== undefined && (
        <div className="px-3.5 py-3 row sp wrap">
          <div className="grow"><BacktestProgress read={running.read} total={running.total} waiting={running.status === 'waiting'} /></div>
          {page.gates.try.state === 'open' && <ActionForm action={stopTrying} hidden={{ draft: page.id, backtest: running.id }} submit="Stop" tone="plain" className="row" label="Stop trying" />}
        </div>
      )}
      {shown === undefined
        ? running === undefined && <div className="px-3.5 py-3"><Empty words="Not tried yet">{page.backtests.some(({ status }) => status === 'cancelled') ? 'The last try was stopped before its end.' : 'Trying a draft reads what is stored and changes nothing.'}</Empty></div>
        : (
          <>
            {!shown.current && <p className="px-3.5 py-2 sm"><b className="b">Tried before its latest change</b>, against policy {shown.against}: try it again before it is proposed.</p>}
            <BacktestResult tally={shown.tally} leaseMinutes={page.inForce.limits.leaseMinutes} movesHref={movesHref(page.id, shown.id)} />
            <FirstMoves draft={page.id} backtest={shown.id} />
          </>
        )}
    </Panel>
  );
}

const FIRST = 6;

async function FirstMoves({ draft, backtest }: { draft: string; backtest: string }) {
  const found = await backtestMovesPage(await signedIn(), { backtest });
  if (!found.ok) return null;
  return (
    <>
      <MovesTable caption="Accounts that would stand in another band" rows={found.value.moves.slice(0, FIRST).map(moveRow)} covered={found.value.covered} />
      {found.value.moves.length > FIRST && <p className="more"><Link href={movesHref(draft, backtest)(null, null)}>All that move</Link></p>}
    </>
  );
}
