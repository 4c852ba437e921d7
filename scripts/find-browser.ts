import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright';
import { program, type Crew } from './launch/crew';
import { Trouble } from './launch/steps';

/** Chromium without what a test has no use for, and without a word to anybody. */
export const BROWSER_ARGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
];

const SYSTEM = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium that runs here: `CHROMIUM_PATH`, then Playwright's own, then the system's; null when there is none. */
export function presentBrowser(): string | null {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (runs(given)) return given;
    throw new Trouble(`CHROMIUM_PATH names ${given}, which does not run as a browser.`);
  }
  const own = chromium.executablePath();
  if (own && runs(own)) return own;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return SYSTEM.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs) ?? null;
}

/** A Chromium that runs here, installed if there is none: by Playwright, else as root by apt. */
export async function findBrowser(crew: Crew, note: (words: string) => void): Promise<string> {
  const present = presentBrowser();
  if (present) return present;
  note('no Chromium found; installing it with Playwright');
  const playwright = await crew.run(program.node('node_modules/playwright/cli.js', 'install', 'chromium'), { note });
  const own = presentBrowser();
  if (own) return own;
  const tried = [`playwright install chromium: ${lastLine(playwright.words || playwright.output) || 'the browser it installed does not run here'}`];
  if (process.getuid?.() === 0 && ['/usr/bin/apt-get', '/bin/apt-get'].some(isExecutable)) {
    note('installing it with apt');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await crew.run(['apt-get', 'update'], { env });
    const apt = await crew.run(['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'], { env, note });
    const system = presentBrowser();
    if (system) return system;
    tried.push(`apt-get install chromium: ${lastLine(apt.words || apt.output)}`);
  }
  throw new Trouble(`The end-to-end tests need Chromium and none could be found or installed.\n${tried.map((line) => `  ${line}`).join('\n')}\nInstall Chromium or Google Chrome and name it: CHROMIUM_PATH=/path/to/chromium npm test`);
}

/** Present and able to start: a browser whose libraries are missing is of no use. */
function runs(path: string): boolean {
  return isExecutable(path) && spawnSync(path, ['--version'], { timeout: 20_000 }).status === 0;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function lastLine(words: string): string {
  return words.trim().split('\n').at(-1)?.trim() ?? '';
}
