import { OPENS, type FormAction, type FormState } from '../ui/form-state';
import { acts } from './acting';
import { ANSWERS_WITHIN } from './action-form';
import { tell as tellNews } from './news';
import { store } from './store';

/**
 * What became of a claim whose page was opened before the answer: under way; held; refused, and why; another case was claimed than the
 * one that was shown; or no answer came, and nobody can tell here whether it arrived. `path`: the page that this is told on.
 */
export type Claiming = { path: string; state: 'sent'; /** Its page was opened and left again. */ isLeft?: true } | { path: string; state: 'held' | 'unanswered' } | { path: string; state: 'other'; /** Where that case is, and that it is the reader's: "C-2318 is yours". */ opens: string; words: string } | { path: string; state: 'refused'; words: string };

export const { get: latestClaim, set: tell, listen: onClaiming } = store<Claiming | null>(null);

const YOURS = 'The case that you asked for is yours, under Mine in the queue.';
const UNANSWERED = 'No answer came to the claim. Where it arrived all the same, a case is yours, under Mine in the queue.';
const CAME_LATE = 'The claim that had got no answer came through after all: a case is yours, under Mine in the queue.';

/** What the procedure needs of the page it runs on. */
export type Ways = { /** Of the page that is open now. */ here(): string; open(path: string): void; /** Asks for what has changed on the page that is open. */ refresh(): void; /** Has the next page ask for it once it is there. */ refreshThere(): void };

/**
 * Claims the next case and opens the page of the one that it will most likely be in the same moment. The page says that the claim is under way
 * until it is answered; then it shows what the claim changed, says which case was claimed instead and leads to it, or says why there is none: it never
 * changes into another case by itself, since hands are on it.
 * After `ANSWERS_WITHIN` it says that no answer came, and another may be claimed; nothing is ever sent again by itself, and an answer that
 * comes later is told wherever one is by then. Answers whether it has claimed: not while another claim is under way.
 */
export function claimAhead(path: string, action: FormAction, ways: Ways): boolean {
  // One press, one claim.
  if (latestClaim()?.state === 'sent') return false;
  const from = ways.here();
  const form = new FormData();
  form.set(OPENS, 'page');
  tell({ path, state: 'sent' });
  // Sent before the list is left, so that it goes to the list's own address. Null where the network gave no answer.
  const answer = action(null, form).catch((): FormState => null);
  const soon = Promise.race([answer.then((state) => ({ state })), new Promise<null>((resolve) => { setTimeout(resolve, ANSWERS_WITHIN, null); })]);
  ways.open(path);
  void acts(soon).then((came) => {
    if (came?.state) return arrived(came.state);
    const unanswered: Claiming = { path, state: 'unanswered' };
    tell(unanswered);
    if (![path, from].includes(ways.here())) tellNews(UNANSWERED);
    return answer.then((state) => late(state, unanswered));
  });
  return true;

  function arrived(state: NonNullable<FormState>) {
    const here = ways.here();
    const news = state.ok ? state.value.news : undefined;
    const latest = latestClaim();
    // Whoever has gone elsewhere meanwhile, or back, is not called from there, and is told there.
    if (here !== path && (here !== from || (latest?.state === 'sent' && latest.isLeft))) {
      tell(null);
      return tellNews(state.ok ? [YOURS, ...(news === undefined ? [] : [news])].join(' ') : state.words);
    }
    if (news !== undefined) tellNews(news);
    const opened = state.ok ? (state.value.opens ?? path) : path;
    if (!state.ok) tell({ path, state: 'refused', words: state.words });
    else if (opened !== path && here === path) tell({ path, state: 'other', opens: opened, words: state.value.words });
    else tell({ path: opened, state: 'held' });
    if (here === path) return ways.refresh();
    // The page is not there yet: nobody has begun anything on it.
    ways.refreshThere();
    return opened === path ? undefined : ways.open(opened);
  }

  /** Nobody who was told that no answer came is taken from where they are. */
  function late(state: FormState, unanswered: Claiming) {
    if (state === null) return;
    const isLatest = latestClaim() === unanswered;
    if (!state.ok) return isLatest ? tell({ path, state: 'refused', words: state.words }) : undefined;
    const opened = state.value.opens ?? path;
    const isHere = ways.here() === opened;
    const isShown = isLatest && isHere;
    if (isLatest) tell(isHere ? { path: opened, state: 'held' } : null);
    if (isHere) ways.refresh();
    const words = [...(isShown ? [] : [CAME_LATE]), ...(state.value.news === undefined ? [] : [state.value.news])];
    if (words.length > 0) tellNews(words.join(' '));
  }
}

/** From here on the page says what it knows of the hold itself, and nothing of how it began. */
export function settleClaim(path: string): void {
  const claim = latestClaim();
  if (claim?.path === path && claim.state === 'held') tell(null);
}

/** What was told of a claim is over once its page is left; what is not answered by then is told elsewhere. */
export function forgetClaim(path: string): void {
  const claim = latestClaim();
  if (claim?.path === path) tell(claim.state === 'sent' ? { ...claim, isLeft: true } : null);
}
