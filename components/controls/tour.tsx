'use client';
import Link from 'next/link';
import { usePathname, useRouter } from 'next/navigation';
import { startTransition, useEffect, useEffectEvent, useRef, useState, type CSSProperties, type RefObject } from 'react';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
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
 * A card beside what it points at. It is no dialog: the page stays as it is and works as it does, and the focus goes where the person
 * takes it. Leaving is one press, and keeps the step.
 */
export function Tour({ role, step: first, isNew, caseHref, memory, takeTour }: TourProps) {
  const steps = tourFor(role);
  const path = usePathname();
  const router = useRouter();
  const [at, setAt] = useState(() => Math.min(steps.length - 1, remembered(memory) ?? first));
  const [gone, setGone] = useState(false);
  const card = useRef<HTMLElement>(null);
  const step = steps[at] ?? steps[0];
  const here = step !== undefined && isAt(step, path);
  const { place, target, isMeasured } = usePlace(card, !gone && here ? step.target : null);

  useEffect(() => { if (!gone) remember(memory, at); }, [memory, at, gone]);
  const leaveByEscape = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || gone || card.current?.contains(document.activeElement) !== true) return;
    event.preventDefault();
    end('left');
  });
  // Before the keys of the page hear it: there, Escape lets go of a case.
  useEffect(() => {
    const listen = (event: KeyboardEvent) => leaveByEscape(event);
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  }, []);
  // Docked, it stands over the foot of the window: the page is made longer by as much, so that its own foot can be scrolled clear.
  const isDocked = !gone && isMeasured && place === null;
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
    const next = steps[to];
    if (next === undefined || isAt(next, path)) return;
    const href = placeOf(next, caseHref);
    if (href !== null) router.push(href);
  }

  /** Says to the server how it ended; the focus, whose button goes, is given to the page. */
  function end(state: 'left' | 'done') {
    setGone(true);
    remember(memory, null);
    const main = document.querySelector<HTMLElement>('#main');
    main?.setAttribute('tabindex', '-1');
    main?.focus({ preventScroll: true });
    const form = new FormData();
    form.set('state', state);
    form.set('step', String(at));
    startTransition(async () => { await takeTour(null, form); });
  }

  const last = at === steps.length - 1;
  const way = placeOf(step, caseHref);
  return (
    <aside ref={card} className={`tour${place === null ? ' docked' : ''}`} style={isMeasured ? (place ?? undefined) : { visibility: 'hidden' }} aria-label="Tour">
      <div role="status">
        <p className="xs qq">{isNew && at === 0 ? 'Three minutes, whenever you like' : 'Tour'} · {at + 1} of {steps.length}</p>
        <h2>{step.title}</h2>
        <p className="sm">{step.words}</p>
        {!here && <p className="sm q">{way === null ? 'There is no case yet to show this on. The tour waits in your settings.' : 'This stands on another page.'}</p>}
      </div>
      <div className="row wrap">
        {!here && way !== null
          ? <Link className="btn pri sml" href={way}>Go there</Link>
          : last ? <button type="button" className="btn pri sml" data-key=">" data-key-label="End the tour" onClick={() => end('done')}>End of the tour</button> : <button type="button" className="btn pri sml" data-key=">" data-key-label="Next step of the tour" onClick={() => go(at + 1)}>Next step<kbd aria-hidden="true">&gt;</kbd></button>}
        {at > 0 && <button type="button" className="btn sml" data-key="<" data-key-label="Step before, in the tour" onClick={() => go(at - 1)}>Step before<kbd aria-hidden="true">&lt;</kbd></button>}
        {target !== null && <button type="button" className="btn sml bare" onClick={() => goTo(target)}>Go to it</button>}
        <span className="grow" />
        <button type="button" className="btn sml bare" onClick={() => end('left')}><Icon name="x" small />Leave the tour</button>
      </div>
    </aside>
  );
}

/** Takes the focus to what a step points at. */
function goTo(target: HTMLElement): void {
  if (!target.matches('a, button, input, summary, [tabindex]')) target.setAttribute('tabindex', '-1');
  target.focus();
}

type Found = { place: CSSProperties | null; target: HTMLElement | null; /** Not before the first frame. */ isMeasured: boolean };

const WIDTH = 320;
const GAP = 12;

/**
 * Where the card stands: right of its target, left of it, under or above it, or (null) at the foot of the window where there is no room beside
 * or nothing to point at. The target is scrolled to once, and marked while it is pointed at.
 */
function usePlace(card: RefObject<HTMLElement | null>, selector: string | null): Found {
  const [found, setFound] = useState<Found>({ place: null, target: null, isMeasured: false });
  const scrolled = useRef<HTMLElement | null>(null);
  const measure = useEffectEvent(() => {
    const target = selector === null ? null : ([...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.checkVisibility()) ?? null);
    for (const marked of document.querySelectorAll('[data-toured]')) if (marked !== target) marked.removeAttribute('data-toured');
    target?.setAttribute('data-toured', '');
    if (target !== null && scrolled.current !== target) {
      scrolled.current = target;
      if (!isInView(target)) target.scrollIntoView({ block: window.innerWidth <= 760 ? 'start' : 'nearest' });
    }
    const place = target === null || card.current === null ? null : placeBeside(target.getBoundingClientRect(), card.current.offsetHeight);
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
  }, [selector]);
  return found;
}

function isInView(target: HTMLElement): boolean {
  const { top, bottom } = target.getBoundingClientRect();
  return top >= 48 && top < window.innerHeight - 120 && (bottom <= window.innerHeight || bottom - top > window.innerHeight);
}

function placeBeside(box: DOMRect, height: number): CSSProperties | null {
  const { innerWidth: wide, innerHeight: high } = window;
  if (wide <= 760 || box.bottom < 8 || box.top > high) return null;
  const top = Math.max(56, Math.min(box.top, high - height - GAP));
  if (box.right + GAP + WIDTH <= wide - GAP) return { left: box.right + GAP, top };
  if (box.left - GAP - WIDTH >= GAP) return { left: box.left - GAP - WIDTH, top };
  const left = Math.max(GAP, Math.min(box.left, wide - WIDTH - GAP));
  if (box.bottom + GAP + height <= high) return { left, top: box.bottom + GAP };
  if (box.top - GAP - height >= 48) return { left, top: box.top - GAP - height };
  return null;
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
