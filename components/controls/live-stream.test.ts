import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** Streams as they were opened, latest last. */
let streams: { url: string; isClosed: boolean; onmessage?: (event: { data: string; lastEventId: string }) => void }[] = [];
let frames: (() => void)[] = [];

beforeEach(() => {
  vi.resetModules();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  streams = [];
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => frames.push(act));
  vi.stubGlobal('cancelAnimationFrame', (frame: number) => { frames[frame - 1] = () => {}; });
  vi.stubGlobal('EventSource', class {
    isClosed = false;
    onmessage = undefined;
    constructor(readonly url: string) { streams.push(this); }
    close() { this.isClosed = true; }
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** The browser paints, and goes on with what was put off from there. */
function paint(): void {
  const now = frames;
  frames = [];
  for (const act of now) act();
  vi.advanceTimersByTime(0);
}
const tell = (message: object, at: number) => streams.at(-1)?.onmessage?.({ data: JSON.stringify(message), lastEventId: String(at) });

test('nothing is opened before the page is seen, and then one stream for all who listen', async () => {
  const { listen } = await import('./live-stream');
  listen(['inbox'], () => {});
  listen(['queue'], () => {}, 70);
  paint();
  expect(streams).toEqual([]);
  paint();
  expect(streams.map(({ url }) => url)).toEqual(['/api/live?topic=inbox&topic=queue&since=70']);
});

test('where one page gives way to another, the stream is opened anew once, and where they listen to the same, not at all', async () => {
  const { listen } = await import('./live-stream');
  const leave = [listen(['queue'], () => {}, 70), listen(['queue', 'case'], () => {}, 70)];
  paint(); paint();
  for (const one of leave) one();
  listen(['case'], () => {}, 90);
  listen(['presence'], () => {});
  paint(); paint();
  expect(streams.map(({ url, isClosed }) => [url, isClosed])).toEqual([['/api/live?topic=case&topic=queue&since=70', true], ['/api/live?topic=case&topic=presence&since=90', false]]);
  const heard: unknown[] = [];
  tell({ topic: 'case', id: 'before' }, 80);
  tell({ topic: 'case', id: 'since' }, 95);
  listen(['case'], ({ id }) => heard.push(id), 90);
  paint(); paint();
  expect(streams).toHaveLength(2);
  expect(heard).toEqual(['since']);
});

test('a page that nobody looks at hears all the same, and one that was left at once opens nothing', async () => {
  const { listen } = await import('./live-stream');
  listen(['queue'], () => {})();
  vi.advanceTimersByTime(1_000);
  expect(streams).toEqual([]);
  listen(['queue'], () => {});
  vi.advanceTimersByTime(1_000);
  expect(streams).toHaveLength(1);
});
