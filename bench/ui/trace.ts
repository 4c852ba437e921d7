import type { CDPSession } from 'playwright';

/** What a trace calls script, style and layout. */
const WORK = new Set(['EventDispatch', 'FunctionCall', 'EvaluateScript', 'FireAnimationFrame', 'TimerFire', 'RunMicrotasks', 'UpdateLayoutTree', 'Layout', 'PrePaint']);

type TraceEvent = { name: string; ph: string; ts: number; dur?: number; tid: number; pid: number };

/** What the browser does while something happens. */
export async function traced(cdp: CDPSession, act: () => Promise<void>): Promise<TraceEvent[]> {
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => { events.push(...value as unknown as TraceEvent[]); });
  await cdp.send('Tracing.start', { traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline.frame'] }, transferMode: 'ReportEvents' });
  await act();
  const over = new Promise<void>((resolve) => { cdp.once('Tracing.tracingComplete', () => resolve()); });
  await cdp.send('Tracing.end');
  await over;
  return events;
}

/** Milliseconds of work on the page's own thread between the beginnings of two frames; nested work counts once. */
export function busyByFrame(events: readonly TraceEvent[]): number[] {
  const begins = events.filter(({ name }) => name === 'BeginMainThreadFrame');
  const busiest = new Map<number, number>();
  for (const { tid } of begins) busiest.set(tid, (busiest.get(tid) ?? 0) + 1);
  const [thread] = [...busiest].sort(([, a], [, b]) => b - a)[0] ?? [];
  const starts = begins.filter(({ tid }) => tid === thread).map(({ ts }) => ts).sort((a, b) => a - b);
  const work = events.filter(({ name, ph, tid }) => tid === thread && ph === 'X' && WORK.has(name)).sort((a, b) => a.ts - b.ts);
  const sums = starts.map(() => 0);
  let until = 0;
  let frame = 0;
  for (const { ts, dur = 0 } of work) {
    while (frame + 1 < starts.length && starts[frame + 1]! <= ts) frame += 1;
    const from = Math.max(ts, until);
    const to = ts + dur;
    if (to > from) sums[frame] = (sums[frame] ?? 0) + (to - from) / 1_000;
    until = Math.max(until, to);
  }
  return sums.slice(1);
}
