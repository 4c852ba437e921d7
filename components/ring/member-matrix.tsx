import Link from 'next/link';
import type { ReactNode } from 'react';
import type { MatrixCells } from '@/lib/evidence/matrix';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import type { Band as BandName } from '@/lib/risk/assessment';
import type { Family } from '@/lib/signals/signal';
import { PlatformId } from '../controls/platform-id';
import { Band } from '../ui/band';
import { FAMILY, Icon } from '../ui/icon';
import { DataTable } from '../ui/table';
import { Tag } from '../ui/tag';
import { likelihood, oddsWords } from '../ui/words';

export type MemberColumn = { signal: string; family: Family; title: string };
export type MemberRow = {
  account: string; name: string; href: string; band: BandName | null; logOdds: number; covered: boolean;
  cells: MatrixCells;
  /** That an appeal has undone its last measure, in words. */
  appealed?: string | null;
  /** Left out of what is decided. */
  out?: boolean;
  /** What is chosen for it, beside its name: on a phone the evidence is scrolled to. */
  choice?: ReactNode;
  /** What stands behind the evidence, by column of `more`. */
  more: readonly ReactNode[];
};

/** Members against evidence, each with what its own case says: the same findings, with the same weights. */
export function MemberMatrix({ columns, choice, more, rows, pages = NO_PAGES }: { columns: readonly MemberColumn[]; /** Head of what is chosen, where something is. */ choice?: string; more: readonly { head: string; numeric?: boolean }[]; rows: readonly MemberRow[]; pages?: PlatformPages }) {
  return (
    <DataTable caption="Members against evidence" className="mx" rows={rows} keyOf={({ account }) => account} look={({ out }) => (out === true ? 'out' : undefined)} columns={[
      { key: 'account', head: 'Account', names: true, cell: ({ account, name, href, appealed }) => <><Link href={href}>{name}</Link><br /><PlatformId kind="account" id={account} pages={pages} quiet />{appealed != null && <Appealed words={appealed} />}</> },
      ...(choice === undefined ? [] : [{ key: 'choice', head: choice, cell: ({ choice: made }: MemberRow) => made }]),
      { key: 'own', head: 'Assessment', look: 'w', cell: (row) => <Own row={row} /> },
      ...columns.map(({ signal, family, title }) => ({
        key: signal, look: 'c', label: title, none: ({ cells }: MemberRow) => cells[signal] === undefined,
        head: <><span>{title}</span><Icon name={FAMILY[family].icon} /><span className="qq">{signal}</span></>,
        cell: ({ cells }: MemberRow) => <EvidenceCell llr={cells[signal]} />,
      })),
      ...more.map(({ head, numeric }, index) => ({ key: head, head, numeric, look: numeric === true ? 'b nw' : undefined, cell: (row: MemberRow) => row.more[index] })),
    ]} />
  );
}

/** Said beside the member, wherever its next measure is decided or read. */
export function Appealed({ words }: { words: string }) {
  return <span className="xs appealed"><Icon name="scale" small /> {words}</span>;
}

function Own({ row: { covered, band, logOdds } }: { row: MemberRow }) {
  if (covered) return <Tag icon="eye-off">Covered</Tag>;
  return band === null ? <span className="qq">not assessed yet</span> : <span className="nw"><Band band={band} /> <span className="b">{oddsWords(logOdds)}</span></span>;
}

function EvidenceCell({ llr }: { llr: MatrixCells[string] | undefined }) {
  if (llr === undefined) return <span className="cell non">·<span className="vh">nothing found</span></span>;
  if (llr === null) return <span className="cell non" title="Not known yet">?<span className="vh"> not known yet</span></span>;
  if (llr === 'above') return <span className="cell non" title="Counted above: a heavier finding of this account counts the same">↑<span className="vh"> counted above</span></span>;
  if (llr === 'apart') return <span className="cell non" title="Adds nothing to the odds: it opens a compliance check">–<span className="vh"> adds nothing to the odds</span></span>;
  const { direction, times } = likelihood(llr);
  if (direction === 'neither') return <span className="cell non" title="No more than chance">1×</span>;
  if (direction === 'lowers') return <span className="cell neg">{times}</span>;
  const ratio = Math.exp(llr) + 1e-9;
  return <span className={`cell s${ratio >= 12 ? 4 : ratio >= 8 ? 3 : ratio >= 5 ? 2 : 1}`}>{times === '20× or more' ? '20×+' : times}</span>;
}

/** How firmly a member hangs on the ring. One bare edge gives 0.53, two firm ones 0.86 (lib/links/ring.ts). */
export function Tied({ strength }: { strength: number }) {
  return <span className="nw" title={`Strength of the membership: ${Math.round(strength * 100)} of 100`}>{strength >= 0.85 ? 'firmly' : strength >= 0.65 ? 'well' : 'loosely'}</span>;
}

/** The case of a member, with its state. */
export function MemberCase({ of }: { of: { name: string; href: string; status: string } | null }) {
  return of === null ? <span className="qq">none</span> : <><Link className="id nw" href={of.href}>{of.name}</Link><br /><span className="xs q">{of.status}</span></>;
}

/** What the shades of a cell mean. */
export function MatrixKeys() {
  return (
    <span className="row wrap">
      times likelier <span className="cell s1">1½–4×</span> <span className="cell s2">5–7×</span> <span className="cell s3">8–11×</span> <span className="cell s4">12× and over</span>
      <span className="cell neg">less</span> points to the verified person <span><b className="b">·</b> nothing found</span> <span><b className="b">↑</b> counted above, by a heavier finding</span> <span><b className="b">–</b> adds nothing to the odds</span> <span><b className="b">?</b> not known yet</span>
    </span>
  );
}
