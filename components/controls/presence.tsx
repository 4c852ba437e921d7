'use client';
import { useEffect, useState } from 'react';
import { Onlookers } from '../case/may';
import { afterPaint } from './after-paint';
import { listen } from './live-stream';

/** How often an open page says so, milliseconds; and after which silence somebody is taken to be gone. */
const SAYS_EVERY = 20_000;
const GONE_AFTER = 45_000;

/** Who else has this case open. Says every 20 seconds that we have, and hears of the others by the live stream. */
export function Presence({ caseId, me, mine, holder }: { caseId: string; /** Name of the reader: not told to themselves. */ me: string; /** The reader holds it. */ mine: boolean; /** Who else holds it, by name. */ holder: string | null }) {
  const [seen, setSeen] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(() => {
    const note = (names: readonly string[]) => setSeen((before) => {
      const now = performance.now();
      const kept = [...before].filter(([, at]) => now - at < GONE_AFTER);
      return new Map([...kept, ...names.filter((name) => name !== me).map((name): [string, number] => [name, now])]);
    });
    const say = async () => {
      if (document.visibilityState === 'hidden') return note([]);
      try {
        const answer = await fetch('/api/presence', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ caseId }) });
        const { here = [] } = answer.ok ? ((await answer.json()) as { here?: string[] }) : {};
        note(here);
      } catch {
        // The network is away; the next try says it again.
        note([]);
      }
    };
    const leave = listen(['presence'], ({ id, name }) => { if (id === caseId && name !== undefined) note([name]); });
    const unsaid = afterPaint(() => void say());
    const timer = setInterval(() => void say(), SAYS_EVERY);
    return () => {
      unsaid();
      clearInterval(timer);
      leave();
    };
  }, [caseId, me]);
  return <Onlookers names={[...seen.keys()].sort()} mine={mine} holder={holder} />;
}
