'use client';
import { useEffect, useId, useRef, type ReactNode, type RefObject, type SubmitEvent } from 'react';
import { isAnythingTyped, isAnythingWritten } from './keys';

/**
 * For an act after which the page has its forms no more: while something of them is not sent yet it asks first, whatever pressed the button.
 * `asking` goes around the form's own sending, `dialog` into that form. `name`: what the button says.
 */
export function useDoubt(name: ReactNode) {
  const box = useRef<HTMLDialogElement>(null);
  const isSure = useRef(false);
  const asking = (send: (event: SubmitEvent<HTMLFormElement>) => void) => (event: SubmitEvent<HTMLFormElement>) => {
    if (isSure.current || !isAnythingTyped()) return send(event);
    event.preventDefault();
    box.current?.showModal();
  };
  function goOn() {
    isSure.current = true;
    const form = box.current?.closest('form');
    // By its button: where it was pressed by its key alone, that is where the focus goes on from (`keepPlace`).
    form?.requestSubmit(form.querySelector<HTMLElement>('[type=submit]'));
    isSure.current = false;
  }
  return { asking, dialog: <Doubt box={box} name={name} goOn={goOn}>“{name}” goes on without what you wrote or chose on this page.</Doubt> };
}

/** For links, whatever pressed them, that lead away from words which are not sent yet; where the page itself is left or read anew, the browser asks. */
export function Unsent() {
  const box = useRef<HTMLDialogElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const isSure = useRef(false);
  useEffect(() => {
    function onClick(event: MouseEvent) {
      const to = leadsAway(event);
      if (to === null || isSure.current || !isAnythingWritten()) return;
      event.preventDefault();
      // Before the link is told of it, which would go.
      event.stopPropagation();
      link.current = to;
      box.current?.showModal();
    }
    function onLeave(event: BeforeUnloadEvent) {
      if (!isSure.current && isAnythingWritten()) event.preventDefault();
    }
    document.addEventListener('click', onClick, true);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      document.removeEventListener('click', onClick, true);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, []);
  function goOn() {
    isSure.current = true;
    link.current?.click();
    // A link that the browser follows itself leaves the page a moment later.
    setTimeout(() => { isSure.current = false; }, 1_000);
  }
  return <Doubt box={box} name="Leave" goOn={goOn}>What you wrote on this page is lost if you leave it.</Doubt>;
}

/** The link by which this page would be left, in this window; null where it would stay. */
function leadsAway(event: MouseEvent): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[href]') : null;
  if (link === null || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return null;
  if ((link.target !== '' && link.target !== '_self') || link.hasAttribute('download')) return null;
  return link.origin === window.location.origin && link.pathname === window.location.pathname ? null : link;
}

function Doubt({ box, name, goOn, children }: { box: RefObject<HTMLDialogElement | null>; name: ReactNode; goOn: () => void; /** What would become of it. */ children: ReactNode }) {
  const id = useId();
  const close = () => box.current?.close();
  return (
    <dialog ref={box} className="sheet" aria-labelledby={id} aria-describedby={`${id}-says`}>
      <div className="in col far">
        <h2 id={id}>Something here is not sent yet</h2>
        <p id={`${id}-says`}>{children}</p>
        <div className="row">
          <button type="button" className="btn pri" onClick={close}>Stay here</button>
          <button type="button" className="btn" onClick={() => { close(); goOn(); }}>{name} all the same</button>
        </div>
      </div>
    </dialog>
  );
}
