import type { ReactNode } from 'react';
import { scrollRegion } from './scroll';

/** A table in its own sideways scroll, so that the page never scrolls sideways. Its caption is read, not shown. */
export function Table({ caption, tight = false, className = '', children }: { caption: string; tight?: boolean; className?: string; children: ReactNode }) {
  return (
    <div {...scrollRegion(caption)}>
      <table className={`${tight ? 'tight ' : ''}${className}`.trim() || undefined}>
        <caption className="vh">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export type Column<Row> = {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** The cell that names the row. */
  names?: boolean;
  /** Server-driven sort: where the head leads, and how it is sorted now. */
  sort?: { href: string; now: 'ascending' | 'descending' | null };
};

/** A finished list: columns say how a row reads. Server side only, since cells are functions. */
export function DataTable<Row>({ caption, columns, rows, keyOf, tight = false, className }: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  tight?: boolean;
  className?: string;
}) {
  return (
    <Table caption={caption} tight={tight} className={className}>
      <thead>
        <tr>
          {columns.map(({ key, head, numeric, sort }) => (
            <th key={key} scope="col" className={numeric ? 'n' : undefined} aria-sort={sort?.now ?? undefined}>
              {sort === undefined ? head : <a href={sort.href}>{head}</a>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map(({ key, cell, numeric, names }) =>
              names ? <th key={key} scope="row">{cell(row)}</th> : <td key={key} className={numeric ? 'n' : undefined}>{cell(row)}</td>)}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** The table behind a drawing: the same facts for the keyboard and for screen readers. At most 200 rows are written out. */
export function TableTwin({ caption, heads, rows, open = false }: { caption: string; heads: readonly string[]; rows: readonly (readonly ReactNode[])[]; open?: boolean }) {
  const shown = rows.slice(0, 200);
  return (
    <details className="twin" open={open}>
      <summary>The same as a table</summary>
      <Table caption={caption} tight>
        <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>{shown.map((row, index) => <tr key={index}>{row.map((cell, column) => <td key={heads[column]}>{cell}</td>)}</tr>)}</tbody>
      </Table>
      {rows.length > shown.length && <p className="xs qq">{rows.length - shown.length} more are left out here; every one of them is in the evidence rows.</p>}
    </details>
  );
}
