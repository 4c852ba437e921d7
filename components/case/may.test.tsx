import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Onlookers } from './may';

test('who else is looking is told once: of whoever holds the case, and is named above, that it is open on their screen', () => {
  const words = (names: readonly string[], mine: boolean, holder: string | null = null) => renderToStaticMarkup(<Onlookers names={names} mine={mine} holder={holder} />).replace(/^.*<p class="grow">|<\/p>$/gs, '');
  expect(words([], false, 'Ada')).toBe('Nobody else is looking.');
  expect(words(['Ada'], false, 'Ada').trim()).toBe('It is open on their screen.');
  expect(words(['Ada', 'Ben'], false, 'Ada')).toBe('It is open on their screen. Ben is looking as well');
  expect(words(['Ben', 'Cleo'], true)).toBe('Ben and Cleo are looking, and cannot act');
});
