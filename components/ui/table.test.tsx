import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DataTable } from './table';

test('what stands in two tables of a page is two rows for the keys that walk them', () => {
  const list = (caption: string) => <DataTable caption={caption} rows={['delivery_1', 'delivery_2']} keyOf={(id) => id} columns={[{ key: 'id', head: 'Id', names: true, cell: (id) => id }]} />;
  const rows = [...renderToStaticMarkup(<>{list('Given up')}{list('All')}</>).matchAll(/data-row="([^"]+)"/g)].map(([, row]) => row);
  expect(rows).toHaveLength(4);
  expect(new Set(rows).size).toBe(4);
});
