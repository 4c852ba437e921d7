/** A page that nobody looks at is not painted: there it is done all the same after so long, milliseconds. */
const AT_LATEST = 500;

/** Does what nobody waits for once what stands on the page now can be seen: opening a stream or sending a request takes as long as a frame. Not any more, once the answer is called. */
export function afterPaint(act: () => void): () => void {
  // The first frame is painted after its callbacks; with the second it is seen.
  let frame = requestAnimationFrame(() => { frame = requestAnimationFrame(() => { soon = setTimeout(once); }); });
  let soon: ReturnType<typeof setTimeout> | undefined;
  const late = setTimeout(once, AT_LATEST);
  function stop() {
    cancelAnimationFrame(frame);
    clearTimeout(soon);
    clearTimeout(late);
  }
  function once() {
    stop();
    act();
  }
  return stop;
}
