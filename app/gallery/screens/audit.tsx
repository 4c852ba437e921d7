import Link from 'next/link';
import { AsOf } from '@/components/audit/as-of';
import { LedgerTable, type LedgerRow } from '@/components/audit/ledger';
import { VerificationResult } from '@/components/audit/verification';
import { TopBar } from '@/components/shell/top-bar';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { HOUR, MINUTE } from '@/lib/kernel/instant';
import { NOW } from '../cast';

const line = (seq: number, name: string, kind: LedgerRow['actor']['kind'], says: string, command: string, changes: LedgerRow['changes'], refusal: string | null = null): LedgerRow => ({ seq, at: NOW - (31 - seq) * 17 * MINUTE, actor: { name, kind }, says, command, changes, refusal, link: `${(seq * 2_654_435_761 % 65_536).toString(16).padStart(4, '0')}${'a1'.repeat(30)}`, whole: true });

const ROWS: LedgerRow[] = [
  line(31, 'Countersign', 'machine', 'Order delivered on the second try', 'delivery.attempt', [{ field: 'delivery', was: 'retrying', now: 'delivered' }]),
  line(30, 'Cleo', 'staff', 'Cleo countersigned', 'decision.countersign', [{ field: 'measure', was: 'proposed', now: 'agreed' }, { field: 'second person', was: null, now: 'Cleo' }]),
  line(29, 'Ada', 'staff', 'Ada tried to countersign her own decision', 'decision.countersign', [], 'conflict'),
  line(27, 'Ada', 'staff', 'Ada proposed a payout hold', 'decision.propose', [{ field: 'state', was: 'claimed', now: 'proposed' }, { field: 'measure', was: null, now: 'payout hold, 7 days, $1,870' }]),
  line(26, 'The holder', 'holder', 'The holder answered', 'holder.answer', [{ field: 'answer', was: null, now: 'Ticked: I have a new device' }]),
  line(24, 'the platform (main)', 'platform', 'The platform sent 412 events', 'events.receive', []),
  { ...line(23, 'The operator', 'operator', 'The operator added a key', 'key.add', [{ field: 'key', was: null, now: 'main' }]), whole: false },
];

export function AuditScreen() {
  return (
    <>
      <TopBar title="Audit" crumbs={[]} beside={<b className="b">C-2318</b>}><Tag tone="line" icon="eye">Reading only</Tag></TopBar>
      <main className="page" id="main">
        <AsOf entries={Array.from({ length: 31 }, (_, index) => ({ seq: index + 1, at: NOW - (31 - index) * HOUR, mark: ({ 0: 'Registered', 17: 'Opened', 22: 'Asked', 26: 'Proposed', 29: 'Countersigned' } as Record<number, string>)[index] ?? null }))} chosen={27} before="?seq=26" after="?seq=28" nowHref="?" />
        <div className="split">
          <Panel title="Ledger" icon="book-check" bleed aside={<span className="xs q hm">Every line: who, what, old value, new value, link to the line before</span>} foot={<Link href="?before=18">17 earlier entries</Link>}><LedgerTable rows={ROWS} chosen={27} /></Panel>
          <div className="col far">
            <VerificationResult lines={31} chains={1} checkpoints={12} breaks={[]} verified="17 Nov 2026, 14:20 UTC" command="countersign verify --chain case:C-2318" again={<Button small hotkey="v">Again</Button>} />
            <VerificationResult lines={4120} chains={88} checkpoints={0} breaks={[{ where: 'case:C-2318, line 27', words: 'changed since it was written' }, { where: 'main, line 402', words: 'missing' }]} verified="just now" command="countersign verify" />
          </div>
        </div>
      </main>
    </>
  );
}
