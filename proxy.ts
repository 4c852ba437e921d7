import { NextResponse, type NextRequest } from 'next/server';
import { pageOf } from '@/lib/enforcement/adapters/page-address';

/**
 * Tells pages their own address, so that sign-in can lead back to it. Who may see what is asked by each query and command.
 * A wrong address of a holder's page is answered here: a page that finds out while it renders is blank where scripts do not run.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  const token = /^\/appeal\/([^/]+)$/.exec(pathname)?.[1];
  if (token !== undefined && pageOf(token) === null) return NextResponse.rewrite(new URL('/appeal/unknown', request.url), { status: 404 });
  const headers = new Headers(request.headers);
  headers.set('x-countersign-path', pathname + search);
  return NextResponse.next({ request: { headers } });
}

// Not uploads: Next keeps the body of every request that passes here in memory, and cuts it at 10 MB.
export const config = { matcher: ['/((?!_next/|api/|fonts/|favicon|imports/upload).*)'] };
