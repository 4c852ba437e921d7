import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { cache, type ReactNode } from 'react';
import { AnswersPanel } from '@/components/case/answers';
import { Discussion } from '@/components/case/discussion';
import { Dossier, Side } from '@/components/case/dossier';
import { Below } from '@/components/controls/below';
import { ClaimButton } from '@/components/controls/claim-button';
import { Holding } from '@/components/controls/holding';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { NoteForm } from '@/components/controls/note-form';
import { PrintButton } from '@/components/controls/print-button';
import { RevealForm } from '@/components/controls/reveal-form';
import { TopBar } from '@/components/shell/top-bar';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Time } from '@/components/ui/time';
import { caseAnswers } from '@/lib/appeals/queries/case-answers';
import { chainLines } from '@/lib/audit/queries/ledger';
import { SHOWN_FOR } from '@/lib/cases/commands/reveal-field';
import { caseNamed, casePage, type CasePage } from '@/lib/cases/queries/case-page';
import { ODDS_COVERED } from '@/lib/decisions/covered';
import { caseDecisions } from '@/lib/decisions/queries/case-decisions';
import { casesBefore, type CaseBefore } from '@/lib/decisions/queries/cases-before';
import { KIND_WORDS } from '@/lib/evidence/panels/links';
import { listWords } from '@/lib/evidence/wording';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { MINUTE } from '@/lib/kernel/instant';
import { may } from '@/lib/staff/permissions';
import { layAside } from '../../bulk/actions';
import { Refused } from '../../refused';
import { note, offered, reveal } from './actions';
import { Decisions, May } from './may';
import { BesideSlot, PanelSlot, PrecedentsSlot, readAhead, TouchesSlot, VerdictSlot, WhoSlot } from './panels';
import { rangeIn } from './range';
import { saidIn } from './said';

