'use client';
import { memo, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState, type ReactNode, type Ref } from 'react';
import type { Row } from '@tanstack/react-table';
import type { Instant } from '@/lib/kernel/instant';
import type { QueueRow } from '../queue/row';
import { PART } from '../ui/parts';
import { PHONE } from './phone';
import { COLUMN, type features } from './queue-columns';
import type { Away } from './queue-pages';

type Line = Row<typeof features, QueueRow>;

export type BodyHandle = {
  /** Draws the page that holds the row, brings the row into view, and gives the focus to what names it, so that a screen reader reads it. */
  reveal: (page: number, id: string) => void;
  /** What must be remembered to draw the same pages at once when one comes back. */
  away: () => Away;
};

/** Height of a row that was never drawn, CSS pixels: what was drawn is measured. */
const ROW = { roomy: 46, dense: 32 } as const;

/**
 * The rows, page by page, each page a `tbody`. A page further away than one window is an empty one of the same height, so that however
 * long the list has grown the document holds some hundred rows; a page is drawn again before it comes into sight. `shape` names what
 * changes heights: columns, density.
 */
export function QueueBody({ ref, pages, current, density, shape, from, now, pick, remembered, region }: {
  ref: Ref<BodyHandle>;
  pages: readonly (readonly Line[])[];
  current: string | undefined;
  density: keyof typeof ROW;
  shape: string;
  /** How many rows stand before the first; null where that is not known. */
  from: number | null;
  now: Instant;
  pick: (id: string) => void;
  remembered: Away | undefined;
  /** What scrolls; on a phone it is the page. */
  region: { readonly current: HTMLElement | null };
}) {
  const [away, setAway] = useState<Away>(() => remembered ?? new Map());
  const bodies = useRef(new Map<number, HTMLTableSectionElement>());
  const wanted = useRef<string | null>(null);

  useImperativeHandle(ref, () => ({
    reveal(page, id) {
      wanted.current = id;
      setAway((before) => (before.has(page) ? new Map([...before].filter(([one]) => one !== page)) : before));
    },
    away: () => away,
  }), [away]);

  // A row that is not there yet is brought into view once it is.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const row = region.current?.querySelector(`[data-row="${CSS.escape(wanted.current)}"]`);
    if (row == null) return;
    wanted.current = null;
    row.querySelector<HTMLElement>('.nm')?.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  });

  const shapeNow = useRef(shape);
  useEffect(() => { shapeNow.current = shape; }, [shape]);
  useEffect(() => {
    const narrow = window.matchMedia(`(max-width: ${PHONE}px)`);
    let watch: IntersectionObserver | null = null;
    function begin() {
      watch?.disconnect();
      // On a phone the page scrolls, elsewhere the region does.
      watch = new IntersectionObserver((entries) => {
        setAway((before) => {
          const next = new Map(before);
          for (const { target, isIntersecting, boundingClientRect: { height } } of entries) {
            const page = Number((target as HTMLElement).dataset['page']);
            if (isIntersecting || height === 0 || target.contains(document.activeElement)) next.delete(page);
            else if (!before.has(page)) next.set(page, { height, shape: shapeNow.current });
          }
          return next.size === before.size && [...next.keys()].every((page) => before.has(page)) ? before : next;
        });
      }, { root: narrow.matches ? null : region.current, rootMargin: '100% 0px' });
      for (const body of bodies.current.values()) watch.observe(body);
    }
    begin();
    narrow.addEventListener('change', begin);
    return () => {
      watch?.disconnect();
      narrow.removeEventListener('change', begin);
    };
  }, [pages.length, region]);

  return pages.map((lines, page) => {
    const start = from === null ? null : pages.slice(0, page).reduce((sum, one) => sum + one.length, from + 2);
    const gap = away.get(page);
    return (
      <tbody key={page} {...PART.group} data-page={page} className={gap === undefined ? undefined : 'gap'} aria-hidden={gap === undefined ? undefined : true} ref={(body) => { if (body !== null) bodies.current.set(page, body); return () => { bodies.current.delete(page); }; }}>
        {gap === undefined
          ? lines.map((line, nth) => <OneLine key={line.id} line={line} isCurrent={line.id === current} shape={shape} index={start === null ? undefined : start + nth} now={now} pick={pick} />)
          : <tr style={{ height: gap.shape === shape ? gap.height : lines.length * ROW[density] }}><td colSpan={lines[0]?.getVisibleCells().length ?? 1}>…</td></tr>}
      </tbody>
    );
  });
}

const OneLine = memo(function OneLine({ line, isCurrent, index, now, pick }: { line: Line; isCurrent: boolean; shape: string; index: number | undefined; now: Instant; pick: (id: string) => void }) {
  const { id, original } = line;
  return (
    <tr {...PART.row} data-row={id} className={[isCurrent && 'cur', original.under === true && 'under'].filter(Boolean).join(' ') || undefined} aria-rowindex={index} aria-current={isCurrent ? 'true' : undefined} onClick={() => pick(id)} onFocus={() => pick(id)}>
      {line.getVisibleCells().map((cell) => <td key={cell.id} {...PART.cell} className={lookOf(cell.column.id, original, now)}>{cellOf(cell)}</td>)}
    </tr>
  );
});

/** What a column says of a row, called and not made a component of: columns are new whenever rows come, and what has the focus in a cell would be made anew with them. */
function cellOf(cell: ReturnType<Line['getVisibleCells']>[number]): ReactNode {
  const { cell: says } = cell.column.columnDef;
  return (typeof says === 'function' ? says(cell.getContext()) : says) as ReactNode;
}

function lookOf(column: string, row: QueueRow, now: Instant): string {
  const { look } = COLUMN[column] ?? { look: '' };
  return column === 'due' && row.dueAt <= now ? `${look} past` : look;
}
