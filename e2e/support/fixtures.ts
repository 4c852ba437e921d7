import { expect, test as base } from 'playwright/test';
import type { StackFacts } from './stack';

type Options = {
  /** Messages of `console.error` that this test provokes on purpose. */
  expectedErrors: RegExp[];
};

/** `test` on the shared product: relative addresses lead to it, and a page that complains on its console fails the test. */
export const test = base.extend<Options, { stack: StackFacts }>({
  stack: [async ({}, give) => {
    const facts = process.env.COUNTERSIGN_E2E;
    if (!facts) throw new Error('The shared product is not running: specs run through playwright.config.ts.');
    await give(JSON.parse(facts) as StackFacts);
  }, { scope: 'worker' }],
  baseURL: async ({ stack }, give) => { await give(stack.url); },
  expectedErrors: [[], { option: true }],
  context: async ({ context, expectedErrors }, give) => {
    const errors: string[] = [];
    const hear = (words: string) => { if (!expectedErrors.some((pattern) => pattern.test(words))) errors.push(words); };
    context.on('console', (message) => { if (message.type() === 'error') hear(`${message.text()} (${message.location().url})`); });
    context.on('weberror', (error) => hear(String(error.error())));
    await give(context);
    expect(errors, 'errors on the console of a page').toEqual([]);
  },
});

export { expect };
