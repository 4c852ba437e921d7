import { refuse, statusOf, type Refusal } from '@/lib/kernel/refusal';
import type { Result } from '@/lib/kernel/result';
import { isUnreachable } from '@/lib/kernel/unreachable';
import type { Staff } from '@/lib/staff/actor';
import { viewer } from '@/lib/staff/adapters/session';
import { escaped, plainPage } from '../(public)/appeal/plain-page';
import { isFromHere, pageBefore } from './from-here';

/** What comes of a form by which one of the staff asks for a file: of the act, or why it was not begun. */
export async function askedFor<Value>(request: Request, act: (me: Staff, form: FormData) => Promise<Result<Value>>): Promise<Result<Value>> {
  if (!isFromHere(request)) return refuse('not-allowed', 'This form was sent from another site.');
  try {
    const me = await viewer();
    if (!me) return refuse('not-signed-in');
    // No form, or one that was cut off on its way: whoever asked is told so.
    const form = await request.formData().catch(() => null);
    if (form === null) return refuse('invalid', 'What was sent could not be read. Ask for the file once more, from the page that shows it.');
    return await act(me, form);
  } catch (error) {
    if (!isUnreachable(error)) throw error;
    return refuse('unreachable');
  }
}

/** Why there is no file, as a page. The form was sent to a window of its own, so that nothing that is being written beside it is lost; there this is read. `usual`: the page that asks, where its browser does not say which did. It is led back to by its path alone; its filters are in the window that it was asked for from. */
export function downloadRefused(request: Request, refusal: Refusal, { title, usual, words = refusal.words }: { title: string; usual: string; words?: string }): Response {
  const way = refusal.code === 'not-signed-in' ? `<p><a href="/sign-in?next=${encodeURIComponent(pageBefore(request) ?? usual)}">Sign in</a></p>\n` : '';
  const page = plainPage('en', title, `<p role="alert">${escaped(words)}</p>\n${way}<p>The page on which you asked for it is as you left it. Close this one and go on there.</p>`);
  return new Response(page, { status: statusOf(refusal), headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' } });
}
