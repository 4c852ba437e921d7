import { expect, test } from 'vitest';
import { TRADES } from './lexicon';
import { Random } from './random';
import { proposal, sentences, summary, voice, type Voice } from './texts';

function shinglesOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  return new Set(words.slice(2).map((_, index) => words.slice(index, index + 3).join(' ')));
}

function worn(texts: readonly Set<string>[]): Set<string> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const shingle of text) counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > texts.length * 0.01).map(([shingle]) => shingle));
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>, without: ReadonlySet<string>): number {
  const [left, right] = [a, b].map((set) => [...set].filter((shingle) => !without.has(shingle)));
  const both = (left ?? []).filter((shingle) => b.has(shingle)).length;
  const either = (left ?? []).length + (right ?? []).length - both;
  return either === 0 ? 0 : both / either;
}

const random = new Random('texts');
const people: Voice[] = Array.from({ length: 500 }, (_, index) => voice(random.weighted(TRADES, (trade) => trade.weight), random.fork(index)));

test('unrelated people write differently once worn phrases are taken out', () => {
  for (const write of [summary, proposal]) {
    const texts = people.map((person, index) => shinglesOf(write(person, random.fork(`t${index}`))));
    const common = worn(texts);
    let alike = 0;
    for (let a = 0; a < texts.length; a += 1) for (let b = a + 1; b < texts.length; b += 1) alike = Math.max(alike, jaccard(texts[a] as Set<string>, texts[b] as Set<string>, common));
    expect(alike).toBeLessThan(0.2);
  }
});

test('a shared pool makes near copies', () => {
  const trade = TRADES[0] as (typeof TRADES)[number];
  const pool = { sentences: sentences(trade, 6, random.fork('pool')), chance: 1 };
  const texts = [1, 2, 3, 4, 5].map((nth) => shinglesOf(summary({ ...voice(trade, random.fork(`ring${nth}`)), pool }, random.fork(`s${nth}`))));
  const alike = texts.flatMap((a, index) => texts.slice(index + 1).map((b) => jaccard(a, b, new Set())));
  expect(Math.max(...alike)).toBeGreaterThan(0.3);
});
