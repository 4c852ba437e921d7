import Link from 'next/link';
import type { Band as BandName } from '@/lib/risk/assessment';
import type { Family } from '@/lib/signals/signal';
import { EvidenceCell } from '../decision/ring-matrix';
import { Band } from '../ui/band';
import { FAMILY, Icon } from '../ui/icon';
import { Table } from '../ui/table';
import { Tag } from '../ui/tag';
import { Id } from '../ui/text';
import { oddsWords } from '../ui/words';

export type MemberColumn = { signal: string; family: Family; title: string };
export type MemberRow = {
  account: string; name: string; href: string; band: BandName | null; logOdds: number; covered: boolean;
  /** Nats, null for not known yet, absent for nothing found. */
  cells: Readonly<Record<string, number | null>>;
  strength: number; atStake: string; case: { name: string; href: string; status: string } | null;
};

/** Members against evidence, read only: nobody is judged by a neighbour, so each row is the member's own. */
export function MemberMatrix({ columns, rows }: { columns: readonly MemberColumn[]; rows: readonly MemberRow[] }) {
  return (
    <Table caption="Members of the ring, each on its own evidence" className="mx own">
      <thead>
        <tr>
          <th scope="col">Account</th><th scope="col">On its own evidence</th>
          {columns.map(({ signal, family, title }) => <th key={signal} scope="col" className="c"><Icon name={FAMILY[family].icon} /><span>{title}</span><span className="qq">{signal}</span></th>)}
          <th scope="col" className="n">Tied</th><th scope="col" className="n">At stake</th><th scope="col">Case</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.account}>
            <th scope="row"><Link href={row.href}>{row.name}</Link><br /><Id quiet>{row.account}</Id></th>
            <td>{row.covered ? <Tag icon="eye-off" title="You may still be the second reader of a proposal on it">Covered</Tag> : row.band === null ? <span className="qq">not assessed yet</span> : <span className="nw"><Band band={row.band} /> <span className="b">{oddsWords(row.logOdds)}</span></span>}</td>
            {columns.map(({ signal }) => <td key={signal} className="c"><EvidenceCell llr={row.cells[signal]} /></td>)}
            <td className="n nw" title={`Strength of the membership: ${Math.round(row.strength * 100)} of 100`}>{tiedWords(row.strength)}</td>
            <td className="n b">{row.atStake}</td>
            <td>{row.case === null ? <span className="qq">none</span> : <><Link className="id" href={row.case.href}>{row.case.name}</Link><br /><span className="xs q">{row.case.status}</span></>}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** One bare edge gives 0.53, two firm ones 0.86 (lib/links/ring.ts). */
function tiedWords(strength: number): string {
  return strength >= 0.85 ? 'firmly' : strength >= 0.65 ? 'well' : 'loosely';
}

/** What the shades of a cell mean. */
export function MatrixKeys() {
  return (
    <span className="row wrap">
      times likelier <span className="cell s1">1½–4×</span> <span className="cell s2">5–7×</span> <span className="cell s3">8–11×</span> <span className="cell s4">12× and over</span>
      <span className="cell neg">less</span> points to the verified person <b className="b">?</b> not known yet
    </span>
  );
}
