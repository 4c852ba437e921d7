'use client';
import { createContext, useContext, useEffect, useMemo, useRef, useState, type ChangeEvent, type ReactNode } from 'react';
import { CHOSEN_COLUMNS, QUEUE_COLUMNS, USUAL_LAYOUT, USUAL_WIDTH, WIDTH, type QueueColumn } from '@/lib/cases/queue-columns';
import type { QueueLayout } from '@/lib/cases/queue-layout';
import { Pick } from '../ui/field';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';

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

/** Which columns, how wide, how dense: every change shows at once. */
export function QueueLayoutMenu() {
  const { layout, lay, trouble } = useQueueLayout();
  const { hidden, widths, density } = layout;
  // Fields begin anew with what is laid out: when the menu opens, and after a reset.
  const [opening, setOpening] = useState(0);
  const isShown = (column: QueueColumn): boolean => !hidden.some((one) => one === column);
  function choose(column: (typeof CHOSEN_COLUMNS)[number], { target }: ChangeEvent<HTMLInputElement>) {
    lay({ ...layout, hidden: CHOSEN_COLUMNS.filter((one) => (one === column ? !target.checked : hidden.includes(one))) });
  }
  function widen(column: keyof typeof USUAL_WIDTH, { target }: ChangeEvent<HTMLInputElement>) {
    const width = Math.round(target.valueAsNumber);
    if (width >= WIDTH.least && width <= WIDTH.most) lay({ ...layout, widths: sized(widths, column, width) });
  }
  return (
    <details className="lay" data-menu onToggle={() => setOpening((before) => before + 1)}>
      <summary className="btn sml" data-key="l" data-key-label="Columns and density" aria-keyshortcuts="l"><Icon name="table" small /><span>Columns</span><kbd aria-hidden="true">l</kbd></summary>
      <div>
        <div className="col">
          <fieldset>
            <legend className="lbl">Columns, and their width in pixels</legend>
            {QUEUE_COLUMNS.map((column) => (
              <div className="row sp" key={column}>
                {column === 'account'
                  ? <span className="pick"><Icon name="lock" small /> <span>{COLUMN_NAME[column]}</span></span>
                  : <Pick type="checkbox" name="columns[]" value={column} checked={isShown(column)} onChange={(event) => choose(column, event)}>{COLUMN_NAME[column]}</Pick>}
                {column === 'reasons'
                  ? <span className="qq xs">what is left</span>
                  : <input className="input px" type="number" name={`widths.${column}`} aria-label={`Width of ${COLUMN_NAME[column]}`} min={WIDTH.least} max={WIDTH.most} step="4" key={opening} defaultValue={widths[column] ?? USUAL_WIDTH[column]} onChange={(event) => widen(column, event)} />}
              </div>
            ))}
          </fieldset>
          <fieldset>
            <legend className="lbl">Rows</legend>
            <div className="row">
              <Pick type="radio" name="density" value="roomy" checked={density === 'roomy'} onChange={() => lay({ ...layout, density: 'roomy' })}>Roomy</Pick>
              <Pick type="radio" name="density" value="dense" checked={density === 'dense'} onChange={() => lay({ ...layout, density: 'dense' })}>Dense</Pick>
            </div>
          </fieldset>
          {trouble !== null && <Notice icon="triangle-alert" tone="brick" role="alert">{trouble}</Notice>}
          <div className="row">
            <button type="button" className="btn sml bare" onClick={() => { lay(USUAL_LAYOUT); setOpening((before) => before + 1); }}>As usual again</button>
          </div>
        </div>
      </div>
    </details>
  );
}

/** Widths with one changed; the usual one is not written down. */
export function sized(widths: QueueLayout['widths'], column: keyof typeof USUAL_WIDTH, width: number): QueueLayout['widths'] {
  const { [column]: _, ...others } = widths;
  return width === USUAL_WIDTH[column] ? others : { ...others, [column]: width };
}
