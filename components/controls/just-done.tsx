'use client';
import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';
import { useNews } from './news';
import type { UndoToastsProps } from './undo-toasts';

// Only whoever has decided or done something pays for it. Where it does not come, what was decided is withdrawn on its case.
const UndoToasts = lazy<ComponentType<UndoToastsProps>>(() => import('./undo-toasts').then((module) => ({ default: module.UndoToasts }), () => ({ default: () => null })));

/** It has been needed in this document. */
let hasCome = false;

/** What was just decided or done; once it has been there it stays, since it tells also what became of that when nothing waits any more. What tells it aloud is there from the beginning: what comes with its words is not heard. */
export function JustDone(props: Omit<UndoToastsProps, 'say'>) {
  const news = useNews();
  const [came, setCame] = useState(hasCome);
  const [said, say] = useState('');
  const isNeeded = came || props.waiting.length > 0 || news !== null;
  if (isNeeded && !came) setCame(true);
  useEffect(() => { hasCome ||= isNeeded; }, [isNeeded]);
  return (
    <>
      <p className="vh" role="status">{said}</p>
      <p className="vh" role="status">{news?.words ?? ''}</p>
      {isNeeded && <Suspense><UndoToasts {...props} say={say} /></Suspense>}
    </>
  );
}
