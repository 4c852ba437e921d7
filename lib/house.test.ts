import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { WORK } from './kernel/work';
import { PERMISSIONS } from './staff/permissions';

/** The rules of the house (ARCHITECTURE.md), read off the source tree itself. Each test lists what breaks its rule. */
const ROOT = join(import.meta.dirname, '..');

/** The story's chapters in reading order: each imports only from those before it. The others are importable by all. */
const CHAPTERS = ['intake', 'enrichment', 'links', 'signals', 'risk', 'cases', 'evidence', 'decisions', 'enforcement', 'appeals', 'insights'];
const ALWAYS = ['kernel', 'staff', 'policy', 'audit'];

/** Files of the kernel that are as pure as a noun. */
const PURE_KERNEL = ['assert', 'canonical', 'ids', 'input', 'instant', 'invalid', 'language', 'moves', 'refusal', 'result', 'time-zone', 'unreachable', 'words'];
/** What a noun may import besides other nouns: mathematics, schemas and parsers, no effects. */
const PURE_PACKAGES = ['node:crypto', 'node:zlib', 'node:stream', 'zod', 'ajv', 'ajv/dist/2020.js', 'ajv-formats', 'ipaddr.js'];

type Import = { from: string; to: string; typeOnly: boolean; names: string[] };
type Source = { path: string; text: string; code: string; imports: Import[] };

const SKIPPED = new Set(['node_modules', '.next', '.git', '.countersign', 'test-results', 'playwright-report', 'coverage']);

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((one) => {
    const path = folder === '' ? one.name : `${folder}/${one.name}`;
    if (one.isDirectory()) return SKIPPED.has(one.name) ? [] : filesUnder(path);
    return [path];
  });
}
const FILES = filesUnder('');

