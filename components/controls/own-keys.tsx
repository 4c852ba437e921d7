'use client';
import { usePathname } from 'next/navigation';
import { keysAt, type OwnAt } from '@/lib/staff/key-place';
import { KeySheetRules } from '../ui/key';

/** A person's own keys on the controls of the screen that they are on. */
export function OwnKeys({ own, letters }: { own: OwnAt; letters: boolean }) {
  return <KeySheetRules own={keysAt(own, usePathname())} letters={letters} />;
}
