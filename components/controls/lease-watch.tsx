'use client';
import { startTransition, useEffect, useRef, useState } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import type { Lease } from '../case/may';
import { Button } from '../ui/button';
import type { FormAction } from '../ui/form-state';
import { Notice } from '../ui/notice';
import { onWork } from './at-work';
import { ClaimButton } from './claim-button';

/** The hold is renewed once less than this is left of it, milliseconds, while the person has been working in the last minutes. */
const RENEW_BELOW = 10 * 60_000;
const WORKING_WITHIN = 5 * 60_000;
/** After so long without a hand on the page, or when so little is left of the hold, it warns; and lets go after that much again. */
const IDLE_AFTER = 8 * 60_000;
const WARNS_FOR = 2 * 60_000;
const RENEWS_EVERY = 30_000;
const LOOKS_EVERY = 1_000;
/** What this browser told the server of its own work is no later than that, but for its way there. */
const ON_THE_WAY = 30_000;
/** A server that is silent for longer keeps nobody's case. */
const ANSWERS_WITHIN = 5_000;

/** `now`: when the page was made; `late`: for how many milliseconds it stood there before anything watched; `leave`: gives the case back for somebody who is away. */
export type Hold = { caseId: string; until: Instant; now: Instant; late: number; renew: FormAction; leave: FormAction; claim: FormAction };

/** `left`: milliseconds until it goes back; `to`: who holds it now. */
type Ending = { kind: 'warned'; left: number } | { kind: 'away' } | { kind: 'lost'; to: string | null };
type Standing = { kind: 'held' } | Ending;
const HELD: Standing = { kind: 'held' };

/**
 * Keeps a hold alive while its holder works on the page: a key, a click or a scroll counts as work. Nobody there: it warns, and then gives
 * the case back, leaving the page and what was typed in it as they are. Before either it asks whether the person is at work in another browser. Whether the hold still stands is asked again whenever
 * a dialog closes and whenever the page comes back into sight.
 */
export function LeaseWatch({ caseId, until, now: made, late, renew, leave, claim }: Hold) {
  // A hold that was renewed or taken again begins anew.
  const [last, setLast] = useState<{ until: Instant; standing: Standing }>({ until, standing: HELD });
  const standing = last.until === until ? last.standing : HELD;
  const worked = useRef<number | null>(null);
  const warnedAt = useRef<number | null>(null);

  useEffect(() => {
    let over = false;
    const begun = performance.now() - (worked.current === null ? late : 0);
    const lapses = begun + until - made;
    let asked = Number.NEGATIVE_INFINITY;
    let asking = false;
    worked.current ??= begun;
    warnedAt.current = null;
    const setStanding = (next: Standing) => setLast({ until, standing: next });

    const send = (action: FormAction) => {
      const form = new FormData();
      form.set('caseId', caseId);
      // A hold that cannot be kept is gone: the page says to whom.
      startTransition(async () => { if ((await action(null, form))?.ok === false) await check(); });
    };
    const keep = (now: number) => {
      // Not at every key: a hold that has just been asked for is on its way.
      if (now - asked < RENEWS_EVERY) return;
      asked = now;
      send(renew);
    };
    const work = () => {
      const now = performance.now();
      worked.current = now;
      if (warnedAt.current === null || over) return;
      warnedAt.current = null;
      setStanding(HELD);
      keep(now);
    };
    const look = () => {
      if (over || asking) return;
      const now = performance.now();
      const idle = now - (worked.current ?? now);
      if (lapses - now < RENEW_BELOW && idle < WORKING_WITHIN && document.visibilityState === 'visible') keep(now);
      if (idle < IDLE_AFTER && (lapses - now > WARNS_FOR || idle < WORKING_WITHIN)) return;
      const remaining = warnedAt.current === null ? 0 : warnedAt.current + WARNS_FOR - now;
      if (remaining > 0) return setStanding({ kind: 'warned', left: remaining });
      void warnOrLeave(idle);
    };
    const warnOrLeave = async (idle: number) => {
      const before = worked.current;
      asking = true;
      const elsewhere = (await present(caseId))?.worked ?? Infinity;
      asking = false;
      // A hand came back while it asked.
      if (over || worked.current !== before) return;
      if (elsewhere < Math.min(IDLE_AFTER, idle - ON_THE_WAY)) {
        worked.current = performance.now() - elsewhere;
        warnedAt.current = null;
        return setStanding(HELD);
      }
      if (warnedAt.current === null) {
        warnedAt.current = performance.now();
        return setStanding({ kind: 'warned', left: WARNS_FOR });
      }
      over = true;
      setStanding({ kind: 'away' });
      send(leave);
    };
    const check = async () => {
      if (over || document.visibilityState === 'hidden') return;
      const lease = (await present(caseId))?.lease ?? null;
      if (over || lease === null) return;
      if (lease.state === 'yours' || lease.state === 'lapsing') return;
      over = true;
      setStanding({ kind: 'lost', to: lease.state === 'theirs' ? lease.name : null });
    };
    const closed = (event: Event) => {
      const box = event.target;
      if (box instanceof HTMLDialogElement || (box instanceof HTMLDetailsElement && !box.open && box.matches('[data-menu]'))) void check();
    };
    const seen = () => void check();
    const unhear = onWork(work);
    for (const name of ['close', 'toggle']) document.addEventListener(name, closed, { capture: true });
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('online', seen);
    const timer = setInterval(look, LOOKS_EVERY);
    // What was not watched may be somebody else's by now.
    if (performance.now() - begun > RENEWS_EVERY) void check();
    return () => {
      over = true;
      clearInterval(timer);
      unhear();
      for (const name of ['close', 'toggle']) document.removeEventListener(name, closed, { capture: true });
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('online', seen);
    };
  }, [caseId, until, made, late, renew, leave]);

  return <div className="idle">{standing.kind !== 'held' && <HoldEnds ending={standing} caseId={caseId} claim={claim} />}</div>;
}

/** What the page says of a hold that is about to end, or has ended. */
export function HoldEnds({ ending, caseId, claim }: { ending: Ending; caseId: string; claim: FormAction }) {
  if (ending.kind === 'warned') {
    return (
      <Notice icon="hourglass" role="alert" raised act={<Button small>I am here</Button>}>
        <b className="b">Are you still there?</b> Nobody has touched this case for some minutes. It goes back to the queue in less than {Math.ceil(ending.left / 60_000)} min; any key or click keeps it, and what you wrote stays here either way.
      </Notice>
    );
  }
  return (
    <Notice icon="hourglass" tone="brick" role="alert" raised act={ending.kind === 'lost' && ending.to !== null ? undefined : <ClaimButton action={claim} hidden={{ caseId }} tone="plain" small>Claim it again</ClaimButton>}>
      {ending.kind === 'away' ? <><b className="b">You were away, so this case went back to the queue.</b> What you wrote is still here.</>
        : ending.to === null ? <><b className="b">You no longer hold this case.</b> What you wrote is still here.</>
          : <><b className="b">{ending.to} holds this case now.</b> What you wrote is still here, and cannot be sent.</>}
    </Notice>
  );
}

/** Who holds the case by the server's clock, and how many milliseconds ago the reader was at work anywhere; null where it cannot be asked just now. */
async function present(caseId: string): Promise<{ lease: Lease; worked: number | null } | null> {
  try {
    const answer = await fetch('/api/presence', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ caseId }), signal: AbortSignal.timeout(ANSWERS_WITHIN) });
    return answer.ok ? ((await answer.json()) as { lease: Lease; worked: number | null }) : null;
  } catch {
    return null;
  }
}
