/**
 * A long read page by page, each asked for while the one before is worked on. `fetch` is given the last row of the page before, and answers fewer
 * than `size` rows where there are no more.
 */
export async function* pagesAhead<Row>(size: number, fetch: (last: Row | null) => Promise<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  let next: Promise<readonly Row[]> | null = fetch(null);
  try {
    while (next !== null) {
      const page: readonly Row[] = await next;
      next = page.length < size ? null : fetch(page.at(-1)!);
      // Should it fail meanwhile, that is heard in its turn.
      next?.catch(() => {});
      if (page.length > 0) yield page;
    }
  } finally {
    // Nothing may be under way any more when a transaction ends.
    await Promise.allSettled([next]);
  }
}
