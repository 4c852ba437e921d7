'use client';
import { PrefetchKind } from 'next/dist/client/components/router-reducer/router-reducer-types';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useSyncExternalStore, useTransition } from 'react';
import type { FormAction, FormState } from '../ui/form-state';
import { arrival, toArrive } from './acting';
import { claimAhead, latestClaim, onClaiming, tell, type Claiming } from './claiming';

/** The list comes first; what may be next is fetched after it. */
const FETCHES_AFTER_MS = 300;

/** How the page that is open asks for itself anew; null where none does. */
let refreshHere: (() => void) | null = null;

/** Fetches the whole page of the address that will most likely be opened next, so that it stands there at once. */
function useFetched(ahead: string | null): void {
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
}

/**
 * Opens what an act has answered with. `ahead`: the address that this will most likely be; what the act has changed follows (`useArrival`). `claims`: a
 * case that opens so was claimed with it, which its page, fetched before, does not know yet.
 */
export function useOpening(state: FormState, ahead: string | null, { claims = false }: { claims?: boolean } = {}): void {
  const router = useRouter();
  useFetched(ahead);
  const opens = state?.ok === true ? state.value.opens : undefined;
  useEffect(() => {
    if (opens === undefined) return;
    const path = opens.split('?', 1)[0] ?? opens;
    // The same page comes anew by itself.
    if (path !== window.location.pathname) toArrive();
    if (claims && path.startsWith('/cases/')) tell({ path, state: 'held' });
    router.push(opens);
  }, [opens, claims, router]);
}

/** On the page that was opened so: asks for what the act has changed. Answers whether that is on its way: what is heard of the act meanwhile comes with it. */
export function useArrival(): boolean {
  const router = useRouter();
  const [isComing, come] = useTransition();
  useEffect(() => {
    const refresh = () => come(() => router.refresh());
    refreshHere = refresh;
    if (arrival() !== null) refresh();
    return () => { if (refreshHere === refresh) refreshHere = null; };
  }, [router]);
  // What is on its way when the page is left is asked for by the next one.
  const coming = useRef<ReturnType<typeof arrival>>(null);
  useEffect(() => {
    if (isComing) coming.current = arrival();
    else coming.current?.();
  }, [isComing]);
  return isComing;
}

/** Claims the next case and opens its page in the same moment (`claimAhead`); null where it is not known which that will be. */
export function useAhead(action: FormAction, ahead: string | null): (() => boolean) | null {
  const router = useRouter();
  useFetched(ahead);
  const claim = useCallback((path: string) => claimAhead(path, action, {
    here: () => window.location.pathname,
    open: (to) => router.push(to),
    refresh: () => { if (refreshHere === null) router.refresh(); else refreshHere(); },
    refreshThere: toArrive,
  }), [action, router]);
  return ahead === null ? null : () => claim(ahead);
}

/** Opens a case that was claimed, from the page of another: it is told there, and asked for anew. */
export function useClaimed(): (path: string) => void {
  const router = useRouter();
  return (path) => {
    toArrive();
    tell({ path, state: 'held' });
    router.push(path);
  };
}

/** What is told of a claim on this page; null where it was opened like any page. */
export function useClaiming(path: string): Claiming | null {
  return useSyncExternalStore(onClaiming, () => { const claim = latestClaim(); return claim?.path === path ? claim : null; }, () => null);
}

/** Whether the latest claim, on whatever page, got no answer. */
export function useUnanswered(): boolean {
  return useSyncExternalStore(onClaiming, () => latestClaim()?.state === 'unanswered', () => false);
}
