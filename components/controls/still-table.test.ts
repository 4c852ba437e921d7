import { constructTable, createColumnHelper } from '@tanstack/react-table';
import { expect, test } from 'vitest';
import { features } from './queue-columns';
import type { QueueRow } from '../queue/row';

const helper = createColumnHelper<typeof features, QueueRow>();
const columns = helper.columns(['ring', 'stake', 'due'].map((id) => helper.display({ id, header: id })));
const rows = (...ids: string[]) => ids.map((id) => ({ id }) as QueueRow);
const options = { features, columns, data: rows('a'), getRowId: ({ id }: QueueRow) => id, state: { columnVisibility: { stake: false } } };

test('a table without a store shows the rows and the columns that it was handed last, in its heads and in its rows', () => {
  const table = constructTable(options);
  const heads = () => table.getHeaderGroups().flatMap(({ headers }) => headers.map(({ id }) => id));
  const cells = () => table.getRowModel().rows.map((row) => [row.id, ...row.getVisibleCells().map(({ column }) => column.id)]);
  expect([heads(), cells()]).toEqual([['ring', 'due'], [['a', 'ring', 'due']]]);
  table.setOptions((before) => ({ ...before, data: rows('a', 'b'), state: { columnVisibility: { due: false } } }));
  expect([heads(), cells()]).toEqual([['ring', 'stake'], [['a', 'ring', 'stake'], ['b', 'ring', 'stake']]]);
});

test('whoever would listen to it is refused, instead of never being told', () => {
  expect(() => constructTable(options).store.subscribe(() => {})).toThrow('tells nobody');
});
