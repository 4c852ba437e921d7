/** Where a person goes after signing in: the page they came for, if it is one of ours. Anything else would be an open redirect. */
export function whereTo(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  // Browsers read tabs and backslashes generously ("/\t/elsewhere.example"), so the address is read as they read it.
  const base = 'http://here.invalid';
  if (!URL.canParse(next, base)) return '/';
  const url = new URL(next, base);
  const isOurs = url.origin === base && !/^\/(?:api|sign-in)(?:\/|$)/.test(url.pathname);
  return isOurs && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : '/';
}
