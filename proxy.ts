import { NextResponse, type NextRequest } from 'next/server';
import { opensNothing } from '@/app/(public)/appeal/plain-frame';
import { pageOf } from '@/lib/enforcement/adapters/page-address';
import { languageAskedFor, languageNamed, type Language } from '@/lib/kernel/language';

/** The language that somebody chose on a holder's page. Strictly what they asked for: no more is in it, and it goes nowhere else. */
const CHOSEN = 'countersign-language';
const YEAR = 365 * 24 * 3600;

/**
 * Tells pages their own address, so that sign-in can lead back to it. Who may see what is asked by each query and command.
 * A wrong address of a holder's page is answered here: a page that finds out while it renders is blank where scripts do not run.
 * A language chosen on a holder's page stands in the address; it is remembered here, and filled in where the address has none.
 */
export function proxy(request: NextRequest): NextResponse {
  const url = request.nextUrl.clone();
  const [, token] = /^\/appeal\/([^/]+)$/.exec(url.pathname) ?? [];
  const named = languageNamed(url.searchParams.get('language'));
  const remembered = languageNamed(request.cookies.get(CHOSEN)?.value);
  if (token !== undefined && pageOf(token) === null) {
    const language = named ?? remembered ?? languageAskedFor(request.headers.get('accept-language')) ?? 'en';
    return remember(named, new NextResponse(opensNothing(language, url.pathname), { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } }));
  }
  const filled = token !== undefined && named === null && remembered !== null;
  if (filled) url.searchParams.set('language', remembered);
  const headers = new Headers(request.headers);
  headers.set('x-countersign-path', url.pathname + url.search);
  const next = { request: { headers } };
  return remember(token === undefined ? null : named, filled ? NextResponse.rewrite(url, next) : NextResponse.next(next));
}

function remember(language: Language | null, answer: NextResponse): NextResponse {
  if (language !== null) answer.cookies.set(CHOSEN, language, { path: '/appeal', maxAge: YEAR, sameSite: 'lax', httpOnly: true });
  return answer;
}

// Not uploads, nor what a holder sends: Next keeps the body of every request that passes here in memory, and cuts it at 10 MB.
export const config = { matcher: ['/((?!_next/|api/|fonts/|favicon|imports/upload|appeal/[^/]+/answer).*)'] };
