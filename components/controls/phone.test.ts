import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PHONE } from './phone';

test('scripts and style sheets agree on what a phone is', () => {
  expect(readFileSync('app/globals.css', 'utf8')).toContain(`--breakpoint-phone: ${PHONE}px;`);
});
