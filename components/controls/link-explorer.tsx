'use client';
import { memo, useDeferredValue, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from 'react';
import { flushSync } from 'react-dom';
import { platformPage, type PlatformPages } from '@/lib/evidence/platform-page';
import type { Result } from '@/lib/kernel/result';
import type { GraphEdge } from '../evidence/exhibits/graph-layout';
import { depthOf, edgeAt, edgeKey, endOf, growing, isSamePiece, spaceOf, walked, type Piece, type Space, type SpaceNode } from '../evidence/exhibits/link-space';
import { drawSpace, fitted, inksOfSpace, nodeAt, pulled, showing, type SpaceInks, type Spot, type View } from '../evidence/exhibits/space-drawing';
import { Icon } from '../ui/icon';
import { DataTable } from '../ui/table';
import { count, plural } from '../ui/words';
import { unpressed } from './action-form';
import { bitByBit } from './bit-by-bit';

export type ExplorerProps = {
  /** What the panel shows, laid out around this account. */
  piece: Piece;
  middle: string;
  describe: string;
  pages: PlatformPages;
  /** Asks what hangs on another account; without it nothing grows. */
  grow?: (account: string) => Promise<Result<Piece>>;
  /** How it was left, and is found again while the panel shows the same: what was grown, what was chosen, and from where one looked. */
  left: Left | null;
  onClose: (left: Left) => void;
};

/** An explorer that was closed. `drawn` is what the panel showed when it was begun. */
export type Left = { drawn: Piece; space: Space; chosen: Chosen; view: View | null };

type Chosen = { node: string } | { edge: GraphEdge };
const WAYS: Readonly<Record<string, 'in' | 'out' | 'before' | 'after'>> = { ArrowUp: 'in', ArrowDown: 'out', ArrowLeft: 'before', ArrowRight: 'after' };
/** Links of a node, and rows of the table, that are written out before somebody asks for more. */
const FIRST_LINKS = 12;
const FIRST_ROWS = 200;
const STILL = 4;

/**
 * The links as a map to walk in: drag to move, buttons or two fingers to come closer, arrows from node to node, Enter for what hangs on an
 * account. One finger that goes up or down scrolls the page, as over the timeline; sideways it drags. What is pointed at says its name. What is chosen is told in words under the drawing, every link with why. Nodes never move once they are drawn.
 */
export function LinkExplorer({ piece, middle, describe, pages, grow, left: before, onClose }: ExplorerProps) {
  const [left] = useState(() => (before !== null && isSamePiece(before.drawn, piece) ? before : null));
  const [drawn, setDrawn] = useState(() => left?.drawn ?? piece);
  const [space, setSpace] = useState(() => left?.space ?? spaceOf(piece, middle));
  const [chosen, setChosen] = useState<Chosen>(() => left?.chosen ?? { node: middle });
  const [asking, setAsking] = useState<string | null>(null);
  const [said, setSaid] = useState('');
  const canvas = useRef<HTMLCanvasElement>(null);
  const asker = useRef<HTMLButtonElement>(null);
  const view = useRef<View | null>(left?.view ?? null);
  const inks = useRef<SpaceInks | null>(null);
  const due = useRef(0);
  const touches = useRef(new Map<number, Spot>());
  const press = useRef<(Spot & { moved: boolean; from: View | null }) | null>(null);
  /** The node under the pointer, which tells its name. */
  const over = useRef<string | null>(null);
  const now = useRef({ space, chosen });
  const keys = useId();
  /** The table may come a moment after the drawing. */
  const listed = useDeferredValue(space);
  const isSame = useMemo(() => isSamePiece(drawn, piece), [drawn, piece]);
  const here = 'node' in chosen ? chosen.node : chosen.edge.account;
  /** Another one is another element, so that a reader is told. */
  const place = 'node' in chosen ? [...space.nodes.keys()].indexOf(chosen.node) : `e${space.edges.indexOf(chosen.edge)}`;

  function paint(): void {
    due.current = 0;
    const surface = canvas.current;
    if (surface === null) return;
    const { width, height } = surface.getBoundingClientRect();
    const ratio = devicePixelRatio;
    if (surface.width !== Math.round(width * ratio) || surface.height !== Math.round(height * ratio)) [surface.width, surface.height] = [Math.round(width * ratio), Math.round(height * ratio)];
    view.current ??= fitted(now.current.space, width, height);
    inks.current ??= inksOfSpace(surface);
    drawSpace(surface, now.current.space, view.current, now.current.chosen, over.current, inks.current);
  }
  function draw(): void {
    if (due.current === 0) due.current = requestAnimationFrame(paint);
  }

  useEffect(() => {
    now.current = { space, chosen };
    draw();
  }, [space, chosen]);
  useEffect(() => {
    canvas.current?.parentElement?.focus();
    const again = () => {
      inks.current = null;
      draw();
    };
    const dark = window.matchMedia('(prefers-color-scheme: dark)');
    const themed = new MutationObserver(again);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme', 'class'] });
    dark.addEventListener('change', again);
    window.addEventListener('resize', again);
    return () => {
      themed.disconnect();
      dark.removeEventListener('change', again);
      window.removeEventListener('resize', again);
      cancelAnimationFrame(due.current);
      due.current = 0;
    };
  }, []);

  function zoom(times: number): void {
    const [surface, seen] = [canvas.current, view.current];
    if (surface === null || seen === null) return;
    const { width, height } = surface.getBoundingClientRect();
    const middle = { x: width / 2, y: height / 2 };
    view.current = pulled(seen, middle, middle, times);
    draw();
  }
  function fit(): void {
    view.current = null;
    draw();
  }
  /** Brings nodes into sight without moving more than it takes. */
  function show(nodes: readonly SpaceNode[]): void {
    const [surface, seen] = [canvas.current, view.current];
    if (surface === null || seen === null) return;
    const { width, height } = surface.getBoundingClientRect();
    view.current = showing(nodes, seen, width, height);
  }
  function choose(next: Chosen): void {
    if ('node' in next) {
      const node = now.current.space.nodes.get(next.node);
      if (node !== undefined) show([node]);
    }
    setChosen(next);
    setSaid('');
  }

  /** Draws what the panel shows by now; what was grown is asked for again. */
  function renew(): void {
    setDrawn(piece);
    setSpace(spaceOf(piece, middle));
    setChosen({ node: middle });
    view.current = null;
    setSaid('Drawn anew.');
    canvas.current?.parentElement?.focus();
  }

  async function ask(node: SpaceNode): Promise<void> {
    if (grow === undefined || node.kind !== 'account' || node.grown || asking !== null) return;
    const before = now.current.space;
    setAsking(node.id);
    const answer = await grow(node.id).catch(() => null);
    // Drawn anew meanwhile: the answer belongs to what was drawn before.
    if (now.current.space !== before) return setAsking(null);
    if (answer === null || !answer.ok) {
      setAsking(null);
      return setSaid(answer === null ? 'That could not be read just now. Try again in a moment.' : answer.words);
    }
    const after = await bitByBit(growing(before, node.id, { ...answer.value, accounts: answer.value.accounts.filter(({ id }) => id !== node.id) }));
    setAsking(null);
    if (now.current.space !== before) return;
    // The button that asked goes with what it asked for.
    if (document.activeElement === asker.current) canvas.current?.parentElement?.focus();
    const fresh = [...after.nodes.values()].filter(({ id }) => !before.nodes.has(id));
    show([node, ...fresh]);
    setSpace(after);
    setSaid(fresh.length === 0 ? `${node.label} shares nothing that is not drawn already.` : `${plural(fresh.length, 'node')} more hang on ${node.label}.`);
  }

  function onKey(event: KeyboardEvent): void {
    const way = WAYS[event.key];
    if (way !== undefined) {
      const next = walked(space, here, way);
      if (next !== null) choose({ node: next });
    } else if (event.key === 'Home') choose({ node: middle });
    else if (event.key === '+' || event.key === '=') zoom(1.3);
    else if (event.key === '-') zoom(1 / 1.3);
    else if (event.key === '0') fit();
    else if (event.key === 'Enter') void ask(space.nodes.get(here)!);
    else return;
    event.preventDefault();
  }
  const close = (): void => onClose({ drawn, space, chosen, view: view.current });
  function leave(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  }

  const spot = (event: { clientX: number; clientY: number }) => {
    const box = canvas.current!.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  function point(event: PointerEvent<HTMLCanvasElement>): void {
    const found = event.type === 'pointerleave' || view.current === null ? null : (nodeAt(space, spot(event), view.current)?.id ?? null);
    if (found === over.current) return;
    over.current = found;
    draw();
  }
  function down(event: PointerEvent<HTMLCanvasElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    // The first of a touch: whatever was down before it has gone, told or not.
    if (event.isPrimary) touches.current.clear();
    touches.current.set(event.pointerId, spot(event));
    press.current = { ...spot(event), moved: touches.current.size > 1, from: view.current };
  }
  function move(event: PointerEvent<HTMLCanvasElement>): void {
    const [before, seen, pressed] = [touches.current.get(event.pointerId), view.current, press.current];
    if (before === undefined || seen === null || pressed === null) return point(event);
    const at = spot(event);
    if (!pressed.moved && Math.hypot(at.x - pressed.x, at.y - pressed.y) < STILL) return;
    pressed.moved = true;
    const other = [...touches.current].find(([id]) => id !== event.pointerId)?.[1];
    touches.current.set(event.pointerId, at);
    view.current = other === undefined ? pulled(seen, before, at) : pulled(seen, between(before, other), between(at, other), Math.hypot(at.x - other.x, at.y - other.y) / Math.max(1, Math.hypot(before.x - other.x, before.y - other.y)));
    draw();
  }
  function up(event: PointerEvent<HTMLCanvasElement>): void {
    touches.current.delete(event.pointerId);
    const [pressed, seen] = [press.current, view.current];
    if (pressed === null || seen === null || pressed.moved || touches.current.size > 0) return;
    press.current = null;
    const hit = nodeAt(space, pressed, seen);
    if (hit !== undefined) return choose({ node: hit.id });
    const line = edgeAt(space, seen.x + pressed.x / seen.scale, seen.y + pressed.y / seen.scale, 8 / seen.scale);
    if (line !== null) choose({ edge: line });
  }

  /** The page took the finger for a scroll of its own: what it had dragged by then goes back. */
  function lose(event: PointerEvent<HTMLCanvasElement>): void {
    touches.current.delete(event.pointerId);
    view.current = press.current?.from ?? view.current;
    press.current = null;
    draw();
  }

  return (
    // Escape closes it from whatever one is on in it; the pointer has its button.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="explorer" data-escape onKeyDown={leave}>
      <div className="row wrap">
        <span className="xs q grow">{plural(space.nodes.size, 'node')}, {plural(space.edges.length, 'link')}</span>
        <button type="button" className="btn sml bare" onClick={() => zoom(1.3)}>Closer</button>
        <button type="button" className="btn sml bare" onClick={() => zoom(1 / 1.3)}>Further</button>
        <button type="button" className="btn sml bare" onClick={fit}>Everything</button>
        <button type="button" className="btn sml" onClick={close}>Back to the drawing</button>
      </div>
      <div className="field-of-links" tabIndex={0} role="tree" aria-label={describe} aria-describedby={keys} aria-activedescendant={`${keys}-${place}`} onKeyDown={onKey}>
        <canvas ref={canvas} aria-hidden="true" onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={lose} onPointerLeave={point} />
        <span key={place} id={`${keys}-${place}`} className="vh" role="treeitem" aria-selected aria-level={depthOf(space, here) + 1} aria-expanded={space.nodes.get(here)?.grown}><Words space={space} chosen={chosen} /></span>
      </div>
      <div role="status">{!isSame && <p className="sm"><Icon name="refresh-cw" small /> The panel shows other links by now: they have changed, or other days were chosen. <button type="button" className="btn sml" onClick={renew}>Draw them anew</button></p>}</div>
      <p className="xs qq" id={keys}>Arrows walk: down along the strongest link, up towards the middle, left and right among neighbours. Enter shows what hangs on an account; Esc goes back. A name that has no room is told once its node is pointed at or chosen.</p>
      <div className="chosen" aria-hidden="true"><Words space={space} chosen={chosen} /></div>
      <Acts space={space} chosen={chosen} pages={pages} asking={asking} asker={asker} canGrow={grow !== undefined} onAsk={ask} onChoose={choose} />
      <p role="status" className="sm q">{asking !== null ? 'Looking.' : said}</p>
      <Twin space={listed} />
    </div>
  );
}

const between = (a: Spot, b: Spot): Spot => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });

