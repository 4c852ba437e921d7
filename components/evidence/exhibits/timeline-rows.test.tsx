import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { DAY } from '@/lib/kernel/instant';
import { Timeline, type TimelineProps } from './timeline';

const START = Date.UTC(2025, 0, 1);
/** So many changes that no two of them are one row. */
const busy = (count: number): TimelineProps => ({
  from: START, to: START + count * DAY, hours: [], handover: null, overview: null, describe: 'Many changes.',
  lanes: [{ id: 'profile', label: 'Profile', bars: [], marks: Array.from({ length: count }, (_, n) => ({ at: START + n * DAY, shape: 'done' as const, hand: null, label: `change ${n}` })) }],
});
const told = (html: string): string[] => [...html.matchAll(/<td[^>]*>(change \d+)<\/td>/g)].map(([, words]) => words!);
const waysIn = (html: string): string[] => [...html.matchAll(/href="(\?rows=\d+)/g)].map(([, href]) => href!);

test('every row of the table behind the timeline is on one of its pages, each of which leads to its neighbours', () => {
  const pages = [1, 2, 3, 4, 5].map((page) => renderToStaticMarkup(<Timeline {...busy(450)} pages={{ page, hrefOf: (to) => `?rows=${to}` }} />));
  expect(pages.flatMap(told)).toEqual(Array.from({ length: 450 }, (_, n) => `change ${n}`));
  expect(pages.map(waysIn)).toEqual([['?rows=2'], ['?rows=1', '?rows=3'], ['?rows=2', '?rows=4'], ['?rows=3', '?rows=5'], ['?rows=4']]);
  expect(pages[1]).toContain('101 to 200 of 450, earliest first');
  // A page that is asked for stands open, and one beyond the last is the last.
  expect(pages[1]).toMatch(/<details class="twin" open=""/);
  expect(told(renderToStaticMarkup(<Timeline {...busy(450)} pages={{ page: 99, hrefOf: (to) => `?rows=${to}` }} />))).toHaveLength(50);
});

test('without pages, and where one is enough, all of it is written out and nothing leads on', () => {
  for (const props of [busy(450), { ...busy(100), pages: { page: null, hrefOf: (to: number) => `?rows=${to}` } }]) {
    const html = renderToStaticMarkup(<Timeline {...props} />);
    expect(told(html)).toHaveLength(props.lanes[0]!.marks.length);
    expect(waysIn(html)).toEqual([]);
    expect(html).toMatch(/<details class="twin"><summary>/);
  }
});
