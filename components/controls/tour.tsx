'use client';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { startTransition, useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { focusOn } from './focus-on';
import { goTo } from './keep-place';
import { holdsEscape } from './keys';
import { tell } from './news';
import { isPhone } from './phone';
import { placeBeside, type Place } from './tour-place';
import { tourFor, type TourStep } from './tour-steps';

export type TourProps = {
  /** Of whom it is shown to: its steps are for that. */
  role: string;
  /** Where it begins or goes on, from 0. */
  step: number;
  /** It offers itself for the first time. */
  isNew: boolean;
  /** The case that it is shown on; null while there is none. */
  caseHref: string | null;
  /** Under this name the browser remembers the step from one page to the next. */
  memory: string;
  /** Fields `state` ("left" or "done") and `step`. */
  takeTour: FormAction;
};

const SCREEN = { queue: '/queue', audit: '/audit', reviews: '/reviews' } as const;
const isAt = ({ at }: TourStep, path: string): boolean => at === 'anywhere' || (at === 'case' ? path.startsWith('/cases/') : path === SCREEN[at]);
/** Where a step stands; null for a case where none is open, and where every page will do. */
const placeOf = ({ at }: TourStep, caseHref: string | null): string | null => (at === 'case' ? caseHref : at === 'anywhere' ? null : SCREEN[at]);

/**
 * A card beside what it points at, and one line on every other page. It is no dialog: the page stays as it is and works as it does, and the
 * focus goes where the person takes it. Leaving is one press, and keeps the step.
 */
export function Tour({ role, step: first, isNew, caseHref, memory, takeTour }: TourProps) {
  const steps = tourFor(role);
  const path = usePathname();
  const router = useRouter();
  const [at, setAt] = useState(() => Math.min(steps.length - 1, remembered(memory) ?? first));
  const [gone, setGone] = useState(false);
  // On a narrow window it stands over the page, and what it points at may be taller than what is left of it.
  const [makesRoom, setMakesRoom] = useState(false);
  const card = useRef<HTMLElement>(null);
  const step = steps[at] ?? steps[0];
  const here = step !== undefined && isAt(step, path);
  const { place, target, isMeasured } = usePlace(card, !gone && here ? step.target : null, step?.kept);

  useEffect(() => { if (!gone) remember(memory, at); }, [memory, at, gone]);
  const leaveByEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || gone || event.defaultPrevented || event.isComposing || isWithin(event.target)) return;
    event.preventDefault();
    event.stopPropagation();
    end('left');
  });
  // Before the keys of the page hear it: what one is in (`isWithin`), such as a menu that they close, is left first, and the tour by the next press. What
  // is held with the mouse, and a search that is coming, hear Escape on the window, before this.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => leaveByEscape(event);
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, []);
  // Docked, it stands over the foot of the window: the page is made longer by as much, so that its own foot can be scrolled clear.
  const isDocked = !gone && isMeasured && (!here || place === null || place.bottom !== undefined);
  useEffect(() => {
    const room = document.documentElement.style;
    if (!isDocked || card.current === null) return;
    const watch = new ResizeObserver(([entry]) => room.setProperty('--tour-room', `${Math.ceil(entry?.borderBoxSize[0]?.blockSize ?? 0) + 36}px`));
    watch.observe(card.current, { box: 'border-box' });
    return () => {
      watch.disconnect();
      room.removeProperty('--tour-room');
    };
  }, [isDocked]);
  if (gone || step === undefined) return null;

  function go(to: number) {
    setAt(to);
    setMakesRoom(false);
    const next = steps[to];
    if (next === undefined || isAt(next, path)) return;
    const href = placeOf(next, caseHref);
    if (href !== null) router.push(href);
  }

  /** Says to the server how it ended, and to the person how it comes back; the focus, whose button goes, is given to the page. */
  function end(state: 'left' | 'done') {
    if (card.current?.contains(document.activeElement) === true) toPage();
    setGone(true);
    remember(memory, null);
    tell(state === 'left' ? `You left the tour at step ${at + 1}. ${byTouch() ? 'Settings go' : 'The list of keys (?) and Settings go'} on with it.` : `That was the tour. ${byTouch() ? 'Settings show' : 'The list of keys (?) and Settings show'} it again.`);
    const form = new FormData();
    form.set('state', state);
    form.set('step', String(at));
    startTransition(async () => { await takeTour(null, form); });
  }

  const last = at === steps.length - 1;
  const way = placeOf(step, caseHref);
  const isShort = !here || (makesRoom && place === null);
  return (
    <aside ref={card} className={isShort ? `tour docked aside${here ? '' : ' elsewhere'}` : `tour${place === null ? ' docked' : ''}`} style={isMeasured ? (here && place !== null ? place : undefined) : { visibility: 'hidden' }} aria-label="Tour">
      <div role="status">
        <p className="xs qq">{isNew && !isShort && at === 0 ? 'Three minutes, whenever you like' : 'Tour'} · {at + 1} of {steps.length}</p>
        {!isShort && <><h2>{step.title}</h2><p className="sm">{step.words}</p></>}
        {!here && way === null && <p className="sm">There is no case yet to show the next step on.</p>}
      </div>
      <div className="row wrap">
        {!here && way !== null
          ? <Link className="btn sml" href={way} title={step.title}>Go there</Link>
          : last ? <button type="button" className="btn pri sml" data-key=">" data-key-label="End the tour" onClick={() => end('done')}>End of the tour</button> : <button type="button" className="btn pri sml" data-key=">" data-key-label="Next step of the tour" onClick={() => go(at + 1)}>Next step{!isShort && <kbd aria-hidden="true">&gt;</kbd>}</button>}
        {!isShort && at > 0 && <button type="button" className="btn sml" data-key="<" data-key-label="Step before, in the tour" onClick={() => go(at - 1)}>Step before<kbd aria-hidden="true">&lt;</kbd></button>}
        {!isShort && target !== null && <button type="button" className="btn sml bare" onClick={() => goTo(target)}>Go to it</button>}
        {here && place === null && <button type="button" className="btn sml bare room" aria-expanded={!makesRoom} onClick={() => setMakesRoom(!makesRoom)}>{makesRoom ? 'Read it' : 'Make room'}</button>}
        <span className="grow" />
        <button type="button" className="btn sml bare" aria-label="Leave the tour" onClick={() => end('left')}><Icon name="x" small />{(!isShort || !here) && <>Leave the tour<kbd aria-hidden="true">Esc</kbd></>}</button>
      </div>
    </aside>
  );
}

