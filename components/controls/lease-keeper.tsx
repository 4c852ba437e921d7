'use client';
import { useEffect, useRef, useState } from 'react';
import { afterPaint } from './after-paint';
import { Notice } from '../ui/notice';
import { Contained } from './contained';
import type { Hold, LeaseWatch } from './lease-watch';

/** A file that did not come is asked for again after so long, milliseconds, and when the network is back. */
const AGAIN_AFTER = 3_000;

/**
 * Keeps a hold alive while its holder works on the page (`LeaseWatch`). Its file is fetched once the page is seen: a hold lasts for minutes, and the
 * queue fetches what a case needs at first. It is asked for until it has come, since nobody is warned of a hold that nothing keeps. What breaks in it says
 * so, and takes nothing with it that is written on the page.
 */
export function LeaseKeeper(hold: Omit<Hold, 'late'>) {
  const [come, setCome] = useState<{ Watch: typeof LeaseWatch; late: number } | null>(null);
  const made = useRef(0);
  useEffect(() => { made.current = performance.now(); }, [hold.now]);
  useEffect(() => {
    let over = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      clearTimeout(again);
      import('./lease-watch').then(
        ({ LeaseWatch: Watch }) => { if (!over) setCome((before) => before ?? { Watch, late: performance.now() - made.current }); },
        () => {
          clearTimeout(again);
          if (!over) again = setTimeout(ask, AGAIN_AFTER);
        },
      );
    };
    const leave = afterPaint(ask);
    window.addEventListener('online', ask);
    return () => {
      over = true;
      leave();
      clearTimeout(again);
      window.removeEventListener('online', ask);
    };
  }, []);
  return come && <Contained instead={<Unkept />}><come.Watch {...hold} late={come.late} /></Contained>;
}

function Unkept() {
  return <div className="idle"><Notice icon="hourglass" tone="brick" role="alert" raised><b className="b">This page no longer renews your hold,</b> and will not warn you before it ends. What you wrote is still here: send it or copy it, and load the page again.</Notice></div>;
}
