import { VerdictForm } from '@/components/controls/verdict-form';
import { WithdrawForm } from '@/components/controls/withdraw-form';
import { ProposalSummary } from '@/components/decision/proposal';
import { SealedEvidence } from '@/components/decision/sealed-evidence';
import { CoveredVerdict, Frame, TwoVerdicts } from '@/components/decision/verdicts';
import { Timeline } from '@/components/evidence/exhibits/timeline';
import { TopBar } from '@/components/shell/top-bar';
import { Face } from '@/components/ui/avatar';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { MINUTE, SECOND } from '@/lib/kernel/instant';
import { answerDone, answerInvalid } from '../actions';
import { NOW } from '../cast';
import { LINES, TIMELINE } from '../cast-case';
import { GROUNDS, MEASURES } from '../cast-decision';

const DIGEST = '9f3c41ae07d2b1a8c64e0f5d7733aa9021bce4f6188d90e2fa55c07b3e6d1294';

export function ReviewScreen() {
  return (
    <>
      <TopBar title="Countersign" crumbs={[{ label: 'Reviews', href: '/gallery/review' }]} beside={<><Tag tone="line">1 of 4</Tag><span className="sm q hm">C-2318 Mallory Hale, due today 18:00</span></>}>
        <span className="row sm"><Face name="Cleo" presence="you" />Cleo, second reader</span><span className="hm"><Tag tone="teal" icon="circle-check">Never touched this case</Tag></span>
      </TopBar>
      <main className="frames" id="main">
        <Frame number={1} title="Your own reading" says="You see the sealed evidence, and what the holder was asked and said. You do not see what was proposed, or by whom.">
          <div className="g3">
            <div className="col far">
              <SealedEvidence sealed="17 Nov 2026, 13:41 UTC" digest={DIGEST} intact lines={LINES} missing={['Live check, due today 18:00', 'Whether D-9E2 was bought', 'Who else is paid through ··0932']} story="A laptop bought in September, a VPN, a relative’s home, a household account." versions="Policy 14, rarity 203, 16 signals" />
              <Timeline {...TIMELINE} overview={null} ranges={undefined} aside={<span className="xs q">You have opened 3 of 10 panels</span>} />
            </div>
            <div className="col far">
              <CoveredVerdict />
              <div className="verd"><Panel title="Your verdict" icon="pen-line" acts><VerdictForm action={answerInvalid} measures={MEASURES} grounds={GROUNDS} hidden={{ decisionId: 'D-2318-1', version: 3 }} /></Panel></div>
            </div>
          </div>
        </Frame>
        <Frame number={2} title="Both are open, and they differ" says="Neither outranks the other. Nothing happens to the account until you agree.">
          <TwoVerdicts now={NOW} first={{ by: 'Ada', role: 'first', at: NOW - 25 * MINUTE, spent: '11 min on the case' }} second={{ by: 'Cleo', role: 'second', at: NOW, spent: '9 min on the case' }}
            rows={[{ title: 'Measure', first: 'Payout hold, 7 days', second: 'Ask' }, { title: 'Grounds', first: '4.2; 6.1', second: '6.1' }, { title: 'Notice', first: 'Both name the payee', second: 'Both name the payee' }]}
            way={<Notice icon="refresh-cw"><b className="b">The case goes back to Ada</b> with your words. Nothing was ordered.</Notice>} />
        </Frame>
        <Frame number={3} title="A decision" says="As it stands after both have signed.">
          <ProposalSummary name="D-2318-1" measure="Closure" status={{ words: 'in force', tone: 'neutral' }} proposedBy="Ada" at={NOW - 25 * MINUTE} now={NOW} grounds={GROUNDS.slice(0, 2)} reason="The shared instrument is real, and the reply never came." unexplained={[{ by: 'Ada', words: 'Why two homes are in use within 38 minutes.' }, { by: 'Cleo', words: 'Whose hands are on the second machine.' }]} notice={{ language: 'hu', subject: 'A fiókját lezártuk', paragraphs: ['Tisztelt Mallory!', 'Hogyan döntöttünk. Lezárás. A fiókot az egész platformon lezártuk.'], english: { subject: 'Your account is closed', paragraphs: ['Hello Mallory.', 'What we decided. Closure. The account is closed on the whole platform.'] } }} facts={[{ term: 'Countersigned', fact: 'by Cleo, 17 Nov' }, { term: 'Order', fact: 'delivered 14:10' }]} />
        </Frame>
        <Frame number={4} title="A decision of one person" says="It can be withdrawn until it leaves.">
          <ProposalSummary name="D-2311-1" measure="Watch" status={{ words: 'in force', tone: 'plum' }} proposedBy="Ben" alone at={NOW - 3 * SECOND} now={NOW} grounds={[]} reason="A second city, and nothing else so far." notice={null} facts={[]} acts={<WithdrawForm action={answerDone} decision="decision-1" isOpen leaves={NOW + 17 * SECOND} now={NOW} stands>{null}</WithdrawForm>} />
        </Frame>
      </main>
    </>
  );
}