/** Whether there is no keyboard to speak of. */
const byTouch = (): boolean => matchMedia('(hover: none) and (pointer: coarse)').matches;

/** Whether Escape belongs to something else: a dialog, an open menu, or what one is in. */
const isWithin = (target: EventTarget | null): boolean => holdsEscape(target) || document.querySelector('dialog[open], details[data-menu][open]') !== null;

/** Reading goes on with the page. */
function toPage(): void {
  const main = document.querySelector<HTMLElement>('#main');
  if (main !== null) focusOn(main);
}

type Found = { place: Place | null; target: HTMLElement | null; /** Not before the first frame. */ isMeasured: boolean };

/** Where the card stands; null: as the style sheet has it, on a narrow window or with nothing to point at. The target is scrolled to once, and marked while it is pointed at. */
function usePlace(card: RefObject<HTMLElement | null>, selector: string | null, kept: string | undefined): Found {
  const [found, setFound] = useState<Found>({ place: null, target: null, isMeasured: false });
  const scrolled = useRef<HTMLElement | null>(null);
  const measure = useEffectEvent(() => {
    const target = selector === null ? null : (selector.split(', ').flatMap((one) => [...document.querySelectorAll<HTMLElement>(one)]).find((element) => element.checkVisibility()) ?? null);
    for (const marked of document.querySelectorAll('[data-toured]')) if (marked !== target) marked.removeAttribute('data-toured');
    target?.setAttribute('data-toured', '');
    if (target !== null && scrolled.current !== target) {
      scrolled.current = target;
      if (!isInView(target)) target.scrollIntoView({ block: isPhone() ? 'start' : 'nearest' });
    }
    const inSight = kept === undefined ? [] : [...document.querySelectorAll(kept)].filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect());
    const place = target === null || card.current === null || isPhone() ? null : placeBeside(target.getBoundingClientRect(), card.current.offsetHeight, inSight, { width: window.innerWidth, height: window.innerHeight });
    setFound((before) => (before.isMeasured && before.target === target && JSON.stringify(before.place) === JSON.stringify(place) ? before : { place, target, isMeasured: true }));
  });
  useEffect(() => {
    scrolled.current = null;
    let frame = 0;
    const again = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => measure());
    };
    again();
    // Panels stream in, and the page may change under the card.
    const watch = new ResizeObserver(again);
    watch.observe(document.body);
    if (card.current !== null) watch.observe(card.current);
    const main = document.querySelector('#main');
    if (main !== null) watch.observe(main);
    window.addEventListener('scroll', again, { passive: true, capture: true });
    window.addEventListener('resize', again);
    return () => {
      cancelAnimationFrame(frame);
      watch.disconnect();
      window.removeEventListener('scroll', again, { capture: true });
      window.removeEventListener('resize', again);
      for (const marked of document.querySelectorAll('[data-toured]')) marked.removeAttribute('data-toured');
    };
  }, [card, selector]);
  return found;
}

function isInView(target: HTMLElement): boolean {
  const { top, bottom } = target.getBoundingClientRect();
  return top >= 48 && top < window.innerHeight - 120 && (bottom <= window.innerHeight || bottom - top > window.innerHeight);
}

/** The step, kept in this browser while the tour runs: a page that is loaded anew goes on where one was. */
function remembered(memory: string): number | null {
  try {
    const kept = sessionStorage.getItem(memory);
    return kept === null ? null : Number.parseInt(kept, 10) || 0;
  } catch {
    return null;
  }
}

function remember(memory: string, step: number | null): void {
  try {
    if (step === null) sessionStorage.removeItem(memory);
    else sessionStorage.setItem(memory, String(step));
  } catch {
    // Storage may be closed to us; the tour then begins again on a page that is loaded anew.
  }
}
