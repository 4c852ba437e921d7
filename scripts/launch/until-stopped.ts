import { Crew } from './crew';
import { whenDeserted } from './deserted';
import { say, Trouble } from './steps';

/** What a launcher works with: `onStop` steps run in reverse order once every program of the crew has ended. */
export type Stage = {
  crew: Crew;
  onStop(act: () => Promise<void>): void;
  /** From here on, being asked to stop is the ordinary end (exit code 0). */
  isUp(): void;
};

/**
 * Runs a launcher. It ends when `act` does, when somebody asks (Ctrl-C, SIGTERM, a closed terminal) or when `act` fails;
 * in every case what it started is stopped first, in reverse order. A second Ctrl-C changes nothing: stopping is quick.
 */
export async function untilStopped(act: (stage: Stage) => Promise<number>): Promise<never> {
  const crew = new Crew();
  const closing: (() => Promise<void>)[] = [];
  let asked: (code: number) => void = () => {};
  const interrupted = new Promise<number>((done) => { asked = done; });
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) process.on(signal, () => asked(code));
  whenDeserted(() => asked(143));
  let up = false;
  const stage: Stage = { crew, onStop: (close) => { closing.push(close); }, isUp: () => { up = true; } };
  let wasInterrupted = false;
  const acting = act(stage).catch((error: unknown) => {
    if (!wasInterrupted) say(error instanceof Trouble ? error.message : error instanceof Error ? error.stack ?? error.message : String(error));
    return 1;
  });
  const code = await Promise.race([acting, interrupted.then((value) => { wasInterrupted = true; return value; })]);
  if (wasInterrupted) say('\nStopping.');
  await crew.stop();
  // A step that was under way may still be about to say what to close.
  if (wasInterrupted) await Promise.race([acting, new Promise((done) => { setTimeout(done, 30_000).unref(); })]);
  for (const close of closing.toReversed()) await close().catch((error: unknown) => { say(String(error)); });
  process.exit(wasInterrupted && up ? 0 : code);
}
