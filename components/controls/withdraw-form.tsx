'use client';
import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import { HiddenFields } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { Answer, Submit, useKeptForm } from './action-form';
import { focusOn } from './focus-on';
import { onServerTime } from './server-time';

/**
 * Withdraws what one person decided alone, on the page of its case. It is offered until it leaves by the server's clock, without a word from the server:
 * its place stays, says so, and has what can be done instead (`children`). Whoever is on it stays there. What was sent in time is waited for.
 */
export function WithdrawForm({ action, decision, isOpen, leaves, now, stands, children }: {
  action: FormAction;
  decision: string;
  isOpen: boolean;
  leaves: Instant;
  /** When the page was made. */
  now: Instant;
  /** It is in force. */
  stands: boolean;
  children: ReactNode;
}) {
  const { state, pending, form } = useKeptForm(action);
  const [wasOpen] = useState(isOpen);
  const [asks, box] = [useRef<HTMLFormElement>(null), useRef<HTMLDivElement>(null)];
  const left = useLeft(leaves, now, asks, box, isOpen && !pending);
  if (!wasOpen) return children;
  const isOffered = isOpen && (pending || left > 0);
  // A page that was made since knows better than the seconds, which stand still once nothing is offered.
  const hasLeft = left === 0 || now >= leaves;
  return (
    <div ref={box}>
      <p role="status" className="xs q">{!isOffered && stands && hasLeft && 'It has left, and stands: it can no longer be withdrawn.'}</p>
      {isOffered ? (
        <form {...form} ref={asks} className="col far">
          <HiddenFields values={{ decisionId: decision }} />
          <p className="xs q">Nobody has been told yet. For <Seconds left={left} /> it can be withdrawn as if it had not been decided.</p>
          <Answer state={state} />
          <div><Submit tone="plain" hotkey="v" disabled={pending}>Withdraw</Submit></div>
        </form>
      ) : children}
    </div>
  );
}

/** Whole seconds until something leaves, by the server's clock, and none after that; they stand still while it is not looked at. Its button goes then: whoever is on that has what stays of its place (`stays`). */
export function useLeft(leaves: Instant, now: Instant, form: RefObject<HTMLFormElement | null>, stays: RefObject<HTMLElement | null>, looks = true): number {
  const [left, setLeft] = useState(secondsUntil(leaves, now));
  useEffect(() => {
    if (!looks) return;
    return onServerTime(now, (at) => {
      if (at >= leaves && stays.current !== null && document.activeElement === form.current?.querySelector('[type="submit"]')) focusOn(stays.current);
      setLeft(secondsUntil(leaves, at));
    }, { mayBeKept: true });
  }, [leaves, now, form, stays, looks]);
  return left;
}

const secondsUntil = (then: Instant, at: Instant): number => Math.max(0, Math.ceil((then - at) / 1_000));

/** Counted for the eye alone. */
export function Seconds({ left }: { left: number }) {
  return <><span aria-hidden="true">{left} s</span><span className="vh">a short while</span></>;
}
