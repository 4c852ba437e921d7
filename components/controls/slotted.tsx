'use client';
import { lazy, Suspense, type ReactNode } from 'react';
import type { UnreadProps } from '../case/unread';
import { Contained } from './contained';
import { Streamed } from './streamed';

const Unread = lazy(() => import('../case/unread').then((module) => ({ default: module.Unread }), () => ({ default: ({ title }: UnreadProps) => <p className="q">{title} could not be read.</p> })));

/** A panel of the dossier in its place. A control, and what is said where it breaks is fetched when it does: written into each page it was a tenth of what a script was sent. */
export function Slotted({ there, fallback, children, ...panel }: UnreadProps & { there: boolean; /** What stands there until it has come. */ fallback: ReactNode; children: ReactNode }) {
  return <Contained instead={<Suspense><Unread {...panel} /></Suspense>}><Streamed there={there} fallback={fallback}>{children}</Streamed></Contained>;
}
