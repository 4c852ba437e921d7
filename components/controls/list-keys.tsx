'use client';
import { useEffect, useRef } from 'react';

const rowsOf = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-row]')].filter((row) => row.checkVisibility());
const openerOf = (row: HTMLElement): HTMLElement | null => row.querySelector('.open, th a[href]');

/**
 * Movement in the lists of a page, as in the queue: `j` and `k` go from row to row, over all its lists, and Enter opens the current one. Rows are
 * what carries `data-row`; the focus goes to what names the row and leads to it, so that a screen reader reads it. A key that is declared
 * inside a row belongs to the current row alone (`controlFor`). Once a page, behind its lists.
 */
export function ListKeys({ one = 'row' }: { /** What a row is called. */ one?: string }) {
  const current = useRef<HTMLElement | null>(null);
  const place = useRef({ row: '', at: 0 });
  const been = useRef(false);
  const about = useRef('');
  const opens = useRef<HTMLButtonElement>(null);

  /**
   * Marks the current row among those that are there now; one that has gone leaves its place to its neighbour. On a page that is about one of
   * its rows, walking begins there, and again wherever that goes.
   */
  function mark(rows = rowsOf()): HTMLElement | undefined {
    const chosen = rows.find((row) => row.getAttribute('aria-current') === 'true');
    if (chosen !== undefined && chosen.dataset['row'] !== about.current) {
      about.current = chosen.dataset['row'] ?? '';
      current.current = chosen;
    }
    const { row: id, at } = place.current;
    const row = rows.find((each) => each === current.current) ?? rows.find(({ dataset }) => dataset['row'] === id) ?? rows[Math.min(at, rows.length - 1)];
    for (const each of rows) each.toggleAttribute('data-current', each === row);
    current.current = row ?? null;
    // Nothing is offered where nothing opens: not every line of a ledger leads somewhere.
    if (opens.current !== null) opens.current.hidden = row === undefined || openerOf(row) === null;
    if (row !== undefined) place.current = { row: row.dataset['row'] ?? '', at: rows.indexOf(row) };
    return row;
  }
  function arrive(row: HTMLElement) {
    const control = openerOf(row) ?? row;
    if (control === row) row.tabIndex = -1;
    control.focus({ preventScroll: true });
    row.scrollIntoView({ block: 'nearest' });
  }
  function go(step: number) {
    const rows = rowsOf();
    const from = mark(rows);
    const next = rows[from === undefined ? 0 : rows.indexOf(from) + step];
    // At either end, and in a list of one, who is elsewhere on the page comes to the row that is marked.
    const to = next ?? (from?.contains(document.activeElement) === false ? from : undefined);
    if (to !== undefined) arrive(to);
  }

  useEffect(() => {
    const row = mark();
    // A row that was acted on may be gone, with the focus on it.
    if (row !== undefined && been.current && document.activeElement === document.body) arrive(row);
  });
  useEffect(() => {
    const come = ({ target }: Event) => {
      const row = target instanceof Element ? target.closest<HTMLElement>('main [data-row]') : null;
      // A press beside every control takes the focus away: that is meant, and no news brings it back.
      been.current = (document.activeElement?.closest('main [data-row]') ?? null) !== null;
      if (row === null) return;
      current.current = row;
      mark();
    };
    for (const type of ['focusin', 'click']) document.addEventListener(type, come);
    return () => { for (const type of ['focusin', 'click']) document.removeEventListener(type, come); };
  }, []);

  return (
    <footer className="keys walk hm">
      <button type="button" className="kk" data-key="j" onClick={() => go(1)}><kbd aria-hidden="true">j</kbd>next {one}</button>
      <button type="button" className="kk" data-key="k" onClick={() => go(-1)}><kbd aria-hidden="true">k</kbd>{one} before</button>
      <button type="button" className="kk" ref={opens} data-key="enter" onClick={() => { const row = mark(); if (row !== undefined) openerOf(row)?.click(); }}><kbd aria-hidden="true">↵</kbd>open</button>
      <button type="button" className="kk" data-opens="keys"><kbd aria-hidden="true">?</kbd>all keys</button>
    </footer>
  );
}
