'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { plural } from '../ui/words';
import { isActing, onActing } from './acting';
import { knowsFrom } from './heard';
import { readOn } from './keep-place';
import { isAnythingTyped, isTyping } from './keys';
import { useArrival } from './opening';
import { useLive } from './use-live';

/** What changes by the clock is asked for late rather than early. */
const LATER_MS = 500;
const LOOKS_EVERY_MS = 400;

/** Whether nobody acts or writes on the page. */
const isAtRest = (): boolean => !isActing() && !isTyping(document.activeElement) && !isAnythingTyped();

/**
 * Keeps a page current. What others change it shows by itself only where nothing would move under the reader: `auto`, and no field has the focus
 * and no form has been touched. Otherwise a bar says how much changed and waits for `r`. What the clock alone changes (`within`) comes by itself
 * under the same conditions: a page that cannot be read anew is opened anew by the frame, and what was typed in it would be lost.
 */
export function LiveRefresh({ topic, only, since, versions, auto = false, within, one }: {
  /** Or several, with a space between. */
  topic: string;
  /** The one id that matters here. Or several of one thing, with a space between. */
  only?: string;
  /** When the page was rendered, from before it read anything: what came since is news. */
  since?: number;
  /** By id, the versions that the page shows. */
  versions?: Readonly<Record<string, number>>;
  auto?: boolean;
  /** Milliseconds after which the page shows something else by the clock alone; null where it does not. */
  within?: number | null;
  /** What changes there, as a word that takes an s: "decision". */
  one: string;
}) {
  const router = useRouter();
  const isComing = useArrival();
  const { changed, clear, settle } = useLive(topic, { only, since, knows: versions && knowsFrom(versions) });
  const isOwn = useSyncExternalStore(onActing, isActing, () => false);
  function show() {
    clear();
    router.refresh();
  }
  // A page that was read anew shows what was told before it was, whoever did it.
  const read = useRef(since);
  useEffect(() => {
    if (since === undefined || since === read.current) return;
    read.current = since;
    settle(since);
  }, [since, settle]);
  useEffect(() => {
    if (within == null) return;
    const look = () => {
      if (isAtRest()) router.refresh();
      else timer = setTimeout(look, LOOKS_EVERY_MS);
    };
    let timer = setTimeout(look, within + LATER_MS);
    return () => clearTimeout(timer);
  }, [within, since, router]);
  useEffect(() => {
    if (!auto || changed.size === 0) return;
    // A page asked for while an act of ours is on its way could be of before it, and arrive after what came of it. What is on its way already
    // shows what was heard of our act: once it has come, only what is later is asked for.
    const timer = setInterval(() => { if (isAtRest() && !isComing) show(); }, LOOKS_EVERY_MS);
    return () => clearInterval(timer);
  });
  // What is on its way is not offered as well, and what came of an act of ours comes with its answer.
  if (changed.size === 0 || isOwn || (auto && isComing)) return <span role="status" className="vh" />;
  return <LiveBar news={changed.has('') ? null : changed.size} isThis={only !== undefined} one={one} show={show} />;
}

/** What changed, and the way to see it. `news`: how many of them; null where nobody can tell. */
export function LiveBar({ news, isThis = false, one, show }: { news: number | null; /** The page is about one, and it is that one. */ isThis?: boolean; one: string; show?: () => void }) {
  return (
    <div className="live-bar" role="status">
      {news === null ? 'Something may have' : isThis ? `This ${one} has` : plural(news, `${one} has`, `${one}s have`)} changed while you read.
      <button type="button" data-key="r" data-key-label="Show changes" onClick={({ currentTarget }) => { if (document.activeElement === currentTarget) readOn(); show?.(); }}>{news === 1 || news === null || isThis ? 'Show it' : 'Show them'} <kbd aria-hidden="true">r</kbd></button>
    </div>
  );
}
