'use client';
import { useCallback, useEffect, useState } from 'react';
import { listen } from './live-stream';

/** The ids changed on a topic (or several, with a space between) since the last `clear`, or only one of them. */
export function useLive(topic: string, only?: string): { changed: ReadonlySet<string>; clear: () => void } {
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => listen(topic.split(' '), ({ id = '' }) => {
    if (only === undefined || id === only) setChanged((before) => new Set(before).add(id));
  }), [topic, only]);
  const clear = useCallback(() => setChanged(new Set()), []);
  return { changed, clear };
}
