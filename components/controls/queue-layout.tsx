'use client';
import { createContext, lazy, Suspense, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { CHOSEN_COLUMNS, USUAL_LAYOUT, USUAL_WIDTH, type QueueColumn } from '@/lib/cases/queue-columns';
import type { QueueLayout } from '@/lib/cases/queue-layout';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';

const QueueLayoutFields = lazy(() => import('./queue-layout-fields').then((module) => ({ default: module.QueueLayoutFields })));

/** What the columns are called, in their heads and where they are chosen. */
export const COLUMN_NAME: Readonly<Record<QueueColumn, string>> = { assessment: 'Assessment', account: 'Account', reasons: 'Strongest reasons', ring: 'Ring', stake: 'At stake', open: 'Open', due: 'Due', who: 'Who' };

type Laid = { layout: QueueLayout; lay: (next: QueueLayout) => void; trouble: string | null };
const Layout = createContext<Laid>({ layout: USUAL_LAYOUT, lay: () => {}, trouble: null });
export const useQueueLayout = (): Laid => useContext(Layout);

/** A change is kept once nothing has changed for so long: a width is dragged through many. */
const SETTLES_AFTER_MS = 500;

// What this tab laid out last: a page that the browser takes from its own store was written before it.
let latest: { person: string; layout: QueueLayout } | null = null;

/** Shows the queue as its person laid it out, at once, and keeps what they change. */
export function QueueLaidOut({ person, layout: stored, keep, children }: { person: string; layout: QueueLayout; keep: FormAction; children: ReactNode }) {
  const [layout, setLayout] = useState(() => (latest?.person === person ? latest.layout : stored));
  const [trouble, setTrouble] = useState<string | null>(null);
  const waiting = useRef<{ timer: ReturnType<typeof setTimeout>; save: () => void } | null>(null);
  useEffect(() => {
    const flush = () => waiting.current?.save();
    window.addEventListener('pagehide', flush);
    return () => { flush(); window.removeEventListener('pagehide', flush); };
  }, []);
  const laid = useMemo<Laid>(() => ({
    layout, trouble,
    lay(next) {
      setLayout(next);
      latest = { person, layout: next };
      if (waiting.current !== null) clearTimeout(waiting.current.timer);
      const save = () => {
        if (waiting.current !== null) clearTimeout(waiting.current.timer);
        waiting.current = null;
        void keep(null, formOf(next)).then((state) => setTrouble(state === null || state.ok ? null : state.words), () => setTrouble('The layout could not be kept; it holds until this page is left.'));
      };
      waiting.current = { timer: setTimeout(save, SETTLES_AFTER_MS), save };
    },
  }), [layout, keep, trouble, person]);
  return <Layout value={laid}>{children}</Layout>;
}

function formOf({ hidden, widths, density }: QueueLayout): FormData {
  const form = new FormData();
  for (const column of CHOSEN_COLUMNS) if (!hidden.includes(column)) form.append('columns[]', column);
  for (const [column, width] of Object.entries(widths)) form.set(`widths.${column}`, String(width));
  form.set('density', density);
  return form;
}

/** Which columns, how wide, how dense: what chooses arrives with the first opening, not with the page. */
export function QueueLayoutMenu() {
  const [opening, setOpening] = useState(0);
  return (
    <details className="lay" data-menu onToggle={() => setOpening((before) => before + 1)}>
      <summary className="btn sml" data-key="l" data-key-label="Columns and density" aria-keyshortcuts="l"><Icon name="table" small /><span>Columns</span><kbd aria-hidden="true">l</kbd></summary>
      <div>{opening > 0 && <Suspense><QueueLayoutFields opening={opening} /></Suspense>}</div>
    </details>
  );
}

/** Widths with one changed; the usual one is not written down. */
export function sized(widths: QueueLayout['widths'], column: keyof typeof USUAL_WIDTH, width: number): QueueLayout['widths'] {
  const { [column]: _, ...others } = widths;
  return width === USUAL_WIDTH[column] ? others : { ...others, [column]: width };
}
