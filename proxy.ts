import { NextResponse, type NextRequest } from 'next/server';
import { NO_SUCH_PAGE, plainPage } from '@/app/(public)/appeal/plain-page';
import { pageOf } from '@/lib/enforcement/adapters/page-address';

const OPENS_NOTHING = plainPage(NO_SUCH_PAGE.title, `<p>${NO_SUCH_PAGE.lead}</p>\n<p>${NO_SUCH_PAGE.way}</p>`);

/**
 * Tells pages their own address, so that sign-in can lead back to it. Who may see what is asked by each query and command.
 * A wrong address of a holder's page is answered here: a page that finds out while it renders is blank where scripts do not run.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const token = /^\/appeal\/([^/]+)$/.exec(pathname)?.[1];
  if (token !== undefined && pageOf(token) === null) return new NextResponse(OPENS_NOTHING, { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } });
  const headers = new Headers(request.headers);
  headers.set('x-countersign-path', pathname + search);
  return NextResponse.next({ request: { headers } });
}

// Not uploads: Next keeps the body of every request that passes here in memory, and cuts it at 10 MB.
export const config = { matcher: ['/((?!_next/|api/|fonts/|favicon|imports/upload).*)'] };
