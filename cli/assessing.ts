import { parentPort } from 'node:worker_threads';
import { disconnect } from '@/db/client';
import { assessEverything, assessUpTo } from './assess-run';
import type { Ask, Said } from './assessor';
import { wordsOf } from './terminal';

const port = parentPort;
if (!port) throw new Error('This file runs as a thread of an import.');

const say = (said: Said): void => { port.postMessage(said); };
let work = Promise.resolve();

port.on('message', (ask: Ask | 'close') => {
  work = work.then(async () => {
    if (ask === 'close') {
      port.close();
      await disconnect();
      return;
    }
    try {
      await (ask === 'everything' ? assessEverything((words) => { say({ show: words }); }) : assessUpTo(ask.upTo));
      say({ failed: null });
    } catch (error) {
      say({ failed: wordsOf(error), ...(error instanceof Error && error.stack ? { trace: error.stack } : {}) });
    }
  });
});
