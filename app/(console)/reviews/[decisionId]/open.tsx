import type { ReactNode } from 'react';
import { ProposalSummary } from '@/components/decision/proposal';
import { Frame, TwoVerdicts } from '@/components/decision/verdicts';
import { ButtonLink } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { TagTone } from '@/components/ui/tag';
import { Time } from '@/components/ui/time';
import { oddsWords } from '@/components/ui/words';
import type { DecisionStatus } from '@/lib/decisions/decision';
import type { Open, ReviewPage } from '@/lib/decisions/queries/review-page';
import { unexplainedBy } from '@/lib/decisions/queries/verdicts';
import { comparedRows } from '../../compared';
import type { LaneRows } from '../../lane-rows';
import { SealedSet } from '../../sealed-set';

export const STATUS: Readonly<Record<DecisionStatus, { words: string; tone: TagTone }>> = {
  proposed: { words: 'waits for a second person', tone: 'line' }, confirmed: { words: 'in force', tone: 'teal' }, returned: { words: 'returned', tone: 'line' }, lifted: { words: 'lifted', tone: 'line' }, expired: { words: 'ended', tone: 'line' }, withdrawn: { words: 'withdrawn', tone: 'line' },
};

/** The decision uncovered: the proposal while one reads it, both verdicts afterwards, and the evidence that both read. */
export function OpenFrames({ page, view, you, said, rows }: { page: ReviewPage; view: Open; you: string; /** What the holder was asked and said. */ said: ReactNode; rows: LaneRows }) {
  const { now } = page;
  const { first, second } = view;
  return (
    <>
      {second !== null && (
        <Frame number={1} title={second.agrees ? 'Both are open, and they agree' : 'Both are open, and they differ'} says={second.agrees ? `Two people came to the same measure, each alone.${view.signed === null ? '' : ' It holds on the grounds that both named.'}` : second.measure === first.measure ? 'The same measure, on no ground in common. Nothing happens to the account.' : 'Neither outranks the other. Nothing happens to the account.'}>
          <TwoVerdicts now={now} first={{ ...first, role: 'first', spent: null }} second={{ ...second, role: 'second', spent: null }} rows={comparedRows(first, second)} way={<Way page={page} view={view} you={you} />} />
        </Frame>
      )}
      <Frame number={second === null ? 1 : 2} title={second === null ? 'The proposal' : 'The decision'} says={second === null ? 'It takes two people. Nothing happens to the account before the second has read it.' : 'As it stands now.'}>
        <div className="col far">
          {view.nobodyLeft && <Notice icon="hourglass" tone="brick" role="status"><b className="b">No independent admin is left.</b> Everybody who could countersign had a hand in this case. It waits until another admin is there; it never goes on without one.</Notice>}
          {view.barred !== null && <Notice icon="lock">{view.barred}</Notice>}
          {page.appealed !== null && <Notice icon="scale">{page.appealed}</Notice>}
          <ProposalSummary
            name={page.name} measure={first.measure} status={STATUS[view.status]} proposedBy={first.by} at={first.at} now={now} grounds={view.grounds} signed={view.signed} reason={first.why} unexplained={second === null ? unexplainedBy(first, second) : undefined}
            notice={view.notice}
            facts={[
              { term: 'Account', fact: page.account.name ?? page.account.id },
              { term: 'Odds at sealing', fact: oddsWords(view.logOdds) },
              ...(view.until === null ? [] : [{ term: 'Until', fact: <Time at={view.until} now={now} as="exact" /> }]),
            ]}
            acts={<span className="row"><ButtonLink href={`/cases/${page.case.id}`} small>Open the case</ButtonLink>{page.wave !== null && <ButtonLink href={`/reviews/waves/${page.wave}`} small icon="layers">Its wave</ButtonLink>}</span>}
          />
        </div>
      </Frame>
      {page.sealed !== null && <Frame number={second === null ? 2 : 3} title="What both read" says={`The evidence as it was sealed, which neither could change${said === null ? '' : '; above it what the holder has been asked and has said, to this day'}.`}><div className="col far">{said}<SealedSet sealed={page.sealed} rows={rows} /></div></Frame>}
    </>
  );
}

function Way({ page, view, you }: { page: ReviewPage; view: Open; you: string }) {
  const { first, second } = view;
  if (second === null) return null;
  if (second.agrees) return <Notice icon="circle-check"><b className="b">Settled by two.</b> The order to the platform and the notice to the holder follow by themselves; Deliveries shows them arrive.</Notice>;
  return (
    <div className="col">
      <Notice icon="refresh-cw"><b className="b">The case goes back to {first.by === you ? 'you' : first.by}</b> with these words. Nothing was ordered.</Notice>
      <p className="says">{second.why}</p>
      <p><ButtonLink href={`/cases/${page.case.id}`} small>Open the case</ButtonLink></p>
    </div>
  );
}
