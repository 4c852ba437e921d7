/** What was typed before the search had come, and whether Enter was pressed on it since. */
export type Early = { words: string; entered: boolean };

export const NOTHING_YET: Early = { words: '', entered: false };

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'getModifierState'>;

/** What one more key makes of it; "left" where it takes the opening back, null where it is none of the search's. */
export function pressed(early: Early, event: Press): Early | 'left' | null {
  const { key, ctrlKey, metaKey, altKey } = event;
  // A sign of the third level, such as @, comes with Alt, and on some desks with Ctrl besides.
  if (key.length === 1 && !metaKey && (!ctrlKey || event.getModifierState('AltGraph'))) return typed(early.words + key);
  if (altKey) return null;
  // With Ctrl or ⌘ it would send what the page holds.
  if (key === 'Enter') return ctrlKey || metaKey ? early : { ...early, entered: early.words.trim() !== '' };
  if (ctrlKey || metaKey) return null;
  return key === 'Escape' ? 'left' : key === 'Backspace' ? typed(early.words.slice(0, -1)) : null;
}

export const pasted = (early: Early, text: string): Early => typed(early.words + text);

/** As in the search itself: Enter means what stood there when it was pressed. */
const typed = (words: string): Early => ({ words, entered: false });
