import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { read, say, type TerminalCommand } from '../terminal';
import { runWorker } from '../worker';

export const start: TerminalCommand = {
  usage: 'start',
  help: `Runs the console and the worker on a production build (npm run build) until it is stopped.
PORT (default 3000) and HOST (default: every interface) say where it listens, DATABASE_URL which PostgreSQL it uses.`,
  async run(args) {
    read(args, {});
    if (!existsSync('.next/BUILD_ID')) {
      say('There is no build. Run: npm run build');
      return 1;
    }
    const stop = new AbortController();
    const server: ChildProcess = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'start', '-p', process.env.PORT || '3000', ...(process.env.HOST ? ['-H', process.env.HOST] : [])], { stdio: ['ignore', 2, 2] });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => { stop.abort(); server.kill('SIGTERM'); });
    const ended = once(server, 'exit').then(() => { stop.abort(); });
    await runWorker(stop.signal);
    server.kill('SIGTERM');
    await ended;
    return server.exitCode === 0 || server.signalCode === 'SIGTERM' ? 0 : 1;
  },
};
