import { z } from 'zod';
import { CHOSEN_COLUMNS, DENSITIES, SIZED_COLUMNS, WIDTH, type Density, type QueueColumn } from './queue-columns';

/** How one person has the queue laid out: what is not shown, widths that are not the usual ones, and how high a row is. */
export const queueLayout = z.object({
  hidden: z.array(z.enum(CHOSEN_COLUMNS as [Exclude<QueueColumn, 'account'>, ...Exclude<QueueColumn, 'account'>[]])).max(CHOSEN_COLUMNS.length).default([]),
  widths: z.partialRecord(z.enum(SIZED_COLUMNS as [Exclude<QueueColumn, 'reasons'>, ...Exclude<QueueColumn, 'reasons'>[]]), z.coerce.number().int().min(WIDTH.least, `At least ${WIDTH.least} pixels.`).max(WIDTH.most, `At most ${WIDTH.most} pixels.`)).default({}),
  density: z.enum(DENSITIES).default('roomy'),
});
export type QueueLayout = z.output<typeof queueLayout>;

/** What is stored, read leniently: a column that is no longer there is as if it had not been named. `usual`: how high a row is where nothing was laid out. */
export function layoutIn(stored: unknown, usual: Density = 'roomy'): QueueLayout {
  const parts = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const { hidden, widths, density } = queueLayout.shape;
  const part = <T>(schema: z.ZodType<T>, value: unknown, usual: T): T => { const read = schema.safeParse(value); return read.success ? read.data : usual; };
  return { hidden: part(hidden, parts['hidden'], []), widths: part(widths, parts['widths'], {}), density: parts['density'] === undefined ? usual : part(density, parts['density'], usual) };
}

/** "without Ring and Open; Account 220 px; dense rows": how the ledger tells a layout. */
export function layoutWords({ hidden, widths, density }: QueueLayout): string {
  const sized = SIZED_COLUMNS.flatMap((column) => (widths[column] === undefined ? [] : `${column} ${widths[column]} px`));
  return [hidden.length === 0 ? 'every column' : `without ${hidden.join(', ')}`, ...sized, `${density} rows`].join('; ');
}
