import { AnswersPanel } from '@/components/case/answers';
import { Discussion } from '@/components/case/discussion';
import { Dossier } from '@/components/case/dossier';
import { MayCard, MayNot } from '@/components/case/may';
import { PrecedentsPanel, TouchesLine, TouchesPanel } from '@/components/case/touches';
import { Unread } from '@/components/case/unread';
import { VerdictStrip } from '@/components/case/verdict-strip';
import { WhoColumn } from '@/components/case/who';
import { ClaimButton } from '@/components/controls/claim-button';
import { DecisionForm } from '@/components/controls/decision-form';
import { Departure } from '@/components/controls/departure';
import { NoteForm } from '@/components/controls/note-form';
import { PrintButton } from '@/components/controls/print-button';
import { RevealForm } from '@/components/controls/reveal-form';
import { MeasureList } from '@/components/decision/measure-list';
import { ExhibitPanel, PANEL_ICON, panelTitle } from '@/components/evidence/exhibit-panel';
import { Waterfall } from '@/components/evidence/exhibits/waterfall';
import { TopBar } from '@/components/shell/top-bar';
import { Button } from '@/components/ui/button';
import { Icon } from '@/components/ui/icon';
import { Notice } from '@/components/ui/notice';
import { PanelHeld, PanelLoading } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import type { PanelContent } from '@/lib/evidence/panels';
import { DAY, HOUR, MINUTE } from '@/lib/kernel/instant';
import { answerDone, answerInvalid, answerStale, offered } from '../actions';
import { NOW } from '../cast';
import { LINES, PRIOR, STEPS } from '../cast-case';
import { GROUNDS, MEASURES } from '../cast-decision';
import { BEHIND, Exhibits } from './exhibits';

const STORY = { words: 'A laptop bought in September, work through a VPN from a relative’s home near Calgary, and pay into a household account.', explains: 'Explains 4 of 6 lines.', leaves: 'three unrelated accounts on ··0932; two homes in 38 minutes.' };

const who = (
  <WhoColumn
    name="Mallory Hale" id="acc_7Q4M2KD9" href="/gallery/account"
    lines={['Full-stack developer, solo account.', 'Declared in Leeds, on UK time.']}
    facts={[{ term: 'Registered', fact: '4 Mar 2024' }, { term: 'Checked', fact: <>3 Sep 2026 <Icon name="check" small /></> }, { term: 'Earned', fact: '$38,410' }, { term: 'Contracts', fact: '11 done, 3 live' }, { term: 'Rating', fact: '4.8 from 9 clients' }]}
    declared={[{ words: 'No travel, VPN, agency or household', given: false }, { words: 'No accommodation on file', given: false }]}
    masked={[{ label: 'Legal name', masked: null, act: <RevealForm action={answerInvalid} hidden={{ field: 'legal-name' }} label="legal name" minutes={5} /> }, { label: 'E-mail', masked: 'm•••@•••.uk', act: <RevealForm action={answerDone} hidden={{ field: 'email' }} label="e-mail" minutes={5} /> }]}
    ring={{ name: 'Kestrel', size: 7, why: 'Linked by instrument ··0932 and D-9E2', href: '/gallery/ring' }}
    before={[{ words: 'One case, Feb 2025: dismissed', href: null, says: 'New-device finding; cleared by a receipt. The same cause weighs half.' }]}
    clients={[{ name: 'Halden Freight', says: '$3,900' }, { name: 'Oriel Clinics', says: '$1,640' }, { name: 'Northbeam', says: 'hourly, 22 h' }]}
  />
);

const strip = { band: 'act', logOdds: Math.log(20), strength: '2 strong families', upTo: 'to 14:05', lines: LINES.map((line, index) => (index === 0 ? { family: line.family, words: line.words, llr: line.llr, rows: BEHIND } : line)), missing: [{ lead: 'Live check', words: 'asked 10 Nov; answer due today 18:00' }, { lead: null, words: 'Whether D-9E2 was bought: never asked' }, { lead: null, words: 'Who else is paid through ··0932' }], decides: 'A live check made on D-9E2, or its receipt. If it is theirs: watch, about 1 in 12.', story: STORY, stories: [STORY, { ...STORY, words: 'A registered agency works behind the account.', leaves: '' }], held: [] } as const;

