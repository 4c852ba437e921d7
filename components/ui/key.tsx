import { Fragment } from 'react';

const SIGN: Readonly<Record<string, string>> = { enter: '↵', arrowup: '↑', arrowdown: '↓', space: 'space' };

const partsOf = (keys: string): string[][] => keys.split(' ').map((stroke) => stroke.split(/\+(?=.)/));

/** "mod+enter" as people read it: "Ctrl+↵"; with the sign of a Mac, "⌘↵". */
export function signs(keys: string, mod: 'Ctrl+' | '⌘' = 'Ctrl+'): string {
  return partsOf(keys).map((parts) => parts.map((part) => (part === 'mod' ? mod : (SIGN[part] ?? part))).join('')).join(' ');
}

/** The same as the desk of whoever reads it has it: the page knows which that is (`data-desk`), controls need not. */
export function Signs({ keys }: { keys: string }) {
  return partsOf(keys).map((parts, nth) => <Fragment key={nth}>{nth > 0 && ' '}{parts.map((part, at) => (part === 'mod' ? <span key={at} className="mod" /> : (SIGN[part] ?? part)))}</Fragment>);
}

/** The same in the words of aria-keyshortcuts. A sequence has none, so its last stroke stands for it. */
export function spokenKeys(keys: string): string {
  const stroke = keys.split(' ').at(-1) ?? keys;
  return stroke.split(/\+(?=.)/).map((part) => (part === 'mod' ? 'Control' : part.length === 1 ? part : part[0]?.toUpperCase() + part.slice(1))).join('+');
}

/** Nothing where there are no keys. */
export function Key({ keys }: { keys: string }) {
  return keys === '' ? null : <kbd aria-hidden="true"><Signs keys={keys} /></kbd>;
}

/** Whatever shows the standard key of a verb: a sign inside the control that declares it, inside that control's label, or one that says of which verb it is. */
const shownOf = (keys: string): string => {
  const value = cssText(keys);
  const control = keys === '?' ? `:is([data-key=${value}], [data-opens="keys"])` : `[data-key=${value}]`;
  return `:is(${control}, label:has(> ${control})) kbd, kbd[data-of=${value}]`;
};

/** As a string of CSS: every sign that could end it, or the sheet, by its number. */
const cssText = (text: string): string => `"${text.replaceAll(/[^a-z0-9 +]/gi, (sign) => `\\${sign.codePointAt(0)?.toString(16)} `)}"`;

/**
 * A person's own keys on every control that declares a standard one, and no letters where these are switched off. A sheet, so that they
 * stand there with the first paint and controls need not know who looks at them; the signs are decoration (`aria-hidden`) in any case.
 */
export function KeySheetRules({ own, letters }: { own: Readonly<Record<string, string>>; letters: boolean }) {
  const rules = Object.entries(own).flatMap(([keys, mine]) => [
    `${shownOf(keys)}{font-size:0;padding-inline:4px}:is(${shownOf(keys)})::after{content:${cssText(signs(mine))};font-size:10.5px}`,
    ...(mine.startsWith('mod+') ? [`:root[data-desk="mac"] :is(${shownOf(keys)})::after{content:${cssText(signs(mine, '⌘'))}}`] : []),
  ]);
  if (!letters) {
    const withMod = Object.entries(own).filter(([, mine]) => mine.startsWith('mod+')).map(([keys]) => `${shownOf(keys)}{display:inline-block}`);
    rules.unshift(`:where([data-key]:not([data-key^="mod+"],[data-key="enter"]),label:has(> [data-key]),[data-opens="keys"]) kbd,kbd[data-of]:not([data-of^="mod+"]){display:none}`, ...withMod);
  }
  return rules.length === 0 ? null : <style>{rules.join('')}</style>;
}
