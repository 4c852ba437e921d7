/** Every reason for which one event or one line is refused. Codes are permanent; the API and the refused-lines file carry them. */
export const EVENT_REFUSAL_CODES = [
  'not-an-object', 'unknown-type', 'wrong-type', 'unknown-field', 'missing-field', 'unknown-value', 'too-long', 'out-of-range', 'invalid-format',
  'invalid-instant', 'future', 'before-2000', 'forbidden-character', 'unknown-time-zone', 'empty-identifier', 'too-large',
  'invalid-json', 'not-utf8', 'truncated',
] as const;
export type EventRefusalCode = (typeof EVENT_REFUSAL_CODES)[number];

/** `path` is a JSON pointer into the event ("" for the whole of it); `message` names the field and the way out, never a value. */
export type EventRefusal = { id: string | null; path: string; code: EventRefusalCode; message: string };

/** What stands in the place of a value that may not be kept. */
export const BLANK = '[blanked]';

/** A key of the sender's own making as it may be shown: one that could itself be a number of something is blanked. */
export function shownKey(key: string): string {
  const plain = /^[A-Za-z][A-Za-z0-9_.-]{0,39}$/.test(key);
  return plain && key.replaceAll(/[^0-9]/g, '').length <= 2 ? key : BLANK;
}

/** A JSON pointer with one more step. */
export function pointer(base: string, key: string | number): string {
  return `${base}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** "data.device.cores", for messages; "the event" for the whole. */
export function fieldNamed(path: string): string {
  return path === '' ? 'the event' : path.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
}