export function CaseScreen() {
  return (
    <>
      <TopBar title="C-2318 Mallory Hale" crumbs={[{ label: 'Queue', href: '/gallery/queue', icon: 'inbox' }]} beside={<><Tag tone="line">1 of 41</Tag><span className="xs q hm cut">First because evidence × $7,410 at stake × 7 days waiting</span></>}>
        <span className="hm"><PrintButton /></span>
        <span className="hm"><Tag icon="clock-3">Reply due in 4 h</Tag></span>
      </TopBar>
      <Dossier
        who={who}
        may={
          <>
            <MayCard viewer="Ada" now={NOW} lease={{ state: 'yours', until: NOW + 14 * MINUTE }} onlookers={['Ben']} leaseAct={<ClaimButton action={answerDone} hidden={{ caseId: 'C-2318', version: 3 }} hotkey="x" tone="bare" small drops>Let go</ClaimButton>}>
              <DecisionForm action={answerInvalid} measures={MEASURES.map((each) => (['payout-hold', 'restriction'].includes(each.id) ? { ...each, state: 'countersigned' as const } : each))} grounds={GROUNDS} hidden={{ caseId: 'C-2318', version: 3, requestId: 'r1' }} second="In a ring, so a second person countersigns." chosen="payout-hold" next beside={<><TouchesLine words="3 live contracts, $1,870 not yet paid, 2 clients" /><Departure warnings={{ 'payout-hold': '2 of 3 near cases with payout hold were given up on appeal. Say what is different here.' }} /></>} />
            </MayCard>
            <TouchesPanel facts={[{ term: 'Live contracts', fact: '3' }, { term: 'Cleared, not yet paid', fact: '$1,870' }, { term: 'Clients waiting', fact: '2, next due Fri' }]} contracts={[{ client: 'cl_halden', says: '2 contracts, $3,900', ids: ['ct_2301', 'ct_2344'] }, { client: 'Northbeam', says: 'hourly' }]} />
            <PrecedentsPanel words="4 of 5 ended in payout hold." precedents={[{ name: 'C-2291', href: '#', common: '3 of 4 findings in common', outcome: 'Payout hold, then closed', appeal: 'appeal refused', granted: false }, { name: 'C-1952', href: '#', common: '1 of 5 findings in common', outcome: 'Suspension', appeal: 'appeal granted', granted: true }]} />
            <Discussion now={NOW} ledgerHref="/audit" said={[
              { kind: 'note', id: '1', by: 'Ada', you: true, at: NOW - 5 * HOUR, text: ['Live check still open: three routes, one without video. Pay leaves Thursday.'] },
              { kind: 'history', id: '2', at: NOW - 6 * HOUR, sentence: 'Assessment rose from review to act when ··0932 appeared on a fourth account.', there: 'Europe/London' },
              { kind: 'note', id: '3', by: 'Ben', you: false, at: NOW - 6 * HOUR, text: ['Trent had the same VPN exit and was travelling. I would not lean on network here. ', { person: 'Ada', you: true }] },
            ]}><NoteForm action={answerDone} hidden={{ caseId: 'C-2318' }} colleagues={offered} /></Discussion>
          </>
        }
      >
        <VerdictStrip {...strip} sum={<Waterfall from={PRIOR} steps={STEPS} to={Math.log(20)} />} />
        <Exhibits />
      </Dossier>
    </>
  );
}

/** What each panel says where there is nothing to draw. */
const LESSER: readonly PanelContent[] = [
  { panel: 'same-hands', nothing: { words: 'Nothing to lay side by side yet', searched: 'Searched sessions, devices, checks and payouts, up to the assessment.' } },
  { panel: 'geography', nothing: { words: 'No session has a place', searched: 'Looked at 12 sessions: a place counts where two sources agree and the network is a home or mobile one.' } },
  { panel: 'clock', nothing: { words: 'Too few active days to draw a working day', searched: 'Needs 10 days with activity in 1 to 17 Nov UTC (1 to 17 Nov, Europe/Lisbon).' } },
  { panel: 'devices', nothing: { words: 'No device is known', searched: 'The platform sent no device with these sessions.' } },
  { panel: 'links', nothing: { words: 'No linked accounts found', searched: 'Searched 9 sources, nothing shared: devices, device builds, exit addresses, home addresses, payout instruments, documents, phones, texts, pictures.' } },
  { panel: 'money', nothing: { words: 'No earnings, payouts or payout methods', searched: 'Searched 1 to 17 Nov UTC (1 to 17 Nov, Europe/Lisbon).' } },
  { panel: 'identity', nothing: { words: 'No identity check and no picture has been told of', searched: 'Searched documents, faces, live checks, contact checks, and the hashes of photos since registration.' } },
  { panel: 'text', nothing: { words: 'No text like these on another account', searched: 'Compared summaries and résumés with those of every account, common phrases taken out.' } },
  { panel: 'clients', nothing: { words: 'No client has been told of', searched: 'Searched contracts, reviews, reports and marked messages since registration.' } },
];

