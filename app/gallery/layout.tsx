import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';

export const dynamic = 'force-dynamic';

/** Every view with the cast's data; there only where development or the browser tests ask for it. */
export default function GalleryLayout({ children }: { children: ReactNode }) {
  if (process.env['COUNTERSIGN_GALLERY'] !== '1') notFound();
  return children;
}