/** What is chosen, in one sentence. */
function Words({ space, chosen }: { space: Space; chosen: Chosen }) {
  if ('edge' in chosen) {
    const [account, thing] = [space.nodes.get(chosen.edge.account), space.nodes.get(chosen.edge.identifier)];
    return <span className="sm"><b className="b">{account?.label}</b> and <b className="b">{thing?.label}</b>: {chosen.edge.says ?? 'linked'}.</span>;
  }
  const node = space.nodes.get(chosen.node);
  if (node === undefined) return null;
  const links = space.around.get(node.id) ?? [];
  if (node.kind === 'hub') return <span className="sm"><b className="b">{node.label}</b>, {node.thing?.kind}: {count(node.thing?.accounts ?? 0)} accounts, a hub. It links nobody.</span>;
  if (node.kind === 'thing') return <span className="sm"><b className="b">{node.label}</b>, {node.thing?.kind}{node.thing?.rarity == null ? '' : `, ${node.thing.rarity}`}: on {plural(links.length, 'account')} here.</span>;
  return <span className="sm"><b className="b">{node.label}</b>, account: {plural(links.length, 'thing')} shared here{node.grown ? '' : '; more may hang on it'}.</span>;
}

function Acts({ space, chosen, pages, asking, asker, canGrow, onAsk, onChoose }: { space: Space; chosen: Chosen; pages: PlatformPages; asking: string | null; asker: RefObject<HTMLButtonElement | null>; canGrow: boolean; onAsk: (node: SpaceNode) => void; onChoose: (next: Chosen) => void }) {
  const [asked, setAsked] = useState({ node: '', most: FIRST_LINKS });
  const list = useRef<HTMLUListElement>(null);
  const node = 'node' in chosen ? space.nodes.get(chosen.node) : undefined;
  if (node === undefined) return null;
  const links = space.around.get(node.id) ?? [];
  const most = asked.node === node.id ? asked.most : FIRST_LINKS;
  const client = node.thing?.client;
  const page = node.kind === 'account' ? platformPage(pages, 'account', node.id) : client === undefined ? null : platformPage(pages, 'client', client);
  return (
    <>
      {(node.kind === 'account' || page !== null) && (
        <p className="row wrap">
          {node.kind === 'account' && canGrow && !node.grown && <button type="button" className="btn sml" ref={asker} onClick={() => onAsk(node)} {...unpressed(asking !== null)}>Show what hangs on it</button>}
          {node.account?.href !== undefined && <a className="btn sml bare" href={node.account.href}>Open the account</a>}
          {page !== null && <a className="btn sml bare" href={page} target="_blank" rel="noreferrer"><Icon name="external-link" small />On the platform</a>}
        </p>
      )}
      <ul className="whylinked" ref={list}>
        {links.slice(0, most).map((edge) => <li key={edgeKey(edge)}><button type="button" className="linkish" onClick={() => onChoose({ node: endOf(edge, node.id) })}>{space.nodes.get(endOf(edge, node.id))?.label}</button> <span className="xs q">{edge.says ?? ''}</span></li>)}
      </ul>
      <More inside={list} items="li" shown={most} all={links.length} what="links" onMore={(next) => setAsked({ node: node.id, most: next })} />
    </>
  );
}

