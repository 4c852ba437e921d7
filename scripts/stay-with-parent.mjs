// Preloaded into the programs that a launcher starts: when the launcher is killed without a chance to stop them, they stop by themselves.
import { isMainThread } from 'node:worker_threads';

const parent = process.ppid;

if (isMainThread && parent > 1) {
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 1_000).unref();
}
