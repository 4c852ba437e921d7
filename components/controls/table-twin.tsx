'use client';
import type { ReactNode } from 'react';
import { PART } from '../ui/parts';
import { Table, TWIN_ROWS } from '../ui/table';
import { Below } from './below';

/**
 * The table behind a drawing: the same facts for the keyboard and for screen readers. At most `TWIN_ROWS` are written out; `total` counts them where only those are given.
 * A control, so that its rows are sent to a script as the words that they are, and not once more as a table.
 */
export function TableTwin({ caption, heads, rows, total = rows.length, open = false }: { caption: string; heads: readonly string[]; rows: readonly (readonly ReactNode[])[]; total?: number; open?: boolean }) {
  const shown = rows.slice(0, TWIN_ROWS);
  const table = (
    <>
      <Table caption={caption} tight folds>
        <thead {...PART.group}><tr {...PART.row}>{heads.map((head) => <th key={head} {...PART.head}>{head}</th>)}</tr></thead>
        <tbody {...PART.group}>{shown.map((row, index) => <tr key={index} {...PART.row}>{row.map((cell, column) => <td key={heads[column]} {...PART.cell} data-head={heads[column]}>{cell}</td>)}</tr>)}</tbody>
      </Table>
      {total > shown.length && <p className="xs qq">{total - shown.length} more are left out here; every one of them is in the evidence rows.</p>}
    </>
  );
  return <details className="twin" open={open}><summary>The same as a table</summary>{open ? table : <Below folded>{table}</Below>}</details>;
}
