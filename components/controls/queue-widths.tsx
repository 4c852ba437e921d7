'use client';
import { SIZED_COLUMNS, USUAL_WIDTH, WIDTH } from '@/lib/cases/queue-columns';
import type { QueueLayout } from '@/lib/cases/queue-layout';
import { COLUMN_NAME, sized, useQueueLayout } from './queue-layout';

const CHOOSE_WIDTH = 34;
/** Less than this leaves no reason to be read. */
const REASONS_WIDTH = 182;

const isSized = (column: string): column is (typeof SIZED_COLUMNS)[number] => SIZED_COLUMNS.some((one) => one === column);

export function widthOf({ widths }: QueueLayout, column: string): { width: number } | undefined {
  return isSized(column) ? { width: widths[column] ?? USUAL_WIDTH[column] } : undefined;
}

/** What all columns that are shown need. */
export function leastWidth({ hidden, widths }: QueueLayout): number {
  const sizes = SIZED_COLUMNS.map((column) => (hidden.some((one) => one === column) ? 0 : (widths[column] ?? USUAL_WIDTH[column])));
  return sizes.reduce((sum, width) => sum + width, CHOOSE_WIDTH + (hidden.includes('reasons') ? 0 : REASONS_WIDTH));
}

/** The edge of a column, to be dragged. Keyboard and touch have the same in the menu of columns, as a number. */
export function Grip({ column }: { column: string }) {
  const { layout, lay } = useQueueLayout();
  if (!isSized(column)) return null;
  return (
    <span
      className="grip" aria-hidden="true" title={`Width of ${COLUMN_NAME[column]}; twice for the usual`}
      onPointerDown={({ currentTarget, pointerId, clientX }) => {
        currentTarget.setPointerCapture(pointerId);
        currentTarget.dataset['from'] = String(clientX - (layout.widths[column] ?? USUAL_WIDTH[column]));
      }}
      onPointerMove={({ currentTarget, pointerId, clientX }) => {
        if (!currentTarget.hasPointerCapture(pointerId)) return;
        const width = Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, clientX - Number(currentTarget.dataset['from']))));
        lay({ ...layout, widths: sized(layout.widths, column, width) });
      }}
      onDoubleClick={() => lay({ ...layout, widths: sized(layout.widths, column, USUAL_WIDTH[column]) })}
    />
  );
}
