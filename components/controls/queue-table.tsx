'use client';
import { useTable, type RowSelectionState } from '@tanstack/react-table';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import { QueuePeek } from '../queue/peek';
import type { QueueRow, QueueSort, SortColumn } from '../queue/row';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { scrollRegion } from '../ui/scroll';
import { plural } from '../ui/words';
import { ChoiceBar, choicesKept, keepChoices, type ChoiceAct } from './choice-bar';
import { ClaimButton } from './claim-button';
import { COLUMN, features, queueColumns } from './queue-columns';
import { useLive } from './use-live';

export type QueueTableProps = {
  rows: readonly QueueRow[];
  now: Instant;
  zone?: string;
  sort: QueueSort | null;
  /** Where each head leads: the same list in another order. */
  sortHrefs: Readonly<Record<SortColumn, string>>;
  /** Ids chosen in the address. */
  chosen?: readonly string[];
  /** Claims the case in fields `caseId`, `version`; leads to it. */
  claim: FormAction;
  /** Claims the best unclaimed case and leads to it. */
  claimNext: FormAction;
  /** Auditors look and do not claim. */
  mayClaim: boolean;
  /** Under the peek: what is held back, who is on shift. */
  beside?: ReactNode;
  /** In the foot while cases are chosen: done for each of them, each separately allowed. */
  bulk?: readonly ChoiceAct[];
  /** Under the last row: the way to the next page. */
  more?: ReactNode;
  /** Topic of the live stream; null for a still picture. */
  live?: string | null;
};

/** The queue: a table whose order and filter the server decides, with a current row, a choice, and changes that wait for `r`. */
export function QueueTable({ rows, now, zone, sort, sortHrefs, chosen = [], claim, claimNext, mayClaim, beside, bulk = [], more, live = 'queue' }: QueueTableProps) {
  const [current, setCurrent] = useState<string | null>(null);
  const [rowSelection, setRowSelection] = useState<RowSelectionState>(() => Object.fromEntries([...chosen, ...choicesKept()].map((id) => [id, true])));
  const columns = useMemo(() => queueColumns(now, zone), [now, zone]);
  const table = useTable({ features, columns, data: rows, getRowId: (row) => row.id, state: { rowSelection }, onRowSelectionChange: setRowSelection });
  const body = useRef<HTMLTableSectionElement>(null);

  // A row that has gone leaves the place to its neighbour; nothing else moves by itself.
  const index = Math.max(0, rows.findIndex((row) => row.id === current));
  const row = rows[index];
  const selected = Object.keys(rowSelection).filter((id) => rowSelection[id] === true);

  useEffect(() => {
    keepChoices(selected);
    const url = new URL(window.location.href);
    if (selected.length === 0) url.searchParams.delete('chosen');
    else url.searchParams.set('chosen', selected.join(','));
    if (url.href !== window.location.href) window.history.replaceState(null, '', url);
  });

  function go(step: number) {
    const next = rows[Math.min(rows.length - 1, Math.max(0, index + step))];
    if (next === undefined) return;
    setCurrent(next.id);
    body.current?.querySelector(`[data-row="${CSS.escape(next.id)}"]`)?.scrollIntoView({ block: 'nearest' });
  }

  return (
    <div className="qbody">
      {live !== null && <Changes topic={live} />}
      <div className="qg">
        <div {...scrollRegion('Cases', 'qt')}>
          <table>
            <caption className="vh">Open cases, {sort === null ? 'by evidence, harm and waiting' : `by ${sort.column}`}</caption>
            <thead>
              {table.getHeaderGroups().map((group) => (
                <tr key={group.id}>
                  {group.headers.map((header) => {
                    const { look, sort: column } = COLUMN[header.id] ?? { look: '' };
                    const sorted = sort !== null && sort.column === column ? sort.direction : undefined;
                    return (
                      <th key={header.id} scope="col" className={look} aria-sort={sorted}>
                        {column === undefined ? <table.FlexRender header={header} /> : <a href={sortHrefs[column as SortColumn]}><table.FlexRender header={header} />{sorted !== undefined && <span aria-hidden="true">{sorted === 'ascending' ? '↑' : '↓'}</span>}</a>}
                      </th>
                    );
                  })}
                </tr>
              ))}
            </thead>
            <tbody ref={body}>
              {table.getRowModel().rows.map((line) => (
                <tr key={line.id} data-row={line.id} className={[line.index === index && 'cur', line.original.under === true && 'under'].filter(Boolean).join(' ') || undefined} aria-current={line.index === index ? 'true' : undefined} onClick={() => setCurrent(line.id)}>
                  {line.getAllCells().map((cell) => <Cell key={cell.id} look={cellLook(cell.column.id, line.original, now)}><table.FlexRender cell={cell} /></Cell>)}
                </tr>
              ))}
            </tbody>
          </table>
          {more}
        </div>
        <aside className="peek" aria-label="Why is this here">
          {row !== undefined && (
            <QueuePeek row={row} first={index === 0} now={now} zone={zone}>
              <RowActs row={row} claim={claim} claimNext={claimNext} mayClaim={mayClaim} />
            </QueuePeek>
          )}
          {beside}
        </aside>
      </div>
      <footer className="keys">
        <ChoiceBar chosen={selected} here={new Set(rows.map(({ id }) => id))} acts={bulk} clear={() => setRowSelection({})} />
        <span className="grow" />
        <button type="button" className="kk hm" data-key="j" onClick={() => go(1)}><kbd aria-hidden="true">j</kbd>next row</button>
        <button type="button" className="kk hm" data-key="k" onClick={() => go(-1)}><kbd aria-hidden="true">k</kbd>row before</button>
        <button type="button" className="kk hm" data-key="x" onClick={() => row !== undefined && table.getRow(row.id).toggleSelected()}><kbd aria-hidden="true">x</kbd>choose</button>
        <button type="button" className="kk hm" data-opens="keys"><kbd aria-hidden="true">?</kbd>all keys</button>
      </footer>
      {mayClaim && <div className="thumb"><ClaimButton action={claimNext} hidden={{}} hotkey="n" wide>Take the next best case</ClaimButton></div>}
    </div>
  );
}

