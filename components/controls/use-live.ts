'use client';
import { useCallback, useEffect, useRef, useState } from 'react';
import { listen } from './live-stream';

type Heard = ReadonlyMap<string, number | undefined>;

/**
 * The ids changed on a topic (or several, with a space between) since the last `clear`, or only one of them, each with the version that
 * it has now where that is known; an empty id means that something may have changed. `since`: when the page was rendered.
 * `knows`: the page shows that version already, so it is no news. `settle` drops what the page now shows, as far as that can be told:
 * what is known to be later stays.
 */
export function useLive(topic: string, { only, since, knows }: { only?: string; since?: number; knows?: (id: string, version: number) => boolean } = {}): { changed: Heard; clear: () => void; settle: () => void } {
  const [changed, setChanged] = useState<Heard>(new Map());
  const asked = useRef({ since, knows });
  useEffect(() => { asked.current = { since, knows }; });
  useEffect(() => listen(topic.split(' '), ({ id = '', version }) => {
    if (only !== undefined && id !== only && id !== '') return;
    if (version !== undefined && asked.current.knows?.(id, version) === true) return;
    setChanged((before) => new Map(before).set(id, version));
  }, asked.current.since), [topic, only]);
  const clear = useCallback(() => setChanged(new Map()), []);
  const settle = useCallback(() => setChanged((before) => new Map([...before].filter(([id, version]) => version !== undefined && asked.current.knows?.(id, version) === false))), []);
  return { changed, clear, settle };
}
