import Link from 'next/link';
import { Hearing } from '@/components/appeal/hearing';
import { AnswersPanel } from '@/components/case/answers';
import { Enclosures } from '@/components/case/enclosures';
import { ActionForm } from '@/components/controls/action-form';
import { ClaimButton } from '@/components/controls/claim-button';
import { HearingForm } from '@/components/controls/hearing-form';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { Frame, TwoVerdicts } from '@/components/decision/verdicts';
import { Thumb } from '@/components/shell/thumb';
import { TopBar } from '@/components/shell/top-bar';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { NoticeText } from '@/components/decision/notice-text';
import { Says, stakeWords } from '@/components/ui/text';
import { Time } from '@/components/ui/time';
import { oddsWords } from '@/components/ui/words';
import { hearingPage, type HearingPage } from '@/lib/appeals/queries/hearing';
import { orderWords } from '@/lib/decisions/order-draft';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { languageTitle } from '@/lib/kernel/language';
import type { Staff } from '@/lib/staff/actor';
import { comparedRows } from '../../compared';
import { laneRows } from '../../lane-rows';
import { Refused } from '../../refused';
import { SealedSet } from '../../sealed-set';
import { decideIt, giveItBack, takeIt } from '../actions';

export const metadata = { title: 'Appeal' };

