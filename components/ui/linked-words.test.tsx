import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { LinkedWords } from './linked-words';

const led = (words: string) => [...renderToStaticMarkup(<LinkedWords words={words} />).matchAll(/<a href="([^"]+)">([^<]+)<\/a>/g)].map(([, href, text]) => [text, href]);

test('the case and the screen that a sentence names are ways to them', () => {
  expect(led('C-2318 is open on it already.')).toEqual([['C-2318', '/cases/C-2318']]);
  expect(led('Read it first, under Reviews; this wave is covered until then.')).toEqual([['Reviews', '/reviews']]);
});

test('what is no name of a place stays a word, and no word is lost', () => {
  for (const words of ['Reviews are due.', 'ABC-12 and C-x', 'The time for this has passed.', '']) expect(led(words)).toEqual([]);
  expect(renderToStaticMarkup(<LinkedWords words="On C-7, or under Reviews." />).replaceAll(/<[^>]+>/g, '')).toBe('On C-7, or under Reviews.');
});
