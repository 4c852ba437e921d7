import { z } from 'zod';

/** The columns of the queue in the order in which they stand. The account names the case, so it is always there. */
export const QUEUE_COLUMNS = ['assessment', 'account', 'reasons', 'ring', 'stake', 'open', 'due', 'who'] as const;
export type QueueColumn = (typeof QUEUE_COLUMNS)[number];
export const CHOSEN_COLUMNS = QUEUE_COLUMNS.filter((column): column is Exclude<QueueColumn, 'account'> => column !== 'account');
/** The reasons take what room is left; every other column has a width of its own. */
export const SIZED_COLUMNS = QUEUE_COLUMNS.filter((column): column is Exclude<QueueColumn, 'reasons'> => column !== 'reasons');

/** Widths in CSS pixels. */
export const USUAL_WIDTH: Readonly<Record<Exclude<QueueColumn, 'reasons'>, number>> = { assessment: 166, account: 146, ring: 100, stake: 72, open: 50, due: 92, who: 140 };
export const WIDTH = { least: 44, most: 480 } as const;

export const DENSITIES = ['roomy', 'dense'] as const;
export type Density = (typeof DENSITIES)[number];

/** How one person has the queue laid out: what is not shown, widths that are not the usual ones, and how high a row is. */
export const queueLayout = z.object({
  hidden: z.array(z.enum(CHOSEN_COLUMNS as [Exclude<QueueColumn, 'account'>, ...Exclude<QueueColumn, 'account'>[]])).max(CHOSEN_COLUMNS.length).default([]),
  widths: z.partialRecord(z.enum(SIZED_COLUMNS as [Exclude<QueueColumn, 'reasons'>, ...Exclude<QueueColumn, 'reasons'>[]]), z.coerce.number().int().min(WIDTH.least, `At least ${WIDTH.least} pixels.`).max(WIDTH.most, `At most ${WIDTH.most} pixels.`)).default({}),
  density: z.enum(DENSITIES).default('roomy'),
});
export type QueueLayout = z.output<typeof queueLayout>;

export const USUAL_LAYOUT: QueueLayout = { hidden: [], widths: {}, density: 'roomy' };

/** What is stored, read leniently: a column that is no longer there is as if it had not been named. */
export function layoutIn(stored: unknown): QueueLayout {
  const parts = (typeof stored === 'object' && stored !== null ? stored : {}) as Record<string, unknown>;
  const { hidden, widths, density } = queueLayout.shape;
  const part = <T>(schema: z.ZodType<T>, value: unknown, usual: T): T => { const read = schema.safeParse(value); return read.success ? read.data : usual; };
  return { hidden: part(hidden, parts['hidden'], []), widths: part(widths, parts['widths'], {}), density: part(density, parts['density'], 'roomy') };
}

/** "without Ring and Open; Account 220 px; dense rows": how the ledger tells a layout. */
export function layoutWords({ hidden, widths, density }: QueueLayout): string {
  const sized = SIZED_COLUMNS.flatMap((column) => (widths[column] === undefined ? [] : `${column} ${widths[column]} px`));
  return [hidden.length === 0 ? 'every column' : `without ${hidden.join(', ')}`, ...sized, `${density} rows`].join('; ');
}