export default async function AppealPage({ params, searchParams }: { params: Promise<{ appealId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const me = await signedIn();
  const since = await heardFrom();
  const found = await hearingPage(me, { id: (await params).appealId });
  if (!found.ok) return <Refused refusal={found} title="Appeal" />;
  const page = found.value;
  const { account, decision, now, late, status } = page;
  const enclosed = { path: `/cases/${page.case.id}`, locked: page.opening.state === 'open' ? null : page.opening.reason };
  return (
    <>
      <TopBar title={`Appeal on ${decision.name}`} crumbs={[{ label: 'Appeals', href: '/appeals', icon: 'scale' }]} beside={<span className="sm q cut">{account.name ?? account.id}, {page.case.name}</span>}>
        {late && <Tag tone="brick" icon="clock-3">{status === 'granted' || status === 'refused' ? 'answered late' : 'late'}</Tag>}
      </TopBar>
      <main className="frames" id="main">
        {/* Of its case, what is proposed, read or withdrawn: that changes what a grant ends. */}
        <LiveRefresh since={since} versions={{ [page.id]: page.version, [page.case.id]: page.case.version }} topic="appeals reviews" only={`${page.id} ${page.case.id}`} auto={page.moves.grant.state !== 'open'} one="appeal" />
        <Hearing text={page.text} language={page.writtenIn} mark={page.writtenIn ?? account.kept} files={<Enclosures files={page.files} {...enclosed} />} filedAt={page.filedAt} dueAt={page.dueAt} now={now} decision={{ name: decision.name, measure: decision.measure, facts: factsOf(page) }} independence={page.independence}>
          <Outcome page={page} me={me} />
        </Hearing>
        <Frame number={1} title="How it was decided" says={decision.second === null ? 'One person was enough for this measure.' : 'Two people, each alone; both verdicts as they were committed.'}>
          {decision.second === null
            ? <Panel title={`${decision.first.by}: ${decision.first.measure}`} icon="pen-line"><Says>{decision.first.why === '' ? 'No reason was written down.' : decision.first.why}</Says></Panel>
            : <TwoVerdicts now={now} first={{ ...decision.first, role: 'first', spent: null }} second={{ ...decision.second, role: 'second', spent: null }} rows={comparedRows(decision.first, decision.second)} />}
        </Frame>
        <Frame number={2} title="What was read" says="The evidence as it was sealed when the measure was proposed."><SealedSet sealed={page.sealed} rows={laneRows(`/appeals/${page.id}`, (await searchParams)['rows'])} /></Frame>
        <Frame number={3} title="What was said" says="The holder’s own words before, and what the holder was told.">
          <div className="col far">
            {page.asked.length === 0 ? <p className="q">The holder was asked nothing before this appeal.</p> : <AnswersPanel asked={page.asked} {...enclosed} language={account.kept} sealedAt={page.sealed?.evidence.sealedAt} now={now} />}
            {decision.notice !== null && <Panel title={`Notice: ${(decision.notice.english ?? decision.notice).subject}`} icon="file-text" aside={<span className="xs q"><Time at={decision.notice.at} now={now} /></span>}><NoticeText notice={decision.notice} /></Panel>}
          </div>
        </Frame>
      </main>
      <Thumb ways={[{ href: '#outcome', label: 'The outcome' }]} />
    </>
  );
}

function factsOf({ decision, decision: { over, ended }, orders, account, case: of, filedVia, now }: HearingPage) {
  const { first, second } = decision;
  return [
    { term: 'Stands', fact: decision.lifts?.renewal ? `${decision.lifts.renewal} goes on with it and is in force` : { proposed: 'proposed', confirmed: 'in force', returned: 'returned', lifted: 'lifted', expired: 'ended', withdrawn: 'withdrawn' }[decision.status] },
    ...(decision.from === null ? [] : [{ term: 'From', fact: <Time at={decision.from} now={now} as="exact" /> }]),
    ...(over?.by === 'renewed' ? [{ term: 'Renewed', fact: <><Time at={over.at} now={now} as="exact" />, as {over.decision}</> }] : []),
    ...(decision.until === null ? [] : [{ term: over === null || over.by === 'ended' ? 'Until' : 'Would have ended', fact: <Time at={decision.until} now={now} as="exact" /> }]),
    ...(ended?.by === 'lifted' ? [{ term: 'Lifted', fact: <Time at={ended.at} now={now} as="exact" /> }] : []),
    { term: 'Grounds', fact: decision.grounds.length === 0 ? 'none' : decision.grounds.map(({ number, title }) => `${number} ${title}`).join('; ') },
    { term: 'By', fact: second === null ? first.by : `${first.by}; countersigned by ${second.by}` },
    { term: 'Odds at sealing', fact: oddsWords(decision.logOdds) },
    { term: 'Not paid out yet', fact: stakeWords(account.stakeUsd) },
    { term: 'Orders', fact: orders.length === 0 ? 'none' : orders.map(({ kind, delivery }) => `${orderWords(kind)}: ${delivery === 'delivered' ? 'taken by the platform' : delivery === 'failed' ? 'given up' : delivery === 'due' ? 'about to be sent' : 'on its way'}`).join('; ') },
    { term: 'The holder is told in', fact: `${languageTitle(account.language)}${account.appealedIn === null ? '' : ', in which they appealed'}${account.kept === null ? '; the account has no language set' : account.kept === account.language ? '' : `; the account is set to ${languageTitle(account.kept)}`}` },
    { term: 'Filed', fact: filedVia === 'page' ? 'on the holder’s own page' : 'on the platform’s pages' },
    { term: 'Case', fact: <Link href={`/cases/${of.id}`} prefetch={false}>{of.name}</Link> },
  ];
}

/** The one act that is open to this person now, or why there is none. */
function Outcome({ page: { id, version, account, writtenIn, outcome, status, heardBy, leaseUntil, moves, decision, independence, now }, me }: { page: HearingPage; me: Staff }) {
  if (outcome !== null) {
    return <div className="col"><p><Tag icon={status === 'granted' ? 'rotate-ccw' : 'check'}>{status}</Tag> <Time at={outcome.at} now={now} /> by {heardBy}</p><Says lang={outcome.writtenIn}>{outcome.reasons}</Says></div>;
  }
  const giveBack = moves.giveBack.state === 'open' && <ClaimButton action={giveItBack} hidden={{ appealId: id }} hotkey="x" tone="bare" small drops>Give it back</ClaimButton>;
  if (moves.grant.state === 'open') {
    return (
      <div className="col far">
        <div className="row wrap sp">
          {leaseUntil !== null && <p className="xs q">Yours to hear until <Time at={leaseUntil} now={now} as="clock" />. After that, or once you give it back, somebody else may take it.</p>}
          {giveBack}
        </div>
        <HearingForm action={decideIt} hidden={{ appealId: id, version, ends: decision.ends }} language={account.language} theirs={writtenIn} lifts={decision.lifts?.measure ?? null} renewal={decision.lifts?.renewal ?? null} waits={decision.waits} />
      </div>
    );
  }
  if (moves.take.state === 'open') {
    return <ActionForm action={takeIt} hidden={{ appealId: id }} submit="Take it to hear it" icon="scale" hotkey="c" label="Take the appeal"><p className="q sm">You hear it alone for an hour; the form for the outcome opens then.{me.role === 'admin' && ' From then on you countersign nothing on this case.'}</p></ActionForm>;
  }
  return (
    <div className="col">
      {status === 'hearing' && <div className="row wrap sp"><p>{heardBy === me.name ? 'You hear it' : `${heardBy ?? 'Somebody'} hears it`}{leaseUntil !== null && <>, until <Time at={leaseUntil} now={now} as="clock" /></>}.</p>{giveBack}</div>}
      <Notice icon="lock">{moves.take.reason}</Notice>
      {independence.independent === 0 && <Notice icon="hourglass" tone="brick" role="status"><b className="b">Nobody can hear it now.</b> Everybody had a hand in the case, or may still read blind what waits on it. The appeal waits until that is read or somebody new is there, and its clock runs on.</Notice>}
    </div>
  );
}
