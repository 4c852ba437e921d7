import { focusOn } from './focus-on';
import { endLeaving, leftBehind } from './leaving';

/** The path of the page that is open, and the title that was given the focus. */
let open: string | null = null;
let given: HTMLElement | null = null;

/**
 * Gives the title of a page that somebody has come to the focus, however they came: by a link, a key, the search, an act or the way back. A page that is
 * opened by its address begins as the browser has it, and the same page with other things on it leaves the focus where it is. The tour goes along
 * from page to page, and whoever is in it stays in it; whoever is in a dialog has the title once that is closed, unless it has given the focus back.
 */
export function arriveAt(title: HTMLElement, path: string): void {
  const at = document.activeElement;
  const isAnother = open !== null && path !== open;
  const isLeftBehind = isAnother && at === leftBehind() && at?.closest('.tour') === null;
  // A page that comes in parts takes its first title away again.
  const isAgain = given !== null && !given.isConnected;
  open = path;
  if (isAnother) {
    endLeaving();
    given = null;
    document.querySelector('dialog[open]')?.addEventListener('close', () => { if (document.activeElement === document.body) give(document.querySelector('h1')); }, { once: true });
  }
  if (isLeftBehind || (at === document.body && (isAnother || isAgain))) give(title);
}

function give(title: HTMLElement | null): void {
  given = title;
  if (title !== null) focusOn(title);
}
