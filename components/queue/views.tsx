import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import { TabCount } from '../controls/tab-count';
import { Icon } from '../ui/icon';

export type QueueView = {
  label: string;
  href: string;
  /** Null where nobody counted. A ring counts with all its cases, and stands as one row. */
  count: number | null;
  /** What is counted, where that is no case. */
  of?: 'ring';
  /** Under which name its count is told anew; absent where it is not. */
  live?: string;
  /** There are more than were counted. */
  more?: boolean;
  current: boolean;
  /** A view that somebody named, for themselves or for everybody. */
  saved?: 'own' | 'shared';
};

/** The views that every queue has, those that were saved, the filter and the order, in one line. `menu` stands behind the views, children at the right end. */
export function QueueViews({ views, at, menu, children }: { views: readonly QueueView[]; /** When they were counted, by the server's clock. */ at?: Instant; menu?: ReactNode; children?: ReactNode }) {
  return (
    <div className="views">
      <nav aria-label="Views">
        {views.map((view, index) => (
          <Link key={`${view.href} ${view.label}`} href={view.href} prefetch={false} aria-current={view.current ? 'true' : undefined} className={view.saved !== undefined && views[index - 1]?.saved === undefined ? 'first' : undefined}>
            {view.saved === 'shared' && <><Icon name="users" small /><span className="vh">Shared: </span></>}{view.label}{view.count !== null && <TabCount first={{ count: view.count, more: view.more === true }} at={at} view={view.live} of={view.of} />}
          </Link>
        ))}
      </nav>
      {menu}
      <span className="grow" />
      {children}
    </div>
  );
}

/** A filter as an ordinary GET form, so that the address is the state. Children are its fields. */
export function QueueFilter({ keep, active, children }: { keep: Readonly<Record<string, string>>; active: number; children: ReactNode }) {
  return (
    <details data-menu>
      <summary className="btn sml" data-key="f" data-key-label="Filter" aria-keyshortcuts="f"><Icon name="filter" small /><span>Filter</span>{active > 0 && <b>{active}</b>}<kbd aria-hidden="true">f</kbd></summary>
      <div>
        <form method="get" className="col">
          {Object.entries(keep).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
          {children}
          <button type="submit" className="btn pri sml">Show these</button>
        </form>
      </div>
    </details>
  );
}

/** Nothing waits: calm, and when the next thing comes. `all`: where a filter has left nothing, the way to the list without it. */
export function QueueCalm({ next, searched, all }: { next: string | null; searched?: string; all?: ReactNode }) {
  return (
    <div className="calm">
      <p className="says">{all === undefined ? 'Nothing waits for you.' : 'No case fits this filter.'}{next !== null && ` ${next}`}</p>
      {searched !== undefined && <p className="q sm">{searched}</p>}
      {all !== undefined && <p className="mt-2">{all}</p>}
    </div>
  );
}

/** Cases that exist and are not shown, with the reason. */
export function QueueHeldBack({ words }: { words: string }) {
  return <><hr /><p className="lbl">Held back from you</p><p className="xs q">{words}</p></>;
}