/** One panel with nothing to show, while it is read, and where it could not be. */
function LesserPanel(content: PanelContent) {
  const frame = { title: panelTitle(content.panel), icon: PANEL_ICON[content.panel] };
  return (
    <>
      <ExhibitPanel content={content} />
      <div className="halves">
        <PanelLoading {...frame} />
        <Unread {...frame} path="#" />
      </div>
    </>
  );
}

/** A case that this reader may not decide, with panels in their lesser states. */
export function QuietCaseScreen() {
  return (
    <>
      <TopBar title="C-2301 Trent Okafor" crumbs={[{ label: 'Queue', href: '/gallery/queue', icon: 'inbox' }]} />
      <Dossier
        who={<WhoColumn name="Trent Okafor" id="acc_8RM3YD6J" href="/gallery/account" lines={['Translator, solo account.', 'Declared in Lisbon.']} facts={[{ term: 'Registered', fact: '11 Jan 2022' }]} declared={[{ words: 'Travel, 1 to 30 November', given: true }]} masked={[]} ring={null} before={[]} clients={[]} />}
        may={
          <>
            <MayCard viewer="Dov" now={NOW} lease={{ state: 'theirs', name: 'Ben', until: NOW + MINUTE }} onlookers={['Ben']}><MayNot words="Auditors read and verify; they do not move cases."><MeasureList measures={MEASURES} /></MayNot></MayCard>
            <MayCard viewer="Ada" now={NOW} lease={{ state: 'lapsing', until: NOW + 1.5 * MINUTE }} onlookers={['Ben', 'Iris']}><DecisionForm action={answerStale} measures={MEASURES.slice(0, 3)} grounds={[]} hidden={{}} /></MayCard>
            <PrecedentsPanel precedents={[]} />
            <Discussion now={NOW} ledgerHref="/audit" said={[]} />
          </>
        }
      >
        <VerdictStrip {...strip} band="watch" logOdds={Math.log(0.5)} strength="No strong family" lines={[{ family: 'geography', words: 'Third city in 7 days', llr: Math.log(3) }, { family: 'network', words: 'VPN on 84% of sessions', llr: Math.log(2), state: 'muted', why: 'Declared since sign-up' }, { family: 'links', words: 'One device on several accounts', llr: 0, state: 'above', why: 'Said by “In a ring of accounts” already' }, { family: 'device', words: 'Same devices throughout', llr: -Math.log(8) }]} missing={[]} decides={null} stories={[]} story={{ words: 'A declared journey through three cities.', explains: 'Explains every line.', leaves: '' }} held={['Place and time alone never carry more than a question.']} changed={<div className="px-3.5 pb-2"><Notice icon="refresh-cw" act={<Button small>Show</Button>}><b className="b">Evidence changed at 14:02:</b> one finding less. Read it before you propose.</Notice></div>} />
        <AnswersPanel path="/gallery/case" locked={null} language="pt-PT" now={NOW} asked={[{ decision: 'D-2318-1', at: NOW - 10 * DAY, until: NOW - 3 * DAY, questions: ['Where were you in November?'], answers: [{ id: 'an_2', at: NOW - 3 * HOUR, ticked: ['I was travelling'], route: null, body: 'I go to three conferences every November.\n\nThe tickets are in the file.', files: [{ id: 'enc_1', words: 'tickets.pdf, 120 kB, PDF', kept: true }, { id: 'enc_2', words: 'badge.jpg, 2.4 MB, JPEG', kept: false }] }, { id: 'an_1', at: NOW - 9 * DAY, ticked: [], route: 'Visit a post office', body: '', files: [] }] }]} />
        <PanelLoading title="Assessment" shape="verdict" />
        <Unread title="Assessment" path="#" />
        {LESSER.map((panel) => <LesserPanel key={panel.panel} {...panel} />)}
        <PanelHeld title="Identity checks" icon="id-card" words="Two checks are in a sealed compartment" why="They are not needed to decide this case, and are not counted in its odds." />
      </Dossier>
    </>
  );
}