/** So many at a time. */
const STEP = 200;

/** The rest of a list, a step at a time. Whoever asks goes on at the first that came. */
function More({ inside, items, shown, all, what, onMore }: { inside: RefObject<HTMLElement | null>; items: string; shown: number; all: number; what: string; onMore: (most: number) => void }) {
  if (all <= shown) return null;
  function ask(): void {
    flushSync(() => onMore(shown + STEP));
    const first = inside.current?.querySelectorAll<HTMLElement>(items)[shown];
    const next = first?.querySelector<HTMLElement>('button') ?? first;
    if (next === first) first?.setAttribute('tabindex', '-1');
    next?.focus();
  }
  return <p><button type="button" className="btn sml bare" onClick={ask}>{count(Math.min(STEP, all - shown))} more of {count(all)} {what}</button></p>;
}

/** The same as a table: every link with why, strongest first. Its rows are made once it is opened, or printed, and anew only where there are other links. */
const Twin = memo(function Twin({ space }: { space: Space }) {
  const [isOpen, setOpen] = useState(false);
  const [most, setMost] = useState(FIRST_ROWS);
  const table = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    // On paper every fold is open (globals.css), and after it as the reader left it.
    const over = new AbortController();
    addEventListener('beforeprint', () => flushSync(() => setOpen(true)), { signal: over.signal });
    addEventListener('afterprint', () => setOpen(table.current?.open ?? false), { signal: over.signal });
    return () => over.abort();
  }, []);
  return (
    <details className="twin" ref={table} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Every link drawn, as a table</summary>
      {isOpen && (
        <>
          <DataTable caption="Every link that is drawn, strongest first" tight rows={space.edges.slice(0, most)} keyOf={edgeKey} columns={[
            { key: 'account', head: 'Account', look: 'id', cell: ({ account }) => space.nodes.get(account)?.label },
            { key: 'shares', head: 'Shares', cell: ({ identifier }) => <><span className="id">{space.nodes.get(identifier)?.label}</span> <span className="xs qq">{space.nodes.get(identifier)?.thing?.kind}</span></> },
            { key: 'rare', head: 'How rare', cell: ({ identifier }) => rarityOf(space.nodes.get(identifier)) },
            { key: 'why', head: 'Why', look: 'sm', cell: ({ says }) => says ?? '' },
          ]} />
          <More inside={table} items="tbody tr" shown={most} all={space.edges.length} what="links" onMore={setMost} />
        </>
      )}
    </details>
  );
});

function rarityOf(node: ReturnType<Space['nodes']['get']>): string {
  return node?.kind === 'hub' ? `${count(node.thing?.accounts ?? 0)} accounts` : (node?.thing?.rarity ?? 'not known');
}
