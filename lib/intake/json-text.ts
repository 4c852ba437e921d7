/**
 * JSON as text: tokens and the place of the first mistake. Used only where JSON.parse has failed or where text must be blanked
 * without being understood; the messages of JSON.parse quote the text and so may not be shown.
 */
export type JsonToken = { kind: 'mark' | 'string' | 'literal' | 'broken'; from: number; to: number };

const MARKS = '{}[]:,';
const LITERAL = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;

/** The next token at or after `from`, white space passed over; null at the end. A broken token runs to the end of the text. */
export function tokenAt(text: string, from: number): JsonToken | null {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] as string)) at += 1;
  if (at >= text.length) return null;
  const first = text[at] as string;
  if (MARKS.includes(first)) return { kind: 'mark', from: at, to: at + 1 };
  if (first === '"') {
    const to = endOfString(text, at);
    return to === null ? { kind: 'broken', from: at, to: text.length } : { kind: 'string', from: at, to };
  }
  LITERAL.lastIndex = at;
  const literal = LITERAL.exec(text);
  return literal === null ? { kind: 'broken', from: at, to: text.length } : { kind: 'literal', from: at, to: at + literal[0].length };
}

/** Just after the closing quote of the string that opens at `from`, or null where it is not whole. */
function endOfString(text: string, from: number): number | null {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code < 0x20) return null;
    if (code !== 0x5c) continue;
    const escaped = text[at + 1];
    if (escaped === 'u') {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return null;
      at += 5;
    } else if (escaped !== undefined && '"\\/bfnrt'.includes(escaped)) at += 1;
    else return null;
  }
  return null;
}

type Expected = 'value' | 'value-or-close' | 'key' | 'key-or-close' | 'colon' | 'next';

/** Offset (UTF-16 units) of the first token that cannot stand where it stands; the length of the text where it ends too early; null where it is JSON. */
export function mistakeIn(text: string): number | null {
  const open: string[] = [];
  let expected: Expected = 'value';
  for (let at = 0; ;) {
    const token = tokenAt(text, at);
    if (token === null) return expected === 'next' && open.length === 0 ? null : text.length;
    at = token.to;
    const next = after(token, text[token.from] as string, expected, open);
    if (next === null) return token.from;
    expected = next;
  }
}

/** What may follow the token, or null where it may not stand here. Opens and closes containers in `open`. */
function after(token: JsonToken, first: string, expected: Expected, open: string[]): Expected | null {
  const wantsKey = expected === 'key' || expected === 'key-or-close';
  const wantsValue = expected === 'value' || expected === 'value-or-close';
  if (token.kind === 'string') return wantsKey ? 'colon' : wantsValue ? 'next' : null;
  if (token.kind === 'literal') return wantsValue ? 'next' : null;
  if (token.kind === 'broken') return null;
  switch (first) {
    case '{':
    case '[':
      if (!wantsValue) return null;
      open.push(first);
      return first === '{' ? 'key-or-close' : 'value-or-close';
    case '}':
      return open.at(-1) === '{' && (expected === 'key-or-close' || expected === 'next') && open.pop() !== undefined ? 'next' : null;
    case ']':
      return open.at(-1) === '[' && (expected === 'value-or-close' || expected === 'next') && open.pop() !== undefined ? 'next' : null;
    case ':':
      return expected === 'colon' ? 'value' : null;
    default:
      return expected === 'next' && open.length > 0 ? (open.at(-1) === '{' ? 'key' : 'value') : null;
  }
}
