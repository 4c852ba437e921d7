import { AccountAssessments, AccountCases, AccountDecisions, AccountEvents, AccountHead, AccountSeen } from '@/components/account/account';
import { TopBar } from '@/components/shell/top-bar';
import { DAY, HOUR } from '@/lib/kernel/instant';
import { NOW } from '../cast';

export function AccountScreen() {
  return (
    <>
      <TopBar title="Mallory Hale" crumbs={[{ label: 'Queue', href: '/gallery/queue' }]} />
      <main className="page" id="main">
        <AccountHead name="Mallory Hale" id="acc_7Q4M2KD9" lines={['Full-stack developer, solo account.', 'Declared in Leeds.']} facts={[{ term: 'Registered', fact: '4 Mar 2024' }, { term: 'Earned', fact: '$38,410' }]} assessment={{ band: 'act', logOdds: Math.log(20), at: NOW - HOUR, saidAt: NOW - 11 * DAY }} now={NOW} />
        <AccountSeen sessions={75} exits={8} placed={61} elsewhere={27} devices={1} now={NOW} there="Europe/London" declared={[{ event: 'evt_9', words: 'Travel', country: 'KE', from: NOW - 24 * DAY, to: NOW + DAY, until: NOW + DAY, past: false, verified: false }, { event: 'evt_8', words: 'A VPN', country: null, from: NOW - 300 * DAY, to: null, until: null, past: false, verified: true }, { event: 'evt_7', words: 'Travel', country: 'PT', from: NOW - 320 * DAY, to: null, until: NOW - 230 * DAY, past: true, verified: false }]} earlier={12} earlierHref="#events" lowered={['The device of the first check is still in use.']} />
        <AccountSeen sessions={0} exits={0} placed={0} elsewhere={null} devices={0} now={NOW} there={null} declared={[]} earlier={0} earlierHref="#events" lowered={[]} />
        <AccountCases now={NOW} reachedBefore={NOW - 700 * DAY} cases={[{ name: 'C-2318', href: '/gallery/case', status: { words: 'claimed by Ada', tone: 'blue' }, band: 'act', logOdds: Math.log(20), openedAt: NOW - 7 * DAY, outcome: null }, { name: 'C-0911', href: '#', status: { words: 'settled', tone: 'neutral' }, band: 'review', logOdds: 1, openedAt: NOW - 640 * DAY, outcome: 'dismissed' }]} />
        <AccountDecisions now={NOW} deliveriesHref="#" decisions={[]} />
        <AccountDecisions now={NOW} deliveriesHref="/gallery/office" decisions={[{ name: 'D-0911-1', href: '/gallery/review', measure: 'Restriction', at: NOW - 640 * DAY, inForce: 'lifted', appeal: 'appeal granted' }]} />
        <AccountAssessments now={NOW} assessments={[{ id: 'a2', at: NOW - HOUR, band: 'act', logOdds: Math.log(20), says: 'New device, none of the old ones; payout also on 3 accounts' }, { id: 'a1', at: NOW - 9 * DAY, band: 'review', logOdds: Math.log(3), says: 'VPN begins 8 days after check' }]} />
        <AccountAssessments now={NOW} assessments={[]} />
        <AccountEvents now={NOW} there="Europe/London" older="?before=1" events={[{ id: 'evt_1', at: NOW - 61 * DAY, icon: 'laptop', words: 'Session seen', facts: [{ term: 'exit', fact: 'VPN, Rotterdam' }, { term: 'device', fact: 'D-9E2' }] }, { id: 'evt_2', at: NOW - 62 * DAY, icon: 'wallet', words: 'Payout sent', facts: [{ term: 'amount', fact: '$640' }, { term: 'to', fact: '··0932' }] }]} />
      </main>
    </>
  );
}
