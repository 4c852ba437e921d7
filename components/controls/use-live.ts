'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { isActHere } from './acting';
import { heard, unsettled, type Heard } from './heard';
import { listen } from './live-stream';

/**
 * The ids changed on a topic (or several, with a space between) since the last `clear`, or only one of them, each with what was told of it; an empty id means
 * that something may have changed. `since`: when the page was rendered. `knows`: the page shows that version already, so it is no news; nor is
 * what the reader has just done on it, unless it tells by versions (`byVersion`) what of that it shows: another window's act is told beside one of this page. `settle` drops what a page shows that was read from that instant on.
 */
export function useLive(topic: string, { only, since, knows, byVersion = false }: { only?: string; since?: number; knows?: (id: string, version: number) => boolean; byVersion?: boolean } = {}): { changed: Heard; clear: () => void; settle: (until: number) => void } {
  const [changed, setChanged] = useState<Heard>(new Map());
  const asked = useRef({ since, knows, byVersion });
  /** What is told late of before that is on the page as well. */
  const settled = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => { asked.current = { since, knows, byVersion }; });
  useEffect(() => listen(topic.split(' '), ({ id = '', version, mine }, at) => {
    if (mine === true && isActHere() && !(asked.current.byVersion && version !== undefined)) return;
    if (only !== undefined && id !== only && id !== '') return;
    if (version !== undefined && asked.current.knows?.(id, version) === true) return;
    if (at < settled.current && (version === undefined || asked.current.knows === undefined)) return;
    setChanged((before) => heard(before, { id, version, at }));
  }, asked.current.since), [topic, only]);
  const clear = useCallback(() => setChanged(new Map()), []);
  const settle = useCallback((until: number) => {
    settled.current = Math.max(settled.current, until);
    setChanged((before) => unsettled(before, until, asked.current.knows ?? (() => true)));
  }, []);
  return { changed, clear, settle };
}
