import type { z } from 'zod';
import { text } from '../kernel/input';
import type { Actor } from '../staff/actor';
import { NO_GROUP, queueAsked, type QueueAsked } from './queue';

/** What a saved view asks of the queue; a place in it or an opened ring belongs to no view. */
export const viewAsked = queueAsked.omit({ after: true, open: true });
export type ViewAsked = z.output<typeof viewAsked>;

export const viewName = text('Give the view a name.', { max: 40 });

/** So many views of their own one person keeps: more than a line of tabs can hold. */
export const MOST_VIEWS = 20;

/** A view that somebody named. Shared ones stand on everybody's queue; `yours` are the reader's own. */
export type SavedView = { id: string; name: string; shared: boolean; yours: boolean; owner: string; version: number; asked: ViewAsked };

/** A view is its owner's; one that everybody sees is also an admin's to mend or take away. */
export function mayChange(view: { owner: string; shared: boolean }, actor: Actor): boolean {
  return view.owner === actor.id || (view.shared && actor.kind === 'staff' && actor.role === 'admin');
}

/** Whether a list is exactly the one that a view asks for. */
export function isAskedBy(asked: QueueAsked, view: ViewAsked): boolean {
  return asked.view === view.view && asked.sort === view.sort && asked.stake === view.stake && asked.q === view.q && asked.held === view.held && asked.group === view.group && asked.state === view.state && asked.family === view.family && [...asked.band].sort().join() === [...view.band].sort().join();
}

/** "overdue, by stake, act, from $500, beginning with “Kite”": what a view asks for. */
export function askedWords({ view, sort, band, stake, q, held, group, state, family }: ViewAsked): string {
  return [view, `by ${sort}`, ...(band.length > 0 ? [band.join(' and ')] : []), ...(stake === null ? [] : [`from $${stake}`]), ...(q === '' ? [] : [`beginning with “${q}”`]), ...(held === null ? [] : [`held by ${held}`]), ...(group === null ? [] : [group === NO_GROUP ? 'of no group' : `of group ${group}`]), ...(state === null ? [] : [state]), ...(family === null ? [] : [`for ${family}`])].join(', ');
}

/** The same for the ledger, which keeps every word for good: the letters of somebody's name stay with the view, where they can be changed and removed. */
export const askedInLedger = (asked: ViewAsked): string => `${askedWords({ ...asked, q: '' })}${asked.q === '' ? '' : ', by the beginning of an account'}`;
