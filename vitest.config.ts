import { defineConfig } from 'vitest/config';

const here = (path: string) => new URL(path, import.meta.url).pathname;

export default defineConfig({
  resolve: {
    alias: [
      { find: /^@\//, replacement: here('./') },
      // Next's guard against server code in a browser bundle; there is no bundle here.
      { find: 'server-only', replacement: here('./node_modules/server-only/empty.js') },
    ],
  },
  test: {
    include: ['**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '.next/**', '.countersign/**', 'e2e/**'],
    globalSetup: ['./db/sandbox-setup.ts'],
    // By itself it leaves one core alone, which is half of a machine that has two.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
    retry: 0,
    env: { TZ: 'UTC' },
  },
});
