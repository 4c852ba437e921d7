import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FormState } from '../ui/form-state';
import { ANSWERS_WITHIN } from './action-form';
import { claimAhead, forgetClaim, latestClaim } from './claiming';
import * as news from './news';

const A = '/cases/a';
const B = '/cases/b';
const yours = (opens: string): FormState => ({ ok: true, value: { words: 'Done.', opens } });

/** A tab on the queue. What is pressed is sent, and answered when the test says so. */
function tab() {
  const at = { path: '/queue', refreshed: 0 };
  const sent: { answer(state: FormState): Promise<void>; breakOff(): Promise<void> }[] = [];
  const go = (path: string) => { at.path = path; };
  const ways = { here: () => at.path, open: go, refresh: () => { at.refreshed += 1; }, refreshThere: () => {} };
  const settle = async () => { await vi.advanceTimersByTimeAsync(0); };
  const claim = (path: string) => claimAhead(path, () => new Promise<FormState>((resolve, reject) => {
    sent.push({ answer: (state) => { resolve(state); return settle(); }, breakOff: () => { reject(new Error('The network is away.')); return settle(); } });
  }), ways);
  return { at, sent, claim };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(news, 'tell').mockImplementation(() => {});
});
afterEach(() => {
  for (const path of [A, B]) forgetClaim(path);
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('one press is one claim, until it is answered', async () => {
  const { at, sent, claim } = tab();
  expect(claim(A)).toBe(true);
  expect(at.path).toBe(A);
  expect(claim(B)).toBe(false);
  expect(sent).toHaveLength(1);
  await sent[0]!.answer(yours(A));
  expect(latestClaim()).toEqual({ path: A, state: 'held' });
  expect(at.refreshed).toBe(1);
  await vi.advanceTimersByTimeAsync(ANSWERS_WITHIN);
  expect(latestClaim()).toEqual({ path: A, state: 'held' });
});

test('a claim without an answer says so after its time, is never sent again by itself, and holds no other up', async () => {
  const { at, sent, claim } = tab();
  claim(A);
  await vi.advanceTimersByTimeAsync(ANSWERS_WITHIN - 1);
  expect(latestClaim()).toEqual({ path: A, state: 'sent' });
  await vi.advanceTimersByTimeAsync(1);
  expect(latestClaim()).toEqual({ path: A, state: 'unanswered' });
  await vi.advanceTimersByTimeAsync(10 * ANSWERS_WITHIN);
  expect(sent).toHaveLength(1);
  expect(claim(B)).toBe(true);
  expect(at.path).toBe(B);
  // What the first one claimed is told, and takes nobody from where they are.
  await sent[0]!.answer(yours(A));
  expect(news.tell).toHaveBeenCalledWith(expect.stringContaining('came through after all'));
  expect(latestClaim()).toEqual({ path: B, state: 'sent' });
  expect(at).toEqual({ path: B, refreshed: 0 });
  await sent[1]!.answer(yours(B));
  expect(latestClaim()).toEqual({ path: B, state: 'held' });
});

test('what an earlier claim got is told also where the later one was for the same case', async () => {
  const { sent, claim } = tab();
  claim(A);
  await vi.advanceTimersByTimeAsync(ANSWERS_WITHIN);
  claim(A);
  await sent[0]!.answer(yours(A));
  expect(news.tell).toHaveBeenCalledWith(expect.stringContaining('came through after all'));
  await sent[1]!.answer(yours(B));
  expect(latestClaim()).toEqual({ path: A, state: 'other', opens: B, words: 'Done.' });
});

test('another case that was claimed is told on the page that hands are on, which stays; one that is not there yet gives way', async () => {
  const { at, sent, claim } = tab();
  claim(A);
  await sent[0]!.answer(yours(B));
  expect(at).toEqual({ path: A, refreshed: 1 });
  expect(latestClaim()).toEqual({ path: A, state: 'other', opens: B, words: 'Done.' });

  at.path = '/queue';
  const slow = claimAhead(A, async () => yours(B), { here: () => '/queue', open: (path) => { at.path = path; }, refresh: () => {}, refreshThere: () => {} });
  expect(slow).toBe(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(at.path).toBe(B);
  expect(latestClaim()).toEqual({ path: B, state: 'held' });
});

test('an answer that comes late is shown on the page that still waits for it', async () => {
  const { at, sent, claim } = tab();
  claim(A);
  await vi.advanceTimersByTimeAsync(ANSWERS_WITHIN);
  await sent[0]!.answer(yours(A));
  expect(latestClaim()).toEqual({ path: A, state: 'held' });
  expect(at).toEqual({ path: A, refreshed: 1 });
});

test('another case that came late is told and does not open by itself', async () => {
  const { at, sent, claim } = tab();
  claim(A);
  await vi.advanceTimersByTimeAsync(ANSWERS_WITHIN);
  await sent[0]!.answer(yours(B));
  expect(at.path).toBe(A);
  expect(latestClaim()).toBeNull();
  expect(news.tell).toHaveBeenCalledWith(expect.stringContaining('under Mine'));
});

test('a network that gives up says that no answer came; whoever is elsewhere by then is told there', async () => {
  const { at, sent, claim } = tab();
  claim(A);
  at.path = '/inbox';
  await sent[0]!.breakOff();
  expect(latestClaim()).toEqual({ path: A, state: 'unanswered' });
  expect(news.tell).toHaveBeenCalledWith(expect.stringContaining('No answer came'));
});

test('whoever has gone back before the answer is not called from there, and is told there what became of it', async () => {
  const { at, sent, claim } = tab();
  const back = () => {
    forgetClaim(A);
    at.path = '/queue';
  };
  claim(A);
  back();
  expect(claim(B), 'one press, one claim').toBe(false);
  await sent[0]!.answer(yours(B));
  expect(at).toEqual({ path: '/queue', refreshed: 0 });
  expect(latestClaim()).toBeNull();
  expect(news.tell).toHaveBeenLastCalledWith(expect.stringContaining('under Mine'));

  claim(A);
  back();
  await sent[1]!.answer({ ok: false, code: 'not-found', words: 'No case waits.', fields: {} });
  expect(at.path).toBe('/queue');
  expect(news.tell).toHaveBeenLastCalledWith('No case waits.');
});