/** Comments go, strings stay: a rule that is only mentioned is not broken. */
function withoutComments(text: string): string {
  return text.replace(/('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|(^|[\s;{}(,])\/\/[^\n]*/g, (_, string?: string, before?: string) => string ?? before ?? '');
}

function importsIn(path: string, code: string): Import[] {
  const found: Import[] = [];
  for (const [, type, clause = '', target = ''] of code.matchAll(/^\s*(?:import|export)\s+(type\s+)?([^'";]*?\s*from\s*)?['"]([^'"]+)['"]/gm)) {
    const names = [...clause.matchAll(/[{,]\s*(type\s+)?([\w$]+)/g)];
    const typeOnly = type !== undefined || (names.length > 0 && names.every((name) => name[1] !== undefined) && /^\s*\{/.test(clause));
    found.push({ from: path, to: resolved(path, target), typeOnly, names: names.filter((name) => name[1] === undefined).map((name) => name[2] ?? '') });
  }
  for (const [, target = ''] of code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)) found.push({ from: path, to: resolved(path, target), typeOnly: false, names: [] });
  return found;
}

/** A path of the repository without its extension, or the name of a package. */
function resolved(from: string, target: string): string {
  if (target.startsWith('@/')) return target.slice(2);
  if (!target.startsWith('.')) return target;
  return normalize(join(dirname(from), target)).replace(/\.tsx?$/, '');
}

const SOURCES: Source[] = FILES.filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts')).map((path) => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const code = withoutComments(text);
  return { path, text, code, imports: importsIn(path, code) };
});

const isTest = (path: string): boolean => /\.(test|fixture)\.tsx?$/.test(path) || path.startsWith('lib/story.');
const product = SOURCES.filter((source) => !isTest(source.path));
const inside = (folder: string, sources = product): Source[] => sources.filter((source) => source.path.startsWith(`${folder}/`));
const chapterOf = (path: string): string => /^lib\/([^/]+)\//.exec(path)?.[1] ?? '';
/** lib/<chapter>/<noun>, or a kind, format, panel or language of a chapter: pure definitions. */
const isNoun = (path: string): boolean => /^lib\/[^/]+\/(?:(?:kinds|formats|panels|languages)\/)?[^/]+$/.test(path) && chapterOf(path) !== 'kernel';
const isPureKernel = (path: string): boolean => PURE_KERNEL.some((name) => path === `lib/kernel/${name}` || path === `lib/kernel/${name}.ts`);
const show = (broken: Import): string => `${broken.from} → ${broken.to}`;
const importsOf = (sources: readonly Source[], broken: (one: Import) => boolean): string[] => sources.flatMap((source) => source.imports.filter(broken).map(show));

test('the walk sees the tree, and the parser sees what is imported, how, and from where', () => {
  expect(SOURCES.length).toBeGreaterThan(200);
  expect(importsIn('lib/cases/x.ts', withoutComments(`
    import type { A } from '../risk/a';
    import { b, type C } from '@/lib/kernel/b'; // import d from './d';
    import {
      type E,
      type F,
    } from './e';
    /* import g from './g'; */
    export * from './h';
    import 'server-only';
    const i = await import('../risk/i');`))).toEqual([
    { from: 'lib/cases/x.ts', to: 'lib/risk/a', typeOnly: true, names: ['A'] },
    { from: 'lib/cases/x.ts', to: 'lib/kernel/b', typeOnly: false, names: ['b'] },
    { from: 'lib/cases/x.ts', to: 'lib/cases/e', typeOnly: true, names: [] },
    { from: 'lib/cases/x.ts', to: 'lib/cases/h', typeOnly: false, names: [] },
    { from: 'lib/cases/x.ts', to: 'server-only', typeOnly: false, names: [] },
    { from: 'lib/cases/x.ts', to: 'lib/risk/i', typeOnly: false, names: [] },
  ]);
});

test('every folder of lib is a chapter, and its folders are commands, queries, adapters, kinds, formats, panels or languages', () => {
  const chapters = [...CHAPTERS, ...ALWAYS];
  expect(inside('lib', SOURCES).filter((source) => source.path.split('/').length > 2 && !chapters.includes(chapterOf(source.path))).map((source) => source.path)).toEqual([]);
  expect(inside('lib', SOURCES).map((source) => source.path).filter((path) => path.split('/').length > 3 && !/^lib\/[^/]+\/(commands|queries|adapters|kinds|formats|panels|languages)\/[^/]+$/.test(path))).toEqual([]);
});

test('chapters import only backwards in the story', () => {
  expect(importsOf(inside('lib'), ({ from, to }) => {
    const [own, other] = [chapterOf(from), chapterOf(`${to}/`)];
    if (!CHAPTERS.includes(other)) return false;
    return CHAPTERS.includes(own) ? CHAPTERS.indexOf(other) > CHAPTERS.indexOf(own) : own !== '';
  })).toEqual([]);
});

test('nouns are pure: nouns before them, the kernel’s pure files, and packages without effects', () => {
  const nouns = inside('lib').filter((source) => isNoun(source.path) || isPureKernel(source.path));
  expect(nouns.length).toBeGreaterThan(100);
  expect(importsOf(nouns, ({ to, typeOnly }) => {
    if (to.startsWith('lib/')) return !isNoun(to) && !isPureKernel(to) && !(typeOnly && to.startsWith('lib/kernel/'));
    return !PURE_PACKAGES.includes(to) && !/^docs\/contract\/.*\.json$/.test(to);
  })).toEqual([]);
  expect(nouns.filter((source) => /\bprocess\.|\bfetch\(|\bMath\.random\b/.test(source.code)).map((source) => source.path)).toEqual([]);
});

test('only the kernel holds the database in its hand; commands and queries are given it', () => {
  expect(importsOf(inside('lib').filter((source) => chapterOf(source.path) !== 'kernel'), ({ to, typeOnly }) => to.startsWith('db/') && !to.startsWith('db/schema') && to !== 'db/migrations/meta/_journal.json' && !typeOnly)).toEqual([]);
  expect(importsOf(product, ({ from, to, names }) => to === 'db/client' && names.includes('writing') && !from.startsWith('lib/kernel/') && from !== 'db/factories.ts')).toEqual([]);
});

test('queries never write: they know no command door', () => {
  expect(importsOf(inside('lib').filter((source) => source.path.includes('/queries/')), ({ to }) => to === 'lib/kernel/command')).toEqual([]);
});

test('next and react stay at the edge of lib', () => {
  expect(importsOf(inside('lib'), ({ from, to }) => /^(next|next-auth|react|react-dom|server-only)(\/|$)/.test(to) && from !== 'lib/kernel/action.ts' && !from.includes('/adapters/'))).toEqual([]);
});

test('app and cli never reach past lib to the database', () => {
  expect(importsOf(inside('app'), ({ to }) => to.startsWith('db/'))).toEqual([]);
  expect(importsOf(inside('cli'), ({ to, names, typeOnly }) => to.startsWith('db/') && !typeOnly && !(to === 'db/client' && names.every((name) => ['connection', 'disconnect'].includes(name))))).toEqual([]);
});

test('components get finished values: types and pure functions of nouns, nothing that reads or writes', () => {
  expect(importsOf(inside('components'), ({ to, typeOnly }) => {
    if (/^(app|db|cli|bench|e2e|scripts)\//.test(to)) return true;
    return to.startsWith('lib/') && !typeOnly && !isNoun(to) && !isPureKernel(to);
  })).toEqual([]);
});

test('the database’s folder is paper and ink: it knows lib by its types', () => {
  // What starts, arranges or tries a database is no part of the paper.
  const paper = inside('db').filter((source) => !/^db\/(embedded\/|sandbox|factories|storylines|seed)/.test(source.path));
  expect(importsOf(paper, ({ to, typeOnly }) => to.startsWith('lib/') && !typeOnly && !['lib/kernel/instant'].includes(to))).toEqual([]);
});

test('end-to-end tests see what a person sees: they never import lib', () => {
  expect(importsOf(inside('e2e', SOURCES), ({ to }) => to.startsWith('lib/') || to.startsWith('app/') || to.startsWith('components/'))).toEqual([]);
});

test('accessibility is asked about in one way', () => {
  expect(importsOf(inside('e2e', SOURCES), ({ to }) => to === 'axe-core')).toEqual(['e2e/support/accessible.ts → axe-core']);
});

test('benches and scripts are imported by nobody else; the terminal and the launcher may run them', () => {
  expect(importsOf([...inside('app'), ...inside('components'), ...inside('db'), ...inside('lib')], ({ to }) => /^(bench|scripts|e2e)\//.test(to))).toEqual([]);
});

test('imports carry no file extension', () => {
  expect(SOURCES.flatMap((source) => [...source.code.matchAll(/from\s+['"]((?:\.|@\/)[^'"]+\.(?:ts|tsx|js))['"]/g)].map((found) => `${source.path} → ${found[1]}`))).toEqual([]);
});

test('client code lives in components/controls', () => {
  const client = SOURCES.filter((source) => /^\s*['"]use client['"]/.test(source.code)).map((source) => source.path);
  expect(client.filter((path) => !path.startsWith('components/controls/') && !/^app\/(.*\/)?(global-)?error\.tsx$/.test(path))).toEqual([]);
  expect(client.length).toBeGreaterThan(3);
});

test('what the browser is sent carries no schema and nothing of the server', () => {
  const byPath = new Map(SOURCES.map((source) => [source.path.replace(/\.tsx?$/, ''), source]));
  const reached = new Set<string>();
  const packages = new Map<string, string>();
  const walk = ({ path, imports }: Source): void => {
    if (reached.has(path)) return;
    reached.add(path);
    for (const { to, typeOnly } of imports) {
      if (typeOnly) continue;
      const source = byPath.get(to) ?? byPath.get(`${to}/index`);
      // Server actions are named there, and stay where they are.
      if (source === undefined) packages.set(to, path);
      else if (!/^\s*['"]use server['"]/.test(source.code)) walk(source);
    }
  };
  for (const source of product) if (/^\s*['"]use client['"]/.test(source.code)) walk(source);
  expect(reached.size).toBeGreaterThan(50);
  expect([...packages].filter(([to]) => /^(zod|ajv|drizzle-orm|pg|node:)/.test(to)).map(([to, from]) => `${from} → ${to}`)).toEqual([]);
  expect([...reached], 'a refusal comes with its words').not.toContain('lib/kernel/refusal.ts');
});

/** Views that cannot stand in the gallery, and why. */
const NOT_IN_THE_GALLERY: Readonly<Record<string, string>> = {
  Deciding: 'nothing of its own: it shows the form that decides, or why there is none, and both are in the gallery',
  LeaseKeeper: 'nothing to see while a hold stands; what it says of one that ends, HoldEnds, is in the gallery',
  LeaseWatch: 'nothing to see while a hold stands; what it says of one that ends, HoldEnds, is in the gallery',
  LiveRefresh: 'nothing to see before the live stream says that something changed; what it shows then, LiveBar, is in the gallery',
  Presence: 'asks the server who else is here; what it draws, Onlookers, is in the gallery',
  Slotted: 'a panel in its place, and nothing of its own; what it says of one that breaks, Unread, is in the gallery',
  Streamed: 'a part of a page or its placeholder, and nothing of its own; e2e/dossier.spec.ts waits behind it',
  Trouble: 'Next gives its error pages what tries again; e2e/faults.spec.ts sees it',
};

test('every view is in the gallery, by itself or as a part of one that is', () => {
  const views = inside('components').filter(({ path }) => path.endsWith('.tsx'));
  const homes = new Map(views.flatMap((source) => [...source.code.matchAll(/^export function ([A-Z]\w*)/gm)].map(([, name = '']) => [name, source] as const)));
  const shown = new Set<string>();
  const draw = (source: Source): void => {
    for (const [, name = ''] of source.code.matchAll(/<([A-Z]\w*)/g)) {
      const home = homes.get(name);
      if (home === undefined || shown.has(name)) continue;
      shown.add(name);
      draw(home);
    }
  };
  product.filter(({ path }) => path.startsWith('app/gallery/') || path === 'app/layout.tsx').forEach(draw);
  expect(homes.size).toBeGreaterThan(120);
  expect([...homes.keys()].filter((name) => !shown.has(name)).toSorted()).toEqual(Object.keys(NOT_IN_THE_GALLERY));
});

test('only the kernel’s clock reads the clock', () => {
  const free = (path: string) => isTest(path) || /^(bench|scripts|e2e)\//.test(path) || path === 'lib/kernel/clock.ts';
  expect(SOURCES.filter((source) => !free(source.path) && /\bnew Date\(\s*\)|\bDate\.now\b/.test(source.code)).map((source) => source.path)).toEqual([]);
});

test('what a folder of kinds, formats or languages holds is in its index', () => {
  for (const index of SOURCES.filter((source) => /\/(kinds|formats|languages)\/index\.ts$/.test(source.path))) {
    const folder = dirname(index.path);
    const members = SOURCES.filter((source) => dirname(source.path) === folder && !isTest(source.path) && source !== index).map((source) => source.path.replace(/\.ts$/, ''));
    expect(members.length).toBeGreaterThan(1);
    expect(members.filter((member) => !index.imports.some((one) => one.to === member))).toEqual([]);
  }
});

test('no drawer has a name that says nothing', () => {
  expect(FILES.filter((path) => path.split('/').some((part) => /^(utils?|helpers?|common|misc|managers?|services?)(\.|$)/i.test(part) || /-(utils?|helpers?|manager|service)(\.|$)/i.test(part)))).toEqual([]);
  expect(SOURCES.map((source) => source.path).filter((path) => /^(lib|cli|db|bench)\//.test(path) && !/^[a-z0-9.-]+$/.test(path.split('/').at(-1) ?? ''))).toEqual([]);
});

test('files stay short enough to be read in one sitting', () => {
  expect(SOURCES.filter((source) => source.text.split('\n').length > 350).map((source) => `${source.path}: ${source.text.split('\n').length}`)).toEqual([]);
});

test('every path that a document names is there', () => {
  const tops = readdirSync(ROOT);
  const broken = FILES.filter((path) => path.endsWith('.md')).flatMap((document) => {
    const text = readFileSync(join(ROOT, document), 'utf8').replace(/^```[\s\S]*?^```/gm, '');
    const named = [...text.matchAll(/`([^`\s]+)`/g)].map((found) => found[1] ?? '').filter((path) => /^[\w@.()[\]/-]+$/.test(path) && path.includes('/') && tops.includes(path.split('/')[0] ?? ''));
    const linked = [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map((found) => found[1] ?? '').filter((path) => !/^[a-z]+:/i.test(path));
    return [...named, ...linked].filter((path) => !existsSync(join(ROOT, path)) && !existsSync(join(ROOT, dirname(document), path))).map((path) => `${document}: ${path}`);
  });
  expect(broken).toEqual([]);
});

type Made = { name: string; constant: string; path: string };
const COMMANDS: Made[] = inside('lib').flatMap((source) =>
  [...source.code.matchAll(/export const (\w+) = command\(\{\s*name: '([\w.]+)'/g)].map(([, constant = '', name = '']) => ({ name, constant, path: source.path })));

test('every command is defined once, by the name that the permissions know, in a folder of commands', () => {
  expect(COMMANDS.map((one) => one.name).toSorted()).toEqual(Object.keys(PERMISSIONS).toSorted());
  expect(COMMANDS.filter((one) => !/^lib\/[^/]+\/commands\//.test(one.path)).map((one) => one.path)).toEqual([]);
});

test('every command has a test with a success, a refusal and a line of the ledger', () => {
  const tests = inside('lib', SOURCES).filter((source) => source.path.endsWith('.test.ts'));
  const codeWithFixtures = (source: Source): string => [source.code, ...source.imports.filter((one) => one.to.endsWith('.fixture')).map((one) => SOURCES.find((other) => other.path === `${one.to}.ts`)?.code ?? '')].join('\n');
  const untested = COMMANDS.filter(({ name, constant, path }) => !tests.some((source) => {
    const called = chapterOf(source.path) === chapterOf(path) && new RegExp(`\\b${constant}\\(`).test(codeWithFixtures(source));
    const succeeds = /\bok: true\b|\bmust\(|\.ok\)\.toBe\(true\)|'done'/.test(source.code);
    const refuses = /\bcode: '|\bok: false\b/.test(source.code);
    const enters = source.code.includes(`'${name}'`) && /\blinesOf\(|\bledgerEntries\b|\bledger_entries\b/.test(source.code);
    return called && succeeds && refuses && enters;
  }));
  expect(untested.map((one) => `${one.name} (${one.path})`)).toEqual([]);
});

test('every name of work has a hand', () => {
  const worker = SOURCES.find((source) => source.path === 'cli/worker.ts');
  const hands = /const HANDS[^{]*\{([\s\S]*?)\n\};/.exec(worker?.code ?? '')?.[1] ?? '';
  expect([...hands.matchAll(/^ {2}'?([\w-]+)'?:/gm)].map((found) => found[1]).toSorted()).toEqual([...WORK].toSorted());
});

test('every screen of the navigation has its page', () => {
  const navigation = SOURCES.find((source) => source.path === 'app/(console)/navigation.ts');
  const hrefs = [...(navigation?.code ?? '').matchAll(/href: '\/([\w/-]+)'/g)].map((found) => found[1] ?? '');
  expect(hrefs.length).toBeGreaterThan(4);
  expect(hrefs.filter((href) => !existsSync(join(ROOT, 'app/(console)', href, 'page.tsx')))).toEqual([]);
});
