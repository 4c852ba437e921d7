import Link from 'next/link';
import type { ReactNode } from 'react';
import { MayCard, MayNot } from '@/components/case/may';
import { ClaimButton } from '@/components/controls/claim-button';
import { ConfirmSubmit } from '@/components/controls/confirm-submit';
import { DecisionForm } from '@/components/controls/decision-form';
import { Deciding, Holding } from '@/components/controls/holding';
import { LeaseKeeper } from '@/components/controls/lease-keeper';
import { Presence } from '@/components/controls/presence';
import { WithdrawForm } from '@/components/controls/withdraw-form';
import { LATEST } from '@/components/decision/choices';
import { MeasureList } from '@/components/decision/measure-list';
import { ProposalSummary } from '@/components/decision/proposal';
import { WrittenIn } from '@/components/decision/written-in';
import { ButtonLink } from '@/components/ui/button';
import { SelectField, TextField } from '@/components/ui/field';
import type { TagTone } from '@/components/ui/tag';
import { Time } from '@/components/ui/time';
import type { CasePage } from '@/lib/cases/queries/case-page';
import { NO_GROUP } from '@/lib/cases/queue';
import type { CaseAppeal } from '@/lib/appeals/queries/case-answers';
import type { CaseDecisions, DecidedLine } from '@/lib/decisions/queries/case-decisions';
import { listWords } from '@/lib/evidence/wording';
import type { Staff } from '@/lib/staff/actor';
import { may } from '@/lib/staff/permissions';
import { withdraw } from '../../withdraw';
import { afterwards } from './afterwards';
import { claim, claimAgain, draft, goOn, leaveAway, lift, pass, propose, release, renew, uncover } from './actions';

type Decided = Extract<CaseDecisions, { covered: false }>;

/** The card that acts: the lease, who else is looking, and the decision or why there is none now. */
export function May({ page, decided, me, next, beside }: { page: CasePage; decided: Decided; me: Staff; /** The reader goes from case to case. */ next: boolean; /** What is to be known before it is decided. */ beside: ReactNode }) {
  const { lease, gates, now } = page;
  const hidden = { caseId: page.id };
  const path = `/cases/${page.id}`;
  const isOpen = gates.propose.state === 'open';
  const offered = isOpen ? decided.measures : decided.onceClaimed;
  const mine = lease.state === 'yours' || lease.state === 'lapsing';
  const leaseAct: ReactNode = gates.release.state === 'open'
    ? <ClaimButton action={release} hidden={hidden} hotkey="x" tone="bare" small drops>Let go</ClaimButton>
    : gates.claim.state === 'open' ? <ClaimButton action={claim} hidden={hidden} tone="primary" small>Claim</ClaimButton> : undefined;
  return (
    <MayCard path={path} viewer={me.name} lease={lease} now={now} onlookers={[]} presence={<Presence caseId={page.id} me={me.name} mine={mine} holder={lease.state === 'theirs' ? lease.name : null} />} leaseAct={leaseAct}>
      {mine && <LeaseKeeper caseId={page.id} until={lease.until} now={now} renew={renew} leave={leaveAway} claim={claimAgain} />}
      <ConfirmSubmit action={pass} hidden={hidden} isOpen={gates.handOn.state === 'open' && page.groups.length > 0} tone="bare" hotkey="h" open="Hand on…" question="Hand this case on to another group?" consequence="You let it go, and the next of them who asks is handed it. Rules of the queue leave it there." undo="Anybody may claim it by hand, and hand it on again." submit="Hand it on">
        <SelectField name="group" id="hand-on-group" label="To" options={page.groups.map((name) => ({ value: name, label: name === NO_GROUP ? 'Everybody' : name }))} />
        <TextField name="reason" id="hand-on-reason" label="Why, for whoever takes it up" hint="It stands in the ledger of the case." rows={2} required minLength={5} maxLength={500} />
      </ConfirmSubmit>
      <Deciding path={path} isOpen={isOpen} instead={<MayNot words={whyNot(page)}><MeasureList measures={decided.measures.map((measure) => ({ ...measure, reason: gates.propose.state === 'locked' && measure.reason === gates.propose.reason ? null : measure.reason }))} /></MayNot>}>
        {offered !== null && <DecisionForm path={path} isHeld={isOpen} action={propose} measures={offered.map((measure) => ({ ...measure, grounds: null }))} grounds={decided.grounds} hidden={{ caseId: page.id, version: page.version, seen: page.now }} second={decided.second} preview={draft} language={decided.language} next={next} ahead={page.next === null ? null : afterwards(page.next)} beside={beside} />}
      </Deciding>
      {decided.notOffered.length > 0 && <p className="xs q py-1.5">Not offered here: {listWords(decided.notOffered)}. The <Link href="/queue/settings" prefetch={false}>settings of the queue</Link> leave {decided.notOffered.length === 1 ? 'it' : 'them'} to admins, who may take the case.</p>}
      {page.group !== null && page.status !== 'settled' && <p className="xs q py-1.5">Goes to {page.group}.</p>}
      {/* Whoever has asked the holder may claim the case again, and will rather go on: it waits for the answer. */}
      {!mine && (gates.claim.state === 'locked' || page.status === 'asked') && may(me, 'case.claimNext') && <Holding path={path} isFree sent={null} held={null}><div className="mt-2"><ClaimButton action={goOn} hidden={{ after: page.id }} hotkey="n" tone="plain" wide opens drops>Open the next best case</ClaimButton></div></Holding>}
    </MayCard>
  );
}

