import { z } from 'zod';
import { OPEN } from '../../kernel/moves';
import { defineMeasure } from '../measure';

const fields = z.object({
  /** Signals whose cause is explained: they weigh half next time. */
  cleared: z.array(z.string().min(1).max(20)).max(60).default([]),
  /** Did this deserve a human? Feeds the report card of the signals. */
  deservedAHuman: z.boolean().default(true),
});

/** Nothing is done and nobody is told. */
export const dismiss = defineMeasure({
  id: 'dismiss',
  title: 'Dismiss',
  key: 'd',
  consequence: 'Tell nobody; weigh this cause less',
  severity: 0,
  course: 'settles',
  fields,
  leastGrounds: 0,
  deciding: [],
  countersigned: () => null,
  boundByRing: true,
  lock: () => OPEN,
  within: () => OPEN,
  endsAt: () => null,
  atTerm: 'ends',
  appealable: false,
  orders: () => [],
  undo: () => [],
  notice: null,
});
