'use client';
import { useSyncExternalStore } from 'react';

/** Hydration happens once; nothing is to be watched afterwards. */
const never = () => () => {};

/** Whether the page's script runs. Before it does, the server is the one that refuses: a dead button would lock out whoever has no script. */
export const useHydrated = (): boolean => useSyncExternalStore(never, () => true, () => false);
