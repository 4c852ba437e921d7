import Link from 'next/link';
import { ActionForm } from '@/components/controls/action-form';
import { PartForm } from '@/components/controls/part-form';
import { GateList } from '@/components/decision/proposal';
import { BacktestProgress, BacktestResult, MovesTable } from '@/components/policy/backtest';
import { Changes } from '@/components/policy/changes';
import { DraftEditor } from '@/components/policy/draft-editor';
import { Histogram } from '@/components/policy/histogram';
import { LearningFields, type LearntRow } from '@/components/policy/learning';
import { DraftList, DraftStatusTag, VersionList } from '@/components/policy/lists';
import { ReportCardPanels } from '@/components/policy/report-card';
import { ShadowTable } from '@/components/policy/shadow';
import { SignalTable, StateTag } from '@/components/policy/signal-table';
import { TopBar } from '@/components/shell/top-bar';
import { TextField } from '@/components/ui/field';
import { Panel, PanelEmpty, PanelError, PanelLoading } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Says } from '@/components/ui/text';
import { BINS } from '@/lib/insights/backtest';
import { DAY, HOUR } from '@/lib/kernel/instant';
import { differences } from '@/lib/policy/difference';
import { ratioOf, ruleFor } from '@/lib/policy/policy';
import { STANDARD_POLICY } from '@/lib/policy/standard';
import { FAMILIES } from '@/lib/signals/signal';
import { answerDone, answerInvalid } from '../actions';
import { NOW } from '../cast';
import { DRAFT_POLICY, HISTOGRAM, MOVES, SHADOW_CARD, SIGNAL_ROWS, TALLY } from '../cast-policy';

const TITLES = new Map(SIGNAL_ROWS.map(({ id, title }) => [id, title]));
const MOVED = { 'clear clear': 47_800, 'watch watch': 1_690, 'watch review': 12, 'review review': 530, 'review watch': 8, 'act act': 149, 'act review': 23 };
const VERSIONS = [[14, 'Standard policy', 'Cleo', 'Iris', 15], [13, 'To shadow by itself: Slow line for its place: 12 of 42 cases undone on appeal', 'Countersign', null, 39], [12, 'Camera refusal muted by accommodation', 'Iris', 'Cleo', 77]] as const;

/** The policy in force, with a panel in each of its states. */
export function PolicyScreen() {
  return (
    <>
      <TopBar title="Policy 14" beside={<><Tag icon="circle-check">In force</Tag><span className="sm q hm cut">Standard policy, since 2 Nov</span></>} />
      <main className="page split" id="main">
        <div className="col far">
          <Panel title="Signals answer for themselves" icon="sliders-horizontal" bleed foot="Counted 3 h ago on 50,212 accounts."><SignalTable rows={SIGNAL_ROWS} limits={STANDARD_POLICY.reports} /></Panel>
          <Panel title="In shadow" icon="layers"><ShadowTable moves={MOVED} /></Panel>
          <PanelEmpty title="In shadow" icon="layers" words="No policy runs in shadow" searched="A draft can run beside the policy in force: it is compared account by account and decides nothing." />
          <PanelError title="Drafts" icon="pen-line" words="The drafts could not be read" holds="The policy in force holds; nothing was changed." retryHref="/gallery/policy" />
          <PanelLoading title="Signals answer for themselves" icon="sliders-horizontal" />
        </div>
        <div className="col far">
          <Panel title="Drafts" icon="pen-line">
            <DraftList now={NOW} rows={[
              { id: 'a', title: 'Act later', href: '/gallery/policy-draft', status: 'proposed', changes: 3, by: 'Cleo', at: NOW - HOUR, shadow: true, publishedAs: null },
              { id: 'b', title: 'Learnt from 240 settled cases, 2026-11-17', href: '/gallery/policy-draft', status: 'draft', changes: 9, by: 'Iris', at: NOW - DAY, shadow: false, publishedAs: null },
              { id: 'c', title: 'Payout cap', href: '/gallery/policy-draft', status: 'withdrawn', changes: 1, by: 'Iris', at: NOW - 20 * DAY, shadow: false, publishedAs: null },
            ]} />
          </Panel>
          <Panel title="Versions" icon="history"><VersionList now={NOW} rows={VERSIONS.map(([version, title, by, second, days]) => ({ version, title, href: '/gallery/policy', by, second, at: NOW - days * DAY, current: version === 14 }))} /></Panel>
        </div>
      </main>
    </>
  );
}

