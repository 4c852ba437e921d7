import { isConsequence } from './abreast';

/**
 * Works on one thing after another while the next is being fetched. `fetch` is given what it fetched before (null at first) and answers null where nothing
 * follows. Nothing is under way any more when this ends, so that a transaction may end with it.
 */
export async function ahead<Fetched>(fetch: (before: Fetched | null) => Promise<Fetched> | null, work: (fetched: Fetched) => Promise<void>): Promise<void> {
  for (let next = fetch(null); next !== null;) {
    const fetched: Fetched = await next;
    next = fetch(fetched);
    // Should it fail meanwhile, that is heard in its turn.
    next?.catch(() => {});
    try {
      await work(fetched);
    } catch (error) {
      const [following] = await Promise.allSettled([next]);
      // In a transaction whatever is asked after a failure fails as well, and does not say why.
      throw following.status === 'rejected' && !isConsequence(following.reason) ? following.reason : error;
    }
  }
}

/** A long read page by page. `fetch` is given the last row of the page before, and answers fewer than `size` rows where there are no more. */
export function pagesAhead<Row>(size: number, fetch: (last: Row | null) => Promise<readonly Row[]>, work: (page: readonly Row[]) => Promise<void>): Promise<void> {
  return ahead<readonly Row[]>((before) => (before !== null && before.length < size ? null : fetch(before?.at(-1) ?? null)), work);
}
