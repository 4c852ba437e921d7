'use client';
import { useEffect, useRef, useState, type ChangeEvent } from 'react';
import { CHOSEN_COLUMNS, QUEUE_COLUMNS, USUAL_LAYOUT, USUAL_WIDTH, WIDTH, type QueueColumn } from '@/lib/cases/queue-columns';
import { Pick } from '../ui/field';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { enter } from './keys';
import { COLUMN_NAME, sized, useQueueLayout } from './queue-layout';

/** What the menu of columns holds: every change shows at once. `opening` counts how often it opened or closed. */
export function QueueLayoutFields({ opening }: { opening: number }) {
  const { layout, lay, trouble } = useQueueLayout();
  const { hidden, widths, density } = layout;
  // Fields begin anew with what is laid out: when the menu opens, and after a reset.
  const [resets, setResets] = useState(0);
  const fields = useRef<HTMLDivElement>(null);
  // Whoever pressed the key goes on here, and the fields were not here yet; whoever opened the menu from itself is still on it.
  useEffect(() => {
    const menu = fields.current?.closest('details');
    if (menu?.open === true && !menu.contains(document.activeElement)) enter(menu);
  }, []);
  const isShown = (column: QueueColumn): boolean => !hidden.some((one) => one === column);
  function choose(column: (typeof CHOSEN_COLUMNS)[number], { target }: ChangeEvent<HTMLInputElement>) {
    lay({ ...layout, hidden: CHOSEN_COLUMNS.filter((one) => (one === column ? !target.checked : hidden.includes(one))) });
  }
  function widen(column: keyof typeof USUAL_WIDTH, { target }: ChangeEvent<HTMLInputElement>) {
    const width = Math.round(target.valueAsNumber);
    if (width >= WIDTH.least && width <= WIDTH.most) lay({ ...layout, widths: sized(widths, column, width) });
  }
  return (
    <div className="col" ref={fields}>
      <fieldset>
        <legend className="lbl">Columns, and their width in pixels</legend>
        {QUEUE_COLUMNS.map((column) => (
          <div className="row sp" key={column}>
            {column === 'account'
              ? <span className="pick"><Icon name="lock" small /> <span>{COLUMN_NAME[column]}</span></span>
              : <Pick type="checkbox" name="columns[]" value={column} checked={isShown(column)} onChange={(event) => choose(column, event)}>{COLUMN_NAME[column]}</Pick>}
            {column === 'reasons'
              ? <span className="qq xs">what is left</span>
              : <input className="input px" type="number" name={`widths.${column}`} aria-label={`Width of ${COLUMN_NAME[column]}`} min={WIDTH.least} max={WIDTH.most} step="4" key={`${opening} ${resets}`} defaultValue={widths[column] ?? USUAL_WIDTH[column]} onChange={(event) => widen(column, event)} />}
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
        <button type="button" className="btn sml bare" onClick={() => { lay(USUAL_LAYOUT); setResets((before) => before + 1); }}>As usual again</button>
      </div>
    </div>
  );
}
