'use client';
import dynamic from 'next/dynamic';
import type { TourProps } from './tour';

// Only whom it is shown to pays for it.
const Tour = dynamic(() => import('./tour').then((module) => module.Tour), { ssr: false });

export function TourGuide(props: TourProps) {
  return <Tour {...props} />;
}
