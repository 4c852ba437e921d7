'use client';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState, type ReactNode } from 'react';
import type { Instant } from '@/lib/kernel/instant';
import { CHOSEN_COLUMNS } from '@/lib/cases/queue-columns';
import { NO_PAGES, type PlatformPages } from '@/lib/evidence/platform-page';
import { QueuePeek } from '../queue/peek';
import { chosenBy, type Choosing } from '../queue/choosing';
import { togetherWords, type QueueRow, type QueueSort, type SortColumn } from '../queue/row';
import type { FormAction } from '../ui/form-state';
import { Icon } from '../ui/icon';
import { PART } from '../ui/parts';
import { scrollRegion } from '../ui/scroll';
import { plural } from '../ui/words';
import { ChoiceBar, choicesKept, keepChoices, type ChoiceAct } from './choice-bar';
import { ClaimButton, NextButton } from './claim-button';
import { QueueBody, type BodyHandle } from './queue-body';
import { Chosen, COLUMN, features, queueColumns } from './queue-columns';
import { useQueueLayout } from './queue-layout';
import { useArrival } from './opening';
import { isPhone } from './phone';
import { useHands } from './queue-now';
import { useQueuePages, useRecalled, useRemembered } from './queue-pages';
import { Grip, leastWidth, widthOf } from './queue-widths';
import { useStillTable } from './still-table';
import { useLive } from './use-live';

export type QueueTableProps = {
  /** The first page of the list, and the place where it goes on; null where that is all. */
  rows: readonly QueueRow[];
  after?: string | null;
  /** Where further rows are asked for (without a place), and where a page of them is without script. */
  moreHref?: string;
  /** Where the hands are asked for that rows are in now. */
  nowHref?: string;
  nextHref?: string | null;
  /** The list begins behind another page: the way to its beginning. */
  firstHref?: string | null;
  /** The ring that the address opens, the way to close it, and its cases. */
  opened?: { ring: string; closeHref: string; rows: readonly QueueRow[] } | null;
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
  /** Topic of the live stream; null for a still picture. `since`: when the page was rendered. */
  live?: string | null;
  since?: Instant;
  /** Where ids lead to. */
  platform?: PlatformPages;
};

/** A row on which one rests for so long is likely to be opened: its page is fetched before. The row where the list begins was not chosen yet. */
const RESTS_AFTER_MS = { chosen: 200, begun: 2_000 };

/**
 * The queue: a table whose order and filter the server decides, with a current row, a choice, rows that go on as far as one reads, and
 * changes that wait for `r`.
 */
