import { expect, test } from 'vitest';
import { LANGUAGES } from '@/lib/kernel/language';
import { opensNothing } from './plain-frame';
import { readFileSync } from 'node:fs';

test('a wrong address has the head of the holder’s page, with the platform’s name and every language', () => {
  const html = opensNothing('uk', '/appeal/x"y');
  for (const part of ['<html lang="uk">', '<b>the platform</b>', 'aria-current="true">Українська</a>', ...LANGUAGES.map((one) => `href="/appeal/x&quot;y?language=${one}"`)]) expect(html).toContain(part);
});

test('its colours are those of the console, and its fonts are there', () => {
  const html = opensNothing('en', '/appeal/x');
  const tokens = readFileSync('app/tokens.css', 'utf8').toLowerCase();
  const [light = '', dark = ''] = [...html.matchAll(/:root \{[^}]*\}/g)].map(([block]) => block);
  const long = (value: string): string => value.replace(/^#(.)(.)(.)$/, '#$1$1$2$2$3$3');
  const part = (from: string): string => tokens.slice(tokens.indexOf(from), tokens.indexOf('}', tokens.indexOf(from)));
  for (const [block, told] of [[light, part(":root, [data-theme='light']")], [dark, part("[data-theme='dark']")]] as const) {
    const colours = [...block.matchAll(/(--[\w-]+): (#[0-9a-f]+)/g)];
    expect(colours.length).toBeGreaterThan(9);
    for (const [, name, value = ''] of colours) expect(told).toMatch(new RegExp(`${name}: +${long(value)};`));
  }
  for (const [, file] of html.matchAll(/url\(\/(fonts\/[\w-]+\.woff2)\)/g)) expect(readFileSync(`public/${file}`).byteLength).toBeGreaterThan(1_000);
});
