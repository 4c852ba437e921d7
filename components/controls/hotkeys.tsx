'use client';
import { usePathname } from 'next/navigation';
import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ComponentType } from 'react';
import { keysAt, type OwnAt } from '@/lib/staff/key-place';
import type { FormAction } from '../ui/form-state';
import { Signs, spokenKeys } from '../ui/key';
import type { KeyNamed } from './key-sheet';
import { goTo } from './keep-place';
import { beginsKeys, closedFor, controlFor, controlsWithKeys, declaredFor, hasOwnEnter, holdsEscape, isCharacters, isTyping, learnKeys, LETTER, lettersAreOff, noteWriting, ownSubmit, press, pressedFor, roomOf, sendsByHabit, strokeOf, strokesMeant, WAITS_FOR } from './keys';

// The sheet arrives with the first press, not with the page.
const KeySheet = lazy(() => import('./key-sheet').then((module) => ({ default: module.KeySheet })));
/** And this with the first word that somebody writes; where it does not come, nothing asks. */
const Unsent = lazy<ComponentType>(() => import('./doubt').then((module) => ({ default: module.Unsent }), () => ({ default: () => null })));

export type HotkeysProps = {
  own: OwnAt;
  /** Whether single characters press anything. */
  letters: boolean;
  /** Field `letters`: "true" or "false". */
  change: FormAction;
  settingsHref: string;
  /** On the button that begins or resumes the tour; null while it is shown. */
  tour: { label: string; step: number } | null;
  /** Fields `state`, `step`. */
  takeTour: FormAction;
};

/** Presses the control that declares the keys; `?` lists every one on the page. Once a page, in the shell. */
export function Hotkeys({ own, letters, change, settingsHref, tour, takeTour }: HotkeysProps) {
  const [opening, setOpening] = useState<{ list: readonly KeyNamed[]; nth: number } | null>(null);
  const [waiting, setWaiting] = useState<string | null>(null);
  const [isWriting, setWriting] = useState(false);
  const path = usePathname();
  useToldKeys(useMemo(() => keysAt(own, path), [own, path]), letters);

  useEffect(() => {
    let waits: string | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    function wait(stroke: string | null) {
      clearTimeout(timer);
      waits = stroke;
      setWaiting(stroke);
      if (stroke !== null) timer = setTimeout(wait, WAITS_FOR, null);
    }
    function open() {
      const list = controlsWithKeys().map(({ keys, name }) => ({ keys: pressedFor(keys), name }));
      setOpening((before) => ({ list, nth: (before?.nth ?? 0) + 1 }));
    }
    function listen(event: KeyboardEvent) {
      const stroke = strokeOf(event);
      // A key that is held would send as well.
      if (stroke === 'enter' && !event.isComposing && sendsByHabit(event.target)) return event.preventDefault();
      if (stroke === null || event.defaultPrevented || event.isComposing || event.repeat && stroke.length > 1) return;
      if (!stroke.startsWith('mod+') && stroke !== 'escape' && isTyping(event.target)) return;
      if (lettersAreOff() && isCharacters(stroke)) return;
      if (stroke === 'enter' && hasOwnEnter(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      // Escape takes back what waits, and nothing else with it.
      if (stroke === 'escape' && waits !== null) {
        event.preventDefault();
        return wait(null);
      }
      if (stroke === 'escape' && closeMenus(null)) return;
      if (stroke === 'escape' && holdsEscape(event.target)) return leaveField(event);
      // What sends is, in a form, what sends that form: never another one of the page.
      const own = declaredFor(stroke) === 'mod+enter' ? ownSubmit(event.target) : undefined;
      if (own !== undefined) {
        event.preventDefault();
        own?.click();
        return;
      }
      const meant = strokesMeant(waits, stroke, { begins: beginsKeys, presses: (keys) => controlPressed(keys) !== null || closedFor(keys) !== null });
      if (waits !== meant.waiting || meant.waiting !== null) wait(meant.waiting);
      const control = meant.keys === null ? null : controlPressed(meant.keys);
      if (control === null) {
        const closed = meant.keys === null ? null : closedFor(meant.keys);
        if (closed !== null) goTo(closed);
        return;
      }
      event.preventDefault();
      if (control === 'sheet') open();
      else press(control, event.shiftKey && LETTER.test(stroke));
    }
    function click(event: MouseEvent) {
      if (!(event.target instanceof Element)) return;
      if (waits !== null) wait(null);
      closeMenus(event.target);
      if (event.target.closest('[data-opens="keys"]') !== null) open();
    }
    function write(event: Event) {
      if (noteWriting(event)) setWriting(true);
    }
    document.addEventListener('keydown', listen);
    document.addEventListener('click', click);
    document.addEventListener('input', write);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('keydown', listen);
      document.removeEventListener('click', click);
      document.removeEventListener('input', write);
    };
  }, []);

  return (
    <>
      <p className="waits" role="status">{waiting !== null && <><kbd><Signs keys={waiting} /></kbd> <span aria-hidden="true">…</span><span className="vh">waits for a second key</span></>}</p>
      {opening !== null && <Suspense><KeySheet key={opening.nth} list={opening.list} close={() => setOpening((now) => (now?.nth === opening.nth ? null : now))} letters={letters} change={change} settingsHref={settingsHref} tour={tour} takeTour={takeTour} /></Suspense>}
      {isWriting && <Suspense><Unsent /></Suspense>}
    </>
  );
}

/** Escape where something holds it, and there is nothing to take back any more, leaves that. It presses nothing, here or anywhere. */
function leaveField(event: KeyboardEvent): void {
  event.preventDefault();
  if (event.target instanceof HTMLElement) event.target.blur();
}

/** What was pressed, as the control it is for; the sheet has no control of its own. */
function controlPressed(pressed: string): HTMLElement | 'sheet' | null {
  const declared = declaredFor(pressed);
  if (declared === null) return null;
  return declared === '?' ? 'sheet' : controlFor(declared);
}

/** Screen readers are told the keys that work for this person. Nothing is watched where those are the standard ones. */
function useToldKeys(own: Readonly<Record<string, string>>, letters: boolean): void {
  const wasStandard = useRef(true);
  useEffect(() => {
    learnKeys(own, letters);
    const isStandard = letters && Object.keys(own).length === 0;
    if (isStandard && wasStandard.current) return;
    wasStandard.current = isStandard;
    const tell = () => {
      for (const element of document.querySelectorAll<HTMLElement>('[data-key]')) {
        const keys = pressedFor(element.dataset['key'] ?? '');
        const told = !letters && isCharacters(keys) ? null : spokenKeys(keys);
        if (told === element.getAttribute('aria-keyshortcuts')) continue;
        if (told === null) element.removeAttribute('aria-keyshortcuts');
        else element.setAttribute('aria-keyshortcuts', told);
      }
    };
    tell();
    if (isStandard) return;
    const watch = new MutationObserver(tell);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, [own, letters]);
}

/** Closes every open menu (`details[data-menu]`, with what lies beside it in its `data-menu-room`) except the one that holds `inside`; says whether any was open. */
function closeMenus(inside: Element | null): boolean {
  const open = [...document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')].filter((menu) => inside === null || !roomOf(menu).contains(inside));
  open.forEach((menu) => {
    if (roomOf(menu).contains(document.activeElement)) menu.querySelector('summary')?.focus();
    menu.open = false;
  });
  return open.length > 0;
}
