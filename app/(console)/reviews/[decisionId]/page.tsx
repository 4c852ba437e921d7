import type { ReactNode } from 'react';
import { AnswersPanel } from '@/components/case/answers';
import { LiveRefresh } from '@/components/controls/live-refresh';
import { PanelsSeen } from '@/components/controls/panels-seen';
import { VerdictForm } from '@/components/controls/verdict-form';
import { CoveredVerdict, Frame } from '@/components/decision/verdicts';
import { Thumb } from '@/components/shell/thumb';
import { TopBar } from '@/components/shell/top-bar';
import { Face } from '@/components/ui/avatar';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { Time } from '@/components/ui/time';
import { caseAnswers } from '@/lib/appeals/queries/case-answers';
import { reviewPage, type Covered, type ReviewPage } from '@/lib/decisions/queries/review-page';
import { signedIn } from '@/lib/kernel/action';
import { heardFrom } from '@/lib/kernel/adapters/live';
import { laneRows, type LaneRows } from '../../lane-rows';
import { Refused } from '../../refused';
import { SealedSet } from '../../sealed-set';
import { commitVerdict } from '../actions';
import { NextReview } from '../next-review';
import { OpenFrames } from './open';

export const metadata = { title: 'Countersign' };

export default async function DecisionPage({ params, searchParams }: { params: Promise<{ decisionId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const me = await signedIn();
  const since = await heardFrom();
  const found = await reviewPage(me, { decisionId: (await params).decisionId });
  if (!found.ok) return <Refused refusal={found} title="Countersign" />;
  const page = found.value;
  const { view, account, now } = page;
  const told = page.sealed === null ? null : await caseAnswers(me, { caseId: page.case.id });
  // Nobody signs on a page from which the holder's words are missing.
  if (told?.ok === false) return <Refused refusal={told} title="Countersign" />;
  const said = page.sealed !== null && told !== null && told.value.asked.length > 0
    ? <AnswersPanel asked={told.value.asked} path={`/cases/${page.case.id}`} locked={told.value.opening?.state === 'locked' ? told.value.opening.reason : null} language={told.value.language} sealedAt={page.sealed.evidence.sealedAt} now={now} />
    : null;
  const rows = laneRows(`/reviews/${page.decision}`, (await searchParams)['rows']);
  return (
    <>
      <TopBar title="Countersign" crumbs={[{ label: 'Reviews', href: '/reviews', icon: 'stamp' }]} beside={<span className="sm q cut">{page.case.name} {account.name ?? account.id}, due <Time at={page.case.dueAt} now={now} as="due" /></span>}>
        {view.covered && <><span className="row sm hm"><Face name={me.name} presence="you" />{me.name}, second reader</span><span className="hm"><Tag tone="teal" icon="circle-check">Independent</Tag></span></>}
        {!view.covered && view.second !== null && <NextReview me={me} />}
      </TopBar>
      <LiveRefresh since={since} versions={{ [page.case.id]: page.case.version }} topic={view.covered ? COVERED_HEARS : `${COVERED_HEARS} case`} only={page.case.id} auto={!view.covered} one="case" />
      <main className="frames" id="main">
        {view.covered ? <BlindFrame page={page} view={view} said={said} rows={rows} /> : <OpenFrames page={page} view={view} you={me.name} said={said} rows={rows} />}
      </main>
      {view.covered && view.mine && page.sealed !== null && page.wave === null && <Thumb ways={[{ href: `#${VERDICT}`, label: 'Your verdict' }]} />}
      <PanelsSeen />
    </>
  );
}

const VERDICT = 'your-verdict';
/** What a covered page hears of: of notes it shows none, and nobody need read it anew for one. What holders answer comes with the reviews. */
const COVERED_HEARS = 'queue reviews';

/** What the second person sees before committing: the sealed evidence, what the holder was asked and said, the cover, and a form that treats every measure alike. */
function BlindFrame({ page, view, said, rows }: { page: ReviewPage; view: Covered; said: ReactNode; rows: LaneRows }) {
  if (!view.mine || page.sealed === null) {
    return (
      <Frame number={1} title="Covered for now" says="Another decision on this case, or in its wave, waits for a second reader, and you may be that reader. What was proposed before stays covered until then.">
        <p>{!view.mine && <ButtonLink href={`/reviews/${view.other}`}>Read the one that waits</ButtonLink>}</p>
      </Frame>
    );
  }
  const measures = view.offers.map(({ id, title, key, says, locked, needsGround, fields }) => ({
    id, name: title, hotkey: key, says, state: locked === null ? 'free' as const : 'locked' as const, reason: locked, undo: '', fields, draft: null, grounds: null, needsGround,
  }));
  return (
    <Frame number={1} title="Your own reading" says="You see the sealed evidence, and what the holder was asked and said. You do not see what was proposed, or by whom.">
      <div className="g3">
        <div className="col far">{said}<SealedSet sealed={page.sealed} rows={rows} /></div>
        <div className="col far">
          {page.appealed !== null && <Notice icon="scale">{page.appealed}</Notice>}
          <CoveredVerdict />
          {page.wave !== null ? <Panel title="One of a wave" icon="layers" acts><div className="col"><p className="sm">It was proposed together with other members of its ring. One verdict is committed on all of them, where each can still be read otherwise.</p><p><ButtonLink href={`/reviews/waves/${page.wave}`}>Read the whole wave</ButtonLink></p></div></Panel> : <div className="verd"><Panel title="Your verdict" icon="pen-line" id={VERDICT} acts reached><VerdictForm action={commitVerdict} measures={measures} grounds={view.grounds.map((ground) => ({ ...ground, suggested: false }))} hidden={{ decisionId: page.decision, version: page.case.version }} /></Panel></div>}
        </div>
      </div>
    </Frame>
  );
}
