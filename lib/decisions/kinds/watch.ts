import { z } from 'zod';
import { DAY } from '../../kernel/instant';
import { OPEN } from '../../kernel/moves';
import { defineMeasure } from '../measure';

const fields = z.object({ days: z.coerce.number().int().min(1).max(90).default(30) });

/** The account is looked at again by itself; nothing changes for the holder, so nobody is told and no order is issued. */
export const watch = defineMeasure({
  id: 'watch',
  title: 'Watch',
  key: 'w',
  consequence: '30 days, silent',
  severity: 1,
  course: 'settles',
  fields,
  leastGrounds: 0,
  deciding: [],
  countersigned: () => null,
  boundByRing: true,
  lock: () => OPEN,
  within: () => OPEN,
  endsAt: ({ days }, effectiveAt) => effectiveAt + days * DAY,
  atTerm: 'ends',
  appealable: false,
  orders: () => [],
  undo: () => [],
  notice: null,
});
