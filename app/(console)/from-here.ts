/** Browsers say where a form comes from; whoever sends no origin is no browser with somebody's session in it. */
export function isFromHere(request: Request): boolean {
  const origin = request.headers.get('origin');
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  return origin === null || (URL.canParse(origin) && new URL(origin).host === host);
}
