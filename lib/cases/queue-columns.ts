import { DENSITIES } from '../staff/settings';
import type { QueueLayout } from './queue-layout';

/** Without a schema, since the browser reads it too: the columns of the queue in the order in which they stand. The account names the case, so it is always there. */
export const QUEUE_COLUMNS = ['assessment', 'account', 'reasons', 'ring', 'stake', 'open', 'due', 'who'] as const;
export type QueueColumn = (typeof QUEUE_COLUMNS)[number];
export const CHOSEN_COLUMNS = QUEUE_COLUMNS.filter((column): column is Exclude<QueueColumn, 'account'> => column !== 'account');
/** The reasons take what room is left; every other column has a width of its own. */
export const SIZED_COLUMNS = QUEUE_COLUMNS.filter((column): column is Exclude<QueueColumn, 'reasons'> => column !== 'reasons');

/** Widths in CSS pixels. */
export const USUAL_WIDTH: Readonly<Record<Exclude<QueueColumn, 'reasons'>, number>> = { assessment: 190, account: 146, ring: 116, stake: 72, open: 58, due: 84, who: 140 };
export const WIDTH = { least: 44, most: 480 } as const;

export { DENSITIES };
export type Density = (typeof DENSITIES)[number];

export const USUAL_LAYOUT: QueueLayout = { hidden: [], widths: {}, density: 'roomy' };
