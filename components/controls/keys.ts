/** How letters find their controls. A key is a click on the element that declares it with `data-key`, so a button and its letter can never disagree. */

/** The person's own keys by the standard ones that controls declare, and back; and whether single characters press anything. Told by the shell. */
let own: Readonly<Record<string, string>> = {};
let standard: ReadonlyMap<string, string> = new Map();
let letters = true;

export function learnKeys(map: Readonly<Record<string, string>>, on: boolean): void {
  own = map;
  standard = new Map(Object.entries(map).map(([declared, pressed]) => [pressed, declared]));
  letters = on;
}

export const lettersAreOff = (): boolean => !letters;

/** What the person presses for a declared key. */
export const pressedFor = (declared: string): string => own[declared] ?? declared;

/** The key that controls declare for what was pressed; null where the person has moved it elsewhere. */
export function declaredFor(pressed: string): string | null {
  return standard.get(pressed) ?? (pressed in own ? null : pressed);
}

/** Whether a key is nothing but characters, which a voice or a hand may press unintendedly (WCAG 2.1.4). */
export const isCharacters = (keys: string): boolean => keys.split(' ').every((stroke) => [...stroke].length === 1);

const MODIFIERS: readonly string[] = ['shift', 'control', 'meta', 'alt', 'altgraph'];
/** One letter, of any script. With Shift it is the same key; a sign may need Shift to be written at all. */
export const LETTER = /^\p{L}$/u;
const LATIN = /^\p{Script=Latin}$/u;

/**
 * One stroke as `data-key` writes it: "j", "?", "mod+enter", "escape"; null for what no control can declare. A letter of another script is the one that
 * stands on the same key of a Latin desk.
 */
export function strokeOf(event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'getModifierState'>): string | null {
  const typed = event.key.toLowerCase();
  if (MODIFIERS.includes(typed)) return null;
  // A sign of the third level, such as [ on a German desk, comes with Alt, and on some desks with Ctrl besides.
  const isThirdLevel = event.getModifierState('AltGraph');
  if (event.altKey && !isThirdLevel) return null;
  const key = LETTER.test(typed) && !LATIN.test(typed) ? (/^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase() ?? typed) : typed;
  if (isThirdLevel || !(event.ctrlKey || event.metaKey)) return key;
  // With Shift it is another key, of the browser's more often than not; a sign may need Shift to be written at all.
  return event.shiftKey && (key.length > 1 || LETTER.test(key)) ? null : `mod+${key}`;
}

/** A key that begins others ("g") waits so long for the next one, milliseconds: for a slow hand as well, since it is seen that it waits. */
export const WAITS_FOR = 5_000;

/**
 * What a stroke presses, and what waits for another one after it. What does not go on with what waits ends the waiting and presses nothing of its own: who
 * meant "g d" never presses "d" alone. With Ctrl, and by the keys that move, it is as if nothing had waited.
 */
export function strokesMeant(waiting: string | null, stroke: string, { begins, presses }: { begins: (stroke: string) => boolean; presses: (keys: string) => boolean }): { keys: string | null; waiting: string | null } {
  if (waiting !== null && presses(`${waiting} ${stroke}`)) return { keys: `${waiting} ${stroke}`, waiting: null };
  if (begins(stroke)) return { keys: null, waiting: stroke };
  return { keys: waiting !== null && (isCharacters(stroke) || stroke === 'escape') ? null : stroke, waiting: null };
}

/** Whether what somebody presses is the first of two keys, on this page. What is hidden or closed counts: where the rail is folded away, who means "g d" presses no "d" alone either. */
export const beginsKeys = (stroke: string): boolean => [...document.querySelectorAll<HTMLElement>('[data-key], [data-key-closed]')].some(({ dataset }) => pressedFor(dataset['key'] ?? dataset['keyClosed'] ?? '').startsWith(`${stroke} `));

/** Letters belong to a field that has the focus, and to an open dialog. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range', 'file'].includes(target.type);
}

/** Where Escape takes back what one is at: in a field, on a handle, and in what says so of itself (`data-escape`). */
export const holdsEscape = (target: EventTarget | null): boolean => isTyping(target) || (target instanceof Element && target.closest('[role="slider"], [data-escape]') !== null);

/** Texts that somebody has written in: where a text is kept in step with what is typed, its standard tells nothing. */
const written = new WeakSet<EventTarget>();
/** Says whether it was one. */
export function noteWriting({ target }: Event): boolean {
  if (!(target instanceof HTMLTextAreaElement)) return false;
  written.add(target);
  return true;
}

/** What was sent as it stands now waits for nothing. */
export function forgetWriting(form: HTMLFormElement | null, sent: FormData | null): void {
  for (const field of form?.elements ?? []) if (field instanceof HTMLTextAreaElement && sent?.get(field.name) === field.value) written.delete(field);
}

/** Whether somebody wrote words on the page that are not sent yet; what was only chosen is chosen again as fast as it is asked about. */
export function isAnythingWritten(): boolean {
  return [...document.querySelectorAll<HTMLTextAreaElement>(':is(main, aside) textarea')].some((field) => written.has(field) && field.value !== '' && field.form?.target !== '_blank');
}

