import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MOST_IGNORED } from '@/app/(public)/appeal/[token]/answer/sent-form';
import { MOST_BYTES } from '@/app/(console)/imports/upload-limits';
import { MOST_FILE_BYTES, MOST_FILES } from '@/lib/appeals/enclosure';
import { INTAKE_LIMITS } from '@/lib/intake/limits';
import next from '../next.config';

const MB = 1024 * 1024;

test('a proxy that is set up by the guide lets through all that the product reads', () => {
  const proxy = /## Proxy\n([\s\S]*?)\n## /.exec(readFileSync('docs/operations.md', 'utf8'))?.[1] ?? '';
  const [, everywhere, uploads, answers, kept] = /Bodies up to (\d+) MB; for `\/imports\/upload` up to (\d+) MB, and for `\/appeal\/…\/answer` up to (\d+) MB\.[^.]* (\d+) MB of files/.exec(proxy) ?? [];
  expect(next.experimental?.serverActions?.bodySizeLimit).toBe(`${everywhere}mb`);
  expect(Number(everywhere)).toBeGreaterThan(INTAKE_LIMITS.batchBytes / MB);
  // The form around the file takes some room as well.
  expect(Number(uploads)).toBe(MOST_BYTES / MB + 1);
  expect([Number(answers), Number(kept)]).toEqual([MOST_IGNORED / MB, MOST_FILES * MOST_FILE_BYTES / MB]);
});
