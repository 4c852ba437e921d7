/** Progress of a launcher: on standard error, one line when a step starts and one with its time when it ends. */
export async function step<T>(title: string, act: (note: (words: string) => void) => Promise<T>): Promise<T> {
  const since = performance.now();
  let last = since;
  say(`· ${title}`);
  const note = (words: string) => {
    last = performance.now();
    say(`  ${title}: ${words}`);
  };
  // No step is silent for long, so that nobody wonders whether it still runs.
  const beat = setInterval(() => { if (performance.now() - last > 9_000) note(seconds(since)); }, 10_000);
  try {
    const value = await act(note);
    say(`✓ ${title} (${seconds(since)})`);
    return value;
  } catch (error) {
    say(`✗ ${title} (${seconds(since)})`);
    throw error;
  } finally {
    clearInterval(beat);
  }
}

export function say(words: string): void {
  process.stderr.write(`${words}\n`);
}

export function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** A failure whose words are for the operator; no stack is printed. */
export class Trouble extends Error {}
