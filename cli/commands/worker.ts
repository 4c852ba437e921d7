import { read, say, type TerminalCommand } from '../terminal';
import { runWorker } from '../worker';

export const worker: TerminalCommand = {
  usage: 'worker',
  help: 'Assesses accounts, delivers orders and notices, signs checkpoints. Runs until it is stopped; may be killed at any moment.',
  async run(args) {
    read(args, {});
    const stop = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
    say('The worker is at work.');
    await runWorker(stop.signal);
    return 0;
  },
};
