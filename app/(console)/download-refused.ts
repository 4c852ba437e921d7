import { refuse, statusOf, type Refusal } from '@/lib/kernel/refusal';
import { escaped, plainPage } from '../(public)/appeal/plain-page';

export const NOT_FROM_HERE: Refusal = refuse('not-allowed', 'This form was sent from another site.');
export const UNREADABLE: Refusal = refuse('invalid', 'What was sent could not be read. Ask for the file once more, from the page that shows it.');

/** Why there is no file, as a page. The form was sent to a window of its own, so that nothing that is being written beside it is lost; there this is read. `from`: the page that asked. */
export function downloadRefused(refusal: Refusal, { title, from, words = refusal.words }: { title: string; from: string; words?: string }): Response {
  const way = refusal.code === 'not-signed-in' ? `<p><a href="/sign-in?next=${encodeURIComponent(from)}">Sign in</a></p>\n` : '';
  const page = plainPage('en', title, `<p role="alert">${escaped(words)}</p>\n${way}<p>The page on which you asked for it is as you left it. Close this one and go on there.</p>`);
  return new Response(page, { status: statusOf(refusal), headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'private, no-store' } });
}
