import Link from 'next/link';
import type { Band as BandName } from '@/lib/risk/assessment';
import type { Family } from '@/lib/signals/signal';
import { Band } from '../ui/band';
import { FAMILY, Icon } from '../ui/icon';
import { Id } from '../ui/text';
import { Table } from '../ui/table';
import { likelihood, oddsWords } from '../ui/words';

export type MatrixColumn = { id: string; family: Family; head: string; under: string };
/** `llr` in nats, null for not known yet, absent for nothing found. */
export type MatrixRow = { account: string; name: string; href: string; band: BandName; logOdds: number; cells: Readonly<Record<string, number | null>>; atStake: string; measure: string; why: string; passes: boolean };

/** Members against evidence: each passes its own bar or drops out in plain view. */
export function RingMatrix({ columns, rows }: { columns: readonly MatrixColumn[]; rows: readonly MatrixRow[] }) {
  const ordered = [...rows].sort((a, b) => Number(b.passes) - Number(a.passes));
  return (
    <Table caption="Members of the ring, each on its own evidence" className="mx">
      <thead>
        <tr>
          <th scope="col">Account</th><th scope="col">On its own evidence</th>
          {columns.map(({ id, family, head, under }) => <th key={id} scope="col" className="c"><Icon name={FAMILY[family].icon} /><span>{head}</span><span className="qq">{under}</span></th>)}
          <th scope="col" className="n">At stake</th><th scope="col">Measure</th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((row) => (
          <tr key={row.account} className={row.passes ? undefined : 'out'}>
            <th scope="row"><Link href={row.href}>{row.name}</Link><br /><Id quiet>{row.account}</Id></th>
            <td><Band band={row.band} /> <span className="b nw">{oddsWords(row.logOdds)}</span></td>
            {columns.map(({ id }) => <td key={id} className="c"><EvidenceCell llr={row.cells[id]} /></td>)}
            <td className="n b">{row.atStake}</td>
            <td><span className={row.passes ? 'b' : 'q'}>{row.measure}</span><br /><span className="xs q">{row.passes && <Icon name="check" small />} {row.why}</span></td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function EvidenceCell({ llr }: { llr: number | null | undefined }) {
  if (llr === undefined) return <span className="cell non">·<span className="vh">nothing found</span></span>;
  if (llr === null) return <span className="cell non" title="Not known yet">?<span className="vh"> not known yet</span></span>;
  const { direction, times } = likelihood(llr);
  if (direction === 'neither') return <span className="cell non" title="No more than chance">1×</span>;
  if (direction === 'lowers') return <span className="cell neg">{times}</span>;
  const ratio = Math.exp(llr) + 1e-9;
  return <span className={`cell s${ratio >= 12 ? 4 : ratio >= 8 ? 3 : ratio >= 5 ? 2 : 1}`}>{times === '20× or more' ? '20×+' : times}</span>;
}
