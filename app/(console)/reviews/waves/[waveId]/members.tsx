import Link from 'next/link';
import type { MemberRow } from '@/components/ring/member-matrix';
import { Panel } from '@/components/ui/panel';
import type { WaveLine, WavePage } from '@/lib/decisions/queries/wave-page';

/** A member of the wave as a row of the matrix. */
export function rowOf({ account, name, band, logOdds, cells, appealed }: WaveLine, more: MemberRow['more'], out = false): MemberRow {
  return { account, name, href: `/accounts/${encodeURIComponent(account)}`, band, logOdds, covered: band === null, cells, more, appealed, out };
}

/** Members of the ring that the wave leaves out; while it is covered, whoever is not in what is read, and why is covered. */
export function LeftOut({ page: { left, view } }: { page: WavePage }) {
  if (left.length === 0) return null;
  return <Panel title={view.covered ? 'Not in your reading' : 'Left out'} icon="split" foot={view.covered ? 'Why is covered until you commit your verdict.' : undefined}><ul className="plain sm">{left.map(({ account, name, why }) => <li key={account} className="py-1"><p><Link href={`/accounts/${encodeURIComponent(account)}`}>{name}</Link> <span className="q">{why}</span></p></li>)}</ul></Panel>;
}
