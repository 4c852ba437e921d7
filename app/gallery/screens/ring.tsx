import { RingMatrix } from '@/components/decision/ring-matrix';
import { GateList } from '@/components/decision/proposal';
import { TopBar } from '@/components/shell/top-bar';
import { Button } from '@/components/ui/button';
import { Band } from '@/components/ui/band';
import { Panel } from '@/components/ui/panel';
import { Facts } from '@/components/ui/text';
import { Tag } from '@/components/ui/tag';

const ln = Math.log;
const row = (name: string, account: string, band: 'act' | 'review' | 'watch', odds: number, cells: Record<string, number | null>, atStake: string, measure: string, why: string, passes: boolean) => ({ name, account, href: '/gallery/case', band, logOdds: ln(odds), cells, atStake, measure, why, passes });

export function RingScreen() {
  return (
    <>
      <TopBar title="Kestrel ring" crumbs={[{ label: 'Queue', href: '/gallery/queue', icon: 'inbox' }]} beside={<Tag tone="line" icon="users-round">7 accounts</Tag>} />
      <main className="page split" id="main">
        <section className="p" aria-label="Members">
          <div className="vh1"><div><Band band="act" /><h2 className="odds">Four accounts are probably worked by <b>the same hands</b>. Three do not pass, and drop out.</h2></div></div>
          <RingMatrix
            columns={[{ id: 'd1', family: 'device', head: 'Shared device', under: 'D-9E2' }, { id: 'p1', family: 'payout', head: 'Shared payee', under: '··0932' }, { id: 'd3', family: 'device', head: 'New device', under: 'after check' }, { id: 'n2', family: 'network', head: 'VPN onset', under: 'after check' }, { id: 'c3', family: 'content', head: 'Near-copied', under: 'proposals' }, { id: 'i', family: 'identity', head: 'Checks', under: 'passed?' }]}
            rows={[
              row('Mallory Hale', 'acc_7Q4M', 'act', 20, { d1: ln(20), p1: ln(12), d3: ln(20), n2: ln(5), c3: 0.1, i: null }, '$7,410', 'Payout hold', 'passes its own bar', true),
              row('R. Ostrander', 'acc_9TL0', 'act', 31, { d1: ln(50), p1: ln(12), d3: ln(20), n2: ln(5), c3: ln(9), i: null }, '$9,880', 'Suspension', 'passes its own bar', true),
              row('Joan Sable', 'acc_6KD1', 'act', 11, { p1: ln(12), d3: ln(8), n2: ln(3), c3: ln(9), i: null }, '$4,020', 'Payout hold', 'passes its own bar', true),
              row('Trent Okafor', 'acc_8RM3', 'watch', 0.5, { n2: ln(3), i: -ln(5) }, '$6,750', 'Leaves the ring', 'no strong finding; travel declared', false),
              row('Peggy Lindqvist', 'acc_5VN8', 'review', 5, { c3: ln(9), i: -ln(5) }, '$22,600', 'Ask', 'agency named, papers asked', false),
            ]}
          />
        </section>
        <Panel title="Decide once, for three" icon="stamp" acts>
          <div className="col far">
            <Facts facts={[{ term: 'Live contracts', fact: '9' }, { term: 'Payouts held', fact: '$9,130' }]} />
            <GateList gates={[{ words: 'Each of the three passes its own bar', met: true }, { words: 'Three notices drafted, no blanks', met: true }, { words: 'Innocent story answered for Sable', met: false }]} />
            <Button wide disabled icon="lock">Propose for three</Button>
            <p className="xs q">Answer the story for Joan Sable first. A second person countersigns each account, blind.</p>
          </div>
        </Panel>
      </main>
    </>
  );
}
