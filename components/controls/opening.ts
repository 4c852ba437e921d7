'use client';
import { PrefetchKind } from 'next/dist/client/components/router-reducer/router-reducer-types';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import type { FormState } from '../ui/form-state';

/** The list comes first; what may be next is fetched after it. */
const FETCHES_AFTER_MS = 300;

let arriving = false;

/**
 * Opens what an act has answered with. `ahead`: the address that this will most likely be; its page is fetched before, so that it stands
 * there at once, and what the act has changed follows (`useArrival`).
 */
export function useOpening(state: FormState, ahead: string | null): void {
  const router = useRouter();
  useEffect(() => {
    if (ahead === null) return;
    let over = false;
    const fetch = () => { if (!over) router.prefetch(ahead, { kind: PrefetchKind.FULL, onInvalidate: fetch }); };
    const timer = setTimeout(fetch, FETCHES_AFTER_MS);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [ahead, router]);
  const opens = state?.ok === true ? state.value.opens : undefined;
  useEffect(() => {
    if (opens === undefined) return;
    arriving = true;
    router.push(opens);
  }, [opens, router]);
}

/** On the page that was opened so: asks for what the act has changed. */
export function useArrival(): void {
  const router = useRouter();
  useEffect(() => {
    if (!arriving) return;
    arriving = false;
    router.refresh();
  }, [router]);
}