export function QueueTable({ rows: head, after: headAfter = null, moreHref = '', nowHref, nextHref = null, firstHref = null, opened = null, now, zone, sort, sortHrefs, chosen = [], claim, claimNext, mayClaim, beside, bulk = [], live = 'queue', since, platform = NO_PAGES }: QueueTableProps) {
  const { layout } = useQueueLayout();
  const region = useRef<HTMLDivElement>(null);
  const body = useRef<BodyHandle>(null);
  const top = useRef(0);
  const place = useRecalled(moreHref);
  const [current, setCurrent] = useState<string | null>(place?.current ?? null);
  const standing = useRef(current);
  const [{ chosen: choices }, choice] = useReducer(chosenBy, null, (): Choosing => ({ chosen: Object.fromEntries([...chosen, ...choicesKept()].map((id) => [id, true as const])), last: null }));
  const { pages: read, after, state, more, readAgain, rest } = useQueuePages(head, headAfter, moreHref, place);
  useRemembered(moreHref, () => ({ rest, from: headAfter, current, top: top.current, away: body.current?.away() ?? new Map() }));

  // The members of the opened ring stand under the row that leads it, on whatever page that is.
  const listed = useMemo(() => (opened === null ? read : read.map((page) => page.flatMap((row) => (row.fold?.ring === opened.ring ? [row, ...opened.rows.filter(({ id }) => id !== row.id)] : [row])))), [read, opened]);
  const pages = useHands(listed, { href: live === null ? null : (nowHref ?? null), since, head, mayClaim });
  const rows = useMemo(() => pages.flat(), [pages]);
  const [openedRing, closeHref] = [opened?.ring, opened?.closeHref ?? ''];
  const ids = useMemo(() => rows.map(({ id }) => id), [rows]);
  const choose = useCallback((to: string, isRange: boolean) => choice({ does: isRange ? 'range' : 'row', to, ids }), [ids]);
  const chooseAll = useCallback(() => choice({ does: 'all', ids }), [ids]);
  const columns = useMemo(() => queueColumns(now, zone, openedRing === undefined ? null : { ring: openedRing, closeHref }, { choose, chooseAll }, platform), [now, zone, openedRing, closeHref, choose, chooseAll, platform]);
  const mayChoose = bulk.length > 0; // Who can do nothing with a choice is offered none.
  const columnVisibility = useMemo(() => ({ ...Object.fromEntries(CHOSEN_COLUMNS.map((column) => [column, !layout.hidden.includes(column)])), choose: mayChoose }), [layout.hidden, mayChoose]);
  const table = useStillTable({ features, columns, data: rows, getRowId: (row) => row.id, state: { columnVisibility } });
  const lines = table.getRowModel().rows;
  const drawn = useMemo(() => pages.map((page, nth) => {
    const from = pages.slice(0, nth).reduce((sum, { length }) => sum + length, 0);
    return lines.slice(from, from + page.length);
  }), [pages, lines]);

  // A row that has gone leaves the place to its neighbour; nothing else moves by itself.
  const index = Math.max(0, rows.findIndex((row) => row.id === current));
  const row = rows[index];
  const ahead = rows.find(({ next }) => next !== null) ?? null;
  const shown = new Map(rows.map(({ id, version }) => [id, version]));
  const selected = Object.keys(choices);

  useEffect(() => {
    standing.current = current;
    keepChoices(selected);
    const url = new URL(window.location.href);
    if (selected.length === 0) url.searchParams.delete('chosen');
    else url.searchParams.set('chosen', selected.join(','));
    if (url.href !== window.location.href) window.history.replaceState(null, '', url);
  });

  // Back where one was, before anything is painted; on a phone the page scrolls, and the browser brings it back itself.
  useLayoutEffect(() => {
    if (place !== null && region.current !== null) region.current.scrollTop = place.top;
  }, [place]);

  function to(id: string, page: number) {
    setCurrent(id);
    body.current?.reveal(page, id);
  }
  async function go(step: number) {
    const next = rows[index + step];
    if (next !== undefined) return to(next.id, pages.findIndex((page) => page.includes(next)));
    // A step past the last row that was read is taken once the next ones are there; whoever has gone elsewhere meanwhile is left there.
    const [focus, was] = [document.activeElement, current];
    const first = step < 0 ? undefined : (await more())?.rows.find(({ id }) => !shown.has(id));
    if (document.activeElement !== focus || standing.current !== was) return;
    // At either end the row that one is on is told again.
    if (first !== undefined) to(first.id, pages.length);
    else if (row !== undefined) to(row.id, pages.findIndex((page) => page.includes(row)));
  }

  // Further rows are read before the last one comes into sight.
  const end = useRef<HTMLElement>(null);
  const goOn = useRef(more);
  useEffect(() => { goOn.current = more; });
  useEffect(() => {
    if (after === null || end.current === null) return;
    const watch = new IntersectionObserver((entries) => { if (entries.some(({ isIntersecting }) => isIntersecting)) void goOn.current(); }, { root: isPhone() ? null : region.current, rootMargin: '600px 0px' });
    watch.observe(end.current);
    return () => watch.disconnect();
  }, [after]);

  // What is asked for anew keeps the current row where the eye is, unless one looks at the beginning: there the new rows stand.
  const anchor = useRef<{ id: string; at: number } | null>(null);
  const placeOf = (id: string) => region.current?.querySelector(`[data-row="${CSS.escape(id)}"]`)?.getBoundingClientRect().top;
  function show(isOn: boolean) {
    // The bar goes, with the button on it.
    if (isOn) region.current?.focus({ preventScroll: true });
    const at = row === undefined ? undefined : placeOf(row.id);
    anchor.current = row !== undefined && at !== undefined && (region.current?.scrollTop ?? 0) > 0 ? { id: row.id, at } : null;
    if (row !== undefined && anchor.current !== null) setCurrent(row.id);
    readAgain();
  }
  useLayoutEffect(() => {
    const kept = anchor.current;
    anchor.current = null;
    const at = kept === null ? undefined : placeOf(kept.id);
    if (kept !== null && at !== undefined && region.current !== null) region.current.scrollTop += at - kept.at;
  }, [head]);

  const rested = useRested(row?.href, current === null ? RESTS_AFTER_MS.begun : RESTS_AFTER_MS.chosen);
  const shape = `${layout.hidden.join()} ${layout.density} ${Object.entries(layout.widths).join()}`;
  const atEnd = after === null;
  const own = rows.filter(({ under }) => under !== true);
  const cases = own.reduce((sum, { fold }) => sum + (fold?.cases ?? 1), 0);

  return (
    <div className="qbody">
      {live !== null && <Changes topic={live} since={since} shown={shown} onShow={show} />}
      <div className="qg">
        <div {...scrollRegion('Cases', `qt ${layout.density}`)} ref={region} onScroll={(event) => { top.current = event.currentTarget.scrollTop; }}>
          {firstHref !== null && <nav className="more" aria-label="Earlier pages of the queue"><Link className="btn sml" href={firstHref}>First page</Link></nav>}
          <Chosen value={choices}>
            <table {...PART.table} style={{ minWidth: leastWidth(layout) }} aria-rowcount={firstHref === null && atEnd ? rows.length + 1 : -1}>
              <caption className="vh">Open cases, {sort === null ? 'by evidence, harm and waiting' : `by ${sort.column}, ${sort.direction}`}</caption>
              <thead {...PART.group}>
                {table.getHeaderGroups().map((group) => (
                  <tr key={group.id} {...PART.row} aria-rowindex={1}>
                    {group.headers.map((header) => {
                      const { look, sort: column } = COLUMN[header.id] ?? { look: '' };
                      const { header: says } = header.column.columnDef;
                      const name = (typeof says === 'function' ? says(header.getContext()) : says) as ReactNode;
                      const sorted = sort !== null && sort.column === column ? sort.direction : undefined;
                      return (
                        <th key={header.id} {...PART.head} className={look} aria-sort={sorted} title={column === undefined && look !== 'ck' ? 'The list has no order by this column' : undefined} style={widthOf(layout, header.id)}>
                          {column === undefined ? name : <SortLink column={column as SortColumn} href={sortHrefs[column as SortColumn]}>{name}{sorted !== undefined && <span aria-hidden="true">{sorted === 'ascending' ? '↑' : '↓'}</span>}</SortLink>}
                          <Grip column={header.id} />
                        </th>
                      );
                    })}
                  </tr>
                ))}
              </thead>
              <QueueBody ref={body} pages={drawn} current={row?.id} density={layout.density} shape={shape} from={firstHref === null ? 0 : null} now={now} pick={setCurrent} remembered={place?.away} region={region} />
            </table>
          </Chosen>
          {nextHref !== null && !atEnd && (
            <nav className="more" aria-label="Pages of the queue" ref={end} aria-busy={state === 'reading'}>
              {state === 'failed' && <p role="alert" className="sm">The next rows did not come.</p>}
              <a className="btn sml" href={nextHref} onClick={(event) => { if (event.metaKey || event.ctrlKey || event.shiftKey) return; event.preventDefault(); void more(); }}>{state === 'reading' ? 'Reading on…' : state === 'failed' ? 'Try again' : 'Next 50'}</a>
            </nav>
          )}
          {atEnd && firstHref === null && cases > own.length && <p className="more xs q">{plural(own.length, 'row')}. Cases of one ring stand as one, so there are more cases than rows.</p>}
          <p role="status" className="vh">{rest.length > 0 ? `${plural(rows.length, 'row')} read${atEnd ? ', which are all there are' : ''}.` : ''}</p>
        </div>
        <aside className="peek" aria-label="Why is this here">
          {row !== undefined && (
            <QueuePeek row={row} first={index === 0 && sort === null && firstHref === null} now={now} zone={zone} platform={platform}>
              <RowActs row={row} ahead={ahead} isRested={rested} claim={claim} claimNext={claimNext} mayClaim={mayClaim} />
            </QueuePeek>
          )}
          {beside}
        </aside>
      </div>
      <footer className="keys">
        <ChoiceBar chosen={selected} here={new Set(rows.map(({ id }) => id))} acts={bulk} clear={() => choice({ does: 'none' })} />
        <span className="grow" />
        <button type="button" className="kk hm" data-key="j" onClick={() => void go(1)}><kbd aria-hidden="true">j</kbd>next row</button>
        <button type="button" className="kk hm" data-key="k" onClick={() => void go(-1)}><kbd aria-hidden="true">k</kbd>row before</button>
        {mayChoose && (
          <>
            <button type="button" className="kk hm" data-key="x" data-key-label="choose; with Shift, all from the row chosen last" title="With Shift, all from the row chosen last" data-shift onClick={(event) => { if (row !== undefined) choose(row.id, event.shiftKey); }}><kbd aria-hidden="true">x</kbd>choose</button>
            <button type="button" className="kk hm" data-key="a" data-key-label="choose all that is shown" onClick={chooseAll}><kbd aria-hidden="true">a</kbd>all</button>
          </>
        )}
        <DensityKey />
        <button type="button" className="kk hm" data-opens="keys"><kbd aria-hidden="true">?</kbd>all keys</button>
      </footer>
      {mayClaim && <div className="thumb"><Together id="thumb-together" row={ahead} /><NextButton action={claimNext} ahead={ahead?.next?.href ?? null} says={saying('thumb-together', ahead)}>Take the next best case</NextButton></div>}
    </div>
  );
}

