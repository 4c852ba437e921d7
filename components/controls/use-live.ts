'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isActHere, TOLD_WITHIN } from './acting';
import { heard, isNews, unsettled, type Heard } from './heard';
import { listen, type LiveMessage } from './live-stream';

/**
 * The ids changed on a topic (or several, with a space between) since the last `clear`, or only of some ids (`only`, with a space between), each with what was told of it; an empty id means
 * that something may have changed. `since`: when the page was rendered. `knows`: the page shows that version already, so it is no news; without it
 * the page tells by the time alone what it shows. What the reader does, here or in another window, waits while they act here: the page that comes of
 * an act of this one shows it, and then it is no news. `settle` drops what a page shows that was read from that instant on.
 */
export function useLive(topic: string, { only, since, knows }: { only?: string; since?: number; knows?: (id: string, version: number) => boolean } = {}): { changed: Heard; clear: () => void; settle: (until: number) => void } {
  const [changed, setChanged] = useState<Heard>(new Map());
  const asked = useRef({ since, knows });
  /** What is told late of before that is on the page as well. */
  const settled = useRef(since ?? Number.NEGATIVE_INFINITY);
  useEffect(() => { asked.current = { since, knows }; });
  useEffect(() => {
    let over = false;
    const hear = (message: LiveMessage, at: number, here = false): void => {
      const { id = '', version, mine } = message;
      if (over || (only !== undefined && id !== '' && !only.split(' ').includes(id))) return;
      if (mine === true && isActHere()) return void setTimeout(hear, TOLD_WITHIN, message, at, true);
      if (isNews({ id, version, at, here }, settled.current, asked.current.knows)) setChanged((before) => heard(before, { id, version: asked.current.knows && version, at }));
    };
    const leave = listen(topic.split(' '), hear, asked.current.since);
    return () => {
      over = true;
      leave();
    };
  }, [topic, only]);
  const clear = useCallback(() => setChanged(new Map()), []);
  const settle = useCallback((until: number) => {
    settled.current = Math.max(settled.current, until);
    setChanged((before) => unsettled(before, until, asked.current.knows ?? (() => true)));
  }, []);
  return { changed, clear, settle };
}
