import type { Person } from './people';

/** The demo people in columns, for a terminal. */
export function tableOf(people: readonly Person[]): string {
  const rows = people.map(({ name, role, email, password }) => [name, role, email, password]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`).join('\n');
}