/** Whether one has stayed on the same row for a moment. */
function useRested(href: string | undefined, afterMs: number): boolean {
  const [rested, setRested] = useState<string | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => setRested(href), afterMs);
    return () => clearTimeout(timer);
  }, [href, afterMs]);
  return href !== undefined && rested === href;
}

// The list in another order is another table. Where it has come, the head that asked for it has the focus again.
let sorting: { column: SortColumn; href: string } | null = null;

function SortLink({ column, href, children }: { column: SortColumn; href: string; children: ReactNode }) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (sorting?.column !== column) return;
    if (sorting.href === `${window.location.pathname}${window.location.search}` && document.activeElement === document.body) link.current?.focus({ preventScroll: true });
    sorting = null;
  }, [column]);
  return <Link ref={link} href={href} prefetch={false} onNavigate={() => { sorting = { column, href }; }}>{children}</Link>;
}

function DensityKey() {
  const { layout, lay } = useQueueLayout();
  const other = layout.density === 'dense' ? 'roomy' : 'dense';
  return <button type="button" className="kk hm" data-key="d" onClick={() => lay({ ...layout, density: other })}><kbd aria-hidden="true">d</kbd>{other} rows</button>;
}

function RowActs({ row, ahead, isRested, claim, claimNext, mayClaim }: { row: QueueRow; ahead: QueueRow | null; isRested: boolean } & Pick<QueueTableProps, 'claim' | 'claimNext' | 'mayClaim'>) {
  return (
    <div className="col">
      {mayClaim && <NextButton action={claimNext} ahead={ahead?.next?.href ?? null} says={saying('next-together', ahead)}>{nextWords(row)}</NextButton>}
      {mayClaim && <Together id="next-together" row={ahead} />}
      {mayClaim && row.next?.other != null && <p className="xs q"><Icon name="users-round" small /> {row.next.other.name}: {row.next.other.account}, of the same ring</p>}
      <div className="row-acts">
        <Link href={row.href} className="btn w" prefetch={isRested} data-key="enter" aria-keyshortcuts="Enter">Open <kbd aria-hidden="true">↵</kbd></Link>
        {mayClaim && row.locked === null && <ClaimButton key={row.id} action={claim} hidden={{ caseId: row.id, version: row.version }} tone="plain" wide opens says={row.id === ahead?.id ? saying('next-together', row) : saying('claim-together', row)}>Claim</ClaimButton>}
      </div>
      {mayClaim && row.locked === null && row.id !== ahead?.id && <Together id="claim-together" row={row} />}
      {mayClaim && row.locked !== null && <p className="xs q" data-key-closed="c"><Icon name="lock" small /> {row.next?.other == null ? row.locked : `${row.name}: ${row.locked.charAt(0).toLowerCase()}${row.locked.slice(1)}`}</p>}
    </div>
  );
}

