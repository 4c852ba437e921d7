import { defineConfig } from 'playwright/test';
import { BROWSER_ARGS, presentBrowser } from './scripts/find-browser';

const executablePath = presentBrowser();
if (!executablePath) throw new Error('No Chromium found. npm test installs one; or name yours in CHROMIUM_PATH.');
// The processes that run the specs read this file again; they need not search again.
process.env.CHROMIUM_PATH = executablePath;

const JOURNEYS = /(?:faults[\w-]*|onboarding|story)\.spec\.ts$/;
const PICTURES = /pictures\.spec\.ts$/;

export default defineConfig({
  testDir: './e2e',
  globalSetup: './e2e/support/terminal.ts',
  outputDir: './test-results',
  fullyParallel: false,
  // On two cores as well: much of a test is waiting for a page, and for what comes of it.
  workers: 3,
  retries: 0,
  forbidOnly: true,
  // Far beyond what a slow machine needs: a limit is for what never comes.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: 'list',
  // First what needs a product of its own, the longest among it; the others then share the products of the workers.
  projects: [
    { name: 'journeys', testMatch: JOURNEYS },
    { name: 'screens', testIgnore: [JOURNEYS, PICTURES] },
    ...(process.env.E2E_PICTURES ? [{ name: 'pictures', testMatch: PICTURES }] : []),
  ],
  use: {
    browserName: 'chromium',
    headless: true,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    // Recording costs nearly as much as the tests themselves, so it is asked for: E2E_TRACE=1.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath, args: BROWSER_ARGS },
  },
});
