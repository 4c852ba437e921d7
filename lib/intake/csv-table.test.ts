import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellsOf } from './csv-table';

test.each([
  ['a,b', ['a', 'b']], ['a,b\r', ['a', 'b']], ['', ['']], [',', ['', '']], ['"a,b",c', ['a,b', 'c']], ['"a ""b""",', ['a "b"', '']], ['a "b",c', ['a "b"', 'c']], ['""', ['']],
  ['"a', null], ['"a"b,c', null], ['x,"a""', null],
])('the cells of %j', (line, cells) => {
  expect(cellsOf(line, ',')).toEqual(cells);
});

test('cells written with quotes are read as they were, and as a whole CSV reader reads them', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', ' ', 'é', ';') });
  fc.assert(fc.property(fc.array(cell, { minLength: 2, maxLength: 5 }), (cells) => {
    const line = cells.map((text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
    expect(cellsOf(line, ',')).toEqual(cells);
    expect(parse(line, { skip_empty_lines: false })).toEqual([cells]);
  }));
});
