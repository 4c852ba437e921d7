'use client';
import { lazy, Suspense, useEffect, useState } from 'react';
import { afterPaint } from './after-paint';
import { Contained } from './contained';
import type { Hold } from './lease-watch';

const LeaseWatch = lazy(() => import('./lease-watch').then((module) => ({ default: module.LeaseWatch })));

/** Keeps a hold alive while its holder works on the page (`LeaseWatch`). It is fetched once the page is seen: a hold lasts for minutes, and the queue fetches what a case needs at first. */
export function LeaseKeeper(hold: Hold) {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => afterPaint(() => setSeen(true)), []);
  return isSeen && <Contained instead={null}><Suspense fallback={null}><LeaseWatch {...hold} /></Suspense></Contained>;
}