/** Said once, above the measures: how the case stands, and what keeps this reader from deciding on any. */
function whyNot({ gates: { propose: gate }, status, outcome }: CasePage): string {
  const settled = status !== 'settled' ? '' : outcome === 'fell-below' ? 'This case settled by itself: the evidence no longer called for a review.' : 'This case is settled.';
  const own = gate.state === 'locked' && (settled === '' || gate.code === 'not-allowed') ? gate.reason : '';
  return [settled, own].filter((words) => words !== '').join(' ');
}

const STATUS: Readonly<Record<DecidedLine['status'], { words: string; tone: TagTone }>> = {
  proposed: { words: 'waits for a second person', tone: 'blue' }, confirmed: { words: 'in force', tone: 'plum' }, returned: { words: 'came back', tone: 'neutral' }, lifted: { words: 'lifted', tone: 'teal' }, expired: { words: 'over', tone: 'neutral' }, withdrawn: { words: 'withdrawn', tone: 'neutral' },
};

/** A question that has its answer holds nothing any more: it waits for whoever reads that. */
const ANSWERED: (typeof STATUS)['confirmed'] = { words: 'answered', tone: 'neutral' };

/** What was decided on this case, latest first; what is in force can be lifted. */
export function Decisions({ page, decided, appeals, answered }: { page: CasePage; decided: Decided; appeals: readonly CaseAppeal[]; /** Decisions whose questions the holder has answered. */ answered: readonly string[] }) {
  const { now } = page;
  return decided.decisions.map((one, index) => {
    const appeal = appeals.find(({ decision }) => decision === one.id);
    return (
      <ProposalSummary
        key={one.id} id={index === 0 ? LATEST : undefined} covered={one.covered} name={one.name} measure={one.measure} status={one.status === 'confirmed' && answered.includes(one.id) ? ANSWERED : STATUS[one.status]} proposedBy={one.proposedBy} alone={!one.needsSecond} at={one.at} now={now} grounds={one.grounds} signed={one.signed} reason={one.reason} unexplained={one.unexplained}
        notice={one.notice}
        facts={[
          ...(one.confirmedAt === null || one.status === 'withdrawn' ? [] : [{ term: answered.includes(one.id) ? 'Asked' : 'In force since', fact: <Time at={one.confirmedAt} now={now} as="due" /> }]),
          ...(one.until === null || one.status === 'withdrawn' ? [] : [{ term: answered.includes(one.id) ? 'Answer asked for by' : 'Until', fact: <Time at={one.until} now={now} as="due" /> }]),
          ...(one.second === null ? [] : [{ term: one.second.agrees ? 'Countersigned' : 'Second reading', fact: one.second.agrees ? `by ${one.second.by}` : `${one.second.by}: ${one.second.measure}. “${one.second.words}”` }]),
          ...(one.lifted === null ? [] : [{ term: one.status === 'withdrawn' ? 'Withdrawn' : 'Lifted', fact: <>by {one.lifted.by}: <span lang={one.lifted.wordsIn === 'en' ? undefined : one.lifted.wordsIn}>{one.lifted.words}</span></> }]),
          ...(appeal === undefined ? [] : [{ term: 'Appeal', fact: `${appeal.status}${appeal.decidedAt === null ? '' : ', decided'}` }]),
        ]}
        acts={<ActsOn one={one} page={page} />}
      />
    );
  });
}

/** What may be done about one decision now. What asks twice is there from the start, so that what came of it is told where it was done. */
function ActsOn({ one, page }: { one: DecidedLine; page: CasePage }) {
  const isOwnProposal = !one.covered && one.needsSecond && one.mine && (one.status === 'proposed' || one.status === 'withdrawn');
  const mayWithdraw = one.withdraw.state === 'open';
  const mayLift = !one.covered && !isOwnProposal && one.lift.state === 'open' && one.notice !== null;
  const hidden = { decisionId: one.id, caseId: page.id };
  const lifting = <ConfirmSubmit action={lift} hidden={{ ...hidden, version: page.version }} isOpen={mayLift} hotkey="l" tone="bare" open="Lift…" question={`Lift ${one.measure.toLowerCase()}?`} consequence="It ends at once: the platform gets the opposite order, and the holder a notice with your words." undo="It can be proposed again." submit="Lift it"><TextField name="words" id={`lift-${one.id}`} label="Why, as the holder will read it" rows={2} /><WrittenIn id={`lift-${one.id}-written`} language={one.toldIn} /></ConfirmSubmit>;
  return (
    <>
      <ConfirmSubmit action={uncover} hidden={hidden} isOpen={one.covered} hotkey="o" tone="bare" open="Open it…" question="Open this proposal?" consequence="You are no longer to countersign on this case: somebody else reads the next proposal blind. The ledger tells it." undo="What you have seen cannot be unseen." submit="Open it" />
      {isOwnProposal && one.wave !== null && <ButtonLink href={`/reviews/waves/${one.wave}`} small icon="layers">Its wave</ButtonLink>}
      <ConfirmSubmit action={withdraw} hidden={{ decisionId: one.id, stay: 'yes' }} isOpen={isOwnProposal && one.wave === null && mayWithdraw} hotkey="q" tone="bare" open="Withdraw…" question="Withdraw this proposal?" consequence="The case is yours again. Nobody reads the proposal, and nobody is told of it." undo="It can be proposed again." submit="Withdraw it"><TextField name="words" id={`withdraw-${one.id}`} label="Why, for the record" rows={2} required /></ConfirmSubmit>
      {one.leaves === null || one.status === 'withdrawn' ? lifting : <WithdrawForm action={withdraw} decision={one.id} isOpen={mayWithdraw} leaves={one.leaves} now={page.now} stands={one.status === 'confirmed'}>{lifting}</WithdrawForm>}
    </>
  );
}
