'use client';
import { lazy, Suspense, useEffect, useState, type ComponentType } from 'react';
import { useNews } from './news';
import type { UndoToastsProps } from './undo-toasts';

// Only whoever has decided or done something pays for it. Where it does not come, what was decided is withdrawn on its case.
const UndoToasts = lazy<ComponentType<UndoToastsProps>>(() => import('./undo-toasts').then((module) => ({ default: module.UndoToasts }), () => ({ default: () => null })));

/** It has been needed in this document. */
let hasCome = false;

/** What was just decided or done; once it has been there it stays, since it tells also what became of that when nothing waits any more. */
export function JustDone(props: UndoToastsProps) {
  const news = useNews();
  const [came, setCame] = useState(hasCome);
  const isNeeded = came || props.waiting.length > 0 || news !== null;
  if (isNeeded && !came) setCame(true);
  useEffect(() => { hasCome ||= isNeeded; }, [isNeeded]);
  return isNeeded ? <Suspense><UndoToasts {...props} /></Suspense> : null;
}
