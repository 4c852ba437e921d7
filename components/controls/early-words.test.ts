import { expect, test } from 'vitest';
import { NOTHING_YET, pasted, pressed, type Early } from './early-words';

type Held = Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'altGraph', boolean>>;
const press = (early: Early, key: string, { altGraph = false, ...held }: Held = {}) => pressed(early, { key, ctrlKey: false, metaKey: false, altKey: false, ...held, getModifierState: (of) => of === 'AltGraph' && altGraph });
const ada: Early = { words: 'ada', entered: false };

test('what is typed and pasted is kept, a sign of the third level among it', () => {
  const typed = ['a', 'd', 'x', 'Backspace', 'a'].reduce<Early>((early, key) => press(early, key) as Early, NOTHING_YET);
  expect(typed).toEqual(ada);
  expect(pasted(typed, ' of Pest')).toEqual({ words: 'ada of Pest', entered: false });
  // By AltGr, which some desks tell as Ctrl and Alt, and by Option.
  for (const held of [{ altGraph: true }, { altGraph: true, ctrlKey: true, altKey: true }, { altKey: true }]) expect(press(ada, '@', held)).toEqual({ words: 'ada@', entered: false });
});

test('Enter is passed on and means what stands there then; Escape takes the opening back; what sends does not reach the page', () => {
  const entered = press(ada, 'Enter') as Early;
  expect(entered).toEqual({ words: 'ada', entered: true });
  expect(press(entered, 's')).toEqual({ words: 'adas', entered: false });
  expect(press(NOTHING_YET, 'Enter')).toEqual(NOTHING_YET);
  expect([press(ada, 'Enter', { ctrlKey: true }), press(ada, 'Enter', { metaKey: true })]).toEqual([ada, ada]);
  expect(press(ada, 'Escape')).toBe('left');
});

test('what is the browser’s or the page’s stays theirs: choosing all, the key that pastes, moving, going back', () => {
  expect([press(ada, 'a', { ctrlKey: true }), press(ada, 'v', { metaKey: true }), press(ada, 'ArrowDown'), press(ada, 'Tab'), press(ada, 'F5'), press(ada, 'ArrowLeft', { altKey: true }), press(ada, 'Backspace', { ctrlKey: true })]).toEqual(Array.from({ length: 7 }, () => null));
});