/** Whether a form of the page holds something that is not kept yet. One that is answered in another window keeps what it has sent, and waits for nothing. */
export function isAnythingTyped(): boolean {
  return [...document.querySelectorAll(':is(main, aside) form:not([target="_blank"])')].flatMap((form) => [...(form as HTMLFormElement).elements]).some((field) => {
    if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue || (written.has(field) && field.value !== '');
    if (field instanceof HTMLSelectElement) return [...field.options].some((option, index) => option.selected !== (option.defaultSelected || (index === 0 && ![...field.options].some((each) => each.defaultSelected))));
    if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return false;
    return field.type === 'checkbox' || field.type === 'radio' ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
  });
}

/** Enter and space already do something on a control that has the focus. */
export function hasOwnEnter(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary, input, select, [role="button"]') !== null;
}

/**
 * What the key that sends means where somebody is: in a form, what sends that form and no other (its button with the key; the button one is
 * on; else its only one), or null where nothing does. Between several answers, such as to grant and to refuse, no key chooses. On what has opened a
 * form it means nothing. Undefined everywhere else: then it means what declares the key on the page.
 */
export function ownSubmit(target: EventTarget | null): HTMLButtonElement | null | undefined {
  if (!(target instanceof HTMLElement)) return undefined;
  // A field may stand outside of its form.
  const form = (target as HTMLInputElement).form ?? target.closest('form');
  if (form === null) return target.closest('details[open]:has(form) > summary') === null ? undefined : null;
  const buttons = [...form.elements].filter((element): element is HTMLButtonElement => element instanceof HTMLButtonElement && element.type === 'submit');
  const declared = buttons.find(({ dataset }) => dataset['key'] === 'mod+enter');
  if (declared !== undefined) return declared;
  return (target instanceof HTMLButtonElement ? buttons.find((button) => button === target) : buttons.length === 1 ? buttons[0] : undefined) ?? null;
}

/** Inputs that Enter presses or opens. */
const PRESSED: ReadonlySet<string> = new Set(['submit', 'button', 'image', 'reset', 'file', 'color']);

/** Whether Enter would send a form by the browser's own habit, from one of its fields, although what sends that form keeps Ctrl or ⌘. */
export function sendsByHabit(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && !PRESSED.has(target.type) && ownSubmit(target)?.dataset['key'] === 'mod+enter';
}

/** The first visible, working control that declares these keys. In a list, each row may declare the same: the current one's is meant. */
export function controlFor(keys: string): HTMLElement | null {
  const found = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(keys)}"]`)];
  return found.find((element) => element.checkVisibility() && element.closest('[data-row]:not([data-current])') === null && !element.matches(':disabled, [aria-disabled="true"]')) ?? null;
}

/** What these keys are drawn on although it is closed on this page (`data-key-closed`): it says why. */
export function closedFor(pressed: string): HTMLElement | null {
  const declared = declaredFor(pressed);
  const found = declared === null ? [] : [...document.querySelectorAll<HTMLElement>(`[data-key-closed="${CSS.escape(declared)}"]`)];
  return found.find((element) => element.checkVisibility()) ?? null;
}

/** What a control is called in the list of keys. */
export function nameOf(element: HTMLElement): string {
  const named = element.dataset['keyLabel'] ?? element.getAttribute('aria-label');
  if (named !== null && named !== undefined) return named;
  const copy = (element.closest('label') ?? element).cloneNode(true) as HTMLElement;
  copy.querySelectorAll('kbd, svg, .md').forEach((part) => part.remove());
  return copy.textContent?.trim() ?? '';
}

/** Goes to the first field of a menu, or of anything else that opens: what it opens may lie behind it, in its `data-menu-room`. */
export function enter(menu: HTMLDetailsElement): void {
  const fields = roomOf(menu).querySelectorAll<HTMLElement>('select, textarea, input:not([type="hidden"]), button');
  [...fields].find((field) => (menu.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0)?.focus();
}

export const roomOf = (menu: HTMLElement): HTMLElement => menu.closest<HTMLElement>('[data-menu-room]') ?? menu;

/**
 * Does what a control's key does: a field is gone to, and so is what no lone letter may send (`data-goes`); anything else is pressed. Where that chooses,
 * or opens something, the keyboard goes on from there: from what was chosen, and at the first field of what has opened.
 */
export function press(control: HTMLElement, withShift = false): void {
  // What Shift means something for is told of it; a link would open a window.
  if (withShift && control.matches('[data-shift]')) {
    control.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, shiftKey: true }));
    return;
  }
  if (control.matches('[data-goes], input[type="text"], input[type="search"], textarea, select')) return control.focus();
  control.click();
  const menu = control.matches('summary') ? control.closest('details') : null;
  if (menu?.open === true) enter(menu);
  else if (menu !== null || control.matches('input[type="radio"], input[type="checkbox"]')) control.focus();
}

/** Every visible, working control that declares keys, once a key, with its name. */
export function controlsWithKeys(): { keys: string; name: string; control: HTMLElement }[] {
  const declared = [...new Set([...document.querySelectorAll<HTMLElement>('[data-key]')].map((element) => element.dataset['key'] ?? ''))];
  return declared.flatMap((keys) => {
    const control = controlFor(keys);
    return control === null ? [] : [{ keys, name: nameOf(control), control }];
  });
}
