'use client';
import { startTransition, useEffect, useRef } from 'react';
import type { FormAction } from '../ui/form-state';

/** The hold is renewed once less than this is left of it, milliseconds, while the person has been working in the last minutes. */
const RENEW_BELOW = 10 * 60_000;
const WORKING_WITHIN = 5 * 60_000;
const LOOKS_EVERY = 30_000;

/** Keeps a hold alive while its holder works on the page: a key, a click or a scroll counts as work. Idle pages let it lapse. */
export function LeaseKeeper({ action, hidden, left }: { action: FormAction; hidden: Readonly<Record<string, string | number>>; /** Milliseconds left when the page was made. */ left: number }) {
  const worked = useRef(0);
  const made = useRef(0);
  const sent = useRef(JSON.stringify(hidden));
  useEffect(() => { sent.current = JSON.stringify(hidden); });
  useEffect(() => {
    made.current = performance.now();
    worked.current = performance.now();
    const work = () => { worked.current = performance.now(); };
    const events = ['keydown', 'pointerdown', 'scroll'] as const;
    for (const name of events) window.addEventListener(name, work, { passive: true });
    const timer = setInterval(() => {
      const now = performance.now();
      if (left - (now - made.current) > RENEW_BELOW || now - worked.current > WORKING_WITHIN || document.visibilityState === 'hidden') return;
      made.current = now;
      const form = new FormData();
      for (const [name, value] of Object.entries(JSON.parse(sent.current) as Record<string, string | number>)) form.set(name, String(value));
      startTransition(async () => { await action(null, form); });
    }, LOOKS_EVERY);
    return () => {
      clearInterval(timer);
      for (const name of events) window.removeEventListener(name, work);
    };
  }, [action, left]);
  return null;
}
