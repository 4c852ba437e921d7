'use client';
import { useEffect, useRef, type ReactNode } from 'react';

/** A drawing with a list beside it: what has the focus or the pointer in the list (`data-points`) stands out in the drawing (`data-spot`). */
export function Pointing({ children }: { children: ReactNode }) {
  const figure = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = figure.current;
    if (element === null) return;
    const point = (event: Event) => {
      const id = event.target instanceof Element ? event.target.closest('[data-points]')?.getAttribute('data-points') : undefined;
      for (const spot of element.querySelectorAll('[data-spot]')) spot.classList.toggle('pointed', spot.getAttribute('data-spot') === id);
    };
    for (const name of ['focusin', 'focusout', 'mouseover']) element.addEventListener(name, point);
    return () => { for (const name of ['focusin', 'focusout', 'mouseover']) element.removeEventListener(name, point); };
  }, []);
  return <figure className="exhibit" ref={figure}>{children}</figure>;
}
