import { NextResponse, type NextRequest } from 'next/server';

/** Tells pages their own address, so that sign-in can lead back to it. Who may see what is asked by each query and command. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set('x-countersign-path', request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

// Not uploads: Next keeps the body of every request that passes here in memory, and cuts it at 10 MB.
export const config = { matcher: ['/((?!_next/|api/|fonts/|favicon|imports/upload).*)'] };
