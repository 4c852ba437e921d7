import type { SubmitEvent } from 'react';
import { isActing } from './acting';
import { focusOn } from './focus-on';
import { strokeOf } from './keys';

/** Milliseconds between looks, and for how long after an answer what it changes on the page is followed. */
const LOOKS_EVERY = 100;
const SETTLES_IN = 3_000;

/** Parts of the page that reading can go on with; what was just decided stands over the page, and goes by itself. */
const NAMED = ':is(section, aside, main, dialog, [aria-label], [aria-labelledby]):not(.undos)';

let stop = (): void => {};

/**
 * Once it is answered, a form is often gone with the button that sent it; the focus would fall to the top of the page. What came of it has it then, where
 * the form says what that is (`data-result`, an id), or else the nearest part of the page around it that is still there; on another page its title has it
 * (`arriveAt`). Whoever has pressed a key or the pointer since, or has been taken elsewhere (what was answered takes the focus, where it says so), is left there.
 */
export function keepPlace({ currentTarget: form, nativeEvent: { submitter } }: Pick<SubmitEvent<HTMLFormElement>, 'currentTarget' | 'nativeEvent'>): void {
  stop();
  // A key presses a button on which nobody is; whoever is in another form stays there, if it stays.
  const was = isNowhere(document.activeElement) ? submitter : document.activeElement;
  if (!(was instanceof HTMLElement)) return;
  // Where one was, and the parts around that: what is gone tells no more what was around it. A button may stand elsewhere than its form.
  const around = [was];
  const isBeside = was === submitter && !form.contains(was);
  for (let part = ((was as HTMLInputElement).form === form && !isBeside ? form : was).parentElement?.closest<HTMLElement>(NAMED); part; part = part.parentElement?.closest<HTMLElement>(NAMED)) around.push(part);
  const page = location.pathname;
  const resultNow = () => (form.dataset['result'] === undefined ? null : document.getElementById(form.dataset['result']));
  const before = resultNow();
  let ends = Infinity;
  const moves = new AbortController();
  for (const kind of ['keydown', 'pointerdown'] as const) document.addEventListener(kind, (event) => { if (isMove(event)) stop(); }, { capture: true, signal: moves.signal });
  const looks = setInterval(() => {
    const here = performance.now();
    const at = document.activeElement;
    if ((!isNowhere(at) && at !== around[0]) || location.pathname !== page || here > ends) return stop();
    const waits = isActing();
    ends = waits ? Infinity : Math.min(ends, here + SETTLES_IN);
    if (waits || !isNowhere(at)) return;
    if (isThere(was)) return was.focus({ preventScroll: true });
    const result = resultNow();
    readOn([result === before ? null : result, ...around].find(isThere));
    if (!isNowhere(document.activeElement)) around[0] = document.activeElement as HTMLElement;
  }, LOOKS_EVERY);
  stop = () => {
    clearInterval(looks);
    moves.abort();
  };
}

/** The title of a page takes the focus when somebody comes to it: whoever is on that has gone nowhere yet. */
const isNowhere = (at: Element | null): boolean => at === null || at === document.body || at.matches('h1');

const isThere = (part: HTMLElement | null): part is HTMLElement => part !== null && part.isConnected && part.checkVisibility();

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
  part.style.scrollMarginBlock = 'calc(var(--bar) + 15px) 24px';
  part.scrollIntoView({ block: 'nearest' });
}
