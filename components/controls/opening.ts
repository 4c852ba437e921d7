'use client';
import { PrefetchKind } from 'next/dist/client/components/router-reducer/router-reducer-types';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { OPENS, type FormAction, type FormState } from '../ui/form-state';
import { acts } from './action-form';
import { tell as tellNews } from './news';

/** The list comes first; what may be next is fetched after it. */
const FETCHES_AFTER_MS = 300;

let arriving = false;

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

/** Opens what an act has answered with. `ahead`: the address that this will most likely be; what the act has changed follows (`useArrival`). */
export function useOpening(state: FormState, ahead: string | null): void {
  const router = useRouter();
  useFetched(ahead);
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

/**
 * What became of a claim whose page was opened before the answer: under way; held; refused, and why; or another case was claimed than the
 * one that was shown. `path`: the page that this is told on.
 */
export type Claiming = { path: string; state: 'sent' | 'held' | 'other' } | { path: string; state: 'refused'; words: string };

let claiming: Claiming | null = null;
const listeners = new Set<() => void>();

function tell(next: Claiming | null): void {
  claiming = next;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

const UNANSWERED = 'The claim was sent, and no answer came. The page says who holds this case once it can be read again.';

/**
 * Claims the next case and opens the page of the one that it will most likely be in the same moment. The page says that the claim is under way
 * until it is answered; then it shows what the claim changed, gives way to the case that was claimed instead, or says why there is none.
 * Answers whether it has claimed: not while another claim is under way.
 */
export function useAhead(action: FormAction, ahead: string | null): (() => boolean) | null {
  const router = useRouter();
  useFetched(ahead);
  const claim = useCallback((path: string) => {
    // One press, one claim.
    if (claiming?.state === 'sent') return false;
    const from = window.location.pathname;
    const form = new FormData();
    form.set(OPENS, 'page');
    tell({ path, state: 'sent' });
    // Sent before the list is left, so that it goes to the list's own address.
    const answer = acts(action(null, form)).catch((): FormState => ({ ok: false, code: 'unreachable', words: UNANSWERED, fields: {} }));
    router.push(path);
    void answer.then((state) => {
      if (state?.ok === true && state.value.news !== undefined) tellNews(state.value.news);
      const here = window.location.pathname;
      // Whoever has gone elsewhere meanwhile is not called back.
      if (here !== path && here !== from) return tell(null);
      const opened = state?.ok === true ? (state.value.opens ?? path) : path;
      tell(state?.ok === false ? { path, state: 'refused', words: state.words } : { path: opened, state: opened === path ? 'held' : 'other' });
      if (opened === path && here === path) return router.refresh();
      arriving = true;
      if (opened === path) return undefined;
      return here === path ? router.replace(opened) : router.push(opened);
    });
    return true;
  }, [action, router]);
  return ahead === null ? null : () => claim(ahead);
}

/** What is told of a claim on this page; null where it was opened like any page. */
export function useClaiming(path: string): Claiming | null {
  return useSyncExternalStore(listen, () => (claiming?.path === path ? claiming : null), () => null);
}

/** From here on the page says what it knows of the hold itself, and nothing of how it began. */
export function settleClaim(path: string): void {
  if (claiming?.path === path && claiming.state === 'held') tell(null);
}

/** What was told of a claim is over once its page is left. */
export function forgetClaim(path: string): void {
  if (claiming?.path === path && claiming.state !== 'sent') claiming = null;
}
