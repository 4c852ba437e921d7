import { isActing } from './acting';
import { strokeOf } from './keys';

/** Milliseconds between looks, for how long an answer is followed, and for how long after it what it changes on the page. */
const LOOKS_EVERY = 100;
const FOLLOWS_FOR = 20_000;
const SETTLES_IN = 3_000;

/** Parts of the page that reading can go on with; what was just decided stands over the page, and goes by itself. */
const NAMED = ':is(section, aside, main, dialog, [aria-label], [aria-labelledby]):not(.undos)';

let stop = (): void => {};

/**
 * The button that sends is disabled while it waits, and often gone with its form once it is answered; the focus would fall to the top of the page.
 * What lost it so has it back, or, where that is gone, the nearest part of the page around it that is still there. Whoever has pressed a key or
 * the pointer since, or has been taken elsewhere (a refusal takes the focus), is left there.
 */
export function keepPlace(form: HTMLFormElement): void {
  stop();
  const was = document.activeElement;
  if (!(was instanceof HTMLElement) || (was as HTMLInputElement).form !== form) return;
  const around: HTMLElement[] = [];
  for (let part = form.parentElement?.closest<HTMLElement>(NAMED) ?? null; part !== null; part = part.parentElement?.closest<HTMLElement>(NAMED) ?? null) around.push(part);
  const page = location.pathname;
  const since = performance.now();
  let answered: number | null = null;
  // An answer may come between two looks: that it was disabled is heard, not looked for.
  let isTaken = false;
  const watch = new MutationObserver(() => { isTaken = true; });
  watch.observe(was, { attributeFilter: ['disabled'] });
  const moves = new AbortController();
  for (const kind of ['keydown', 'pointerdown'] as const) document.addEventListener(kind, (event) => { if (isMove(event)) stop(); }, { capture: true, signal: moves.signal });
  const looks = setInterval(() => {
    const here = performance.now();
    const at = document.activeElement;
    if (location.pathname !== page || (at !== document.body && at !== was) || here - since > FOLLOWS_FOR) return stop();
    if (isActing()) answered = null;
    else answered ??= here;
    if (answered === null) return;
    if (!was.isConnected) {
      stop();
      if (at === document.body) readOn(around.find((part) => part.isConnected && part.checkVisibility()));
    } else if (isTaken && at === document.body && !was.matches(':disabled')) {
      was.focus({ preventScroll: true });
    }
    if (here - answered > SETTLES_IN) stop();
  }, LOOKS_EVERY);
  stop = () => {
    clearInterval(looks);
    watch.disconnect();
    moves.abort();
  };
}

/** Whether somebody goes on: a key that is still held, or Ctrl alone, is none of that. */
const isMove = (event: KeyboardEvent | PointerEvent): boolean => !('key' in event) || (!event.repeat && strokeOf(event) !== null);

/** Takes the focus to a part of the page; of a page that has become another, to its first heading; where there is none, to its title, which is always in sight. */
export function readOn(part?: HTMLElement): void {
  const target = part?.matches('main') === true ? part.querySelector<HTMLElement>('h2') : part;
  if (target != null) return goTo(target);
  const title = document.querySelector<HTMLElement>('h1');
  if (title !== null) focusOn(title);
}

/** Takes the focus to a part of the page, and the page to it. */
export function goTo(part: HTMLElement): void {
  focusOn(part);
  // Clear of the bars that stand over the page.
  part.style.scrollMarginBlock = '64px 24px';
  part.scrollIntoView({ block: 'nearest' });
}

/** Gives the focus to a part of the page, which need not take it by itself; the page stays as it is. */
export function focusOn(part: HTMLElement): void {
  if (part.tabIndex < 0) part.tabIndex = -1;
  part.focus({ preventScroll: true });
}
