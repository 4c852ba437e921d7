import { WaveForm } from '@/components/controls/wave-form';
import { MatrixKeys, MemberMatrix, type MemberRow } from '@/components/ring/member-matrix';
import { Place, type PlaceLine } from '@/components/ring/place';
import { TopBar } from '@/components/shell/top-bar';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { CHOSEN_CARVE_OUTS } from '@/lib/decisions/wave';
import type { MatrixCells } from '@/lib/evidence/matrix';
import type { Band } from '@/lib/risk/assessment';
import { answerWave } from '../actions';

const ln = Math.log;
const CARVE_OUTS = Object.entries(CHOSEN_CARVE_OUTS).map(([id, words]) => ({ id, words }));
const SAID = ['Since 9 September your account has been used on another device.', 'Your pay goes to an instrument that was added five days after your check.'];

type Member = PlaceLine & { band: Band; odds: number; cells: MatrixCells; contracts: number };
const member = (name: string, account: string, band: Band, odds: number, cells: MatrixCells, contracts: number, leave: string | null = null, why = '', free = true): Member => ({ name, account, band, odds, cells, contracts, leave, why, free, grounds: ['2.4', '4.2'], said: leave === null ? SAID : [], seen: account });
const MEMBERS: readonly Member[] = [
  member('Mallory Hale', 'acc_7Q4M', 'act', 20, { D1: ln(20), P1: ln(12), D3: ln(20), N2: ln(5) }, 3),
  member('R. Ostrander', 'acc_9TL0', 'act', 31, { D1: ln(50), P1: ln(12), D3: ln(20), N2: ln(5) }, 2),
  member('Joan Sable', 'acc_6KD1', 'act', 11, { P1: ln(12), D3: ln(8), N2: ln(3) }, 1, 'appealed', 'An appeal against its suspension was granted on 14 September 2026.'),
  member('Peggy Lindqvist', 'acc_5VN8', 'review', 5, { D1: ln(3), P1: -ln(5) }, 2, 'household', 'An agency that works in one place and has not registered.'),
  member('Trent Okafor', 'acc_8RM3', 'watch', 0.5, { N2: ln(3), D3: -ln(5) }, 0, 'weak-tie', 'Tied by 53 of 100; 65 is asked for.'),
  member('A. Brandt', 'acc_8WZM', 'review', 4, { D1: ln(20), N2: ln(5) }, 1, 'held', 'Another person holds this case.', false),
];
const rowOf = (one: Member): MemberRow => ({ account: one.account, name: one.name, href: '/gallery/account', band: one.band, logOdds: ln(one.odds), covered: false, cells: one.cells, out: one.leave !== null, choice: <Place line={one} carveOuts={CARVE_OUTS} />, more: [] });

/** A ring while it is decided on: who is in, who is left out and why, and what it touches. */
export function RingScreen() {
  return (
    <>
      <TopBar title="Kestrel ring" crumbs={[{ label: 'Rings', href: '/gallery/rings', icon: 'users-round' }]} beside={<Tag tone="line" icon="users-round">6 accounts</Tag>} />
      <main className="page split" id="main">
        <Panel title="What was found of each member" icon="users-round" bleed foot={<MatrixKeys />}>
          <MemberMatrix
            columns={[{ signal: 'D1', family: 'device', title: 'One device on several accounts' }, { signal: 'P1', family: 'payout', title: 'Shared beneficiary' }, { signal: 'D3', family: 'device', title: 'Handover after the check' }, { signal: 'N2', family: 'network', title: 'VPN begins after the check' }]}
            choice="In the decision" more={[]} rows={MEMBERS.map(rowOf)}
          />
        </Panel>
        <Panel title="Suspension, once for the ring" icon="stamp" acts>
          <WaveForm
            lines={MEMBERS.map(({ account, leave, contracts }) => ({ account, isIn: leave === null, decided: false, appealed: false, blast: { contracts, stated: { USD: 1200 * contracts }, clients: [`cl_${contracts}`], pendingUsd: 900 * contracts } }))}
            measure={{ id: 'suspension', name: 'Suspension', fields: [{ name: 'days', label: 'Days', kind: 'number', value: '30', min: 1, max: 90 }], tells: true }} hidden={{ ring: 'ring_1', wave: 'wave_1' }} action={answerWave}
          />
        </Panel>
      </main>
    </>
  );
}
