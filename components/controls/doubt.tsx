'use client';
import { useId, useRef, type ReactNode, type SubmitEvent } from 'react';
import { isAnythingTyped } from './keys';

/**
 * For an act after which the page has its forms no more: while something of them is not sent yet it asks first, whatever pressed the button.
 * `asking` goes around the form's own sending, `dialog` into that form. `name`: what the button says.
 */
export function useDoubt(name: ReactNode) {
  const box = useRef<HTMLDialogElement>(null);
  const isSure = useRef(false);
  const id = useId();
  const asking = (send: (event: SubmitEvent<HTMLFormElement>) => void) => (event: SubmitEvent<HTMLFormElement>) => {
    if (isSure.current || !isAnythingTyped()) return send(event);
    event.preventDefault();
    box.current?.showModal();
  };
  function goOn() {
    box.current?.close();
    isSure.current = true;
    const form = box.current?.closest('form');
    // By its button: where it was pressed by its key alone, that is where the focus goes on from (`keepPlace`).
    form?.requestSubmit(form.querySelector<HTMLElement>('[type=submit]'));
    isSure.current = false;
  }
  const dialog = (
    <dialog ref={box} className="sheet" aria-labelledby={id} aria-describedby={`${id}-says`}>
      <div className="in col far">
        <h2 id={id}>Something here is not sent yet</h2>
        <p id={`${id}-says`}>“{name}” goes on without what you wrote or chose on this page.</p>
        <div className="row">
          <button type="button" className="btn pri" onClick={() => box.current?.close()}>Stay here</button>
          <button type="button" className="btn" onClick={goOn}>{name} all the same</button>
        </div>
      </div>
    </dialog>
  );
  return { asking, dialog };
}
