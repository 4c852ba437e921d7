import { z } from 'zod';
import { DAY, rfc3339 } from '../../kernel/instant';
import { locked, OPEN } from '../../kernel/moves';
import { defineMeasure } from '../measure';
import { oppositesOf, type OrderDraft } from '../order-draft';
import { listWords, momentWords } from '../../evidence/wording';

/** Ways to show who works on the account. `video` says whether a camera is needed. */
export const ROUTES = {
  bank_sign_in: { title: 'Sign in with your bank', words: '2 minutes, no video', video: false },
  branch_visit: { title: 'Visit a post office', words: 'No video; takes 2 days', video: false },
  live_check: { title: 'A short live check', words: 'On the device you work on', video: true },
} as const;
export type Route = keyof typeof ROUTES;
const ROUTE_IDS = Object.keys(ROUTES) as [Route, ...Route[]];

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
  within: ({ days }, { replyWindowDays }) => (days >= replyWindowDays ? OPEN : locked('invalid', `The holder has at least ${replyWindowDays} days to answer.`)),
  endsAt: until,
  atTerm: 'ends',
  appealable: true,
  orders,
  undo: (issue) => oppositesOf(orders(issue)),
  notice: {
    subject: 'Please show us that it is you',
    asks: true,
    measure: ({ routes }) => `We ask you to show that you are the person who works on this account. Any one of these is enough: ${listWords([...new Set(routes)].map((route) => ROUTES[route].title.toLowerCase()))}.`,
    duration: (asked, effectiveAt) => `Please choose and finish one by ${momentWords(until(asked, effectiveAt))}. After that a person decides with what we know. You can still write to us then.`,
    stillWorks: 'Nothing changes for now: your account, your contracts and your pay go on as before.',
    next: () => 'Choose your route on your private page: {{answer_link}}',
  },
});
