import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import type { Instant } from '@/lib/kernel/instant';

/** What the thread is asked for: everybody with something new as of an instant, or every account once. */
export type Ask = { upTo: Instant } | 'everything';
/** What it says: progress in words, then its end, with what went wrong in words. */
export type Said = { show: string } | { failed: string | null; trace?: string };

export type Assessor = {
  upTo(instant: Instant): Promise<void>;
  everything(show: (words: string) => void): Promise<void>;
  /** Lets a pass under way come to its end. */
  close(): Promise<void>;
};

/**
 * Assesses on a thread of its own, which has its own connections to the database and its own shelf: while a period is assessed, the
 * next is read, checked and laid in on another core. One thing at a time is asked of it.
 */
export function openAssessor(): Assessor {
  const thread = new Worker(new URL('./assessor-thread.mjs', import.meta.url), {
    execArgv: [],
    // Left alone, a thread may take less memory than the process itself.
    resourceLimits: { maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / 1024 ** 2) },
  });
  let lost: Error | null = null;
  let heard: (said: Said) => void = () => {};
  const gone = new Promise<void>((resolve) => { thread.once('exit', () => { resolve(); }); });
  const fail = (error: Error): void => { lost ??= error; heard({ failed: lost.message }); };
  thread.on('message', (said: Said) => { heard(said); });
  thread.on('error', fail);
  thread.on('exit', () => { fail(new Error('The thread that assesses ended by itself.')); });

  const ask = (what: Ask, show: (words: string) => void = () => {}): Promise<void> => new Promise((resolve, reject) => {
    heard = (said) => {
      if ('show' in said) { show(said.show); return; }
      if (said.failed === null) { resolve(); return; }
      const error = lost ?? new Error(said.failed);
      if (said.trace) error.stack = said.trace;
      reject(error);
    };
    if (lost) heard({ failed: lost.message });
    else thread.postMessage(what);
  });
  return {
    upTo: (instant) => ask({ upTo: instant }),
    everything: (show) => ask('everything', show),
    async close() {
      heard = () => {};
      if (!lost) thread.postMessage('close');
      await gone;
    },
  };
}
