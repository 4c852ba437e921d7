'use client';
import { lazy, Suspense } from 'react';
import type { TourProps } from './tour';
import { useHydrated } from './use-hydrated';

// Only whom it is shown to pays for it.
const Tour = lazy(() => import('./tour').then((module) => ({ default: module.Tour })));

/** By script alone: where it goes on is remembered by the browser. */
export function TourGuide(props: TourProps) {
  return useHydrated() ? <Suspense><Tour {...props} /></Suspense> : null;
}
