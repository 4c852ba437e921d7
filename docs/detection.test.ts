import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SIGNALS } from '@/lib/signals/kinds';
import { strengthOf } from '@/lib/signals/weight';

/** Rows of the signal tables under their headings: a heading names a family. */
function rowsIn(document: string): { id: string; title: string; family: string; strength: string; halfLife: string }[] {
  let family = '';
  return document.split('\n').flatMap((line) => {
    family = /^### (.+)$/.exec(line)?.[1]?.toLowerCase() ?? family;
    const cells = /^\| [A-Z]\d+ \|/.test(line) ? line.split('|').slice(1, -1).map((cell) => cell.trim()) : [];
    return cells.length === 8 ? [{ id: cells[0]!, title: cells[1]!, family, strength: cells[3]!, halfLife: cells[4]! }] : [];
  });
}

const document = readFileSync('docs/detection.md', 'utf8');

test('every signal has one row, under its family, with its title, its strongest class and its half-life; no row is of anything else', () => {
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const built = SIGNALS.map(({ id, title, family, weight, halfLifeDays }) => ({ id, title, family: family as string, strength: strengthOf(weight) as string, halfLife: `${halfLifeDays} d` }));
  expect(rowsIn(document).sort(byId)).toEqual(built.sort(byId));
});

test('a row says what it says, its source, its innocent twin and what lowers it', () => {
  const rows = document.split('\n').filter((line) => /^\| [A-Z]\d+ \|/.test(line));
  expect(rows.length).toBe(SIGNALS.length);
  for (const row of rows) for (const cell of row.split('|').slice(1, -1)) expect(cell.trim(), row).not.toBe('');
});
