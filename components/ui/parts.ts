/**
 * What the parts of a table are, said aloud: a table that folds on a phone is laid out in blocks (fold.css), which some browsers take for no
 * parts of a table any more. Whatever folds spreads them over its parts.
 */
export const PART = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  head: { role: 'columnheader', scope: 'col' },
  name: { role: 'rowheader', scope: 'row' },
  cell: { role: 'cell' },
} as const;
