import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = 'docs/decisions';
const records = readdirSync(FOLDER).filter((name) => name !== 'README.md').sort();

test('every record is listed once, in order, by its own number and title', () => {
  const listed = readFileSync(`${FOLDER}/README.md`, 'utf8').split('\n').filter((line) => line.startsWith('- '));
  expect(listed).toEqual(records.map((name) => {
    const [heading = ''] = readFileSync(join(FOLDER, name), 'utf8').split('\n');
    const number = name.slice(0, 4);
    expect(heading.startsWith(`# ${number}. `), name).toBe(true);
    return `- [${number}](${name}) ${heading.slice(`# ${number}. `.length)}`;
  }));
});

test('no two records have one number, and every decision that is named exists', () => {
  const numbers = new Set(records.map((name) => name.slice(0, 4)));
  expect(numbers.size).toBe(records.length);
  const files = ['docs', 'lib', 'app', 'cli', 'components', 'db', 'bench', 'e2e', 'scripts'].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`));
  const told = [...files, ...readdirSync('.')].filter((path) => /\.(md|ts|tsx|mjs)$/.test(path)).flatMap((path) =>
    [...readFileSync(path, 'utf8').matchAll(/\bdecisions? (\d{4}(?:(?:, | and )\d{4})*)/g)].flatMap(([, names = '']) => names.split(/, | and /).map((number) => ({ path, number }))));
  expect(told.length).toBeGreaterThan(10);
  expect(told.filter(({ number }) => !numbers.has(number))).toEqual([]);
});
