import { expect, test } from 'vitest';
import { slipsOf } from './slip';

/** As the database matches them. */
const fits = (typed: string, name: string): boolean => slipsOf(typed).some((pattern) => new RegExp(`^${pattern.replaceAll('_', '.').replace('%', '.*')}$`, 'u').test(name));

test('one slip behind the first three letters is forgiven, and no more', () => {
  for (const typed of ['malory', 'mallorry', 'mallury', 'malloyr', 'Malory Ha']) expect(fits(typed, 'mallory hale'), typed).toBe(true);
  for (const typed of ['melory', 'malurt', 'mal', 'c-1014', '%%%%', 'ma_lory']) expect(fits(typed, 'mallory hale'), typed).toBe(false);
});
