import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A data package as installed: its folder and version. */
export type Packaged = { folder: string; version: string };

/**
 * Finds an installed data package by walking up from this file, then from the working folder. A plain walk and not the module
 * resolver, because data files are not modules and bundlers rewrite `require.resolve`.
 */
export function packaged(name: string): Packaged {
  const starts = [dirname(fileURLToPath(import.meta.url)), /* turbopackIgnore: true */ process.cwd()];
  for (const start of starts) {
    for (let folder = start; ; folder = dirname(folder)) {
      const candidate = join(/* turbopackIgnore: true */ folder, 'node_modules', name);
      if (existsSync(join(candidate, 'package.json'))) return { folder: candidate, version: versionOf(candidate) };
      if (folder === dirname(folder)) break;
    }
  }
  throw new Error(`the data package ${name} is not installed: run npm install`);
}

function versionOf(folder: string): string {
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  return version;
}

/** The day a package's data are of, from a version that ends in it: "2.3.2026061719" is 2026-06-17. */
export function dayOfVersion(version: string): string {
  const [, year, month, day] = /(\d{4})(\d{2})(\d{2})\d{0,2}$/.exec(version) ?? [];
  if (!year) throw new Error(`the version ${version} of a data package names no day`);
  return `${year}-${month}-${day}`;
}
