'use client';
import { useEffect, useState } from 'react';
import { oddsOf } from '@/lib/policy/odds';

/** What a number of nats says as odds; it follows what is typed in the field, or written there by the handles of the histogram. */
export function OddsHint({ field, nats }: { /** Its id. */ field: string; nats: number }) {
  const [typed, setTyped] = useState(String(nats));
  useEffect(() => {
    const read = (): void => { const now = document.getElementById(field); if (now instanceof HTMLInputElement) setTyped(now.value); };
    read();
    document.addEventListener('input', read);
    return () => document.removeEventListener('input', read);
  }, [field]);
  const now = typed.trim() === '' ? NaN : Number(typed);
  return Number.isFinite(now) ? `${now} nats is ${oddsOf(now)}` : 'Nats: a number, such as -2.3';
}
