import Link from 'next/link';
import { ActionForm } from '@/components/controls/action-form';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { DraftList, VersionList } from '@/components/policy/lists';
import { ShadowTable } from '@/components/policy/shadow';
import { SignalTable } from '@/components/policy/signal-table';
import { TopBar } from '@/components/shell/top-bar';
import { ButtonLink } from '@/components/ui/button';
import { InputField } from '@/components/ui/field';
import { Empty, Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Facts } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { count } from '@/components/ui/words';
import { policyOverview } from '@/lib/insights/queries/policies';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { oddsOf } from '@/lib/policy/odds';
import { startingOdds } from '@/lib/policy/policy';
import { may } from '@/lib/staff/permissions';
import { Refused } from '../refused';
import { start } from './actions';
import { draftRow, signalRow, versionRow } from './rows';

export const metadata = { title: 'Policy' };

export default async function PolicyPage() {
  const me = await signedIn();
  const since = await heardFrom();
  const found = await policyOverview(me, {});
  if (!found.ok) return <Refused refusal={found} title="Policy" />;
  const { policy, signals, counted, versions, drafts, shadow, now } = found.value;
  const open = drafts.filter(({ status }) => status === 'draft' || status === 'proposed');
  const closed = drafts.filter(({ status }) => status === 'published' || status === 'withdrawn');
  const live = versions.find(({ version }) => version === policy.version);
  return (
    <>
      <TopBar title={`Policy ${policy.version}`} beside={<><Tag icon="circle-check">In force</Tag><span className="sm q hm cut">{policy.title}{live !== undefined && <>, since <Time at={live.at} now={now} as="day" /></>}</span></>}>
        <ButtonLink href="/policy/learning" small icon="scale">Learning</ButtonLink>
      </TopBar>
      <main className="page" id="main">
        <LiveRefresh since={since} topic="policy" auto one="thing" />
        <div className="split">
          <div className="col far">
            <Panel
              title="Signals answer for themselves" icon="sliders-horizontal" bleed
              aside={<span className="xs qq hm">{policy.reports.days} days. Past {Math.round(policy.reports.overturnedAbove * 100)}% undone on appeal, or surely past {policy.reports.skewAbove}× skew, on {policy.reports.leastSettled} and more, a signal goes to shadow by itself</span>}
              foot={counted === null ? 'Not counted yet: once a day the worker counts how every signal did.' : <>Counted <Time at={counted.at} now={now} /> on {count(counted.accounts)} accounts{counted.policy !== policy.version && `, under policy ${counted.policy}`}.</>}
            >
              <SignalTable rows={signals.map(signalRow)} limits={policy.reports} />
            </Panel>
            <Panel title="In shadow" icon="layers" foot={shadow !== null && shadow.waiting > 0 ? `${count(shadow.waiting)} accounts wait to be compared.` : undefined}>
              {shadow === null
                ? <Empty words="No policy runs in shadow">A draft can run beside the policy in force: it is compared account by account and decides nothing.</Empty>
                : <><p className="mb-2"><Link href={`/policy/drafts/${shadow.draft}`}>{shadow.title}</Link> <span className="q sm">since <Time at={shadow.tally.since} now={now} />, on {count(shadow.tally.accounts)} accounts</span></p><ShadowTable moves={shadow.tally.moves} /></>}
            </Panel>
          </div>
          <div className="col far">
            {may(me, 'policy.startDraft') && (
              <Panel title="Change something" icon="plus" acts>
                <ActionForm action={start} submit="Begin a draft" hotkey="c" label="Begin a draft"><InputField name="title" label="What for?" hint={`It begins as policy ${policy.version} stands.`} maxLength={200} required autoComplete="off" /></ActionForm>
              </Panel>
            )}
            <Panel title="Drafts" icon="pen-line">{open.length === 0 ? <Empty words="No draft is open">{closed.length === 0 ? 'None was ever begun.' : 'Those of before are below.'}</Empty> : <DraftList rows={open.map(draftRow)} now={now} />}{closed.length > 0 && <details className="mt-2"><summary className="sm">{closed.length} ended</summary><DraftList rows={closed.map(draftRow)} now={now} /></details>}</Panel>
            <Panel title="Where the bands begin" icon="chart-no-axes-column"><Facts facts={[{ term: 'Act', fact: oddsOf(policy.bands.act) }, { term: 'Review', fact: oddsOf(policy.bands.review) }, { term: 'Watch', fact: oddsOf(policy.bands.watch) }, { term: 'Before any evidence', fact: oddsOf(startingOdds(policy)) }, { term: 'Drawn by chance', fact: policy.queue.sampleShare === 0 ? 'no case' : `1 case in ${Math.round(1 / policy.queue.sampleShare)}` }]} /></Panel>
            <Panel title="Versions" icon="history"><VersionList rows={versions.map((one) => versionRow(one, policy.version))} now={now} /></Panel>
          </div>
        </div>
      </main>
    </>
  );
}
