import { agreementOf } from '@/lib/insights/shadow';
import { BANDS, type Band as BandName } from '@/lib/risk/assessment';
import { Band } from '../ui/band';
import { Table } from '../ui/table';
import { count, plural } from '../ui/words';

/** The policy in force down, the one in shadow across: accounts by the band of the one and of the other. */
export function ShadowTable({ moves, shadow = 'in shadow' }: { moves: Readonly<Record<string, number>>; shadow?: string }) {
  const { same, higher, lower } = agreementOf(moves);
  const bands: readonly BandName[] = BANDS.toReversed();
  return (
    <>
      <p className="sm q mb-2">{plural(same, 'account')} alike; {count(higher)} would stand higher {shadow}, {count(lower)} lower.</p>
      <Table caption={`Accounts by band in force and ${shadow}`} tight className="sh">
        <thead><tr><th scope="col">In force</th>{bands.map((band) => <th key={band} scope="col">{band}</th>)}</tr></thead>
        <tbody>{bands.map((was) => (
          <tr key={was}><th scope="row"><Band band={was} /></th>{bands.map((band) => { const there = moves[`${was} ${band}`] ?? 0; return <td key={band} className={was === band ? 'same' : undefined}>{there === 0 ? <span className="qq">0</span> : count(there)}</td>; })}</tr>
        ))}</tbody>
      </Table>
    </>
  );
}