function Cell({ look, children }: { look: string; children: ReactNode }) {
  return <td className={look}>{children}</td>;
}

function cellLook(column: string, row: QueueRow, now: Instant): string {
  const { look } = COLUMN[column] ?? { look: '' };
  return column === 'due' && row.dueAt <= now ? `${look} past` : look;
}

function RowActs({ row, claim, claimNext, mayClaim }: { row: QueueRow } & Pick<QueueTableProps, 'claim' | 'claimNext' | 'mayClaim'>) {
  const router = useRouter();
  return (
    <div className="col">
      {mayClaim && <ClaimButton action={claimNext} hidden={{}} hotkey="n" wide>{row.next ? 'Claim and open' : 'Take the next best'}</ClaimButton>}
      <div className="row-acts">
        <button type="button" className="btn w" data-key="enter" aria-keyshortcuts="Enter" onClick={() => router.push(row.href)}>Open <kbd aria-hidden="true">↵</kbd></button>
        {mayClaim && row.locked === null && <ClaimButton key={row.id} action={claim} hidden={{ caseId: row.id, version: row.version }} tone="plain" wide>Claim</ClaimButton>}
      </div>
      {mayClaim && row.locked !== null && <p className="xs q"><Icon name="lock" small /> {row.locked}</p>}
    </div>
  );
}

/** How much changed while one read. Nothing on the page moves until it is asked for. */
function Changes({ topic }: { topic: string }) {
  const router = useRouter();
  const { changed, clear } = useLive(topic);
  if (changed.size === 0) return <span role="status" className="vh" />;
  return (
    <div className="live" role="status">
      <Icon name="refresh-cw" small />{plural(changed.size, 'case')} changed while you read.
      <button type="button" data-key="r" data-key-label="Show changes" onClick={() => { clear(); router.refresh(); }}>Show them <kbd aria-hidden="true">r</kbd></button>
    </div>
  );
}