/** What `n` does from this row, and to which case where that is another of its ring. */
function nextWords({ next }: QueueRow): string {
  if (next === null) return 'Take the next best';
  const { held, other } = next;
  if (other === null) return held ? 'Open: it is yours' : 'Claim and open';
  return held ? `Open ${other.name}: it is yours` : `Claim and open ${other.name}`;
}

/** The id of those words, where there are any. */
const saying = (id: string, row: QueueRow | null): string | undefined => (row === null || togetherWords(row) === null ? undefined : id);

/** What is claimed along with a case of a ring, said before it is. */
function Together({ id, row }: { id: string; row: QueueRow | null }) {
  const words = row === null ? null : togetherWords(row);
  return words === null ? null : <p className="xs q together" id={id}><Icon name="users-round" small /> {words}</p>;
}

/** How much came and changed while one read. Nothing on the page moves until it is asked for. */
function Changes({ topic, since, shown, onShow }: { topic: string; since: Instant | undefined; shown: ReadonlyMap<string, number>; onShow: (isOn: boolean) => void }) {
  const router = useRouter();
  const { changed, clear } = useLive(topic, { since, knows: (id, version) => (shown.get(id) ?? 0) >= version });
  useArrival();
  if (changed.size === 0) return <span role="status" className="vh" />;
  // A case is new with its first version.
  const added = [...changed].filter(([id, { version }]) => version === 1 && !shown.has(id)).length;
  const others = changed.size - added;
  const news = [...(added > 0 ? [`${added} new`] : []), ...(others > 0 ? [`${plural(others, 'case')} changed`] : [])];
  return (
    <div className="live" role="status">
      <Icon name="refresh-cw" small />{changed.has('') ? 'Cases may have changed while you read.' : `${news.join(', ')} while you read.`}
      <button type="button" data-key="r" data-key-label="Show changes" onClick={({ currentTarget }) => { onShow(document.activeElement === currentTarget); clear(); router.refresh(); }}>{changed.size === 1 && !changed.has('') ? 'Show it' : 'Show them'} <kbd aria-hidden="true">r</kbd></button>
    </div>
  );
}
