/** How letters find their controls. A key is a click on the element that declares it with `data-key`, so a button and its letter can never disagree. */

const OFF = 'countersign-letters-off';

/** Single letters can be switched off for people whose hands or voices press them unintendedly. */
export function lettersAreOff(): boolean {
  try {
    return localStorage.getItem(OFF) === '1';
  } catch {
    return false;
  }
}

export function switchLetters(off: boolean): void {
  try {
    if (off) localStorage.setItem(OFF, '1');
    else localStorage.removeItem(OFF);
  } catch {
    // Storage may be closed to us; the switch then lasts for this page only.
  }
}

/** One stroke as `data-key` writes it: "j", "?", "mod+enter", "escape"; null for what no control can declare. */
export function strokeOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): string | null {
  const key = event.key.toLowerCase();
  if (event.altKey || ['shift', 'control', 'meta', 'alt'].includes(key)) return null;
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key;
}

/** Letters belong to a field that has the focus, and to an open dialog. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type);
}

/** Enter and space already do something on a control that has the focus. */
export function hasOwnEnter(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary, input, select, [role="button"]') !== null;
}

/** The first visible, working control that declares these keys. */
export function controlFor(keys: string): HTMLElement | null {
  const found = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(keys)}"]`)];
  return found.find((element) => element.checkVisibility() && !element.matches(':disabled, [aria-disabled="true"]')) ?? null;
}

/** What a control is called in the list of keys. */
export function nameOf(element: HTMLElement): string {
  const named = element.dataset['keyLabel'] ?? element.getAttribute('aria-label');
  if (named !== null && named !== undefined) return named;
  const copy = (element.closest('label') ?? element).cloneNode(true) as HTMLElement;
  copy.querySelectorAll('kbd, svg, .md').forEach((part) => part.remove());
  return copy.textContent?.trim() ?? '';
}
