import { z } from 'zod';
import { DAY, rfc3339 } from '../../kernel/instant';
import { OPEN } from '../../kernel/moves';
import { beyond, defineMeasure } from '../measure';
import { oppositesOf, type OrderDraft } from '../order-draft';

/** Ways to show who works on the account. `video` says whether a camera is needed. */
export const ROUTES = {
  bank_sign_in: { video: false },
  branch_visit: { video: false },
  live_check: { video: true },
} as const;
export type Route = keyof typeof ROUTES;
export const ROUTE_IDS = Object.keys(ROUTES) as [Route, ...Route[]];

const fields = z.object({
  routes: z
    .array(z.enum(ROUTE_IDS), { error: 'Offer at least two routes.' })
    .refine((routes) => new Set(routes).size >= 2, 'Offer at least two routes.')
    .refine((routes) => routes.some((route) => !ROUTES[route].video), 'At least one route needs no video.'),
  days: z.coerce.number().int().min(1).max(60).default(7),
});
type Fields = z.output<typeof fields>;

const until = ({ days }: Fields, effectiveAt: number): number => effectiveAt + days * DAY;
const orders = ({ fields: asked, effectiveAt }: { fields: Fields; effectiveAt: number }): OrderDraft[] => [
  { kind: 'verification.request', effective: { routes: [...new Set(asked.routes)], until: rfc3339(until(asked, effectiveAt)) } },
];

/** A check by a route of the holder's choice. It binds nobody. */
export const stepUp = defineMeasure({
  id: 'step-up',
  title: 'Step-up',
  key: 's',
  consequence: 'Live check, bank sign-in or branch visit',
  severity: 3,
  course: 'interim',
  fields,
  leastGrounds: 1,
  deciding: [],
  countersigned: () => null,
  boundByRing: false,
  lock: () => OPEN,
  within: ({ days }, { replyWindowDays }) => (days >= replyWindowDays ? OPEN : beyond('days', `The holder has at least ${replyWindowDays} days to answer.`)),
  endsAt: until,
  atTerm: 'ends',
  appealable: true,
  orders,
  undo: (issue) => oppositesOf(orders(issue)),
  notice: { asks: true },
});