type Props = { params: Promise<{ caseId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

// Asked once a request, by the page and by its title. What comes after `since` is heard, so nothing is read before it.
const caseFor = cache(async (caseId: string) => {
  const me = await signedIn();
  return { me, since: await heardFrom(), of: await caseNamed(me, { caseId: decodeURIComponent(caseId) }) };
});
const pageFor = cache(async (caseId: string) => {
  const { me, of } = await caseFor(caseId);
  return of.ok ? casePage(me, { caseId: of.value.id }) : of;
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await pageFor((await params).caseId);
  return { title: found.ok ? `${found.value.name} ${found.value.account.name}` : 'Case' };
}

/** The dossier: who left, evidence centre, what you may do right. Whoever may still countersign a proposal on it is led to the review. */
export default async function CaseScreen({ params, searchParams }: Props) {
  const { caseId } = await params;
  const { me, since, of } = await caseFor(caseId);
  if (!of.ok) return <Refused refusal={of} title="Case" />;
  const { id, account } = of.value;
  const path = `/cases/${id}`;
  const ahead = readAhead(account, id);
  const [found, decided, told, history, before, query] = await Promise.all([pageFor(caseId), caseDecisions(me, { caseId: id }), caseAnswers(me, { caseId: id }), chainLines(me, { chain: `case:${id}` }), casesBefore(me, { caseId: id }), searchParams]);
  if (!found.ok) return <Refused refusal={found} title="Case" />;
  const page = found.value;
  if (!decided.ok) return <Refused refusal={decided} title={page.name} />;
  // The verdict of the first person, and the odds, would lead the second: they read the sealed evidence instead.
  if (decided.value.covered) redirect(`/reviews/${decided.value.decision}`);
  const there = await ahead;
  const common = { account: page.account.id, path, there: there.evidence };
  const { oddsCovered } = decided.value;
  const back = decided.value.decisions.find(({ status, covered, second }) => status === 'returned' && !covered && second !== null);
  const slot = { ...common, oddsCovered, range: rangeIn(query), rows: query['rows'] };
  const answers = told.ok ? told.value : { asked: [], appeals: [], language: null, opening: null };
  const answered = answers.asked.filter((one) => one.answers.length > 0);
  const holding = page.lease.state === 'yours' || page.lease.state === 'lapsing';

  return (
    <>
      <TopBar title={<>{page.name} {page.account.name}</>} crumbs={[{ label: 'Queue', href: '/queue', icon: 'inbox' }]} beside={<><Holding path={path} isFree={page.lease.state === 'free' || page.lease.state === 'lapsed'} sent={<Tag tone="line">being claimed</Tag>} held={<Tag tone="line">{STATUS_WORDS.claimed}</Tag>}><StatusTag status={page.status} outcome={decided.value.outcome} /></Holding>{page.status !== 'settled' && <span className="xs q hm cut">{page.why}</span>}</>}>
        {may(me, 'tray.fill') && <ClaimButton action={layAside} hidden={{ account: page.account.id }} hotkey="t" tone="bare" small>Into the tray</ClaimButton>}
        <span className="hm"><PrintButton /></span>
        <DueTag page={page} />
      </TopBar>
      <LiveRefresh since={since} versions={{ [page.id]: page.version }} topic="queue case" only={page.id} auto={!holding} one="case" />
      <Dossier who={<WhoSlot account={page.account.id} there={there.evidence} now={page.now} known={known(page, before.ok ? before.value : [])} />} may={
        <>
          <May page={page} decided={decided.value} me={me} next={query['then'] === 'next'} beside={<BesideSlot account={page.account.id} caseId={oddsCovered ? null : page.id} there={there.evidence && there.precedents} />} />
          <Decisions page={page} decided={decided.value} appeals={answers.appeals} answered={answered.map(({ decision }) => decision)} />
          <Below folded>
            <TouchesSlot {...common} />
            {!oddsCovered && <PrecedentsSlot caseId={page.id} path={path} there={there.precedents} />}
            <Discussion said={saidIn(page, history.ok ? history.value.lines : [])} now={page.now} ledgerHref={`/audit/case:${page.id}`}>
              {page.gates.note.state === 'open' ? <NoteForm action={note} hidden={{ caseId: page.id }} colleagues={offered} /> : <p className="sm q" id="note" tabIndex={-1}>{page.gates.note.reason}</p>}
            </Discussion>
          </Below>
        </>
      }>
        {decided.value.returnedWords !== null && <Notice icon="split"><b className="b">{back === undefined ? 'It came back from its second reader:' : back.signed === null ? `${back.second?.by} read it as ${back.second?.measure.toLowerCase()}:` : `${back.second?.by} came to the same measure, on no ground in common:`}</b> {decided.value.returnedWords}</Notice>}
        {oddsCovered ? <Panel title="Assessment" icon="eye-off" panel="verdict" hotkey="1"><p className="sm q">{ODDS_COVERED}</p></Panel> : <VerdictSlot {...common} there={there.verdict} now={page.now} />}
        {answered.length > 0 && <AnswersPanel asked={answers.asked} path={path} locked={answers.opening?.state === 'locked' ? answers.opening.reason : null} language={answers.language} now={page.now} />}
        <PanelSlot {...slot} id="same-hands" />
        <Below>
          <PanelSlot {...slot} id="geography" />
          <Side shape="clock"><PanelSlot {...slot} id="clock" /><PanelSlot {...slot} id="devices" /></Side>
          <PanelSlot {...slot} id="links" />
          <Side><PanelSlot {...slot} id="money" /><PanelSlot {...slot} id="identity" /></Side>
          <PanelSlot {...slot} id="text" />
          <PanelSlot {...slot} id="clients" />
        </Below>
      </Dossier>
    </>
  );
}

/** What the left column shows before the history has been read. */
function known(page: CasePage, before: readonly CaseBefore[]) {
  const hold = (field: string, label: string, masked: string | null, hotkey: string) => ({ label, masked, act: <RevealForm hotkey={hotkey} action={reveal} hidden={{ caseId: page.id, field }} label={label.toLowerCase()} minutes={SHOWN_FOR / MINUTE} /> });
  return {
    name: page.account.name, id: page.account.id, href: `/accounts/${encodeURIComponent(page.account.id)}`,
    masked: [hold('legal-name', 'Legal name', null, 'e 1'), hold('email', 'E-mail', page.emailMask, 'e 2'), hold('address', 'Latest address', null, 'e 3')],
    ring: page.ring === null ? null : { name: page.ring.name, size: page.ring.size, why: `Tied by ${listWords(page.ring.kinds.map((kind) => KIND_WORDS[kind as keyof typeof KIND_WORDS] ?? kind))}`, href: `/rings/${encodeURIComponent(page.ring.id)}` },
    before: before.map(({ id, name, outcome, reasons }) => ({ words: `${name}: ${outcome ?? 'open'}`, href: `/cases/${id}`, says: reasons.join('. ') || null })),
  };
}

const STATUS_WORDS: Readonly<Record<CasePage['status'], ReactNode>> = { waiting: 'waiting', claimed: 'claimed', asked: <span>asked<span className="desk">, an answer is due</span></span>, proposed: <span>proposed<span className="desk">, waits for a second person</span></span>, settled: 'settled' };

function StatusTag({ status, outcome }: { status: CasePage['status']; outcome: string | null }) {
  const isSettled = status === 'settled';
  return <Tag tone={isSettled ? 'neutral' : 'line'}>{STATUS_WORDS[status]}{isSettled && outcome !== null && `: ${outcome.toLowerCase()}`}</Tag>;
}

function DueTag({ page: { status, asked, dueAt, now } }: { page: CasePage }) {
  if (status === 'settled') return null;
  const answer = asked !== null && asked.answeredAt === null && asked.until > now;
  const at = answer ? asked.until : dueAt;
  return <span className="hm"><Tag icon="clock-3" tone={at < now ? 'brick' : 'neutral'}>{answer ? 'Reply due' : 'Due'} <Time at={at} now={now} as="due" /></Tag></span>;
}
