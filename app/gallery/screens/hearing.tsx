import { Hearing } from '@/components/appeal/hearing';
import { HearingForm } from '@/components/controls/hearing-form';
import { TopBar } from '@/components/shell/top-bar';
import { DAY } from '@/lib/kernel/instant';
import { answerInvalid } from '../actions';
import { NOW } from '../cast';

export function HearingScreen() {
  return (
    <>
      <TopBar title="Appeal A-2318-1" crumbs={[{ label: 'Appeals', href: '/gallery/hearing' }]} />
      <main className="page" id="main">
        <Hearing text={'I bought a desktop in September and worked from my sister’s place for some weeks.\nThe wallet is hers; she handles our household money.'} language={null} mark={null} filedAt={NOW - 2 * DAY} dueAt={NOW + 12 * DAY} now={NOW}
          decision={{ name: 'D-2318-1', measure: 'Closure', facts: [{ term: 'Decided', fact: '17 Nov 2026' }, { term: 'Grounds', fact: '4.2; 6.1' }, { term: 'By', fact: 'Ada; countersigned by Cleo' }] }}
          independence={{ mayHear: true, words: 'You have never touched this case, so you may hear it.', touched: ['Ada', 'Cleo'] }}>
          <HearingForm action={answerInvalid} hidden={{ appealId: 'A-2318-1', version: 1 }} lifts="Closure" />
        </Hearing>
      </main>
    </>
  );
}
