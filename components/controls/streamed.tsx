'use client';
import { Suspense, useState, type ReactNode } from 'react';

/**
 * A part of a page that may come after it: until then `fallback` stands in its place. Where the part is there already, it gets no boundary at all,
 * since what is large and has one is sent behind its placeholder and shown later, complete or not (decision 0072). That is decided where the
 * part is first shown and holds for as long as it stands: with a boundary in one answer and none in the next it would be made anew, and the
 * focus in it lost.
 */
export function Streamed({ there, fallback, children }: { there: boolean; fallback: ReactNode; children: ReactNode }) {
  const [whole] = useState(there);
  return whole ? children : <Suspense fallback={fallback}>{children}</Suspense>;
}
