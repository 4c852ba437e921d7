'use client';
import type { ReactNode } from 'react';
import { PART } from '../ui/parts';
import { Table } from '../ui/table';
import { Below } from './below';

/**
 * The table behind a drawing: the same facts for the keyboard and for screen readers. `rest` says where the rows are that are not given.
 * A control, so that its rows are sent to a script as the words that they are, and not once more as a table.
 */
export function TableTwin({ caption, heads, rows, rest, summary = 'The same as a table', open = false, drawn = false }: { caption: string; heads: readonly string[]; rows: readonly (readonly ReactNode[])[]; rest?: ReactNode; summary?: string; open?: boolean; /** The drawing shows all of it: on paper it is not told twice, unless the reader has opened it. */ drawn?: boolean }) {
  const table = (
    <>
      <Table caption={caption} tight folds>
        <thead {...PART.group}><tr {...PART.row}>{heads.map((head) => <th key={head} {...PART.head}>{head}</th>)}</tr></thead>
        <tbody {...PART.group}>{rows.map((row, index) => <tr key={index} {...PART.row}>{row.map((cell, column) => <td key={heads[column]} {...PART.cell} data-head={heads[column]}>{cell}</td>)}</tr>)}</tbody>
      </Table>
      {rest}
    </>
  );
  return <details className={drawn ? 'twin drawn' : 'twin'} open={open}><summary>{summary}</summary>{open ? table : <Below folded>{table}</Below>}</details>;
}
