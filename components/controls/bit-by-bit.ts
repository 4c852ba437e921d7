/** Of a frame's sixteen milliseconds, what is left beside what the page does anyway. */
const AT_ONCE = 6;
/** A page that nobody looks at has no frames: there it goes on all the same after so long, milliseconds. */
const AT_LATEST = 100;

/** Goes through steps for a few milliseconds in each frame, so that what is long holds nothing up. */
export async function bitByBit<T>(steps: Generator<void, T>): Promise<T> {
  for (;;) {
    await nextFrame();
    const until = performance.now() + AT_ONCE;
    do {
      const { done, value } = steps.next();
      if (done === true) return value;
    } while (performance.now() < until);
  }
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      cancelAnimationFrame(frame);
      clearTimeout(late);
      resolve();
    };
    const frame = requestAnimationFrame(go);
    const late = setTimeout(go, AT_LATEST);
  });
}
