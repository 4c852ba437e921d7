/** Browsers say where a form comes from; whoever sends no origin is no browser with somebody's session in it. */
export function isFromHere(request: Request): boolean {
  const origin = request.headers.get('origin');
  return origin === null || (URL.canParse(origin) && new URL(origin).host === hostOf(request));
}

/** The path of the page of ours that sent a form; null where its browser does not say. */
export function pageBefore(request: Request): string | null {
  const referrer = request.headers.get('referer') ?? '';
  if (!URL.canParse(referrer)) return null;
  const { host, pathname } = new URL(referrer);
  return host === hostOf(request) ? pathname : null;
}

const hostOf = (request: Request): string | null => request.headers.get('x-forwarded-host') ?? request.headers.get('host');
