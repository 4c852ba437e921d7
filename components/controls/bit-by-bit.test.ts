import { afterEach, expect, test, vi } from 'vitest';
import { bitByBit } from './bit-by-bit';

afterEach(() => { vi.unstubAllGlobals(); vi.restoreAllMocks(); vi.useRealTimers(); });

/** Steps of two milliseconds each. */
function* slow(steps: number, pass: () => void): Generator<void, string> {
  for (let step = 0; step < steps; step += 1) {
    pass();
    yield;
  }
  return 'done';
}

test('what is long is done a few milliseconds in each frame, and comes out whole', async () => {
  let now = 0;
  let frames = 0;
  let inFrame = 0;
  let most = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  vi.stubGlobal('cancelAnimationFrame', () => {});
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => {
    frames += 1;
    inFrame = 0;
    queueMicrotask(act);
    return frames;
  });
  const pass = () => {
    now += 2;
    inFrame += 2;
    most = Math.max(most, inFrame);
  };
  expect(await bitByBit(slow(10, pass))).toBe('done');
  expect(frames).toBe(4);
  expect(most).toBe(6);
});

test('where nothing is painted it goes on all the same', async () => {
  vi.useFakeTimers();
  vi.stubGlobal('cancelAnimationFrame', () => {});
  vi.stubGlobal('requestAnimationFrame', () => 1);
  const done = bitByBit(slow(3, () => {}));
  await vi.advanceTimersByTimeAsync(500);
  expect(await done).toBe('done');
});
