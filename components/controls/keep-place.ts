import { isActing } from './acting';

/** Milliseconds between looks, for how long an answer is followed, and for how long after it what it changes on the page. */
const LOOKS_EVERY = 100;
const FOLLOWS_FOR = 20_000;
const SETTLES_IN = 3_000;

const NAMED = 'section, aside, main, dialog, [aria-label], [aria-labelledby]';

let following: ReturnType<typeof setInterval> | undefined;

/**
 * The button that sends is disabled while it waits, and often gone with its form once it is answered; the focus would fall to the top of the page.
 * It is put back where it was, or, where that is gone, on the nearest part of the page around it that is still there. Whoever has moved on
 * meanwhile, or has been taken elsewhere (a refusal takes the focus), is left there.
 */
export function keepPlace(form: HTMLFormElement): void {
  const was = document.activeElement;
  clearInterval(following);
  if (!(was instanceof HTMLElement) || (was as HTMLInputElement).form !== form) return;
  const around: HTMLElement[] = [];
  for (let part = form.parentElement?.closest<HTMLElement>(NAMED) ?? null; part !== null; part = part.parentElement?.closest<HTMLElement>(NAMED) ?? null) around.push(part);
  const page = location.pathname;
  const since = performance.now();
  let answered: number | null = null;
  following = setInterval(() => {
    const here = performance.now();
    const at = document.activeElement;
    if (location.pathname !== page || (at !== document.body && at !== was) || here - since > FOLLOWS_FOR) return clearInterval(following);
    if (isActing()) answered = null;
    else answered ??= here;
    if (answered === null) return;
    if (!was.isConnected) {
      clearInterval(following);
      if (at === document.body) readOn(around.find((part) => part.isConnected && part.checkVisibility()));
    } else if (at === document.body && !was.matches(':disabled')) {
      was.focus({ preventScroll: true });
    }
    if (here - answered > SETTLES_IN) clearInterval(following);
  }, LOOKS_EVERY);
}

/** Takes the focus to a part of the page; of a page that has become another, to its first heading; where there is none, to its title. */
function readOn(part: HTMLElement | undefined): void {
  const target = (part?.matches('main') === true ? part.querySelector<HTMLElement>('h2') : part) ?? document.querySelector<HTMLElement>('h1');
  if (target === null) return;
  if (!target.hasAttribute('tabindex')) target.tabIndex = -1;
  target.focus({ preventScroll: true });
  // Clear of the bars that stand over the page.
  target.style.scrollMarginBlock = '64px 24px';
  target.scrollIntoView({ block: 'nearest' });
}
