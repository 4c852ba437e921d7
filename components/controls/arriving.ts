import { focusOn } from './keep-place';

/** The path of the page that is open; what had the focus when the way to the next one began; and the title that was given it. */
let open: string | null = null;
let left: Element | null = null;
let given: HTMLElement | null = null;

/** Notes what has the focus while the router sets out for a page: whoever has moved it by the time that page is there is left where they are. */
export function noteLeaving(): void {
  left = document.activeElement;
}

/**
 * Gives the title of a page that somebody has come to the focus, however they came: by a link, a key, the search, an act or the way back. A page that is
 * opened by its address begins as the browser has it, and the same page with other things on it leaves the focus where it is. The tour goes along
 * from page to page, and whoever is in it stays in it; whoever is in a dialog has the title once that is closed, unless it has given the focus back.
 */
export function arriveAt(title: HTMLElement, path: string): void {
  const at = document.activeElement;
  const isAnother = open !== null && path !== open;
  const isLeftBehind = isAnother && at === left && at?.closest('.tour') === null;
  // A page that comes in parts takes its first title away again.
  const isAgain = given !== null && !given.isConnected;
  open = path;
  if (isAnother) {
    left = null;
    given = null;
    document.querySelector('dialog[open]')?.addEventListener('close', () => { if (document.activeElement === document.body) give(document.querySelector('h1')); }, { once: true });
  }
  if (isLeftBehind || (at === document.body && (isAnother || isAgain))) give(title);
}

function give(title: HTMLElement | null): void {
  given = title;
  if (title !== null) focusOn(title);
}
