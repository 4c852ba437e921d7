'use client';
import Link from 'next/link';
import { startTransition, useEffect, useOptimistic, useRef } from 'react';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Signs } from '../ui/key';
import type { HotkeysProps } from './hotkeys';
import { pressedFor } from './keys';

/** Keys as the person presses them, and what they do. */
export type KeyNamed = { keys: string; name: string };

/** Every key of the page, and what can be changed of them. Stands open as long as it is there. */
export function KeySheet({ list, close, letters, change, settingsHref, tour, takeTour }: Omit<HotkeysProps, 'own'> & { list: readonly KeyNamed[]; close: () => void }) {
  const sheet = useRef<HTMLDialogElement>(null);
  useEffect(() => sheet.current?.showModal(), []);
  // What was chosen shows at once; where it could not be kept, it goes back.
  const [chosen, choose] = useOptimistic(letters);

  const send = (action: FormAction, fields: Readonly<Record<string, string>>, meanwhile = () => {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    startTransition(async () => {
      meanwhile();
      await action(null, form);
    });
  };
  return (
    <dialog ref={sheet} className="sheet" aria-label="Keys of this page" onClose={close}>
      <header>
        <h2>Keys of this page</h2>
        <span className="grow" />
        <button type="button" className="btn sml bare" onClick={() => sheet.current?.close()}><Icon name="x" small />Close</button>
      </header>
      <div className="in">
        <ul className="keylist">
          <li><span>These keys</span><kbd><Signs keys={pressedFor('?')} /></kbd></li>
          {list.map(({ keys, name }) => <li key={keys}><span>{name}</span><span className="nw">{keys.split(' ').map((stroke, at) => <kbd key={at}><Signs keys={stroke} /></kbd>)}</span></li>)}
        </ul>
        <label className="pick mt-3">
          <input type="checkbox" checked={!chosen} onChange={({ target: { checked } }) => send(change, { letters: String(!checked) }, () => choose(!checked))} />
          <span>Switch single letters off</span>
          <small>For you, wherever you sign in. Keys with ⌘ or Ctrl go on working.</small>
        </label>
        <p className="row wrap mt-3">
          <Link className="btn sml" href={settingsHref} onClick={() => sheet.current?.close()}><Icon name="settings" small />Choose your own keys</Link>
          {tour !== null && <button type="button" className="btn sml" onClick={() => { sheet.current?.close(); send(takeTour, { state: 'running', step: String(tour.step) }); }}><Icon name="arrow-right" small />{tour.label}</button>}
        </p>
      </div>
    </dialog>
  );
}
