import type { ChildProcess } from 'node:child_process';
import { pause } from '../../db/embedded/life';
import { Trouble } from './steps';

/** Waits until the server says that it is ready; gives up when it ends or two minutes pass. */
export async function untilHealthy(url: string, server: ChildProcess): Promise<void> {
  const patience = performance.now() + 120_000;
  let answer = 'nothing';
  while (performance.now() < patience) {
    if (server.exitCode !== null || server.signalCode !== null) throw new Trouble('The server ended before it was ready; its words are above.');
    try {
      const response = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) });
      if (response.status === 200) return;
      answer = `${response.status}: ${(await response.text()).slice(0, 200)}`;
    } catch (error) {
      answer = error instanceof Error ? error.message : String(error);
    }
    await pause(200);
  }
  throw new Trouble(`The server did not get ready within two minutes. ${url}/api/health answered ${answer}`);
}
