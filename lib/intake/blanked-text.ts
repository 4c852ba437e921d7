import { FIELDS } from './contract';
import { tokenAt } from './json-text';
import { BLANK, shownKey } from './refusal';

/** Fields of the contract whose values are about a person or are identifiers: never in a refused line, a log or an error. */
const BLANKED_FIELDS = new Set(['document', 'instrument', 'clientInstrument', 'ip', 'clientIp', 'token', 'clientDevice', 'email', 'phone', 'birthDate', 'legalName', 'name']);

/**
 * A line of JSON as it may be kept when it was refused: the same text with every value blanked whose field is one of the above or no
 * field of the contract at all (a misspelt field may hold a document number). Works on text that is no JSON: what cannot be read is
 * blanked to the end of the line. Applying it twice changes nothing.
 */
export function blankedText(line: string): string {
  const quoted = `"${BLANK}"`;
  let shown = '';
  let at = 0;
  let key: string | null = null;
  const open: string[] = [];
  /** While set, everything is passed over until so many containers are open again. */
  let hiddenAbove: number | null = null;
  for (;;) {
    const token = tokenAt(line, at);
    if (token === null) return shown;
    if (token.kind === 'broken') return hiddenAbove === null ? shown + line.slice(at, token.from) + quoted : shown;
    const space = line.slice(at, token.from);
    const text = line.slice(token.from, token.to);
    at = token.to;
    if (text === '{' || text === '[') open.push(text);
    if (text === '}' || text === ']') open.pop();
    if (hiddenAbove !== null) {
      if (open.length <= hiddenAbove) hiddenAbove = null;
      continue;
    }
    if (text === '{' || text === '[') {
      if (open.length > 1 && key !== null && !mayOpen(key)) {
        shown += space + quoted;
        hiddenAbove = open.length - 1;
      } else shown += space + text;
      continue;
    }
    if (token.kind === 'mark') {
      if (text === '}' || text === ']') key = null;
      shown += space + text;
      continue;
    }
    const colon = tokenAt(line, at);
    if (token.kind === 'string' && colon !== null && line[colon.from] === ':') {
      key = keyIn(text);
      shown += space + JSON.stringify(FIELDS.has(key) ? key : shownKey(key));
      continue;
    }
    shown += space + (key !== null && mayShow(key) ? text : quoted);
    // A key speaks for one value, or for all of its list.
    if (open.at(-1) !== '[') key = null;
  }
}

function mayShow(key: string): boolean {
  return FIELDS.has(key) && !BLANKED_FIELDS.has(key) && (key === 'amount' || FIELDS.get(key)?.holdsObjects === false);
}

function mayOpen(key: string): boolean {
  return FIELDS.has(key) && !BLANKED_FIELDS.has(key);
}

function keyIn(text: string): string {
  return JSON.parse(text) as string;
}
