import { expect, test } from 'vitest';
import { STANDARD_POLICY } from '../policy/standard';
import { assessed, finding } from '../risk/assessment.fixture';
import { cellsOf, columnsOf } from './matrix';
import { verdictOf } from './verdict';

const identifiers = [{ kind: 'payout_instrument' as const, digest: 'till' }];
const one = assessed([finding('P1', 3, { identifiers }), finding('L3', 1.8, { identifiers }), finding('D3', 3.6), finding('D1', 2), finding('G6', 4)]);

test('a cell says of a finding what its line in the case says: the same weight, or that it is counted above or nowhere', () => {
  const columns = columnsOf([one]);
  const cells = cellsOf(columns, one);
  const { lines } = verdictOf(one, STANDARD_POLICY);
  expect(columns.map(({ signal }) => signal)).toEqual(lines.map(({ id }) => id));
  for (const { id, llr, state } of lines) expect(cells[id], id).toBe(state === 'counted' ? llr : state);
  expect(cells).toMatchObject({ L3: 'above', G6: 'apart', D3: expect.any(Number) });
});

test('a column stands for what counts over all accounts; what was not found has no cell, who is not assessed has none known', () => {
  const columns = columnsOf([one, assessed([finding('P1', 1.5)])]);
  expect(columns[0]).toMatchObject({ signal: 'P1', family: 'payout' });
  expect(Object.keys(cellsOf(columns, assessed([finding('P1', 1.5)])))).toEqual(['P1']);
  expect(Object.values(cellsOf(columns, undefined)).every((cell) => cell === null)).toBe(true);
});
