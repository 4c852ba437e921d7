import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partsOf } from './shared-passages';

test('shared passages are marked whatever their case and spacing', () => {
  expect(partsOf('I have carefully  read your requirement. My own words.', ['i have carefully read', 'read your requirement'])).toEqual([
    { text: 'I have carefully  read your requirement', shared: true },
    { text: '. My own words.', shared: false },
  ]);
});

test('the parts always make up the text, and odd passages break nothing', () => {
  fc.assert(fc.property(fc.string(), fc.array(fc.string()), (text, passages) => {
    expect(partsOf(text, passages).map((part) => part.text).join('')).toBe(text);
  }));
});
