import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { program, type Crew, type Env } from './crew';

const SOURCES = [
  'app', 'components', 'lib', 'db', 'docs/contract', 'public', 'next.config.ts', 'postcss.config.mjs', 'proxy.ts', 'instrumentation-client.ts', 'tsconfig.json',
  'package.json', 'package-lock.json',
];
const STAMP = '.next/countersign-build';

/** Whether the production build in `.next` was made from the sources as they are. */
export function isBuilt(): boolean {
  return existsSync('.next/BUILD_ID') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sourcesDigest();
}

/** Builds the console for production; `hear` gets its lines. An interrupted build counts as none. */
export async function build(crew: Crew, env: Env, hear?: (line: string) => void): Promise<void> {
  const digest = sourcesDigest();
  rmSync(STAMP, { force: true });
  await crew.must('next build', program.next('build'), { env: { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }, hear });
  writeFileSync(STAMP, digest);
}

function sourcesDigest(): string {
  const hash = createHash('sha256').update(process.versions.node);
  for (const source of SOURCES) for (const file of filesOf(source)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (/\.[a-z]+$/.test(path)) return [path];
  return readdirSync(path, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}
