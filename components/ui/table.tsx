import type { ReactNode } from 'react';
import { PART } from './parts';
import { scrollRegion } from './scroll';

/**
 * A table in its own sideways scroll, so that the page never scrolls sideways. Its caption is read, not shown. `folds`: with little room, on a phone or in narrow
 * evidence, each row is a block of its own, as in the queue (fold.css); cells say in `data-head` what stands before them there. Its parts say
 * their roles (`PART`).
 */
export function Table({ caption, tight = false, folds = false, className = '', children }: { caption: string; tight?: boolean; folds?: boolean; className?: string; children: ReactNode }) {
  return (
    <div {...scrollRegion(caption)}>
      <table {...(folds ? PART.table : {})} className={`${tight ? 'tight ' : ''}${folds ? 'folds ' : ''}${className}`.trim() || undefined}>
        <caption className="vh">{caption}</caption>
        {children}
      </table>
    </div>
  );
}

export type Column<Row> = {
  key: string;
  head: ReactNode;
  /** The head in plain words, where it is more than text: it stands before the value where the table is folded. */
  label?: string;
  cell: (row: Row) => ReactNode;
  numeric?: boolean;
  /** The cell that names the row. */
  names?: boolean;
  /** Class of the head and of the cells. */
  look?: string;
  /** There is nothing in this cell: where the table is folded, it takes no room. */
  none?: (row: Row) => boolean;
  /** Server-driven sort: where the head leads, and how it is sorted now. */
  sort?: { href: string; now: 'ascending' | 'descending' | null };
};

/** A finished list: columns say how a row reads. */
export function DataTable<Row>({ caption, columns, rows, keyOf, tight = false, className, look, current }: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  tight?: boolean;
  className?: string;
  /** Class of a row. */
  look?: (row: Row) => string | undefined;
  /** The one row that the page is about. */
  current?: (row: Row) => boolean;
}) {
  return (
    <Table caption={caption} tight={tight} className={className} folds>
      <thead {...PART.group}>
        <tr {...PART.row}>
          {columns.map(({ key, head, numeric, look: of, sort }) => (
            <th key={key} {...PART.head} className={classes(numeric && 'n', of)} aria-sort={sort?.now ?? undefined}>
              {sort === undefined ? head : <a href={sort.href}>{head}</a>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...PART.group}>
        {rows.map((row) => (
          // The same thing may stand in two tables of a page: it is two rows.
          <tr key={keyOf(row)} {...PART.row} data-row={`${caption}: ${keyOf(row)}`} className={look?.(row)} aria-current={current?.(row) === true ? 'true' : undefined}>
            {columns.map(({ key, head, label, cell, numeric, names, look: of, none }) => {
              const about = { className: classes(numeric && 'n', of, none?.(row) === true && 'none'), 'data-head': names === true ? undefined : (label ?? (typeof head === 'string' ? head : undefined)) };
              return names === true ? <th key={key} {...PART.name} {...about}>{cell(row)}</th> : <td key={key} {...PART.cell} {...about}>{cell(row)}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const classes = (...names: readonly (string | false | undefined)[]): string | undefined => names.filter(Boolean).join(' ') || undefined;