/** A proposed draft that was tried; its editor stands open beside it, so that every part is seen. */
export function PolicyDraftScreen() {
  return (
    <>
      <TopBar title="Act later" crumbs={[{ label: 'Policy', href: '/gallery/policy', icon: 'sliders-horizontal' }]} beside={<DraftStatusTag status="proposed" publishedAs={null} />} />
      <main className="page split" id="main">
        <div className="col far">
          <Panel title="Where the bands begin" icon="chart-no-axes-column"><Histogram bins={BINS} accounts={TALLY.now} before={HISTOGRAM} bands={DRAFT_POLICY.bands} live={STANDARD_POLICY.bands} movable /></Panel>
          <Panel title="On history, this draft would have" icon="history" bleed>
            <div className="px-3.5 py-3"><BacktestProgress read={18_500} total={50_452} waiting={false} /></div>
            <BacktestResult tally={TALLY} leaseMinutes={20} movesHref={() => '/gallery/policy-draft'} />
            <MovesTable caption="Accounts that would stand in another band" rows={MOVES} covered={1} />
            <p className="more"><Link href="/gallery/policy-draft">All that move</Link></p>
          </Panel>
          <DraftEditor action={answerInvalid} draft="a" version={3} policy={DRAFT_POLICY} families={FAMILIES} open="bands" signals={SIGNAL_ROWS.map(({ id, title, halfLifeDays }) => ({ id, title, halfLifeDays, rule: ruleFor(DRAFT_POLICY, id), ratio: ratioOf(DRAFT_POLICY, id) }))} />
        </div>
        <div className="col far">
          <Panel title="What changes" icon="split"><Changes changes={differences(STANDARD_POLICY, DRAFT_POLICY, TITLES)} /></Panel>
          <Panel title="Before it can be in force" icon="circle-check" acts>
            <div className="col far">
              <GateList gates={[{ words: 'It changes something', met: true }, { words: 'Up to date with policy 14', met: true }, { words: 'Tried on history as it stands', met: true }, { words: 'Reason for the change, in words', met: true }, { words: 'A second admin, who did not write it', met: false }]} />
              <div className="reason"><Says>Eight of nineteen were released. The line sat where we are often wrong.</Says></div>
              <ActionForm action={answerDone} submit="Countersign: in force from now" icon="stamp" label="Countersign" />
              <PartForm action={answerInvalid} hidden={{}} submit="Return it" label="Return"><TextField name="words" label="What should change" /></PartForm>
            </div>
          </Panel>
        </div>
      </main>
    </>
  );
}

const learnt = (signal: string, title: string, nats: number, held: number, proposed: number, enough: boolean): LearntRow => ({
  signal, title, enough, held: { nats: held, low: held - 1, high: held + 1, cases: 20, source: 'expert' }, counted: { nats, low: nats - 0.6, high: nats + 0.6, variance: 0.1, against: { found: 41, cases: 90, worth: 90 }, cleared: { found: 9, cases: 110, worth: 64 } },
  proposed: { nats: proposed, low: proposed - 0.5, high: proposed + 0.5, cases: 160, source: '200 settled cases' },
});

/** The card of one signal, and what is learnt of all. */
export function PolicySignalScreen() {
  return (
    <>
      <TopBar title="Check avoided" crumbs={[{ label: 'Policy', href: '/gallery/policy', icon: 'sliders-horizontal' }]} beside={<StateTag state="shadow" />} />
      <main className="page" id="main">
        <ReportCardPanels card={SHADOW_CARD} limits={STANDARD_POLICY.reports} counted={NOW - 9 * HOUR} now={NOW} />
        <Panel title="If it counted" icon="layers"><ShadowTable moves={SHADOW_CARD.would ?? {}} shadow="if it counted" /></Panel>
        <Panel title="Ratios, published and learnt" icon="scale">
          <PartForm action={answerDone} hidden={{}} submit="Make a draft of what is chosen" label="Make a draft">
            <LearningFields choose rows={[learnt('D3', 'Handover after the check', 2.4, 3.6, 2.7, true), learnt('N4', 'Slow line for its place', -0.4, 1, 0.2, true), learnt('C3', 'Near-copied profile', 1.9, 2, 2, false)]} calibration={{ held: STANDARD_POLICY.calibration, fitted: { a: 0.8, b: -0.2, source: 'Platt: 200 settled cases', cases: 200 }, fits: true }} />
          </PartForm>
        </Panel>
        <Panel title="Ratios, published and learnt" icon="scale"><LearningFields choose={false} rows={[]} calibration={{ held: STANDARD_POLICY.calibration, fitted: STANDARD_POLICY.calibration, fits: false }} /></Panel>
      </main>
    </>
  );
}
