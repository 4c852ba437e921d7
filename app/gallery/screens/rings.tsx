import { ClaimForm } from '@/components/controls/claim-form';
import type { ClaimLine } from '@/components/queue/claiming';
import { MatrixKeys, MemberCase, MemberMatrix, Tied, type MemberRow } from '@/components/ring/member-matrix';
import { RingLinks } from '@/components/ring/ring-links';
import { RingList } from '@/components/ring/ring-list';
import { TopBar } from '@/components/shell/top-bar';
import { Panel, PanelEmpty, PanelError, PanelLoading } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { DAY } from '@/lib/kernel/instant';
import type { MatrixCells } from '@/lib/evidence/matrix';
import type { Band } from '@/lib/risk/assessment';
import { answerBack, answerClaim, nothing } from '../actions';
import { NOW } from '../cast';

const ln = Math.log;
const row = (name: string, account: string, band: Band | null, odds: number, cells: MatrixCells, strength: number, atStake: string, held: string | null, covered = false): MemberRow => ({ account, name, href: '/gallery/account', band, logOdds: ln(odds), covered, cells, more: [<Tied key="tied" strength={strength} />, atStake, <MemberCase key="case" of={held === null ? null : { name: held, href: '/gallery/case', status: 'waiting' }} />] });

const MEMBERS: MemberRow[] = [
  row('Mallory Hale', 'acc_7Q4M', 'act', 20, { D1: ln(20), P1: ln(12), D3: ln(20), N2: ln(5), C3: ln(3) }, 0.94, '$7,410', 'C-2318'),
  row('R. Ostrander', 'acc_9TL0', null, 1, { D1: ln(50), P1: ln(12), D3: ln(20), N2: ln(5), C3: ln(9) }, 0.91, '$9,880', 'C-2311', true),
  row('Joan Sable', 'acc_6KD1', 'act', 11, { P1: ln(12), D3: ln(8), N2: 'above', C3: ln(9) }, 0.72, '$4,020', 'C-2307'),
  row('Trent Okafor', 'acc_8RM3', 'watch', 0.5, { N2: ln(3), D3: -ln(5) }, 0.55, '$6,750', null),
  row('Peggy Lindqvist', 'acc_5VN8', null, 1, { D1: null, P1: null, D3: null, N2: null, C3: null }, 0.53, '$0', null),
];
const PAGES = { account: 'https://platform.example/people/{id}', contract: null, client: null };
const LINKS = [
  { id: 'p', label: 'P-0932', kind: 'payout instrument', members: ['acc_7Q4M', 'acc_9TL0', 'acc_6KD1'], accounts: 3, hub: false, rarity: '1 in 17,000', since: NOW - 64 * DAY, there: null, nats: 3.2 },
  { id: 'd', label: 'D-9E2A', kind: 'device', members: ['acc_7Q4M', 'acc_9TL0'], accounts: 2, hub: false, rarity: '1 in 25,000', since: NOW - 69 * DAY, there: null, nats: 2.8 },
  { id: 't', label: 'texts', kind: 'near-copied text', members: ['acc_6KD1', 'acc_5VN8'], accounts: 2, hub: false, rarity: null, since: NOW - 57 * DAY, there: null, nats: 1.4 },
  { id: 'v', label: 'exit 21F0', kind: 'exit address', members: ['acc_7Q4M', 'acc_8RM3'], accounts: 51, hub: true, rarity: null, since: NOW - 90 * DAY, there: null, nats: 0 },
];

const claims = (name: string, nth: number, may: ClaimLine['may']): ClaimLine => ({ caseId: `case-${nth}`, case: `C-23${nth}`, account: `acc_${name.slice(0, 4).toUpperCase()}${nth}`, name, href: '/gallery/case', band: 'act', may });

const CLAIMS: readonly ClaimLine[] = [
  claims('Mira Kestrel', 30, { is: true, ring: 'Kestrel', along: [{ case: 'C-2331', name: 'Nadia Kestrel' }, { case: 'C-2332', name: 'Oren Kestrel' }], comesWith: null }),
  claims('Nadia Kestrel', 31, { is: true, ring: 'Kestrel', along: [], comesWith: 'C-2330' }),
  claims('Jonah Pell', 20, { is: true, ring: null, along: [], comesWith: null }),
  claims('Peggy Lindqvist', 21, { is: false, why: 'A measure is proposed and waits for a second person.' }),
];

/** A ring, read only, its cases to be claimed, and the list of rings in its states. */
export function RingsScreen() {
  return (
    <>
      <TopBar title="Kestrel ring" crumbs={[{ label: 'Rings', href: '/gallery/rings', icon: 'users-round' }]} beside={<Tag tone="line" icon="users-round">5 accounts</Tag>}><Tag tone="line" icon="eye">Reading only</Tag></TopBar>
      <main className="page" id="main">
        <Panel title="What was found of each member" icon="users-round" bleed foot={<MatrixKeys />}>
          <MemberMatrix rows={MEMBERS} pages={PAGES} more={[{ head: 'Tied', numeric: true }, { head: 'At stake', numeric: true }, { head: 'Case' }]} columns={[{ signal: 'D1', family: 'device', title: 'One device on several accounts' }, { signal: 'P1', family: 'payout', title: 'Shared beneficiary' }, { signal: 'D3', family: 'device', title: 'Handover after the check' }, { signal: 'N2', family: 'network', title: 'VPN begins after the check' }, { signal: 'C3', family: 'content', title: 'Near-copied profile' }]} />
        </Panel>
        <RingLinks name="Kestrel" members={MEMBERS} links={LINKS} now={NOW} />
        <Panel title="Claim: what it takes" icon="hand"><ClaimForm lines={CLAIMS} action={answerClaim} letGo={answerBack} over={nothing} /></Panel>
        <Panel title="Rings" icon="users-round" bleed>
          <RingList now={NOW} rows={[
            { id: 'k', name: 'Kestrel', href: '/gallery/rings', size: 5, open: 3, kinds: ['device', 'payout instrument', 'near-copied text'], bands: { act: 3, watch: 1 }, atStake: '$28,060', formedAt: NOW - 64 * DAY, endedAt: null },
            { id: 'h', name: 'Heron', href: '/gallery/rings', size: 3, open: 0, kinds: ['document', 'home address'], bands: { review: 1, clear: 2 }, atStake: '$1,200', formedAt: NOW - 9 * DAY, endedAt: null },
          ]} />
        </Panel>
        <PanelEmpty title="Rings" icon="users-round" words="No ring stands" searched="Rings are looked for at every assessment, in what accounts share." />
        <PanelError title="Why they are linked" icon="link-2" words="The links could not be read" holds="The members above are as they were assessed." retryHref="/gallery/rings" />
        <PanelLoading title="Rings" icon="users-round" />
      </main>
    </>
  );
}
