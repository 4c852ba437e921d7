import { commandOf, lifeOf, lives, parentOf, type Life } from '../../db/embedded/life';

/**
 * Calls `act` once when the npm that started this launcher has gone. npm passes SIGTERM to the shell between the two, which
 * ends without telling anybody; without this, `kill` on `npm run …` would leave everything running.
 */
export function whenDeserted(act: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const above = /^\S*sh -c /.test(commandOf(parent)) ? [parent, parentOf(parent)] : [parent];
  const watched = above.map(lifeOf).filter((life): life is Life => life !== null);
  const timer = setInterval(() => {
    if (watched.every(lives)) return;
    clearInterval(timer);
    act();
  }, process.platform === 'linux' ? 300 : 3_000);
  timer.unref();
}
