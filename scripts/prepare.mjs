// The only part of the launchers that runs before anything is installed: Node's own modules alone.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.countersign');

/**
 * Checks Node, installs the packages if they are missing or older than the lock, and makes TypeScript importable.
 * @param {{ install: boolean }} options install false: says what to do instead of installing
 */
export async function prepare({ install }) {
  requireNode();
  process.chdir(root);
  if (install && !isInstalled()) await installPackages();
  if (!existsSync(join(root, 'node_modules', 'tsx'))) end('The packages are not installed. Run: npm install');
  const { register } = await import('tsx/esm/api');
  register();
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) end(`Countersign needs Node 20.19 or later; this is ${process.versions.node}.`);
}

/** Changes with the lock and with the kind of machine that the packages are for. */
function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function isInstalled() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** `npm install`, because `npm ci` refuses a lock that was written where packages for other platforms were not to be had. */
async function installPackages() {
  const since = performance.now();
  process.stderr.write('· Installing packages\n');
  const args = ['install', '--no-audit', '--no-fund', '--no-save', '--include=dev', '--include=optional', '--loglevel=error'];
  const cli = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : undefined;
  const [program, rest] = cli ? [process.execPath, [cli, ...args]] : [process.platform === 'win32' ? 'npm.cmd' : 'npm', args];
  const beat = setInterval(() => { process.stderr.write(`  installing, ${Math.round((performance.now() - since) / 1000)} s\n`); }, 10_000);
  const child = spawn(program, rest, { cwd: root, stdio: ['ignore', 2, 2], shell: program === 'npm.cmd' });
  const forward = (signal) => child.kill(signal);
  process.once('SIGTERM', forward).once('SIGINT', forward);
  const code = await new Promise((done) => { child.once('exit', (status, signal) => done(signal ? 130 : status)).once('error', () => done(127)); });
  clearInterval(beat);
  process.off('SIGTERM', forward).off('SIGINT', forward);
  if (code !== 0) end('npm install failed; its words are above.', code === 130 ? 130 : 1);
  writeFileSync(stamp, fingerprint());
  process.stderr.write(`✓ Packages installed (${((performance.now() - since) / 1000).toFixed(1)} s)\n`);
}

function end(words, code = 1) {
  process.stderr.write(`${words}\n`);
  process.exit(code);
}
