'use client';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '../ui/icon';
import { signs } from '../ui/key';
import { controlFor, hasOwnEnter, isTyping, lettersAreOff, nameOf, strokeOf, switchLetters } from './keys';

const SEQUENCE_MS = 1_200;

/** Presses the control that declares the keys; `?` lists every one on the page. Once a page, in the shell. */
export function Hotkeys() {
  const sheet = useRef<HTMLDialogElement>(null);
  const [list, setList] = useState<{ keys: string; name: string }[]>([]);
  const [off, setOff] = useState(false);

  useEffect(() => {
    let before = '';
    let since = 0;
    function open() {
      const seen = new Map<string, string>();
      for (const element of document.querySelectorAll<HTMLElement>('[data-key]')) {
        const keys = element.dataset['key'] ?? '';
        if (!seen.has(keys) && element.checkVisibility()) seen.set(keys, nameOf(element));
      }
      setList([...seen].map(([keys, name]) => ({ keys, name })));
      setOff(lettersAreOff());
      sheet.current?.showModal();
    }
    function press(event: KeyboardEvent) {
      const stroke = strokeOf(event);
      if (stroke === null || event.defaultPrevented || event.repeat && stroke.length > 1) return;
      const modified = stroke.startsWith('mod+');
      if (!modified && stroke !== 'escape' && (isTyping(event.target) || lettersAreOff())) return;
      if (stroke === 'enter' && hasOwnEnter(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      if (stroke === 'escape' && closeMenus(null)) return;
      if (stroke === '?') {
        event.preventDefault();
        open();
        return;
      }
      const sequence = event.timeStamp - since < SEQUENCE_MS ? `${before} ${stroke}` : stroke;
      const control = controlFor(sequence) ?? controlFor(stroke);
      before = stroke;
      since = event.timeStamp;
      if (control === null) return;
      event.preventDefault();
      if (control.matches('input[type="text"], input[type="search"], textarea, select')) control.focus();
      else control.click();
    }
    function click(event: MouseEvent) {
      if (!(event.target instanceof Element)) return;
      closeMenus(event.target);
      if (event.target.closest('[data-opens="keys"]') !== null) open();
    }
    document.addEventListener('keydown', press);
    document.addEventListener('click', click);
    return () => {
      document.removeEventListener('keydown', press);
      document.removeEventListener('click', click);
    };
  }, []);

  return (
    <dialog ref={sheet} className="sheet" aria-label="Keys of this page">
      <header>
        <h2>Keys of this page</h2>
        <span className="grow" />
        <button type="button" className="btn sml bare" onClick={() => sheet.current?.close()}><Icon name="x" small />Close</button>
      </header>
      <div className="in">
        <ul className="keylist">
          <li><span>These keys</span><kbd>?</kbd></li>
          {list.map(({ keys, name }) => <li key={keys}><span>{name}</span><span className="nw">{keys.split(' ').map((stroke) => <kbd key={stroke}>{signs(stroke)}</kbd>)}</span></li>)}
        </ul>
        <label className="pick mt-3">
          <input type="checkbox" checked={off} onChange={(event) => { setOff(event.target.checked); switchLetters(event.target.checked); }} />
          <span>Switch single letters off</span>
          <small>Kept in this browser. Keys with ⌘ or Ctrl go on working.</small>
        </label>
      </div>
    </dialog>
  );
}

/** Closes every open menu (`details[data-menu]`) except the one that holds `inside`; says whether any was open. */
function closeMenus(inside: Element | null): boolean {
  const open = [...document.querySelectorAll<HTMLDetailsElement>('details[data-menu][open]')].filter((menu) => inside === null || !menu.contains(inside));
  open.forEach((menu) => {
    if (menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
    menu.open = false;
  });
  return open.length > 0;
}
