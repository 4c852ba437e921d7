import type { Instant } from './instant';

/** The only reader of the wall clock. One command or query, one `now`. */
export const clock = {
  now: (): Instant => Date.now(),
};
